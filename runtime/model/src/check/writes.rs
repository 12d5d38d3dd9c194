//! Names of writes: operations, arguments, fields of inputs, unique keys. Names of types are with
//! those of reads.

use std::collections::BTreeMap;

use super::Problem;
use crate::{Entity, InputField, InputOf, WriteTypes, Zone};

pub(super) fn check(zone: &Zone, types: &WriteTypes, problems: &mut Vec<Problem>) {
    operations(zone, problems);
    for entity in zone.visible() {
        arguments(zone, entity, problems);
        fields(zone, entity, problems);
        keys(zone, entity, problems);
    }
    values(types, problems);
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
                    of(String::new()),
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
fn values(types: &WriteTypes, problems: &mut Vec<Problem>) {
    for def in types.values.values() {
        if !def.fields.iter().any(crate::Field::is_writable) {
            problems.push(Problem {
                model: Some(def.rust_name),
                member: None,
                message: "has no field that can be written".to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Field, FieldType, Index, Mode, Model, Relation, TypeDef, ValueDef, Zone};

    const fn field(name: &'static str, ty: FieldType) -> Field {
        Field {
            name,
            rust_name: name,
            ty,
            ..Field::DEFAULT
        }
    }

    const ID: Field = Field {
        id: true,
        ..field("id", FieldType::I32)
    };

    const fn model(name: &'static str, fields: &'static [Field]) -> Model {
        Model {
            name,
            rust_name: name,
            fields,
            ..Model::DEFAULT
        }
    }

    fn problems(models: &[&'static Model], types: &[&'static TypeDef]) -> Vec<String> {
        let mut zone = Zone::new("z");
        for model in models {
            zone = zone.add(model);
        }
        for def in types {
            zone = zone.type_def(def);
        }
        let problems = zone.build().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    static POST: Model = model("Post", &[ID, field("title", FieldType::String)]);

    #[test]
    fn models_called_as_a_type_of_writes() {
        static INPUT: Model = model("CreatePostInput", &[ID]);
        static PAYLOAD: Model = model("PostPayload", &[ID]);
        static MANY: Model = model("PostsPayload", &[ID]);
        static ITEM: Model = model("UpdatePostItemInput", &[ID]);
        static KEY: Model = model("PostKeyInput", &[ID]);
        static ERROR: Model = model("OnError", &[ID]);
        for (other, by) in [
            (&INPUT, "Post"),
            (&PAYLOAD, "Post"),
            (&MANY, "Post"),
            (&ITEM, "Post"),
            (&KEY, "Post"),
            (&ERROR, "auto-api"),
        ] {
            let name = other.name;
            let said = problems(&[&POST, other], &[]);
            let expected = |model: &str, by: &str| {
                format!(
                    "{model}: type `{name}` is made by `{by}` too: rename one with `name = \"…\"`"
                )
            };
            let is_told =
                |text: &String| *text == expected(name, by) || *text == expected(by, name);
            assert!(said.iter().any(is_told), "{name}: {said:?}");
        }
        assert_eq!(problems(&[&POST], &[]), [] as [&str; 0]);
    }

    #[test]
    // What a case is about stands beside it.
    #[allow(clippy::items_after_statements)]
    fn value_structs_called_as_an_input() {
        static PLACE: TypeDef = TypeDef::Value(ValueDef {
            validate: None,
            name: "Place",
            rust_name: "Place",
            docs: "",
            fields: &[field("city", FieldType::String)],
        });
        static SHOP: Model = model("Shop", &[ID, field("place", FieldType::Named("Place"))]);
        static OTHER: Model = model("PlaceInput", &[ID]);
        assert_eq!(problems(&[&SHOP], &[&PLACE]), [] as [&str; 0]);
        assert_eq!(
            problems(&[&SHOP, &OTHER], &[&PLACE]),
            [
                "Place: type `PlaceInput` is made by `PlaceInput` too: rename one with `name = \"…\"`"
            ]
        );
        static SEEN: TypeDef = TypeDef::Value(ValueDef {
            validate: None,
            name: "Place",
            rust_name: "Place",
            docs: "",
            fields: &[Field {
                mode: Mode::ReadOnly,
                ..field("city", FieldType::String)
            }],
        });
        assert_eq!(
            problems(&[&SHOP], &[&SEEN]),
            ["Place: has no field that can be written"]
        );
    }

    #[test]
    // What a case is about stands beside it.
    #[allow(clippy::items_after_statements)]
    fn keys_called_as_an_argument() {
        static POST: Model = model(
            "Post",
            &[
                Field {
                    id: true,
                    ..field("input", FieldType::I32)
                },
                Field {
                    unique: true,
                    ..field("idempotency_key", FieldType::String)
                },
                field("title", FieldType::String),
            ],
        );
        assert_eq!(
            problems(&[&POST], &[]),
            [
                "Post.input: `input` is an argument of writes, beside the key: rename the field",
                "Post.idempotency_key: `idempotency_key` is an argument of writes, beside the key: rename the field"
            ]
        );
        static READ: Model = Model {
            read_only: true,
            ..POST
        };
        assert_eq!(problems(&[&READ], &[]), [] as [&str; 0]);
    }

    #[test]
    fn what_is_only_written_has_a_name_of_its_own() {
        static POST: Model = Model {
            relations: &[Relation {
                name: "tags",
                target: "Tag",
                ..Relation::DEFAULT
            }],
            ..model(
                "Post",
                &[
                    ID,
                    Field {
                        mode: Mode::WriteOnly,
                        ..field("tags", FieldType::String)
                    },
                    Field {
                        mode: Mode::WriteOnly,
                        ..field("__secret", FieldType::String)
                    },
                ],
            )
        };
        static TAG: Model = Model {
            relations: &[Relation {
                name: "post",
                target: "Post",
                kind: crate::RelationKind::BelongsTo {
                    fields: &["post_id"],
                    to: &[],
                    on_delete: crate::OnDelete::Restrict,
                },
                ..Relation::DEFAULT
            }],
            ..model("Tag", &[ID, field("post_id", FieldType::I32)])
        };
        assert_eq!(
            problems(&[&POST, &TAG], &[]),
            [
                "Post.__secret: `__secret`: names that begin with `__` are reserved by GraphQL",
                "Post.tags: `tags` and `tags` would both be named `tags`: rename one"
            ]
        );
    }

    #[test]
    fn unique_keys_that_are_spelled_alike() {
        static POST: Model = Model {
            indexes: &[Index {
                name: None,
                fields: &["a", "b"],
                unique: true,
            }],
            ..model(
                "Post",
                &[
                    ID,
                    field("a", FieldType::I32),
                    field("b", FieldType::I32),
                    Field {
                        unique: true,
                        ..field("a_and_b", FieldType::I32)
                    },
                ],
            )
        };
        assert_eq!(
            problems(&[&POST], &[]),
            [
                "Post: the unique keys `a_and_b` and `a` with `b` would both be named `A_AND_B`: rename a field"
            ]
        );
    }

    #[test]
    #[cfg(feature = "documents")]
    fn a_model_of_which_nothing_can_be_written_has_no_create() {
        static LOG: Model = model(
            "Log",
            &[Field {
                mode: Mode::ReadOnly,
                ..ID
            }],
        );
        let zone = Zone::new("z").add(&LOG).build().unwrap();
        let sdl = crate::render::sdl(&zone);
        assert!(
            !sdl.contains("CreateLogInput") && !sdl.contains("create_log"),
            "{sdl}"
        );
        assert!(sdl.contains("delete_log("), "{sdl}");
    }
}
