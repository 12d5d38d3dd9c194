//! A document: parsed, counted, validated, and its variables resolved, once for all requests that
//! send it.

mod usage;

use std::sync::atomic::{AtomicU64, Ordering};

use apollo_compiler::executable::{ExecutableDocument, Operation as Node};
use apollo_compiler::parser::Parser;
use apollo_compiler::validation::{DiagnosticList, Valid};
use auto_api_model::{ErrorCode, Limits};

use super::failure::Failure;
use super::limits;
use super::schema::Schema;
use super::suggest;
use super::variables::Variable;

/// A valid document.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its own, among all documents of this process.
    pub(crate) id: u64,
    pub(crate) source: Valid<ExecutableDocument>,
    operations: Vec<Operation>,
}

/// One operation of a document.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) node: apollo_compiler::Node<Node>,
    pub(crate) variables: Vec<Variable>,
}

/// How deep values and selections may nest in the text, whatever the zone says: protects the
/// parser's stack.
const NESTING: usize = 200;

/// How many mistakes a caller is told at once.
const MISTAKES: usize = 20;

/// The next document's `id`.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl Document {
    /// Parses and validates a document.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in the order of the text; at most [`MISTAKES`].
    pub(crate) fn of(
        schema: &Schema,
        text: &str,
        limits: &Limits,
        suggestions: bool,
    ) -> Result<Self, Vec<Failure>> {
        let mut parser = parser(limits.tokens).recursion_limit(NESTING);
        let parsed = parser.parse_ast(text, "request");
        if parser.tokens_reached() > lexemes(limits.tokens) {
            let message = format!("the document has more than {} tokens", limits.tokens);
            return Err(vec![Failure::new(ErrorCode::LimitExceeded, message)]);
        }
        if parser.recursion_reached() > NESTING {
            let message = format!("the document nests more than {NESTING} levels");
            return Err(vec![Failure::new(ErrorCode::LimitExceeded, message)]);
        }
        let ast = parsed.map_err(|failed| failures(&failed.errors, schema, false))?;
        limits::check(&ast, limits)?;
        let source = ast
            .to_executable_validate(&schema.compiled)
            .map_err(|failed| failures(&failed.errors, schema, suggestions))?;
        Ok(Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            operations: (source.operations.iter())
                .map(|node| operation(schema, &source, node))
                .collect(),
            source,
        })
    }

    /// The operation at a position that [`operation`](Self::operation) gave.
    pub(crate) fn at(&self, at: usize) -> &Operation {
        &self.operations[at]
    }

    /// What the caller is told of variables that do not fit.
    pub(crate) fn misfits(
        &self,
        operation: &Operation,
        errors: Vec<(usize, String)>,
    ) -> Vec<Failure> {
        let all = errors.into_iter().map(|(at, message)| {
            let variable = operation.node.variables.get(at);
            let span = variable.and_then(apollo_compiler::Node::location);
            Failure::invalid(message).at(span, &self.source.sources)
        });
        all.collect()
    }

    /// The operation to run, and its position: the one of that name, or the only one.
    pub(crate) fn operation(
        &self,
        name: Option<&str>,
    ) -> Result<(usize, &Operation), Vec<Failure>> {
        let invalid = |message: &str| vec![Failure::invalid(message)];
        let mut all = self.operations.iter().enumerate();
        let Some(name) = name else {
            return match (all.next(), all.next()) {
                (Some(only), None) => Ok(only),
                (None, _) => Err(invalid("the document has no operation")),
                _ => Err(invalid(
                    "the document has several operations: say which with `operationName`",
                )),
            };
        };
        let is_asked = |operation: &Operation| {
            let own = operation.node.name.as_ref();
            own.is_some_and(|own| own.as_str() == name)
        };
        all.find(|(_, operation)| is_asked(operation))
            .ok_or_else(|| {
                let name: String = name.chars().take(60).collect();
                invalid(&format!("the document has no operation `{name}`"))
            })
    }
}

/// A parser that stops after so many tokens.
pub(super) fn parser(tokens: u32) -> Parser {
    Parser::new().token_limit(lexemes(tokens))
}

/// The parser counts the white space between two tokens as one more.
fn lexemes(tokens: u32) -> usize {
    (tokens as usize).saturating_mul(2)
}

fn operation(
    schema: &Schema,
    source: &Valid<ExecutableDocument>,
    node: &apollo_compiler::Node<Node>,
) -> Operation {
    let usage = usage::of(schema, source, node);
    let variables = node.variables.iter().filter_map(|variable| {
        let name = variable.name.to_string();
        Some(Variable {
            // Validation knows that it is an input type.
            ty: schema.inputs.typed(&variable.ty)?,
            default: variable.default_value.clone(),
            passed: schema.has_own() && !usage.planned.contains(name.as_str()),
            slots: !usage.introspects && !usage.fixed.contains(name.as_str()),
            whole: usage.is_whole(&name),
            rows: usage.rows.contains(name.as_str()),
            name,
        })
    });
    Operation {
        variables: variables.collect(),
        node: node.clone(),
    }
}

fn failures(errors: &DiagnosticList, schema: &Schema, suggestions: bool) -> Vec<Failure> {
    let messages: Vec<String> = errors.iter().map(|error| error.error.to_string()).collect();
    // The validator takes unknown fields out first, and then may find that none is left.
    let has_unknown = messages.iter().any(|m| m.contains("does not have a field"));
    let is_own =
        |message: &str| !(has_unknown && message.ends_with("must have a subselection set"));
    let own = errors.iter().zip(messages).filter(|(_, m)| is_own(m));
    let all = own.take(MISTAKES).map(|(diagnostic, mut message)| {
        if suggestions {
            message += &suggest::hint(&message, schema);
        }
        let range = diagnostic.line_column_range();
        Failure::invalid(message).at_line(range.map(|range| range.start))
    });
    all.collect()
}
