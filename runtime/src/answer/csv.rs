//! Rows as records of RFC 4180.

use super::Cells;
use crate::error::Result;
use crate::plan::node::{Output, RowShape};

/// The names of the columns.
pub(crate) fn header(out: &mut Vec<u8>, shape: &RowShape) {
    let mut separator = None;
    for output in &shape.outputs {
        let key = match output {
            Output::Column { key, .. } => Some(key),
            Output::Computed(computed) => Some(&computed.key),
            Output::Fixed(_) | Output::Child { .. } | Output::Joined { .. } => None,
        };
        if let Some(key) = key {
            out.extend(separator.replace(b','));
            // The key has a separator before it and a colon behind.
            field(out, &key[1..key.len() - 1]);
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// Writes a row as a record.
pub(crate) fn record(out: &mut Vec<u8>, shape: &RowShape, row: &impl Cells) -> Result<()> {
    let mut separator = None;
    let mut value = Vec::new();
    for output in &shape.outputs {
        if let Output::Column {
            column, encoding, ..
        } = output
        {
            out.extend(separator.replace(b','));
            value.clear();
            row.write(&mut value, *column, encoding)?;
            field(out, &value);
        } else if let Output::Computed(computed) = output {
            out.extend(separator.replace(b','));
            value.clear();
            super::computed(&mut value, computed, row)?;
            field(out, &value);
        }
    }
    out.extend_from_slice(b"\r\n");
    Ok(())
}

/// A JSON value as a field of RFC 4180: texts without their quotes, null as nothing, quoted where
/// it must be. An empty text is quoted, so that it is not null.
fn field(out: &mut Vec<u8>, json: &[u8]) {
    let text = match json {
        b"null" => return,
        [b'"', ..] => serde_json::from_slice::<String>(json).unwrap_or_default(),
        other => String::from_utf8_lossy(other).into_owned(),
    };
    let special = |char| matches!(char, '"' | ',' | '\n' | '\r');
    if text.is_empty() || text.contains(special) || text.starts_with(' ') || text.ends_with(' ') {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (json, csv) in [
            ("null", ""),
            ("1", "1"),
            ("\"a\"", "a"),
            ("\"\"", "\"\""),
            ("\"a,b\"", "\"a,b\""),
            (r#""say \"hi\"""#, r#""say ""hi""""#),
            (r#""two\nlines""#, "\"two\nlines\""),
            ("[1,2]", "\"[1,2]\""),
        ] {
            let mut out = Vec::new();
            field(&mut out, json.as_bytes());
            assert_eq!(String::from_utf8(out).unwrap(), csv, "{json}");
        }
    }
}
