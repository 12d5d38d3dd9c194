//! `select` and `select_one` of collections: rows as objects of the caller's classes, by GraphQL.

use auto_api_model::Entity;
use auto_api_model::render::{Argument, sdl};

use super::Writer;
use super::method::passed;
use super::names::literal;
use super::parameter::{Parameter, key};
use super::text::Text;

/// `select`
pub(super) fn rows(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let filter = format!("queries.{}", entity.filter_name());
    let mut all = vec![Parameter::new("filter", filter)];
    if sdl::is_orderable(writer.zone, entity) {
        let ty = format!("Sequence[queries.{}]", entity.order_name());
        all.push(Parameter {
            wire: writer.spell(Argument::OrderBy.name()),
            ..Parameter::new(Argument::OrderBy.name(), ty)
        });
    }
    if Argument::Distinct.is_taken(writer.zone, entity) {
        let ty = format!("Sequence[queries.{}]", entity.distinct_name());
        all.push(Parameter::new(Argument::Distinct.name(), ty));
    }
    for argument in [Argument::Limit, Argument::Offset] {
        all.push(Parameter::new(argument.name(), "int".to_owned()));
    }
    let mut declared = vec!["*".to_owned()];
    declared.extend(all.iter().map(Parameter::declared));
    let head = ("select", "_b.list[S]");
    let docs = "Rows as objects of a class, whose members say what is asked for, by GraphQL.";
    method(text, head, declared, |text| {
        text.docs([docs]);
        passed(text, "arguments", &all);
        let field = literal(&entity.list_name);
        text.line(&format!(
            "return await self._select({field}, shape, arguments, options)"
        ));
    });
}

/// `select_one`: the row of the primary key.
pub(super) fn one(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    if entity.key.is_empty() || !entity.key.iter().all(|&at| entity.members[at].visible) {
        return;
    }
    let key = key(writer, entity);
    let declared = key.iter().map(Parameter::required).collect();
    method(text, ("select_one", "S | None"), declared, |text| {
        text.docs(["The row of a key as an object of a class, or `None`, by GraphQL."]);
        passed(text, "arguments", &key);
        let field = literal(&entity.one_name);
        text.line(&format!(
            "rows = await self._select({field}, shape, arguments, options)"
        ));
        text.line("return rows[0] if rows else None");
    });
}

fn method(
    text: &mut Text,
    (name, gives): (&str, &str),
    declared: Vec<String>,
    body: impl FnOnce(&mut Text),
) {
    let mut all = vec!["self".to_owned(), "shape: type[S]".to_owned()];
    all.extend(declared);
    all.push("**options: Unpack[rt.CallOptions]".to_owned());
    text.line("");
    let head = format!("async def {name}(");
    text.exploded(&head, &all, &format!(") -> {gives}:"));
    text.block_of(body);
}
