//! The JSON Schema.

use auto_api::model::Case;
use auto_api::model::render::json_schema;

use super::{blog, golden, pretty};

#[test]
fn as_written() {
    let schema = json_schema(&blog::zone(Case::AsWritten));
    golden("blog.schema.json", &pretty(&schema));
}
