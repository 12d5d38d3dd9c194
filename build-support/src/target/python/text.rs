//! A module in the making, formatted as `ruff format` would: what may get too long for a line is
//! written with an item a line and a comma behind each, which the formatter keeps.

use std::fmt::Write as _;

use auto_api_model::render::Out;

use super::super::docs::Docs;

/// Columns of a line, as the package's own settings say.
const WIDTH: usize = 100;

/// Text of a module, without its header.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: Out,
    /// Whether the text begins with a class.
    is_class: bool,
    /// The lines that are no docs: what is named in them must be imported.
    code: Out,
    indent: usize,
}

impl Text {
    /// A line of code.
    pub(super) fn line(&mut self, line: &str) {
        self.parts(&[line]);
    }

    /// A line of code that is put together of parts.
    pub(super) fn parts(&mut self, parts: &[&str]) {
        let mut at = 0;
        while at < parts.len() {
            self.code.push_str(parts[at]);
            at += 1;
        }
        self.code.push_str("\n");
        self.write(parts);
    }

    /// A line; an empty one is not indented. A loop takes no iterator where nothing is optimised.
    fn write(&mut self, parts: &[&str]) {
        if self.out.is_empty() {
            self.is_class = parts.first().is_some_and(|part| part.starts_with("class "));
        }
        if parts.iter().any(|part| !part.is_empty()) {
            let mut indent = 0;
            while indent < self.indent {
                self.out.push_str("    ");
                indent += 1;
            }
        }
        let mut at = 0;
        while at < parts.len() {
            self.out.push_str(parts[at]);
            at += 1;
        }
        self.out.push_str("\n");
    }

    /// Empty lines in front of a definition: two at the outside, one inside a class.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            let lines = if self.indent == 0 { "\n\n" } else { "\n" };
            self.out.push_str(lines);
        }
    }

    /// `head` and lines further in.
    pub(super) fn block(&mut self, head: &str, inside: impl FnOnce(&mut Self)) {
        self.line(head);
        self.block_of(inside);
    }

    /// Lines further in.
    pub(super) fn block_of(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
    }

    /// Items between brackets: on one line if they fit.
    pub(super) fn items(&mut self, head: &str, items: &[String], tail: &str) {
        if items.len() < 2 && !head.ends_with('{') || self.fits(head, items, tail) {
            self.parts(&[head, &items.join(", "), tail]);
        } else {
            self.exploded(head, items, tail);
        }
    }

    /// Items between brackets, each on a line.
    pub(super) fn exploded(&mut self, head: &str, items: &[String], tail: &str) {
        self.block(head, |text| {
            for item in items {
                text.parts(&[item, ","]);
            }
        });
        self.line(tail);
    }

    /// Whether items between brackets are short enough for a line.
    fn fits(&self, head: &str, items: &[String], tail: &str) -> bool {
        let mut columns = self.indent * 4 + head.chars().count() + tail.chars().count();
        for (at, item) in items.iter().enumerate() {
            columns += item.chars().count() + if at == 0 { 0 } else { ", ".len() };
            // Most that are too long are so by far.
            if columns > WIDTH {
                return false;
            }
        }
        columns <= WIDTH
    }

    /// A docstring of paragraphs; nothing if all are empty.
    pub(super) fn docs<'d>(&mut self, parts: impl AsRef<[&'d str]>) {
        let text = match Docs::of(parts.as_ref()) {
            Docs::Nothing => return,
            Docs::Line(line) => return self.write(&["\"\"\"", line, "\"\"\""]),
            Docs::Text(text) => text,
        };
        let mut lines = escaped(&text);
        if let Some(last) = lines.last_mut() {
            // A quote or a backslash would be part of what ends the text.
            if last.ends_with('"') {
                last.insert(last.len() - 1, '\\');
            }
        }
        if let [only] = lines.as_slice() {
            self.write(&["\"\"\"", only, "\"\"\""]);
            return;
        }
        for (at, line) in lines.iter().enumerate() {
            let start = if at == 0 { "\"\"\"" } else { "" };
            self.write(&[start, line]);
        }
        self.write(&["\"\"\""]);
    }

    /// A comment of paragraphs; nothing if all are empty.
    pub(super) fn comment<'d>(&mut self, parts: impl AsRef<[&'d str]>) {
        let text = match Docs::of(parts.as_ref()) {
            Docs::Nothing => return,
            Docs::Line(line) => return self.write(&["# ", line]),
            Docs::Text(text) => text,
        };
        for line in text.lines() {
            let clean: String = line.chars().filter(|c| !c.is_control()).collect();
            self.write(&[format!("# {clean}").trim_end()]);
        }
    }

    /// Whether a name, or what begins as one, is in the code.
    pub(super) fn has(&self, part: &str) -> bool {
        let ends = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let code = self.code.as_str();
        let mut found = code.match_indices(part);
        found.any(|(at, _)| ends(&code[..at]))
    }

    /// Another text's lines; a class has two empty ones in front.
    pub(super) fn append(&mut self, other: Self) {
        if other.is_class {
            self.gap();
        }
        self.out.push_str(&other.out.finish());
    }

    /// The module.
    pub(super) fn finish(self) -> String {
        self.out.finish()
    }
}

/// The lines of a docstring: nothing in them ends it, and no backslash means anything.
fn escaped(text: &str) -> Vec<String> {
    let text = text.replace('\t', "    ").replace('\\', "\\\\");
    let text = text.replace("\"\"\"", "\\\"\\\"\\\"");
    let lines = text.lines().map(|line| {
        let mut out = String::new();
        for c in line.trim_end().chars() {
            if c.is_control() {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        out
    });
    lines.collect()
}

/// The note on what should no longer be used.
pub(super) fn deprecated(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| {
        format!("Deprecated: {}", reason.trim())
            .trim_end()
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn docs(text: &str) -> String {
        let mut module = Text::default();
        module.docs([text]);
        module.finish()
    }

    #[test]
    fn docstrings_end_where_they_should() {
        assert_eq!(docs("a"), "\"\"\"a\"\"\"\n");
        assert_eq!(docs("say \"a\""), "\"\"\"say \"a\\\"\"\"\"\n");
        assert_eq!(docs("a \"\"\" \\"), "\"\"\"a \\\"\\\"\\\" \\\\\"\"\"\n");
        assert_eq!(docs("a\n\n  b\0"), "\"\"\"a\n\n  b\\x00\n\"\"\"\n");
        assert_eq!(docs("  "), "");
    }

    #[test]
    fn what_does_not_fit_has_an_item_a_line() {
        let mut text = Text::default();
        text.items("f(", &["a".to_owned(), "b".to_owned()], ")");
        let long = ["a".repeat(60), "b".repeat(60)];
        text.items("f(", &long, ")");
        let [a, b] = long;
        assert_eq!(
            text.finish(),
            format!("f(a, b)\nf(\n    {a},\n    {b},\n)\n")
        );
    }
}
