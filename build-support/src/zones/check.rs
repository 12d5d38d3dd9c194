//! Rules between types, and between types and the configuration. One function a rule.

use std::collections::BTreeMap;

use auto_api_model::suggest::hint;
use auto_api_model::{Method, RelationKind, TypeDef, Zone};

use super::Parts;
use crate::error::{Mistakes, Place};
use crate::source::{Data, Said, UsedAs};

/// A type that another one names derives `AutoApi` in this crate, and is what it is used as.
pub(super) fn types(parts: Parts<'_>, mistakes: &mut Mistakes) -> bool {
    let mut is_known = true;
    for found in &parts.source.types {
        let own = found.said.uses.iter().zip(members(&found.said));
        let methods = found.methods.iter();
        let methods = methods.flat_map(|own| own.said.uses.iter().zip(users(own.said.methods)));
        for (used, member) in own.chain(methods) {
            let name = used.rust_name;
            let target = parts.source.named(name).map(|target| target.said.data);
            let message = match (used.used_as, target) {
                (UsedAs::Value, Some(Data::Type(_)))
                | (UsedAs::Model, Some(Data::Model(_)))
                | (UsedAs::Answer, Some(_)) => continue,
                (UsedAs::Value, Some(Data::Model(_))) => format!(
                    "`{name}` is a model: hold its key in a field with `#[api(references = {name})]`"
                ),
                (UsedAs::Model, Some(Data::Type(_))) => {
                    format!("`{name}` is no model: relations lead to structs that are tables")
                }
                (_, None) => {
                    let known = parts.source.types.iter().map(|found| found.said.rust_name);
                    let hint = hint(name, known);
                    format!(
                        "`{name}` is no type of this crate that derives `AutoApi`{hint} (types of other crates, and other names for types, `type A = B`, cannot be read by the build script)"
                    )
                }
            };
            mistakes.at(found.place_of(member), message);
            is_known = false;
        }
    }
    is_known
}

/// The field or the relation of each use, in the order of `Lowered::uses`.
fn members(said: &Said) -> Vec<Option<&'static str>> {
    let named = |fields: &'static [auto_api_model::Field]| {
        let named = fields.iter().filter(|field| field.ty.named().is_some());
        named.map(|field| Some(field.rust_name)).collect::<Vec<_>>()
    };
    match said.data {
        Data::Model(model) => {
            let mut members = named(model.fields);
            for relation in model.relations {
                members.push(Some(relation.name));
                if let RelationKind::ManyToMany { .. } = relation.kind {
                    members.push(Some(relation.name));
                }
            }
            members
        }
        Data::Type(def) => match def {
            TypeDef::Enum(_) => Vec::new(),
            TypeDef::Value(def) => named(def.fields),
            TypeDef::Newtype(_) => vec![None],
        },
    }
}

/// The method of each use, in the order of `LoweredMethods::uses`.
fn users(methods: &'static [Method]) -> impl Iterator<Item = Option<&'static str>> {
    methods.iter().flat_map(|method| {
        let arguments = method.arguments.iter().map(|argument| Some(argument.ty));
        let named = arguments.chain([method.answer]).flatten();
        let named = named.filter(|ty| ty.named().is_some());
        named.map(|_| Some(method.rust_name))
    })
}

/// There is something to show at all.
pub(super) fn models(parts: Parts<'_>, mistakes: &mut Mistakes) -> bool {
    let has_model = parts.source.types.iter().any(|found| found.said.is_model());
    if !has_model {
        let message = format!(
            "there is no model in `{}` and its modules: derive `auto_api::AutoApi` on a struct that has a key, `#[api(id)]`",
            parts.root
        );
        mistakes.at(Place::start(parts.root), message);
    }
    has_model
}

/// A zone that `#[api(zones(…))]` names is one of `auto-api.toml`, or `none`.
pub(super) fn zones(parts: Parts<'_>, mistakes: &mut Mistakes) {
    let known: Vec<&str> = parts
        .config
        .zones
        .iter()
        .map(|zone| zone.name.as_str())
        .collect();
    for found in &parts.source.types {
        let methods = found.methods.iter().flat_map(|own| own.said.methods);
        let methods = methods.map(|method| (Some(method.rust_name), method.zones));
        for (member, zones) in named_zones(found.said.data).into_iter().chain(methods) {
            let unknown = zones
                .iter()
                .filter(|name| **name != "none" && !known.contains(name));
            for name in unknown {
                let hint = hint(name, known.iter().copied());
                let message = format!(
                    "unknown zone `{name}`{hint}: add `[zones.{name}]` to `auto-api.toml`, or write `zones(none)` for what no zone shows"
                );
                mistakes.at(found.place_of(member), message);
            }
        }
    }
}

/// Each list of zones of a type, and the field or relation that it is about.
fn named_zones(data: Data) -> Vec<(Option<&'static str>, &'static [&'static str])> {
    match data {
        Data::Model(model) => {
            let mut all = vec![(None, model.zones)];
            all.extend(
                model
                    .fields
                    .iter()
                    .map(|field| (Some(field.rust_name), field.zones)),
            );
            for relation in model.relations {
                // The relation of a field has the field's zones.
                let is_of_field = matches!(
                    relation.kind,
                    RelationKind::BelongsTo { fields: [field], .. }
                        if all.contains(&(Some(*field), relation.zones))
                );
                if !is_of_field {
                    all.push((Some(relation.name), relation.zones));
                }
            }
            all
        }
        Data::Type(def) => match def {
            TypeDef::Value(def) => {
                let fields = def.fields.iter();
                fields
                    .map(|field| (Some(field.rust_name), field.zones))
                    .collect()
            }
            TypeDef::Enum(_) | TypeDef::Newtype(_) => Vec::new(),
        },
    }
}

/// No zone is mounted where another has a route.
pub(super) fn mounts(parts: Parts<'_>, zones: &[Zone], mistakes: &mut Mistakes) {
    for outer in zones {
        let mut routes: BTreeMap<&str, &str> = BTreeMap::new();
        for route in [
            "graphql",
            "schema.graphql",
            "openapi.json",
            "openapi.yaml",
            "graphiql",
            "docs",
        ] {
            routes.insert(route, "of its own");
        }
        for entity in outer.visible() {
            routes.insert(&entity.list_name, "of a model");
        }
        for inner in zones.iter().filter(|inner| inner.name != outer.name) {
            let below = inner.path.strip_prefix(outer.path.as_str());
            let first = below.and_then(|below| below.trim_start_matches('/').split('/').next());
            let is_below = outer.path == "/" || below.is_some_and(|below| below.starts_with('/'));
            let Some(whose) = first
                .filter(|_| is_below)
                .and_then(|first| routes.get(first))
            else {
                continue;
            };
            let config = parts
                .config
                .zones
                .iter()
                .find(|zone| zone.name == inner.name);
            if let Some(place) = config.and_then(|zone| zone.place.clone()) {
                let message = format!(
                    "zone `{}` is mounted at `{}`, where zone `{}` has a route {whose}: give one another `path`",
                    inner.name, inner.path, outer.name
                );
                mistakes.at(place, message);
            }
        }
    }
}
