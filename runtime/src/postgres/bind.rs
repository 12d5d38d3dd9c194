//! From a plan's parameters to a statement's.

use bytes::{BufMut, BytesMut};
use chrono::Utc;
use tokio_postgres::Row;
use tokio_postgres::types::{Format, IsNull, ToSql, Type};

use super::encode::{Answer, array, literal, put};
use super::raw;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::native::Cast;
use crate::plan::node;
use crate::plan::param::{Param, Stored};
use crate::value::Value;

/// A value behind a `$n`, and what type the statement's text gives it.
#[derive(Debug)]
pub(crate) struct Bound {
    value: Value,
    pub(super) cast: Cast,
}

/// A column of rows that are added, as an array behind a `$n`.
#[derive(Debug)]
pub(super) struct Column<'r> {
    pub(super) rows: &'r [Vec<Value>],
    pub(super) at: usize,
    pub(super) cast: Cast,
}

/// What a statement is sent with.
pub(super) trait Sent: ToSql + Sync {
    /// What type the statement's text gives it.
    fn cast(&self) -> Cast;
}

impl Sent for Bound {
    fn cast(&self) -> Cast {
        self.cast
    }
}

impl Sent for Column<'_> {
    fn cast(&self) -> Cast {
        self.cast
    }
}

/// The parents of a statement: their rows, and which columns of these lead on.
pub(crate) type Parents<'a> = (&'a [Row], &'a [usize]);

/// The values of a statement's parameters.
pub(crate) fn bind(
    plan: &node::Statement,
    slots: &[Input],
    parents: Option<Parents<'_>>,
) -> Result<Vec<Bound>> {
    let mut all = Vec::with_capacity(plan.params.len());
    for (at, param) in plan.params.iter().enumerate() {
        let value = match param {
            Param::Native(value, _) => value.clone(),
            Param::Slot(operand) => operand.native(slots)?,
            Param::Range(range) => range.edge(Utc::now()),
            Param::Limit(limit) => Value::Int(limit.resolve(slots)?),
            Param::Offset(offset) => Value::Int(offset.resolve(slots)?),
            Param::Cursor(value) => {
                let stored = value.cursor.value(value.index, slots)?;
                let native = stored.native(value.kind());
                native.ok_or_else(|| value.cursor.foreign())?
            }
            Param::Keys(_) => {
                // All arrays of keys come from the same rows: the first makes them all.
                let first = plan.params[..at]
                    .iter()
                    .any(|p| matches!(p, Param::Keys(_)));
                if !first {
                    all.extend(keys(plan, parents)?);
                }
                continue;
            }
            Param::Fixed(_) | Param::Parent(_) | Param::Numbers => {
                return Err(Error::internal("a parameter of another database"));
            }
        };
        all.push(Bound {
            value,
            cast: param.cast(),
        });
    }
    Ok(all)
}

/// As [`bind`], with nulls for the keys of parents that are not known.
pub(crate) fn unbound(plan: &node::Statement, slots: &[Input]) -> Result<Vec<Bound>> {
    if !plan
        .params
        .iter()
        .any(|param| matches!(param, Param::Keys(_)))
    {
        return bind(plan, slots, None);
    }
    let known = node::Statement {
        sql: String::new(),
        params: (plan.params.iter())
            .map(|param| match param {
                Param::Keys(_) => Param::Native(Value::Null, param.cast()),
                other => other.clone(),
            })
            .collect(),
        from_parent: 0,
    };
    bind(&known, slots, None)
}

/// The distinct keys of the parents, an array for each column.
fn keys(plan: &node::Statement, parents: Option<Parents<'_>>) -> Result<Vec<Bound>> {
    let Some((rows, columns)) = parents else {
        return Err(Error::internal("a statement needs its parents' keys"));
    };
    let wanted: Vec<_> = (plan.params.iter())
        .filter_map(|param| match param {
            Param::Keys(keys) => Some(keys),
            _ => None,
        })
        .collect();
    let mut seen = std::collections::HashSet::with_capacity(rows.len());
    let mut arrays = vec![Vec::with_capacity(rows.len()); wanted.len()];
    for row in rows {
        if !seen.insert(super::load::key(row, columns)) {
            continue;
        }
        for (array, keys) in arrays.iter_mut().zip(&wanted) {
            array.push(native(row, columns[keys.position], keys.cast)?);
        }
    }
    let casts = wanted.iter().map(|keys| Cast {
        many: true,
        ..keys.cast
    });
    Ok(arrays
        .into_iter()
        .zip(casts)
        .map(|(array, cast)| Bound {
            value: Value::List(array),
            cast,
        })
        .collect())
}

