//! Absolute URLs, as `format: uri` of documents means them: ASCII, with what else there is
//! percent-encoded.
//!
//! Reference: <https://www.rfc-editor.org/rfc/rfc3986>.

/// Whether a text is an absolute URL. Those of the web have a host.
pub(super) fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    if !is_scheme(scheme) {
        return false;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    if !are(fragment, "/?:@") || !are(query, "/?:@") {
        return false;
    }
    let of_web = ["http", "https", "ws", "wss", "ftp"];
    let is_of_web = of_web.iter().any(|name| scheme.eq_ignore_ascii_case(name));
    let Some(rest) = rest.strip_prefix("//") else {
        return !is_of_web && !rest.is_empty() && are(rest, "/:@");
    };
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    is_authority(authority, is_of_web) && are(path, "/:@")
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && (text.bytes()).all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// `user@host:port`
fn is_authority(text: &str, needs_host: bool) -> bool {
    let (user, place) = text.rsplit_once('@').unwrap_or(("", text));
    if !are(user, ":") {
        return false;
    }
    let (host, port) = if let Some(rest) = place.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else {
            return false;
        };
        if address.parse::<std::net::Ipv6Addr>().is_err() {
            return false;
        }
        let none = port.is_empty().then_some("");
        ("[]", port.strip_prefix(':').or(none))
    } else {
        let (host, port) = place.split_once(':').unwrap_or((place, ""));
        (host, Some(port))
    };
    let is_port = |port: &str| port.is_empty() || port.parse::<u16>().is_ok();
    let is_host = host == "[]" || are(host, "");
    is_host && !(needs_host && host.is_empty()) && port.is_some_and(is_port)
}

/// Whether all characters may stand in a part: those of every part, and these besides.
fn are(text: &str, besides: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'%' => {
                let mut digit = || bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
                digit() && digit()
            }
            _ => {
                byte.is_ascii_alphanumeric()
                    || b"-._~!$&'()*+,;=".contains(&byte)
                    || besides.as_bytes().contains(&byte)
            }
        };
        if !fits {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_absolute;

    #[test]
    fn as_rfc_3986_says() {
        for valid in [
            "https://example.org",
            "HTTP://example.org:8080/a/b;c=1?q=%C3%A4&r=/?#top",
            "https://u:p@[2001:db8::1]:443/",
            "https://192.0.2.1/",
            "mailto:ada@example.org",
            "urn:isbn:0451450523",
            "file:///etc/hosts",
            "https://example.org:",
        ] {
            assert!(is_absolute(valid), "{valid}");
        }
        for invalid in [
            "",
            "example.org",
            "/a",
            "//example.org/a",
            "http:",
            "http://",
            "http:///a",
            "https:example.org",
            "http://exa mple.org",
            "http://example.org/ä",
            "http://example.org/%G0",
            "http://example.org/%2",
            "http://[::1",
            "http://[fe80::zz]/",
            "http://[::1]a/",
            "http://example.org:port/",
            "http://example.org:99999/",
            "http://a@b@c/",
            "1http://a/",
            "http://a/#b#c",
            "http://a/\n",
            "mailto:",
        ] {
            assert!(!is_absolute(invalid), "{invalid}");
        }
    }
}
