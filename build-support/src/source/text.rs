//! What can be told of a file before it is parsed.

use std::path::Path;

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// Whether other files may belong to it: the word `mod` is in it, or `include!`.
pub(super) fn has_files(text: &str) -> bool {
    text.contains("include!") || has_module(text)
}

fn has_module(text: &str) -> bool {
    text.match_indices("mod").any(|(at, word)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_of_name) && after.is_some_and(|c| c.is_whitespace() || c == '/')
    })
}

fn is_of_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The path in `include!("path")`.
pub(super) fn included(item: &syn::ItemMacro) -> Option<String> {
    let last = item.mac.path.segments.last()?;
    if last.ident != "include" {
        return None;
    }
    let path = syn::parse2::<syn::LitStr>(item.mac.tokens.clone()).ok()?;
    Some(path.value())
}

#[cfg(test)]
mod tests {
    use super::has_module;

    #[test]
    fn the_word_and_not_its_letters() {
        for yes in ["mod a;", "pub mod\n a", "pub(crate) mod a {}", "x;mod\ta;"] {
            assert!(has_module(yes), "{yes}");
        }
        for no in [
            "model",
            "use self::modern;",
            "a.modify()",
            "crate_mod ",
            "mod",
        ] {
            assert!(!has_module(no), "{no}");
        }
    }
}
