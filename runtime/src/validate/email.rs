//! E-mail addresses as browsers take them, so that a form and the server agree.
//!
//! Reference: <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>.

/// Whether a text is a valid e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_atom =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(is_atom) && domain.split('.').all(is_label)
}

/// Letters, digits and hyphens, no hyphen at either end, 63 at most.
fn is_label(label: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(is_inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn as_the_html_standard_says() {
        let long = "a".repeat(63);
        for valid in [
            "a@b",
            "ada@example.org",
            "ada.l+x@sub.example.org",
            ".a.@b",
            "!#$%&'*+/=?^_`{|}~-@b",
            "a@b-c.d1",
            &format!("a@{long}.org"),
        ] {
            assert!(is_email(valid), "{valid}");
        }
        for invalid in [
            "",
            "a",
            "@b",
            "a@",
            "a@b@c",
            "a@-b",
            "a@b-",
            "a@b..c",
            "a@b.",
            "a b@c",
            "\"a\"@b",
            "ä@b",
            "a@ä",
            "a@b\n",
            "a@[127.0.0.1]",
            &format!("a@{long}a.org"),
        ] {
            assert!(!is_email(invalid), "{invalid}");
        }
    }
}
