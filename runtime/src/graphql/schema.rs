//! The schema of a zone, built once at start: its text, what validation needs, and what lowering
//! needs.

use apollo_compiler::ast::OperationType;
use apollo_compiler::collections::HashMap;
use apollo_compiler::schema::Implementers;
use apollo_compiler::validation::Valid;
use apollo_compiler::{Name, Schema as Compiled};
use auto_api_model::{Zone, render};

use super::fields::Fields;
use super::inputs::Inputs;
use crate::{Error, Result};

/// The schema of a zone.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The text that `/schema.graphql` serves.
    pub(crate) sdl: String,
    pub(crate) compiled: Valid<Compiled>,
    pub(crate) implementers: HashMap<Name, Implementers>,
    pub(crate) fields: Fields,
    pub(crate) inputs: Inputs,
    #[cfg(feature = "async-graphql7")]
    pub(crate) own: Option<Own>,
}

/// A user's own schema, and what its resolvers know of the types of both.
#[cfg(feature = "async-graphql7")]
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) schema: super::Own,
    pub(crate) shared: std::collections::HashMap<String, std::collections::HashMap<String, String>>,
}

impl Schema {
    /// Builds the schema of a zone.
    pub(crate) fn of(zone: &Zone) -> Result<Self> {
        let sdl = render::sdl(zone);
        let compiled = Compiled::parse_and_validate(&sdl, "schema.graphql")
            .map_err(|failed| Error::internal(failed.errors.to_string()))?;
        Ok(Self::new(zone, sdl, compiled))
    }

    /// Builds the schema of a zone and of the user's own.
    ///
    /// # Errors
    ///
    /// What is in both and is not the same.
    #[cfg(feature = "async-graphql7")]
    pub(crate) fn with_own(zone: &Zone, own: super::Own) -> Result<Self> {
        let super::own::Merged { sdl, shared } = super::own::merge(zone, &render::sdl(zone), &own)?;
        let compiled = Compiled::parse_and_validate(&sdl, "schema.graphql").map_err(|failed| {
            let errors = failed.errors.to_string();
            Error::validation(format!("the schema of your own is not valid:\n{errors}"))
        })?;
        let schema = Self::new(zone, sdl, compiled);
        Ok(Self {
            own: Some(Own {
                schema: own,
                shared,
            }),
            ..schema
        })
    }

    fn new(zone: &Zone, sdl: String, compiled: Valid<Compiled>) -> Self {
        Self {
            implementers: compiled.implementers_map(),
            fields: Fields::of(zone),
            inputs: Inputs::of(&compiled),
            #[cfg(feature = "async-graphql7")]
            own: None,
            compiled,
            sdl,
        }
    }

    /// Whether a root field is one that a resolver of the user's schema answers.
    pub(crate) fn is_own(&self, operation: OperationType, field: &str) -> bool {
        let is_generated = || {
            field.starts_with("__")
                || match operation {
                    OperationType::Query => self.fields.roots.contains_key(field),
                    OperationType::Mutation => self.fields.writes.has(field),
                    OperationType::Subscription => self.fields.events.contains_key(field),
                }
        };
        self.has_own() && !is_generated()
    }

    #[cfg(feature = "async-graphql7")]
    pub(crate) fn has_own(&self) -> bool {
        self.own.is_some()
    }

    #[cfg(not(feature = "async-graphql7"))]
    #[allow(clippy::unused_self)]
    pub(crate) fn has_own(&self) -> bool {
        false
    }
}
