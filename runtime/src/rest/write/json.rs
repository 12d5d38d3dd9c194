//! From the bytes of a body to an [`Input`], in one pass.
//!
//! Source: RFC 8259. Beyond it, a member that is given twice is refused, and a number that no `f64`
//! holds is kept as it is written, so that a decimal loses nothing.

mod number;
mod string;

use std::collections::HashSet;

use crate::Error;
use crate::ask::Input;

/// Levels of lists and objects.
const LEVELS: usize = 64;

/// Members that are compared one by one; more are hashed.
const FEW: usize = 16;

/// Reads a body.
///
/// # Errors
///
/// What was expected, with the line and the column, counted in characters from 1.
pub(super) fn parse(body: &[u8]) -> Result<Input, Error> {
    let text = std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        told(body, at, "bytes that are not UTF-8")
    })?;
    let mut parser = Parser {
        text,
        at: 0,
        levels: 0,
    };
    let read = parser.whole();
    read.map_err(|what| told(body, parser.at, &what))
}

fn told(body: &[u8], at: usize, what: &str) -> Error {
    let before = String::from_utf8_lossy(body.get(..at).unwrap_or(body));
    let line = before.split('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let message = format!("the body is not JSON: {what} at line {line}, column {column}");
    Error::validation(message)
}

/// Where the reading is. A mistake is at this place, too.
struct Parser<'t> {
    text: &'t str,
    at: usize,
    levels: usize,
}

/// What is wrong, in words.
type Read<T> = Result<T, String>;

impl Parser<'_> {
    fn whole(&mut self) -> Read<Input> {
        let value = self.value()?;
        match self.next() {
            None => Ok(value),
            Some(_) => Err("more text behind the value".to_owned()),
        }
    }

    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let blanks = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
            .count();
        self.at += blanks;
        rest.get(blanks).copied()
    }

    fn value(&mut self) -> Read<Input> {
        match self.next() {
            Some(b'{') => self.below(Self::object),
            Some(b'[') => self.below(Self::list),
            Some(b'"') => self.string().map(Input::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Input::Bool(true)),
            Some(b'f') => self.word("false", Input::Bool(false)),
            Some(b'n') => self.word("null", Input::Null),
            _ => Err(self.expected("a value")),
        }
    }

    fn below(&mut self, read: impl FnOnce(&mut Self) -> Read<Input>) -> Read<Input> {
        if self.levels == LEVELS {
            return Err(format!("more than {LEVELS} levels"));
        }
        self.levels += 1;
        self.at += 1;
        let value = read(self)?;
        self.levels -= 1;
        Ok(value)
    }

    fn list(&mut self) -> Read<Input> {
        let mut items = Vec::new();
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(Input::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.is_last(b']', "`,` or `]`")? {
                return Ok(Input::List(items));
            }
        }
    }

    fn object(&mut self) -> Read<Input> {
        let mut members: Vec<(String, Input)> = Vec::new();
        let mut many = HashSet::new();
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(Input::Object(members));
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.expected("a member's name in quotes"));
            }
            let start = self.at;
            let name = self.string()?;
            if is_twice(&members, &mut many, &name) {
                self.at = start;
                let name = super::super::query_string::short(&name);
                return Err(format!("`{name}` is given twice, again"));
            }
            if self.next() != Some(b':') {
                return Err(self.expected("`:`"));
            }
            self.at += 1;
            let value = self.value()?;
            members.push((name, value));
            if self.is_last(b'}', "`,` or `}`")? {
                return Ok(Input::Object(members));
            }
        }
    }

    /// Goes behind the comma or the end.
    fn is_last(&mut self, end: u8, expected: &str) -> Read<bool> {
        let next = self.next();
        if next == Some(end) || next == Some(b',') {
            self.at += 1;
            return Ok(next == Some(end));
        }
        Err(self.expected(expected))
    }

    fn word(&mut self, word: &str, value: Input) -> Read<Input> {
        let rest = &self.text[self.at..];
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric());
        if rest[..end.unwrap_or(rest.len())] != *word {
            return Err(self.expected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn expected(&self, what: &str) -> String {
        match self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        {
            Some(found) => format!("expected {what}, found `{}`", found.escape_debug()),
            None => format!("expected {what}, found the end"),
        }
    }
}

fn is_twice(members: &[(String, Input)], many: &mut HashSet<String>, name: &str) -> bool {
    if members.len() < FEW {
        return members.iter().any(|(known, _)| known == name);
    }
    if many.is_empty() {
        many.extend(members.iter().map(|(known, _)| known.clone()));
    }
    !many.insert(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coerce::json;

    fn message(body: &str) -> String {
        parse(body.as_bytes()).unwrap_err().message
    }

    #[test]
    fn the_same_as_serde_reads() {
        for body in [
            "{}",
            "[]",
            " null\n",
            "true",
            "\"\"",
            "0",
            "-1.5e-3",
            "1E+2",
            "12",
            r#"{"a":[1,{"b":null}],"c":"\"\\\/\b\f\n\r\té\ud83e\udd80 x","":false}"#,
            "[[[[]]],{\"é\":\"漢\"}]",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "0.1",
            "0.30000000000000004",
            "1e300",
            "5e-324",
            "\t[ 1 , 2 ]\r\n",
        ] {
            let ours = parse(body.as_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"));
            let theirs: serde_json::Value = serde_json::from_str(body).unwrap();
            assert_eq!(json(&ours), theirs, "{body}");
        }
    }

    #[test]
    fn what_is_not_json() {
        for body in [
            "",
            " ",
            "{",
            "}",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "nul",
            "nulls",
            "True",
            "NaN",
            "Infinity",
            "-",
            "+1",
            "01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "-a",
            "0x1",
            "1_000",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\n\"",
            "1 2",
            "{} {}",
            "\u{feff}{}",
            "// x\n1",
            "[1 2]",
            "{\"a\" 1}",
            "1e999",
            "-1e999",
        ] {
            assert!(parse(body.as_bytes()).is_err(), "{body:?}");
        }
        assert!(parse(b"\"\xff\"").is_err());
        for deep in ["[", "{\"a\":"] {
            assert!(message(&deep.repeat(100_000)).contains("more than 64 levels"));
        }
        assert!(parse(format!("{}{}", "[".repeat(64), "]".repeat(64)).as_bytes()).is_ok());
    }

    #[test]
    fn where_a_mistake_is() {
        assert_eq!(
            message("{\n  \"é\": tru\n}"),
            "the body is not JSON: expected a value, found `t` at line 2, column 8"
        );
        assert_eq!(
            message("{\"a\": 1, \"a\": 2}"),
            "the body is not JSON: `a` is given twice, again at line 1, column 10"
        );
        assert!(message("[1").ends_with("expected `,` or `]`, found the end at line 1, column 3"));
    }

    #[test]
    fn members_given_twice_among_many() {
        let members = |names: &[usize]| {
            let each: Vec<_> = names.iter().map(|name| format!("\"m{name}\":1")).collect();
            format!("{{{}}}", each.join(","))
        };
        let mut names: Vec<usize> = (0..200).collect();
        assert!(parse(members(&names).as_bytes()).is_ok());
        for again in [0, 15, 16, 17, 199] {
            names.push(again);
            assert!(message(&members(&names)).contains(&format!("`m{again}` is given twice")));
            names.pop();
        }
    }
}
