//! From models to a zone: finds the other side of each relation and spells names.
//!
//! Mistakes that need two structs to be seen are found here and in `check.rs`, all at once.

use super::beside::{Attached, Kept};
use super::procedure::procedures;
use crate::audit::{AUDIT_ACTION, AUDIT_ENTRY};
use crate::case::Case;
use crate::check::{self, Problem};
use crate::{
    BigIntFormat, Entity, Field, Join, Kind, Limits, Link, Member, Method, Model, Relation,
    RelationKind, Scalar, TypeDef, Zone,
};

/// A struct that derives `AutoApi` and is a table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "does not derive `AutoApi` as a table",
    note = "a model is a struct with `#[derive(AutoApi)]` and a key"
)]
pub trait HasModel {
    /// What it says about itself.
    const MODEL: &'static Model;

    /// Its [fingerprint](Model::fingerprint), as the compiler saw the struct; 0 if nobody asked.
    const FINGERPRINT: u64 = 0;

    /// Adds itself, the models its relations lead to or through, and the types of its fields.
    ///
    /// Generated code begins with `if types.model(Self::MODEL)`, so that circles end, and then
    /// calls the same function of every type and model it names.
    fn types(types: &mut Types);
}

/// What models lead to: other models, and the types of fields, each once.
#[derive(Debug, Clone, Default)]
pub struct Types {
    defs: Vec<&'static TypeDef>,
    models: Vec<&'static Model>,
    pub(super) attached: Vec<(&'static str, Attached)>,
    pub(super) methods: Vec<(&'static str, &'static [Method])>,
}

impl Types {
    /// Adds a model; false if it was there, so that circles end.
    pub fn model(&mut self, model: &'static Model) -> bool {
        let new = !self.models.contains(&model);
        if new {
            self.models.push(model);
        }
        new
    }

    /// The models found so far.
    pub fn models(&self) -> &[&'static Model] {
        &self.models
    }

    /// Adds a type; false if it was there, so that recursive types end.
    pub fn add(&mut self, def: &'static TypeDef) -> bool {
        let new = !self.defs.contains(&def);
        if new {
            self.defs.push(def);
        }
        new
    }

    /// Adds the methods of the model of that Rust name.
    pub fn methods(&mut self, rust_name: &'static str, methods: &'static [Method]) {
        let known = self.methods.iter().any(|(name, _)| *name == rust_name);
        if !known {
            self.methods.push((rust_name, methods));
        }
    }

    /// The types that were added, in order.
    pub fn defs(&self) -> &[&'static TypeDef] {
        &self.defs
    }
}

/// A zone that is being put together; [`build`](Self::build) checks and resolves it.
#[derive(Debug, Clone)]
pub struct ZoneBuilder {
    pub(super) zone: Zone,
    models: Vec<&'static Model>,
    types: Types,
}

impl ZoneBuilder {
    pub(super) fn new(name: &str) -> Self {
        Self {
            zone: Zone {
                name: name.to_owned(),
                title: name.to_owned(),
                version: "0.1.0".to_owned(),
                description: String::new(),
                contact: None,
                license: None,
                servers: Vec::new(),
                path: "/".to_owned(),
                case: Case::AsWritten,
                big_int: BigIntFormat::String,
                limits: Limits::default(),
                introspection: None,
                explorers: None,
                subscriptions: false,
                unrestricted: false,
                audit: false,
                read_only: false,
                require_if_match: false,
                only_marked: false,
                entities: Vec::new(),
                types: Vec::new(),
                attached: Vec::new(),
                kept: Kept::default(),
            },
            models: Vec::new(),
            types: Types::default(),
        }
    }

    /// Adds a model and the types of its fields.
    #[must_use]
    pub fn model<T: HasModel>(mut self) -> Self {
        T::types(&mut self.types);
        self.add(T::MODEL)
    }

    /// Adds a model by its data; its types are added with [`type_def`](Self::type_def).
    #[must_use]
    // A builder's word; nobody adds zones up.
    #[allow(clippy::should_implement_trait)]
    pub fn add(mut self, model: &'static Model) -> Self {
        if !self.models.contains(&model) {
            self.models.push(model);
        }
        self
    }

    /// Adds a type by its data.
    #[must_use]
    pub fn type_def(mut self, def: &'static TypeDef) -> Self {
        self.types.add(def);
        self
    }

    /// Adds the methods of the model of that Rust name by their data.
    #[must_use]
    pub fn methods(mut self, rust_name: &'static str, methods: &'static [Method]) -> Self {
        self.types.methods(rust_name, methods);
        self
    }

