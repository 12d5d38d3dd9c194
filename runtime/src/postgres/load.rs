//! The rows of a plan: all statements whose parameters are known are sent at once, and answered in
//! one round trip.

use std::collections::HashMap;

use futures_util::future::{BoxFuture, FutureExt, try_join, try_join_all, try_join3};
use tokio_postgres::Row;
use tokio_postgres::types::Type;

use super::bind::{Parents, bind};
use super::lent::Lent;
use super::{numeric, raw};
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node::{EdgeOutput, Node, NodeForm, PageOutput, RowShape, Statement, Strategy};

/// The rows of a node, for all its parents.
#[derive(Debug)]
pub(crate) struct Loaded<'p> {
    pub(crate) node: &'p Node,
    pub(crate) rows: Vec<Row>,
    groups: Groups,
    /// The rows of a page's count.
    counts: Vec<Row>,
    counted: Groups,
    /// For each shape of its rows (a page has several), in order: the nodes below.
    pub(crate) sections: Vec<Section<'p>>,
}

/// What is written of a node's rows, and the nodes below.
#[derive(Debug)]
pub(crate) struct Section<'p> {
    pub(crate) shape: &'p RowShape,
    pub(crate) children: Vec<Loaded<'p>>,
}

/// Which rows belong to which parent. Rows of one parent keep their order.
#[derive(Debug, Default)]
struct Groups {
    /// The first and last row.
    ends: HashMap<Key, (usize, usize)>,
    /// For each row the next of the same parent.
    next: Vec<usize>,
}

/// The key of a parent, whatever the width of its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Null,
    Int(i64),
    Bytes(Box<[u8]>),
    Several(Box<[Key]>),
}

/// What a run is of.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(crate) lent: &'a Lent,
    pub(crate) slots: &'a [Input],
}

impl<'a> Run<'a> {
    /// The rows of a node and all below it.
    pub(crate) fn load<'p: 'a>(
        self,
        node: &'p Node,
        parents: Option<Parents<'a>>,
    ) -> BoxFuture<'a, Result<Loaded<'p>>> {
        async move {
            let (main, count) = statements(node);
            let shapes = shapes(node);
            let is_early = |child: &Node| match &child.batch {
                Some(batch) => batch.strategy == Strategy::Subquery,
                None => false,
            };
            let children = || shapes.iter().flat_map(|shape| &shape.children);
            let early = children().filter(|child| is_early(child));
            let early = early.map(|child| self.load(child, None));
            let counts = async {
                match count {
                    Some(count) => self.rows(count, parents).await,
                    None => Ok(Vec::new()),
                }
            };
            let own = self.rows(main, parents);
            let (rows, counts, early) = try_join3(own, counts, try_join_all(early)).await?;
            let late = children().filter(|child| !is_early(child));
            let late = late.map(|child| self.load(child, Some((&rows, &child.parent_key))));
            let late = try_join_all(late).await?;

            let (mut early, mut late) = (early.into_iter(), late.into_iter());
            let mut sections = Vec::with_capacity(shapes.len());
            for shape in shapes {
                let below = shape.children.iter().filter_map(|child| {
                    if is_early(child) {
                        early.next()
                    } else {
                        late.next()
                    }
                });
                sections.push(Section {
                    shape,
                    children: below.collect(),
                });
            }
            let keys = node.batch.as_ref().map(|batch| batch.keys.clone());
            let width = keys.as_ref().map_or(0, ExactSizeIterator::len);
            Ok(Loaded {
                node,
                groups: keys.map_or_else(Groups::default, |keys| Groups::of(&rows, keys)),
                counted: Groups::of(&counts, 1..1 + width),
                rows,
                counts,
                sections,
            })
        }
        .boxed()
    }

    async fn rows(self, statement: &Statement, parents: Option<Parents<'_>>) -> Result<Vec<Row>> {
        if parents.is_some_and(|(rows, _)| rows.is_empty()) {
            return Ok(Vec::new());
        }
        let bound = bind(statement, self.slots, parents)?;
        self.lent.query(&statement.sql, &bound).await
    }

