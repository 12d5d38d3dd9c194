//! Variables: coerced as the specification says, and split in one pass into a *shape* (what a plan
//! depends on) and *slots* (what each run of the plan brings).
//!
//! Reference: <https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values>.
//! A shape is bytes: equal bytes mean equal plans. It has everything but the slots, so
//! [`values`] reads the inputs back from it, and a plan cannot depend on a value of a slot.

mod leaf;
mod read;
mod whole;
mod write;

use std::borrow::Cow;

use apollo_compiler::Node;
use apollo_compiler::ast::Value;

use super::inputs::{Inputs, Typed};
use super::json::Json;
use crate::ask::Input;

pub(crate) use leaf::{describe, from_literal};
pub(crate) use read::values;

/// A variable of an operation.
#[derive(Debug)]
// Each is a question of its own about where it is used.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) ty: Typed,
    pub(crate) default: Option<Node<Value>>,
    /// Whether its leaves may be slots: it is used only where one plan serves all values.
    pub(crate) slots: bool,
    /// Whether only resolvers of the user's own use it: no plan depends on it.
    pub(crate) passed: bool,
    /// Whether it is only written: its value is one slot.
    pub(crate) whole: bool,
    /// Whether it is the rows of a bulk write.
    pub(crate) rows: bool,
}

/// What the variables of a request come to.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Bound {
    pub(crate) shape: Vec<u8>,
    pub(crate) slots: Vec<Input>,
    /// Values in the longest list that something is compared with.
    pub(crate) longest: usize,
}

/// Coerces the variables of a request. Members of `given` that the operation does not declare are
/// left alone, as the specification says.
///
/// # Errors
///
/// One message for each variable that does not fit, with the variable's position.
pub(crate) fn bind(
    inputs: &Inputs,
    variables: &[Variable],
    given: &[(Cow<'_, str>, Json<'_>)],
    shape: Vec<u8>,
) -> Result<Bound, Vec<(usize, String)>> {
    let mut bound = Bound {
        shape,
        ..Bound::default()
    };
    let mut errors = Vec::new();
    for (at, variable) in variables.iter().enumerate() {
        // The last of duplicate members wins, as in every JSON parser that makes objects.
        let mut found = given.iter().rev();
        let value = found.find(|(name, _)| *name == variable.name);
        let before = (bound.shape.len(), bound.slots.len());
        let mut writer = write::Writer {
            inputs,
            slots: variable.slots,
            out: &mut bound,
        };
        let written = match (value, &variable.default) {
            (Some((_, value)), _) if variable.whole => {
                whole::value(inputs, value, &variable.ty).map(|input| writer.whole(input))
            }
            (None, Some(default)) if variable.whole => {
                whole::literal(inputs, default, &variable.ty).map(|input| writer.whole(input))
            }
            (Some((_, value)), _) => writer.value(value, &variable.ty),
            (None, Some(default)) => writer.literal(default, &variable.ty),
            (None, None) if variable.ty.required => Err("is required".to_owned()),
            (None, None) => {
                writer.absent();
                Ok(())
            }
        };
        if variable.passed {
            // It fits; that is all there is to know here.
            bound.shape.truncate(before.0);
            bound.slots.truncate(before.1);
            bound.shape.push(Tag::Absent as u8);
        }
        if let Err(why) = written {
            let ty = variable.ty.display(inputs);
            errors.push((
                at,
                format!("variable `${}` of type `{ty}` {why}", variable.name),
            ));
        }
    }
    if errors.is_empty() {
        Ok(bound)
    } else {
        Err(errors)
    }
}

/// The first byte of each value in a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Tag {
    Absent,
    Null,
    False,
    True,
    Slot,
    /// The position of the value, 4 bytes.
    Enum,
    /// The number of items, 4 bytes.
    List,
    /// The number of fields, then for each its position, 4 bytes each.
    Object,
    /// The number of bytes, 4 bytes; so for the next two.
    Text,
    Raw,
    Json,
    /// 8 bytes.
    Int,
    /// 8 bytes.
    Float,
}

impl Tag {
    const ALL: [Self; 13] = [
        Self::Absent,
        Self::Null,
        Self::False,
        Self::True,
        Self::Slot,
        Self::Enum,
        Self::List,
        Self::Object,
        Self::Text,
        Self::Raw,
        Self::Json,
        Self::Int,
        Self::Float,
    ];
}

#[cfg(test)]
mod tests {
    use super::super::sample::{lowered, told};

    fn refused(ty: &str, value: &str) -> String {
        let place = match ty.trim_end_matches('!') {
            "PostFilter" => "filter: $v".to_owned(),
            "[PostOrder!]" => "order_by: $v".to_owned(),
            "Int" => "limit: $v".to_owned(),
            "Float" | "Status" | "UUID" => {
                let member = if ty == "UUID" { "id" } else { "status" };
                format!("filter: {{{member}: {{eq: $v}}}}")
            }
            _ => "filter: {id: {in: $v}}".to_owned(),
        };
        let query = format!("query ($v: {ty}) {{ posts({place}) {{ id }} }}");
        told(&lowered(&query, &format!(r#"{{"v": {value}}}"#)).unwrap_err())
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (ty, value, why) in [
            ("Int", "2147483648", "cannot be `2147483648`"),
            ("Int", "1.5", "cannot be a number"),
            ("Int", "\\\"1\\\"", "cannot be a string"),
            ("Int!", "null", "may not be null"),
            ("UUID", "[]", "cannot be a list"),
            ("UUID", "{}", "cannot be an object"),
            ("UUID", "true", "cannot be a boolean"),
            (
                "Status",
                "\\\"GONE\\\"",
                "cannot be `GONE`: `Status` has no such value",
            ),
            ("Status", "1", "cannot be `1`"),
            ("[UUID!]", "[\\\"a\\\", null]", "may not be null (item 1)"),
            (
                "PostFilter",
                "{\\\"titel\\\": {}}",
                "has a field `titel` that `PostFilter` does not",
            ),
            (
                "PostFilter",
                "{\\\"title\\\": 1}",
                "at `title` cannot be `1`",
            ),
            (
                "PostFilter",
                "{\\\"author\\\": {\\\"first_name\\\": {\\\"eq\\\": 1}}}",
                "at `author.first_name.eq` cannot be `1`",
            ),
            (
                "PostFilter",
                "{\\\"title\\\": {}, \\\"title\\\": {}}",
                "has `PostFilter.title` twice",
            ),
            (
                "PostFilter",
                "{\\\"extra\\\": {\\\"path\\\": {\\\"eq\\\": 1}}}",
                "lacks `JsonPathInput.path`",
            ),
        ] {
            let told = refused(ty, &value.replace("\\\"", "\""));
            assert!(
                told.contains(&format!("variable `$v` of type `{ty}` ")),
                "{told}"
            );
            assert!(told.contains(why), "{ty} {value}: {told}");
            assert!(told.contains(r#""line":1,"column":8"#), "{told}");
        }
    }

    #[test]
    fn a_required_variable_is_given() {
        let query = "query ($n: Int!) { posts(limit: $n) { id } }";
        let told = told(&lowered(query, "{}").unwrap_err());
        assert!(
            told.contains("variable `$n` of type `Int!` is required"),
            "{told}"
        );
    }

    #[test]
    fn a_single_value_is_a_list() {
        let query = "query ($v: [UUID!]) { posts(filter: {id: {in: $v}}) { id } }";
        let (_, slots) = lowered(query, r#"{"v": "a"}"#).unwrap();
        let (_, many) = lowered(query, r#"{"v": ["a"]}"#).unwrap();
        assert_eq!(slots, many);
    }
}
