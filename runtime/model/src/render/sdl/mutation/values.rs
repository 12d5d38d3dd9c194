//! Value structs as inputs, and what documents say of an input's field.

use super::super::writer::{Line, Writer, literal};
use crate::{DefaultValue, Field, Kind, Scalar, ValueDef};

/// `input AddressInput`
pub(super) fn of(writer: &mut Writer<'_>, def: &ValueDef) {
    let head = format!("input {}", def.input_name());
    writer.block(def.docs, &head, |writer| {
        for field in def.fields.iter().filter(|field| field.is_writable()) {
            let kind = writer.zone.kind(field);
            let required = !field.nullable && field.default.is_none();
            let ty = writer.input(&kind);
            let ty = if required { ty + "!" } else { ty };
            let line = Line::new(writer.zone.spelled(field), ty);
            writer.line(&described(line, field, &kind, required, None));
        }
    });
}

/// Adds what is known of a field of something new: what it has where it is absent, too.
pub(super) fn described<'l>(
    line: Line<'l>,
    field: &Field,
    kind: &Kind,
    required: bool,
    note: Option<String>,
) -> Line<'l> {
    let default = field.default.filter(|_| !required);
    let default = default.and_then(|default| shown(kind, default));
    let default = default.map(|default| format!("By default `{default}`."));
    noted(line, field, required, [note, default])
}

/// Adds notes to a field's docs, and whether it should no longer be used.
pub(super) fn noted<'l>(
    line: Line<'l>,
    field: &Field,
    required: bool,
    notes: [Option<String>; 2],
) -> Line<'l> {
    let mut docs: Vec<String> = vec![field.docs.trim_end().to_owned()];
    docs.extend(notes.into_iter().flatten());
    // GraphQL has no deprecated fields that are required.
    let deprecated = field.deprecated.filter(|_| !required);
    if let Some(reason) = field.deprecated.filter(|_| required) {
        docs.push(format!("Deprecated: {reason}").trim_end().to_owned());
    }
    docs.retain(|part| !part.is_empty());
    line.docs(docs.join("\n\n")).deprecated(deprecated)
}

/// A default as GraphQL writes it; `None` for one that only Rust knows.
fn shown(kind: &Kind, default: DefaultValue) -> Option<String> {
    Some(match (default, kind) {
        (DefaultValue::Bool(value), _) => value.to_string(),
        (DefaultValue::Int(number), _) => number.to_string(),
        (DefaultValue::Number(number), _) => number.to_owned(),
        (DefaultValue::Text(text), Kind::Enum(def)) => {
            let mut variants = def.variants.iter();
            let variant = variants.find(|variant| variant.name == text)?;
            variant.graphql.to_owned()
        }
        (DefaultValue::Text(text), _) => literal(text),
        (DefaultValue::OfType, Kind::List(_)) => "[]".to_owned(),
        (DefaultValue::OfType, Kind::Scalar(scalar)) => of_type(*scalar)?.to_owned(),
        (DefaultValue::OfType, Kind::Enum(_) | Kind::Value(_)) => return None,
    })
}

fn of_type(scalar: Scalar) -> Option<&'static str> {
    match scalar {
        Scalar::Bool => Some("false"),
        Scalar::String => Some("\"\""),
        number if number.is_number() => Some("0"),
        _ => None,
    }
}
