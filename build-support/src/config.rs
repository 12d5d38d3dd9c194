//! `auto-api.toml`: which zones there are, which clients are written, and where they go.
//!
//! Read by the build script and by `cargo auto-api`. All mistakes are found at once, each with
//! its line and column; an unknown key is one.

mod package;
mod read;
mod value;
mod zone;

use crate::error::Error;

pub use zone::{
    CaseConfig, ContactConfig, IntegerConfig, LicenseConfig, LimitsConfig, ServerConfig, ZoneConfig,
};

/// What `auto-api.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Config {
    /// The zones by name, each an audience with its own documents, routes and clients.
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, ZoneConfig>")
    )]
    pub zones: Vec<ZoneConfig>,
    /// The languages that clients are written in.
    pub clients: ClientsConfig,
    /// The repositories that `cargo auto-api sync` writes into, by name.
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, SyncConfig>")
    )]
    pub sync: Vec<SyncConfig>,
}

/// The languages that clients are written in; a language that is not named has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ClientsConfig {
    /// TypeScript.
    pub typescript: Option<ClientConfig>,
    /// Python.
    pub python: Option<ClientConfig>,
    /// Rust.
    pub rust: Option<ClientConfig>,
}

/// How clients of a language are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ClientConfig {
    /// The package's name. `{zone}` in it is the zone's name; without it, all zones but the first
    /// have their name behind it. Unless given: the crate's name and `client`.
    pub package: Option<String>,
}

/// A repository that `cargo auto-api sync` writes into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct SyncConfig {
    /// Its name: `frontend` of `[sync.frontend]`.
    #[cfg_attr(test, schemars(skip))]
    pub name: String,
    /// Its folder, relative to this file.
    pub path: String,
    /// The folder of the package in it.
    pub package: Option<String>,
    /// The zones it gets; all unless given.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub zones: Vec<String>,
    /// The languages it gets; all unless given.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
    pub clients: Vec<String>,
    /// A command to run there afterwards.
    pub run: Option<String>,
}

impl Config {
    /// The name of the file.
    pub const FILE: &'static str = "auto-api.toml";

    /// The JSON Schema of the file, for editors.
    ///
    /// ```
    /// assert!(auto_api_build::config::Config::SCHEMA.contains("\"zones\""));
    /// ```
    pub const SCHEMA: &'static str = include_str!("../auto-api.schema.json");

    /// Reads the text of an `auto-api.toml`.
    ///
    /// # Errors
    ///
    /// Every mistake in it, with its place.
    ///
    /// ```
    /// use auto_api_build::config::Config;
    /// let config = Config::parse("[zones.public]\ntitle = \"Blog\"").unwrap();
    /// assert_eq!(config.zones[0].title.as_deref(), Some("Blog"));
    /// let error = Config::parse("[zones.public]\ntitel = \"Blog\"").unwrap_err();
    /// assert!(error.to_string().starts_with(
    ///     "auto-api.toml:2:1: unknown key `titel`; did you mean `title`?"
    /// ));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        read::config(text)
    }

    /// What holds where there is no file: one zone, `public`, at `/`.
    ///
    /// ```
    /// let config = auto_api_build::config::Config::without_file();
    /// assert_eq!(config.zones[0].mounted(), "/");
    /// ```
    pub fn without_file() -> Self {
        Self {
            zones: vec![ZoneConfig {
                name: "public".to_owned(),
                path: Some("/".to_owned()),
                ..ZoneConfig::default()
            }],
            ..Self::default()
        }
    }
}

impl ClientsConfig {
    /// The languages in the order of the documents, each with what is said of it.
    pub fn languages(&self) -> [(&'static str, Option<&ClientConfig>); 3] {
        [
            ("typescript", self.typescript.as_ref()),
            ("python", self.python.as_ref()),
            ("rust", self.rust.as_ref()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    /// The schema is committed; a stale one is rewritten, and fails.
    #[test]
    fn the_schema_is_that_of_the_reader() {
        let generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
        let schema = generator.into_root_schema_for::<Config>();
        let mut schema = serde_json::to_value(&schema).unwrap();
        super::read::loosen(&mut schema);
        let text = format!("{schema:#}\n");
        if text != Config::SCHEMA {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/auto-api.schema.json");
            std::fs::write(path, text).unwrap();
            panic!("auto-api.schema.json was stale, and is rewritten");
        }
    }
}