    /// The rows of several nodes, in one snapshot if there are several statements.
    pub(crate) async fn all<'p: 'a>(
        self,
        nodes: &[&'p Node],
        several: bool,
    ) -> Result<Vec<Loaded<'p>>> {
        let work = try_join_all(nodes.iter().map(|node| self.load(node, None)));
        if !several {
            return work.await;
        }
        let client = self.lent.client();
        let begun = async {
            client
                .batch_execute(BEGIN)
                .await
                .map_err(super::failure::failed)
        };
        let done = try_join(begun, work).await;
        // It need not be waited for: whoever uses the connection next comes after it.
        let end = client.batch_execute(if done.is_ok() { "COMMIT" } else { "ROLLBACK" });
        if let Some(ended) = end.now_or_never() {
            ended.map_err(super::failure::failed)?;
        }
        done.map(|((), loaded)| loaded)
    }
}

const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

fn statements(node: &Node) -> (&Statement, Option<&Statement>) {
    match &node.form {
        NodeForm::One { rows, .. } | NodeForm::List(rows) => (&rows.statement, None),
        NodeForm::Page(page) => (&page.statement, page.count.as_ref()),
        NodeForm::Aggregate(totals) => (&totals.statement, None),
        NodeForm::Groups(groups) => (&groups.statement, None),
    }
}

fn shapes(node: &Node) -> Vec<&RowShape> {
    match &node.form {
        NodeForm::One { rows, .. } | NodeForm::List(rows) => vec![&rows.row],
        NodeForm::Page(page) => page.items.iter().flat_map(shapes_of_item).collect(),
        NodeForm::Aggregate(_) | NodeForm::Groups(_) => Vec::new(),
    }
}

fn shapes_of_item(item: &PageOutput) -> Vec<&RowShape> {
    match item {
        PageOutput::Rows { row, .. } => vec![row],
        PageOutput::Edges { edge, .. } => (edge.iter())
            .filter_map(|item| match item {
                EdgeOutput::Node { row, .. } => Some(row),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

impl Groups {
    fn of(rows: &[Row], keys: std::ops::Range<usize>) -> Self {
        let columns: Vec<usize> = keys.collect();
        let mut groups = Self {
            ends: HashMap::new(),
            next: vec![usize::MAX; rows.len()],
        };
        for (at, row) in rows.iter().enumerate() {
            let ends = groups.ends.entry(key(row, &columns)).or_insert((at, at));
            if ends.1 != at {
                groups.next[ends.1] = at;
                ends.1 = at;
            }
        }
        groups
    }

    fn first(&self, parent: &Key) -> usize {
        self.ends.get(parent).map_or(usize::MAX, |ends| ends.0)
    }
}

impl Loaded<'_> {
    /// The rows of a parent, or of the root.
    pub(crate) fn rows_of(&self, parent: Option<&Row>) -> impl Iterator<Item = &Row> {
        let chained = parent.map(|row| self.groups.first(&key(row, &self.node.parent_key)));
        let mut at = chained.unwrap_or(0);
        std::iter::from_fn(move || {
            let row = self.rows.get(at)?;
            at = match chained {
                None => at + 1,
                Some(_) => self.groups.next[at],
            };
            Some(row)
        })
    }

    /// The row of a page's count.
    pub(crate) fn count_of(&self, parent: Option<&Row>) -> Option<i64> {
        let at = parent.map_or(0, |row| {
            self.counted.first(&key(row, &self.node.parent_key))
        });
        raw::of(self.counts.get(at)?, 0).and_then(raw::whole)
    }
}

/// The key in some columns of a row.
pub(crate) fn key(row: &Row, columns: &[usize]) -> Key {
    match columns {
        [one] => cell(row, *one),
        many => Key::Several(many.iter().map(|&column| cell(row, column)).collect()),
    }
}

fn cell(row: &Row, column: usize) -> Key {
    let Some(raw) = raw::of(row, column) else {
        return Key::Null;
    };
    match row.columns().get(column).map(tokio_postgres::Column::type_) {
        Some(&Type::INT2 | &Type::INT4 | &Type::INT8) => {
            raw::whole(raw).map_or(Key::Null, Key::Int)
        }
        Some(&Type::NUMERIC) => {
            let number = numeric::decimal(raw).map(|number| number.normalize().to_string());
            Key::Bytes(number.unwrap_or_default().into_bytes().into())
        }
        _ => Key::Bytes(raw.into()),
    }
}

/// A row that must be there is not.
pub(crate) fn missing(label: &str) -> Error {
    Error::internal(format!(
        "`{label}` leads to a row that does not exist, and the field that leads there is not optional"
    ))
}
