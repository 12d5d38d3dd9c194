//! How an operation uses its variables: which of them a plan depends on.

use std::collections::HashSet;

use apollo_compiler::ast::{DirectiveList, OperationType, Value};
use apollo_compiler::executable::{ExecutableDocument, Operation, Selection, SelectionSet};

use super::super::inputs::{Leaf, Named, Shape, Typed};
use super::super::schema::Schema;

/// How an operation uses its variables.
#[derive(Default)]
pub(super) struct Usage<'d> {
    /// Those of which a plan needs the value.
    pub(super) fixed: HashSet<&'d str>,
    /// Those that a plan reads at all; the others are for resolvers of the user's own.
    pub(super) planned: HashSet<&'d str>,
    /// Whether it asks for the schema, whose answer is part of the plan.
    pub(super) introspects: bool,
    /// Those that a plan reads apart from what is written.
    read: HashSet<&'d str>,
    /// Those that are written, or parts of what is.
    written: HashSet<&'d str>,
    /// Those that are the rows of a bulk write.
    pub(super) rows: HashSet<&'d str>,
}

impl Usage<'_> {
    /// Whether a variable is only written.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        self.written.contains(name) && !self.read.contains(name) && !self.fixed.contains(name)
    }
}

pub(super) fn of<'d>(
    schema: &Schema,
    document: &'d ExecutableDocument,
    operation: &'d Operation,
) -> Usage<'d> {
    let mut walk = Walk {
        schema,
        operation: operation.operation_type,
        document,
        seen: HashSet::new(),
        usage: Usage::default(),
    };
    walk.selections(&operation.selection_set, true);
    walk.usage
}

struct Walk<'d, 's> {
    schema: &'s Schema,
    operation: OperationType,
    document: &'d ExecutableDocument,
    seen: HashSet<&'d str>,
    usage: Usage<'d>,
}

impl<'d> Walk<'d, '_> {
    fn selections(&mut self, set: &'d SelectionSet, is_root: bool) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    self.directives(&field.directives);
                    if is_root && self.schema.is_own(self.operation, &field.name) {
                        continue;
                    }
                    if matches!(field.name.as_str(), "__schema" | "__type") {
                        self.usage.introspects = true;
                    }
                    let writes = &self.schema.fields.writes;
                    let is_write = is_root
                        && self.operation == OperationType::Mutation
                        && writes.roots.contains_key(field.name.as_str());
                    for argument in &field.arguments {
                        let def = field.definition.argument_by_name(&argument.name);
                        let ty = def.and_then(|def| self.schema.inputs.typed(&def.ty));
                        let which = writes.arguments.get(argument.name.as_str());
                        let body = which.filter(|which| is_write && which.is_body());
                        if let (Some(which), Some(ty)) = (body, &ty) {
                            self.body(&argument.value, ty);
                            if let (true, Value::Variable(name)) =
                                (which.is_rows(), &*argument.value)
                            {
                                self.usage.rows.insert(name);
                            }
                            continue;
                        }
                        match ty {
                            Some(ty) => self.value(&argument.value, &ty, false),
                            None => self.fix(&argument.value),
                        }
                    }
                    self.selections(&field.selection_set, false);
                }
                Selection::InlineFragment(inline) => {
                    self.directives(&inline.directives);
                    self.selections(&inline.selection_set, is_root);
                }
                Selection::FragmentSpread(spread) => {
                    self.directives(&spread.directives);
                    let document = self.document;
                    if !self.seen.insert(&spread.fragment_name) {
                        continue;
                    }
                    if let Some(fragment) = document.fragments.get(&spread.fragment_name) {
                        self.selections(&fragment.selection_set, is_root);
                    }
                }
            }
        }
    }

    fn directives(&mut self, directives: &'d DirectiveList) {
        for directive in &directives.0 {
            for argument in &directive.arguments {
                self.fix(&argument.value);
            }
        }
    }

    fn value(&mut self, value: &'d Value, ty: &Typed, fixed: bool) {
        if let Value::Variable(name) = value {
            self.usage.planned.insert(name);
            self.usage.read.insert(name);
        }
        match (value, &ty.shape) {
            (Value::Variable(name), _) if fixed => {
                self.usage.fixed.insert(name);
            }
            (Value::List(items), Shape::List(item)) => {
                // A list is one operand: it is a slot as a whole, or none of it is.
                let fixed = fixed || !matches!(item.shape, Shape::Named(Named::Object(_)));
                for value in items {
                    self.value(value, item, fixed);
                }
            }
            (value, Shape::List(item)) => self.value(value, item, fixed),
            (value, Shape::Named(Named::Leaf(Leaf::Json))) => self.fix(value),
            (Value::Object(members), Shape::Named(Named::Object(at))) => {
                let schema = self.schema;
                let def = schema.inputs.get(*at);
                for (name, value) in members {
                    match def.field(name) {
                        Some((_, field)) => self.value(value, &field.ty, fixed || def.fixed),
                        None => self.fix(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// What is written: no plan depends on a variable in it, but in the midst of JSON.
    fn body(&mut self, value: &'d Value, ty: &Typed) {
        match (value, &ty.shape) {
            (Value::Variable(name), _) => {
                self.usage.planned.insert(name);
                self.usage.written.insert(name);
            }
            (Value::List(items), Shape::List(item)) => {
                for value in items {
                    self.body(value, item);
                }
            }
            (value, Shape::List(item)) => self.body(value, item),
            (Value::Object(members), Shape::Named(Named::Object(at))) => {
                let schema = self.schema;
                let def = schema.inputs.get(*at);
                for (name, value) in members {
                    match def.field(name) {
                        Some((_, field)) => self.body(value, &field.ty),
                        None => self.fix(value),
                    }
                }
            }
            (value, _) => self.fix(value),
        }
    }

    /// Every variable in a value is one that a plan depends on.
    fn fix(&mut self, value: &'d Value) {
        match value {
            Value::Variable(name) => {
                self.usage.planned.insert(name);
                self.usage.fixed.insert(name);
            }
            Value::List(items) => items.iter().for_each(|item| self.fix(item)),
            Value::Object(members) => members.iter().for_each(|(_, value)| self.fix(value)),
            _ => {}
        }
    }
}
