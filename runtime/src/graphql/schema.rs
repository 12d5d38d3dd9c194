//! The schema of a zone, built once at start: its text, what validation needs, and what lowering
//! needs.

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
}

impl Schema {
    /// Builds the schema of a zone.
    pub(crate) fn of(zone: &Zone) -> Result<Self> {
        let sdl = render::sdl(zone);
        let compiled = Compiled::parse_and_validate(&sdl, "schema.graphql")
            .map_err(|failed| Error::internal(failed.errors.to_string()))?;
        Ok(Self {
            implementers: compiled.implementers_map(),
            fields: Fields::of(zone),
            inputs: Inputs::of(&compiled),
            compiled,
            sdl,
        })
    }
}
