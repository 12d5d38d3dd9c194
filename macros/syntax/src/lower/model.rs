//! A struct that is a table.

use auto_api_model::{Distribution, Index, Model, OrderKey};
use syn::{DeriveInput, Fields};

use super::field::{self, Draft};
use super::relation::{self, Lowered as LoweredRelation};
use super::{place_of_fields, syntax};
use crate::attr::model::TypeAttributes;
use crate::attr::place::Place;
use crate::attr::{self, Attributes};
use crate::errors::Errors;
use crate::lowered::{Lowered, LoweredModel};
use crate::names::{self, plain};
use crate::{check, intern, serde};

/// Reads a struct that is a table.
pub(super) fn model(
    input: &DeriveInput,
    fields: &Fields,
    mut all: Attributes,
    errors: &mut Errors,
) -> Lowered {
    let mut syntax = syntax(input, &all, errors);
    let wire = serde::read(&all.serde, Place::Model, errors);
    let entries = attr::only(&mut all, Place::Model, errors);
    let attributes = attr::model::read(&entries, errors);
    let place = place_of_fields(Place::Model);
    let drafts: Vec<Draft> = (fields.iter())
        .filter_map(|field| field::read(field, place, wire.rename_all, errors))
        .collect();
    let relations = relations(&drafts, &attributes, errors);
    syntax.fields = positions(&drafts);
    syntax.validate = (attributes.validate.as_ref()).map(|path| path.value.clone());
    syntax.relations = relations.iter().map(|r| r.syntax.clone()).collect();

    let named = attributes.name.as_ref().or(wire.rename.as_ref());
    let name = named.map_or_else(|| plain(&input.ident), |name| name.value.clone());
    match named {
        Some(named) => names::check(&name, &named.key, errors),
        None => names::check(&name, &input.ident, errors),
    }
    let model = Model {
        name: intern::text(&name),
        rust_name: intern::text(&plain(&input.ident)),
        docs: intern::text(&all.docs),
        deprecated: (all.reason(attributes.deprecated.as_ref()))
            .map(|reason| intern::text(&reason)),
        table: (attributes.table.as_ref()).map(|table| intern::text(&table.value)),
        plural: (attributes.plural.as_ref()).map(|plural| intern::text(&plural.value)),
        fields: intern::list(
            drafts
                .iter()
                .filter(|d| d.is_shown())
                .map(Draft::field)
                .collect(),
        ),
        relations: intern::list(relations.iter().map(|r| r.relation).collect()),
        indexes: indexes(&attributes),
        search: intern::texts(attributes.search.iter().flat_map(|s| &s.value).map(plain)),
        zones: field::zones(attributes.zones.as_ref()),
        access: attributes.access,
        page: attributes.page,
        order: order(&attributes),
        audit: attributes.audit.is_some(),
        distribution: distribution(&attributes),
        read_only: attributes.read_only.is_some(),
        validate: field::function(attributes.validate.as_ref()),
    };
    let names: Vec<_> = relations.into_iter().map(|r| r.name).collect();
    check::model::all(&model, &input.ident, &attributes, &drafts, &names, errors);
    Lowered::Model(LoweredModel { model, syntax })
}

/// The syntax of all fields; positions count those that the API has.
pub(super) fn positions(drafts: &[Draft]) -> Vec<crate::FieldSyntax> {
    let mut next = 0;
    let one = |draft: &Draft| {
        let position = draft.is_shown().then_some(next);
        next += usize::from(draft.is_shown());
        draft.syntax(position)
    };
    drafts.iter().map(one).collect()
}

fn relations(
    drafts: &[Draft],
    attributes: &TypeAttributes,
    errors: &mut Errors,
) -> Vec<LoweredRelation> {
    let mut relations = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        relations.extend(relation::reference(draft, at, errors));
    }
    for attribute in &attributes.relations {
        relations.push(relation::written(attribute, drafts, errors));
    }
    relations
}

fn distribution(attributes: &TypeAttributes) -> Distribution {
    match (&attributes.distribute_by, &attributes.reference_table) {
        (Some(field), _) => Distribution::By(intern::text(&plain(&field.value))),
        (None, Some(_)) => Distribution::Everywhere,
        (None, None) => Distribution::Local,
    }
}

fn indexes(attributes: &TypeAttributes) -> &'static [Index] {
    let index = |index: &attr::model::IndexAttribute| Index {
        name: index.name.as_deref().map(intern::text),
        fields: intern::texts(index.fields.iter().map(plain)),
        unique: index.unique,
    };
    intern::list(attributes.indexes.iter().map(index).collect())
}

fn order(attributes: &TypeAttributes) -> &'static [OrderKey] {
    let key = |key: &attr::model::OrderAttribute| OrderKey {
        field: intern::text(&key.field),
        direction: key.direction,
        nulls: key.nulls,
    };
    intern::list(attributes.order.iter().map(key).collect())
}
