//! An operation with own root fields: which part of its answer comes from where.

use std::collections::HashMap;
use std::sync::Arc;

use apollo_compiler::Node;
use apollo_compiler::executable::{ExecutableDocument, Field};
use async_graphql::parser::types;

use super::super::document::Operation;
use super::super::failure::Failure;
use super::order::Order;
use super::reduce::reduce;
use crate::ask::{Form, Root};

/// An operation with own root fields.
#[derive(Debug)]
pub(crate) struct Mixed {
    /// The fields of the answer, in its order.
    pub(super) parts: Vec<Part>,
    /// What async-graphql runs.
    pub(super) document: types::ExecutableDocument,
    /// The variables that it uses.
    pub(super) variables: Vec<String>,
    pub(super) reads: Reads,
    /// How many selections the document has.
    selected: usize,
}

/// What is generated of a mixed operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Nothing.
    None,
    /// Fields that may be null.
    Nullable,
    /// A field among them may not be null.
    Required,
}

/// A field of the answer.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) key: Arc<str>,
    pub(super) source: Source,
}

/// Where a field of the answer comes from.
#[derive(Debug)]
pub(super) enum Source {
    /// It is known.
    Fixed(Arc<str>),
    /// From the plan.
    Plan,
    /// From the user's schema.
    Own(Order),
}

/// Own root fields of an operation: each with its response key, and all places where it is.
pub(crate) struct Owned<'a> {
    pub(crate) key: &'a apollo_compiler::Name,
    pub(crate) fields: Vec<&'a Node<Field>>,
    /// How many other root fields are in front of it.
    pub(crate) after: usize,
}

impl Mixed {
    /// Takes the own fields out of an operation. `shared` is what own resolvers know of the types
    /// of both schemas.
    ///
    /// # Errors
    ///
    /// Fields of models that own resolvers cannot answer.
    pub(crate) fn of<'a>(
        document: &'a ExecutableDocument,
        operation: &'a Operation,
        owned: &[Owned<'a>],
        shared: &'a HashMap<String, HashMap<String, String>>,
    ) -> Result<Self, Vec<Failure>> {
        let reduced = reduce(document, &operation.node, owned, shared)?;
        Ok(Self {
            parts: Vec::new(),
            document: reduced.document,
            variables: reduced.variables,
            reads: Reads::None,
            selected: reduced.selected,
        })
    }

    /// Says in which order the answer has its fields; gives the generated ones that are to be read.
    pub(crate) fn arrange(
        &mut self,
        document: &ExecutableDocument,
        roots: Vec<Root>,
        owned: &[Owned<'_>],
    ) -> Vec<Root> {
        let mut owned = owned.iter().peekable();
        let mut reads = Vec::with_capacity(roots.len());
        for (at, root) in roots.into_iter().enumerate() {
            while let Some(own) = owned.next_if(|own| own.after == at) {
                self.parts.push(Part::own(document, own));
            }
            let (key, source) = match root {
                Root::Fixed { key, json } => (key, Source::Fixed(json)),
                Root::Read(read) => {
                    let key = read.key.clone();
                    reads.push(Root::Read(read));
                    (key, Source::Plan)
                }
                Root::Call(call) => {
                    let key = call.key.clone();
                    reads.push(Root::Call(call));
                    (key, Source::Plan)
                }
                Root::Write(write) => {
                    let key = write.key.clone();
                    reads.push(Root::Write(write));
                    (key, Source::Plan)
                }
            };
            self.parts.push(Part { key, source });
        }
        self.parts.extend(owned.map(|own| Part::own(document, own)));
        // One row may not be there; everything else always is, be it empty.
        let is_one =
            |root: &Root| matches!(root, Root::Read(read) if matches!(read.form, Form::One(_)));
        self.reads = match reads.as_slice() {
            [] => Reads::None,
            reads if reads.iter().all(is_one) => Reads::Nullable,
            _ => Reads::Required,
        };
        reads
    }

    /// The bytes it takes, roughly, beside its plan.
    pub(crate) fn weight(&self) -> usize {
        let fixed = self.parts.iter().map(|part| match &part.source {
            Source::Fixed(json) => json.len(),
            Source::Plan | Source::Own(_) => 0,
        });
        fixed.sum::<usize>() + 512 * self.selected
    }
}

impl Part {
    fn own(document: &ExecutableDocument, owned: &Owned<'_>) -> Self {
        let sets = owned.fields.iter().map(|field| &field.selection_set);
        Self {
            key: Arc::from(owned.key.as_str()),
            source: Source::Own(Order::of(document, sets)),
        }
    }
}
