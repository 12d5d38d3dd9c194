//! What SQLite lacks: Unicode folding, exact decimals and sums, comparison of JSON.
//!
//! Nothing here is written into a database: a file stays readable without these functions.

mod bucket;
mod decimals;
mod floats;

use std::cmp::Ordering;

use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Result};

use crate::coerce::parse_decimal;
use crate::plan::operand::fold;
use decimals::Decimals;
use floats::Floats;

/// Adds all of them to a connection.
pub(crate) fn add(connection: &Connection) -> Result<()> {
    connection.create_collation("auto_decimal", compare_decimals)?;
    text(connection, "auto_ends_with", |text, end| {
        text.ends_with(end)
    })?;
    text(connection, "auto_like", like)?;
    text(connection, "auto_icontains", |text, part| {
        folded(text, |text| text.contains(part))
    })?;
    text(connection, "auto_istarts_with", |text, part| {
        folded(text, |text| text.starts_with(part))
    })?;
    text(connection, "auto_iends_with", |text, part| {
        folded(text, |text| text.ends_with(part))
    })?;
    text(connection, "auto_ieq", |text, part| {
        folded(text, |text| text == part)
    })?;
    text(connection, "auto_has_all", |list, wanted| {
        lists(list, wanted, true)
    })?;
    text(connection, "auto_has_any", |list, wanted| {
        lists(list, wanted, false)
    })?;
    text(connection, "auto_has_key", |json, key| {
        read(json).is_some_and(|json| json.as_object().is_some_and(|o| o.contains_key(key)))
    })?;
    connection.create_scalar_function("auto_json_eq", 3, FLAGS, |context| {
        let (Some(json), Some(path), Some(wanted)) =
            (words(context, 0), words(context, 1), words(context, 2))
        else {
            return Ok(None);
        };
        let found = read(&json).and_then(|json| json.pointer(&pointer(&path)).cloned());
        Ok(Some(found.is_some_and(|found| {
            read(&wanted).is_some_and(|wanted| same(&found, &wanted))
        })))
    })?;
    connection.create_scalar_function("auto_float", 1, FLAGS, |context| {
        let bits: i64 = context.get(0)?;
        Ok(f64::from_bits(bits.cast_unsigned()))
    })?;
    connection.create_scalar_function("auto_decimal", 1, FLAGS, |context| {
        let number = super::read::decimal(context.get_raw(0));
        Ok(number.map(|number| number.normalize().to_string()))
    })?;
    connection.create_scalar_function("auto_number", 1, FLAGS, |context| {
        Ok(number(context.get_raw(0)))
    })?;
    bucket::add(connection)?;
    connection.create_aggregate_function("auto_sum_int", 1, FLAGS, Sum { average: false })?;
    connection.create_aggregate_function("auto_avg_int", 1, FLAGS, Sum { average: true })?;
    connection.create_aggregate_function("auto_sum_float", 1, FLAGS, Floats { average: false })?;
    connection.create_aggregate_function("auto_avg_float", 1, FLAGS, Floats { average: true })?;
    connection.create_aggregate_function(
        "auto_sum_decimal",
        1,
        FLAGS,
        Decimals { average: false },
    )?;
    connection.create_aggregate_function("auto_avg_decimal", 1, FLAGS, Decimals { average: true })
}

const FLAGS: FunctionFlags = FunctionFlags::SQLITE_UTF8.union(FunctionFlags::SQLITE_DETERMINISTIC);

type Json = serde_json::Value;

/// A sum that is text since it has more than 64 bits, as the nearest float: it is compared with
/// numbers that have no more.
fn number(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(digits) => {
            let digits = std::str::from_utf8(digits).ok();
            let float = digits.and_then(|digits| digits.parse().ok());
            float.map_or(Value::Null, Value::Real)
        }
        other => Value::try_from(other).unwrap_or(Value::Null),
    }
}

/// A function of two texts; null if one is null, as SQLite's own.
fn text(
    connection: &Connection,
    name: &'static str,
    test: impl Fn(&str, &str) -> bool + Send + 'static,
) -> Result<()> {
    connection.create_scalar_function(name, 2, FLAGS, move |context| {
        Ok(match (borrowed(context, 0), borrowed(context, 1)) {
            (Some(one), Some(two)) => Some(test(one, two)),
            _ => None,
        })
    })
}

fn borrowed<'c>(context: &'c Context<'_>, at: usize) -> Option<&'c str> {
    context.get_raw(at).as_str().ok()
}

fn words(context: &Context<'_>, at: usize) -> Option<String> {
    borrowed(context, at).map(str::to_owned)
}

/// Tests a text in the project's one case folding; text of ASCII is folded without a copy's cost
/// of Unicode tables.
fn folded(text: &str, test: impl Fn(&str) -> bool) -> bool {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        return test(&lower);
    }
    test(&fold(text))
}

