//! Texts of JSON: runs without escapes are copied whole.

use super::{Parser, Read};

impl Parser<'_> {
    /// A text; the reading is at its first quote.
    pub(super) fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            let run = rest.bytes().position(|byte| special(&byte));
            let Some(run) = run else {
                self.at = self.text.len();
                return Err("a text without its end".to_owned());
            };
            text.push_str(&rest[..run]);
            self.at += run;
            match rest.as_bytes()[run] {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return Err("a control character that is not escaped".to_owned()),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let escaped = match self.text.as_bytes().get(self.at + 1) {
            Some(b'u') => return self.unicode(),
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            _ => return Err("an unknown escape".to_owned()),
        };
        self.at += 2;
        Ok(escaped)
    }

    /// `\u00e9`, or two of them for a character beyond the first 65,536.
    fn unicode(&mut self) -> Read<char> {
        let wrong = || "an escape that is no character".to_owned();
        let first = self.unit().ok_or_else(wrong)?;
        let code = match first {
            0xD800..=0xDBFF => {
                let second = self.text[self.at + 6..].starts_with("\\u");
                let low = second.then(|| self.unit_at(self.at + 6)).flatten();
                let low = low.filter(|low| (0xDC00..=0xDFFF).contains(low));
                let low = low.ok_or_else(wrong)?;
                self.at += 6;
                0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00)
            }
            other => other,
        };
        let character = char::from_u32(code).ok_or_else(wrong)?;
        self.at += 6;
        Ok(character)
    }

    fn unit(&self) -> Option<u32> {
        self.unit_at(self.at)
    }

    /// The number of the escape that begins here.
    fn unit_at(&self, at: usize) -> Option<u32> {
        let digits = self.text.as_bytes().get(at + 2..at + 6)?;
        let mut each = digits.iter().map(|&digit| char::from(digit).to_digit(16));
        each.try_fold(0, |code, digit| Some(code * 16 + digit?))
    }
}
