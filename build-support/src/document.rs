//! The documents of a zone: what the server serves, as files.

use auto_api_model::render::json_schema::Components;
use auto_api_model::render::{json_schema_text, openapi_texts, sdl};

/// A document of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    /// `OpenAPI` 3.1 as JSON.
    OpenApi,
    /// `OpenAPI` 3.1 as YAML.
    OpenApiYaml,
    /// The schema definition language of GraphQL.
    Graphql,
    /// The types of the wire as JSON Schema.
    JsonSchema,
}

impl Document {
    /// All documents.
    pub(crate) const ALL: [Self; 4] = [
        Self::OpenApi,
        Self::OpenApiYaml,
        Self::Graphql,
        Self::JsonSchema,
    ];

    /// Its file in the zone's folder.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::OpenApi => "openapi.json",
            Self::OpenApiYaml => "openapi.yaml",
            Self::Graphql => "schema.graphql",
            Self::JsonSchema => "schemas.json",
        }
    }

    /// Its name in the manifest.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::OpenApi => "openapi",
            Self::OpenApiYaml => "openapi-yaml",
            Self::Graphql => "graphql",
            Self::JsonSchema => "json-schema",
        }
    }

    /// The constant of it in `zones.rs`.
    pub(crate) fn constant(self) -> &'static str {
        match self {
            Self::OpenApi => "OPENAPI",
            Self::OpenApiYaml => "OPENAPI_YAML",
            Self::Graphql => "GRAPHQL",
            Self::JsonSchema => "JSON_SCHEMA",
        }
    }

    /// A sentence about the constant.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::OpenApi => "The OpenAPI document, as `/openapi.json` has it.",
            Self::OpenApiYaml => "The OpenAPI document, as `/openapi.yaml` has it.",
            Self::Graphql => "The GraphQL schema, as `/schema.graphql` has it.",
            Self::JsonSchema => "The JSON Schema of what the REST endpoints exchange.",
        }
    }
}

/// The files of a zone's documents, in order. The two `OpenAPI` files are one tree, made once.
pub(crate) fn openapi_files(components: &Components<'_>) -> [(Document, String); 2] {
    let [json, yaml] = openapi_texts(components);
    [(Document::OpenApi, json), (Document::OpenApiYaml, yaml)]
}

/// The files of the other documents.
pub(crate) fn schema_files(components: &Components<'_>) -> [(Document, String); 2] {
    [
        (Document::Graphql, sdl(components.zone())),
        (Document::JsonSchema, json_schema_text(components)),
    ]
}
