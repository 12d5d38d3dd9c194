//! `sync/__init__.py` and `aio/__init__.py`: the clients, with a property for each collection.

use super::collection::{module, name};
use super::names::{collection, literal};
use super::spell::row;
use super::text::{Text, deprecated};
use super::{File, Writer, blocking};

pub(super) fn files(writer: &Writer<'_>) -> [File; 2] {
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations\n");
    let is_deprecated = writer
        .collections()
        .any(|(entity, _)| entity.model.deprecated.is_some());
    if is_deprecated {
        text.line("from typing_extensions import deprecated\n");
    }
    if writer.collections().next().is_some() {
        text.line("from .. import models");
    }
    text.line("from .. import runtime as rt");
    text.line("from ..schema import TABLE");
    let mut imports: Vec<String> = writer
        .collections()
        .map(|(entity, _)| format!("from .{} import {}", module(entity), name(entity)))
        .collect();
    imports.sort();
    for import in imports {
        text.line(&import);
    }
    text.gap();
    text.block("class AsyncClient(rt.AsyncGraphqlCaller):", |text| {
        let docs = format!(
            "{} {}, by collection.",
            writer.zone.title, writer.zone.version
        );
        text.docs([&*docs, &writer.zone.description]);
        let path = literal(&writer.zone.below("/graphql"));
        text.line("");
        text.line(&format!("_graphql_path = {path}"));
        text.line("_table = TABLE");
        for (entity, own) in writer.collections() {
            text.line("");
            text.line("@property");
            if let Some(reason) = entity.model.deprecated {
                text.line(&format!("@deprecated({})", literal(reason.trim())));
            }
            let plural = collection(&entity.plural);
            let class = name(entity);
            text.block(&format!("def {plural}(self) -> {class}:"), |text| {
                let verbs: Vec<String> = own
                    .iter()
                    .map(|o| format!("- `{}`: {}", o.action.verb(), o.summary(writer.zone)))
                    .collect();
                text.docs([
                    &*format!("The rows of `{}`.", entity.type_name()),
                    &verbs.join("\n"),
                    &deprecated(entity.model.deprecated),
                ]);
                text.line(&format!("return {class}(self, models.{})", row(entity)));
            });
        }
    });
    let docs = "The client whose calls are awaited.";
    let waiting = writer.source("aio/__init__.py", docs, text);
    let blocking = File {
        path: waiting.path.replace("/aio/", "/sync/"),
        contents: blocking::of(&waiting.contents),
    };
    [blocking, waiting]
}
