//! The table at `Scalar` is what every document says.

use auto_api::model::render::{self, OpenApiVersion};
use auto_api::model::{BigIntFormat, Field, FieldType, Model, Scalar, Zone};
use serde_json::Value;

/// The table as its readers see it.
const SOURCE: &str = include_str!("../../../runtime/model/src/kind.rs");

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

/// One field of each scalar, in the order of the table; the name is the position.
static SAMPLE: Model = Model {
    name: "Sample",
    rust_name: "Sample",
    fields: &[
        field("f0", FieldType::Bool),
        field("f1", FieldType::I16),
        Field {
            id: true,
            ..field("f2", FieldType::I32)
        },
        field("f3", FieldType::I64),
        field("f4", FieldType::U16),
        field("f5", FieldType::U32),
        field("f6", FieldType::F32),
        field("f7", FieldType::F64),
        field("f8", FieldType::String),
        field("f9", FieldType::Uuid),
        field("f10", FieldType::DateTime),
        field("f11", FieldType::LocalDateTime),
        field("f12", FieldType::Date),
        field("f13", FieldType::Time),
        field("f14", FieldType::Duration),
        field("f15", FieldType::Decimal),
        field("f16", FieldType::Bytes),
        field("f17", FieldType::Json),
        field("f18", FieldType::Url),
        field("f19", FieldType::Ip),
    ],
    ..Model::DEFAULT
};

fn zone(big_int: BigIntFormat) -> Zone {
    let zone = Zone::new("sample").big_int(big_int).add(&SAMPLE);
    zone.build().unwrap()
}

/// The cells of the table's rows: Rust, JSON, GraphQL, `OpenAPI` and so on.
fn rows() -> Vec<Vec<&'static str>> {
    let lines = SOURCE.lines().filter(|line| line.starts_with("/// | `"));
    let rows: Vec<Vec<&str>> = lines
        .map(|line| {
            line.trim_start_matches("/// |")
                .split(" | ")
                .map(str::trim)
                .collect()
        })
        .collect();
    assert_eq!(rows.len(), Scalar::ALL.len());
    rows
}

#[test]
fn the_sample_has_every_scalar_in_order() {
    let scalars = SAMPLE
        .fields
        .iter()
        .filter_map(|field| Scalar::of(field.ty));
    assert!(scalars.eq(Scalar::ALL));
}

#[test]
fn graphql_types_are_those_of_the_table() {
    let sdl = render::sdl(&zone(BigIntFormat::String));
    super::graphql::parsed(&sdl);
    for (at, row) in rows().iter().enumerate() {
        let line = format!("\n  f{at}: {}!\n", row[2].trim_matches('`'));
        assert!(sdl.contains(&line), "{line}");
        let filter = format!("\n  f{at}: {}Filter\n", row[2].trim_matches('`'));
        assert!(sdl.contains(&filter), "{filter}");
    }
}

#[test]
fn schemas_are_those_of_the_table() {
    let openapi = |big_int| render::openapi(&zone(big_int), OpenApiVersion::V3_1);
    let (text, number) = (openapi(BigIntFormat::String), openapi(BigIntFormat::Number));
    let definitions = render::json_schema(&zone(BigIntFormat::String));
    for (at, row) in rows().iter().enumerate() {
        let property = |document: &Value, place: &str| {
            document.pointer(place).unwrap()["Sample"]["properties"][format!("f{at}")].clone()
        };
        let found = [
            said(&property(&text, "/components/schemas")),
            said(&property(&number, "/components/schemas")),
        ];
        let told: Vec<String> = match row[3].split_once(", or ") {
            Some((text, number)) => vec![plain(text), plain(number)],
            None => vec![plain(row[3]), plain(row[3])],
        };
        assert_eq!(found.as_slice(), told, "{}", row[0]);
        let definition = property(&definitions, "/$defs");
        assert_eq!(said(&definition), told[0], "{}", row[0]);
    }
}

/// A cell without its marks.
fn plain(cell: &str) -> String {
    cell.replace(['`', ','], "")
}

/// What a schema says, in the words of the table.
fn said(schema: &Value) -> String {
    let Some(ty) = schema["type"].as_str() else {
        return "any".to_owned();
    };
    let mut words = vec![ty];
    words.extend(schema["format"].as_str());
    if let Some(encoding) = schema["contentEncoding"].as_str() {
        words.extend(["contentEncoding", encoding]);
    }
    words.join(" ")
}
