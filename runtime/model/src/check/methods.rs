//! Names of methods: of root fields, of their arguments and of routes. Computed fields are checked
//! with the other members of a row, payloads with the other types.

use std::collections::BTreeMap;

use super::Problem;
use crate::zone::at_method;
use crate::{Action, Entity, MethodKind, Procedure, Zone};

pub(super) fn check(zone: &Zone, problems: &mut Vec<Problem>) {
    roots(zone, MethodKind::Query, &reads(zone), problems);
    roots(zone, MethodKind::Mutation, &writes(zone), problems);
    for entity in zone.visible() {
        for method in &entity.procedures {
            if method.visible {
                reserved(entity, method, problems);
                arguments(entity, method, problems);
                route(entity, method, problems);
                operation(entity, method, problems);
            }
        }
    }
}

/// The root fields of generated reads, and whose they are.
fn reads(zone: &Zone) -> BTreeMap<String, &'static str> {
    let of = |entity: &Entity| {
        let names = [
            &entity.one_name,
            &entity.list_name,
            &entity.pages_name,
            &entity.connection_name,
            &entity.aggregate_name,
            &entity.group_by_name,
        ];
        let model = entity.model.rust_name;
        names.map(|name| (name.clone(), model))
    };
    zone.visible().flat_map(of).collect()
}

/// The root fields of generated writes.
fn writes(zone: &Zone) -> BTreeMap<String, &'static str> {
    let of = |entity: &Entity| {
        let model = entity.model.rust_name;
        let names = zone.writes(entity).into_iter();
        let names = names.map(|action| (zone.write_name(entity, action), model));
        names.collect::<Vec<_>>()
    };
    zone.visible().flat_map(of).collect()
}

/// No method is called as another root field.
fn roots(
    zone: &Zone,
    kind: MethodKind,
    known: &BTreeMap<String, &'static str>,
    problems: &mut Vec<Problem>,
) {
    let mut names: BTreeMap<&str, String> = known
        .iter()
        .map(|(name, model)| (name.as_str(), (*model).to_owned()))
        .collect();
    for entity in zone.visible() {
        for (_, procedure) in entity.procedures(kind) {
            let (model, method) = (entity.model, procedure.method);
            let whose = format!("{}::{}", model.rust_name, method.rust_name);
            let name = &procedure.name;
            if let Some(first) = names.insert(name, whose) {
                let message = format!(
                    "operation `{name}` is made by `{first}` too: give the method another `name = \"…\"`"
                );
                problems.push(at_method(model, method, message));
            }
        }
    }
}

/// No name is one of GraphQL's own.
fn reserved(entity: &Entity, procedure: &Procedure, problems: &mut Vec<Problem>) {
    if procedure.name.starts_with("__") {
        let message = format!(
            "`{}`: names that begin with `__` are reserved by GraphQL",
            procedure.name
        );
        problems.push(at_method(entity.model, procedure.method, message));
    }
}

/// No argument is called as a member of a key beside it, or as another.
fn arguments(entity: &Entity, procedure: &Procedure, problems: &mut Vec<Problem>) {
    let mut names: Vec<&str> = Vec::new();
    if procedure.is_of_row() {
        let keys = entity.visible_keys().flatten();
        names.extend(keys.map(|&at| entity.members[at].name.as_str()));
    }
    for argument in &procedure.arguments {
        if names.contains(&argument.name.as_str()) {
            let message = format!(
                "argument `{}` has the name of a key of the row, or of another argument: rename it",
                argument.name
            );
            problems.push(at_method(entity.model, procedure.method, message));
        }
        names.push(&argument.name);
    }
}

/// What a collection has below it besides rows.
const OWN_ROUTES: [&str; 4] = ["bulk", "events", "export", "group-by"];

/// No method is called as a generated operation: both would have one `operationId`.
fn operation(entity: &Entity, procedure: &Procedure, problems: &mut Vec<Problem>) {
    let name = procedure.method.name;
    let is_taken = name == "group_by" || Action::ALL.iter().any(|action| action.verb() == name);
    if is_taken && !procedure.is_field() {
        let message = format!(
            "`{}_{name}` is an operation of REST already: rename the method",
            entity.plural
        );
        problems.push(at_method(entity.model, procedure.method, message));
    }
}

/// No method of the model itself has a route of the collection's own.
fn route(entity: &Entity, procedure: &Procedure, problems: &mut Vec<Problem>) {
    let name = procedure.method.name;
    let is_root = !procedure.is_field() && !procedure.is_of_row();
    if is_root && OWN_ROUTES.contains(&name) {
        let message = format!(
            "`/{}/{name}` is a route of the collection's own: rename the method",
            entity.list_name
        );
        problems.push(at_method(entity.model, procedure.method, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Field, FieldType, Method, MethodKind, Model, Receiver, Zone};

    const fn field(name: &'static str, ty: FieldType) -> Field {
        Field {
            name,
            rust_name: name,
            ty,
            ..Field::DEFAULT
        }
    }

    static POST: Model = Model {
        name: "Post",
        rust_name: "Post",
        fields: &[
            Field {
                id: true,
                ..field("id", FieldType::I32)
            },
            field("body", FieldType::String),
        ],
        ..Model::DEFAULT
    };

    const fn method(name: &'static str, kind: MethodKind, receiver: Receiver) -> Method {
        Method {
            name,
            rust_name: name,
            kind,
            receiver,
            ..Method::DEFAULT
        }
    }

    fn problems(methods: &'static [Method]) -> Vec<String> {
        let zone = Zone::new("z").add(&POST).methods("Post", methods);
        let problems = zone.build().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_that_are_taken() {
        static TAKEN: [Method; 5] = [
            method("pages", MethodKind::Query, Receiver::None),
            Method {
                name: "create_post",
                verbatim: true,
                ..method("add", MethodKind::Mutation, Receiver::None)
            },
            Method {
                answer: Some(FieldType::I32),
                ..method("body", MethodKind::Field, Receiver::None)
            },
            Method {
                arguments: &[field("id", FieldType::I32)],
                ..method("publish", MethodKind::Mutation, Receiver::Mutable)
            },
            method("bulk", MethodKind::Mutation, Receiver::None),
        ];
        assert_eq!(
            problems(&TAKEN),
            [
                "Post: field `body` and computed field `body` would both be named `body`: rename one",
                "Post.pages: operation `post_pages` is made by `Post` too: give the method another `name = \"…\"`",
                "Post.add: operation `create_post` is made by `Post` too: give the method another `name = \"…\"`",
                "Post.publish: argument `id` has the name of a key of the row, or of another argument: rename it",
                "Post.bulk: `/posts/bulk` is a route of the collection's own: rename the method"
            ]
        );
    }

    #[test]
    fn what_is_not_in_the_zone() {
        static MISSING: [Method; 2] = [
            Method {
                needs: &["text"],
                answer: Some(FieldType::I32),
                ..method("words", MethodKind::Field, Receiver::None)
            },
            Method {
                answer: Some(FieldType::Named("User")),
                ..method("author", MethodKind::Query, Receiver::Shared)
            },
        ];
        assert_eq!(
            problems(&MISSING),
            [
                "Post.words: needs `text`, which is no field of the model",
                "Post.author: type `User` is not known to the zone: it must derive `AutoApi`"
            ]
        );
    }
}
