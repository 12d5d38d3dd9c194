//! `filters.rs`: the filters of kinds, such as `StringFilter`; the modules of those of entities.

use auto_api_model::operator::{Operand, RANGES};
use auto_api_model::render::{filter, type_name};
use auto_api_model::{Kind, Operator};

use super::names::{identifier, member, upper};
use super::spell::{Member, has_values, is_converted, is_text, module, operand};
use super::text::{Signature, Text};
use super::{File, Writer, model};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    index(writer, &mut text);
    let kinds = writer.zone.filter_kinds();
    for (name, kind) in &kinds {
        structure(writer, &mut text, name, kind);
        functions(&mut text, name, kind);
        conversion(&mut text, name, kind);
    }
    let has = |operator| {
        kinds
            .values()
            .any(|kind| Operator::of(kind).contains(&operator))
    };
    if has(Operator::Range) {
        date_range(&mut text);
    }
    if has(Operator::Path) {
        json_path(writer, &mut text);
    }
    writer.source("filters.rs", "Which rows are wanted.", text)
}

/// The modules of entities.
fn index(writer: &Writer<'_>, text: &mut Text) {
    let entities = model::by_module(writer);
    for entity in &entities {
        text.line(&format!("mod {};", identifier(&module(entity))));
    }
    text.gap();
    for entity in entities {
        let module = identifier(&module(entity));
        let filter = entity.filter_name();
        let names = if writer.zone.is_listed(entity) {
            let names = [filter, entity.list_filter_name()];
            format!("{{{}}}", model::sorted(names))
        } else {
            filter
        };
        text.line(&format!("pub use {module}::{names};"));
    }
}

/// The type of an operator's operand.
fn ty(operator: Operator, kind: &Kind) -> String {
    let own = operand(kind);
    match operator.operand() {
        Operand::Same => own,
        Operand::Many => format!("Vec<{own}>"),
        Operand::Two => format!("[{own}; 2]"),
        Operand::Bool => "bool".to_owned(),
        Operand::Text => "String".to_owned(),
        Operand::Int => "i32".to_owned(),
        Operand::Range => type_name::DATE_RANGE.to_owned(),
        Operand::Path => type_name::JSON_PATH.to_owned(),
    }
}

/// `pub struct StringFilter`, with a member for each operator of the kind.
fn structure(writer: &Writer<'_>, text: &mut Text, name: &str, kind: &Kind) {
    text.gap();
    text.docs([match kind {
        Kind::Value(_) => "What a nested object must be.",
        Kind::List(_) => "What a list must be: every operator holds.",
        Kind::Scalar(_) | Kind::Enum(_) => "What a value must be: every operator holds.",
    }]);
    text.line("#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]");
    text.block(&format!("pub struct {name}"), |text| {
        for operator in Operator::of(kind) {
            text.docs([operator.docs()]);
            let member = Member {
                name: operator.name(),
                wire: &writer.spell(operator.name()),
                ty: &format!("Option<{}>", ty(operator, kind)),
                is_text: has_values(operator) && is_text(kind, writer.zone),
                is_optional: true,
            };
            member.write(text);
        }
    });
}

/// `StringFilter::eq("x")`: a filter of one operator.
fn functions(text: &mut Text, name: &str, kind: &Kind) {
    let operators = Operator::of(kind);
    let is_alone = operators.len() == 1;
    text.gap();
    text.block(&format!("impl {name}"), |text| {
        for operator in operators {
            text.gap();
            text.docs([operator.docs()]);
            text.line("#[must_use]");
            let own = identifier(operator.name());
            let (parameters, value) = argument(operator, kind);
            let signature = Signature {
                name: &own,
                parameters: &parameters,
                output: "Self",
            };
            text.function(&signature, |text| {
                text.block("Self", |text| {
                    text.line(&format!("{own}: Some({value}),"));
                    if !is_alone {
                        text.line("..Self::default()");
                    }
                });
            });
        }
    });
}

/// The parameters of the function of an operator, and the value they make.
fn argument(operator: Operator, kind: &Kind) -> (Vec<String>, String) {
    let own = operand(kind);
    let one = |name: &str, ty: &str| {
        if is_converted(ty) {
            (format!("{name}: impl Into<{ty}>"), format!("{name}.into()"))
        } else {
            (format!("{name}: {ty}"), name.to_owned())
        }
    };
    match operator.operand() {
        Operand::Many if is_converted(&own) => (
            vec![format!(
                "values: impl IntoIterator<Item = impl Into<{own}>>"
            )],
            "values.into_iter().map(Into::into).collect()".to_owned(),
        ),
        Operand::Many => (
            vec![format!("values: impl IntoIterator<Item = {own}>")],
            "values.into_iter().collect()".to_owned(),
        ),
        Operand::Two => {
            let ((first, from), (second, to)) = (one("from", &own), one("to", &own));
            (vec![first, second], format!("[{from}, {to}]"))
        }
        _ => {
            let (parameter, value) = one("value", &ty(operator, kind));
            (vec![parameter], value)
        }
    }
}

/// A value alone is what a field must equal.
fn conversion(text: &mut Text, name: &str, kind: &Kind) {
    if !Operator::of(kind).contains(&Operator::Eq) {
        return;
    }
    let own = operand(kind);
    let from: &[&str] = if own == "String" {
        &["&str", "String"]
    } else {
        &[&own]
    };
    for from in from {
        text.gap();
        text.block(&format!("impl From<{from}> for {name}"), |text| {
            text.block(&format!("fn from(value: {from}) -> Self"), |text| {
                text.line("Self::eq(value)");
            });
        });
    }
}

fn date_range(text: &mut Text) {
    text.gap();
    text.docs(["A named range of days, in UTC."]);
    text.line(
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]",
    );
    text.block(&format!("pub enum {}", type_name::DATE_RANGE), |text| {
        for (name, docs) in RANGES {
            text.docs([docs]);
            text.line(&format!("#[serde(rename = \"{name}\")]"));
            text.line(&format!("{},", upper(&name.to_lowercase())));
        }
    });
}

fn json_path(writer: &Writer<'_>, text: &mut Text) {
    text.gap();
    text.docs(["What a JSON document has at a path."]);
    text.line("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]");
    text.block(&format!("pub struct {}", type_name::JSON_PATH), |text| {
        for (wire, ty, docs) in [
            (
                filter::PATH,
                "String",
                "Names and positions with dots between: `address.city`, `tags.0`.",
            ),
            (filter::EQ, "serde_json::Value", "What is there."),
        ] {
            text.docs([docs]);
            let wire = writer.spell(wire);
            let member = Member {
                name: &member(&wire),
                wire: &wire,
                ty,
                is_text: false,
                is_optional: false,
            };
            member.write(text);
        }
    });
}
