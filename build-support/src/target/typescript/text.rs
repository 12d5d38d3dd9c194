//! A module in the making: its imports, and lines with their indentation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use auto_api_model::render::Out;

use super::super::docs::Docs;

/// Text of a module, without its header.
#[derive(Debug, Default)]
pub(super) struct Text {
    imports: BTreeMap<String, BTreeSet<String>>,
    /// Where the runtime is imported from, and whether for its values too.
    runtime: Option<(&'static str, bool)>,
    out: Out,
    indent: usize,
}

impl Text {
    /// Makes types of another module known; the name is given back, to be written.
    pub(super) fn import<'n>(&mut self, module: &str, name: &'n str) -> &'n str {
        let names = self.imports.entry(module.to_owned()).or_default();
        names.insert(name.to_owned());
        name
    }

    /// Makes the runtime known as `rt`: a namespace, so that none of its names meets a model's.
    pub(super) fn runtime(&mut self, module: &'static str, with_values: bool) {
        self.runtime = Some((module, with_values));
    }

    /// A line.
    pub(super) fn line(&mut self, line: &str) {
        if line.is_empty() {
            self.out.push_str("\n");
        } else {
            self.parts(&[line]);
        }
    }

    /// A line that is put together of parts. A loop takes no iterator where nothing is optimised.
    pub(super) fn parts(&mut self, parts: &[&str]) {
        let mut indent = 0;
        while indent < self.indent {
            self.out.push_str("  ");
            indent += 1;
        }
        let mut at = 0;
        while at < parts.len() {
            self.out.push_str(parts[at]);
            at += 1;
        }
        self.out.push_str("\n");
    }

    /// An empty line between definitions.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n");
        }
    }

    /// `head {`, what the closure writes, and `}` with `end` behind.
    pub(super) fn block(&mut self, head: &str, end: &str, inside: impl FnOnce(&mut Self)) {
        self.parts(&[head, " {"]);
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.parts(&["}", end]);
    }

    /// Lines further in.
    pub(super) fn indented(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
    }

    /// A comment of paragraphs; nothing if all are empty.
    pub(super) fn docs<'d>(&mut self, parts: impl AsRef<[&'d str]>) {
        let text = match Docs::of(parts.as_ref()) {
            Docs::Nothing => return,
            Docs::Line(line) if !line.contains('*') => {
                return self.parts(&["/** ", line, " */"]);
            }
            Docs::Line(line) => line.to_owned(),
            Docs::Text(text) => text,
        };
        // The end of a comment within one would end it.
        let text = text.replace("*/", "*\\/");
        if !text.contains('\n') {
            return self.parts(&["/** ", &text, " */"]);
        }
        self.line("/**");
        for line in text.lines() {
            self.line(format!(" * {line}").trim_end());
        }
        self.line(" */");
    }

    /// The module.
    pub(super) fn finish(self) -> String {
        // Writing to a `String` cannot fail.
        let mut head = String::new();
        if let Some((module, with_values)) = self.runtime {
            let types = if with_values { "" } else { "type " };
            let _ = writeln!(head, "import {types}* as rt from \"{module}\";");
        }
        for (module, names) in self.imports {
            let names = names.into_iter().collect::<Vec<_>>().join(", ");
            let _ = writeln!(head, "import type {{ {names} }} from \"{module}\";");
        }
        let gap = if head.is_empty() { "" } else { "\n" };
        format!("{head}{gap}{}", self.out.finish())
    }
}

/// The tag of what should no longer be used.
pub(super) fn deprecated(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| {
        format!("@deprecated {}", reason.trim())
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
    fn comments_end_where_they_should() {
        assert_eq!(docs("a */ b"), "/** a *\\/ b */\n");
        assert_eq!(docs("a\n\n  b"), "/**\n * a\n *\n *   b\n */\n");
        assert_eq!(docs("  "), "");
    }
}
