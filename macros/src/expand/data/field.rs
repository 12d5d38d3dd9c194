//! Fields, their types, defaults and constraints as code.

use auto_api_model::{
    Access, Auto, Constraints, DefaultValue, Field, FieldType, Format, Mode, Sanitize,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Members, access, option, texts};

/// A field.
pub(crate) fn field(field: &Field) -> TokenStream {
    let usual = Field::DEFAULT;
    let mut members = Members::of("Field");
    members.text("name", field.name);
    members.text("rust_name", field.rust_name);
    members.flag("verbatim", field.verbatim, usual.verbatim);
    members.optional("column", field.column);
    members.put("ty", field.ty, usual.ty, field_type);
    members.flag("nullable", field.nullable, usual.nullable);
    members.text("docs", field.docs);
    members.optional("deprecated", field.deprecated);
    members.flag("id", field.id, usual.id);
    members.flag("unique", field.unique, usual.unique);
    members.flag("index", field.index, usual.index);
    members.put("default", field.default, None, |value| some(value, default));
    members.put("auto", field.auto, None, |value| some(value, auto));
    members.put("mode", field.mode, usual.mode, mode);
    members.flag("filter", field.filter, usual.filter);
    members.flag("order", field.order, usual.order);
    members.put(
        "constraints",
        field.constraints,
        Constraints::NONE,
        constraints,
    );
    members.put("sanitize", field.sanitize, Sanitize::None, |sanitize| {
        variant("Sanitize", sanitize)
    });
    members.optional("validate", field.validate);
    members.put("zones", field.zones, &[], texts);
    members.put("access", field.access, Access::NONE, access);
    members.end()
}

/// A field's type.
pub(crate) fn field_type(ty: FieldType) -> TokenStream {
    match ty {
        FieldType::List(item) => {
            let item = field_type(*item);
            quote!(__api::FieldType::List(&#item))
        }
        FieldType::Named(name) => quote!(__api::FieldType::Named(#name)),
        scalar => variant("FieldType", scalar),
    }
}

/// Constraints.
pub(super) fn constraints(constraints: Constraints) -> TokenStream {
    let count = |value: Option<u32>| some(value, |number| quote!(#number));
    let mut members = Members::of("Constraints");
    members.put("min_length", constraints.min_length, None, count);
    members.put("max_length", constraints.max_length, None, count);
    members.optional("minimum", constraints.minimum);
    members.optional("maximum", constraints.maximum);
    members.optional("pattern", constraints.pattern);
    members.put("format", constraints.format, None, |value| {
        some(value, |format: Format| variant("Format", format))
    });
    members.put("precision", constraints.precision, None, count);
    members.put("scale", constraints.scale, None, count);
    members.end_with("NONE")
}

fn default(value: DefaultValue) -> TokenStream {
    match value {
        DefaultValue::OfType => quote!(__api::DefaultValue::OfType),
        DefaultValue::Bool(value) => quote!(__api::DefaultValue::Bool(#value)),
        DefaultValue::Int(value) => quote!(__api::DefaultValue::Int(#value)),
        DefaultValue::Number(text) => quote!(__api::DefaultValue::Number(#text)),
        DefaultValue::Text(text) => quote!(__api::DefaultValue::Text(#text)),
    }
}

fn auto(auto: Auto) -> TokenStream {
    variant("Auto", auto)
}

fn mode(mode: Mode) -> TokenStream {
    variant("Mode", mode)
}

/// A unit variant is spelled as `Debug` spells it.
fn variant(ty: &str, value: impl std::fmt::Debug) -> TokenStream {
    let (ty, value) = (format_ident!("{ty}"), format_ident!("{value:?}"));
    quote!(__api::#ty::#value)
}

fn some<T>(value: Option<T>, spell: impl Fn(T) -> TokenStream) -> TokenStream {
    option(value.map(spell))
}
