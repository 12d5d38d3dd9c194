//! From a read to a node: its statement, and what is written of each row.

use std::sync::Arc;

use auto_api_model::{Join, Link};
use sea_query::{ExprTrait, SelectStatement};

use super::Planner;
use super::dialect::Dialect;
use super::filter::Place;
use super::join::{Columns, Table};
use super::node::{Batch, Node, NodeForm, Output, RowShape, Rows};
use super::order::Key;
use super::param::{Limit, Number, NumberValue, Offset, OperandForm, Param, Stored};
use super::relation::lookup;
use super::source::{Level, Parents, Source, is_bounded};
use super::sql::{Sql, compared, from};
use crate::ask::{Form, Input, Item, Read};
use crate::json;

/// The link a read came by, and where the parent's statement has its side of the join.
#[derive(Debug, Clone)]
pub(crate) struct Parent<'z> {
    pub(crate) link: &'z Link,
    pub(crate) positions: Vec<usize>,
    /// On PostgreSQL: the parents as a query.
    pub(crate) source: Option<Source>,
    /// Where no index serves the link and there may be several parents: what the numbers of rows
    /// are called by which they are found.
    pub(crate) numbers: Option<&'static str>,
}

/// Whose columns a row's object is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Of<'a> {
    pub(crate) entity: usize,
    /// On PostgreSQL: its rows as a query.
    level: Option<&'a Level>,
    table: Table,
}

impl<'a> Of<'a> {
    /// Of the statement's own table.
    pub(crate) fn own(entity: usize, level: Option<&'a Level>) -> Self {
        Self {
            entity,
            level,
            table: None,
        }
    }
}

impl<'z> Planner<'z> {
    /// The node of a read.
    pub(crate) fn node(&mut self, read: &Read, label: String, parent: Option<Parent<'z>>) -> Node {
        let mut batch = None;
        let has_many = usize::from(!matches!(read.form, Form::One(_)));
        self.lists += has_many;
        let lookups = self.lookups;
        let form = self.within(&read.key, |planner| match &read.form {
            Form::One(items) => {
                let nullable = parent.as_ref().is_none_or(|parent| parent.link.nullable);
                let rows = planner.rows(read, items, (parent.as_ref(), &mut batch), &label);
                NodeForm::One { rows, nullable }
            }
            Form::List(items) => {
                NodeForm::List(planner.rows(read, items, (parent.as_ref(), &mut batch), &label))
            }
            Form::Pages(items) | Form::Connection(items) => {
                NodeForm::Page(planner.page(read, items, (parent.as_ref(), &mut batch), &label))
            }
            Form::Aggregate(items) => {
                NodeForm::Aggregate(planner.totals(read, items, (parent.as_ref(), &mut batch)))
            }
            Form::Groups(items) => NodeForm::Groups(planner.groups(read, items)),
        });
        self.lists -= has_many;
        let looks_up = self.lookups > lookups;
        let lookup = parent.as_ref().and_then(|parent| {
            let numbers = parent.numbers?;
            self.lookups += 1;
            Some(lookup(self.zone, parent.link, numbers))
        });
        let parent_key = parent.map_or(Vec::new(), |parent| parent.positions);
        Node {
            key: json::key(&read.key),
            label,
            parent_key,
            form,
            batch,
            lookup,
            looks_up,
        }
    }

