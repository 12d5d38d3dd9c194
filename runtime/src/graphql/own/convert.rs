//! Parts of a document as async-graphql has them: places, types, literals, directives.

use std::collections::HashSet;

use apollo_compiler::Node;
use apollo_compiler::ast::{self, DirectiveList};
use apollo_compiler::parser::{SourceMap, SourceSpan};
use async_graphql::parser::types::{BaseType, Directive, Type};
use async_graphql::{Name, Pos, Positioned, Value as Constant};
use async_graphql_value::Value;

/// Converts, and notes which variables it met.
pub(super) struct Converter<'d> {
    pub(super) sources: &'d SourceMap,
    pub(super) variables: HashSet<&'d str>,
}

type Arguments = Vec<(Positioned<Name>, Positioned<Value>)>;

impl<'d> Converter<'d> {
    /// Something with its place in the text.
    pub(super) fn at<T>(&self, span: Option<SourceSpan>, node: T) -> Positioned<T> {
        let place = span.and_then(|span| span.line_column(self.sources));
        let pos = place.map_or(Pos::default(), |place| Pos {
            line: place.line,
            column: place.column,
        });
        Positioned::new(node, pos)
    }

    pub(super) fn name(&self, name: &apollo_compiler::Name) -> Positioned<Name> {
        self.at(name.location(), Name::new(name.as_str()))
    }

    pub(super) fn arguments(&mut self, all: &'d [Node<ast::Argument>]) -> Arguments {
        let mut arguments = Vec::with_capacity(all.len());
        for argument in all {
            let value = value(&argument.value, &mut self.variables);
            let value = self.at(argument.value.location(), value);
            arguments.push((self.name(&argument.name), value));
        }
        arguments
    }

    pub(super) fn directives(&mut self, all: &'d DirectiveList) -> Vec<Positioned<Directive>> {
        let mut directives = Vec::with_capacity(all.len());
        for directive in &all.0 {
            let converted = Directive {
                name: self.name(&directive.name),
                arguments: self.arguments(&directive.arguments),
            };
            directives.push(self.at(directive.location(), converted));
        }
        directives
    }
}

/// A type.
pub(super) fn ty(of: &ast::Type) -> Type {
    let base = match of {
        ast::Type::Named(name) | ast::Type::NonNullNamed(name) => {
            BaseType::Named(Name::new(name.as_str()))
        }
        ast::Type::List(item) | ast::Type::NonNullList(item) => BaseType::List(Box::new(ty(item))),
    };
    Type {
        base,
        nullable: !of.is_non_null(),
    }
}

/// A default: a literal without variables.
pub(super) fn constant(of: &ast::Value) -> Option<Constant> {
    value(of, &mut HashSet::new()).into_const()
}

fn value<'d>(of: &'d ast::Value, variables: &mut HashSet<&'d str>) -> Value {
    match of {
        ast::Value::Null => Value::Null,
        ast::Value::Enum(name) => Value::Enum(Name::new(name.as_str())),
        ast::Value::Variable(name) => {
            variables.insert(name);
            Value::Variable(Name::new(name.as_str()))
        }
        ast::Value::String(text) => Value::String(text.clone()),
        ast::Value::Boolean(value) => Value::Boolean(*value),
        ast::Value::Int(number) => self::number(number.as_str()),
        ast::Value::Float(number) => self::number(number.as_str()),
        ast::Value::List(items) => {
            Value::List(items.iter().map(|item| value(item, variables)).collect())
        }
        ast::Value::Object(members) => {
            let members = members.iter();
            let members =
                members.map(|(name, of)| (Name::new(name.as_str()), value(of, variables)));
            Value::Object(members.collect())
        }
    }
}

/// A number past all floats is none that async-graphql has: as text, a resolver may refuse it.
fn number(text: &str) -> Value {
    let text_of = |_| Value::String(text.to_owned());
    text.parse().map_or_else(text_of, Value::Number)
}
