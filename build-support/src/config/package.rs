//! Which names of packages the registries of each language take.

/// Whether the name of a client's package may be given; if not, what it must be.
///
/// `{zone}` stands for the zone's name, which is small letters, digits and `_`.
pub(super) fn refused(language: &str, name: &str) -> Option<&'static str> {
    let name = name.replace("{zone}", "zone");
    let (is_name, rule) = match language {
        "typescript" => (
            is_npm(&name),
            "has small letters, digits, `-`, `.` and `_`, begins with a letter or a digit, and may have a scope in front, `@scope/name`",
        ),
        "python" => (
            is_python(&name),
            "has letters, digits, `-`, `.` and `_`, and begins and ends with a letter or a digit",
        ),
        _ => (
            is_rust(&name),
            "begins with a letter and has letters, digits, `-` and `_`",
        ),
    };
    (!is_name).then_some(rule)
}

/// Reference: <https://docs.npmjs.com/cli/configuring-npm/package-json#name>.
fn is_npm(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        part.bytes().next().is_some_and(is_small)
            && part.bytes().all(|b| is_small(b) || b"-._".contains(&b))
    };
    let is_named = match name.strip_prefix('@') {
        Some(scoped) => scoped
            .split_once('/')
            .is_some_and(|(scope, name)| is_part(scope) && is_part(name)),
        None => is_part(name),
    };
    is_named && name.len() <= 214
}

/// Reference: <https://packaging.python.org/en/latest/specifications/name-normalization/>.
fn is_python(name: &str) -> bool {
    let ends = |b: u8| b.is_ascii_alphanumeric();
    name.bytes().next().is_some_and(ends)
        && name.bytes().last().is_some_and(ends)
        && name.bytes().all(|b| ends(b) || b"-._".contains(&b))
}

/// Reference: <https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field>.
fn is_rust(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn names_that_registries_take() {
        for (language, names) in [
            (
                "typescript",
                ["blog-client", "@blog/{zone}", "b.c_d", "7zip"],
            ),
            (
                "python",
                ["blog_client", "Blog.Client", "{zone}-client", "b"],
            ),
            ("rust", ["blog-client", "blog_client", "{zone}", "Blog1"]),
        ] {
            for name in names {
                assert_eq!(refused(language, name), None, "{language}: {name}");
            }
        }
        for (language, names) in [
            ("typescript", ["Blog", "a b", "@blog", "@/a", "_a", "a/b"]),
            ("python", ["a b", "-a", "a-", "ä", "@a/b", "{name}"]),
            ("rust", ["1a", "a b", "a.b", "@a/b", "é", "a/b"]),
        ] {
            for name in names {
                assert!(refused(language, name).is_some(), "{language}: {name}");
            }
        }
    }
}
