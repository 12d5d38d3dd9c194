//! Additions to the text of a schema, so that what is generated stays as it is written.

use std::fmt::Display;

use apollo_compiler::parser::SourceSpan;

/// Additions that are still to be made.
#[derive(Debug)]
pub(super) struct Edits<'a> {
    text: &'a str,
    /// By offset.
    inserts: Vec<(usize, String)>,
    appended: String,
}

impl<'a> Edits<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            inserts: Vec::new(),
            appended: String::new(),
        }
    }

    /// Adds lines before the brace that ends a definition.
    pub(super) fn insert(&mut self, span: Option<SourceSpan>, lines: String) {
        if let Some(span) = span {
            self.inserts.push((span.end_offset() - 1, lines));
        }
    }

    /// Adds a definition at the end.
    pub(super) fn append(&mut self, definition: &impl Display) {
        self.appended.push('\n');
        self.appended += definition.to_string().trim_end();
        self.appended.push('\n');
    }

    /// The text with the additions.
    pub(super) fn apply(mut self) -> String {
        let mut text = self.text.to_owned();
        self.inserts.sort_by_key(|(offset, _)| *offset);
        for (offset, lines) in self.inserts.iter().rev() {
            text.insert_str(*offset, lines);
        }
        text + &self.appended
    }
}