/// `%` is any text, `_` one character, `\` takes the next literally. Backs up to the last `%`
/// only, so that no pattern takes exponential time.
fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<Token> = tokens(pattern);
    let (mut at, mut in_pattern) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(in_pattern) {
            Some(Token::Any) => {
                retry = Some((in_pattern + 1, at));
                in_pattern += 1;
            }
            Some(Token::One) => (at, in_pattern) = (at + 1, in_pattern + 1),
            Some(Token::Char(wanted)) if *wanted == text[at] => {
                (at, in_pattern) = (at + 1, in_pattern + 1);
            }
            _ => match retry {
                Some((after, from)) => {
                    retry = Some((after, from + 1));
                    (at, in_pattern) = (from + 1, after);
                }
                None => return false,
            },
        }
    }
    pattern[in_pattern..]
        .iter()
        .all(|token| *token == Token::Any)
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Any,
    One,
    Char(char),
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut chars = pattern.chars();
    let mut tokens = Vec::new();
    while let Some(char) = chars.next() {
        tokens.push(match char {
            '%' => Token::Any,
            '_' => Token::One,
            '\\' => Token::Char(chars.next().unwrap_or('\\')),
            other => Token::Char(other),
        });
    }
    tokens
}

/// Texts that are decimals are in the order of their numbers; others come after, by code point.
fn compare_decimals(one: &str, two: &str) -> Ordering {
    match (parse_decimal(one), parse_decimal(two)) {
        (Some(one), Some(two)) => one.cmp(&two),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(two),
    }
}

fn read(json: &str) -> Option<Json> {
    serde_json::from_str(json).ok()
}

/// Whether a JSON array has all, or any, of the wanted values.
fn lists(list: &str, wanted: &str, all: bool) -> bool {
    let (Some(Json::Array(list)), Some(Json::Array(wanted))) = (read(list), read(wanted)) else {
        return false;
    };
    let has = |wanted: &Json| list.iter().any(|found| same(found, wanted));
    if all {
        wanted.iter().all(has)
    } else {
        wanted.iter().any(has)
    }
}

/// Whether two JSON values are equal; numbers by their digits, as PostgreSQL has them, so that `1`
/// and `1.0` are. Two whole numbers that the same float is nearest to are not.
fn same(one: &Json, two: &Json) -> bool {
    match (one, two) {
        (Json::Number(a), Json::Number(b)) if a.is_f64() && b.is_f64() => a.as_f64() == b.as_f64(),
        (Json::Number(float), Json::Number(whole)) | (Json::Number(whole), Json::Number(float))
            if float.is_f64() && !whole.is_f64() =>
        {
            // Zero has a sign, which is no digit.
            let float = float.as_f64().map(|float| float + 0.0);
            float.is_some_and(|float| float.to_string() == whole.to_string())
        }
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => one == two,
    }
}

/// `address.city` or `tags.0` as an RFC 6901 pointer.
fn pointer(path: &str) -> String {
    let mut pointer = String::new();
    for step in path.split('.').filter(|step| !step.is_empty()) {
        pointer.push('/');
        pointer += &step.replace('~', "~0").replace('/', "~1");
    }
    pointer
}

/// A sum of whole numbers that cannot overflow, or their average.
#[derive(Debug)]
struct Sum {
    average: bool,
}

impl Aggregate<(i128, i64), ToSqlOutput<'static>> for Sum {
    fn init(&self, _: &mut Context<'_>) -> Result<(i128, i64)> {
        Ok((0, 0))
    }

    fn step(&self, context: &mut Context<'_>, (sum, count): &mut (i128, i64)) -> Result<()> {
        if let ValueRef::Integer(number) = context.get_raw(0) {
            *sum += i128::from(number);
            *count += 1;
        }
        Ok(())
    }

    // The average of whole numbers is the nearest 64-bit float, on every database.
    #[allow(clippy::cast_precision_loss)]
    fn finalize(
        &self,
        _: &mut Context<'_>,
        state: Option<(i128, i64)>,
    ) -> Result<ToSqlOutput<'static>> {
        let value = match state {
            None | Some((_, 0)) => Value::Null,
            Some((sum, count)) if self.average => Value::Real(sum as f64 / count as f64),
            Some((sum, _)) => match i64::try_from(sum) {
                Ok(sum) => Value::Integer(sum),
                Err(_) => Value::Text(sum.to_string()),
            },
        };
        Ok(ToSqlOutput::Owned(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (text, pattern, matches) in [
            ("abc", "a%", true),
            ("abc", "A%", false),
            ("abc", "_b_", true),
            ("a%c", r"a\%c", true),
            ("abc", r"a\%c", false),
            ("", "%", true),
            ("", "_", false),
            ("aXbXc", "a%X%c", true),
            ("İß", "_ß", true),
            (r"a\", r"a\", true),
            ("aaaaaaaaaaaaaaaaaaaaab", "%a%a%a%a%a%a%a%c", false),
        ] {
            assert_eq!(like(text, pattern), matches, "{text} {pattern}");
        }
    }

    #[test]
    fn decimals_are_in_order_of_value() {
        assert_eq!(compare_decimals("9.9", "10"), Ordering::Less);
        assert_eq!(compare_decimals("1.0", "1"), Ordering::Equal);
        assert_eq!(compare_decimals("-2", "-10"), Ordering::Greater);
    }

    #[test]
    fn pointers() {
        assert_eq!(pointer("address.city"), "/address/city");
        assert_eq!(pointer("a/b.0"), "/a~1b/0");
        assert_eq!(pointer(""), "");
    }
}
