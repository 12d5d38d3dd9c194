//! A JSON Schema as an expression of zod. Schemas are those of the model: each keyword that they
//! have is read here.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::super::spell::literal;
use super::{PLACE, constant};

type Schema = Map<String, Value>;

/// The expression of a schema.
pub(super) fn of(schema: &Schema) -> String {
    if let Some(name) = text(schema, "$ref") {
        return constant(name.strip_prefix(PLACE).unwrap_or(name));
    }
    if let Some(some) = schema.get("anyOf").and_then(Value::as_array) {
        return any(some);
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let values: Vec<String> = values
            .iter()
            .filter_map(Value::as_str)
            .map(literal)
            .collect();
        return format!("/* @__PURE__ */ $z.enum([{}])", values.join(", "));
    }
    match schema.get("type") {
        Some(Value::String(ty)) => typed(ty, schema),
        // A type, or null.
        Some(Value::Array(types)) => {
            let mut types = types.iter().filter_map(Value::as_str);
            let ty = types.find(|ty| *ty != "null").unwrap_or("null");
            format!("$z.nullable({})", typed(ty, schema))
        }
        _ => "$z.unknown()".to_owned(),
    }
}

/// One of several, of which one may be null; a text that has known values is any text.
fn any(some: &[Value]) -> String {
    let of_type = |wanted: &str| {
        let all = some.iter().filter_map(Value::as_object);
        let mut own = all.filter(|one| one.len() == 1 && text(one, "type") == Some(wanted));
        own.next().is_some()
    };
    if of_type("string") {
        return "$z.string()".to_owned();
    }
    let first = some.first().and_then(Value::as_object);
    let own = first.map_or_else(|| "$z.unknown()".to_owned(), of);
    if of_type("null") {
        format!("$z.nullable({own})")
    } else {
        own
    }
}

fn typed(ty: &str, schema: &Schema) -> String {
    match ty {
        "boolean" => "$z.boolean()".to_owned(),
        "integer" => integer(schema),
        "number" => format!("$z.number(){}", bounds(schema)),
        "array" => array(schema),
        "string" => string(schema),
        _ => "$z.unknown()".to_owned(),
    }
}

fn integer(schema: &Schema) -> String {
    let own = match text(schema, "format") {
        Some("int32") => "$z.int32()",
        Some("int64") => "$s.bigNumber",
        _ => "$z.int()",
    };
    format!("{own}{}", bounds(schema))
}

fn bounds(schema: &Schema) -> String {
    let mut out = String::new();
    for (keyword, method) in [("minimum", "min"), ("maximum", "max")] {
        if let Some(bound) = schema.get(keyword) {
            // Writing to a `String` cannot fail.
            let _ = write!(out, ".{method}({bound})");
        }
    }
    out
}

fn array(schema: &Schema) -> String {
    let item = schema.get("items").and_then(Value::as_object);
    let item = item.map_or_else(|| "$z.unknown()".to_owned(), of);
    let length = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
    let (least, most) = (length("minItems"), length("maxItems"));
    if (least, most) == (Some(2), Some(2)) {
        return format!("$z.tuple([{item}, {item}])");
    }
    let mut out = format!("$z.array({item})");
    for (length, method) in [(least, "min"), (most, "max")] {
        if let Some(length) = length {
            let _ = write!(out, ".{method}({length})");
        }
    }
    out
}

/// A text: its length and pattern, and its form where the server writes no other.
fn string(schema: &Schema) -> String {
    if text(schema, "contentEncoding") == Some("base64") {
        return "$z.base64()".to_owned();
    }
    let length = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
    let mut out = match (length("minLength"), length("maxLength")) {
        (None, None) => "$z.string()".to_owned(),
        (least, most) => {
            let most = most.map_or_else(|| "Infinity".to_owned(), |most| most.to_string());
            format!("$s.text({}, {most})", least.unwrap_or(0))
        }
    };
    if let Some(pattern) = text(schema, "pattern") {
        out = format!("$s.matching({out}, {})", literal(pattern));
    }
    let form = match text(schema, "format") {
        Some("uuid") => "$z.guid()",
        Some("date-time") => "$z.iso.datetime({ offset: true })",
        Some("date") => "$z.iso.date()",
        Some("duration") => "$s.duration",
        Some("email") => "$s.email",
        Some("uri") => "$z.url()",
        _ => return out,
    };
    if out == "$z.string()" {
        form.to_owned()
    } else {
        format!("{out}.pipe({form})")
    }
}

fn text<'s>(schema: &'s Schema, keyword: &str) -> Option<&'s str> {
    schema.get(keyword).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn of(schema: Value) -> String {
        let Value::Object(schema) = schema else {
            return String::new();
        };
        super::of(&schema)
    }

    #[test]
    fn each_keyword() {
        for (schema, expected) in [
            (json!({}), "$z.unknown()"),
            (
                json!({ "$ref": "#/components/schemas/Post", "description": "x" }),
                "Post",
            ),
            (json!({ "$ref": "#/components/schemas/delete" }), "delete_"),
            (
                json!({ "anyOf": [{ "$ref": "#/components/schemas/A" }, { "type": "null" }] }),
                "$z.nullable(A)",
            ),
            (
                json!({ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }] }),
                "$z.string()",
            ),
            (
                json!({ "type": "string", "enum": ["a\""] }),
                r#"/* @__PURE__ */ $z.enum(["a\""])"#,
            ),
            (
                json!({ "type": ["boolean", "null"] }),
                "$z.nullable($z.boolean())",
            ),
            (
                json!({ "type": "integer", "format": "int32", "minimum": 1 }),
                "$z.int32().min(1)",
            ),
            (
                json!({ "type": "number", "maximum": 0.5 }),
                "$z.number().max(0.5)",
            ),
            (
                json!({ "type": "array", "items": { "type": "boolean" }, "maxItems": 3 }),
                "$z.array($z.boolean()).max(3)",
            ),
            (
                json!({ "type": "array", "items": {}, "minItems": 2, "maxItems": 2 }),
                "$z.tuple([$z.unknown(), $z.unknown()])",
            ),
            (
                json!({ "type": "string", "minLength": 2 }),
                "$s.text(2, Infinity)",
            ),
            (
                json!({ "type": "string", "maxLength": 9, "pattern": "^a\\.b$", "format": "uri" }),
                r#"$s.matching($s.text(0, 9), "^a\\.b$").pipe($z.url())"#,
            ),
            (
                json!({ "type": "string", "format": "decimal" }),
                "$z.string()",
            ),
        ] {
            assert_eq!(of(schema.clone()), expected, "{schema}");
        }
    }
}
