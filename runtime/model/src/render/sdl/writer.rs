//! Text of the schema definition language: indentation, descriptions, literals; and which shared
//! types have been named so far.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::render::Out;
use crate::render::plain::{is_plain, trimmed};
use crate::{Kind, Scalar, Zone};

/// A document in the making.
pub(super) struct Writer<'z> {
    pub(super) zone: &'z Zone,
    out: Out,
    pub(super) used: Used,
}

/// The deepest indentation.
const PAD: &str = "    ";

/// The shared types that have been named.
#[derive(Default)]
pub(super) struct Used {
    /// Scalars, enums and value structs, by GraphQL name.
    pub(super) leaves: BTreeMap<String, Kind>,
    /// The same: those that stand in it are found sooner than by name.
    seen: Vec<Kind>,
    /// Filters of kinds, by GraphQL name.
    pub(super) filters: BTreeMap<String, Kind>,
    /// The rest, by their names.
    pub(super) others: BTreeSet<&'static str>,
}

/// What a line of the document says: a field, an argument, an input field or an enum's value.
#[derive(Debug)]
pub(super) struct Line<'l> {
    name: Cow<'l, str>,
    ty: Cow<'l, str>,
    docs: Cow<'l, str>,
    default: Option<Cow<'l, str>>,
    deprecated: Option<&'static str>,
}

impl<'l> Line<'l> {
    /// `name: ty`; an empty type is an enum's value.
    pub(super) fn new(name: impl Into<Cow<'l, str>>, ty: impl Into<Cow<'l, str>>) -> Self {
        Self {
            name: name.into(),
            ty: ty.into(),
            docs: "".into(),
            default: None,
            deprecated: None,
        }
    }

    pub(super) fn docs(mut self, docs: impl Into<Cow<'l, str>>) -> Self {
        self.docs = docs.into();
        self
    }

    pub(super) fn default(mut self, default: impl Into<Cow<'l, str>>) -> Self {
        self.default = Some(default.into());
        self
    }

    pub(super) fn deprecated(mut self, reason: Option<&'static str>) -> Self {
        self.deprecated = reason;
        self
    }
}

