//! Rows and values, there and back.

use auto_api::codegen::Row;
use auto_api::{FieldValue, Record, Value};
use auto_api_tests::models::blog::{Address, Email, Position, Role, Status, User};
use auto_api_tests::models::kinds::Kinds;
use serde_json::json;
use uuid::Uuid;

fn address() -> Address {
    Address {
        street: "Main St 1".to_owned(),
        city: "Köln".to_owned(),
        country_code: "DE".to_owned(),
        notes: vec!["at the river".to_owned()],
        position: Some(Position {
            latitude: 50.9375,
            longitude: 6.9603,
        }),
    }
}

fn kinds() -> Kinds {
    Kinds {
        id: Uuid::from_u128(7),
        truth: true,
        small: -3,
        medium: 1000,
        large: i64::MAX,
        small_unsigned: u16::MAX,
        unsigned: u32::MAX,
        single: 0.1,
        double: -2.5,
        text: "größer".to_owned(),
        instant: "2024-02-29T12:30:00Z".parse().unwrap(),
        date: "2024-02-29".parse().unwrap(),
        time: "12:30:00".parse().unwrap(),
        local: "2024-02-29T12:30:00".parse().unwrap(),
        span: chrono::TimeDelta::minutes(90),
        amount: "19.90".parse().unwrap(),
        raw: vec![0, 255],
        shared: bytes::Bytes::from_static(b"abc"),
        document: json!({"a": [1, null]}),
        link: "https://example.org/a?b=c".parse().unwrap(),
        address: "::1".parse().unwrap(),
        role: Role::ChiefEditor,
        email: Email("a@example.org".to_owned()),
        position: address().position.unwrap(),
        words: vec!["a".to_owned(), String::new()],
        roles: vec![Role::Author, Role::Reader],
        path: vec![address().position.unwrap()],
        maybe_text: None,
        maybe_role: Some(Role::Reader),
        maybe_position: None,
        maybe_words: Some(Vec::new()),
    }
}

fn values<T: Record>(record: &T) -> Vec<Value> {
    auto_api::codegen::values(record)
}

#[test]
fn rows_come_back_as_they_went() {
    let row = kinds();
    let mut all = values(&row).into_iter();
    assert_eq!(Kinds::read(&mut Row::new(&mut all)).unwrap(), row);
    assert_eq!(all.next(), None);
    assert_eq!(row.value(1000), Value::Null);
}

#[test]
fn skipped_fields_are_read_as_their_default() {
    let user = User {
        id: Uuid::nil(),
        name: "Ada".to_owned(),
        email: Email("ada@example.org".to_owned()),
        role: Role::Author,
        address: Some(address()),
        session: Some("secret".to_owned()),
    };
    let values = values(&user);
    assert_eq!(values.len(), 5);
    let mut all = values.into_iter();
    let read = User::read(&mut Row::new(&mut all)).unwrap();
    assert_eq!(
        read,
        User {
            session: None,
            ..user
        }
    );
}

#[test]
fn a_row_that_does_not_fit_is_an_error() {
    let mut short = vec![Value::Uuid(Uuid::nil())].into_iter();
    let error = User::read(&mut Row::new(&mut short)).unwrap_err();
    assert_eq!(error.to_string(), "the row has too few values");
    let mut wrong = vec![Value::Int(1)].into_iter();
    User::read(&mut Row::new(&mut wrong)).unwrap_err();
}

#[test]
fn enums_are_their_wire_names() {
    assert_eq!(
        Role::ChiefEditor.to_value(),
        Value::Text("chief_editor".to_owned())
    );
    assert_eq!(
        Role::from_json(json!("chief_editor")).unwrap(),
        Role::ChiefEditor
    );
    #[allow(deprecated)]
    let back = Status::TakenBack;
    assert_eq!(Status::from_value(back.to_value()).unwrap(), back);
    assert_eq!(back.to_value(), Value::Text("taken-back".to_owned()));
    assert_eq!(
        serde_json::to_value(back).unwrap(),
        back.to_value().to_json()
    );
    Role::from_json(json!("ChiefEditor")).unwrap_err();
    Role::from_json(json!(1)).unwrap_err();
    Role::from_value(Value::Int(1)).unwrap_err();
}

#[test]
fn newtypes_are_what_they_hold() {
    let email = Email("a@example.org".to_owned());
    assert_eq!(email.to_value(), Value::Text("a@example.org".to_owned()));
    assert_eq!(Email::from_json(json!("a@example.org")).unwrap(), email);
    Email::from_json(json!(null)).unwrap_err();
}

#[test]
fn value_structs_look_as_serde_writes_them() {
    let value = address().to_value();
    assert_eq!(value.to_json(), serde_json::to_value(address()).unwrap());
    assert_eq!(Address::from_value(value).unwrap(), address());
}

#[test]
fn members_that_are_missing_have_their_defaults() {
    let json = json!({"street": "a", "city": "b", "unknown": 1});
    let read = Address::from_json(json).unwrap();
    assert_eq!(
        (read.country_code.as_str(), read.notes.len(), read.position),
        ("DE", 0, None)
    );
    let error = Address::from_json(json!({"street": "a"})).unwrap_err();
    assert_eq!(error.to_string(), "expected city, found \"nothing\"");
    Address::from_json(json!([])).unwrap_err();
    Address::from_json(json!({"street": null, "city": "b"})).unwrap_err();
}
