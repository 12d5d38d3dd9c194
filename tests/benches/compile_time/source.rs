//! The structs of both packages: models of twelve fields, each with a reference to the one before.

// A text of a megabyte is put together once; clarity counts more than an allocation.
#![allow(clippy::format_push_string)]

use std::fmt::Write as _;

/// A field: its name, its type, what `AutoApi` is told, its filter input.
const FIELDS: [(&str, &str, &str, &str); 12] = [
    ("id", "Uuid", "id", "UuidFilter"),
    ("title", "String", "max_length = 200", "StringFilter"),
    ("slug", "String", "unique", "StringFilter"),
    ("body", "String", "", "StringFilter"),
    ("number", "i32", "index", "IntFilter"),
    ("total", "i64", "minimum = 0", "BigIntFilter"),
    ("ratio", "f64", "", "FloatFilter"),
    ("active", "bool", "default", "BoolFilter"),
    ("note", "Option<String>", "", "StringFilter"),
    (
        "parent_id",
        "Option<Uuid>",
        "references = PARENT",
        "UuidFilter",
    ),
    (
        "created_at",
        "DateTime<Utc>",
        "auto_now_add",
        "DateTimeFilter",
    ),
    ("updated_at", "DateTime<Utc>", "auto_now", "DateTimeFilter"),
];

/// The filter inputs of scalars, which models share.
const FILTERS: [(&str, &str); 7] = [
    ("UuidFilter", "Uuid"),
    ("StringFilter", "String"),
    ("IntFilter", "i32"),
    ("BigIntFilter", "i64"),
    ("FloatFilter", "f64"),
    ("BoolFilter", "bool"),
    ("DateTimeFilter", "DateTime<Utc>"),
];

const USES: &str =
    "use chrono::{DateTime, Utc};\nuse serde::{Deserialize, Serialize};\nuse uuid::Uuid;\n";

/// With serde and `AutoApi`.
pub(crate) fn derived(models: usize) -> String {
    let mut out = format!("//! Models.\nuse auto_api::AutoApi;\n{USES}");
    for model in 0..models {
        let parent = format!("Model{}", model.saturating_sub(1));
        let head = "#[derive(AutoApi, Serialize, Deserialize, Clone, Debug)]";
        out += &format!("/// Model {model}.\n{head}\npub struct Model{model} {{\n");
        for (name, ty, attribute, _) in FIELDS {
            let attribute = attribute.replace("PARENT", &parent);
            let attribute = match attribute.as_str() {
                "" => String::new(),
                some => format!("    #[api({some})]\n"),
            };
            out += &format!("    /// The {name}.\n{attribute}    pub {name}: {ty},\n");
        }
        out += "}\n";
    }
    out
}

/// With serde and the derives of async-graphql, utoipa and schemars, and three inputs.
pub(crate) fn by_hand(models: usize) -> String {
    let mut out = format!(
        "//! Models.\nuse async_graphql::{{InputObject, SimpleObject}};\n{USES}\
         use schemars::JsonSchema;\nuse utoipa::ToSchema;\n"
    );
    for (name, ty) in FILTERS {
        let body = format!(
            "    /// Equal.\n    pub eq: Option<{ty}>,\n    /// One of.\n    pub r#in: Option<Vec<{ty}>>,\n"
        );
        structure(&mut out, "InputObject, Clone, Debug", name, &body);
    }
    for model in 0..models {
        let of = |spell: &dyn Fn(&str, &str, &str) -> String| -> String {
            let fields = FIELDS.iter();
            fields
                .map(|(name, ty, _, filter)| spell(name, ty, filter))
                .collect()
        };
        let docs = |name: &str| format!("    /// The {name}.\n");
        let optional = |ty: &str| match ty.strip_prefix("Option<") {
            Some(_) => ty.to_owned(),
            None => format!("Option<{ty}>"),
        };
        let object = of(&|name, ty, _| docs(name) + &format!("    pub {name}: {ty},\n"));
        let update =
            of(&|name, ty, _| docs(name) + &format!("    pub {name}: {},\n", optional(ty)));
        let mut filter =
            of(&|name, _, filter| docs(name) + &format!("    pub {name}: Option<{filter}>,\n"));
        for logic in ["and", "or"] {
            let _ = writeln!(
                filter,
                "    /// All or one of.\n    pub {logic}: Option<Vec<Model{model}Filter>>,"
            );
        }
        let derives = "SimpleObject, ToSchema, JsonSchema, Serialize, Deserialize, Clone, Debug";
        structure(&mut out, derives, &format!("Model{model}"), &object);
        let input = "InputObject, Clone, Debug";
        structure(
            &mut out,
            input,
            &format!("CreateModel{model}Input"),
            &object,
        );
        structure(
            &mut out,
            input,
            &format!("UpdateModel{model}Input"),
            &update,
        );
        structure(&mut out, input, &format!("Model{model}Filter"), &filter);
    }
    out
}

fn structure(out: &mut String, derives: &str, name: &str, body: &str) {
    *out += &format!("/// {name}.\n#[derive({derives})]\npub struct {name} {{\n{body}}}\n");
}
