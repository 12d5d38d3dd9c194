//! Derives of ours where types cannot be read: in macros and in functions.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// Where `derive(…)` with one of these names in it stands among tokens.
pub(super) fn derives(tokens: TokenStream, names: &[String]) -> Vec<Span> {
    let mut found = Vec::new();
    search(tokens, names, &mut found);
    found
}

fn search(tokens: TokenStream, names: &[String], found: &mut Vec<Span>) {
    let mut is_after_derive = false;
    for token in tokens {
        match &token {
            TokenTree::Group(group) => {
                if is_after_derive && group.delimiter() == Delimiter::Parenthesis {
                    found.extend(named(group.stream(), names));
                } else {
                    search(group.stream(), names, found);
                }
                is_after_derive = false;
            }
            TokenTree::Ident(ident) => is_after_derive = ident == "derive",
            _ => is_after_derive = false,
        }
    }
}

fn named(tokens: TokenStream, names: &[String]) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if names.iter().any(|name| ident == name) => Some(ident.span()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::derives;

    #[test]
    fn in_bodies_and_arguments() {
        let count = |text: &str| derives(text.parse().unwrap(), &["AutoApi".to_owned()]).len();
        assert_eq!(count("fn f() { #[derive(Clone, AutoApi)] struct A; }"), 1);
        assert_eq!(
            count("m! { #[cfg_attr(all(), derive(auto_api::AutoApi))] struct A; }"),
            1
        );
        assert_eq!(
            count("use auto_api::AutoApi; fn AutoApi() {} fn derive() {}"),
            0
        );
        assert_eq!(count("derive; (AutoApi)"), 0);
    }
}
