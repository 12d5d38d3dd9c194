//! Rules of one field.

use auto_api_model::{Auto, FieldType, OnDelete};

use super::{default, limits};
use crate::errors::Errors;
use crate::lower::field::Draft;
use crate::names::{self, plain};
use crate::ty::spelled;

/// Every rule.
pub(crate) fn all(draft: &Draft, errors: &mut Errors) {
    if !draft.is_shown() {
        skip(draft, errors);
        return;
    }
    match &draft.attributes.name {
        Some(name) => names::check(&draft.name, &name.key, errors),
        None => names::check(&draft.name, &draft.ident, errors),
    }
    apart(draft, errors);
    reference(draft, errors);
    key(draft, errors);
    let typed = draft.typed.as_ref();
    if let Some((typed, ty)) = typed.and_then(|typed| Some((typed, typed.ty?))) {
        auto(draft, ty, errors);
        limits::all(&draft.attributes.limits, ty, &typed.inner, errors);
        sanitize(draft, ty, errors);
        default::fits(draft, ty, &typed.inner, errors);
    }
}

/// A field that the API does not have says nothing else about it.
fn skip(draft: &Draft, errors: &mut Errors) {
    for key in &draft.attributes.keys {
        let name = plain(key);
        if name != "skip" {
            errors.at(key, format_args!("`{name}` cannot be combined with `skip`"));
        }
    }
}

/// Attributes that contradict each other.
const APART: [(&str, &str); 15] = [
    ("auto_now", "auto_now_add"),
    ("auto_now", "version"),
    ("auto_now_add", "version"),
    ("default", "auto_now"),
    ("default", "auto_now_add"),
    ("default", "version"),
    ("email", "url"),
    ("id", "auto_now"),
    ("id", "version"),
    ("id", "write_only"),
    ("read_only", "write_only"),
    ("references", "auto_now"),
    ("references", "auto_now_add"),
    ("references", "version"),
    ("write_only", "version"),
];

/// No two attributes contradict each other.
fn apart(draft: &Draft, errors: &mut Errors) {
    if draft.attributes.keys.len() < 2 {
        return;
    }
    for (one, other) in APART {
        let keys = (draft.attributes.key(one), draft.attributes.key(other));
        if let (Some(_), Some(key)) = keys {
            errors.at(
                key,
                format_args!("`{other}` cannot be combined with `{one}`"),
            );
        }
    }
}

/// `to`, `as` and `on_delete` say how a reference is; a list or a document cannot be one; a row
/// without its reference needs a place for null.
fn reference(draft: &Draft, errors: &mut Errors) {
    let attributes = &draft.attributes;
    if attributes.key("references").is_none() {
        for name in ["to", "as", "on_delete"] {
            if let Some(key) = attributes.key(name) {
                errors.at(
                    key,
                    format_args!("`{name}` needs `references = …` beside it"),
                );
            }
        }
        return;
    }
    if let (Some(references), Some(FieldType::List(_) | FieldType::Json)) =
        (&attributes.references, draft.field_type())
    {
        errors.at(
            &references.key,
            "a list or a document cannot reference a row: use `many_to_many` on the struct",
        );
    }
    if let Some(rule) = &attributes.on_delete
        && rule.value == OnDelete::SetNull
        && !draft.is_nullable()
    {
        errors.at(
            &rule.key,
            "`on_delete = set_null` needs an `Option`: the field has no place for null",
        );
    }
    if let Some(name) = &attributes.relation {
        names::check(&plain(&name.value), &name.value, errors);
    }
}

/// HTML stands in text.
fn sanitize(draft: &Draft, ty: FieldType, errors: &mut Errors) {
    let Some(sanitize) = &draft.attributes.sanitize else {
        return;
    };
    if !matches!(ty, FieldType::String | FieldType::Named(_)) {
        let ty = draft.typed.as_ref().map(|typed| spelled(&typed.inner));
        let ty = ty.unwrap_or_default();
        errors.at(
            &sanitize.key,
            format_args!("`sanitize` is for text, not for `{ty}`"),
        );
    }
}

/// A key is never null, and equal keys are equal to every database.
fn key(draft: &Draft, errors: &mut Errors) {
    if draft.attributes.id.is_none() {
        return;
    }
    let Some(typed) = &draft.typed else {
        return;
    };
    if typed.nullable {
        errors.at(&typed.inner, "a key cannot be null: remove the `Option`");
    }
    if let Some(FieldType::F32 | FieldType::F64 | FieldType::Json | FieldType::List(_)) = typed.ty {
        let ty = spelled(&typed.inner);
        errors.at(&typed.inner, format_args!("`{ty}` cannot be a key"));
    }
}

/// Times are filled with times, versions count.
fn auto(draft: &Draft, ty: FieldType, errors: &mut Errors) {
    use FieldType::{Date, DateTime, I16, I32, I64, LocalDateTime, Time, U16, U32};
    for auto in &draft.attributes.auto {
        let name = plain(&auto.key);
        let spelled = draft.typed.as_ref().map(|typed| spelled(&typed.inner));
        let spelled = spelled.unwrap_or_default();
        let is_time = matches!(ty, DateTime | LocalDateTime | Date | Time);
        let is_count = matches!(ty, I16 | I32 | I64 | U16 | U32);
        if auto.value == Auto::Version && !is_count {
            errors.at(
                &auto.key,
                format_args!("`{name}` counts writes: use `i32` or `i64`, not `{spelled}`"),
            );
        } else if auto.value == Auto::Version && draft.is_nullable() {
            errors.at(&auto.key, "a `version` cannot be null: remove the `Option`");
        } else if auto.value != Auto::Version && !is_time {
            errors.at(
                &auto.key,
                format_args!("`{name}` is a time: use `DateTime<Utc>`, not `{spelled}`"),
            );
        }
    }
}
