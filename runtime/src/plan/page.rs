//! Pages: numbered ones, and keyset pages from a cursor on.

use std::sync::Arc;

use super::Planner;
use super::cursor::behind;
use super::filter::Place;
use super::join::Columns;
use super::node::{Batch, Bounds, EdgeOutput, InfoOutput, Page, PageOutput, Statement};
use super::order::Key;
use super::param::{CursorInput, Limit, NumberValue, Offset, Param, Seal};
use super::select::{Of, Parent, apply, fixed};
use super::sql::Sql;
use crate::ask::{EdgeItem, Form, Info, InfoItem, Input, PageItem, Read};
use crate::error::Error;
use crate::json;
use sea_query::Expr;

impl<'z> Planner<'z> {
    /// The page of a read.
    pub(crate) fn page(
        &mut self,
        read: &Read,
        items: &[PageItem],
        (parent, batch): (Option<&Parent<'z>>, &mut Option<Batch>),
        label: &str,
    ) -> Page {
        let needs = Needs::of(items);
        let bounds = self.bounds(read);
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        let parents = self.parents(&mut sql, parent, read);
        let mut select = self.base(&mut sql, place, read, &parents);
        let mut keys = self.within("order_by", |p| {
            p.order(&mut sql, place, read.args.order_by.as_ref())
        });
        let as_asked = keys.clone();
        let extra = needs.more && !needs.count_tells(&bounds);
        let mut seal = None;
        match &bounds {
            Bounds::Numbered { page, per_page } => {
                let offset = Offset::Page {
                    page: page.clone(),
                    per_page: per_page.clone(),
                };
                apply(self.dialect, &keys, &mut select);
                select.limit(sql.number(Param::Limit(Limit {
                    rows: per_page.clone(),
                    extra,
                })));
                if page.value != NumberValue::Fixed(1) {
                    select.offset(sql.number(Param::Offset(offset)));
                }
            }
            Bounds::Keyset {
                size,
                backwards,
                after,
                before,
            } => {
                let name = self.zone.entities[read.entity].model.rust_name;
                let distinct = self.distinct_names(read);
                let sealed = Seal::new((name, &distinct), &keys, read.args.filter.as_ref());
                for (cursor, name, reverse) in [(after, "after", false), (before, "before", true)] {
                    if let Some(cursor) = cursor {
                        let condition =
                            self.cursor(&mut sql, cursor, (name, reverse), &keys, &sealed);
                        select.and_where(condition);
                    }
                }
                seal = Some(sealed);
                if *backwards {
                    keys = keys.into_iter().map(Key::reversed).collect();
                }
                apply(self.dialect, &keys, &mut select);
                select.limit(sql.number(Param::Limit(Limit {
                    rows: size.clone(),
                    extra,
                })));
            }
        }
        let level = self.level((&sql, &select), place, read, &parents);
        let of = Of::own(read.entity, level.as_ref());
        let mut columns = Columns::default();
        let outputs: Vec<_> = items
            .iter()
            .map(|item| self.page_item(of, item, &mut columns, label))
            .collect();
        let exported: &[Key] = if needs.cursors { &as_asked } else { &[] };
        let select = self.with_columns(select, place, &columns, (&keys, true), exported);
        let order_columns = columns.len()..columns.len() + exported.len();
        let (select, keys) = parents.around(self.zone, place, select, order_columns.end);
        *batch = keys;
        Page {
            items: outputs,
            statement: sql.finish(&select),
            count: needs.count.then(|| self.count(read, parent)),
            bounds,
            order_columns,
            order_encodings: (as_asked.iter())
                .map(|key| self.encoding(&key.kind, None, None))
                .collect(),
            seal,
        }
    }

    fn cursor(
        &mut self,
        sql: &mut Sql,
        value: &Input,
        (name, reverse): (&str, bool),
        keys: &[Key],
        seal: &Seal,
    ) -> Expr {
        let path = self.within(name, |planner| planner.path.as_slice().into());
        let cursor = CursorInput {
            value: value.clone(),
            seal: seal.clone(),
            kinds: keys.iter().map(|key| key.kind.clone()).collect(),
            path,
        };
        // A cursor that is in the document can be refused when planning.
        if !matches!(value, Input::Slot(_))
            && !seal.has_slots()
            && let Err(error) = cursor.value(0, &[])
        {
            self.errors.push(error);
        }
        let cursor = Arc::new(cursor);
        if reverse {
            let reversed: Vec<_> = keys.iter().cloned().map(Key::reversed).collect();
            behind(sql, &reversed, &cursor)
        } else {
            behind(sql, keys, &cursor)
        }
    }

    /// The number of rows of the filter, whatever the page; of those that are distinct.
    fn count(&mut self, read: &Read, parent: Option<&Parent<'z>>) -> Statement {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        // The filter's mistakes are known from the page's own statement.
        let known = self.errors.len();
        let parents = self.parents(&mut sql, parent, read);
        let members = self.distinct_members(&self.zone.entities[read.entity], &read.args);
        let mut select = if members.is_empty() {
            self.filtered(&mut sql, place, read, &parents)
        } else {
            self.each_group(&mut sql, place, read, (&parents, &members))
        };
        self.errors.truncate(known);
        select.expr(Expr::cust("count(*)"));
        let (select, _) = parents.around(self.zone, place, select, 1);
        sql.finish(&select)
    }

    fn bounds(&mut self, read: &Read) -> Bounds {
        let page = self.zone.entities[read.entity].model.page;
        let max = i64::from(page.max);
        let args = &read.args;
        if matches!(read.form, Form::Pages(_)) {
            return Bounds::Numbered {
                page: self.number("page", args.page.as_ref(), 1, (1, i64::MAX / max.max(1))),
                per_page: self.number("per_page", args.per_page.as_ref(), page.default, (1, max)),
            };
        }
        let given = |input: &Option<Input>| input.clone().filter(|input| *input != Input::Null);
        let (first, last) = (given(&args.first), given(&args.last));
        if first.is_some() && last.is_some() {
            let message = "`first` and `last` cannot be combined";
            let mut error = Error::validation(message);
            error.path.clone_from(&self.path);
            self.errors.push(error);
        }
        let backwards = last.is_some();
        let (name, size) = if backwards {
            ("last", last)
        } else {
            ("first", first)
        };
        Bounds::Keyset {
            size: self.number(name, size.as_ref(), page.default, (0, max)),
            backwards,
            after: given(&args.after),
            before: given(&args.before),
        }
    }

    fn page_item(
        &mut self,
        of: Of<'_>,
        item: &PageItem,
        columns: &mut Columns,
        label: &str,
    ) -> PageOutput {
        let model = self.zone.entities[of.entity].model.name;
        match item {
            PageItem::Typename(key) => PageOutput::Typename(json::key(key), model),
            PageItem::Rows { key, items } => PageOutput::Rows {
                key: json::key(key),
                row: self.row(of, items, columns, label),
            },
            PageItem::Edges { key, items } => PageOutput::Edges {
                key: json::key(key),
                edge: (items.iter())
                    .map(|item| self.edge_item(of, item, columns, label))
                    .collect(),
            },
            PageItem::PageInfo { key, items } => PageOutput::Info {
                key: json::key(key),
                items: items.iter().map(info_item).collect(),
            },
            PageItem::TotalCount(key) => PageOutput::TotalCount(json::key(key)),
        }
    }

    fn edge_item(
        &mut self,
        of: Of<'_>,
        item: &EdgeItem,
        columns: &mut Columns,
        label: &str,
    ) -> EdgeOutput {
        match item {
            EdgeItem::Typename(key) => {
                EdgeOutput::Fixed(fixed(key, &self.zone.entities[of.entity].edge_name()))
            }
            EdgeItem::Cursor(key) => EdgeOutput::Cursor(json::key(key)),
            EdgeItem::Node { key, items } => EdgeOutput::Node {
                key: json::key(key),
                row: self.row(of, items, columns, label),
            },
        }
    }
}

fn info_item(item: &InfoItem) -> InfoOutput {
    match item.what {
        Info::Typename => InfoOutput::Fixed(fixed(&item.key, "PageInfo")),
        what => InfoOutput::Info(json::key(&item.key), what),
    }
}

/// What the members of a page cost.
#[derive(Debug, Default)]
struct Needs {
    count: bool,
    more: bool,
    cursors: bool,
}

impl Needs {
    fn of(items: &[PageItem]) -> Self {
        let mut needs = Self::default();
        for item in items {
            match item {
                PageItem::TotalCount(_) => needs.count = true,
                PageItem::PageInfo { items, .. } => {
                    for item in items {
                        needs.info(item.what);
                    }
                }
                PageItem::Edges { items, .. } => {
                    needs.cursors |= items.iter().any(|item| matches!(item, EdgeItem::Cursor(_)));
                }
                PageItem::Typename(_) | PageItem::Rows { .. } => {}
            }
        }
        needs
    }

    fn info(&mut self, info: Info) {
        match info {
            Info::TotalCount | Info::PageCount => self.count = true,
            // Backwards, the row too many is on the other side; one row tells in both directions.
            Info::HasNextPage | Info::HasPreviousPage => self.more = true,
            Info::StartCursor | Info::EndCursor => self.cursors = true,
            Info::Typename | Info::CurrentPage | Info::PerPage | Info::Null => {}
        }
    }

    /// Whether the count tells if there are more rows, so that no row too many is read.
    fn count_tells(&self, bounds: &Bounds) -> bool {
        self.count && matches!(bounds, Bounds::Numbered { .. })
    }
}

impl Seal {
    fn has_slots(&self) -> bool {
        fn any(input: &Input) -> bool {
            match input {
                Input::Slot(_) => true,
                Input::List(items) => items.iter().any(any),
                Input::Object(members) => members.iter().any(|(_, input)| any(input)),
                _ => false,
            }
        }
        self.filter.as_ref().is_some_and(any)
    }
}
