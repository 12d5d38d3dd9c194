//! Names and texts that Rust stumbles over.

/// A struct with a name that is taken. `*/` "quoted" \ [no link] <no tag> ```
#[derive(AutoApi)]
#[api(zones(hostile), has_many(awaits: Vec_, via = r#type))]
pub struct Option_ {
    /// # Heading
    ///
    /// ```
    /// compile_error!("an example of the models' own");
    /// ```
    #[api(id)]
    pub r#type: i64,
    #[deprecated = "a \"reason\"\n\u{202e}backwards"]
    #[serde(rename = "Self")]
    pub this: bool,
    #[serde(rename = "_2nd")]
    pub second: Option<chrono::TimeDelta>,
    #[serde(rename = "new")]
    pub fresh: std::net::IpAddr,
    pub clone: Vec<i64>,
    pub data: Option<Vec<u8>>,
    pub path: Error,
    pub r#match: Option<serde_json::Value>,
}

/// Its plural is a method that clients have.
#[derive(AutoApi)]
#[api(zones(hostile), plural = "builder")]
pub struct Vec_ {
    #[api(id)]
    pub path: String,
    #[api(id)]
    pub client: Error,
    #[api(references = Option_, as = mode)]
    pub r#type: i64,
}

/// An enum with a name that is taken.
#[derive(AutoApi)]
#[non_exhaustive]
pub enum Error {
    #[serde(rename = "it's \"quoted\" \\ \u{202e}")]
    Unknown,
    #[serde(rename = "class")]
    Unrecognized,
}
