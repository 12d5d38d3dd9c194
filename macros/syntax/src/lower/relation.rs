//! Relations: those of `references` fields, then those written on the struct.

use auto_api_model::{OnDelete, Relation, RelationKind};
use proc_macro2::Ident;
use quote::format_ident;

use super::field::{Draft, zones};
use crate::attr::relation::{RelationAttribute, Way};
use crate::attr::value::Keyed;
use crate::errors::Errors;
use crate::intern;
use crate::lowered::RelationSyntax;
use crate::names::{self, plain};

/// A relation and its syntax.
pub(super) struct Lowered {
    pub(super) relation: Relation,
    pub(super) syntax: RelationSyntax,
    /// Where its name was written, or the field it is named after.
    pub(super) name: Ident,
}

/// The relation of a field with `references`.
///
/// It shows where its field does: whoever may not see the key may not follow it.
pub(super) fn reference(draft: &Draft, at: usize, errors: &mut Errors) -> Option<Lowered> {
    let attributes = &draft.attributes;
    let target = attributes.references.as_ref()?.value.clone();
    let name = match &attributes.relation {
        Some(name) => name.value.clone(),
        None => default_name(&draft.ident, errors)?,
    };
    let to: Vec<Ident> = attributes.to.iter().map(|to| to.value.clone()).collect();
    let field = draft.field();
    let relation = Relation {
        name: intern::text(&plain(&name)),
        target: last(&target),
        kind: RelationKind::BelongsTo {
            fields: intern::texts([plain(&draft.ident)]),
            to: intern::texts(to.iter().map(plain)),
            on_delete: rule(attributes.on_delete.as_ref()),
        },
        docs: "",
        deprecated: field.deprecated,
        zones: field.zones,
        access: auto_api_model::Access {
            read: field.access.read,
            ..auto_api_model::Access::NONE
        },
        load: auto_api_model::Load::Auto,
    };
    let syntax = RelationSyntax {
        constant: names::constant(&name),
        target,
        through: None,
        own: vec![at],
        to: to.iter().map(names::constant).collect(),
    };
    Some(Lowered {
        relation,
        syntax,
        name,
    })
}

/// `author_id` makes `author`.
fn default_name(field: &Ident, errors: &mut Errors) -> Option<Ident> {
    let name = plain(field);
    match name.strip_suffix("_id") {
        Some(name) if !name.is_empty() && syn::parse_str::<Ident>(name).is_ok() => {
            Some(format_ident!("{name}", span = field.span()))
        }
        _ => {
            errors.at(
                field,
                format_args!(
                    "the relation needs a name, which `{name}` does not give as `author_id` gives `author`: add `as = …`"
                ),
            );
            None
        }
    }
}

/// A relation written on the struct.
pub(super) fn written(
    attribute: &RelationAttribute,
    drafts: &[Draft],
    errors: &mut Errors,
) -> Lowered {
    let texts = |names: &Option<Keyed<Vec<Ident>>>| {
        intern::texts(names.iter().flat_map(|names| &names.value).map(plain))
    };
    let kind = match attribute.way {
        Way::HasOne => RelationKind::HasOne {
            via: texts(&attribute.via),
        },
        Way::HasMany => RelationKind::HasMany {
            via: texts(&attribute.via),
        },
        Way::ManyToMany => RelationKind::ManyToMany {
            through: (attribute.through.as_ref()).map_or("", |through| last(&through.value)),
            via: texts(&attribute.via),
            to: texts(&attribute.to),
        },
        Way::BelongsTo => RelationKind::BelongsTo {
            fields: texts(&attribute.fields),
            to: texts(&attribute.to),
            on_delete: rule(attribute.on_delete.as_ref()),
        },
    };
    names::check(&plain(&attribute.name), &attribute.name, errors);
    let relation = Relation {
        name: intern::text(&plain(&attribute.name)),
        target: last(&attribute.target),
        kind,
        docs: intern::text(&attribute.docs),
        deprecated: (attribute.deprecated.as_ref()).map(|reason| intern::text(&reason.value)),
        zones: zones(attribute.zones.as_ref()),
        access: attribute.access,
        load: attribute.load,
    };
    Lowered {
        relation,
        syntax: syntax(attribute, drafts),
        name: attribute.name.clone(),
    }
}

fn syntax(attribute: &RelationAttribute, drafts: &[Draft]) -> RelationSyntax {
    let own = attribute.fields.iter().flat_map(|fields| &fields.value);
    let position = |field: &Ident| drafts.iter().position(|d| plain(&d.ident) == plain(field));
    let to = attribute
        .to
        .iter()
        .filter(|_| attribute.way == Way::BelongsTo);
    RelationSyntax {
        constant: names::constant(&attribute.name),
        target: attribute.target.clone(),
        through: attribute.through.as_ref().map(|path| path.value.clone()),
        own: own.filter_map(position).collect(),
        to: (to.flat_map(|to| &to.value)).map(names::constant).collect(),
    }
}

fn rule(given: Option<&Keyed<OnDelete>>) -> OnDelete {
    given.map_or(OnDelete::Restrict, |rule| rule.value)
}

/// The last segment of a path: the model's name in Rust.
fn last(path: &syn::Path) -> &'static str {
    let last = path.segments.last();
    last.map_or("", |segment| intern::text(&plain(&segment.ident)))
}
