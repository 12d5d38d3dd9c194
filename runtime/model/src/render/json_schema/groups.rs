//! The components of groups: their keys, their totals, and conditions on them.

use serde_json::json;

use super::components::Known;
use super::field::nullable;
use super::filter::described;
use super::{Schema, Schemas, keywords};
use crate::render::{filter, member};
use crate::totals::Total;
use crate::{Constraints, Entity, Kind, Member, Scalar, Zone};

impl Schemas<'_> {
    /// The components that groups of an entity bring, by name; kinds whose filters they name are
    /// added to those that are known.
    pub(super) fn groups(
        &self,
        zone: &Zone,
        entity: &Entity,
        known: &mut Known,
    ) -> Vec<(String, Schema)> {
        let mut all = vec![
            (entity.group_by_type_name(), self.group(entity)),
            (
                entity.group_keys_name(),
                self.group_keys(zone, entity, known),
            ),
            (entity.having_name(), self.having(entity, &mut known.kinds)),
        ];
        for function in Total::of(entity) {
            let totals = self.totals(entity, function, known);
            all.push((function.type_name(entity), totals));
            // That of `max` is that of `min`.
            if function != Total::Max {
                let having = self.total_having(entity, function, &mut known.kinds);
                all.push((function.having_name(entity), having));
            }
        }
        all
    }

    /// `PostGroupBy`
    fn group(&self, entity: &Entity) -> Schema {
        let count = keywords(json!({ "type": "integer", "minimum": 0 }));
        let keys = self.reference(&entity.group_keys_name());
        let mut fields = vec![
            (
                self.case.apply(member::KEYS),
                described(keys, "What the rows have in common."),
            ),
            (
                self.case.apply(member::COUNT),
                described(count, "The number of rows."),
            ),
        ];
        for function in Total::of(entity) {
            let totals = self.reference(&function.type_name(entity));
            let name = self.case.apply(function.name());
            fields.push((name, described(totals, function.docs())));
        }
        let docs = format!(
            "Rows of `{}` with equal keys, and the totals that were asked for.",
            entity.type_name()
        );
        let mut schema = self.partial(&docs, fields);
        let required = json!([self.case.apply(member::KEYS)]);
        schema.insert("required".to_owned(), required);
        schema
    }

    /// `PostGroupByKeys`
    fn group_keys(&self, zone: &Zone, entity: &Entity, known: &mut Known) -> Schema {
        let mut fields: Vec<(String, Schema)> = entity
            .groupable()
            .map(|member| (member.name.clone(), self.total(member, &member.kind, known)))
            .collect();
        for link in zone.groupable_links(entity) {
            let keys = self.reference(&zone.target(link).group_keys_name());
            fields.push((link.name.clone(), keys));
        }
        let docs = format!(
            "What rows of `{}` have in common: there is what they are grouped by.",
            entity.type_name()
        );
        self.partial(&docs, fields)
    }

    /// `PostSum`: there is what was asked for.
    fn totals(&self, entity: &Entity, function: Total, known: &mut Known) -> Schema {
        let fields: Vec<(String, Schema)> = function
            .members(entity)
            .map(|member| {
                let schema = self.total(member, &function.kind(&member.kind), known);
                (member.name.clone(), schema)
            })
            .collect();
        self.partial(function.docs(), fields)
    }

    /// A value of a member's kind, or of what a function makes of it.
    fn total(&self, member: &Member, kind: &Kind, known: &mut Known) -> Schema {
        let mut totals = known.totals.iter();
        let total = totals.find(|total| kind.scalar() == Some(total.0));
        let mut schema = if let Some((_, total)) = total {
            total.clone()
        } else {
            let total = nullable(self.kind(kind, &Constraints::NONE).0);
            let of = kind.scalar().map(|scalar| (scalar, total.clone()));
            known.totals.extend(of);
            total
        };
        if member.field.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), true.into());
        }
        schema
    }

    /// `PostHaving`
    fn having(&self, entity: &Entity, kinds: &mut Vec<Kind>) -> Schema {
        let own = self.reference(&entity.having_name());
        let several = keywords(json!({ "type": "array", "items": own }));
        let count = Kind::Scalar(Scalar::I32);
        let mut fields: Vec<(String, Schema)> = [
            (filter::AND, several.clone(), "All of these hold."),
            (filter::OR, several, "One of these holds."),
            (filter::NOT, own, "This does not hold."),
            (
                member::COUNT,
                self.reference(&count.filter_name()),
                "The number of rows.",
            ),
        ]
        .map(|(name, schema, docs)| (self.case.apply(name), described(schema, docs)))
        .into();
        kinds.push(count);
        for function in Total::of(entity) {
            let schema = self.reference(&function.having_name(entity));
            fields.push((self.case.apply(function.name()), schema));
        }
        let docs = format!(
            "Which groups of `{}`: those for which every key holds.",
            entity.type_name()
        );
        self.closed(&docs, fields)
    }

    /// `PostSumHaving`
    fn total_having(&self, entity: &Entity, function: Total, kinds: &mut Vec<Kind>) -> Schema {
        let mut fields = Vec::new();
        for member in function.members(entity) {
            let kind = function.kind(&member.kind);
            let mut schema = self.reference(&kind.filter_name());
            if member.field.deprecated.is_some() {
                schema.insert("deprecated".to_owned(), true.into());
            }
            fields.push((member.name.clone(), schema));
            kinds.push(kind);
        }
        let docs = format!("What totals of groups of `{}` must be.", entity.type_name());
        self.closed(&docs, fields)
    }
}
