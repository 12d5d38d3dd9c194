//! The components of filters: of entities, of relations to many, and of kinds.

use serde_json::{Value, json};

use super::{Schema, Schemas, describe, keywords};
use crate::operator::{Operand, RANGES};
use crate::render::{filter, type_name};
use crate::{Constraints, Entity, Kind, Operator, Scalar, Zone};

impl Schemas<'_> {
    /// `PostFilter`; kinds that it names are added to `kinds`.
    pub(super) fn filter(&self, zone: &Zone, entity: &Entity, kinds: &mut Vec<Kind>) -> Schema {
        let own = self.reference(&entity.filter_name());
        let several = keywords(json!({ "type": "array", "items": own }));
        let mut fields = vec![
            (filter::AND, several.clone(), "All of these hold."),
            (filter::OR, several, "One of these holds."),
            (filter::NOT, own, "This does not hold."),
        ]
        .into_iter()
        .map(|(name, schema, docs)| (self.case.apply(name), described(schema, docs)))
        .collect::<Vec<_>>();
        if entity.search().is_some() {
            let text = keywords(json!({ "type": "string" }));
            let name = self.case.apply(filter::SEARCH);
            fields.push((name, described(text, filter::SEARCH_DOCS)));
        }
        for member in entity.readable().filter(|m| m.is_filterable()) {
            let mut schema = self.reference(&member.kind.filter_name());
            if member.field.deprecated.is_some() {
                schema.insert("deprecated".to_owned(), true.into());
            }
            fields.push((member.name.clone(), schema));
            add(kinds, &member.kind);
        }
        for link in entity.visible_links() {
            let target = zone.target(link);
            let name = if link.many {
                target.list_filter_name()
            } else {
                target.filter_name()
            };
            fields.push((link.name.clone(), self.reference(&name)));
        }
        let docs = format!(
            "Which rows of `{}`: those for which every key holds.",
            entity.type_name()
        );
        self.closed(&docs, fields)
    }

    /// `CommentListFilter`
    pub(super) fn list_filter(&self, entity: &Entity, kinds: &mut Vec<Kind>) -> Schema {
        let count = Kind::Scalar(Scalar::I32);
        let rows = self.reference(&entity.filter_name());
        let fields = [
            (filter::SOME, rows.clone(), "One row or more matches."),
            (filter::EVERY, rows.clone(), "No row fails to match."),
            (filter::NONE, rows, "No row matches."),
            (
                filter::COUNT,
                self.reference(&count.filter_name()),
                "The number of rows.",
            ),
        ]
        .map(|(name, schema, docs)| (self.case.apply(name), described(schema, docs)));
        add(kinds, &count);
        let docs = format!("Which rows have which `{}` rows.", entity.type_name());
        self.closed(&docs, fields.into())
    }

    /// The filter of a kind, such as `StringFilter`.
    pub(super) fn kind_filter(&self, kind: &Kind) -> Schema {
        let fields: Vec<(String, Schema)> = Operator::of(kind)
            .into_iter()
            .map(|operator| {
                let schema = described(self.operand(operator, kind), operator.docs());
                (self.case.apply(operator.name()), schema)
            })
            .collect();
        self.closed(&format!("Operators of `{}`.", kind.filter_name()), fields)
    }

    /// What an operator on a kind takes.
    pub fn operand(&self, operator: Operator, kind: &Kind) -> Schema {
        let kind = match kind {
            Kind::List(item) => item,
            own => own,
        };
        let same = || self.kind(&widened(kind), &Constraints::NONE).0;
        match operator.operand() {
            Operand::Same => same(),
            Operand::Many => keywords(json!({ "type": "array", "items": same() })),
            Operand::Two => {
                keywords(json!({ "type": "array", "items": same(), "minItems": 2, "maxItems": 2 }))
            }
            Operand::Bool => keywords(json!({ "type": "boolean" })),
            Operand::Text => keywords(json!({ "type": "string" })),
            Operand::Int => keywords(json!({ "type": "integer", "format": "int32" })),
            Operand::Range => self.reference(type_name::DATE_RANGE),
            Operand::Path => self.reference(type_name::JSON_PATH),
        }
    }

    /// An object that has some of these members and no other.
    pub(super) fn closed(&self, docs: &str, fields: Vec<(String, Schema)>) -> Schema {
        let mut schema = self.partial(docs, fields);
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
        schema
    }
}

/// Adds a kind, if it is not there.
pub(super) fn add(kinds: &mut Vec<Kind>, kind: &Kind) {
    if !kinds.contains(kind) {
        kinds.push(kind.clone());
    }
}

/// Kinds that share a filter share its operands: those of the widest.
pub(super) fn widened(kind: &Kind) -> Kind {
    match kind {
        Kind::Scalar(Scalar::I16 | Scalar::U16) => Kind::Scalar(Scalar::I32),
        Kind::Scalar(Scalar::F32) => Kind::Scalar(Scalar::F64),
        other => other.clone(),
    }
}

pub(super) fn described(mut schema: Schema, docs: &str) -> Schema {
    describe(&mut schema, docs);
    schema
}

/// `DateRange`
pub(super) fn date_range() -> Schema {
    let names: Vec<&str> = RANGES.iter().map(|(name, _)| *name).collect();
    let lines = RANGES
        .iter()
        .map(|(name, docs)| format!("* `{name}`: {docs}"));
    let lines: Vec<String> = lines.collect();
    let docs = format!("A named range of days, in UTC.\n\n{}", lines.join("\n"));
    described(keywords(json!({ "type": "string", "enum": names })), &docs)
}

/// `JsonPathInput`
pub(super) fn json_path(schemas: &Schemas<'_>) -> Schema {
    let path = described(
        keywords(json!({ "type": "string" })),
        "Names and positions with dots between: `address.city`, `tags.0`.",
    );
    let eq = described(Schema::new(), "What is there: any JSON.");
    let mut schema = schemas.closed(
        "What a JSON document has at a path.",
        vec![
            (schemas.case.apply(filter::PATH), path),
            (schemas.case.apply(filter::EQ), eq),
        ],
    );
    let required = json!([
        schemas.case.apply(filter::PATH),
        schemas.case.apply(filter::EQ)
    ]);
    schema.insert("required".to_owned(), required);
    schema
}
