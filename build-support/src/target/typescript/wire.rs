//! `runtime/wire.ts`: what the zone calls what is around rows, and the shape of failures. The one
//! module of the runtime that is written.

use auto_api_model::ErrorCode;
use auto_api_model::render::read::{PAGE_INFO, PageFactType};
use auto_api_model::render::{Argument, WriteArgument, member, type_name};

use super::spell::{camel, key, literal};
use super::text::Text;
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    words(writer, &mut text);
    page(writer, &mut text);
    codes(&mut text);
    problem(writer, &mut text);
    writer.source("runtime/wire.ts", text)
}

fn words(writer: &Writer<'_>, text: &mut Text) {
    let reads = [Argument::OrderBy, Argument::PerPage].map(Argument::name);
    let writes = [WriteArgument::OnError, WriteArgument::AtMost].map(WriteArgument::name);
    let spelled = [reads, writes].concat().into_iter().map(|name| {
        let (own, wire) = (camel(name), writer.spell(name));
        format!("{own}: {}", literal(&wire))
    });
    text.docs(["The wire's names of parameters, where TypeScript may have another."]);
    text.line(&format!(
        "export const PARAMETERS: {{ readonly [name: string]: string }} = {{ {} }};",
        spelled.collect::<Vec<_>>().join(", ")
    ));
    for (name, wire) in [
        ("PAGE_INFO", member::PAGE_INFO),
        ("HAS_NEXT_PAGE", "has_next_page"),
        ("END_CURSOR", "end_cursor"),
        ("REQUEST_ID", "request_id"),
    ] {
        text.line(&format!(
            "export const {name} = {};",
            literal(&writer.spell(wire))
        ));
    }
    text.gap();
    text.docs(["Where nulls come in an order; last unless said."]);
    let nulls = ["nulls_first", "nulls_last"].map(|name| literal(&writer.spell(name)));
    text.line(&format!("export type Nulls = {};", nulls.join(" | ")));
}

fn page(writer: &Writer<'_>, text: &mut Text) {
    text.gap();
    text.docs(["Where a page is. What does not apply, or was not asked for, is null."]);
    let head = format!("export interface {}", type_name::PAGE_INFO);
    text.block(&head, "", |text| {
        for fact in PAGE_INFO {
            let ty = match fact.ty {
                PageFactType::Bool => "boolean",
                PageFactType::Cursor => "string | null",
                PageFactType::Number => "number | null",
            };
            text.docs([fact.docs]);
            text.line(&format!("{}: {ty};", key(&writer.spell(fact.name))));
        }
    });
    text.gap();
    text.docs(["A page of rows."]);
    text.block("export interface Page<T>", "", |text| {
        text.line(&format!("{}: T[];", writer.spell(member::ITEMS)));
        let info = writer.spell(member::PAGE_INFO);
        text.line(&format!("{info}: {};", type_name::PAGE_INFO));
    });
}

fn codes(text: &mut Text) {
    text.gap();
    text.docs(["Why a request, or a part of it, failed."]);
    text.line(&format!("export type {} =", type_name::ERROR_CODE));
    text.indented(|text| {
        for (at, code) in ErrorCode::ALL.iter().enumerate() {
            let end = if at + 1 == ErrorCode::ALL.len() {
                ";"
            } else {
                ""
            };
            text.line(&format!("| {}{end}", literal(code.as_str())));
        }
    });
}

fn problem(writer: &Writer<'_>, text: &mut Text) {
    let code = type_name::ERROR_CODE;
    text.gap();
    text.docs(["One mistake of several."]);
    let head = format!("export interface {}", type_name::PROBLEM_ITEM);
    members(
        text,
        &head,
        &[
            ("code", code, ""),
            ("message", "string", "What is wrong and what to do."),
            (
                "field",
                "string | null",
                "The field it is about, if it is about one.",
            ),
            (
                "path",
                "string[]",
                "Where in the request, from the outside in.",
            ),
            (
                "index?",
                "number",
                "Which of the rows it is about, counted from 0.",
            ),
        ],
    );
    text.gap();
    text.docs(["Why a request failed (RFC 9457)."]);
    let id = format!("{}?", writer.spell("request_id"));
    let items = format!("{}[]", type_name::PROBLEM_ITEM);
    members(
        text,
        &format!("export interface {}", type_name::PROBLEM),
        &[
            (
                "type",
                "string",
                "What sort of problem it is; `about:blank` says no more than `status`.",
            ),
            ("title", "string", "The name of the status."),
            ("status", "number", "The status of the answer."),
            ("detail", "string", "What is wrong and what to do."),
            ("instance?", "string", "The path that was asked for."),
            ("code", code, ""),
            (
                &id,
                "string | null",
                "What the server's log has the rest under, if there is more to know.",
            ),
            ("errors", &items, "Every mistake that was found."),
        ],
    );
}

fn members(text: &mut Text, head: &str, all: &[(&str, &str, &str)]) {
    text.block(head, "", |text| {
        for (name, ty, docs) in all {
            text.docs([*docs]);
            text.line(&format!("{name}: {ty};"));
        }
    });
}