    /// Resolves the zone.
    ///
    /// # Errors
    ///
    /// Every mistake between models: an unknown relation target, an ambiguous foreign key, two
    /// things of one name, and the rest of [`check`](crate::check).
    ///
    /// ```
    /// use auto_api_model::{Field, FieldType, Model, Relation, RelationKind, Zone};
    /// static POST: Model = Model {
    ///     name: "Post",
    ///     rust_name: "Post",
    ///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
    ///     relations: &[Relation { name: "comments", target: "Comment", ..Relation::DEFAULT }],
    ///     ..Model::DEFAULT
    /// };
    /// let problems = Zone::new("public").add(&POST).build().unwrap_err();
    /// assert_eq!(problems.len(), 1);
    /// ```
    pub fn build(self) -> Result<Zone, Vec<Problem>> {
        let Self {
            mut zone,
            models,
            mut types,
        } = self;
        let mut problems = Vec::new();
        let audits = models.iter().chain(&types.models).any(|model| model.audit);
        if audits {
            types.add(&AUDIT_ACTION);
        }
        for model in &models {
            let entity = entity(&zone, model, &types, &mut problems);
            zone.entities.push(entity);
        }
        for model in types.models.iter().filter(|model| !models.contains(model)) {
            let mut hidden = entity(&zone, model, &types, &mut problems);
            hidden.visible = false;
            zone.entities.push(hidden);
        }
        let is_there = |entity: &Entity| std::ptr::eq(entity.model, &raw const AUDIT_ENTRY);
        if audits && !zone.entities.iter().any(is_there) {
            let mut history = entity(&zone, &AUDIT_ENTRY, &types, &mut problems);
            history.visible = zone.audit || zone.unrestricted;
            zone.entities.push(history);
        }
        for at in 0..zone.entities.len() {
            let links = links(&zone, at, &mut problems);
            zone.entities[at].links = links;
        }
        for at in 0..zone.entities.len() {
            let procedures = procedures(&zone, at, &types, &mut problems);
            zone.entities[at].procedures = procedures;
        }
        zone.types = types.defs;
        zone.attached = types.attached;
        check::zone(&zone, &mut problems);
        if problems.is_empty() {
            Ok(zone)
        } else {
            Err(problems)
        }
    }
}

impl TypeDef {
    /// The type's name in Rust.
    pub fn rust_name(&self) -> &'static str {
        match self {
            Self::Enum(def) => def.rust_name,
            Self::Value(def) => def.rust_name,
            Self::Newtype(def) => def.rust_name,
        }
    }
}

/// Whether an item that lists these zones is in a zone; none means every zone.
pub(crate) fn shown_in(zones: &[&str], zone: &Zone) -> bool {
    zone.unrestricted || zones.is_empty() || zones.contains(&zone.name.as_str())
}

/// Whether a model is in a zone.
fn is_shown(model: &Model, zone: &Zone) -> bool {
    let is_left_out = zone.only_marked && model.zones.is_empty() && !zone.unrestricted;
    shown_in(model.zones, zone) && !is_left_out
}

fn entity(
    zone: &Zone,
    model: &'static Model,
    types: &Types,
    problems: &mut Vec<Problem>,
) -> Entity {
    let (one, many) = (model.singular(), model.plural_name());
    let case = zone.case;
    Entity {
        model,
        visible: is_shown(model, zone),
        table: model.table.map_or_else(|| many.clone(), str::to_owned),
        members: (model.fields.iter())
            .map(|field| member(zone, model, field, types.defs(), problems))
            .collect(),
        links: Vec::new(),
        procedures: Vec::new(),
        key: model.key(),
        unique_keys: model.unique_keys(),
        pages_name: case.join(&one, "pages"),
        connection_name: case.join(&many, "connection"),
        aggregate_name: case.join(&many, "aggregate"),
        group_by_name: case.join(&many, "group_by"),
        one_name: case.apply(&one),
        list_name: case.apply(&many),
        singular: one,
        plural: many,
    }
}

