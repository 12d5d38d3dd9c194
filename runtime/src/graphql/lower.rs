//! From a valid operation and the values of its variables to an [`Ask`].
//!
//! One file a kind of object: rows, what is around pages, totals, value structs.

mod aggregate;
mod arguments;
mod call;
mod collect;
#[cfg(feature = "subscriptions")]
mod event;
mod groups;
mod introspect;
mod page;
mod rows;
#[cfg(test)]
mod tests;
mod value;
mod write;

use std::cell::Cell;
use std::sync::Arc;

use apollo_compiler::executable::{ExecutableDocument, OperationType};
use apollo_compiler::validation::Valid;
use auto_api_model::render::Form as ListForm;
use auto_api_model::{ErrorCode, Zone};

use super::document::{Document, Operation};
use super::failure::Failure;
use super::fields::Leads;
use super::literal::Values;
#[cfg(feature = "async-graphql7")]
use super::own::{Mixed, Owned};
use super::schema::Schema;
use crate::ask::{Ask, Form, Input, Read, Root, Shape};
use arguments::Of;
use collect::Group;
#[cfg(feature = "subscriptions")]
pub(crate) use event::{EventItem, Watched, watched};
pub(crate) use write::{too_many_rows, weight};

/// What lowering reads besides the operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) zone: &'a Zone,
    pub(crate) schema: &'a Schema,
    /// Whether the schema may be asked for.
    pub(crate) introspection: bool,
}

/// What an operation becomes.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) ask: Ask,
    /// How many fields it has on all levels, as a measure of what its plan takes.
    pub(crate) items: usize,
    /// What goes to the user's own schema.
    #[cfg(feature = "async-graphql7")]
    pub(crate) mixed: Option<Mixed>,
}

/// Lowers an operation.
///
/// # Errors
///
/// Every mistake that validation cannot see: a key that is not one, an input object of the wrong
/// number of fields, introspection where it is off.
pub(crate) fn operation(
    context: Context<'_>,
    document: &Document,
    operation: &Operation,
    values: &[Option<Input>],
) -> Result<Lowered, Vec<Failure>> {
    let runs = match operation.node.operation_type {
        OperationType::Query => true,
        OperationType::Mutation => {
            context.schema.has_own() || !context.schema.fields.writes.is_empty()
        }
        OperationType::Subscription => false,
    };
    if !runs {
        let kind = operation.node.operation_type;
        let hint = if kind == OperationType::Subscription && context.zone.subscriptions {
            ": it needs a WebSocket (`graphql-transport-ws`) or `Accept: text/event-stream`"
        } else {
            ""
        };
        return Err(vec![Failure::invalid(format!(
            "a {kind} cannot be run here{hint}"
        ))]);
    }
    let values = Values {
        inputs: &context.schema.inputs,
        variables: &operation.variables,
        given: values,
    };
    let mut lower = Lower::new(context, document, values);
    let roots = lower.roots(operation);
    #[cfg(feature = "async-graphql7")]
    let (roots, mixed) = lower.mixed(operation, roots);
    if lower.failures.is_empty() {
        let shape = Shape::Object;
        Ok(Lowered {
            ask: Ask { roots, shape },
            items: lower.items.get(),
            #[cfg(feature = "async-graphql7")]
            mixed,
        })
    } else {
        Err(lower.failures)
    }
}

/// The state of lowering: where it is, and what was wrong so far.
struct Lower<'a> {
    context: Context<'a>,
    document: &'a Valid<ExecutableDocument>,
    values: Values<'a>,
    /// The response keys from the root to here.
    path: Vec<String>,
    failures: Vec<Failure>,
    items: Cell<usize>,
    /// Root fields that the user's own schema answers.
    #[cfg(feature = "async-graphql7")]
    owned: Vec<Owned<'a>>,
}

impl<'a> Lower<'a> {
    fn new(context: Context<'a>, document: &'a Document, values: Values<'a>) -> Self {
        Self {
            context,
            document: &document.source,
            values,
            path: Vec::new(),
            failures: Vec::new(),
            items: Cell::new(0),
            #[cfg(feature = "async-graphql7")]
            owned: Vec::new(),
        }
    }

