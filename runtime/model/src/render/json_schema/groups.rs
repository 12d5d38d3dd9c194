//! The components of groups: their keys, their totals, and conditions on them.
//!
//! They are many, and nothing looks into them: they are written, and never values.

use serde_json::{Value, json};

use super::Schemas;
use super::components::INDENT;
use super::field::nullable;
use super::filter::add;
use crate::render::texts::{Texts, Written};
use crate::render::{filter, member};
use crate::totals::Total;
use crate::{Constraints, Entity, Kind, Member, Scalar, Zone};

/// What totals of scalars look like: the same for every entity.
pub(super) type Totals = Vec<(Scalar, Written)>;

/// The components that groups of an entity bring.
pub(super) struct Groups<'g> {
    pub(super) schemas: Schemas<'g>,
    pub(super) entity: &'g Entity,
    /// Kinds whose filters they name are added.
    pub(super) kinds: &'g mut Vec<Kind>,
    pub(super) totals: &'g mut Totals,
    pub(super) out: &'g mut Texts,
}

/// Where a keyword of a component stands, and a property.
const KEYWORD: usize = INDENT + 2;
const PROPERTY: usize = KEYWORD + 2;

impl Groups<'_> {
    /// Writes all of them.
    pub(super) fn write(&mut self, zone: &Zone) {
        self.group();
        self.group_keys(zone);
        self.having();
        for function in Total::of(self.entity) {
            self.totals(function);
            // That of `max` is that of `min`.
            if function != Total::Max {
                self.total_having(function);
            }
        }
    }

    /// `PostGroupBy`
    fn group(&mut self) {
        let entity = self.entity;
        let docs = format!(
            "Rows of `{}` with equal keys, and the totals that were asked for.",
            entity.type_name()
        );
        self.open(&entity.group_by_type_name(), &docs);
        let keys = self.named(member::KEYS);
        let docs = "What the rows have in common.";
        self.reference(&entity.group_keys_name(), docs, false);
        self.named(member::COUNT);
        let count =
            json!({ "type": "integer", "minimum": 0, "description": "The number of rows." });
        self.out.value(&count, PROPERTY);
        for function in Total::of(entity) {
            self.named(function.name());
            self.reference(&function.type_name(entity), function.docs(), false);
        }
        self.out.close("{}", KEYWORD);
        self.keyword("required", &json!([keys]));
        self.out.close("{}", INDENT);
    }

    /// `PostGroupByKeys`
    fn group_keys(&mut self, zone: &Zone) {
        let entity = self.entity;
        let docs = format!(
            "What rows of `{}` have in common: there is what they are grouped by.",
            entity.type_name()
        );
        self.open(&entity.group_keys_name(), &docs);
        for member in entity.groupable() {
            self.total(member, &member.kind);
        }
        for link in zone.groupable_links(entity) {
            self.out.key(&link.name, PROPERTY);
            self.reference(&zone.target(link).group_keys_name(), "", false);
        }
        self.out.close("{}", KEYWORD);
        self.out.close("{}", INDENT);
    }

    /// `PostSum`: there is what was asked for.
    fn totals(&mut self, function: Total) {
        let entity = self.entity;
        self.open(&function.type_name(entity), function.docs());
        for member in function.members(entity) {
            self.total(member, &function.kind(&member.kind));
        }
        self.out.close("{}", KEYWORD);
        self.out.close("{}", INDENT);
    }

    /// A value of a member's kind, or of what a function makes of it.
    fn total(&mut self, member: &Member, kind: &Kind) {
        self.out.key(&member.name, PROPERTY);
        let is_known = |total: &&(Scalar, Written)| kind.scalar() == Some(total.0);
        let mut known = self.totals.iter();
        if member.field.deprecated.is_none()
            && let Some((_, total)) = known.find(is_known)
        {
            return self.out.append(total);
        }
        let mut schema = nullable(self.schemas.kind(kind, &Constraints::NONE).0);
        if member.field.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), true.into());
            return self.out.value(&Value::Object(schema), PROPERTY);
        }
        let mut total = Texts::with_definitions();
        total.value(&Value::Object(schema), PROPERTY);
        let total = total.finish();
        self.out.append(&total);
        let of = kind.scalar().map(|scalar| (scalar, total));
        self.totals.extend(of);
    }

    /// `PostHaving`
    fn having(&mut self) {
        let entity = self.entity;
        let docs = format!(
            "Which groups of `{}`: those for which every key holds.",
            entity.type_name()
        );
        let name = entity.having_name();
        self.open(&name, &docs);
        let own = self.schemas.reference(&name);
        for (key, docs) in [
            (filter::AND, "All of these hold."),
            (filter::OR, "One of these holds."),
        ] {
            let several = json!({ "type": "array", "items": own, "description": docs });
            self.named(key);
            self.out.value(&several, PROPERTY);
        }
        self.named(filter::NOT);
        self.reference(&name, "This does not hold.", false);
        let count = Kind::Scalar(Scalar::I32);
        self.named(member::COUNT);
        self.reference(&count.filter_name(), "The number of rows.", false);
        add(self.kinds, &count);
        for function in Total::of(entity) {
            self.named(function.name());
            self.reference(&function.having_name(entity), "", false);
        }
        self.end_closed();
    }

    /// `PostSumHaving`
    fn total_having(&mut self, function: Total) {
        let entity = self.entity;
        let docs = format!("What totals of groups of `{}` must be.", entity.type_name());
        self.open(&function.having_name(entity), &docs);
        for member in function.members(entity) {
            let kind = function.kind(&member.kind);
            self.out.key(&member.name, PROPERTY);
            let deprecated = member.field.deprecated.is_some();
            self.reference(&kind.filter_name(), "", deprecated);
            add(self.kinds, &kind);
        }
        self.end_closed();
    }

    /// Begins an object, up to its properties.
    fn open(&mut self, name: &str, docs: &str) {
        self.out.key(name, INDENT);
        self.out.open("{");
        self.out.key("type", KEYWORD);
        self.out.text("object");
        self.out.key("description", KEYWORD);
        self.out.text(docs);
        self.out.key("properties", KEYWORD);
        self.out.open("{");
    }

    /// Ends an object that has no other members.
    fn end_closed(&mut self) {
        self.out.close("{}", KEYWORD);
        self.keyword("additionalProperties", &json!(false));
        self.out.close("{}", INDENT);
    }

    fn keyword(&mut self, name: &str, value: &Value) {
        self.out.key(name, KEYWORD);
        self.out.value(value, KEYWORD);
    }

    /// Begins a property that is named by us; its name.
    fn named(&mut self, name: &str) -> String {
        let name = self.schemas.case.apply(name);
        self.out.key(&name, PROPERTY);
        name
    }

    /// What a property refers to, and what is said of it.
    fn reference(&mut self, name: &str, docs: &str, is_deprecated: bool) {
        self.out.open("{");
        self.out.key("$ref", PROPERTY + 2);
        self.out.reference(name);
        if !docs.is_empty() {
            self.out.key("description", PROPERTY + 2);
            self.out.text(docs);
        }
        if is_deprecated {
            self.out.key("deprecated", PROPERTY + 2);
            self.out.both(" true");
        }
        self.out.close("{}", PROPERTY);
    }
}