pub(super) fn member(
    zone: &Zone,
    model: &'static Model,
    field: &'static Field,
    types: &[&'static TypeDef],
    problems: &mut Vec<Problem>,
) -> Member {
    let mut constraints = field.constraints;
    let kind = Kind::of(field.ty, types, &mut constraints).unwrap_or_else(|name| {
        problems.push(Problem::at_field(
            model,
            field,
            format!("type `{name}` is not known to the zone: it must derive `AutoApi`"),
        ));
        Kind::Scalar(Scalar::Json)
    });
    Member {
        field,
        name: zone.spelled(field),
        column: field.column_name(),
        kind,
        constraints,
        visible: (field.is_readable() || zone.unrestricted) && shown_in(field.zones, zone),
        settable: (field.is_writable() || zone.unrestricted) && shown_in(field.zones, zone),
    }
}

fn links(zone: &Zone, at: usize, problems: &mut Vec<Problem>) -> Vec<Link> {
    let model = zone.entities[at].model;
    let mut links = Vec::new();
    for relation in model.relations {
        match link(zone, at, relation) {
            Ok(link) => links.push(link),
            Err(message) => problems.push(Problem::at_relation(model, relation, message)),
        }
    }
    links
}

fn link(zone: &Zone, at: usize, relation: &'static Relation) -> Result<Link, String> {
    let own = &zone.entities[at];
    let target = find(zone, relation.target)?;
    let nullable = match relation.kind {
        RelationKind::BelongsTo { fields, .. } => {
            let positions = positions(own.model, fields)?;
            positions.iter().any(|&f| own.members[f].field.nullable)
        }
        _ => true,
    };
    let case = zone.case;
    let is_shown = shown_in(relation.zones, zone) && zone.entities[target].visible;
    Ok(Link {
        relation,
        name: case.apply(relation.name),
        target,
        many: relation.is_many(),
        nullable,
        visible: is_shown,
        join: join(zone, at, target, relation)?,
        numbers: None,
        pages_name: case.join(relation.name, "pages"),
        connection_name: case.join(relation.name, "connection"),
        aggregate_name: case.join(relation.name, "aggregate"),
    })
}

fn find(zone: &Zone, rust_name: &str) -> Result<usize, String> {
    zone.entity_of(rust_name).ok_or_else(|| {
        format!(
            "model `{rust_name}` is not in zone `{}`: add it, or take the relation out of the zone",
            zone.name
        )
    })
}

fn join(zone: &Zone, at: usize, target: usize, relation: &Relation) -> Result<Join, String> {
    let (own, other) = (zone.entities[at].model, zone.entities[target].model);
    match relation.kind {
        RelationKind::BelongsTo { fields, to, .. } => {
            let (own, other) = (positions(own, fields)?, key_or(other, to)?);
            pair(own, other).map(|(own, other)| Join::Direct { own, other })
        }
        RelationKind::HasOne { via } | RelationKind::HasMany { via } => {
            let (other, own) = reference(other, own, via, None)?;
            Ok(Join::Direct { own, other })
        }
        RelationKind::ManyToMany { through, via, to } => {
            let entity = find(zone, through)?;
            let third = zone.entities[entity].model;
            let (via, own) = reference(third, own, via, None)?;
            let (to, other) = reference(third, other, to, Some(&via))?;
            Ok(Join::Through {
                entity,
                own,
                via,
                to,
                other,
            })
        }
    }
}

/// The fields of `from` that reference `to`, and the fields of `to` they hold: the given ones, or
/// those of its only reference (apart from `taken`).
fn reference(
    from: &Model,
    to: &Model,
    given: &[&str],
    taken: Option<&[usize]>,
) -> Result<(Vec<usize>, Vec<usize>), String> {
    let mut found = Vec::new();
    for relation in from.relations {
        let RelationKind::BelongsTo {
            fields, to: keys, ..
        } = relation.kind
        else {
            continue;
        };
        let asked = given.is_empty() || given == fields;
        if relation.target != to.rust_name || !asked {
            continue;
        }
        let fields = positions(from, fields)?;
        if taken != Some(fields.as_slice()) {
            found.push(pair(fields, key_or(to, keys)?)?);
        }
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 if !given.is_empty() => pair(positions(from, given)?, to.key()),
        0 => Err(format!(
            "`{}` has no field that references `{}`: add `#[api(references = {})]` there",
            from.rust_name, to.rust_name, to.rust_name
        )),
        _ => Err(format!(
            "`{}` references `{}` more than once: say which with `via = …`",
            from.rust_name, to.rust_name
        )),
    }
}

fn positions(model: &Model, names: &[&str]) -> Result<Vec<usize>, String> {
    let find = |name: &&str| {
        let missing = || format!("`{}` has no field `{name}`", model.rust_name);
        model.position(name).ok_or_else(missing)
    };
    names.iter().map(find).collect()
}

fn key_or(model: &Model, names: &[&str]) -> Result<Vec<usize>, String> {
    if names.is_empty() {
        Ok(model.key())
    } else {
        positions(model, names)
    }
}

fn pair(own: Vec<usize>, other: Vec<usize>) -> Result<(Vec<usize>, Vec<usize>), String> {
    if own.len() == other.len() {
        return Ok((own, other));
    }
    let (fields, key) = (own.len(), other.len());
    Err(format!(
        "{fields} field(s) cannot reference a key of {key} field(s)"
    ))
}
