//! One module for each entity and client: its operations, with their types.

use auto_api_model::render::{Argument, sdl};
use auto_api_model::{Action, Entity, Operation};

use super::method::Method;
use super::names::literal;
use super::parameter::{Parameter, key};
use super::spell::row;
use super::text::{Text, deprecated};
use super::{File, Writer, blocking, keys, names, select};

/// The modules that collections may name.
const MODULES: [&str; 6] = ["filters", "inputs", "keys", "models", "queries", "types"];

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let mut files = Vec::new();
    for (entity, own) in writer.collections() {
        let mut body = Text::default();
        class(writer, &mut body, entity, &own);
        let mut text = Text::default();
        imports(&mut text, &body);
        text.append(body);
        let docs = format!("The operations on `{}`.", entity.type_name());
        let file = writer.source(&format!("aio/{}.py", module(entity)), &docs, text);
        files.push(File {
            path: file.path.replace("/aio/", "/sync/"),
            contents: blocking::of(&file.contents),
        });
        files.push(file);
    }
    files
}

fn imports(text: &mut Text, body: &Text) {
    text.line("\nfrom __future__ import annotations\n");
    if body.has("_b.") {
        text.line("import builtins as _b");
    }
    if body.has("Sequence[") {
        text.line("from collections.abc import Sequence");
    }
    if body.has("S]") {
        text.line("from typing import TypeVar");
    }
    text.line("\nfrom typing_extensions import Unpack\n");
    let used = MODULES.into_iter();
    let used: Vec<&str> = used
        .filter(|module| body.has(&format!("{module}.")))
        .collect();
    text.line(&format!("from .. import {}", used.join(", ")));
    text.line("from .. import runtime as rt");
    text.line("from ..runtime.aio.collection import AsyncCollection");
    if body.has("Stream[") {
        text.line("from ..runtime.aio.wait import Stream");
    }
    if body.has("S]") {
        text.line("\nS = TypeVar(\"S\")");
    }
}

/// The module of an entity, in the folders of both clients.
pub(super) fn module(entity: &Entity) -> String {
    names::module(&entity.singular)
}

/// The class of an entity's operations.
pub(super) fn name(entity: &Entity) -> String {
    format!("Async{}Collection", entity.type_name())
}

fn class(writer: &Writer<'_>, text: &mut Text, entity: &Entity, own: &[&Operation]) {
    let head = format!(
        "class {}(AsyncCollection[models.{}]):",
        name(entity),
        row(entity)
    );
    text.gap();
    text.block(&head, |text| {
        let docs = format!("The rows of `{}`.", entity.type_name());
        text.docs([&*docs, &deprecated(entity.model.deprecated)]);
        for operation in own {
            let write = Rows {
                writer,
                entity,
                operation,
            };
            match operation.action {
                Action::List => {
                    write.lists(text);
                    write.walks(text);
                }
                Action::Get => write.get(text),
                Action::Export => write.exports(text),
                _ => write.writes(text),
            }
        }
        select::rows(writer, text, entity);
        select::one(writer, text, entity);
    });
}

/// An operation, and whose it is.
pub(super) struct Rows<'w> {
    pub(super) writer: &'w Writer<'w>,
    pub(super) entity: &'w Entity,
    pub(super) operation: &'w Operation,
}

