//! What registering and resolving read: fields with their kinds resolved, once for each type of
//! the program.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use auto_api_model::{Constraints, Field, Kind, Model, Scalar, TypeDef, Types};

/// The fields of a model or of a type, and of the value structs inside.
#[derive(Debug)]
pub(super) struct Shapes {
    /// Those of the model; for a type, the type itself as the only field.
    pub(super) fields: Vec<Slot>,
    values: HashMap<&'static str, Vec<Slot>>,
}

/// A field that answers may have.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) field: &'static Field,
    /// Where it is in its struct.
    pub(super) position: usize,
    pub(super) kind: Kind,
    /// How many digits of a decimal are written after the point, if always as many.
    pub(super) scale: Option<u32>,
}

impl Shapes {
    /// The kind of the type they are of.
    pub(super) fn own(&self) -> Kind {
        let slot = self.fields.first();
        slot.map_or(Kind::Scalar(Scalar::Json), |slot| slot.kind.clone())
    }

    /// The fields of a value struct.
    pub(super) fn value(&self, rust_name: &str) -> &[Slot] {
        self.values.get(rust_name).map_or(&[], Vec::as_slice)
    }
}

/// Known shapes by the address of their data: constants, each of one content.
static KNOWN: LazyLock<RwLock<HashMap<usize, Arc<Shapes>>>> = LazyLock::new(RwLock::default);

pub(super) fn of_model(model: &'static Model, types: fn(&mut Types)) -> Arc<Shapes> {
    known(std::ptr::from_ref(model).addr(), types, |defs| {
        // What belongs to some zones or callers only is in no schema that knows neither.
        let is_open = |field: &Field| field.zones.is_empty() && field.access.read.is_none();
        slots(model.fields, defs, is_open)
    })
}

pub(super) fn of_type(def: &'static TypeDef, types: fn(&mut Types)) -> Arc<Shapes> {
    known(std::ptr::from_ref(def).addr(), types, |defs| {
        let mut constraints = Constraints::NONE;
        let kind = match def {
            TypeDef::Enum(def) => Kind::Enum(def),
            TypeDef::Value(def) => Kind::Value(def),
            TypeDef::Newtype(def) => {
                constraints = def.constraints;
                let inner = Kind::of(def.inner, defs, &mut constraints);
                inner.unwrap_or(Kind::Scalar(Scalar::Json))
            }
        };
        vec![Slot {
            field: &Field::DEFAULT,
            position: 0,
            kind,
            scale: constraints.scale,
        }]
    })
}

fn known(
    address: usize,
    types: fn(&mut Types),
    fields: impl FnOnce(&[&'static TypeDef]) -> Vec<Slot>,
) -> Arc<Shapes> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(shapes) = known.get(&address) {
        return shapes.clone();
    }
    drop(known);
    let mut found = Types::default();
    types(&mut found);
    let values = found.defs().iter().filter_map(|def| match def {
        TypeDef::Value(value) => {
            Some((value.rust_name, slots(value.fields, found.defs(), |_| true)))
        }
        _ => None,
    });
    let shapes = Arc::new(Shapes {
        fields: fields(found.defs()),
        values: values.collect(),
    });
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(address, shapes.clone());
    shapes
}

fn slots(
    fields: &'static [Field],
    defs: &[&'static TypeDef],
    is_open: impl Fn(&Field) -> bool,
) -> Vec<Slot> {
    let shown = fields.iter().enumerate();
    let shown = shown.filter(|(_, field)| field.is_readable() && is_open(field));
    let slot = |(position, field): (usize, &'static Field)| {
        let mut constraints = field.constraints;
        let kind = Kind::of(field.ty, defs, &mut constraints);
        Slot {
            field,
            position,
            kind: kind.unwrap_or(Kind::Scalar(Scalar::Json)),
            scale: constraints.scale,
        }
    };
    shown.map(slot).collect()
}
