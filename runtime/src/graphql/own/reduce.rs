//! The part of an operation that goes to the user's schema: its own root fields, with what they
//! select, the fragments spread there and the variables used there.
//!
//! Root fields are merged by response key and root fragments expanded already; below, everything
//! stays as the caller wrote it, in the caller's places, so that errors point there.

use std::collections::HashMap;
use std::sync::Arc;

use apollo_compiler::Node;
use apollo_compiler::ast::OperationType;
use apollo_compiler::executable::{ExecutableDocument, Field, Selection, SelectionSet};
use apollo_compiler::parser::SourceSpan;
use async_graphql::parser::types::{
    self, DocumentOperations, FragmentDefinition, FragmentSpread, InlineFragment,
    OperationDefinition, TypeCondition, VariableDefinition,
};
use async_graphql::{Name, Positioned};

use super::super::document::Operation;
use super::super::failure::Failure;
use super::convert::{self, Converter};
use super::order::Order;
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
    pub(crate) fn of<'a>(
        document: &'a ExecutableDocument,
        operation: &'a Operation,
        owned: &[Owned<'a>],
        shared: &'a HashMap<String, HashMap<String, String>>,
    ) -> Result<Self, Vec<Failure>> {
        let mut reducer = Reducer {
            document,
            shared,
            convert: Converter {
                sources: &document.sources,
                variables: std::collections::HashSet::new(),
            },
            fragments: HashMap::new(),
            selected: 0,
            failures: Vec::new(),
        };
        let node = &operation.node;
        let mut items = Vec::with_capacity(owned.len());
        for root in owned {
            items.extend(reducer.root(root));
        }
        let used = &reducer.convert.variables;
        let declared = node.variables.iter();
        let used = declared.filter(|variable| used.contains(variable.name.as_str()));
        let (mut variables, mut definitions) = (Vec::new(), Vec::new());
        for variable in used {
            variables.push(variable.name.to_string());
            definitions.push(reducer.variable(variable));
        }
        if !reducer.failures.is_empty() {
            return Err(reducer.failures);
        }
        let ty = match node.operation_type {
            OperationType::Mutation => types::OperationType::Mutation,
            _ => types::OperationType::Query,
        };
        let span = node.location();
        let set = types::SelectionSet { items };
        let run = OperationDefinition {
            ty,
            variable_definitions: definitions,
            directives: Vec::new(),
            selection_set: reducer.convert.at(span, set),
        };
        Ok(Self {
            parts: Vec::new(),
            document: types::ExecutableDocument {
                operations: DocumentOperations::Single(reducer.convert.at(span, run)),
                fragments: reducer.fragments,
            },
            variables,
            reads: Reads::None,
            selected: reducer.selected,
        })
    }
}

impl Mixed {
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

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

struct Reducer<'a> {
    document: &'a ExecutableDocument,
    shared: &'a HashMap<String, HashMap<String, String>>,
    convert: Converter<'a>,
    fragments: Fragments,
    selected: usize,
    failures: Vec<Failure>,
}

impl<'a> Reducer<'a> {
    /// One field of all places; what they select is one set.
    fn root(&mut self, owned: &Owned<'a>) -> Option<Positioned<types::Selection>> {
        let first = *owned.fields.first()?;
        let mut field = self.field(first, first.name.as_str());
        // Whether it is skipped is decided.
        let directives = &mut field.node.directives;
        directives.retain(|directive| !matches!(&*directive.node.name.node, "skip" | "include"));
        for other in owned.fields.iter().skip(1) {
            let set = self.selections(&other.selection_set);
            field.node.selection_set.node.items.extend(set.items);
        }
        field.node.alias = Some(self.convert.name(owned.key));
        let pos = field.pos;
        Some(Positioned::new(types::Selection::Field(field), pos))
    }

