//! Which media type a caller wants (RFC 9110, 12.5.1).

use axum::http::{HeaderMap, header};

/// The one of `offered` (best first) that the caller likes most; the first if it does not say.
///
/// `None` if it accepts none of them.
pub(crate) fn preferred(headers: &HeaderMap, offered: &[&'static str]) -> Option<&'static str> {
    let mut ranges = headers.get_all(header::ACCEPT).iter().peekable();
    if ranges.peek().is_none() {
        return offered.first().copied();
    }
    let ranges: Vec<&str> = ranges
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut best = None;
    for &media in offered {
        let quality = quality(&ranges, media);
        let better = match best {
            None => quality > 0,
            Some((_, most)) => quality > most,
        };
        if better {
            best = Some((media, quality));
        }
    }
    best.map(|(media, _)| media)
}

/// The quality of the most specific range that has `media`, in thousandths.
fn quality(ranges: &[&str], media: &str) -> u32 {
    let kind = media.split('/').next().unwrap_or(media);
    let mut found = (0, 0);
    for range in ranges {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or("");
        let specific = match name.split_once('/') {
            _ if name.eq_ignore_ascii_case(media) => 3,
            Some((head, "*")) if head.eq_ignore_ascii_case(kind) => 2,
            Some(("*", "*")) => 1,
            _ => continue,
        };
        if specific > found.0 {
            found = (specific, parts.find_map(weight).unwrap_or(1000));
        }
    }
    found.1
}

/// The weight that a parameter gives, in thousandths.
// A weight is between 0 and 1, so the product fits and is not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn weight(parameter: &str) -> Option<u32> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let weight: f32 = value.trim().parse().ok()?;
    Some((weight.clamp(0.0, 1.0) * 1000.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::{header, preferred};
    use axum::http::{HeaderMap, HeaderValue};

    const OFFERED: [&str; 2] = ["application/json", "application/graphql-response+json"];

    fn chosen(accept: &'static str) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        preferred(&headers, &OFFERED)
    }

    #[test]
    fn the_most_wanted_one() {
        assert_eq!(preferred(&HeaderMap::new(), &OFFERED), Some(OFFERED[0]));
        assert_eq!(chosen("*/*"), Some(OFFERED[0]));
        assert_eq!(chosen("application/*"), Some(OFFERED[0]));
        assert_eq!(
            chosen("application/graphql-response+json; charset=utf-8"),
            Some(OFFERED[1])
        );
        assert_eq!(
            chosen("application/graphql-response+json, application/json;q=0.9"),
            Some(OFFERED[1])
        );
        assert_eq!(
            chosen("application/graphql-response+json;q=0.4, application/json"),
            Some(OFFERED[0])
        );
        assert_eq!(chosen("application/json;q=0, */*;q=0.1"), Some(OFFERED[1]));
        assert_eq!(chosen("text/html"), None);
    }
}
