//! Rules across models. One function a rule, the rule above it.

mod distribution;
mod methods;
mod spellings;
mod values;
mod writes;

use std::collections::BTreeMap;

use crate::render::filter;
use crate::totals::Total;
use crate::{Entity, Field, Kind, MethodKind, Model, Relation, Scalar, TypeDef, WriteTypes, Zone};

/// A mistake between models, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The Rust name of the model it is in.
    pub model: Option<&'static str>,
    /// The Rust name of the field, or the name of the relation.
    pub member: Option<&'static str>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A mistake of a model as a whole.
    pub fn at_model(model: &Model, message: String) -> Self {
        Self {
            model: Some(model.rust_name),
            member: None,
            message,
        }
    }

    /// A mistake of a field.
    pub fn at_field(model: &Model, field: &Field, message: String) -> Self {
        Self {
            model: Some(model.rust_name),
            member: Some(field.rust_name),
            message,
        }
    }

    /// A mistake of a relation.
    pub fn at_relation(model: &Model, relation: &Relation, message: String) -> Self {
        Self {
            model: Some(model.rust_name),
            member: Some(relation.name),
            message,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.model, self.member) {
            (Some(model), Some(member)) => write!(f, "{model}.{member}: {}", self.message),
            (Some(model), None) => write!(f, "{model}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Problem {}

/// Every rule, on a zone whose relations are resolved.
pub(crate) fn zone(zone: &Zone, problems: &mut Vec<Problem>) {
    for entity in &zone.entities {
        keys(entity, problems);
        key_types(zone, entity, problems);
        members(entity, problems);
        searched(entity, problems);
        leaks(zone, entity, problems);
    }
    shows_something(zone, problems);
    distribution::check(zone, problems);
    let writes = zone.write_types();
    types(zone, &writes, problems);
    roots(zone, problems);
    spellings::check(zone, problems);
    writes::check(zone, &writes, problems);
    values::check(zone, problems);
    methods::check(zone, problems);
}

/// A zone has something to show: a GraphQL schema without fields is none.
fn shows_something(zone: &Zone, problems: &mut Vec<Problem>) {
    if zone.visible().next().is_none() {
        problems.push(Problem {
            model: None,
            member: None,
            message: format!(
                "zone `{}` shows no model: add one, or remove the zone",
                zone.name
            ),
        });
    }
}

/// A model has a primary key, and its plural differs from its singular.
fn keys(entity: &Entity, problems: &mut Vec<Problem>) {
    let model = entity.model;
    if entity.key.is_empty() {
        let message = "has no key: mark a field with `#[api(id)]`".to_owned();
        problems.push(Problem::at_model(model, message));
    }
    if entity.plural == entity.singular {
        let message = format!(
            "the plural of `{}` is the same word: give one with `plural = \"…\"`",
            entity.singular
        );
        problems.push(Problem::at_model(model, message));
    }
}

/// Search goes over texts.
fn searched(entity: &Entity, problems: &mut Vec<Problem>) {
    let found = entity.model.search.iter().filter_map(|name| {
        let at = entity.model.position(name)?;
        entity.members.get(at)
    });
    for member in found.filter(|member| !member.kind.scalar().is_some_and(Scalar::is_text)) {
        let message = "is no text: `search(…)` goes over texts".to_owned();
        problems.push(Problem::at_field(entity.model, member.field, message));
    }
}

/// Both sides of a relation have the same kind.
fn key_types(zone: &Zone, entity: &Entity, problems: &mut Vec<Problem>) {
    for link in &entity.links {
        let crate::Join::Direct { own, other } = &link.join else {
            continue;
        };
        let target = zone.target(link);
        for (&own, &other) in own.iter().zip(other) {
            let (own, other) = (&entity.members[own], &target.members[other]);
            if own.kind != other.kind {
                let message = format!(
                    "`{}` and `{}.{}` have different types",
                    own.field.rust_name, target.model.rust_name, other.field.rust_name
                );
                problems.push(Problem::at_relation(entity.model, link.relation, message));
            }
        }
    }
}

/// A relation that the zone shows leads to a model that the zone shows.
fn leaks(zone: &Zone, entity: &Entity, problems: &mut Vec<Problem>) {
    let all = entity.links.iter().filter(|_| entity.visible);
    for link in all.filter(|link| crate::zone::shown_in(link.relation.zones, zone)) {
        let target = zone.target(link);
        if !target.visible {
            let message = format!(
                "leads to `{}`, which zone `{}` does not show: add the model to the zone, or keep the relation out of it with `zones(…)`",
                target.model.rust_name, zone.name
            );
            problems.push(Problem::at_relation(entity.model, link.relation, message));
        }
    }
}

/// No two members of an answer have one name, and none is reserved by GraphQL.
fn members(entity: &Entity, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut claim = |name, what: (&'static str, &'static str), problems: &mut Vec<Problem>| {
        if let Some(first) = names.insert(name, what) {
            let [(one, first), (other, second)] = [first, what];
            let message = format!(
                "{one} `{first}` and {other} `{second}` would both be named `{name}`: rename one"
            );
            problems.push(Problem::at_model(entity.model, message));
        }
    };
    for member in entity.readable() {
        claim(&member.name, ("field", member.field.rust_name), problems);
        let is_word = FILTER_WORDS.contains(&member.name.as_str())
            || !entity.model.search.is_empty() && member.name == filter::SEARCH;
        if is_word {
            let message = format!("`{}` is a word of filters: rename the field", member.name);
            problems.push(Problem::at_field(entity.model, member.field, message));
        }
        if member.name.starts_with("__") {
            let message = format!(
                "`{}`: names that begin with `__` are reserved by GraphQL",
                member.name
            );
            problems.push(Problem::at_field(entity.model, member.field, message));
        }
    }
    for (_, computed) in entity.procedures(MethodKind::Field) {
        let what = ("computed field", computed.method.rust_name);
        claim(&computed.name, what, problems);
    }
    for link in entity.visible_links() {
        let what = ("relation", link.relation.name);
        claim(&link.name, what, problems);
        if link.many {
            for form in [
                &link.pages_name,
                &link.connection_name,
                &link.aggregate_name,
            ] {
                claim(form, what, problems);
            }
        }
    }
}

/// What a filter has besides the names of fields.
const FILTER_WORDS: [&str; 3] = ["and", "or", "not"];

/// Names of GraphQL types that no model may have: the built-in and the project's own.
const RESERVED_TYPES: [&str; 24] = [
    "Query",
    "Mutation",
    "Subscription",
    "EventKind",
    "PageInfo",
    "DateRange",
    "ErrorCode",
    "MutationError",
    "MutationPayload",
    "OnError",
    "OrderDirection",
    "CountOrder",
    "GroupByValue",
    "GroupByDate",
    "GroupByTime",
    "JsonPathInput",
    "ValueFilter",
    "ValueListFilter",
    "Problem",
    "ProblemItem",
    "Int",
    "Float",
    "Boolean",
    "ID",
];

/// No two types of the zone's documents have one name.
fn types(zone: &Zone, writes: &WriteTypes, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for name in RESERVED_TYPES {
        names.insert(name.to_owned(), "auto-api");
    }
    for scalar in crate::Scalar::ALL {
        names.insert(scalar.graphql().to_owned(), "auto-api");
        let kind = Kind::Scalar(scalar);
        names.insert(kind.filter_name(), "auto-api");
        names.insert(Kind::List(Box::new(kind)).filter_name(), "auto-api");
    }
    let mut claim = |name: String, by: &'static str| {
        if let Some(first) = names.get(&name) {
            problems.push(Problem {
                model: Some(by),
                member: None,
                message: format!(
                    "type `{name}` is made by `{first}` too: rename one with `name = \"…\"`"
                ),
            });
        }
        names.insert(name, by);
    };
    for def in &zone.types {
        match def {
            TypeDef::Enum(def) => {
                claim(def.name.to_owned(), def.rust_name);
                claim(format!("{}Filter", def.name), def.rust_name);
                claim(format!("{}ListFilter", def.name), def.rust_name);
            }
            TypeDef::Value(def) => claim(def.name.to_owned(), def.rust_name),
            TypeDef::Newtype(_) => {}
        }
    }
    for entity in zone.visible() {
        for name in [
            entity.type_name().to_owned(),
            entity.filter_name(),
            entity.list_filter_name(),
            entity.order_name(),
            entity.distinct_name(),
            entity.page_name(),
            entity.connection_type_name(),
            entity.edge_name(),
            entity.aggregate_type_name(),
            entity.sum_name(),
            entity.avg_name(),
            entity.min_name(),
            entity.max_name(),
            entity.group_by_type_name(),
            entity.group_keys_name(),
            entity.group_key_name(),
            entity.group_order_name(),
            entity.group_key_order_name(),
            Total::Sum.order_name(entity),
            Total::Min.order_name(entity),
            entity.having_name(),
            Total::Sum.having_name(entity),
            Total::Avg.having_name(entity),
            Total::Min.having_name(entity),
        ] {
            claim(name, entity.model.rust_name);
        }
        if zone.subscriptions {
            claim(entity.event_name(), entity.model.rust_name);
        }
    }
    for &(at, ty) in writes.of.keys() {
        let entity = &zone.entities[at];
        claim(ty.name(entity), entity.model.rust_name);
    }
    for entity in zone.visible() {
        for (_, method) in entity.procedures(MethodKind::Mutation) {
            if let Some(name) = method.own_payload(entity) {
                claim(name, entity.model.rust_name);
            }
        }
    }
    for def in writes.values.values() {
        claim(def.input_name(), def.rust_name);
    }
}

/// What each zone serves besides its models.
const OWN_ROUTES: [&str; 3] = ["docs", "graphql", "graphiql"];

/// No two operations of the zone have one name, and none is a route that the zone has anyway.
fn roots(zone: &Zone, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for entity in zone.visible() {
        if OWN_ROUTES.contains(&entity.list_name.as_str()) {
            let message = format!(
                "`/{}` is a route of the zone's own: choose another `plural = \"…\"`",
                entity.list_name
            );
            problems.push(Problem::at_model(entity.model, message));
        }
        for name in [
            &entity.one_name,
            &entity.list_name,
            &entity.pages_name,
            &entity.connection_name,
            &entity.aggregate_name,
            &entity.group_by_name,
        ] {
            if let Some(first) = names.insert(name, entity.model.rust_name) {
                let message = format!(
                    "operation `{name}` is made by `{first}` too: rename one with `name = \"…\"` or `plural = \"…\"`"
                );
                problems.push(Problem::at_model(entity.model, message));
            }
        }
    }
}
