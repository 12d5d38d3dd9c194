//! `__schema` and `__type`: answered from the schema when the operation is lowered, so that the
//! answer is part of its plan.

use std::collections::HashMap;
use std::sync::Arc;

use apollo_compiler::introspection;
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::validation::Valid;
use auto_api_model::ErrorCode;

use super::super::document::Operation;
use super::super::failure::Failure;
use super::Lower;
use super::collect::Group;
use crate::{Error, coerce};

impl<'a> Lower<'a> {
    /// The answers, by response key.
    pub(super) fn introspected(
        &mut self,
        operation: &'a Operation,
        groups: &[Group<'a>],
    ) -> HashMap<String, Arc<str>> {
        let mut asked = groups.iter().filter(|group| is_introspection(group));
        let Some(first) = asked.next() else {
            return HashMap::new();
        };
        let sources = &self.document.sources;
        if !self.context.introspection {
            let failure = Failure::invalid("introspection is switched off");
            self.fail(failure.at(first.field.location(), sources));
            return HashMap::new();
        }
        let node = &operation.node;
        if let Err(error) = introspection::check_max_depth(self.document, node) {
            let message = "introspection lists nest too deeply";
            let failure = Failure::new(ErrorCode::LimitExceeded, message);
            self.fail(failure.at(error.location(), sources));
            return HashMap::new();
        }
        let schema = self.context.schema;
        let answer = introspection::partial_execute(
            &schema.compiled,
            &schema.implementers,
            self.document,
            node,
            &self.variables(),
        );
        match answer {
            Ok(answer) if answer.errors.is_empty() => {
                let data = answer.data.unwrap_or_default();
                let all = data.into_iter();
                all.map(|(key, json)| (key.as_str().to_owned(), Arc::from(json.to_string())))
                    .collect()
            }
            Ok(answer) => {
                let messages: Vec<String> = answer
                    .errors
                    .into_iter()
                    .map(|error| error.message)
                    .collect();
                self.fail(Failure::invalid(messages.join("; ")));
                HashMap::new()
            }
            Err(error) => {
                let error = Error::internal(error.message().to_string());
                self.fail(Failure::of(&error));
                HashMap::new()
            }
        }
    }

    /// None of them is a slot: the operation asks for the schema.
    fn variables(&self) -> Valid<JsonMap> {
        let mut map = JsonMap::new();
        for (variable, value) in self.values.variables.iter().zip(self.values.given) {
            if let Some(value) = value {
                map.insert(variable.name.as_str(), JsonValue::from(coerce::json(value)));
            }
        }
        Valid::assume_valid(map)
    }
}

fn is_introspection(group: &Group<'_>) -> bool {
    matches!(group.name(), "__schema" | "__type")
}