impl<'z> Writer<'z> {
    pub(super) fn new(zone: &'z Zone) -> Self {
        Self {
            zone,
            out: Out::default(),
            used: Used::default(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.out.finish()
    }

    /// A name of the project's own, in the zone's case.
    pub(super) fn spell(&self, name: &str) -> String {
        self.zone.case.apply(name)
    }

    /// The output type of a kind without its outer `!`; notes the type inside.
    pub(super) fn kind(&mut self, kind: &Kind) -> String {
        let mut leaf = kind;
        while let Kind::List(item) = leaf {
            leaf = item;
        }
        if !self.used.seen.contains(leaf) {
            self.used.seen.push(leaf.clone());
            self.used.leaves.insert(leaf.graphql(), leaf.clone());
        }
        kind.graphql()
    }

    /// The input type of a kind without its outer `!`; notes the type inside. Value structs are
    /// noted by the [types of writes](crate::WriteTypes).
    pub(super) fn input(&mut self, kind: &Kind) -> String {
        let mut leaf = kind;
        while let Kind::List(item) = leaf {
            leaf = item;
        }
        if !matches!(leaf, Kind::Value(_)) {
            self.kind(leaf);
        }
        kind.graphql_input()
    }

    /// The type of a scalar; notes it.
    pub(super) fn scalar(&mut self, scalar: Scalar) -> String {
        self.kind(&Kind::Scalar(scalar))
    }

    /// The filter of a kind; notes it.
    pub(super) fn filter(&mut self, kind: &Kind) -> String {
        let name = kind.filter_name();
        if !self.used.filters.contains_key(&name) {
            self.used.filters.insert(name.clone(), kind.clone());
        }
        name
    }

    /// The name of another shared type; notes it.
    pub(super) fn shared(&mut self, name: &'static str) -> &'static str {
        self.used.others.insert(name);
        name
    }

    /// `type Post {`, with what the closure writes inside.
    pub(super) fn block(&mut self, docs: &str, head: &str, inside: impl FnOnce(&mut Self)) {
        if !self.out.is_empty() {
            self.out.push_str("\n");
        }
        self.description(0, docs);
        self.out.push_str(head);
        self.out.push_str(" {\n");
        inside(self);
        self.out.push_str("}\n");
    }

    /// A definition without a body.
    pub(super) fn definition(&mut self, docs: &str, head: &str) {
        self.out.push_str("\n");
        self.description(0, docs);
        self.out.push_str(head);
        self.out.push_str("\n");
    }

    /// A field without arguments, an input field or, with an empty type, an enum's value.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        self.indented(2, line);
    }

    /// A field with arguments, each on a line of its own.
    pub(super) fn call(&mut self, line: &Line<'_>, arguments: &[Line<'_>]) {
        if arguments.is_empty() {
            return self.line(line);
        }
        self.description(2, &line.docs);
        self.out.push_str("  ");
        self.out.push_str(&line.name);
        self.out.push_str("(\n");
        for argument in arguments {
            self.indented(4, argument);
        }
        self.out.push_str("  ): ");
        self.out.push_str(&line.ty);
        self.end(line.deprecated);
    }

    fn indented(&mut self, indent: usize, line: &Line<'_>) {
        self.description(indent, &line.docs);
        self.out.push_str(&PAD[..indent]);
        self.out.push_str(&line.name);
        if !line.ty.is_empty() {
            self.out.push_str(": ");
            self.out.push_str(&line.ty);
        }
        if let Some(default) = &line.default {
            self.out.push_str(" = ");
            self.out.push_str(default);
        }
        self.end(line.deprecated);
    }

    fn end(&mut self, deprecated: Option<&str>) {
        match deprecated.map(str::trim) {
            Some("") => self.out.push_str(" @deprecated"),
            Some(reason) => {
                self.out.push_str(" @deprecated(reason: ");
                self.out.push_str(&literal(reason));
                self.out.push_str(")");
            }
            None => {}
        }
        self.out.push_str("\n");
    }

    /// A description as a block string: on one line if it is one.
    fn description(&mut self, indent: usize, docs: &str) {
        let docs = trimmed(docs);
        let pad = &PAD[..indent];
        if is_plain(docs) {
            if !docs.is_empty() {
                self.one_line(pad, docs);
            }
            return;
        }
        let docs = block_text(docs);
        let docs = docs.trim();
        if docs.is_empty() {
            return;
        }
        // A closing quote or backslash would run into the delimiter.
        let one_line = !docs.contains('\n') && !docs.ends_with(['"', '\\']);
        if one_line && !docs.starts_with('"') {
            return self.one_line(pad, docs);
        }
        self.out.push_str(pad);
        self.out.push_str("\"\"\"\n");
        for line in docs.lines() {
            if !line.trim().is_empty() {
                self.out.push_str(pad);
                self.out.push_str(line);
            }
            self.out.push_str("\n");
        }
        self.out.push_str(pad);
        self.out.push_str("\"\"\"\n");
    }

    fn one_line(&mut self, pad: &str, docs: &str) {
        self.out.push_str(pad);
        self.out.push_str("\"\"\"");
        self.out.push_str(docs);
        self.out.push_str("\"\"\"\n");
    }
}

/// What may stand in a block string: the delimiter escaped, no control characters.
fn block_text(docs: &str) -> String {
    let plain = docs.replace("\r\n", "\n").replace('\r', "\n");
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = plain.chars().filter(allowed).collect();
    text.replace("\"\"\"", "\\\"\"\"")
}

/// A string literal: GraphQL's escapes are those of JSON.
pub(super) fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(docs: &str) -> String {
        static POST: crate::Model = crate::Model {
            name: "Post",
            rust_name: "Post",
            fields: &[crate::Field {
                name: "id",
                rust_name: "id",
                id: true,
                ..crate::Field::DEFAULT
            }],
            ..crate::Model::DEFAULT
        };
        let zone = Zone::new("test").add(&POST).build().unwrap();
        let mut writer = Writer::new(&zone);
        writer.description(2, docs);
        writer.finish()
    }

    #[test]
    fn descriptions_survive_quotes_lines_and_controls() {
        assert_eq!(described("A post."), "  \"\"\"A post.\"\"\"\n");
        assert_eq!(described(" \n "), "");
        assert_eq!(
            described("Says \"hi\""),
            "  \"\"\"\n  Says \"hi\"\n  \"\"\"\n"
        );
        assert_eq!(
            described("Ends with \\"),
            "  \"\"\"\n  Ends with \\\n  \"\"\"\n"
        );
        assert_eq!(described("a \"\"\" b"), "  \"\"\"a \\\"\"\" b\"\"\"\n");
        assert_eq!(
            described("Übergrößen\r\n\n  * 東京\u{7}"),
            "  \"\"\"\n  Übergrößen\n\n    * 東京\n  \"\"\"\n"
        );
    }

    #[test]
    fn reasons_are_literals() {
        assert_eq!(literal("say \"no\"\n\u{1}"), r#""say \"no\"\n\u0001""#);
    }
}
