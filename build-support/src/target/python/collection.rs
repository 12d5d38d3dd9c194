//! One module for each entity and client: its operations, with their types.

use auto_api_model::render::{Argument, sdl};
use auto_api_model::{Action, Entity, Operation};

use super::names::{literal, parameter};
use super::spell::{TYPES, row};
use super::text::{Text, deprecated};
use super::{File, Writer, blocking, keys, names};

/// The modules that collections may name.
const MODULES: [&str; 5] = ["filters", "keys", "models", "queries", "types"];

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let mut files = Vec::new();
    for (entity, own) in writer.collections() {
        let mut body = Text::default();
        class(writer, &mut body, entity, &own);
        let mut text = Text::default();
        imports(&mut text, &body);
        text.append(&body);
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
    names::module(&entity.model.singular())
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
            let write = Method {
                writer,
                entity,
                operation,
            };
            match operation.action {
                Action::List => write.lists(text),
                Action::Get => write.get(text),
                Action::Export => write.exports(text),
            }
        }
        select(writer, text, entity);
        select_one(writer, text, entity);
    });
}

/// What a method is written of.
struct Method<'w> {
    writer: &'w Writer<'w>,
    entity: &'w Entity,
    operation: &'w Operation,
}

/// A parameter: its name, what the server calls it, its type and default.
struct Parameter {
    name: String,
    wire: String,
    ty: String,
    /// Written where it is not said; `None`, or nothing of a list, unless given.
    default: Option<String>,
}

impl Parameter {
    fn new(name: &str, ty: String) -> Self {
        Self {
            name: name.to_owned(),
            wire: name.to_owned(),
            ty,
            default: None,
        }
    }

    /// `page: int | None = None`
    fn declared(&self) -> String {
        if let Some(default) = &self.default {
            format!("{}: {} = {default}", self.name, self.ty)
        } else if self.ty.starts_with("Sequence[") {
            format!("{}: {} = ()", self.name, self.ty)
        } else {
            format!("{}: {} | None = None", self.name, self.ty)
        }
    }

    fn passed(&self) -> String {
        format!("{}: {}", literal(&self.wire), self.name)
    }
}

