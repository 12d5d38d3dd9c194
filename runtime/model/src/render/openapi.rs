//! The `OpenAPI` document of a zone's REST endpoints.
//!
//! Reference: <https://spec.openapis.org/oas/v3.1.1>.
//! The document is written as 3.1; 3.0.3 is made of it (`v3_0.rs`), and says what it lost.
//! Reads so far: each operation is a function in `paths.rs`.

mod headers;
mod info;
mod parameters;
mod paths;
mod responses;
mod v3_0;

use serde_json::{Map, Value, json};

use crate::Zone;

/// A version of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenApiVersion {
    /// 3.1, whose schemas are JSON Schema.
    V3_1,
    /// 3.0.3, for tools that know no later one.
    V3_0,
}

/// The zone's `OpenAPI` document.
///
/// ```
/// use auto_api_model::{Field, FieldType, Model, Zone, render};
/// static POST: Model = Model {
///     name: "Post",
///     rust_name: "Post",
///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
///     ..Model::DEFAULT
/// };
/// let zone = Zone::new("public").add(&POST).build().unwrap();
/// let document = render::openapi(&zone, render::OpenApiVersion::V3_1);
/// assert_eq!(document["paths"]["/posts"]["get"]["operationId"], "posts_list");
/// ```
pub fn openapi(zone: &Zone, version: OpenApiVersion) -> Value {
    match version {
        OpenApiVersion::V3_1 => document(zone),
        OpenApiVersion::V3_0 => v3_0::lower(document(zone)).0,
    }
}

/// What version 3.0.3 of the document cannot say: a sentence for each place.
pub fn openapi_losses(zone: &Zone) -> Vec<String> {
    v3_0::lower(document(zone)).1
}

/// Where components are referred to from.
const SCHEMAS: &str = "#/components/schemas/";

fn document(zone: &Zone) -> Value {
    let components = of([
        (
            "schemas",
            super::json_schema::components(zone, SCHEMAS).into(),
        ),
        ("parameters", parameters::shared(zone)),
        ("headers", headers::shared()),
        ("responses", responses::shared(zone)),
    ]);
    of([
        ("openapi", "3.1.1".into()),
        ("info", info::info(zone)),
        ("servers", info::servers(zone)),
        // Whoever can reach the zone may read it: said, not left open.
        ("security", json!([])),
        ("tags", info::tags(zone).into()),
        ("paths", paths::paths(zone)),
        ("components", components),
    ])
}

/// A reference to a component of a section such as `parameters`.
fn reference(section: &str, name: &str) -> Value {
    let target = format!("#/components/{section}/{name}");
    of([("$ref", target.into())])
}

/// An object of these members. `json!` would copy each value, and all that is in it.
fn of<const N: usize>(members: [(&str, Value); N]) -> Value {
    object(members.map(|(name, value)| (name.to_owned(), value)))
}

/// An object of these members.
fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
