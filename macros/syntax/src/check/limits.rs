//! Rules of constraints: each is for some types, and together they leave room for a value.

use auto_api_model::{FieldType, Pattern};
use proc_macro2::Ident;
use syn::Type;

use crate::attr::constraints::Limits;
use crate::attr::value::{Keyed, Number};
use crate::errors::Errors;
use crate::names::plain;
use crate::ty::spelled;

/// Every rule. What a named type holds is not known here, so it may have any constraint.
pub(crate) fn all(limits: &Limits, ty: FieldType, spelling: &Type, errors: &mut Errors) {
    kinds(limits, ty, spelling, errors);
    if let (Some(min), Some(max)) = (&limits.min_length, &limits.max_length)
        && min.value > max.value
    {
        errors.at(&min.key, "`min_length` is more than `max_length`");
    }
    bounds(limits, ty, spelling, errors);
    digits(limits, errors);
    pattern(limits, errors);
}

/// Lengths are for text and lists, patterns for text, bounds for numbers, digits for decimals.
fn kinds(limits: &Limits, ty: FieldType, spelling: &Type, errors: &mut Errors) {
    let is_named = matches!(ty, FieldType::Named(_));
    let is_long = matches!(ty, FieldType::String | FieldType::Url | FieldType::List(_));
    let is_number = range(ty).is_some() || is_fractional(ty);
    let rules = [
        (key(limits.min_length.as_ref()), is_long, "text and lists"),
        (key(limits.max_length.as_ref()), is_long, "text and lists"),
        (key(limits.minimum.as_ref()), is_number, "numbers"),
        (key(limits.maximum.as_ref()), is_number, "numbers"),
        (
            key(limits.pattern.as_ref()),
            ty == FieldType::String,
            "text",
        ),
        (limits.email.as_ref(), ty == FieldType::String, "text"),
        (limits.url.as_ref(), ty == FieldType::String, "text"),
        (
            key(limits.precision.as_ref()),
            ty == FieldType::Decimal,
            "`Decimal`",
        ),
        (
            key(limits.scale.as_ref()),
            ty == FieldType::Decimal,
            "`Decimal`",
        ),
    ];
    for (key, fits, wanted) in rules {
        if let Some(key) = key.filter(|_| !fits && !is_named) {
            let (name, ty) = (plain(key), spelled(spelling));
            errors.at(
                key,
                format_args!("`{name}` is for {wanted}, not for `{ty}`"),
            );
        }
    }
}

fn key<T>(keyed: Option<&Keyed<T>>) -> Option<&Ident> {
    keyed.map(|keyed| &keyed.key)
}

/// Bounds are values of the type, and the smallest is not above the largest.
fn bounds(limits: &Limits, ty: FieldType, spelling: &Type, errors: &mut Errors) {
    for bound in [&limits.minimum, &limits.maximum].into_iter().flatten() {
        if let Some((least, most)) = range(ty)
            && !is_within(&bound.value, least, most)
        {
            let (text, ty) = (&bound.value.text, spelled(spelling));
            errors.at(
                &bound.key,
                format_args!("`{text}` is not a value of `{ty}`"),
            );
        }
    }
    if let (Some(least), Some(most)) = (&limits.minimum, &limits.maximum)
        && is_more(&least.value, &most.value)
    {
        errors.at(&least.key, "`minimum` is more than `maximum`");
    }
}

/// A decimal has 1 to 28 digits, those after the point included.
fn digits(limits: &Limits, errors: &mut Errors) {
    for digits in [&limits.precision, &limits.scale].into_iter().flatten() {
        let name = plain(&digits.key);
        let least = u32::from(name == "precision");
        if !(least..=28).contains(&digits.value) {
            errors.at(&digits.key, format_args!("`{name}` is from {least} to 28"));
        }
    }
    if let (Some(precision), Some(scale)) = (&limits.precision, &limits.scale)
        && scale.value > precision.value
    {
        errors.at(&scale.key, "`scale` is more than `precision`");
    }
}

/// A pattern is a regular expression that can be matched in linear time.
fn pattern(limits: &Limits, errors: &mut Errors) {
    if let Some(pattern) = &limits.pattern
        && let Err(cause) = Pattern::new(&pattern.value)
    {
        let source = &pattern.value;
        errors.at(
            &pattern.key,
            format_args!("`{source}` is no pattern: {cause}"),
        );
    }
}

/// The values of a type of whole numbers.
pub(super) fn range(ty: FieldType) -> Option<(i64, i64)> {
    Some(match ty {
        FieldType::I16 => (i16::MIN.into(), i16::MAX.into()),
        FieldType::I32 => (i32::MIN.into(), i32::MAX.into()),
        FieldType::I64 => (i64::MIN, i64::MAX),
        FieldType::U16 => (0, u16::MAX.into()),
        FieldType::U32 => (0, u32::MAX.into()),
        _ => return None,
    })
}

/// Whether a type has numbers with a fraction.
pub(super) fn is_fractional(ty: FieldType) -> bool {
    matches!(ty, FieldType::F32 | FieldType::F64 | FieldType::Decimal)
}

fn is_within(number: &Number, least: i64, most: i64) -> bool {
    let whole = number.text.parse::<i64>();
    number.is_whole && whole.is_ok_and(|number| (least..=most).contains(&number))
}

fn is_more(one: &Number, other: &Number) -> bool {
    match (one.text.parse::<i128>(), other.text.parse::<i128>()) {
        (Ok(one), Ok(other)) => one > other,
        _ => match (one.text.parse::<f64>(), other.text.parse::<f64>()) {
            (Ok(one), Ok(other)) => one > other,
            _ => false,
        },
    }
}
