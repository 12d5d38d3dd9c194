//! Rules over data alone: what no derive would let through, and what a start refuses.

use auto_api_model::{
    Constraints, DefaultValue, Field, FieldType, Format, Model, NewtypeDef, Sanitize, TypeDef,
    ValueDef, Zone,
};
use serde_json::json;

use super::{check, of};
use crate::ask::Input;
use crate::value::Value;

static NICK: TypeDef = TypeDef::Newtype(NewtypeDef {
    rust_name: "Nick",
    docs: "",
    inner: FieldType::String,
    constraints: Constraints {
        max_length: Some(4),
        pattern: Some("[a-z]*"),
        ..Constraints::NONE
    },
    validate: None,
});
static TREE: TypeDef = TypeDef::Value(ValueDef {
    name: "Tree",
    rust_name: "Tree",
    docs: "",
    fields: &[
        named("bigNumber", FieldType::I64),
        Field {
            default: Some(DefaultValue::OfType),
            ..named("trees", FieldType::List(&FieldType::Named("Tree")))
        },
        Field {
            nullable: true,
            ..named("price", FieldType::Decimal)
        },
        Field {
            default: Some(DefaultValue::Text("x")),
            ..named("raw", FieldType::Json)
        },
    ],
    validate: None,
});

const fn named(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

// Made in place, once for each test.
#[allow(clippy::large_types_passed_by_value)]
fn zone(field: Field) -> Zone {
    let id = Field {
        id: true,
        ..named("id", FieldType::I64)
    };
    let model: &'static Model = Box::leak(Box::new(Model {
        name: "Post",
        rust_name: "Post",
        fields: Box::leak(Box::new([id, field])),
        ..Model::DEFAULT
    }));
    let zone = Zone::new("z").add(model).type_def(&NICK).type_def(&TREE);
    zone.build().unwrap()
}

// As above.
#[allow(clippy::large_types_passed_by_value)]
/// What becomes of an input: the value, or each error with its path.
fn take(field: Field, input: &Input) -> Result<Value, Vec<String>> {
    let zone = zone(field);
    let row = of(&zone, &zone.entities[0]).unwrap();
    row.take(1, input).map_err(|errors| {
        let errors = errors.into_iter();
        errors
            .map(|error| format!("{}: {}", error.path.join("."), error.message))
            .collect()
    })
}

fn text(text: &str) -> Input {
    Input::Text(text.to_owned())
}

#[test]
fn a_newtype_and_its_field_both_hold() {
    let field = Field {
        constraints: Constraints {
            max_length: Some(9),
            min_length: Some(2),
            pattern: Some("a.*"),
            ..Constraints::NONE
        },
        ..named("x", FieldType::Named("Nick"))
    };
    assert_eq!(take(field, &text("ab")), Ok(Value::Text("ab".to_owned())));
    assert_eq!(
        take(field, &text("B2345")).unwrap_err(),
        [
            ": must match `a.*`",
            ": takes 4 characters at most",
            ": must match `[a-z]*`",
        ]
    );
    let list = named("x", FieldType::List(&FieldType::Named("Nick")));
    let items = Input::List(vec![text("a"), text("abcde"), Input::Null]);
    assert_eq!(
        take(list, &items).unwrap_err(),
        [
            "1: takes 4 characters at most",
            "2: an item may not be null"
        ]
    );
}

#[test]
fn a_value_struct_is_whole_in_one_form_from_any_input() {
    let field = named("x", FieldType::Named("Tree"));
    let given =
        json!({"trees": [{"bigNumber": "9007199254740993"}], "bigNumber": 1, "price": 1.50});
    let stored = json!({
        "bigNumber": 1,
        "trees": [{"bigNumber": 9_007_199_254_740_993_i64, "trees": [], "price": null, "raw": "x"}],
        "price": "1.5",
        "raw": "x",
    });
    let of_json = take(field, &Input::Json(given.clone())).unwrap();
    let of_text = take(field, &Input::Raw(given.to_string())).unwrap();
    assert_eq!(of_json, Value::Json(stored));
    assert_eq!(of_text, of_json);
    let object = Input::Object(vec![
        ("bigNumber".to_owned(), Input::Null),
        ("bigNumber".to_owned(), Input::Int(1)),
        ("raw".to_owned(), Input::Null),
        ("trees".to_owned(), Input::List(vec![Input::Bool(true)])),
    ]);
    assert_eq!(
        take(field, &object).unwrap_err(),
        [
            "bigNumber: `bigNumber` is given twice",
            "bigNumber: `bigNumber` may not be null",
            "trees.0: expected an object, found true",
        ]
    );
}

