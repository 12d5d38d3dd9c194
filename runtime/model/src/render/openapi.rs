//! The `OpenAPI` document of a zone's REST endpoints.
//!
//! Reference: <https://spec.openapis.org/oas/v3.1.1>.
//! The document is written as 3.1; 3.0.3 is made of it (`v3_0.rs`), and says what it lost.
//! Each operation is a function in `paths.rs`, those that write in `write.rs`.

mod headers;
mod info;
mod method;
mod parameters;
mod paths;
mod responses;
mod v3_0;
mod write;

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::json_schema::{Components, PLACE};
use super::node::{Node, Pair};
use super::out::joined;
use crate::Zone;
use parameters::Filters;

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
        OpenApiVersion::V3_1 => Node::Object(document(&Components::of(zone))).value(),
        OpenApiVersion::V3_0 => {
            v3_0::lower(Node::Object(document(&Components::of(zone))).value()).0
        }
    }
}

/// The zone's `OpenAPI` 3.1 document as JSON and as YAML: the texts that
/// [`json`](super::json()) and [`yaml`](super::yaml()) make of [`openapi`], in a part of the time.
pub fn openapi_texts(components: &Components<'_>) -> [String; 2] {
    super::texts::document(&document(components))
}

/// What version 3.0.3 of the document cannot say: a sentence for each place.
pub fn openapi_losses(zone: &Zone) -> Vec<String> {
    v3_0::lower(Node::Object(document(&Components::of(zone))).value()).1
}

/// Where components are referred to from.
const SCHEMAS: &str = PLACE;

fn document(components: &Components<'_>) -> Vec<Pair> {
    let zone = components.zone();
    let filters = Filters::of(zone);
    let schemas = Node::Members(components.written());
    let components = Node::of([
        ("schemas", schemas),
        ("parameters", parameters::shared(zone, &filters)),
        ("headers", headers::shared(zone).into()),
        ("responses", responses::shared(zone).into()),
    ]);
    let tags: Value = info::tags(zone).into();
    vec![
        ("openapi".into(), "3.1.1".into()),
        ("info".into(), info::info(zone).into()),
        ("servers".into(), info::servers(zone).into()),
        // Whoever can reach the zone may read it: said, not left open.
        ("security".into(), json!([]).into()),
        ("tags".into(), tags.into()),
        ("paths".into(), paths::paths(zone, &filters)),
        ("components".into(), components),
    ]
}

/// A reference to a component of a section such as `parameters`.
fn reference(section: &str, name: &str) -> Node {
    let target = joined(&["#/components/", section, "/", name]);
    Node::Object(vec![(Cow::Borrowed("$ref"), target.into())])
}

/// An object of these members.
fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