/// A column of a row, to be sent again.
fn native(row: &Row, column: usize, cast: Cast) -> Result<Value> {
    let Some(raw) = raw::of(row, column) else {
        return Ok(Value::Null);
    };
    let found = match cast.name {
        "int8" => raw::whole(raw).map(Value::Int),
        // Enums are read as text, and sent as such.
        "text" | "" => Some(Value::Text(String::from_utf8_lossy(raw).into_owned())),
        "uuid" => uuid::Uuid::from_slice(raw).ok().map(Value::Uuid),
        "numeric" => super::read::decimal(row.columns()[column].type_(), raw).map(Value::Decimal),
        "timestamptz" => super::read::moment(raw).map(Value::DateTime),
        "timestamp" => super::read::moment(raw).map(|time| Value::LocalDateTime(time.naive_utc())),
        "date" => super::read::date(raw).map(Value::Date),
        "time" => super::read::clock(raw).map(Value::Time),
        "interval" => super::read::interval(raw).map(Value::Duration),
        "inet" => super::read::ip(raw).map(Value::Ip),
        "float8" => super::read::float(row.columns()[column].type_(), raw).map(Value::Float),
        "bool" => raw.first().map(|byte| Value::Bool(*byte != 0)),
        "bytea" => Some(Value::Bytes(raw.to_vec())),
        _ => None,
    };
    found.ok_or_else(|| Error::internal(format!("a key of type {} cannot be sent", cast.name)))
}

impl Cast {
    /// The type that the driver is told where a statement is not prepared by name.
    pub(super) fn ty(self) -> Type {
        match (self.name, self.many) {
            ("bool", false) => Type::BOOL,
            ("int8", false) => Type::INT8,
            ("float8", false) => Type::FLOAT8,
            ("text", false) => Type::TEXT,
            ("uuid", false) => Type::UUID,
            ("timestamptz", false) => Type::TIMESTAMPTZ,
            ("timestamp", false) => Type::TIMESTAMP,
            ("date", false) => Type::DATE,
            ("time", false) => Type::TIME,
            ("interval", false) => Type::INTERVAL,
            ("numeric", false) => Type::NUMERIC,
            ("bytea", false) => Type::BYTEA,
            ("jsonb", false) => Type::JSONB,
            ("inet", false) => Type::INET,
            ("bool", true) => Type::BOOL_ARRAY,
            ("int8", true) => Type::INT8_ARRAY,
            ("float8", true) => Type::FLOAT8_ARRAY,
            ("text", true) => Type::TEXT_ARRAY,
            ("uuid", true) => Type::UUID_ARRAY,
            ("timestamptz", true) => Type::TIMESTAMPTZ_ARRAY,
            ("timestamp", true) => Type::TIMESTAMP_ARRAY,
            ("date", true) => Type::DATE_ARRAY,
            ("time", true) => Type::TIME_ARRAY,
            ("interval", true) => Type::INTERVAL_ARRAY,
            ("numeric", true) => Type::NUMERIC_ARRAY,
            ("bytea", true) => Type::BYTEA_ARRAY,
            ("jsonb", true) => Type::JSONB_ARRAY,
            ("inet", true) => Type::INET_ARRAY,
            _ => Type::UNKNOWN,
        }
    }
}

impl ToSql for Column<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Answer {
        array(self.rows.iter().map(|row| &row[self.at]), ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Answer {
        self.to_sql(ty, out)
    }
}

impl ToSql for Bound {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Answer {
        if self.cast.name.is_empty() {
            out.put_slice(literal(&self.value).as_bytes());
            return Ok(IsNull::No);
        }
        put(&self.value, ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        if self.cast.name.is_empty() {
            Format::Text
        } else {
            Format::Binary
        }
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Answer {
        if self.value == Value::Null {
            return Ok(IsNull::Yes);
        }
        self.to_sql(ty, out)
    }
}

/// What SQLite would hold for a column of an order, for cursors.
pub(crate) fn stored(row: &Row, column: usize, encoding: &node::Encoding) -> Result<Stored> {
    let Some(raw) = raw::of(row, column) else {
        return Ok(Stored::Null);
    };
    let ty = row.columns()[column].type_();
    let value = super::read::value(encoding, ty, raw);
    let value =
        value.ok_or_else(|| Error::internal(format!("an order by a column of type {ty}")))?;
    Ok(crate::plan::operand::stored(&value))
}