    fn field(&mut self, field: &'a Node<Field>, name: &str) -> Positioned<types::Field> {
        // Its name may be another one there; its key is the same.
        let alias = match &field.alias {
            Some(alias) => Some(self.convert.name(alias)),
            None if name != field.name.as_str() => Some(self.convert.name(&field.name)),
            None => None,
        };
        let set = self.selections(&field.selection_set);
        let node = types::Field {
            alias,
            name: self.convert.at(field.name.location(), Name::new(name)),
            arguments: self.convert.arguments(&field.arguments),
            directives: self.convert.directives(&field.directives),
            selection_set: self.convert.at(field.location(), set),
        };
        self.convert.at(field.location(), node)
    }

    fn selections(&mut self, set: &'a SelectionSet) -> types::SelectionSet {
        let mut items = Vec::with_capacity(set.selections.len());
        self.selected += set.selections.len();
        for selection in &set.selections {
            let (span, item) = match selection {
                Selection::Field(field) => {
                    let Some(name) = self.name(set, field) else {
                        continue;
                    };
                    let span = field.location();
                    (span, types::Selection::Field(self.field(field, name)))
                }
                Selection::InlineFragment(inline) => {
                    let (span, condition) = (inline.location(), inline.type_condition.as_ref());
                    let selected = self.selections(&inline.selection_set);
                    let node = InlineFragment {
                        type_condition: condition.map(|name| self.condition(name)),
                        directives: self.convert.directives(&inline.directives),
                        selection_set: self.convert.at(span, selected),
                    };
                    let inline = self.convert.at(span, node);
                    (span, types::Selection::InlineFragment(inline))
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.fragment_name);
                    let node = FragmentSpread {
                        fragment_name: self.convert.name(&spread.fragment_name),
                        directives: self.convert.directives(&spread.directives),
                    };
                    let spread_at = self.convert.at(spread.location(), node);
                    (
                        spread.location(),
                        types::Selection::FragmentSpread(spread_at),
                    )
                }
            };
            items.push(self.convert.at(span, item));
        }
        types::SelectionSet { items }
    }

    /// The field's name in the user's schema; a field that only rows of the database have is a
    /// mistake here.
    fn name(&mut self, set: &SelectionSet, field: &'a Node<Field>) -> Option<&'a str> {
        let name = field.name.as_str();
        let Some(shared) = self.shared.get(set.ty.as_str()) else {
            return Some(name);
        };
        if name == "__typename" {
            return Some(name);
        }
        let known = shared.get(name);
        if known.is_none() {
            let message = format!(
                "`{name}` of a `{}` can be asked for where the row is read by a generated field, not where a resolver of the application returns it",
                set.ty
            );
            self.fail(message, field.name.location());
        }
        known.map(String::as_str)
    }

    fn fragment(&mut self, name: &apollo_compiler::Name) {
        let key = Name::new(name.as_str());
        if self.fragments.contains_key(&key) {
            return;
        }
        let document = self.document;
        let Some(fragment) = document.fragments.get(name) else {
            return;
        };
        let span = fragment.location();
        let selected = self.selections(&fragment.selection_set);
        let node = FragmentDefinition {
            type_condition: self.condition(fragment.type_condition()),
            directives: self.convert.directives(&fragment.directives),
            selection_set: self.convert.at(span, selected),
        };
        let fragment = self.convert.at(span, node);
        self.fragments.insert(key, fragment);
    }

    fn condition(&self, name: &apollo_compiler::Name) -> Positioned<TypeCondition> {
        let on = self.convert.name(name);
        let pos = on.pos;
        Positioned::new(TypeCondition { on }, pos)
    }

    fn variable(
        &self,
        variable: &Node<apollo_compiler::ast::VariableDefinition>,
    ) -> Positioned<VariableDefinition> {
        let default = variable.default_value.as_ref();
        let default = default.and_then(|value| {
            let constant = convert::constant(value)?;
            Some(self.convert.at(value.location(), constant))
        });
        let node = VariableDefinition {
            name: self.convert.name(&variable.name),
            var_type: self
                .convert
                .at(variable.ty.location(), convert::ty(&variable.ty)),
            directives: Vec::new(),
            default_value: default,
        };
        self.convert.at(variable.location(), node)
    }

    fn fail(&mut self, message: String, span: Option<SourceSpan>) {
        let failure = Failure::invalid(message);
        self.failures.push(failure.at(span, &self.document.sources));
    }
}
