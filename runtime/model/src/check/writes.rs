//! Names of writes: operations, arguments, fields of inputs, unique keys. Names of types are with
//! those of reads.

use std::collections::BTreeMap;

use super::Problem;
use crate::{Entity, InputField, InputOf, Zone};

pub(super) fn check(zone: &Zone, problems: &mut Vec<Problem>) {
    operations(zone, problems);
    for entity in zone.visible() {
        arguments(zone, entity, problems);
        fields(zone, entity, problems);
        keys(zone, entity, problems);
    }
    values(zone, problems);
}

/// No two writes have one name.
fn operations(zone: &Zone, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for entity in zone.visible() {
        for action in zone.writes(entity) {
            let name = zone.write_name(entity, action);
            let Some(first) = names.insert(name.clone(), entity.model.rust_name) else {
                continue;
            };
            let message = format!(
                "operation `{name}` is made by `{first}` too: rename one with `name = \"…\"` or `plural = \"…\"`"
            );
            problems.push(Problem::at_model(entity.model, message));
        }
    }
}

/// No member of a key is called as another argument of the writes that take the key.
fn arguments(zone: &Zone, entity: &Entity, problems: &mut Vec<Problem>) {
    let by_key = zone.writes(entity).into_iter().filter(|a| a.is_by_key());
    let arguments: Vec<String> = by_key
        .flat_map(|action| zone.write_arguments(entity, action))
        .map(|argument| zone.case.apply(argument.name()))
        .collect();
    let mut said = Vec::new();
    for &at in entity.visible_keys().flatten() {
        let member = &entity.members[at];
        if arguments.contains(&member.name) && !said.contains(&at) {
            said.push(at);
            let message = format!(
                "`{}` is an argument of writes, beside the key: rename the field",
                member.name
            );
            problems.push(Problem::at_field(entity.model, member.field, message));
        }
    }
}

/// No two fields of an input have one name, and none is reserved by GraphQL. What answers have is
/// checked with them; this is about what is only written.
fn fields(zone: &Zone, entity: &Entity, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for field in zone.written(entity, InputOf::Create) {
        let (name, rust_name, problem) = match field {
            InputField::Member(at, _) => {
                let member = &entity.members[at];
                let of = |message| Problem::at_field(entity.model, member.field, message);
                if !member.visible && member.name.starts_with("__") {
                    problems.push(of(format!(
                        "`{}`: names that begin with `__` are reserved by GraphQL",
                        member.name
                    )));
                }
                (
                    member.name.as_str(),
                    member.field.rust_name,
                    of("".to_owned()),
                )
            }
            InputField::Link(at) => {
                let link = &entity.links[at];
                let problem = Problem::at_relation(entity.model, link.relation, String::new());
                (link.name.as_str(), link.relation.name, problem)
            }
        };
        let Some(first) = names.insert(name, rust_name) else {
            continue;
        };
        let is_said = problems.iter().any(|known| {
            known.model == problem.model && known.message.ends_with(&both_named(name))
        });
        if !is_said {
            let message = format!("`{first}` and `{rust_name}`{}", both_named(name));
            problems.push(Problem { message, ..problem });
        }
    }
}

fn both_named(name: &str) -> String {
    format!(" would both be named `{name}`: rename one")
}

/// No two unique keys that an upsert may go by are spelled alike.
fn keys(zone: &Zone, entity: &Entity, problems: &mut Vec<Problem>) {
    let mut values: BTreeMap<String, &[usize]> = BTreeMap::new();
    for key in zone.upsert_keys(entity) {
        let value = entity.key_value(key);
        if let Some(first) = values.insert(value.clone(), key) {
            let names = |key: &[usize]| {
                let names = key.iter().map(|&at| entity.members[at].field.rust_name);
                format!("`{}`", names.collect::<Vec<_>>().join("` with `"))
            };
            let message = format!(
                "the unique keys {} and {} would both be named `{value}`: rename a field",
                names(first),
                names(key)
            );
            problems.push(Problem::at_model(entity.model, message));
        }
    }
}

/// A value struct that is written has something to write.
fn values(zone: &Zone, problems: &mut Vec<Problem>) {
    for def in zone.write_types().values.values() {
        if !def.fields.iter().any(|field| field.is_writable()) {
            problems.push(Problem {
                model: Some(def.rust_name),
                member: None,
                message: "has no field that can be written".to_owned(),
            });
        }
    }
}
