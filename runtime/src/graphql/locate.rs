//! Where in the document an error of planning or running is: such errors know only their path in
//! the input, from the response key of a root field inwards.

use apollo_compiler::Node;
use apollo_compiler::executable::{ExecutableDocument, Field, Selection, SelectionSet};
use apollo_compiler::parser::SourceSpan;

use super::document::{Document, Operation};
use super::failure::Failure;
use crate::Error;

/// What the caller is told of an error, with its place.
pub(super) fn failure(document: &Document, operation: &Operation, error: &Error) -> Failure {
    let mut place = Place {
        document: &document.source,
        path: Vec::new(),
        span: None,
    };
    let mut set = &operation.node.selection_set;
    for (at, step) in error.path.iter().enumerate() {
        let Some(field) = place.enter(set, step) else {
            break;
        };
        place.span = field.name.location();
        set = &field.selection_set;
        if let Some(next) = error.path.get(at + 1)
            && let Some(argument) = field.arguments.iter().find(|a| a.name == next.as_str())
        {
            place.span = argument.value.location();
            break;
        }
    }
    Failure::of(error)
        .at(place.span, &document.source.sources)
        .on(place.path)
}

struct Place<'d> {
    document: &'d ExecutableDocument,
    /// The response keys so far.
    path: Vec<String>,
    span: Option<SourceSpan>,
}

impl<'d> Place<'d> {
    /// The field of that response key; paths leave out `items`, `edges` and the like, which are
    /// gone into here.
    fn enter(&mut self, set: &'d SelectionSet, key: &str) -> Option<&'d Node<Field>> {
        let fields = self.fields(set);
        if let Some(field) = fields.iter().find(|field| field.response_key() == key) {
            self.path.push(key.to_owned());
            return Some(field);
        }
        for field in fields {
            if !field.arguments.is_empty() || field.selection_set.is_empty() {
                continue;
            }
            self.path.push(field.response_key().to_string());
            if let Some(found) = self.enter(&field.selection_set, key) {
                return Some(found);
            }
            self.path.pop();
        }
        None
    }

    /// The fields of a selection set, fragments expanded.
    fn fields(&self, set: &'d SelectionSet) -> Vec<&'d Node<Field>> {
        let mut fields = Vec::new();
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => fields.push(field),
                Selection::InlineFragment(inline) => {
                    fields.extend(self.fields(&inline.selection_set));
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = self.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) = fragment {
                        fields.extend(self.fields(&fragment.selection_set));
                    }
                }
            }
        }
        fields
    }
}
