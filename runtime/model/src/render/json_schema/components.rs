//! All components of a zone: entity by entity, then what entities share, each only if it is named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

use super::{Schema, Schemas, filter, page, problem};
use crate::operator::Operand;
use crate::render::type_name;
use crate::{Constraints, Entity, Kind, Operator, Scalar, Zone};

/// What stands before the name of one of [`Components`] in a reference.
pub const PLACE: &str = "#/components/schemas/";

/// Every component of a zone's REST documents, by name, in order: made when they are asked for
/// first, and once for all documents and clients that are made of them.
#[derive(Debug)]
pub struct Components<'z> {
    pub(super) zone: &'z Zone,
    made: OnceLock<Arc<Value>>,
}

impl<'z> Components<'z> {
    /// Those of a zone. References to them begin with [`PLACE`].
    pub fn of(zone: &'z Zone) -> Self {
        let made = OnceLock::new();
        Self { zone, made }
    }

    /// The object of them, each by its name.
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
    /// assert_eq!(Components::of(&zone).value()["PageInfo"]["type"], "object");
    /// ```
    pub fn value(&self) -> &Value {
        self.shared()
    }

    /// The zone they are of.
    pub fn zone(&self) -> &'z Zone {
        self.zone
    }

    pub(in crate::render) fn shared(&self) -> &Arc<Value> {
        self.made
            .get_or_init(|| Arc::new(all(self.zone, Schemas::of(self.zone, PLACE)).into()))
    }
}

pub(super) fn all(zone: &Zone, schemas: Schemas<'_>) -> Map<String, Value> {
    let mut all = All {
        zone,
        schemas,
        out: Map::new(),
        leaves: BTreeMap::new(),
    };
    let kinds = all.entities().kinds;
    all.add(type_name::PAGE_INFO, page::page_info(&schemas, zone.case));
    all.filters(&kinds);
    all.values();
    all.enums();
    all.add(type_name::PROBLEM, problem::problem(&schemas));
    all.add(type_name::PROBLEM_ITEM, problem::item(&schemas));
    all.add(type_name::ERROR_CODE, problem::code());
    all.out
}

struct All<'z> {
    zone: &'z Zone,
    schemas: Schemas<'z>,
    out: Map<String, Value>,
    /// Enums and value structs that are named, by name.
    leaves: BTreeMap<&'static str, Kind>,
}

/// What the schemas of entities leave for others.
#[derive(Default)]
pub(super) struct Known {
    /// The kinds that filters name.
    pub(super) kinds: Vec<Kind>,
    /// What totals of scalars look like: the same for every entity.
    pub(super) totals: Vec<(Scalar, Schema)>,
}

impl All<'_> {
    fn add(&mut self, name: &str, schema: Schema) {
        self.out.insert(name.to_owned(), Value::Object(schema));
    }

    /// Rows, pages, filters and groups; what was found on the way.
    fn entities(&mut self) -> Known {
        let (zone, schemas) = (self.zone, self.schemas);
        let mut known = Known::default();
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
            self.add(entity.type_name(), schemas.row(zone, entity));
            self.add(&entity.page_name(), schemas.page(entity));
            let filter = schemas.filter(zone, entity, &mut known.kinds);
            self.add(&entity.filter_name(), filter);
            // A shown relation leads to many of it.
            if many.contains(entity.type_name()) {
                let filter = schemas.list_filter(entity, &mut known.kinds);
                self.add(&entity.list_filter_name(), filter);
            }
            if zone.is_groupable(entity) {
                for (name, schema) in schemas.groups(zone, entity, &mut known) {
                    self.add(&name, schema);
                }
            }
        }
        known
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
