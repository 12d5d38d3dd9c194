//! What a text needs before it can stand in double quotes; lines and their indentation.

use std::fmt::Write as _;

use super::out::Out;

/// A line's end, and the indentation of the next.
const BREAK: &str = "\n                                                                ";

/// Its beginnings: a line's end for each indentation.
static BREAKS: [&str; 65] = {
    let mut all = [""; 65];
    let mut indent = 0;
    while indent < all.len() {
        all[indent] = BREAK.split_at(indent + 1).0;
        indent += 1;
    }
    all
};

/// Whether a text in double quotes is itself, in JSON and in YAML: printable characters without `"`
/// and `\`.
///
/// ```
/// use auto_api_model::render::is_plain;
/// assert!(is_plain("What it is called."));
/// assert!(!is_plain("a \\ or a \n"));
/// ```
///
/// Rust's own form has an escape for each other one, and is told by code that is optimised in a
/// build script; but for a short text, a loop is done before that has begun.
pub fn is_plain(text: &str) -> bool {
    if text.len() <= SHORT && all(text, &PRINTED) {
        return true;
    }
    let mut quoted = Length(0);
    // Counting cannot fail.
    let _ = write!(quoted, "{text:?}");
    quoted.0 == text.len() + 2
}

/// The text without blanks around it, which few have.
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// How many bytes a loop that is not optimised looks at in less time than it takes to format them.
const SHORT: usize = 24;

/// The printable characters of ASCII without `"` and `\`.
static PRINTED: Bytes = {
    let mut bytes = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        bytes[byte as usize] = byte != b'"' && byte != b'\\';
        byte += 1;
    }
    bytes
};

/// Which bytes are of a set.
pub(super) type Bytes = [bool; 256];

/// Whether all bytes of a text are of a set.
pub(super) fn all(text: &str, bytes: &Bytes) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    // An iterator would be called for each byte where nothing is optimised.
    while at < text.len() {
        if !bytes[text[at] as usize] {
            return false;
        }
        at += 1;
    }
    true
}

/// How long a text would be.
struct Length(usize);

impl std::fmt::Write for Length {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }

    fn write_char(&mut self, c: char) -> std::fmt::Result {
        self.0 += c.len_utf8();
        Ok(())
    }
}

/// Ends the line and indents the next one.
pub(super) fn line(out: &mut Out, indent: usize) {
    if indent < BREAKS.len() {
        out.push_str(BREAKS[indent]);
    } else {
        out.push_str(BREAK);
        out.push_str(&" ".repeat(indent + 1 - BREAK.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plain, line};

    #[test]
    fn a_plain_text_has_no_escape_anywhere() {
        // Each has an escape in JSON or in YAML.
        let yaml = ['\u{7f}', '\u{80}', '\u{9f}', '\u{2028}', '\u{2029}'];
        let hidden = ['\u{feff}', '\u{fffe}', '\u{ffff}'];
        let never = ('\0'..' ').chain(['"', '\\']).chain(yaml).chain(hidden);
        for c in never {
            assert!(!is_plain(&format!("abc{c}defgh")), "{c:?}");
        }
        for c in (' '..='~').filter(|c| !matches!(c, '"' | '\\')) {
            assert!(is_plain(&format!("abc{c}defgh")), "{c:?}");
        }
        assert!(is_plain("") && is_plain("Übergrößen 東京"));
    }

    #[test]
    fn any_indentation() {
        for indent in [0, 1, 63, 64, 65, 200] {
            let mut out = super::Out::default();
            line(&mut out, indent);
            assert_eq!(out.finish(), format!("\n{}", " ".repeat(indent)));
        }
    }
}
