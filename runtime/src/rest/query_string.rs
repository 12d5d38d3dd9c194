//! Query strings: pairs of percent-encoded text, and names such as `filter[title][eq]`.
//!
//! What the names mean is decided in `lower.rs`.

use std::borrow::Cow;

use auto_api_model::{ErrorCode, Limits};

use crate::Error;

/// Bytes of a query string. A list operand of 1,000 UUIDs fits.
const BYTES: usize = 48 * 1024;

/// Parameters besides operators and list values: orders, pages and the like.
const OTHERS: u32 = 32;

/// One parameter.
#[derive(Debug, PartialEq)]
pub(super) struct Pair<'q> {
    pub(super) name: Cow<'q, str>,
    pub(super) value: Cow<'q, str>,
    /// Both, as they came.
    pub(super) raw: &'q str,
}

/// The parameters of a query string, in order.
///
/// # Errors
///
/// If it is too long, has too many parameters, or is not UTF-8 in percent-encoding.
pub(super) fn pairs<'q>(query: &'q str, limits: &Limits) -> Result<Vec<Pair<'q>>, Error> {
    if query.len() > BYTES {
        let message = format!("the query string has more than {BYTES} bytes");
        return Err(Error::new(ErrorCode::LimitExceeded, message));
    }
    let most = limits.filter_operators.saturating_add(limits.list_operand);
    let most = usize::try_from(most.saturating_add(OTHERS)).unwrap_or(usize::MAX);
    let mut pairs = Vec::with_capacity(4);
    for raw in query.split('&').filter(|raw| !raw.is_empty()) {
        if pairs.len() == most {
            let message = format!("the query string has more than {most} parameters");
            return Err(Error::new(ErrorCode::LimitExceeded, message));
        }
        let (name, value) = raw.split_once('=').unwrap_or((raw, ""));
        let (name, value) = (decoded(name)?, decoded(value)?);
        pairs.push(Pair { name, value, raw });
    }
    Ok(pairs)
}

/// Undoes the encoding of forms: `%41` is a byte, `+` is a blank.
fn decoded(text: &str) -> Result<Cow<'_, str>, Error> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => escaped(&mut rest).ok_or_else(|| malformed("an incomplete `%`"))?,
            other => other,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| malformed("bytes that are not UTF-8"))?;
    Ok(Cow::Owned(text))
}

fn escaped(digits: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || char::from(digits.next()?).to_digit(16);
    let value = digit()? * 16 + digit()?;
    u8::try_from(value).ok()
}

fn malformed(what: &str) -> Error {
    Error::validation(format!("the query string has {what}"))
}

/// A parameter's name in parts: `filter[id][in][]` is `filter`, `id`, `in` and a list's `[]`.
#[derive(Debug, PartialEq)]
pub(super) struct Name<'q> {
    pub(super) head: &'q str,
    pub(super) path: Vec<&'q str>,
    /// Whether `[]` stands at the end: each value is one item, commas and all.
    pub(super) item: bool,
}

/// The parts of a name of at most `most` brackets.
///
/// # Errors
///
/// What is wrong, in the caller's words.
pub(super) fn parts(name: &str, most: usize) -> Result<Name<'_>, Error> {
    let wrong = || {
        Error::filter(format!(
            "malformed parameter `{}`: brackets come in pairs with a name inside, as in `filter[title][eq]`",
            short(name)
        ))
    };
    let (head, mut rest) = match name.find('[') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let (mut path, mut item) = (Vec::new(), false);
    while !rest.is_empty() {
        let inner = rest.strip_prefix('[').ok_or_else(wrong)?;
        let (part, after) = inner.split_once(']').ok_or_else(wrong)?;
        item = part.is_empty();
        if item && !after.is_empty() || part.contains('[') {
            return Err(wrong());
        }
        if path.len() == most {
            let message = format!("parameter `{}` has more than {most} levels", short(name));
            return Err(Error::new(ErrorCode::LimitExceeded, message));
        }
        if !item {
            path.push(part);
        }
        rest = after;
    }
    if head.is_empty() || name.contains(']') && path.is_empty() && !item {
        return Err(wrong());
    }
    Ok(Name { head, path, item })
}

/// A caller's text as an error repeats it: short.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Vec<(String, String)> {
        let pairs = pairs(query, &Limits::default()).unwrap();
        let owned = |pair: Pair<'_>| (pair.name.into_owned(), pair.value.into_owned());
        pairs.into_iter().map(owned).collect()
    }

    #[test]
    fn encoded_text() {
        for (query, name, value) in [
            ("a=b", "a", "b"),
            ("&&a=b&", "a", "b"),
            ("a", "a", ""),
            ("a=", "a", ""),
            ("a=b=c", "a", "b=c"),
            ("a+b=%2B+%20", "a b", "+  "),
            ("filter%5Bt%5D=%c3%A9", "filter[t]", "é"),
            ("a=%00", "a", "\0"),
            ("é=ü", "é", "ü"),
        ] {
            assert_eq!(
                read(query),
                [(name.to_owned(), value.to_owned())],
                "{query}"
            );
        }
    }

    #[test]
    fn what_is_not_text() {
        for query in [
            "a=%",
            "a=%4",
            "a=%zz",
            "a=%+1",
            "%FF=1",
            "a=%C3",
            "a=%ED%A0%80",
        ] {
            let error = pairs(query, &Limits::default()).unwrap_err();
            assert_eq!(error.code, ErrorCode::Validation, "{query}");
        }
    }

    #[test]
    fn no_more_than_the_limits() {
        for query in ["a=1&".repeat(10_000), "x".repeat(BYTES + 1)] {
            let error = pairs(&query, &Limits::default()).unwrap_err();
            assert_eq!(error.code, ErrorCode::LimitExceeded);
        }
    }

    #[test]
    fn names_in_parts() {
        let name = parts("filter[id][in][]", 9).unwrap();
        assert_eq!((name.head, name.item), ("filter", true));
        assert_eq!(name.path, ["id", "in"]);
        assert!(parts("page", 9).unwrap().path.is_empty());
        for wrong in [
            "filter[[[",
            "filter[a",
            "filter[a]b",
            "filter]",
            "[a]",
            "",
            "filter[]a[b]",
            "filter[][a]",
            "filter[a[b]]",
            "a]b",
        ] {
            assert!(parts(wrong, 9).is_err(), "{wrong}");
        }
        let deep = format!("filter{}", "[not]".repeat(10));
        assert_eq!(parts(&deep, 9).unwrap_err().code, ErrorCode::LimitExceeded);
    }
}
