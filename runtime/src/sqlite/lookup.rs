//! Rows of relations that no index serves: before anything is written, a table is read once for
//! all parents of a level, and the numbers of each parent's rows are kept.
//!
//! The parents are known by reading their statements beforehand, for their keys alone: rows that an
//! index finds cost little next to a table that is read whole for each of them. The statements of
//! the relation then find their rows by number, each parent's as ever.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::failure::failed;
use super::rows::Live;
use crate::error::Result;
use crate::plan::node::{Lookup, Node};

/// The numbers of each parent's rows.
#[derive(Debug)]
pub(crate) struct Held {
    /// Columns of the parent's row.
    columns: Vec<usize>,
    /// JSON arrays.
    rows: HashMap<Key, String>,
}

/// A key of a parent.
type Key = Box<[Part]>;

/// A value as it is compared: equal bytes of one type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Null,
    Whole(i64),
    Bits(u64),
    Text(Box<[u8]>),
    Blob(Box<[u8]>),
}

impl Held {
    /// The numbers of a parent's rows.
    pub(crate) fn of(&self, parent: &Row<'_>) -> Result<&str> {
        let found = self.rows.get(&key(parent, &self.columns)?);
        Ok(found.map_or("[]", String::as_str))
    }
}

/// Reads the tables that relations below a node need, the upper levels' first: the lower ones'
/// parents are found by them.
pub(crate) fn fill(connection: &Connection, live: &mut Live<'_, '_>) -> Result<()> {
    let mut paths = Vec::new();
    find(live, &mut Vec::new(), &mut paths);
    for path in paths {
        let mut rows = HashMap::new();
        gather(live, &path, None, &mut rows)?;
        let Some(target) = at(live, &path) else {
            continue;
        };
        let node: &Node = target.node;
        let Some(lookup) = &node.lookup else { continue };
        if !rows.is_empty() {
            scan(connection, lookup, &mut rows)?;
        }
        let columns = node.parent_key.clone();
        target.hold(&Rc::new(Held { columns, rows }));
    }
    Ok(())
}

/// A way down from a node: for each level the section of the rows and the child.
type Path = Vec<(usize, usize)>;

fn find(live: &Live<'_, '_>, path: &mut Path, found: &mut Vec<Path>) {
    for (section, row) in live.rows.iter().enumerate() {
        for (nth, child) in row.children().iter().enumerate() {
            path.push((section, nth));
            if child.node.lookup.is_some() {
                found.push(path.clone());
            }
            find(child, path, found);
            path.pop();
        }
    }
}

fn at<'l, 'c, 'p>(
    live: &'l mut Live<'c, 'p>,
    path: &[(usize, usize)],
) -> Option<&'l mut Live<'c, 'p>> {
    let mut live = live;
    for &(section, nth) in path {
        live = live.rows.get_mut(section)?.children_mut().get_mut(nth)?;
    }
    Some(live)
}

/// The keys of all rows that have the relation at the end of a path.
fn gather(
    live: &mut Live<'_, '_>,
    path: &[(usize, usize)],
    parent: Option<&Row<'_>>,
    keys: &mut HashMap<Key, String>,
) -> Result<()> {
    let Some((&(section, nth), rest)) = path.split_first() else {
        return Ok(());
    };
    let child = live.rows.get_mut(section);
    let Some(child) = child.and_then(|row| row.children_mut().get_mut(nth)) else {
        return Ok(());
    };
    let mut rows = live.statement.start(parent)?;
    while let Some(row) = rows.next().map_err(failed)? {
        if rest.is_empty() {
            keys.entry(key(row, &child.node.parent_key)?).or_default();
        } else {
            gather(child, rest, Some(row), keys)?;
        }
    }
    Ok(())
}

/// Reads a table once, and writes the numbers of its rows to their keys.
fn scan(connection: &Connection, lookup: &Lookup, keys: &mut HashMap<Key, String>) -> Result<()> {
    let mut statement = connection
        .prepare_cached(&lookup.statement.sql)
        .map_err(failed)?;
    let columns: Vec<usize> = (0..lookup.width).collect();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(failed)? {
        if let Some(numbers) = keys.get_mut(&key(row, &columns)?) {
            let number: i64 = row.get(lookup.width).map_err(failed)?;
            numbers.push(if numbers.is_empty() { '[' } else { ',' });
            // Writing to a `String` cannot fail.
            let _ = write!(numbers, "{number}");
        }
    }
    for numbers in keys.values_mut() {
        numbers.push_str(if numbers.is_empty() { "[]" } else { "]" });
    }
    Ok(())
}

fn key(row: &Row<'_>, columns: &[usize]) -> Result<Key> {
    let part = |&column: &usize| {
        Ok(match row.get_ref(column).map_err(failed)? {
            ValueRef::Null => Part::Null,
            ValueRef::Integer(number) => Part::Whole(number),
            ValueRef::Real(number) => Part::Bits(number.to_bits()),
            ValueRef::Text(text) => Part::Text(text.into()),
            ValueRef::Blob(bytes) => Part::Blob(bytes.into()),
        })
    };
    columns.iter().map(part).collect()
}
