//! Rust types to field types, by how they are spelled.
//!
//! Neither the derive nor the build script can resolve a path, so the last segment decides.
//! Generated code compares what it decided with what the compiler knows.

mod refused;

pub(crate) use refused::spelled;

use auto_api_model::FieldType;
use syn::{GenericArgument, PathArguments, Type};

use crate::errors::Errors;
use crate::intern;
use crate::names::plain;

/// A field's type, read.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    /// Without its `Option`; nothing if it was refused.
    pub(crate) ty: Option<FieldType>,
    /// Whether it is an `Option`.
    pub(crate) nullable: bool,
    /// The syntax, without the `Option`.
    pub(crate) inner: Type,
}

/// Reads the type of a field.
pub(crate) fn read(ty: &Type, errors: &mut Errors) -> Typed {
    let bare = ungrouped(ty);
    let option = generic(bare, "Option");
    let inner = option.map_or(bare, ungrouped);
    let read = if option.is_some() && generic(inner, "Option").is_some() {
        errors.at(
            inner,
            "unsupported type `Option<Option<_>>`: absent and null are one in a row",
        );
        None
    } else {
        value(inner, errors)
    };
    Typed {
        ty: read,
        nullable: option.is_some(),
        inner: inner.clone(),
    }
}

/// A type that is not an `Option`.
fn value(ty: &Type, errors: &mut Errors) -> Option<FieldType> {
    let Some(item) = generic(ty, "Vec") else {
        return one(ty, errors);
    };
    let item = ungrouped(item);
    if is_plain(item, "u8") {
        return Some(FieldType::Bytes);
    }
    if generic(item, "Option").is_some() {
        errors.at(
            item,
            "unsupported type `Vec<Option<_>>`: the items of a list cannot be null",
        );
        return None;
    }
    match value(item, errors)? {
        FieldType::List(_) => {
            errors.at(
                item,
                "unsupported type `Vec<Vec<_>>`: put the inner list into a value struct, or use `serde_json::Value`",
            );
            None
        }
        item => Some(FieldType::List(intern::field_type(item))),
    }
}

/// A type that is neither an `Option` nor a `Vec`.
fn one(ty: &Type, errors: &mut Errors) -> Option<FieldType> {
    if let Some(message) = refused::message(ty) {
        errors.at(ty, message);
        return None;
    }
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    let name = plain(&last.ident);
    Some(match name.as_str() {
        "bool" => FieldType::Bool,
        "i16" => FieldType::I16,
        "i32" => FieldType::I32,
        "i64" => FieldType::I64,
        "u16" => FieldType::U16,
        "u32" => FieldType::U32,
        "f32" => FieldType::F32,
        "f64" => FieldType::F64,
        "String" => FieldType::String,
        "Uuid" => FieldType::Uuid,
        "DateTime" => FieldType::DateTime,
        "NaiveDate" => FieldType::Date,
        "NaiveTime" => FieldType::Time,
        "NaiveDateTime" => FieldType::LocalDateTime,
        "TimeDelta" | "Duration" => FieldType::Duration,
        "Decimal" => FieldType::Decimal,
        "Bytes" => FieldType::Bytes,
        "Value" => FieldType::Json,
        "Url" => FieldType::Url,
        "IpAddr" => FieldType::Ip,
        _ => FieldType::Named(intern::text(&name)),
    })
}

/// A type without the group a macro put it in, or parentheses.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// The argument of a generic type of that name with one argument.
pub(crate) fn generic<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(argument)), 1) if last.ident == name => Some(argument),
        _ => None,
    }
}

fn is_plain(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::errors::Errors;
    use auto_api_model::FieldType as Ty;
    use syn::{Type, parse_quote};

    fn spelled(ty: &Type) -> (Option<Ty>, bool) {
        let mut errors = Errors::default();
        let typed = read(ty, &mut errors);
        errors.finish().unwrap();
        (typed.ty, typed.nullable)
    }

    #[test]
    fn the_last_segment_decides() {
        assert_eq!(spelled(&parse_quote!(uuid::Uuid)), (Some(Ty::Uuid), false));
        assert_eq!(
            spelled(&parse_quote!(
                ::std::option::Option<chrono::DateTime<chrono::Utc>>
            )),
            (Some(Ty::DateTime), true)
        );
        assert_eq!(spelled(&parse_quote!(Vec<u8>)), (Some(Ty::Bytes), false));
        assert_eq!(
            spelled(&parse_quote!(Option<Vec<std::string::String>>)),
            (Some(Ty::List(&Ty::String)), true)
        );
        assert_eq!(
            spelled(&parse_quote!(super::Status)),
            (Some(Ty::Named("Status")), false)
        );
        assert_eq!(
            spelled(&parse_quote!(r#type)),
            (Some(Ty::Named("type")), false)
        );
        assert_eq!(
            spelled(&parse_quote!(Vec<Vec<u8>>)),
            (Some(Ty::List(&Ty::Bytes)), false)
        );
    }

    #[test]
    fn what_has_no_mapping_is_refused() {
        let refused: [(Type, &str); 22] = [
            (parse_quote!(i8), "use `i16`"),
            (parse_quote!(u8), "use `i16` or `u16`"),
            (parse_quote!(u64), "use `i64`"),
            (parse_quote!(usize), "use `i64`"),
            (parse_quote!(i128), "use `i64` or `Decimal`"),
            (parse_quote!(char), "use `String`"),
            (parse_quote!(&'static str), "use `String`"),
            (parse_quote!((i32, i32)), "value struct"),
            (parse_quote!([i32; 3]), "use `Vec<_>`"),
            (parse_quote!(Box<String>), "use `String` itself"),
            (
                parse_quote!(std::collections::HashMap<String, i32>),
                "serde_json::Value",
            ),
            (parse_quote!(DateTime<Local>), "use `DateTime<Utc>`"),
            (parse_quote!(DateTime), "use `DateTime<Utc>`"),
            (parse_quote!(std::time::Duration), "use `chrono::TimeDelta`"),
            (parse_quote!(SystemTime), "use `chrono::DateTime<Utc>`"),
            (parse_quote!(Option<Option<i32>>), "absent and null"),
            (parse_quote!(Vec<Option<i32>>), "cannot be null"),
            (parse_quote!(Vec<Vec<i32>>), "value struct"),
            (parse_quote!(Wrapper<T>), "unsupported type `Wrapper<T>`"),
            (parse_quote!(Ipv4Addr), "use `IpAddr`"),
            (parse_quote!(<T as Trait>::Item), "unsupported type"),
            (parse_quote!(fn(i32) -> i32), "unsupported type"),
        ];
        for (ty, hint) in refused {
            let mut errors = Errors::default();
            assert_eq!(read(&ty, &mut errors).ty, None);
            let message = errors.finish().unwrap_err().to_string();
            assert!(message.contains(hint), "{message}");
        }
    }
}
