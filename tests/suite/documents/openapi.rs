//! The `OpenAPI` document, as JSON and YAML, in both versions.

use auto_api::model::render::{OpenApiVersion, openapi, openapi_losses, yaml};
use auto_api::model::{Case, Field, FieldType, Model, Zone};
use serde_json::{Value, json};

use super::{blog, golden, pretty};

#[test]
fn as_written() {
    let document = openapi(&blog::zone(Case::AsWritten), OpenApiVersion::V3_1);
    golden("blog.openapi.json", &pretty(&document));
}

#[test]
fn camel_case_as_yaml() {
    let document = openapi(&blog::zone(Case::Camel), OpenApiVersion::V3_1);
    let names = [
        "PostTag",
        "PostTagPage",
        "PostTagFilter",
        "PageInfo",
        "Address",
        "IntFilter",
    ];
    golden(
        "blog-camel.openapi.yaml",
        &yaml(&part(&document, "/postTags", &names)),
    );
}

#[test]
fn version_3_0_and_what_it_lost() {
    let zone = blog::admin();
    let document = openapi(&zone, OpenApiVersion::V3_0);
    let part = part(
        &document,
        "/comments",
        &["User", "Post", "Address", "BytesFilter"],
    );
    golden("blog-admin.openapi-3.0.json", &pretty(&part));
    let losses = openapi_losses(&zone).join("\n") + "\n";
    golden("blog-admin.openapi-3.0.losses.txt", &losses);
    let text = document.to_string();
    for gone in [
        "\"null\"",
        "contentEncoding",
        "\"examples\"",
        "\"identifier\"",
    ] {
        assert!(!text.contains(gone), "{gone}");
    }
}

/// The head of a document, the paths below one, and some schemas.
fn part(document: &Value, path: &str, schemas: &[&str]) -> Value {
    let mut part = document.clone();
    let below = |name: &str| name == path || name.starts_with(&format!("{path}/"));
    part["paths"]
        .as_object_mut()
        .unwrap()
        .retain(|name, _| below(name));
    let all = part["components"]["schemas"].as_object_mut().unwrap();
    all.retain(|name, _| schemas.contains(&name.as_str()));
    part["components"] = json!({ "schemas": all });
    part
}

/// Every reference leads somewhere, and every component is referred to.
#[test]
fn references_and_components_agree() {
    for case in [Case::AsWritten, Case::Camel] {
        let document = openapi(&blog::zone(case), OpenApiVersion::V3_1);
        let mut targets = Vec::new();
        references(&document, &mut targets);
        for target in &targets {
            assert!(document.pointer(&target[1..]).is_some(), "{target}");
        }
        for (section, components) in document["components"].as_object().unwrap() {
            for name in components.as_object().unwrap().keys() {
                let place = format!("#/components/{section}/{name}");
                assert!(targets.contains(&place), "{place} is not used");
            }
        }
    }
}

fn references(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            out.extend(
                members
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            members.values().for_each(|inner| references(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, out)),
        _ => {}
    }
}

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

static TWELVE: Model = Model {
    name: "Twelve",
    rust_name: "Twelve",
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::I32)
        },
        field("a_title", FieldType::String),
        field("a_slug", FieldType::String),
        field("a_body", FieldType::String),
        field("a_note", FieldType::String),
        field("an_owner_id", FieldType::Uuid),
        field("a_count", FieldType::I64),
        field("a_price", FieldType::Decimal),
        field("a_rating", FieldType::F64),
        field("is_public", FieldType::Bool),
        field("created_at", FieldType::DateTime),
        field("updated_at", FieldType::DateTime),
    ],
    plural: Some("dozens"),
    ..Model::DEFAULT
};

/// A parameter for each operator of each field costs what it costs, but not more by accident.
#[test]
fn a_model_of_twelve_fields_takes_less_than_128_kilobytes() {
    let alone = Zone::new("one").add(&TWELVE).build().unwrap();
    let size = openapi(&alone, OpenApiVersion::V3_1).to_string().len();
    assert!(size < 128 * 1024, "{size} bytes");
}

#[test]
fn a_key_that_may_be_a_word_of_the_path() {
    const fn key(ty: FieldType) -> Field {
        Field {
            name: "code",
            rust_name: "code",
            ty,
            id: true,
            ..Field::DEFAULT
        }
    }
    static NAMED: Model = Model {
        name: "Named",
        rust_name: "Named",
        plural: Some("names"),
        fields: &[key(FieldType::String)],
        ..Model::DEFAULT
    };
    static COUNTED: Model = Model {
        name: "Counted",
        rust_name: "Counted",
        plural: Some("counts"),
        fields: &[key(FieldType::I32)],
        ..Model::DEFAULT
    };
    let zone = Zone::new("z").add(&NAMED).add(&COUNTED).build().unwrap();
    let document = openapi(&zone, OpenApiVersion::V3_1);
    let said = |path: &str| document["paths"][path].to_string();
    assert!(
        said("/names/{code}")
            .contains("The path of `export`, `group-by` or `bulk` is another operation's")
    );
    assert!(!said("/counts/{code}").contains("another operation's"));
}
