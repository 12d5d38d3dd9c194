//! `runtime/wire.rs`: what the zone calls what is around rows, and the shape of failures. The one
//! module of the runtime that is written.

use auto_api_model::ErrorCode;
use auto_api_model::render::read::{PAGE_INFO, PageFactType};
use auto_api_model::render::{Argument, member, type_name};

use super::names::{literal, upper};
use super::spell::Member;
use super::text::Text;
use super::{File, Writer};

/// Codes of failures that the server did not name itself.
const LOCAL: [(&str, &str, &str); 4] = [
    ("Network", "NETWORK", "No answer came, or it broke off."),
    (
        "Malformed",
        "MALFORMED",
        "The answer is not what was asked for.",
    ),
    (
        "Http",
        "HTTP",
        "An error without a problem document, from a proxy for example.",
    ),
    ("Invalid", "INVALID", "The request cannot be sent as it is."),
];

const DERIVES: &str = "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]";

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    words(writer, &mut text);
    page(writer, &mut text);
    codes(&mut text);
    problem(writer, &mut text);
    let docs = "What the zone calls what is around rows, and the shape of failures.";
    writer.source("runtime/wire.rs", docs, text)
}

fn words(writer: &Writer<'_>, text: &mut Text) {
    for (name, wire) in [
        ("ORDER_BY", writer.spell(Argument::OrderBy.name())),
        ("PER_PAGE", writer.spell(Argument::PerPage.name())),
        ("NULLS_FIRST", writer.spell("nulls_first")),
        ("NULLS_LAST", writer.spell("nulls_last")),
        ("GRAPHQL", writer.zone.below("/graphql")),
    ] {
        let wire = literal(&wire);
        text.line(&format!("pub(crate) const {name}: &str = {wire};"));
    }
}

/// A struct of members: wire names, types, docs.
fn structure(writer: &Writer<'_>, text: &mut Text, head: &str, members: &[(&str, &str, &str)]) {
    text.line(DERIVES);
    text.block(head, |text| {
        for (name, ty, docs) in members {
            text.docs([*docs]);
            let member = Member {
                name: name.trim_start_matches('~'),
                // A `~` stands before what no zone re-cases.
                wire: &name
                    .strip_prefix('~')
                    .map_or_else(|| writer.spell(name), str::to_owned),
                ty,
                is_text: false,
                is_optional: false,
            };
            member.write(text);
        }
    });
}

fn page(writer: &Writer<'_>, text: &mut Text) {
    let facts = PAGE_INFO.map(|fact| {
        let ty = match fact.ty {
            PageFactType::Bool => "bool",
            PageFactType::Cursor => "Option<String>",
            PageFactType::Number => "Option<u64>",
        };
        (fact.name, ty, fact.docs)
    });
    text.gap();
    text.docs(["Where a page is. What does not apply, or was not asked for, is `None`."]);
    let head = format!("pub struct {}", type_name::PAGE_INFO);
    structure(writer, text, &head, &facts);
    text.gap();
    text.docs(["A page of rows."]);
    structure(
        writer,
        text,
        "pub struct Page<T>",
        &[
            (member::ITEMS, "Vec<T>", "The rows."),
            (
                member::PAGE_INFO,
                type_name::PAGE_INFO,
                "Where the page is.",
            ),
        ],
    );
}

fn codes(text: &mut Text) {
    let own = ErrorCode::ALL.map(|code| (upper(&code.as_str().to_lowercase()), code.as_str(), ""));
    let local = LOCAL.map(|(name, code, docs)| (name.to_owned(), code, docs));
    let name = type_name::ERROR_CODE;
    text.gap();
    text.docs(["Why a request, or a part of it, failed."]);
    text.line("#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]");
    text.line("#[non_exhaustive]");
    text.block(&format!("pub enum {name}"), |text| {
        for (variant, code, docs) in own.iter().chain(&local) {
            let said = format!("`{code}`");
            text.docs([if docs.is_empty() { &said } else { *docs }]);
            text.line(&format!("#[serde(rename = \"{code}\")]"));
            text.line(&format!("{variant},"));
        }
        text.docs(["A code that this client does not know yet."]);
        text.line("#[serde(untagged)]");
        text.line("Other(String),");
    });
    text.gap();
    text.block(&format!("impl std::fmt::Display for {name}"), |text| {
        let head = "fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result";
        text.block(head, |text| {
            text.line("f.write_str(match self {");
            for (variant, code, _) in own.iter().chain(&local) {
                text.line(&format!("    Self::{variant} => \"{code}\","));
            }
            text.line("    Self::Other(code) => code,");
            text.line("})");
        });
    });
}

fn problem(writer: &Writer<'_>, text: &mut Text) {
    let code = type_name::ERROR_CODE;
    text.gap();
    text.docs(["One mistake of several."]);
    let head = format!("pub struct {}", type_name::PROBLEM_ITEM);
    let members = [
        ("~code", code, "Why."),
        ("~message", "String", "What is wrong and what to do."),
        (
            "~field",
            "Option<String>",
            "The field it is about, if it is about one.",
        ),
        (
            "~path",
            "Vec<String>",
            "Where in the request, from the outside in.",
        ),
    ];
    structure(writer, text, &head, &members);
    text.gap();
    text.docs(["Why a request failed (RFC 9457)."]);
    let items = format!("Vec<{}>", type_name::PROBLEM_ITEM);
    let sort = "What sort of problem it is; `about:blank` says no more than `status`.";
    let id = "What the server's log has the rest under, if there is more to know.";
    let members = [
        ("~type", "String", sort),
        ("~title", "String", "The name of the status."),
        ("~status", "u16", "The status of the answer."),
        ("~detail", "String", "What is wrong and what to do."),
        (
            "~instance",
            "Option<String>",
            "The path that was asked for.",
        ),
        ("~code", code, "Why: the code of the first mistake."),
        ("request_id", "Option<String>", id),
        ("~errors", &*items, "Every mistake that was found."),
    ];
    let head = format!("pub struct {}", type_name::PROBLEM);
    structure(writer, text, &head, &members);
}
