//! What a text needs before it can stand in double quotes, told eight bytes at a time.
//!
//! Build scripts are not optimised, and documents are millions of bytes.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
const QUOTES: u64 = 0x2222_2222_2222_2222;
const BACKSLASHES: u64 = 0x5c5c_5c5c_5c5c_5c5c;
const DELETES: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// A line's end, and the indentation of the next.
const BREAK: &str = "\n                                                                ";

/// Whether a text in double quotes is itself, in JSON and in YAML: printable ASCII without `"` and
/// `\`.
pub(super) fn is_plain(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let has_word = words.iter().any(|word| {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let others = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | zeros(word ^ DELETES);
        (control | others | word) & HIGH != 0
    });
    !has_word
        && rest
            .iter()
            .all(|byte| matches!(byte, 0x20..=0x7e if *byte != b'"' && *byte != b'\\'))
}

/// High bits where a byte is zero, and perhaps where the byte below it is.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

/// Ends the line and indents the next one.
pub(super) fn line(out: &mut String, indent: usize) {
    if let Some(text) = BREAK.get(..=indent) {
        out.push_str(text);
    } else {
        out.push_str(BREAK);
        out.extend(std::iter::repeat_n(' ', indent + 1 - BREAK.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plain, line};

    #[test]
    fn every_byte_at_every_place() {
        for c in (0..=0x100).filter_map(char::from_u32) {
            for at in 0..20 {
                let mut text = "abcdefghijklmnopqrst".to_owned();
                text.replace_range(at..=at, c.encode_utf8(&mut [0; 4]));
                let expected = matches!(c, ' '..='~') && c != '"' && c != '\\';
                assert_eq!(is_plain(&text), expected, "{c:?} at {at}");
            }
        }
    }

    #[test]
    fn any_indentation() {
        for indent in [0, 1, 63, 64, 65, 200] {
            let mut out = String::new();
            line(&mut out, indent);
            assert_eq!(out, format!("\n{}", " ".repeat(indent)));
        }
    }
}
