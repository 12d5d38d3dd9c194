//! What stands behind an attribute's name: texts, numbers, names. Each reader reports what is
//! wrong, with an example of what is right.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::Lit;

use super::entry::{Entry, Form};
use crate::errors::Errors;
use crate::names::plain;

/// A value and the name of its attribute, so that an error can point at either.
#[derive(Debug, Clone)]
pub(crate) struct Keyed<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// A number as written: sign, digits, point and exponent, without `_` and suffix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) text: String,
    pub(crate) is_whole: bool,
}

/// `key`
pub(crate) fn word(entry: &Entry, errors: &mut Errors) -> Ident {
    if !matches!(entry.form, Form::Word) {
        let key = plain(&entry.key);
        errors.at(&entry.key, format_args!("`{key}` takes no value"));
    }
    entry.key.clone()
}

/// `key = "text"`
pub(crate) fn text(entry: &Entry, errors: &mut Errors) -> Option<Keyed<String>> {
    match literal(entry) {
        Some(Lit::Str(text)) if !text.value().is_empty() && !text.value().contains('\0') => {
            keyed(entry, text.value())
        }
        _ => expected(entry, "= \"…\"`", errors),
    }
}

/// `key = 5`
pub(crate) fn count(entry: &Entry, errors: &mut Errors) -> Option<Keyed<u32>> {
    let number = match literal(entry) {
        Some(Lit::Int(number)) => number.base10_parse().ok(),
        _ => None,
    };
    match number {
        Some(number) => keyed(entry, number),
        None => expected(entry, "= …` with a whole number such as `100`", errors),
    }
}

/// `key = -1.5`
pub(crate) fn number(entry: &Entry, errors: &mut Errors) -> Option<Keyed<Number>> {
    let read = assigned(entry).and_then(as_number);
    match read {
        Some(number) => keyed(entry, number),
        None => expected(entry, "= …` with a number such as `-1.5`", errors),
    }
}

/// `key = false`
pub(crate) fn boolean(entry: &Entry, errors: &mut Errors) -> Option<Keyed<bool>> {
    match literal(entry) {
        Some(Lit::Bool(value)) => keyed(entry, value.value),
        _ => expected(entry, "= true` or `false`", errors),
    }
}

/// `key = name`
pub(crate) fn name(entry: &Entry, errors: &mut Errors) -> Option<Keyed<Ident>> {
    match assigned(entry).map(names).as_deref() {
        Some([name]) => keyed(entry, name.clone()),
        _ => expected(entry, "= …` with a name", errors),
    }
}

/// `key = name` or `key = (a, b)`
pub(crate) fn some_names(entry: &Entry, errors: &mut Errors) -> Option<Keyed<Vec<Ident>>> {
    match assigned(entry).map(names) {
        Some(names) if !names.is_empty() => keyed(entry, names),
        _ => expected(entry, "= …` with a field, or `(a, b)` with several", errors),
    }
}

/// `key(a, b)`
pub(crate) fn list(entry: &Entry, errors: &mut Errors) -> Option<Keyed<Vec<Ident>>> {
    let tokens = match &entry.form {
        Form::List(tokens) => listed(tokens.clone()),
        _ => Vec::new(),
    };
    if tokens.is_empty() {
        return expected(entry, "(a, b)` with names", errors);
    }
    keyed(entry, tokens)
}

/// `key = some::Path`
pub(crate) fn path(entry: &Entry, errors: &mut Errors) -> Option<Keyed<syn::Path>> {
    match assigned(entry).and_then(as_path) {
        Some(path) => keyed(entry, path),
        None => expected(entry, "= …` with the name of a model", errors),
    }
}

/// `key = path::to::function`
pub(crate) fn function(entry: &Entry, errors: &mut Errors) -> Option<Keyed<syn::Path>> {
    match assigned(entry).and_then(as_path) {
        Some(path) => keyed(entry, path),
        None => expected(entry, "= path::to::function`", errors),
    }
}

/// The literal behind `=`.
pub(crate) fn literal(entry: &Entry) -> Option<Lit> {
    syn::parse2(assigned(entry)?).ok()
}

/// The path that tokens are, without generics.
pub(crate) fn as_path(tokens: TokenStream) -> Option<syn::Path> {
    use syn::parse::Parser;
    syn::Path::parse_mod_style.parse2(ungrouped(tokens)).ok()
}

/// The number that tokens are.
pub(crate) fn as_number(tokens: TokenStream) -> Option<Number> {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_negative = matches!(tokens.first(), Some(TokenTree::Punct(p)) if p.as_char() == '-');
    if is_negative {
        tokens.remove(0);
    }
    let (digits, is_whole) = match syn::parse2(ungrouped(tokens.into_iter().collect())).ok()? {
        Lit::Int(int) => (int.base10_digits().to_owned(), true),
        Lit::Float(float) => (float.base10_digits().to_owned(), false),
        _ => return None,
    };
    let sign = if is_negative { "-" } else { "" };
    Some(Number {
        text: format!("{sign}{digits}"),
        is_whole,
    })
}

/// Reports that an entry does not read as its attribute does; `form` ends the example that its
/// name begins.
pub(crate) fn expected<T>(entry: &Entry, form: &str, errors: &mut Errors) -> Option<T> {
    let key = plain(&entry.key);
    let space = if form.starts_with('(') { "" } else { " " };
    errors.at(&entry.key, format_args!("expected `{key}{space}{form}"));
    None
}

#[allow(clippy::unnecessary_wraps)] // The readers end with it.
fn keyed<T>(entry: &Entry, value: T) -> Option<Keyed<T>> {
    let key = entry.key.clone();
    Some(Keyed { key, value })
}

fn assigned(entry: &Entry) -> Option<TokenStream> {
    match &entry.form {
        Form::Assign(tokens) => Some(ungrouped(tokens.clone())),
        _ => None,
    }
}

/// What a macro passed on stands in a group without delimiters.
fn ungrouped(tokens: TokenStream) -> TokenStream {
    let mut all = tokens.clone().into_iter();
    match (all.next(), all.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(group.stream())
        }
        _ => tokens,
    }
}

fn names(tokens: TokenStream) -> Vec<Ident> {
    let mut all = tokens.into_iter();
    match (all.next(), all.next()) {
        (Some(TokenTree::Ident(name)), None) => vec![name],
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
            listed(group.stream())
        }
        _ => Vec::new(),
    }
}

/// Names separated by commas; nothing if there is anything else.
fn listed(tokens: TokenStream) -> Vec<Ident> {
    use syn::ext::IdentExt;
    use syn::parse::Parser;
    use syn::punctuated::Punctuated;
    let names = Punctuated::<Ident, syn::Token![,]>::parse_terminated_with;
    let parser = |input: syn::parse::ParseStream<'_>| names(input, Ident::parse_any);
    let read = parser.parse2(tokens);
    read.map_or_else(|_| Vec::new(), |names| names.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::as_number;
    use quote::quote;

    #[test]
    fn numbers_are_kept_as_written() {
        let text = |tokens| as_number(tokens).map(|number| number.text);
        assert_eq!(text(quote!(-1_000i64)).unwrap(), "-1000");
        assert_eq!(text(quote!(0xff)).unwrap(), "255");
        assert_eq!(text(quote!(2.50)).unwrap(), "2.50");
        assert_eq!(text(quote!("5")), None);
        assert_eq!(text(quote!(-)), None);
        assert_eq!(text(quote!(a + 1)), None);
    }
}
