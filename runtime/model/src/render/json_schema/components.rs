//! All components of a zone: entity by entity, then what entities share, each only if it is named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::groups::{Groups, Totals};
use super::{Schema, Schemas, filter, page, problem};
use crate::operator::Operand;
use crate::render::texts::{Texts, Written};
use crate::render::type_name;
use crate::{Answer, Constraints, Entity, InputField, InputOf, Kind, Operator, WriteType, Zone};

/// What stands before the name of one of [`Components`] in a reference.
pub const PLACE: &str = "#/components/schemas/";

/// Every component of a zone's REST documents, by name, in order: made when they are asked for
/// first, and once for all documents and clients that are made of them.
#[derive(Debug)]
pub struct Components<'z> {
    pub(super) zone: &'z Zone,
    made: OnceLock<Made>,
    fingerprint: OnceLock<u64>,
}

/// What components are made into.
#[derive(Debug)]
struct Made {
    /// Those that are looked into.
    schemas: Schema,
    /// All, as members of an object that stands where `OpenAPI` has it.
    written: Arc<Written>,
}

/// Where components stand in an `OpenAPI` document.
pub(super) const INDENT: usize = 4;

impl<'z> Components<'z> {
    /// Those of a zone. References to them begin with [`PLACE`].
    pub fn of(zone: &'z Zone) -> Self {
        Self {
            zone,
            made: OnceLock::new(),
            fingerprint: OnceLock::new(),
        }
    }

    /// Those that are looked into, each by its name: all but what groups alone have, which is
    /// written without a value of it.
    ///
    /// ```
    /// use auto_api_model::{Field, FieldType, Model, Zone, render::json_schema::Components};
    /// static POST: Model = Model {
    ///     name: "Post",
    ///     rust_name: "Post",
    ///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
    ///     ..Model::DEFAULT
    /// };
    /// let zone = Zone::new("public").add(&POST).build().unwrap();
    /// assert_eq!(Components::of(&zone).schemas()["PageInfo"]["type"], "object");
    /// ```
    pub fn schemas(&self) -> &Schema {
        &self.made().schemas
    }

    /// The zone they are of.
    pub fn zone(&self) -> &'z Zone {
        self.zone
    }

    /// The zone's [fingerprint](Zone::fingerprint), which every client names.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| self.zone.fingerprint())
    }

    /// All of them, as members of an object that stands where `OpenAPI` has it.
    pub(in crate::render) fn written(&self) -> Arc<Written> {
        Arc::clone(&self.made().written)
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| all(self.zone))
    }
}

fn all(zone: &Zone) -> Made {
    let schemas = Schemas::of(zone, PLACE);
    let mut all = All {
        zone,
        schemas,
        out: Schema::new(),
        texts: Texts::with_definitions(),
        leaves: BTreeMap::new(),
    };
    let kinds = all.entities();
    all.writes();
    all.add(type_name::PAGE_INFO, page::page_info(&schemas, zone.case));
    all.filters(&kinds);
    all.values();
    all.enums();
    all.add(type_name::PROBLEM, problem::problem(&schemas));
    all.add(type_name::PROBLEM_ITEM, problem::item(&schemas));
    all.add(type_name::ERROR_CODE, problem::code());
    Made {
        schemas: all.out,
        written: Arc::new(all.texts.finish()),
    }
}

struct All<'z> {
    zone: &'z Zone,
    schemas: Schemas<'z>,
    out: Schema,
    texts: Texts,
    /// Enums and value structs that are named, by name.
    leaves: BTreeMap<&'static str, Kind>,
}

