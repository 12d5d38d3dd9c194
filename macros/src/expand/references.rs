//! The type of a foreign key is that of the key it holds, as the compiler sees both.

use auto_api_model::RelationKind;
use auto_api_syntax::{LoweredModel, RelationSyntax, Syntax};
use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::at;

/// One check for each relation whose key is in this struct.
pub(super) fn expand(lowered: &LoweredModel) -> TokenStream {
    let relations = lowered
        .model
        .relations
        .iter()
        .zip(&lowered.syntax.relations);
    let held = relations.filter(|(r, _)| matches!(r.kind, RelationKind::BelongsTo { .. }));
    held.map(|(_, syntax)| check(&lowered.syntax, syntax))
        .collect()
}

/// For a primary key, a function from the field's type to the key's that only returns what it
/// takes; for another key, the target's constant of that field.
fn check(syntax: &Syntax, relation: &RelationSyntax) -> TokenStream {
    let target = &relation.target;
    let own: Vec<_> = relation
        .own
        .iter()
        .map(|&at| &syntax.fields[at].inner)
        .collect();
    if !relation.to.is_empty() {
        let to = &relation.to;
        return own
            .iter()
            .zip(to)
            .map(|(own, to)| {
                quote_spanned! {at(own)=>
                    const _: __api::Column<#target, #own> = #target::#to;
                }
            })
            .collect();
    }
    match own.as_slice() {
        [one] => quote_spanned! {at(one)=>
            const _: fn(#one) -> <#target as __api::Record>::Key = |__key| __key;
        },
        several => quote_spanned! {at(target)=>
            const _: fn((#(#several,)*)) -> <#target as __api::Record>::Key = |__key| __key;
        },
    }
}
