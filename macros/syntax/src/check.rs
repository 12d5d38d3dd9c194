//! Mistakes between attributes, and between attributes and types. One function a rule, the rule
//! above it.

mod default;
pub(crate) mod field;
pub(crate) mod limits;
pub(crate) mod model;

use auto_api_model::Variant;
use syn::DataEnum;

use crate::errors::Errors;
use crate::names;

/// No two variants have one name, on the wire or in GraphQL, and each is a name there.
pub(crate) fn variants(variants: &[Variant], data: &DataEnum, errors: &mut Errors) {
    for (at, (variant, syntax)) in variants.iter().zip(&data.variants).enumerate() {
        names::check(variant.graphql, &syntax.ident, errors);
        if ["true", "false", "null"].contains(&variant.graphql) {
            errors.at(
                &syntax.ident,
                format_args!(
                    "`{}` cannot be the name of an enum's value",
                    variant.graphql
                ),
            );
        }
        let before = &variants[..at];
        if let Some(first) = before.iter().find(|v| v.name == variant.name) {
            errors.at(
                &syntax.ident,
                format_args!(
                    "`{}` is named `{}` on the wire too",
                    first.rust_name, variant.name
                ),
            );
        } else if let Some(first) = before.iter().find(|v| v.graphql == variant.graphql) {
            errors.at(
                &syntax.ident,
                format_args!(
                    "`{}` is named `{}` in GraphQL too: give one with `#[api(name = \"…\")]`",
                    first.rust_name, variant.graphql
                ),
            );
        }
    }
}
