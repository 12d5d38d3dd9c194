//! Lines of a module, with their indentation, in the shape that `rustfmt` gives them.

use auto_api_model::render::{Out, joined};

use super::super::docs::Docs;

/// The longest line.
const WIDTH: usize = 100;

/// Text of a module, without its header.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: Out,
    /// Whether the last line opens a block.
    is_open: bool,
    /// Whether the end of that line is still to come: it may be that of an empty block.
    is_unfinished: bool,
    indent: usize,
}

impl Text {
    /// A line.
    pub(super) fn line(&mut self, line: &str) {
        self.parts(&[line]);
    }

    /// A line that is put together of parts.
    pub(super) fn parts(&mut self, parts: &[&str]) {
        self.begin(parts);
        self.out.push_str("\n");
    }

    /// A line without its end. A loop takes no iterator where nothing is optimised.
    fn begin(&mut self, parts: &[&str]) {
        if std::mem::take(&mut self.is_unfinished) {
            self.out.push_str("\n");
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
        self.is_open = parts.last().is_some_and(|part| part.ends_with('{'));
    }

    /// An empty line between definitions.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.is_open {
            self.out.push_str("\n");
        }
    }

    /// `head {`, what the closure writes, and `}`; `head {}` if that is nothing.
    pub(super) fn block(&mut self, head: &str, inside: impl FnOnce(&mut Self)) {
        self.begin(&[head, " {"]);
        self.is_unfinished = true;
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        if std::mem::take(&mut self.is_unfinished) {
            self.is_open = false;
            self.out.push_str("}\n");
        } else {
            self.line("}");
        }
    }

    /// A line that goes on behind its head in the next one if it is too long.
    pub(super) fn long(&mut self, head: &str, rest: &str) {
        if self.fits(&[head, " ", rest]) {
            self.parts(&[head, " ", rest]);
        } else {
            self.line(head);
            self.indent += 1;
            self.line(rest);
            self.indent -= 1;
        }
    }

    /// `fn name(a, b) -> T {`, with a line for each parameter if it is too long.
    pub(super) fn function(&mut self, signature: &Signature<'_>, inside: impl FnOnce(&mut Self)) {
        let Signature {
            name,
            parameters,
            output,
        } = signature;
        let parts = [
            "pub fn ",
            name,
            "(",
            &parameters.join(", "),
            ") -> ",
            output,
        ];
        let head = joined(&parts);
        if self.fits(&[&head, " {"]) {
            return self.block(&head, inside);
        }
        self.parts(&["pub fn ", name, "("]);
        self.indent += 1;
        for parameter in *parameters {
            self.parts(&[parameter, ","]);
        }
        self.indent -= 1;
        self.block(&joined(&[") -> ", output]), inside);
    }

    /// Whether a line of these parts is short enough.
    fn fits(&self, parts: &[&str]) -> bool {
        let count = parts.iter().map(|part| part.chars().count());
        self.indent * 4 + count.sum::<usize>() <= WIDTH
    }

    /// A comment of paragraphs; nothing if all are empty.
    pub(super) fn docs<'d>(&mut self, parts: impl AsRef<[&'d str]>) {
        let text = match Docs::of(parts.as_ref()) {
            Docs::Nothing => return,
            Docs::Line(line) => return self.parts(&["/// ", line]),
            Docs::Text(text) => text,
        };
        for line in text.lines() {
            let line: String = line.chars().map(shown_as).collect();
            self.line(format!("/// {line}").trim_end());
        }
    }

    /// The attribute of what should no longer be used.
    pub(super) fn deprecated(&mut self, reason: Option<&str>) {
        match reason.map(str::trim) {
            None => {}
            Some("") => self.line("#[deprecated]"),
            Some(reason) => {
                let reason = super::names::literal(reason);
                self.parts(&["#[deprecated = ", &reason, "]"]);
            }
        }
    }

    /// The module.
    pub(super) fn finish(self) -> String {
        let text = self.out.finish();
        if text.is_empty() || text.starts_with('\n') {
            return text;
        }
        joined(&["\n", &text])
    }
}

/// A public function's.
pub(super) struct Signature<'s> {
    pub(super) name: &'s str,
    pub(super) parameters: &'s [String],
    pub(super) output: &'s str,
}

/// The compiler refuses what turns the direction of text, and a line's end within it.
fn shown_as(c: char) -> char {
    match c {
        '\t' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_comments() {
        let mut text = Text::default();
        text.docs(["a */ b\r\nc\rd", "", "  e\n\n    f"]);
        let expected = "\n/// a */ b\n/// c d\n///\n/// e\n///\n///     f\n";
        assert_eq!(text.finish(), expected);
    }

    #[test]
    fn long_lines_are_broken() {
        let mut text = Text::default();
        let parameters = ["self".to_owned(), format!("{}: u8", "a".repeat(90))];
        let signature = Signature {
            name: "f",
            parameters: &parameters,
            output: "u8",
        };
        text.function(&signature, |text| text.line("1"));
        text.block("struct A", |_| {});
        let expected = format!(
            "\npub fn f(\n    self,\n    {},\n) -> u8 {{\n    1\n}}\nstruct A {{}}\n",
            parameters[1]
        );
        assert_eq!(text.finish(), expected);
    }
}
