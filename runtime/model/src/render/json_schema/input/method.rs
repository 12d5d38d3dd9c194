//! What methods take and give.

use serde_json::{Value, json};

use super::super::field::nullable;
use super::super::{Schema, Schemas, describe, keywords};
use super::{add_required, default};
use crate::{Answer, Constraints, Entity, Member, Procedure, Zone};

impl Schemas<'_> {
    /// The object of a method's arguments.
    pub(in crate::render) fn arguments(&self, procedure: &Procedure) -> Value {
        let fields = procedure.arguments.iter();
        let fields: Vec<_> = fields
            .map(|own| (own.name.clone(), self.argument(own)))
            .collect();
        let docs = format!("What `{}` takes.", procedure.name);
        let mut schema = self.closed(&docs, fields);
        let required = procedure.arguments.iter().filter(|own| is_required(own));
        let required: Vec<&str> = required.map(|own| own.name.as_str()).collect();
        add_required(&mut schema, &required);
        Value::Object(schema)
    }

    /// An argument.
    pub(in crate::render) fn argument(&self, argument: &Member) -> Schema {
        let mut schema = self.input_member(argument);
        default::add(&mut schema, argument, self.big_int);
        schema
    }

    /// What a method answers with; nothing for `()`.
    pub(in crate::render) fn answer(&self, zone: &Zone, answer: &Answer) -> Option<Schema> {
        let row = |at: usize| self.reference(zone.entities[at].type_name());
        Some(match answer {
            Answer::Nothing => return None,
            Answer::Value {
                kind,
                nullable: false,
            } => self.kind(kind, &Constraints::NONE).0,
            Answer::Value {
                kind,
                nullable: true,
            } => nullable(self.kind(kind, &Constraints::NONE).0),
            Answer::Row {
                entity,
                nullable: false,
            } => row(*entity),
            Answer::Row {
                entity,
                nullable: true,
            } => nullable(row(*entity)),
            Answer::Rows { entity } => keywords(json!({ "type": "array", "items": row(*entity) })),
        })
    }

    /// The computed fields of a row, which are there as others are.
    pub(in crate::render) fn computed(
        &self,
        zone: &Zone,
        entity: &Entity,
    ) -> Vec<(String, Schema)> {
        let all = entity.procedures(crate::MethodKind::Field);
        let all = all.filter_map(|(_, own)| {
            let mut schema = self.answer(zone, &own.answer)?;
            let method = own.method;
            let reason = method
                .deprecated
                .map(|reason| format!("Deprecated: {reason}"));
            let docs = [method.docs.trim(), reason.as_deref().unwrap_or("")].join("\n\n");
            describe(&mut schema, docs.trim());
            schema.insert("readOnly".to_owned(), true.into());
            if method.deprecated.is_some() {
                schema.insert("deprecated".to_owned(), true.into());
            }
            Some((own.name.clone(), schema))
        });
        all.collect()
    }
}

/// Whether callers must give an argument.
pub(in crate::render) fn is_required(argument: &Member) -> bool {
    !argument.field.nullable && argument.field.default.is_none()
}
