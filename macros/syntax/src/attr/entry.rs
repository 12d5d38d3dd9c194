//! The outer grammar, shared by all attributes: `key`, `key = value`, `key(…)` and `key: Type`,
//! separated by commas. A mistake in one entry leaves the others readable.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

use crate::errors::Errors;

/// One entry of an attribute.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) key: Ident,
    /// The doc comment above it.
    pub(crate) docs: Vec<syn::Attribute>,
    /// What follows the name.
    pub(crate) form: Form,
}

/// What follows the name of an entry.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// Nothing.
    Word,
    /// `= value`
    Assign(TokenStream),
    /// `(…)`
    List(TokenStream),
    /// `: Type`
    Typed(TokenStream),
}

/// The entries of a list; those that cannot be read are reported and left out.
pub(crate) fn entries(tokens: TokenStream, errors: &mut Errors) -> Vec<Entry> {
    let mut chunks: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        match (&token, chunks.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => chunks.push(Vec::new()),
            (_, Some(chunk)) => chunk.push(token),
            (_, None) => {}
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    let read = chunks.into_iter().filter_map(|chunk| entry(chunk, errors));
    read.collect()
}

fn entry(chunk: Vec<TokenTree>, errors: &mut Errors) -> Option<Entry> {
    let mut tokens = chunk.into_iter().peekable();
    let mut docs = TokenStream::new();
    while let Some(TokenTree::Punct(punct)) = tokens.peek()
        && punct.as_char() == '#'
    {
        docs.extend(tokens.next());
        docs.extend(tokens.next());
    }
    let docs = attributes(docs, errors);
    let key = match tokens.next() {
        Some(TokenTree::Ident(key)) => key,
        Some(TokenTree::Group(group)) => return flattened(&group, tokens.collect(), errors),
        Some(other) => {
            errors.at(
                &other,
                format_args!("expected an attribute, found `{other}`"),
            );
            return None;
        }
        None => return None,
    };
    let form = form(&key, tokens.collect(), errors)?;
    Some(Entry { key, docs, form })
}

/// An identifier that a macro passed on stands in a group of its own.
fn flattened(group: &Group, rest: Vec<TokenTree>, errors: &mut Errors) -> Option<Entry> {
    if group.delimiter() != Delimiter::None {
        errors.at(
            group,
            format_args!("expected an attribute, found `{group}`"),
        );
        return None;
    }
    entry(group.stream().into_iter().chain(rest).collect(), errors)
}

fn form(key: &Ident, rest: Vec<TokenTree>, errors: &mut Errors) -> Option<Form> {
    let is_long = rest.len() > 1;
    match rest.first() {
        None => Some(Form::Word),
        Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Parenthesis && !is_long =>
        {
            Some(Form::List(group.stream()))
        }
        Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Alone && is_long => {
            let sign = punct.as_char();
            let value = rest.into_iter().skip(1).collect();
            match sign {
                '=' => Some(Form::Assign(value)),
                ':' => Some(Form::Typed(value)),
                _ => malformed(key, key, errors),
            }
        }
        Some(other) => malformed(key, other, errors),
    }
}

fn malformed(key: &Ident, at: &impl quote::ToTokens, errors: &mut Errors) -> Option<Form> {
    errors.at(
        at,
        format_args!("expected `{key}`, `{key} = …` or `{key}(…)`, then a comma"),
    );
    None
}

fn attributes(tokens: TokenStream, errors: &mut Errors) -> Vec<syn::Attribute> {
    use syn::parse::Parser;
    let at = tokens.clone();
    syn::Attribute::parse_outer
        .parse2(tokens)
        .unwrap_or_else(|_| {
            errors.at(&at, "expected a doc comment");
            Vec::new()
        })
}

#[cfg(test)]
mod tests {
    use super::{Form, entries};
    use crate::errors::Errors;
    use quote::quote;

    #[test]
    fn a_bad_entry_leaves_the_others() {
        let mut errors = Errors::default();
        let read = entries(
            quote!(id, 5, max_length = 3, x y, zones(a, b), t: T),
            &mut errors,
        );
        let keys: Vec<_> = read.iter().map(|entry| entry.key.to_string()).collect();
        assert_eq!(keys, ["id", "max_length", "zones", "t"]);
        assert!(matches!(read[1].form, Form::Assign(_)));
        assert_eq!(errors.finish().unwrap_err().into_iter().count(), 2);
    }

    #[test]
    fn a_comparison_is_not_an_assignment() {
        let mut errors = Errors::default();
        assert!(entries(quote!(read == true), &mut errors).is_empty());
        errors.finish().unwrap_err();
    }
}