    fn roots(&mut self, operation: &'a Operation) -> Vec<Root> {
        let groups = self.collect(&[&operation.node.selection_set]);
        let schema = self.introspected(operation, &groups);
        let mut roots = Vec::new();
        let kind = operation.node.operation_type;
        for group in &groups {
            let key = group.key();
            match group.name() {
                name if self.context.schema.is_own(kind, name) => self.own(group, roots.len()),
                "__typename" => {
                    let name = operation.node.object_type();
                    let json = Arc::from(format!("\"{name}\""));
                    roots.push(Root::Fixed { key, json });
                }
                "__schema" | "__type" => {
                    let json = schema.get(group.key.as_str()).cloned();
                    roots.extend(json.map(|json| Root::Fixed { key, json }));
                }
                name if kind == OperationType::Mutation => {
                    let writes = &self.context.schema.fields.writes;
                    match (writes.roots.get(name), writes.calls.get(name)) {
                        (Some(&field), _) => roots.push(self.write(group, field)),
                        (None, Some(&method)) => roots.push(self.call(group, method)),
                        (None, None) => self.lost(group),
                    }
                }
                name => match self.context.schema.fields.roots.get(name) {
                    Some(root) => roots.push(match root.leads {
                        Leads::Rows(form) => Root::Read(self.read(group, root.entity, form, true)),
                        Leads::Groups => Root::Read(self.groups(group, root.entity)),
                        Leads::Method(at) => self.call(group, (root.entity, at)),
                    }),
                    None => self.lost(group),
                },
            }
        }
        roots
    }

    /// A field that leads to rows; `is_root` if it is one of `Query`.
    fn read(
        &mut self,
        group: &Group<'a>,
        entity: usize,
        form: Option<ListForm>,
        is_root: bool,
    ) -> Read {
        self.path.push(group.key.to_string());
        let of = if is_root && form.is_none() {
            Of::Key
        } else {
            Of::Rows
        };
        let args = self.arguments(group, entity, of);
        let sets = group.selections();
        let form = match form {
            None => Form::One(self.rows(entity, &sets)),
            Some(ListForm::List) => Form::List(self.rows(entity, &sets)),
            Some(ListForm::Pages) => Form::Pages(self.page(entity, &sets)),
            Some(ListForm::Connection) => Form::Connection(self.page(entity, &sets)),
            Some(ListForm::Aggregate) => Form::Aggregate(self.aggregate(entity, &sets)),
        };
        self.path.pop();
        Read {
            key: group.key(),
            entity,
            form,
            args,
        }
    }

    #[cfg(feature = "async-graphql7")]
    fn own(&mut self, group: &Group<'a>, after: usize) {
        self.owned.push(Owned {
            key: group.key,
            fields: group.fields(),
            after,
        });
    }

    #[cfg(not(feature = "async-graphql7"))]
    fn own(&mut self, group: &Group<'a>, _: usize) {
        self.lost(group);
    }

    /// Leaves the roots that are to be read, if others are the user's own.
    #[cfg(feature = "async-graphql7")]
    fn mixed(&mut self, operation: &'a Operation, roots: Vec<Root>) -> (Vec<Root>, Option<Mixed>) {
        let schema = self.context.schema;
        let Some(own) = schema.own.as_ref().filter(|_| !self.owned.is_empty()) else {
            return (roots, None);
        };
        if let Some(first) = self.owned.first()
            && operation.node.operation_type == OperationType::Mutation
            && roots
                .iter()
                .any(|root| matches!(root, Root::Write(_) | Root::Call(_)))
        {
            let message = format!(
                "`{}` is a resolver of the application, and cannot be in one operation with generated mutations: it would not be part of their transaction",
                first.key
            );
            let span = first.key.location();
            let failure = Failure::invalid(message).at(span, &self.document.sources);
            self.failures.push(failure.on(vec![first.key.to_string()]));
            return (roots, None);
        }
        match Mixed::of(self.document, operation, &self.owned, &own.shared) {
            Ok(mut mixed) => {
                let roots = mixed.arrange(self.document, roots, &self.owned);
                (roots, Some(mixed))
            }
            Err(failures) => {
                self.failures.extend(failures);
                (roots, None)
            }
        }
    }

    /// Notes a mistake at a field.
    fn fail(&mut self, failure: Failure) {
        self.failures.push(failure.on(self.path.clone()));
    }

    /// A field that validation knows and lowering does not: ours to mend.
    fn lost(&mut self, group: &Group<'a>) {
        let error = crate::Error::internal(format!("no lowering for field `{}`", group.name()));
        debug_assert_eq!(error.code, ErrorCode::Internal);
        self.fail(Failure::of(&error));
    }
}
