//! `runtime/wire.py`: what the zone calls what is around rows, and the codes of failures. The one
//! module of the runtime that is written.

use auto_api_model::ErrorCode;
use auto_api_model::render::read::{PAGE_INFO, PageFactType};
use auto_api_model::render::{Argument, WriteArgument, member, type_name};

use super::names::literal;
use super::text::Text;
use super::{File, Writer};

/// What the runtime reads from answers, by the names of its constants.
const WORDS: [(&str, &str); 5] = [
    ("ITEMS", member::ITEMS),
    ("PAGE_INFO", member::PAGE_INFO),
    ("REQUEST_ID", "request_id"),
    ("NULLS_FIRST", "nulls_first"),
    ("NULLS_LAST", "nulls_last"),
];

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.line("\nfrom __future__ import annotations\n");
    text.line("from typing import Final, Literal, TypeAlias\n");
    text.line("from pydantic import BaseModel, ConfigDict, Field\n");
    let reads = [Argument::OrderBy, Argument::PerPage].map(Argument::name);
    let writes = [WriteArgument::OnError, WriteArgument::AtMost].map(WriteArgument::name);
    let spelled = [reads, writes].concat();
    let spelled = spelled.iter().map(|name| {
        let wire = writer.spell(name);
        format!("{}: {}", literal(name), literal(&wire))
    });
    let spelled: Vec<String> = spelled.collect();
    text.items("PARAMETERS: Final = {", &spelled, "}");
    text.docs(["The wire's names of parameters, where Python may have another."]);
    text.line("");
    for (name, wire) in WORDS {
        text.line(&format!("{name}: Final = {}", literal(&writer.spell(wire))));
    }
    text.line("");
    let codes = ErrorCode::ALL.map(|code| literal(code.as_str()));
    text.items(
        &format!("{}: TypeAlias = Literal[", type_name::ERROR_CODE),
        &codes,
        "]",
    );
    text.docs(["Why a request, or a part of it, failed."]);
    page_info(writer, &mut text);
    let docs = "The zone's names of what is around rows.";
    writer.source("runtime/wire.py", docs, text)
}

fn page_info(writer: &Writer<'_>, text: &mut Text) {
    text.gap();
    text.block(
        &format!("class {}(BaseModel):", type_name::PAGE_INFO),
        |text| {
            text.docs(["Where a page is. What does not apply, or was not asked for, is `None`."]);
            text.line("");
            text.line("model_config = ConfigDict(frozen=True, populate_by_name=True)\n");
            for fact in PAGE_INFO {
                let wire = writer.spell(fact.name);
                let alias = if wire == fact.name {
                    String::new()
                } else {
                    format!(", alias={}", literal(&wire))
                };
                let (ty, default) = match fact.ty {
                    PageFactType::Bool => ("bool", "False"),
                    PageFactType::Cursor => ("str | None", "None"),
                    PageFactType::Number => ("int | None", "None"),
                };
                text.line(&format!(
                    "{}: {ty} = Field(default={default}{alias})",
                    fact.name
                ));
                text.docs([fact.docs]);
            }
        },
    );
}
