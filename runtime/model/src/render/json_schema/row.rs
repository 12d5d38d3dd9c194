//! The components of rows, value structs and enums.

use serde_json::{Value, json};

use super::field::nullable;
use super::{Schema, Schemas, describe, keywords};
use crate::{
    BigIntFormat, Case, Constraints, Entity, EnumDef, Field, Kind, Link, Model, TypeDef, ValueDef,
    Zone,
};

impl Schemas<'_> {
    /// The rows of an entity. Fields are required; relations are there when they are asked for.
    pub(super) fn row(&self, zone: &Zone, entity: &Entity) -> Schema {
        let mut members: Vec<(String, Schema)> = entity
            .readable()
            .map(|member| {
                let schema = self.field(member.field, &member.kind, &member.constraints);
                (member.name.clone(), schema)
            })
            .collect();
        members.extend(self.computed(zone, entity));
        let mut schema = self.object(entity.model.docs, members);
        if entity.model.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), true.into());
        }
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            for link in entity.visible_links() {
                let relation = self.link(zone, link);
                properties.insert(link.name.clone(), Value::Object(relation));
            }
        }
        schema
    }

    fn link(&self, zone: &Zone, link: &Link) -> Schema {
        let target = self.reference(zone.target(link).type_name());
        let mut schema = if link.many {
            keywords(json!({ "type": "array", "items": target }))
        } else if link.nullable {
            nullable(target)
        } else {
            target
        };
        let docs = link.relation.docs.trim();
        let when = format!("There if `include` names `{}`.", link.name);
        describe(&mut schema, format!("{docs}\n\n{when}").trim_start());
        if link.relation.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), true.into());
        }
        schema
    }

    /// The fields of a struct that is not seen through a zone, each by its wire name.
    pub fn fields<'f>(&self, fields: impl Iterator<Item = &'f Field>) -> Vec<(String, Schema)> {
        fields
            .map(|field| {
                let mut constraints = field.constraints;
                let kind = self.kind_of(field, &mut constraints);
                (self.spelled(field), self.field(field, &kind, &constraints))
            })
            .collect()
    }

    /// The kind of a field; JSON where its type is not known.
    pub(super) fn kind_of(&self, field: &Field, constraints: &mut Constraints) -> Kind {
        let kind = Kind::of(field.ty, self.types, constraints);
        kind.unwrap_or(Kind::Scalar(crate::Scalar::Json))
    }

    /// A value struct.
    pub fn value(&self, def: &ValueDef) -> Schema {
        let shown = def.fields.iter().filter(|field| field.is_readable());
        let fields = self.fields(shown);
        self.object(def.docs, fields)
    }

    /// An enum, by the names of REST.
    pub fn enumeration(&self, def: &EnumDef) -> Schema {
        let names: Vec<&str> = def.variants.iter().map(|variant| variant.name).collect();
        let mut docs = vec![def.docs.trim().to_owned()];
        let lines = def.variants.iter().filter_map(|variant| {
            let gone = variant
                .deprecated
                .map(|reason| format!("deprecated {reason}"));
            let text = [variant.docs.trim().to_owned(), gone.unwrap_or_default()].join(" ");
            let text = text.trim();
            (!text.is_empty()).then(|| format!("* `{}`: {text}", variant.name))
        });
        let lines: Vec<String> = lines.collect();
        docs.push(lines.join("\n"));
        let known = json!({ "type": "string", "enum": names });
        let mut schema = if def.open {
            docs.push("Other values may come in the future.".to_owned());
            keywords(json!({ "anyOf": [known, { "type": "string" }] }))
        } else {
            keywords(known)
        };
        docs.retain(|part| !part.is_empty());
        describe(&mut schema, &docs.join("\n\n"));
        schema
    }
}

/// What a struct or an enum says by itself, seen through no zone.
impl<'a> Schemas<'a> {
    /// Those of a struct that serde writes: 64-bit integers are numbers, names are as written.
    pub fn of_types(types: &'a [&'static TypeDef], place: &'static str) -> Self {
        Self {
            types,
            case: Case::AsWritten,
            big_int: BigIntFormat::Number,
            place,
        }
    }

    /// A model's own fields, without relations.
    pub fn model(&self, model: &Model) -> Schema {
        let mut schema = self.object(model.docs, self.fields(model.fields.iter()));
        if model.deprecated.is_some() {
            schema.insert("deprecated".to_owned(), true.into());
        }
        schema
    }

    /// An enum, a value struct or a newtype.
    pub fn type_def(&self, def: &TypeDef) -> Schema {
        match def {
            TypeDef::Enum(def) => self.enumeration(def),
            TypeDef::Value(def) => self.value(def),
            TypeDef::Newtype(def) => {
                let field = Field {
                    ty: def.inner,
                    docs: def.docs,
                    constraints: def.constraints,
                    ..Field::DEFAULT
                };
                let mut constraints = def.constraints;
                let kind = self.kind_of(&field, &mut constraints);
                self.field(&field, &kind, &constraints)
            }
        }
    }

    /// The types that have a component of their own, by name; newtypes look like what they hold.
    pub fn named(&self) -> Vec<(&'static str, Schema)> {
        let all = self.types.iter().filter_map(|def| match def {
            TypeDef::Enum(def) => Some((def.name, self.enumeration(def))),
            TypeDef::Value(def) => Some((def.name, self.value(def))),
            TypeDef::Newtype(_) => None,
        });
        all.collect()
    }
}