impl All<'_> {
    fn add(&mut self, name: &str, schema: Schema) {
        let schema = Value::Object(schema);
        self.texts.key(name, INDENT);
        self.texts.value(&schema, INDENT);
        self.out.insert(name.to_owned(), schema);
    }

    /// Rows, pages, filters and groups; the kinds that filters name.
    fn entities(&mut self) -> Vec<Kind> {
        let (zone, schemas) = (self.zone, self.schemas);
        let mut kinds = Vec::new();
        let mut totals = Totals::default();
        let many: BTreeSet<&str> = zone
            .visible()
            .flat_map(Entity::visible_links)
            .filter(|link| link.many)
            .map(|link| zone.target(link).type_name())
            .collect();
        for entity in zone.visible() {
            for member in entity.readable() {
                self.note(&member.kind);
            }
            self.methods(entity);
            self.add(entity.type_name(), schemas.row(zone, entity));
            self.add(&entity.page_name(), schemas.page(entity));
            let filter = schemas.filter(zone, entity, &mut kinds);
            self.add(&entity.filter_name(), filter);
            // A shown relation leads to many of it.
            if many.contains(entity.type_name()) {
                let filter = schemas.list_filter(entity, &mut kinds);
                self.add(&entity.list_filter_name(), filter);
            }
            if zone.is_groupable(entity) {
                let mut groups = Groups {
                    schemas,
                    entity,
                    kinds: &mut kinds,
                    totals: &mut totals,
                    out: &mut self.texts,
                };
                groups.write(zone);
            }
        }
        kinds
    }

    /// What callers write.
    fn writes(&mut self) {
        let (zone, schemas) = (self.zone, self.schemas);
        let types = zone.write_types();
        for ((at, ty), writes) in &types.of {
            let entity = &zone.entities[*at];
            if let Some(schema) = schemas.written(zone, entity, *ty, writes) {
                self.add(&ty.name(entity), schema);
            }
        }
        for def in types.values.values() {
            self.add(&def.input_name(), schemas.value_input(zone, def));
        }
        for (at, ty) in types.of.keys() {
            let of = match ty {
                WriteType::CreateInput => InputOf::Create,
                WriteType::UpdateInput => InputOf::Update,
                _ => continue,
            };
            let entity = &zone.entities[*at];
            for field in zone.written(entity, of) {
                if let InputField::Member(at, _) = field {
                    self.note_enum(&entity.members[at].kind);
                }
            }
        }
        for def in types.values.values() {
            for field in def.fields.iter().filter(|field| field.is_writable()) {
                self.note_enum(&zone.kind(field));
            }
        }
    }

    /// Notes what methods take and give.
    fn methods(&mut self, entity: &Entity) {
        for own in entity.procedures.iter().filter(|own| own.visible) {
            if let Answer::Value { kind, .. } = &own.answer {
                self.note(kind);
            }
            for argument in &own.arguments {
                self.note_enum(&argument.kind);
            }
        }
    }

    /// Notes the enum inside a kind, which inputs alone may have.
    fn note_enum(&mut self, kind: &Kind) {
        match kind {
            Kind::Enum(_) => self.note(kind),
            Kind::List(item) => self.note_enum(item),
            Kind::Value(_) | Kind::Scalar(_) => {}
        }
    }

    fn filters(&mut self, kinds: &[Kind]) {
        let by_name: BTreeMap<String, &Kind> = kinds
            .iter()
            .map(|kind| (kind.filter_name(), kind))
            .collect();
        let takes = |operand| {
            let mut all = by_name.values().flat_map(|kind| Operator::of(kind));
            all.any(|operator| operator.operand() == operand)
        };
        let (ranges, paths) = (takes(Operand::Range), takes(Operand::Path));
        for (name, kind) in by_name {
            self.add(&name, self.schemas.kind_filter(kind));
        }
        if ranges {
            self.add(type_name::DATE_RANGE, filter::date_range());
        }
        if paths {
            self.add(type_name::JSON_PATH, filter::json_path(&self.schemas));
        }
    }

    /// Notes the enum or value struct inside a kind.
    fn note(&mut self, kind: &Kind) {
        match kind {
            Kind::Scalar(_) => {}
            Kind::List(item) => self.note(item),
            Kind::Enum(def) => {
                self.leaves.insert(def.name, kind.clone());
            }
            Kind::Value(def) => {
                if self.leaves.insert(def.name, kind.clone()).is_none() {
                    for field in def.fields {
                        let kind = self.schemas.kind_of(field, &mut { Constraints::NONE });
                        self.note(&kind);
                    }
                }
            }
        }
    }

    fn values(&mut self) {
        for kind in self.leaves.clone().values() {
            if let Kind::Value(def) = kind {
                self.add(def.name, self.schemas.value(def));
            }
        }
    }

    fn enums(&mut self) {
        for kind in self.leaves.clone().values() {
            if let Kind::Enum(def) = kind {
                self.add(def.name, self.schemas.enumeration(def));
            }
        }
    }
}
