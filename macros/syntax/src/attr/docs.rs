//! Doc comments and `#[deprecated]`: descriptions and reasons.

use syn::{Attribute, Expr, Lit, Meta};

use super::entry::{Form, entries};
use crate::errors::Errors;
use crate::names::plain;

/// The text of the doc comments, without the blanks that all lines begin with.
///
/// A `#[doc = …]` that is not a literal, and `#[doc(…)]`, describe nothing.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    if let Some(text) = one_line(attributes) {
        return text;
    }
    let mut lines: Vec<String> = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("doc")) {
        if let Meta::NameValue(meta) = &attribute.meta
            && let Some(text) = literal(&meta.value)
        {
            lines.extend(block(&text));
        }
    }
    let is_blank = |line: &String| line.trim().is_empty();
    let blanks = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let common = lines.iter().filter(|line| !is_blank(line)).map(blanks);
    let common = common.min().unwrap_or(0);
    let text: Vec<&str> = (lines.iter())
        .map(|line| line.get(common..).unwrap_or("").trim_end())
        .collect();
    text.join("\n").trim_matches('\n').to_owned()
}

/// The text of a comment of one line, which most are.
fn one_line(attributes: &[Attribute]) -> Option<String> {
    let mut found = None;
    for attribute in attributes {
        if attribute.path().is_ident("doc") {
            if found.is_some() {
                return None;
            }
            found = Some(attribute);
        }
    }
    let Meta::NameValue(meta) = &found?.meta else {
        return None;
    };
    let text = literal(&meta.value)?;
    let text = text.trim_start_matches(' ').trim_end();
    (!text.contains('\n')).then(|| text.to_owned())
}

/// The lines of one doc attribute; a block comment's may begin with `*`.
fn block(text: &str) -> Vec<String> {
    let is_block = text.contains('\n');
    let rest = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let has_stars = is_block && rest.clone().count() > 0 && {
        let mut rest = rest;
        rest.all(|line| line.trim_start().starts_with('*'))
    };
    let line = |line: &str| match line.trim_start().strip_prefix('*') {
        Some(line) if has_stars => line.to_owned(),
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect()
}

/// The reason in Rust's own `#[deprecated]`.
pub(crate) fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let mut all = attributes.iter();
    let attribute = all.find(|a| a.path().is_ident("deprecated"))?;
    let (note, since) = match &attribute.meta {
        Meta::Path(_) => (None, None),
        Meta::NameValue(meta) => (literal(&meta.value), None),
        Meta::List(list) => {
            // What is wrong in it, the compiler reports.
            let mut errors = Errors::default();
            let all = entries(list.tokens.clone(), &mut errors);
            errors.discard();
            let of = |key: &str| {
                let entry = all.iter().find(|entry| plain(&entry.key) == key)?;
                match &entry.form {
                    Form::Assign(value) => literal(&syn::parse2(value.clone()).ok()?),
                    _ => None,
                }
            };
            (of("note"), of("since"))
        }
    };
    let note = note.unwrap_or_else(|| "no longer supported".to_owned());
    Some(match since {
        Some(since) => format!("{note} (since {since})"),
        None => note,
    })
}

fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Group(group) => literal(&group.expr),
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{deprecated, docs};
    use syn::{Attribute, parse_quote};

    #[test]
    fn lines_keep_their_shape() {
        let attributes: Vec<Attribute> = vec![
            parse_quote!(#[doc = " Der Titel — größer als «null»."]),
            parse_quote!(#[doc = ""]),
            parse_quote!(#[doc = "   * a list"]),
            parse_quote!(#[doc(hidden)]),
        ];
        assert_eq!(
            docs(&attributes),
            "Der Titel — größer als «null».\n\n  * a list"
        );
    }

    #[test]
    fn block_comments_lose_their_stars() {
        let attributes: Vec<Attribute> =
            vec![parse_quote!(#[doc = " One.\n     * Two.\n     *\n "])];
        assert_eq!(docs(&attributes), "One.\nTwo.");
        let stars: Vec<Attribute> = vec![parse_quote!(#[doc = "* one\n* two\nthree"])];
        assert_eq!(docs(&stars), "* one\n* two\nthree");
    }

    #[test]
    fn every_form_of_deprecated() {
        let of = |attribute: Attribute| deprecated(&[attribute]);
        assert_eq!(
            of(parse_quote!(#[deprecated])).unwrap(),
            "no longer supported"
        );
        assert_eq!(of(parse_quote!(#[deprecated = "use b"])).unwrap(), "use b");
        assert_eq!(
            of(parse_quote!(#[deprecated(since = "1.2.0", note = "use b")])).unwrap(),
            "use b (since 1.2.0)"
        );
        assert_eq!(of(parse_quote!(#[serde(default)])), None);
    }
}