impl Rows<'_> {
    pub(super) fn row(&self) -> String {
        format!("models.{}", row(self.entity))
    }

    /// Which rows, in which order.
    fn selected(&self) -> Vec<Parameter> {
        let filter = format!("filters.{}", self.entity.filter_name());
        let mut all = vec![Parameter::new("filter", filter)];
        if sdl::is_orderable(self.writer.zone, self.entity) {
            let key = keys::order_name(self.entity);
            let ty = format!("Sequence[keys.{key} | rt.Unchecked]");
            all.push(Parameter::new("order_by", ty));
        }
        all
    }

    /// Which of the rows stand for others.
    fn distinct(&self) -> Option<Parameter> {
        let is_taken = !keys::distinct(self.entity).is_empty();
        is_taken.then(|| {
            let ty = format!("Sequence[keys.{}]", self.entity.distinct_name());
            Parameter::new(Argument::Distinct.name(), ty)
        })
    }

    /// What of each row.
    pub(super) fn shaped(&self) -> Vec<Parameter> {
        let fields = keys::field_name(self.entity);
        let fields = format!("Sequence[keys.{fields} | rt.Unchecked]");
        let mut all = vec![Parameter::new("fields", fields)];
        if keys::has_includes(self.entity) {
            let include = keys::include_name(self.entity);
            let ty = format!("Sequence[keys.{include} | rt.Unchecked]");
            all.push(Parameter::new("include", ty));
        }
        all
    }

    /// A method of the operation.
    pub(super) fn method(&self, text: &mut Text, name: &str, method: &Method<'_>) {
        let zone = self.writer.zone;
        let path = zone.below(&self.operation.path);
        let request = format!("`{} {path}`", self.operation.method);
        let docs = [
            &*self.operation.summary(zone),
            method.docs,
            &request,
            &deprecated(self.entity.model.deprecated),
        ];
        method.write(text, name, (&literal(&path), &docs));
    }

    fn lists(&self, text: &mut Text) {
        let page = self.entity.model.page;
        let mut all = self.selected();
        all.extend(self.distinct());
        for argument in [
            Argument::Page,
            Argument::PerPage,
            Argument::First,
            Argument::After,
            Argument::Last,
            Argument::Before,
        ] {
            let ty = if argument.is_cursor() { "str" } else { "int" };
            all.push(Parameter::new(argument.name(), ty.to_owned()));
        }
        all.push(Parameter::new("count", "bool".to_owned()));
        all.extend(self.shaped());
        let docs = format!(
            "A page has {} rows unless asked, and {} at most: numbered with `page` and `per_page`, or next to a cursor. `count` counts the rows of all pages.",
            page.default, page.max
        );
        let list = Method {
            waits: true,
            named: all,
            gives: format!("rt.Page[{}]", self.row()),
            docs: &docs,
            ..Method::default()
        };
        self.method(text, "list", &list);
    }

    fn walks(&self, text: &mut Text) {
        let mut all = self.selected();
        all.extend(self.distinct());
        all.push(Parameter {
            wire: Argument::First.name().to_owned(),
            default: Some(self.entity.model.page.default.to_string()),
            ..Parameter::new("page_size", "int".to_owned())
        });
        all.push(Parameter::new("after", "str".to_owned()));
        all.extend(self.shaped());
        let docs = "Every row that matches, from cursor to cursor, so that rows which come or go meanwhile shift nothing.";
        for (name, gives) in [
            ("pages", format!("Stream[rt.Page[{}]]", self.row())),
            ("iterate", format!("Stream[{}]", self.row())),
        ] {
            let walk = Method {
                named: all.clone(),
                gives,
                docs,
                ..Method::default()
            };
            self.method(text, name, &walk);
        }
    }

    fn get(&self, text: &mut Text) {
        let get = Method {
            waits: true,
            key: key(self.writer, self.entity),
            named: self.shaped(),
            gives: self.row(),
            docs: "Raises `NotFound` if there is none.",
            ..Method::default()
        };
        self.method(text, "get", &get);
    }

    fn exports(&self, text: &mut Text) {
        let mut all = self.selected();
        let own = keys::own_name(self.entity);
        all.push(Parameter::new("fields", format!("Sequence[keys.{own}]")));
        let rows = Method {
            named: all.clone(),
            gives: format!("Stream[{}]", self.row()),
            docs: "Every row that matches, as it is read; leaving the loop ends the request.",
            ..Method::default()
        };
        self.method(text, "export", &rows);
        let format = Parameter::new("format", "rt.ExportFormat".to_owned());
        let bytes = Method {
            positional: vec![format],
            named: all,
            gives: "Stream[bytes]".to_owned(),
            docs: "The bytes as the server writes them.",
            ..Method::default()
        };
        self.method(text, "export_bytes", &bytes);
    }
}
