//! Each route's request as an [`Ask`].

use std::sync::Arc;

use super::lower::{Given, Lowering, Route};
use super::words::{AFTER, BEFORE, COUNT, DISTINCT, FIRST, FORMAT, LAST, PAGE};
use super::write::Places;
use crate::Error;
use crate::ask::{Args, Ask, Form, Info, InfoItem, Input, PageItem, Read, Root, Shape};
use crate::database::ExportFormat;

/// What of a request its answer needs to know besides the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// Whether pages are cut by cursors.
    pub(super) is_connection: bool,
    /// Whether all rows are counted.
    pub(super) is_counted: bool,
    /// The format of the export, if the query says.
    pub(super) format: Option<ExportFormat>,
    /// Whether rows have all their fields and nothing else.
    pub(super) is_whole: bool,
    /// Where the values of a write go.
    pub(super) places: Places,
}

impl<'a> Lowering<'a> {
    /// The request of a route.
    pub(super) fn request(&mut self, route: Route) -> (Ask, Asked) {
        let given = self.given(route);
        if route == Route::Groups {
            let groups = self.groups(&given);
            return (self.bare(groups), Asked::default());
        }
        if !matches!(route, Route::List | Route::One | Route::Export) {
            return self.write(&given, route);
        }
        let items = self.select(&given, route);
        let mut asked = Asked::default();
        let (form, args) = match route {
            Route::One => {
                asked.is_whole = self.takes.is_empty();
                let key = self.entity().key.iter().copied();
                let key = key
                    .enumerate()
                    .map(|(slot, member)| (member, Input::Slot(slot)));
                (
                    Form::One(items),
                    Args {
                        key: key.collect(),
                        ..Args::default()
                    },
                )
            }
            Route::Export => {
                asked.format = self.format(&given);
                let args = Args {
                    unbounded: true,
                    ..self.rows(&given)
                };
                (Form::List(items), args)
            }
            _ => {
                let mut args = self.rows(&given);
                args.distinct = self.distinct(&given);
                asked.is_connection = self.page(&given, &mut args);
                asked.is_counted = self.is_counted(&given);
                let rows = PageItem::Rows {
                    key: Arc::from("items"),
                    items,
                };
                let page = vec![rows, self.page_info(asked)];
                let form = if asked.is_connection {
                    Form::Connection(page)
                } else {
                    Form::Pages(page)
                };
                (form, args)
            }
        };
        (self.bare((form, args)), asked)
    }

    /// One root, and nothing around it.
    fn bare(&self, (form, args): (Form, Args)) -> Ask {
        let key = Arc::from(self.entity().list_name.as_str());
        let read = Read {
            key,
            entity: self.entity,
            form,
            args,
        };
        Ask {
            roots: vec![Root::Read(read)],
            shape: Shape::Bare,
        }
    }

    fn rows(&mut self, given: &Given<'a>) -> Args {
        Args {
            filter: self.filter(given),
            order_by: self.order_by(given),
            ..Args::default()
        }
    }

    /// `distinct=author_id,status`
    fn distinct(&self, given: &Given<'a>) -> Option<Input> {
        let names = self.items(given, DISTINCT)?;
        let names = names.iter().map(|name| Input::Raw((*name).to_owned()));
        Some(Input::List(names.collect()))
    }

    /// Which page; true for one that is cut by cursors.
    fn page(&mut self, given: &Given<'a>, args: &mut Args) -> bool {
        let per_page = self.words.per_page.as_str();
        args.page = self.slot(given, PAGE);
        args.per_page = self.slot(given, per_page);
        args.first = self.slot(given, FIRST);
        args.after = self.slot(given, AFTER);
        args.last = self.slot(given, LAST);
        args.before = self.slot(given, BEFORE);
        let is_numbered = args.page.is_some() || args.per_page.is_some();
        let is_connection = [&args.first, &args.after, &args.last, &args.before]
            .iter()
            .any(|argument| argument.is_some());
        if is_numbered && is_connection {
            self.refuse(Error::validation(format!(
                "`{PAGE}` and `{per_page}` cannot be combined with `{FIRST}`, `{AFTER}`, `{LAST}` and `{BEFORE}`"
            )));
        }
        if args.first.is_some() && args.last.is_some() {
            let message = format!("`{FIRST}` cannot be combined with `{LAST}`");
            self.refuse(Error::validation(message));
        }
        is_connection
    }

    fn is_counted(&mut self, given: &Given<'a>) -> bool {
        match self.text(given, COUNT) {
            Some("true" | "1" | "") => true,
            None | Some("false" | "0") => false,
            Some(_) => {
                let message = format!("`{COUNT}` is `true` or `false`");
                self.refuse(Error::validation(message).within(COUNT));
                false
            }
        }
    }

    fn format(&mut self, given: &Given<'a>) -> Option<ExportFormat> {
        match self.text(given, FORMAT)? {
            "ndjson" => Some(ExportFormat::Ndjson),
            "csv" => Some(ExportFormat::Csv),
            _ => {
                let message = format!("`{FORMAT}` is `ndjson` or `csv`");
                self.refuse(Error::validation(message).within(FORMAT));
                None
            }
        }
    }

    /// All members, always: null where nobody asked for a count, or the form has no such thing.
    fn page_info(&self, asked: Asked) -> PageItem {
        let only = |applies: bool, info| if applies { info } else { Info::Null };
        let (by_cursor, counted) = (asked.is_connection, asked.is_counted);
        let items = [
            ("has_next_page", Info::HasNextPage),
            ("has_previous_page", Info::HasPreviousPage),
            ("start_cursor", only(by_cursor, Info::StartCursor)),
            ("end_cursor", only(by_cursor, Info::EndCursor)),
            ("total_count", only(counted, Info::TotalCount)),
            ("page_count", only(counted, Info::PageCount)),
            ("current_page", only(!by_cursor, Info::CurrentPage)),
            ("per_page", Info::PerPage),
        ];
        let items = items.into_iter().map(|(name, what)| {
            let key = Arc::from(self.words.spell(name));
            InfoItem { key, what }
        });
        let key = Arc::from(self.words.page_info.as_str());
        PageItem::PageInfo {
            key,
            items: items.collect(),
        }
    }
}
