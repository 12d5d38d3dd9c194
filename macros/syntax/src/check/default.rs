//! A default is a value of its field's type.

use auto_api_model::{DefaultValue, FieldType};
use syn::Type;

use super::limits;
use crate::attr::value::Keyed;
use crate::errors::Errors;
use crate::lower::field::Draft;
use crate::ty::spelled;

/// A literal fits the type; a type without a default value needs one.
///
/// Times and bytes are any text here: what reads them is not linked into the derive.
pub(super) fn fits(draft: &Draft, ty: FieldType, spelling: &Type, errors: &mut Errors) {
    let Some(default) = &draft.attributes.default else {
        return;
    };
    let wanted = match wanted(ty, default.value) {
        Ok(()) => return length(draft, default, errors),
        Err(wanted) => wanted,
    };
    let ty = spelled(spelling);
    errors.at(
        &default.key,
        format_args!("the default of `{ty}` is {wanted}"),
    );
}

fn wanted(ty: FieldType, value: DefaultValue) -> Result<(), &'static str> {
    use DefaultValue as V;
    use FieldType as T;
    let fits = |fits: bool, wanted| if fits { Ok(()) } else { Err(wanted) };
    match (ty, value) {
        (T::Url | T::Ip, V::OfType) => Err("a text, such as `default = \"…\"`"),
        (_, V::OfType) | (T::Named(_) | T::Json, _) => Ok(()),
        (T::Bool, value) => fits(matches!(value, V::Bool(_)), "`true` or `false`"),
        (T::I16 | T::I32 | T::I64 | T::U16 | T::U32, value) => {
            let range = limits::range(ty);
            let is_inside =
                |number| range.is_some_and(|(least, most)| least <= number && number <= most);
            let is_whole = matches!(value, V::Int(number) if is_inside(number));
            fits(is_whole, "a whole number that it can hold")
        }
        (T::F32 | T::F64 | T::Decimal, value) => {
            fits(matches!(value, V::Int(_) | V::Number(_)), "a number")
        }
        (T::Uuid, value) => {
            let is_uuid = matches!(value, V::Text(text) if is_uuid(text));
            fits(is_uuid, "a UUID in quotes")
        }
        (T::Ip, value) => {
            let is_ip = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
            fits(
                matches!(value, V::Text(text) if is_ip(text)),
                "an IP address in quotes",
            )
        }
        (T::List(_), _) => Err("the empty list: use `default` without a value"),
        (_, value) => fits(matches!(value, V::Text(_)), "a text in quotes"),
    }
}

fn is_uuid(text: &str) -> bool {
    let parts = text.split('-').map(str::len);
    parts.eq([8, 4, 4, 4, 12]) && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// A text is as long as its field allows.
fn length(draft: &Draft, default: &Keyed<DefaultValue>, errors: &mut Errors) {
    let DefaultValue::Text(text) = default.value else {
        return;
    };
    let length = text.chars().count();
    let limits = &draft.attributes.limits;
    let is_over = |limit: &Keyed<u32>| usize::try_from(limit.value).is_ok_and(|max| length > max);
    let is_under = |limit: &Keyed<u32>| usize::try_from(limit.value).is_ok_and(|min| length < min);
    if limits.max_length.as_ref().is_some_and(is_over) {
        errors.at(&default.key, "the default is longer than `max_length`");
    } else if limits.min_length.as_ref().is_some_and(is_under) {
        errors.at(&default.key, "the default is shorter than `min_length`");
    }
}
