//! The part of an operation that goes to the user's schema: its own root fields, with what they
//! select, the fragments spread there and the variables used there.
//!
//! Root fields are merged by response key and root fragments expanded already; below, everything
//! stays as the caller wrote it, in the caller's places, so that errors point there.

use std::collections::{HashMap, HashSet};

use apollo_compiler::Node;
use apollo_compiler::ast::OperationType;
use apollo_compiler::executable::{ExecutableDocument, Field, Operation, Selection, SelectionSet};
use apollo_compiler::parser::SourceSpan;
use async_graphql::parser::types::{
    self, DocumentOperations, FragmentDefinition, FragmentSpread, InlineFragment,
    OperationDefinition, TypeCondition, VariableDefinition,
};
use async_graphql::{Name, Positioned};

use super::super::failure::Failure;
use super::convert::{self, Converter};
use super::operation::Owned;

/// The part of an operation that goes to the user's schema.
pub(super) struct Reduced {
    /// What async-graphql runs.
    pub(super) document: types::ExecutableDocument,
    /// The variables that it uses.
    pub(super) variables: Vec<String>,
    /// How many selections it has.
    pub(super) selected: usize,
}

/// Takes the own fields out of an operation. `shared` is what own resolvers know of the types of
/// both schemas.
pub(super) fn reduce<'a>(
    document: &'a ExecutableDocument,
    operation: &'a Node<Operation>,
    owned: &[Owned<'a>],
    shared: &'a HashMap<String, HashMap<String, String>>,
) -> Result<Reduced, Vec<Failure>> {
    let mut reducer = Reducer {
        document,
        shared,
        convert: Converter {
            sources: &document.sources,
            variables: HashSet::new(),
        },
        fragments: HashMap::new(),
        selected: 0,
        failures: Vec::new(),
    };
    let mut items = Vec::with_capacity(owned.len());
    for root in owned {
        items.extend(reducer.root(root));
    }
    if !reducer.failures.is_empty() {
        return Err(reducer.failures);
    }
    let used = &reducer.convert.variables;
    let declared = operation.variables.iter();
    let used: Vec<_> = declared
        .filter(|variable| used.contains(variable.name.as_str()))
        .collect();
    let span = operation.location();
    let set = types::SelectionSet { items };
    let run = OperationDefinition {
        ty: match operation.operation_type {
            OperationType::Mutation => types::OperationType::Mutation,
            _ => types::OperationType::Query,
        },
        variable_definitions: used.iter().map(|used| reducer.variable(used)).collect(),
        directives: Vec::new(),
        selection_set: reducer.convert.at(span, set),
    };
    Ok(Reduced {
        variables: used.iter().map(|used| used.name.to_string()).collect(),
        document: types::ExecutableDocument {
            operations: DocumentOperations::Single(reducer.convert.at(span, run)),
            fragments: reducer.fragments,
        },
        selected: reducer.selected,
    })
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