impl Method<'_> {
    fn row(&self) -> String {
        format!("models.{}", row(self.entity))
    }

    fn path(&self) -> String {
        literal(&self.writer.zone.below(&self.operation.path))
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

    /// What of each row.
    fn shaped(&self) -> Vec<Parameter> {
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

    fn docs(&self, more: &str) -> [String; 4] {
        let zone = self.writer.zone;
        let request = format!(
            "`{} {}`",
            self.operation.method,
            zone.below(&self.operation.path)
        );
        [
            self.operation.summary(zone),
            more.to_owned(),
            request,
            deprecated(self.entity.model.deprecated),
        ]
    }

    fn lists(&self, text: &mut Text) {
        let page = self.entity.model.page;
        let number = || "int".to_owned();
        let mut all = self.selected();
        for argument in [
            Argument::Page,
            Argument::PerPage,
            Argument::First,
            Argument::After,
            Argument::Last,
            Argument::Before,
        ] {
            let ty = if argument.is_cursor() {
                "str".to_owned()
            } else {
                number()
            };
            all.push(Parameter::new(argument.name(), ty));
        }
        all.push(Parameter::new("count", "bool".to_owned()));
        all.extend(self.shaped());
        let more = format!(
            "A page has {} rows unless asked, and {} at most: numbered with `page` and `per_page`, or next to a cursor. `count` counts the rows of all pages.",
            page.default, page.max
        );
        self.method(
            text,
            "async def list",
            &[],
            &all,
            &format!("rt.Page[{}]", self.row()),
            &more,
            "await self._list",
        );
        let mut all = self.selected();
        all.push(Parameter {
            wire: Argument::First.name().to_owned(),
            default: Some(page.default.to_string()),
            ..Parameter::new("page_size", number())
        });
        all.push(Parameter::new("after", "str".to_owned()));
        all.extend(self.shaped());
        let walk = "From cursor to cursor, so that rows which come or go meanwhile shift nothing.";
        let pages = format!("Every row that matches, page by page. {walk}");
        let stream = format!("Stream[rt.Page[{}]]", self.row());
        self.method(text, "def pages", &[], &all, &stream, &pages, "self._pages");
        let rows = format!("Every row that matches. {walk}");
        let stream = format!("Stream[{}]", self.row());
        self.method(
            text,
            "def iterate",
            &[],
            &all,
            &stream,
            &rows,
            "self._iterate",
        );
    }

    fn get(&self, text: &mut Text) {
        let key = key(self.writer, self.entity);
        let more = "Raises `NotFound` if there is none.";
        self.method(
            text,
            "async def get",
            &key,
            &self.shaped(),
            &self.row(),
            more,
            "await self._get",
        );
    }

    fn exports(&self, text: &mut Text) {
        let mut all = self.selected();
        let own = keys::own_name(self.entity);
        all.push(Parameter::new("fields", format!("Sequence[keys.{own}]")));
        let more = "Every row that matches, as it is read; leaving the loop ends the request.";
        let stream = format!("Stream[{}]", self.row());
        self.method(text, "def export", &[], &all, &stream, more, "self._export");
        let format = Parameter::new("format", "rt.ExportFormat".to_owned());
        let more = "The bytes as the server writes them.";
        self.method(
            text,
            "def export_bytes",
            &[format],
            &all,
            "Stream[bytes]",
            more,
            "self._export_bytes",
        );
    }

    #[allow(clippy::too_many_arguments)]
    fn method(
        &self,
        text: &mut Text,
        head: &str,
        positional: &[Parameter],
        named: &[Parameter],
        gives: &str,
        more: &str,
        call: &str,
    ) {
        let mut declared = vec!["self".to_owned()];
        declared.extend(positional.iter().map(|p| format!("{}: {}", p.name, p.ty)));
        declared.push("*".to_owned());
        declared.extend(named.iter().map(Parameter::declared));
        declared.push("**options: Unpack[rt.CallOptions]".to_owned());
        text.line("");
        text.exploded(&format!("{head}("), &declared, &format!(") -> {gives}:"));
        text.block_of(|text| {
            let docs = self.docs(more);
            text.docs(docs.iter().map(String::as_str));
            let passed: Vec<String> = named.iter().map(Parameter::passed).collect();
            text.exploded("parameters: dict[str, object] = {", &passed, "}");
            let mut arguments = vec![self.path()];
            if self.operation.action == Action::Get {
                let key: Vec<String> = positional.iter().map(Parameter::passed).collect();
                arguments.push(format!("{{{}}}", key.join(", ")));
            } else {
                arguments.extend(positional.iter().map(|p| p.name.clone()));
            }
            arguments.extend(["parameters".to_owned(), "options".to_owned()]);
            text.items(&format!("return {call}("), &arguments, ")");
        });
    }
}

/// The parameters of a row's key.
fn key(writer: &Writer<'_>, entity: &Entity) -> Vec<Parameter> {
    let parts = entity.key.iter().map(|&at| {
        let member = &entity.members[at];
        Parameter {
            name: parameter(&member.name),
            wire: member.name.clone(),
            ty: TYPES.kind(writer.zone, &member.kind),
            default: None,
        }
    });
    parts.collect()
}

/// `select`: rows as objects of a class, by GraphQL.
fn select(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let filter = format!("queries.{}", entity.filter_name());
    let mut all = vec![Parameter::new("filter", filter)];
    if sdl::is_orderable(writer.zone, entity) {
        let ty = format!("Sequence[queries.{}]", entity.order_name());
        all.push(Parameter {
            wire: writer.spell(Argument::OrderBy.name()),
            ..Parameter::new(Argument::OrderBy.name(), ty)
        });
    }
    for argument in [Argument::Limit, Argument::Offset] {
        all.push(Parameter::new(argument.name(), "int".to_owned()));
    }
    let docs = "Rows as objects of a class, whose members say what is asked for, by GraphQL.";
    query(
        text,
        "select",
        &all,
        ("_b.list[S]", docs),
        |text, passed| {
            text.exploded("arguments: dict[str, object] = {", &passed, "}");
            let field = literal(&entity.list_name);
            text.line(&format!(
                "return await self._select({field}, shape, arguments, options)"
            ));
        },
    );
}

/// `select_one`: the row of the primary key.
fn select_one(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    if entity.key.is_empty() || !entity.key.iter().all(|&at| entity.members[at].visible) {
        return;
    }
    let key = key(writer, entity);
    let declared = |p: &Parameter| format!("{}: {}", p.name, p.ty);
    let mut head = vec!["self".to_owned(), "shape: type[S]".to_owned()];
    head.extend(key.iter().map(declared));
    head.push("**options: Unpack[rt.CallOptions]".to_owned());
    text.line("");
    text.exploded("async def select_one(", &head, ") -> S | None:");
    text.block_of(|text| {
        text.docs(["The row of a key as an object of a class, or `None`, by GraphQL."]);
        let passed: Vec<String> = key.iter().map(Parameter::passed).collect();
        text.exploded("arguments: dict[str, object] = {", &passed, "}");
        let field = literal(&entity.one_name);
        text.line(&format!(
            "rows = await self._select({field}, shape, arguments, options)"
        ));
        text.line("return rows[0] if rows else None");
    });
}

fn query(
    text: &mut Text,
    name: &str,
    all: &[Parameter],
    (gives, docs): (&str, &str),
    body: impl FnOnce(&mut Text, Vec<String>),
) {
    let mut head = vec![
        "self".to_owned(),
        "shape: type[S]".to_owned(),
        "*".to_owned(),
    ];
    head.extend(all.iter().map(Parameter::declared));
    head.push("**options: Unpack[rt.CallOptions]".to_owned());
    text.line("");
    text.exploded(
        &format!("async def {name}("),
        &head,
        &format!(") -> {gives}:"),
    );
    text.block_of(|text| {
        text.docs([docs]);
        body(text, all.iter().map(Parameter::passed).collect());
    });
}
