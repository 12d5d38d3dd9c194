//! The one JSON writer: numbers, strings and separators, straight into the answer's bytes.
//!
//! Source: RFC 8259. Both backends write through these functions, so the same data has the same
//! bytes.

/// Writes a string with its quotes.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    escaped(out, text.as_bytes());
    out.push(b'"');
}

/// Writes text that may not be UTF-8, as a database may hold it, with its quotes.
pub(crate) fn lossy(out: &mut Vec<u8>, text: &[u8]) {
    match std::str::from_utf8(text) {
        Ok(text) => string(out, text),
        Err(_) => string(out, &String::from_utf8_lossy(text)),
    }
}

/// Writes the inside of a string. Runs without special bytes are copied whole.
fn escaped(out: &mut Vec<u8>, text: &[u8]) {
    let mut start = 0;
    for (at, &byte) in text.iter().enumerate() {
        let escape = ESCAPES[usize::from(byte)];
        if escape == 0 {
            continue;
        }
        out.extend_from_slice(&text[start..at]);
        start = at + 1;
        if escape == b'u' {
            out.extend_from_slice(b"\\u00");
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        } else {
            out.extend_from_slice(&[b'\\', escape]);
        }
    }
    out.extend_from_slice(&text[start..]);
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// For each byte: 0 if it stands for itself, `u` for `\u00xx`, else the letter after the `\`.
static ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 32 {
        table[control] = b'u';
        control += 1;
    }
    table[8] = b'b';
    table[9] = b't';
    table[10] = b'n';
    table[12] = b'f';
    table[13] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// Writes a whole number.
pub(crate) fn int(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a number as the shortest text that reads back the same; JSON has no infinity and no
/// NaN, which become null.
pub(crate) fn float(out: &mut Vec<u8>, number: f64) {
    if number.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// Writes a number of 32 bits as the shortest text that reads back the same.
pub(crate) fn float32(out: &mut Vec<u8>, number: f32) {
    if number.is_finite() {
        out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// Writes `true` or `false`.
pub(crate) fn bool(out: &mut Vec<u8>, value: bool) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

/// `{"key":` of an object's first member, `,"key":` of the others, ready to be copied.
pub(crate) fn member_key(is_first: bool, name: &str) -> Box<[u8]> {
    let mut out = vec![if is_first { b'{' } else { b',' }];
    out.extend_from_slice(&key(name));
    out.into()
}

/// `"key":`, ready to be copied.
pub(crate) fn key(name: &str) -> Box<[u8]> {
    let mut out = Vec::with_capacity(name.len() + 3);
    string(&mut out, name);
    out.push(b':');
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_through_serde() {
        let hostile = [
            "",
            "\"\\/\u{8}\u{c}\n\r\t",
            "\0\u{1f}\u{7f}",
            "é 漢 🦀",
            "\u{2028}</script>",
        ];
        for text in hostile {
            let mut out = Vec::new();
            string(&mut out, text);
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn numbers_read_back() {
        for number in [0.0, -0.0, 0.1, 1e300, 5e-324, 1.0, 123_456_789.125] {
            let mut out = Vec::new();
            float(&mut out, number);
            assert_eq!(
                serde_json::from_slice::<f64>(&out).unwrap().to_bits(),
                number.to_bits()
            );
        }
    }
}