    fn rows(
        &mut self,
        read: &Read,
        items: &[Item],
        (parent, batch): (Option<&Parent<'z>>, &mut Option<Batch>),
        label: &str,
    ) -> Rows {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        let parents = self.parents(&mut sql, parent, read);
        let mut select = self.base(&mut sql, place, read, &parents);
        let is_list = matches!(read.form, Form::List(_));
        let by_key =
            !read.args.key.is_empty() || parent.is_some_and(|p| self.zone.leads_by_key(p.link));
        let mut keys = Vec::new();
        if is_list || !by_key {
            keys = self.within("order_by", |p| {
                p.order(&mut sql, place, read.args.order_by.as_ref())
            });
            apply(self.dialect, &keys, &mut select);
        }
        if is_list {
            self.list_bounds(&mut sql, &mut select, read);
        } else if !by_key {
            let one = sql.number(Param::Fixed(Stored::Int(1)));
            select.limit(one);
        }
        let mut columns = Columns::default();
        let level = self.level((&sql, &select), place, read, &parents);
        let of = Of::own(read.entity, level.as_ref());
        let row = self.row(of, items, &mut columns, label);
        let order = (keys.as_slice(), !by_key && is_bounded(read));
        let select = self.with_columns(select, place, &columns, order, &[]);
        let (select, keys) = parents.around(self.zone, place, select, columns.len());
        *batch = keys;
        Rows {
            statement: sql.finish(&select),
            row,
        }
    }

    /// `FROM` and `WHERE`: the parent's rows, the key, the filter; of rows that are not distinct
    /// the first.
    pub(crate) fn base(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        read: &Read,
        parents: &Parents<'_, 'z>,
    ) -> SelectStatement {
        let zone = self.zone;
        let members = self.distinct_members(&zone.entities[place.entity], &read.args);
        if members.is_empty() {
            return self.filtered(sql, place, read, parents);
        }
        self.first_of_each(sql, place, read, (parents, &members))
    }

    /// `FROM` and `WHERE`: the parent's rows, the key, the filter.
    pub(super) fn filtered(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        read: &Read,
        parents: &Parents<'_, 'z>,
    ) -> SelectStatement {
        let zone = self.zone;
        let entity = &zone.entities[place.entity];
        let mut select = from(entity, place.alias);
        if let Some(condition) = parents.condition(zone, sql, place) {
            select.and_where(condition);
        }
        for (member, input) in &read.args.key {
            let kind = &entity.members[*member].kind;
            let name = &entity.members[*member].name;
            let value = self.within(name, |p| p.operand(sql, kind, OperandForm::Value, input));
            select.and_where(compared(self.dialect, entity, place.alias, *member).eq(value));
        }
        if let Some(filter) = read
            .args
            .filter
            .as_ref()
            .filter(|filter| **filter != Input::Null)
        {
            let filter = self.within("filter", |p| p.filter(sql, place, filter));
            select.and_where(filter);
        }
        select
    }

    pub(crate) fn list_bounds(&mut self, sql: &mut Sql, select: &mut SelectStatement, read: &Read) {
        let offset = read.args.offset.as_ref();
        let skips = offset.is_some_and(|rows| !matches!(rows, Input::Null | Input::Int(0)));
        if read.args.unbounded && read.args.limit.is_none() {
            // SQLite takes no offset without a limit; a negative one is none.
            if skips && self.dialect == Dialect::Sqlite {
                select.limit(sql.number(Param::Fixed(Stored::Int(-1))));
            }
        } else {
            let page = self.zone.entities[read.entity].model.page;
            let limit = read.args.limit.as_ref();
            let most = if read.args.unbounded {
                i64::MAX
            } else {
                page.max.into()
            };
            let rows = self.number("limit", limit, page.default, (0, most));
            select.limit(sql.number(Param::Limit(Limit { rows, extra: false })));
        }
        if skips {
            let rows = self.number("offset", read.args.offset.as_ref(), 0, (0, i64::MAX));
            select.offset(sql.number(Param::Offset(Offset::Rows(rows))));
        }
    }

    /// A whole number among the arguments, checked now or with each run.
    pub(crate) fn number(
        &mut self,
        name: &str,
        input: Option<&Input>,
        default: u32,
        (min, max): (i64, i64),
    ) -> Number {
        let name = self.zone.case.apply(name);
        self.within(&name, |planner| {
            let path: Arc<[String]> = planner.path.as_slice().into();
            let mut number = Number {
                value: NumberValue::Fixed(default.into()),
                min,
                max,
                path,
            };
            match input {
                None | Some(Input::Null) => {}
                Some(Input::Slot(slot)) => number.value = NumberValue::Slot(*slot),
                Some(input) => match number.check(input) {
                    Ok(value) => number.value = NumberValue::Fixed(value),
                    Err(error) => planner.errors.push(error),
                },
            }
            number
        })
    }

    /// What is written of each row; the children's sides of their joins become columns too.
    pub(crate) fn row(
        &mut self,
        of: Of<'_>,
        items: &[Item],
        columns: &mut Columns,
        label: &str,
    ) -> RowShape {
        let (zone, entity) = (self.zone, of.entity);
        let mut shape = RowShape::default();
        for item in items {
            let key = |name| json::member_key(shape.outputs.is_empty(), name);
            let output = match item {
                Item::Typename(name) => {
                    let mut bytes = key(name).into_vec();
                    json::string(&mut bytes, zone.entities[entity].model.name);
                    Output::Fixed(bytes.into())
                }
                Item::Member {
                    key: name,
                    member,
                    part,
                } => {
                    let member_of = &zone.entities[entity].members[*member];
                    let scale = member_of.constraints.scale;
                    Output::Column {
                        key: key(name),
                        column: columns.position(of.table, *member),
                        encoding: self.encoding(&member_of.kind, scale, part.as_deref()),
                    }
                }
                Item::Computed {
                    key: name,
                    method,
                    part,
                } => {
                    let key = key(name);
                    let position = |at| columns.position(of.table, at);
                    self.computed((entity, *method), key, part.as_deref(), position)
                }
                Item::Link { link, read } => {
                    let link = &zone.entities[entity].links[*link];
                    let label = format!("{label}.{}", link.relation.name);
                    if let (true, Form::One(items)) = (self.is_joined(link, read), &read.form) {
                        let key = key(&read.key);
                        shape
                            .outputs
                            .push(self.joined((link, key), of, items, columns, label));
                        continue;
                    }
                    let (Join::Direct { own, .. } | Join::Through { own, .. }) = &link.join;
                    let positions = own
                        .iter()
                        .map(|&own| columns.position(of.table, own))
                        .collect();
                    let source = of.level.map(|level| level.source(zone, link, own));
                    let several = self.lists > 0 && self.dialect == Dialect::Sqlite;
                    let numbers = link.numbers.filter(|_| several);
                    let key = key(&read.key);
                    let child = self.node(
                        read,
                        label,
                        Some(Parent {
                            link,
                            positions,
                            source,
                            numbers,
                        }),
                    );
                    shape.children.push(child);
                    Output::Child {
                        key,
                        child: shape.children.len() - 1,
                    }
                }
            };
            shape.outputs.push(output);
        }
        shape
    }

    /// The one row that a link leads to, whose columns are in the same row.
    fn joined(
        &mut self,
        (link, key): (&'z Link, Box<[u8]>),
        of: Of<'_>,
        items: &[Item],
        columns: &mut Columns,
        label: String,
    ) -> Output {
        let table = columns.join(of.table, link);
        let below = Of {
            entity: link.target,
            level: None,
            table: Some(table),
        };
        let row = self.row(below, items, columns, &label);
        let (Join::Direct { other, .. } | Join::Through { other, .. }) = &link.join;
        Output::Joined {
            key,
            row: Box::new(row),
            present: columns.position(Some(table), other[0]),
            nullable: link.nullable,
            label,
        }
    }
}

/// `"key":"text"` as bytes.
pub(crate) fn fixed(key: &str, text: &str) -> Box<[u8]> {
    let mut bytes = json::key(key).into_vec();
    json::string(&mut bytes, text);
    bytes.into()
}

/// Adds an order to a statement.
pub(crate) fn apply(dialect: Dialect, keys: &[Key], select: &mut SelectStatement) {
    for key in keys {
        key.apply(dialect, select);
    }
}
