//! Methods as code.

use auto_api_model::{Method, MethodKind, Receiver};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Members, field, field_type, list, option, texts};

/// A method.
pub(crate) fn method(method: &Method) -> TokenStream {
    let usual = Method::DEFAULT;
    let mut members = Members::of("Method");
    members.text("name", method.name);
    members.text("rust_name", method.rust_name);
    members.flag("verbatim", method.verbatim, usual.verbatim);
    members.text("docs", method.docs);
    members.optional("deprecated", method.deprecated);
    members.put("kind", method.kind, usual.kind, |kind| match kind {
        MethodKind::Field => quote!(__api::MethodKind::Field),
        MethodKind::Query => quote!(__api::MethodKind::Query),
        MethodKind::Mutation => quote!(__api::MethodKind::Mutation),
    });
    members.put(
        "receiver",
        method.receiver,
        usual.receiver,
        |own| match own {
            Receiver::None => quote!(__api::Receiver::None),
            Receiver::Shared => quote!(__api::Receiver::Shared),
            Receiver::Mutable => quote!(__api::Receiver::Mutable),
        },
    );
    members.put("needs", method.needs, &[], texts);
    members.put("field", method.field, None, |own| {
        option(own.map(|own| {
            let own = field(own);
            quote!(&#own)
        }))
    });
    members.put("arguments", method.arguments, &[], |all| {
        list(all.iter().map(field))
    });
    members.put("answer", method.answer, None, |ty| {
        option(ty.map(field_type))
    });
    members.flag("nullable", method.nullable, usual.nullable);
    members.put("zones", method.zones, &[], texts);
    members.end()
}
