//! Lines of a module, with their indentation, in the shape that `rustfmt` gives them.

use auto_api_model::render::is_plain;

/// The longest line.
const WIDTH: usize = 100;

/// Text of a module, without its header.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: String,
    indent: usize,
}

impl Text {
    /// A line.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            for _ in 0..self.indent {
                self.out.push_str("    ");
            }
            self.out.push_str(line);
        }
        self.out.push('\n');
    }

    /// An empty line between definitions.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("{\n") {
            self.out.push('\n');
        }
    }

    /// `head {`, what the closure writes, and `}`; `head {}` if that is nothing.
    pub(super) fn block(&mut self, head: &str, inside: impl FnOnce(&mut Self)) {
        self.line(&format!("{head} {{"));
        let begun = self.out.len();
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        if self.out.len() == begun {
            self.out.truncate(begun - 1);
            self.out.push_str("}\n");
        } else {
            self.line("}");
        }
    }

    /// A line that goes on behind `break_at` in the next one if it is too long.
    pub(super) fn long(&mut self, head: &str, rest: &str) {
        let line = format!("{head} {rest}");
        if self.fits(&line) {
            self.line(&line);
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
        let head = format!("pub fn {name}({}) -> {output}", parameters.join(", "));
        if self.fits(&format!("{head} {{")) {
            return self.block(&head, inside);
        }
        self.line(&format!("pub fn {name}("));
        self.indent += 1;
        for parameter in *parameters {
            self.line(&format!("{parameter},"));
        }
        self.indent -= 1;
        self.block(&format!(") -> {output}"), inside);
    }

    fn fits(&self, line: &str) -> bool {
        self.indent * 4 + line.chars().count() <= WIDTH
    }

    /// A comment of paragraphs; nothing if all are empty.
    pub(super) fn docs<'d>(&mut self, parts: impl IntoIterator<Item = &'d str>) {
        let parts: Vec<&str> = parts.into_iter().map(str::trim).collect();
        let shown: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        for line in shown.join("\n\n").lines() {
            if is_plain(line) {
                self.line(format!("/// {line}").trim_end());
                continue;
            }
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
                self.line(&format!("#[deprecated = {reason}]"));
            }
        }
    }

    /// The module.
    pub(super) fn finish(self) -> String {
        if self.out.is_empty() || self.out.starts_with('\n') {
            return self.out;
        }
        format!("\n{}", self.out)
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
