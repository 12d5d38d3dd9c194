//! Operators on one value, as the documents define them.

use auto_api::Value;
use auto_api::model::Operator;
use chrono::{Datelike as _, NaiveDate};
use serde_json::{Number, Value as Json};
use std::cmp::Ordering;

use super::request::{Operand, Test};

/// Whether a value passes all tests. Null passes none but `is_null`, `ne` and `not_in`.
pub(crate) fn passes(value: &Value, tests: &[Test]) -> bool {
    tests.iter().all(|test| one(value, test))
}

fn one(value: &Value, test: &Test) -> bool {
    if *value == Value::Null {
        return match (&test.operator, &test.operand) {
            (Operator::IsNull, Operand::Truth(asked)) => *asked,
            (operator, _) => matches!(operator, Operator::Ne | Operator::NotIn),
        };
    }
    match (test.operator, &test.operand) {
        (Operator::IsNull, Operand::Truth(asked)) => !asked,
        (operator, Operand::One(other)) => against(operator, value, other),
        (Operator::In, Operand::Many(all)) => all.iter().any(|other| same(value, other)),
        (Operator::NotIn, Operand::Many(all)) => !all.iter().any(|other| same(value, other)),
        (Operator::Between, Operand::Many(two)) => {
            compare(value, &two[0]).is_ge() && compare(value, &two[1]).is_le()
        }
        (Operator::ContainsAll, Operand::Many(all)) => all.iter().all(|other| has(value, other)),
        (Operator::ContainsAny, Operand::Many(all)) => all.iter().any(|other| has(value, other)),
        (Operator::Length, Operand::Whole(length)) => {
            i64::try_from(items(value).len()) == Ok(*length)
        }
        (operator, Operand::Whole(number)) => part(operator, date(value)) == *number,
        (Operator::Path, Operand::Path(path, wanted)) => match value {
            Value::Json(json) => at(json, path).is_some_and(|found| same_json(found, wanted)),
            other => panic!("no JSON: {other:?}"),
        },
        other => panic!("no such test: {other:?}"),
    }
}

fn against(operator: Operator, value: &Value, other: &Value) -> bool {
    let order = || compare(value, other);
    match operator {
        Operator::Eq => same(value, other),
        Operator::Ne => !same(value, other),
        Operator::Gt => order().is_gt(),
        Operator::Gte => order().is_ge(),
        Operator::Lt => order().is_lt(),
        Operator::Lte => order().is_le(),
        Operator::HasKey => match (value, other) {
            (Value::Json(json), Value::Text(key)) => json.get(key).is_some(),
            other => panic!("no JSON and key: {other:?}"),
        },
        _ => words(operator, text(value), text(other)),
    }
}

fn words(operator: Operator, value: &str, other: &str) -> bool {
    match operator {
        Operator::Contains => value.contains(other),
        Operator::StartsWith => value.starts_with(other),
        Operator::EndsWith => value.ends_with(other),
        Operator::Icontains => folded(value).contains(&folded(other)),
        Operator::IstartsWith => folded(value).starts_with(&folded(other)),
        Operator::IendsWith => folded(value).ends_with(&folded(other)),
        Operator::Ieq => folded(value) == folded(other),
        Operator::Like => {
            let (value, pattern): (Vec<_>, Vec<_>) =
                (value.chars().collect(), other.chars().collect());
            like(&value, &pattern)
        }
        other => panic!("no text operator: {other:?}"),
    }
}

/// Each character's lower case by itself, whatever stands around it; both small sigmas are one.
fn folded(words: &str) -> String {
    let lower = words.chars().flat_map(char::to_lowercase);
    lower
        .map(|char| if char == 'ς' { 'σ' } else { char })
        .collect()
}

fn like(value: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => value.is_empty(),
        ['%', rest @ ..] => (0..=value.len()).any(|skip| like(&value[skip..], rest)),
        ['_', rest @ ..] => !value.is_empty() && like(&value[1..], rest),
        ['\\', wanted, rest @ ..] | [wanted, rest @ ..] => {
            value.first() == Some(wanted) && like(&value[1..], rest)
        }
    }
}

/// The order of two values of one kind: numbers by size, text by code point, times by time.
pub(crate) fn compare(one: &Value, two: &Value) -> Ordering {
    match (one, two) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Float32(a), Value::Float32(b)) => a.partial_cmp(b).unwrap(),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b).unwrap(),
        (Value::Text(a), Value::Text(b)) => a.chars().cmp(b.chars()),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        (Value::Uuid(a), Value::Uuid(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::Decimal(a), Value::Decimal(b)) => a.cmp(b),
        other => panic!("not in an order: {other:?}"),
    }
}

fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Ip(a), Value::Ip(b)) => a == b,
        _ => compare(one, two).is_eq(),
    }
}

fn has(list: &Value, wanted: &Value) -> bool {
    items(list).iter().any(|item| same(item, wanted))
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        other => panic!("no list: {other:?}"),
    }
}

fn text(value: &Value) -> &str {
    match value {
        Value::Text(words) => words,
        other => panic!("no text: {other:?}"),
    }
}

fn date(value: &Value) -> NaiveDate {
    match value {
        Value::DateTime(time) => time.date_naive(),
        Value::LocalDateTime(time) => time.date(),
        Value::Date(date) => *date,
        other => panic!("no date: {other:?}"),
    }
}

fn part(operator: Operator, date: NaiveDate) -> i64 {
    match operator {
        Operator::Year => date.year().into(),
        Operator::Month => date.month().into(),
        Operator::Day => date.day().into(),
        other => panic!("no part of a date: {other:?}"),
    }
}

/// What a JSON document has at `a.b` or `tags.0`.
fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    let mut steps = path.split('.').filter(|step| !step.is_empty());
    steps.try_fold(json, |json, step| match json {
        // A place is digits only, without zeros before them.
        Json::Array(items) => items.get(
            step.parse()
                .ok()
                .filter(|at: &usize| at.to_string() == step)?,
        ),
        Json::Object(members) => members.get(step),
        _ => None,
    })
}

/// JSON equality, in which `1` is `1.0` and no two whole numbers are one.
fn same_json(one: &Json, two: &Json) -> bool {
    match (one, two) {
        (Json::Number(a), Json::Number(b)) => same_digits(a, b),
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_json(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            let found = |key, b| a.get(key).is_some_and(|a| same_json(a, b));
            a.len() == b.len() && b.iter().all(|(key, b)| found(key, b))
        }
        _ => one == two,
    }
}

/// Whether two numbers have the same digits, written out.
fn same_digits(one: &Number, two: &Number) -> bool {
    let digits = |number: &Number| {
        let float = number.as_f64().filter(|_| number.is_f64());
        float.map_or_else(|| number.to_string(), |float| format!("{float}"))
    };
    let [one, two] = [digits(one), digits(two)];
    one.trim_start_matches('-') == two.trim_start_matches('-')
        && (one.starts_with('-') == two.starts_with('-') || one.ends_with('0') && one.len() <= 2)
}
