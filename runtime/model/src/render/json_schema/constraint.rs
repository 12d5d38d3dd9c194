//! What a value must satisfy, as keywords where JSON Schema has one and as a sentence elsewhere.

use serde_json::{Number, Value};

use super::Schema;
use crate::{Constraints, Format, Kind, Scalar};

/// Adds the keywords to a schema; what has none becomes a note.
pub(super) fn apply(schema: &mut Schema, kind: &Kind, constraints: &Constraints) -> Vec<String> {
    let mut notes = Vec::new();
    match kind {
        Kind::List(_) => lengths(schema, constraints, ["minItems", "maxItems"]),
        Kind::Scalar(scalar) if scalar.is_text() => text(schema, constraints, &mut notes),
        Kind::Scalar(Scalar::Bytes) => {
            bounds_in_words(constraints, &mut notes, "bytes", |c| {
                [c.min_length.map(text_of), c.max_length.map(text_of)]
            });
        }
        Kind::Scalar(scalar) if scalar.is_number() => {
            if schema.get("type").and_then(Value::as_str) == Some("string") {
                bounds_in_words(constraints, &mut notes, "", |c| {
                    [c.minimum.map(str::to_owned), c.maximum.map(str::to_owned)]
                });
            } else {
                numbers(schema, constraints);
            }
            digits(schema, *scalar, constraints, &mut notes);
        }
        _ => {}
    }
    notes
}

fn lengths(schema: &mut Schema, constraints: &Constraints, names: [&str; 2]) {
    let bounds = [constraints.min_length, constraints.max_length];
    for (name, bound) in names.into_iter().zip(bounds) {
        if let Some(bound) = bound {
            schema.insert(name.to_owned(), bound.into());
        }
    }
}

fn text(schema: &mut Schema, constraints: &Constraints, notes: &mut Vec<String>) {
    lengths(schema, constraints, ["minLength", "maxLength"]);
    if let Some(pattern) = constraints.pattern {
        if is_portable(pattern) {
            schema.insert("pattern".to_owned(), anchored(pattern).into());
        } else {
            notes.push(format!("Matches `{pattern}`."));
        }
    }
    let format = constraints.format.map(|format| match format {
        Format::Email => "email",
        Format::Url => "uri",
    });
    if let Some(format) = format {
        schema.insert("format".to_owned(), format.into());
    }
}

/// JSON Schema looks for a pattern anywhere in a text; a field's is for the whole text.
fn anchored(pattern: &str) -> String {
    let is_whole = pattern.starts_with('^') && pattern.ends_with('$') && !pattern.ends_with("\\$");
    if is_whole && !pattern.contains('|') {
        pattern.to_owned()
    } else {
        format!("^(?:{pattern})$")
    }
}

/// Whether a regular expression means the same to ECMA 262, which JSON Schema asks for, as to Rust.
fn is_portable(pattern: &str) -> bool {
    let groups = pattern.match_indices("(?");
    let plain = groups
        .into_iter()
        .all(|(at, _)| pattern[at..].starts_with("(?:"));
    let foreign = ["\\A", "\\z", "\\x{", "[[", "&&", "--", "~~", "\\p", "\\P"];
    plain && !foreign.iter().any(|part| pattern.contains(part))
}

fn numbers(schema: &mut Schema, constraints: &Constraints) {
    let bounds = [constraints.minimum, constraints.maximum];
    for (name, bound) in ["minimum", "maximum"].into_iter().zip(bounds) {
        if let Some(number) = bound.and_then(number) {
            schema.insert(name.to_owned(), Value::Number(number));
        }
    }
}

fn number(text: &str) -> Option<Number> {
    let whole = text.parse::<i64>().ok().map(Number::from);
    whole.or_else(|| Number::from_f64(text.parse().ok()?))
}

/// The form of a decimal's text: `scale` digits after the point, `precision` in all.
fn digits(schema: &mut Schema, scalar: Scalar, constraints: &Constraints, notes: &mut Vec<String>) {
    if scalar != Scalar::Decimal {
        return;
    }
    let pattern = match constraints.scale {
        None => r"^-?[0-9]+(\.[0-9]+)?$".to_owned(),
        Some(0) => "^-?[0-9]+$".to_owned(),
        Some(scale) => format!(r"^-?[0-9]+(\.[0-9]{{1,{scale}}})?$"),
    };
    schema.insert("pattern".to_owned(), pattern.into());
    if let Some(precision) = constraints.precision {
        notes.push(format!("At most {precision} digits."));
    }
}

fn bounds_in_words(
    constraints: &Constraints,
    notes: &mut Vec<String>,
    unit: &str,
    bounds: impl Fn(&Constraints) -> [Option<String>; 2],
) {
    let [least, most] = bounds(constraints);
    let words = [("At least", least), ("At most", most)];
    for (word, bound) in words {
        if let Some(bound) = bound {
            notes.push(format!("{word} {bound} {unit}").trim_end().to_owned() + ".");
        }
    }
}

fn text_of(number: u32) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::{anchored, is_portable};

    #[test]
    fn patterns_are_for_the_whole_text() {
        for (pattern, written) in [
            ("^[a-z]+$", "^[a-z]+$"),
            ("[a-z]+", "^(?:[a-z]+)$"),
            ("^a|b$", "^(?:^a|b$)$"),
            ("^a\\$", "^(?:^a\\$)$"),
        ] {
            assert_eq!(anchored(pattern), written);
        }
    }

    #[test]
    fn patterns_of_rust_alone_are_not_given_as_schemas() {
        for portable in ["^[a-z0-9-]+$", "^(?:a|b)$", "^\\d{3}\\.\\w+$", "[a-c&]"] {
            assert!(is_portable(portable), "{portable}");
        }
        for foreign in [
            "(?i)abc",
            "\\Aabc\\z",
            "(?P<x>a)",
            "[[:alpha:]]",
            "\\p{L}",
            "\\x{1F600}",
        ] {
            assert!(!is_portable(foreign), "{foreign}");
        }
    }
}
