use auto_api::AutoApi;

use serde::{Deserialize, Serialize};

#[derive(AutoApi, Serialize, Deserialize)]
struct Post {
    #[api(id)]
    id: i64,
    #[serde(flatten)]
    a: serde_json::Value,
    #[serde(skip_serializing)]
    b: String,
    #[serde(skip_deserializing)]
    c: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    #[serde(default = "String::new")]
    e: String,
    #[serde(rename(serialize = "g", deserialize = "h"))]
    f: String,
    #[serde(alias = "j")]
    i: String,
    #[serde(with = "text")]
    k: String,
}

mod text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        String::deserialize(from)
    }
}

fn main() {}