#[test]
fn json_may_be_null_where_a_field_may_not() {
    let field = named("x", FieldType::Json);
    assert_eq!(take(field, &Input::Null), Ok(Value::Json(json!(null))));
    let nullable = Field {
        nullable: true,
        ..field
    };
    assert_eq!(take(nullable, &Input::Null), Ok(Value::Null));
    let item = named("x", FieldType::List(&FieldType::Json));
    let nulls = Input::List(vec![Input::Null]);
    assert_eq!(
        take(item, &nulls),
        Ok(Value::List(vec![Value::Json(json!(null))]))
    );
}

#[test]
fn a_default_that_its_field_refuses_is_told_at_start() {
    let email = Constraints {
        format: Some(Format::Email),
        ..Constraints::NONE
    };
    for (field, told) in [
        (
            Field {
                default: Some(DefaultValue::Text("x")),
                constraints: email,
                ..named("x", FieldType::String)
            },
            "Post.x: the default is not valid: must be an e-mail address such as ada@example.org",
        ),
        (
            Field {
                default: Some(DefaultValue::OfType),
                constraints: Constraints {
                    min_length: Some(1),
                    ..Constraints::NONE
                },
                ..named("x", FieldType::String)
            },
            "Post.x: the default is not valid: takes 1 character at least",
        ),
        (
            Field {
                default: Some(DefaultValue::Text("yesterday")),
                ..named("x", FieldType::Date)
            },
            "Post.x: the default is not valid: expected a date such as 2024-02-29, found \"yesterday\"",
        ),
    ] {
        let zone = zone(field);
        assert_eq!(check(&zone).unwrap_err().message, told);
        assert!(of(&zone, &zone.entities[0]).is_err());
    }
    let fine = Field {
        default: Some(DefaultValue::OfType),
        nullable: true,
        constraints: email,
        ..named("x", FieldType::String)
    };
    check(&zone(fine)).unwrap();
}

#[test]
fn texts_are_cleaned_or_the_zone_is_not_served() {
    let field = Field {
        sanitize: Sanitize::Html,
        ..named("x", FieldType::String)
    };
    let checked = check(&zone(field));
    if cfg!(feature = "sanitize") {
        checked.unwrap();
        let cleaned = take(field, &text("<i>a</i><script>"));
        assert_eq!(cleaned, Ok(Value::Text("<i>a</i>".to_owned())));
    } else {
        assert_eq!(
            checked.unwrap_err().message,
            "Post.x: `sanitize` needs the feature `sanitize` of `auto-api`"
        );
    }
}

#[test]
fn rules_are_made_once_for_a_zone() {
    let zone = zone(named("x", FieldType::Named("Nick")));
    let first = of(&zone, &zone.entities[0]).unwrap();
    let again = of(&zone, &zone.entities[0]).unwrap();
    assert!(std::ptr::eq(first.rules, again.rules));
    let copy = zone.clone();
    let other = of(&copy, &copy.entities[0]).unwrap();
    assert!(!std::ptr::eq(first.rules, other.rules));
}

#[test]
fn values_of_others_than_the_caller_are_checked_as_its_own() {
    let field = Field {
        constraints: Constraints {
            maximum: Some("0.1"),
            ..Constraints::NONE
        },
        ..named("x", FieldType::F32)
    };
    let zone = zone(field);
    let row = of(&zone, &zone.entities[0]).unwrap();
    let mut values = [Some(Value::Int(1)), Some(Value::Float32(0.1))];
    assert!(row.again(&zone.entities[0], &mut values, true).is_empty());
    assert_eq!(values[1], Some(Value::Float32(0.1)));
    values = [None, Some(Value::Float32(0.2))];
    let errors = row.again(&zone.entities[0], &mut values, false);
    assert_eq!(errors[0].path, ["x"]);
    assert_eq!(errors[0].message, "must be 0.1 or less");
    values = [None, Some(Value::Null)];
    let errors = row.again(&zone.entities[0], &mut values, false);
    assert_eq!(errors[0].message, "`x` may not be null");
}
