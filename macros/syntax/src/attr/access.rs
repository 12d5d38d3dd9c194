//! `access(read = …, create = …, update = …, delete = …)`.
//!
//! A rule is kept as its tokens; that it is an expression is checked here, what it means when
//! plans are made.

use auto_api_model::{Access, Rule};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::entry::{Entry, Form};
use super::inner;
use crate::errors::Errors;
use crate::intern;
use crate::names::plain;
use crate::suggest::did_you_mean;

/// Where rules stand, and so which there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Model,
    Field,
    Relation,
}

impl On {
    fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Model => &["read", "create", "update", "delete"],
            Self::Field => &["read", "create", "update"],
            Self::Relation => &["read"],
        }
    }
}

/// The rules of an `access(…)`.
pub(crate) fn access(entry: &Entry, on: On, errors: &mut Errors) -> Access {
    let mut access = Access::NONE;
    let mut seen = Vec::new();
    for rule in inner(entry, "(read = …)` with a rule", errors) {
        let name = plain(&rule.key);
        let Some(slot) = slot(&mut access, &name).filter(|_| on.rules().contains(&name.as_str()))
        else {
            let hint = did_you_mean(&name, on.rules().iter().copied());
            let known = on.rules().join("`, `");
            errors.at(
                &rule.key,
                format_args!("unknown rule `{name}`{hint} (there is `{known}`)"),
            );
            continue;
        };
        if seen.contains(&name) {
            errors.at(&rule.key, format_args!("duplicate rule `{name}`"));
        }
        *slot = source(&rule, errors);
        seen.push(name);
    }
    access
}

fn slot<'a>(access: &'a mut Access, name: &str) -> Option<&'a mut Option<Rule>> {
    match name {
        "read" => Some(&mut access.read),
        "create" => Some(&mut access.create),
        "update" => Some(&mut access.update),
        "delete" => Some(&mut access.delete),
        _ => None,
    }
}

fn source(rule: &Entry, errors: &mut Errors) -> Option<Rule> {
    let tokens = match &rule.form {
        Form::Assign(tokens) => tokens.clone(),
        _ => TokenStream::new(),
    };
    if let Err(error) = syn::parse2::<syn::Expr>(tokens.clone()) {
        let name = plain(&rule.key);
        let message = format!("rule `{name}` is not an expression: {error}");
        // What ends too early has no token to blame.
        if error.to_string().starts_with("unexpected end") {
            errors.at(&rule.key, message);
        } else {
            errors.at_span(error.span(), message);
        }
        return None;
    }
    let mut words = Vec::new();
    spell(tokens, &mut words);
    Some(Rule {
        source: intern::text(&words.join(" ")),
    })
}

/// The tokens one by one; signs that belong together, such as `&&`, stay together.
fn spell(tokens: TokenStream, words: &mut Vec<String>) {
    let mut is_joint = false;
    for token in tokens {
        let is_continued = std::mem::take(&mut is_joint);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.extend((!open.is_empty()).then(|| open.to_owned()));
                spell(group.stream(), words);
                words.extend((!close.is_empty()).then(|| close.to_owned()));
            }
            TokenTree::Punct(punct) => {
                is_joint = punct.spacing() == proc_macro2::Spacing::Joint;
                match words.last_mut() {
                    Some(last) if is_continued => last.push(punct.as_char()),
                    _ => words.push(punct.as_char().to_string()),
                }
            }
            other => words.push(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{On, access};
    use crate::attr::entry::entries;
    use crate::errors::Errors;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn read(tokens: TokenStream, on: On) -> Result<auto_api_model::Access, String> {
        let mut errors = Errors::default();
        let entry = entries(tokens, &mut errors).remove(0);
        let access = access(&entry, on, &mut errors);
        errors.finish().map_err(|error| error.to_string())?;
        Ok(access)
    }

    #[test]
    fn tokens_have_single_spaces() {
        let rules = quote!(access(
            read = published || author_id == user.id || user.has_role("editor"),
            delete = !a
        ));
        let access = read(rules, On::Model).unwrap();
        assert_eq!(
            access.read.unwrap().source,
            "published || author_id == user . id || user . has_role ( \"editor\" )"
        );
        assert_eq!(access.delete.unwrap().source, "! a");
        assert_eq!(access.create, None);
    }

    #[test]
    fn what_is_no_rule_is_reported() {
        let message = |tokens, on| read(tokens, on).unwrap_err();
        assert!(message(quote!(access(raed = a)), On::Model).contains("did you mean `read`?"));
        assert!(message(quote!(access(delete = a)), On::Field).contains("unknown rule `delete`"));
        assert!(message(quote!(access(read = a +)), On::Model).contains("not an expression"));
        assert!(message(quote!(access(read)), On::Model).contains("not an expression"));
        assert!(message(quote!(access = a), On::Model).starts_with("expected `access(read = …)`"));
        assert!(message(quote!(access(read = a, read = b)), On::Model).contains("duplicate"));
    }
}
