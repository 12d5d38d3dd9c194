//! Names and texts that Python stumbles over: read by the build script, never compiled.

use auto_api::AutoApi;

/// """ ends a text, \ begins something else, and so does a tab:	here.
///
/// It ends in a "quote"
#[derive(AutoApi)]
#[api(has_many(r#await: Promise, via = client_id))]
#[deprecated(note = "say \"\"\" no \\ more")]
pub struct Client {
    #[api(id)]
    pub id: i32,
    /// `"""`
    pub class: String,
    pub from: Option<Error>,
    pub none: bool,
    pub json: serde_json::Value,
    pub model_fields: String,
    pub str: String,
    pub list: Vec<Error>,
    pub date: chrono::NaiveDate,
    pub rt: Vec<Nested>,
    pub types: Option<Nested>,
    #[serde(rename = "toString")]
    pub to_string: String,
}

#[derive(AutoApi)]
pub struct Promise {
    #[api(id)]
    pub fields: String,
    #[api(id)]
    pub r#yield: Error,
    #[api(references = Client, as = lambda)]
    pub client_id: i32,
}

/// Has a name that is taken.
#[derive(AutoApi)]
pub enum Error {
    /// It's "so" \.
    #[serde(rename = "it's \"so\" \\")]
    Quoted,
    #[serde(rename = "class")]
    Class,
}

#[derive(AutoApi)]
#[api(value)]
pub struct Nested {
    pub import: String,
    pub schema: Option<String>,
}
