//! Text of a statement for PostgreSQL: `$1`, `$2` with the type that each parameter has.

use std::fmt;

use sea_query::{QueryBuilder, SqlWriter, Value};

use super::node::Statement;
use super::param::Param;

/// Collects the text, and the parameters that stand in it, each once.
#[derive(Debug)]
pub(super) struct Numbered {
    text: String,
    all: Vec<Param>,
    /// For each `$n`, which of all it is.
    used: Vec<usize>,
    /// For each of all its `$n`; 0 before it has one.
    numbers: Vec<usize>,
}

impl Numbered {
    /// Writes with these parameters, of which sea-query has the positions.
    pub(super) fn new(all: Vec<Param>) -> Self {
        Self {
            text: String::with_capacity(256),
            numbers: vec![0; all.len()],
            all,
            used: Vec::new(),
        }
    }

    /// The statement.
    pub(super) fn finish(self) -> Statement {
        let Self {
            text, all, used, ..
        } = self;
        let params: Vec<Param> = used.iter().filter_map(|&at| all.get(at).cloned()).collect();
        Statement {
            sql: text,
            params,
            from_parent: 0,
        }
    }
}

impl SqlWriter for Numbered {
    fn push_param<T: QueryBuilder>(&mut self, value: Value, builder: &T) {
        let at = match value {
            Value::BigUnsigned(Some(at)) => usize::try_from(at).ok(),
            _ => None,
        };
        let Some((at, param)) = at.and_then(|at| Some((at, self.all.get(at)?))) else {
            // Constants that sea-query made itself.
            return value_text(self, builder, &value);
        };
        // The planner of PostgreSQL guesses a tenth of all rows for a `LIMIT` it does not know.
        if let Some(number) = param.number() {
            self.text.push_str(&number.to_string());
            return;
        }
        let cast = param.cast();
        if self.numbers[at] == 0 {
            self.used.push(at);
            self.numbers[at] = self.used.len();
        }
        self.text.push('$');
        self.text.push_str(&self.numbers[at].to_string());
        self.text.push_str(&cast.text());
    }

    fn as_writer(&mut self) -> &mut dyn fmt::Write {
        self
    }
}

fn value_text<T: QueryBuilder>(out: &mut Numbered, builder: &T, value: &Value) {
    let mut text = String::new();
    SqlWriter::push_param(&mut text, value.clone(), builder);
    out.text.push_str(&text);
}

impl fmt::Write for Numbered {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl fmt::Display for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
