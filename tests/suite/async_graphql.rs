//! Models in a user's own async-graphql schema: returned by resolvers, selected like any object.

use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema};
use auto_api_tests::models::blog::{Address, Email, Position, Post, Role, Status, User};
use auto_api_tests::models::kinds::Kinds;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::{Value as Json, json};
use uuid::Uuid;

struct Query;

#[Object]
impl Query {
    async fn user(&self) -> User {
        user(1)
    }

    async fn users(&self) -> Vec<User> {
        vec![
            user(1),
            User {
                address: None,
                ..user(2)
            },
        ]
    }

    async fn nobody(&self) -> Option<User> {
        None
    }

    async fn post(&self) -> Option<Post> {
        None
    }

    async fn kinds(&self) -> Kinds {
        kinds()
    }

    // Deprecated or not, it is a value that rows have.
    #[allow(deprecated)]
    async fn status(&self) -> Status {
        Status::TakenBack
    }

    async fn statuses(&self) -> Vec<Status> {
        vec![Status::Draft, Status::Published]
    }

    async fn address(&self) -> Address {
        address()
    }

    async fn email(&self) -> Email {
        Email("a@b.c".to_owned())
    }
}

fn position() -> Position {
    Position {
        latitude: 50.9,
        longitude: 7.0,
    }
}

fn address() -> Address {
    Address {
        street: "Main St".to_owned(),
        city: "Köln".to_owned(),
        country_code: "DE".to_owned(),
        notes: vec!["a".to_owned()],
        position: Some(position()),
    }
}

fn user(number: u128) -> User {
    User {
        id: Uuid::from_u128(number),
        name: "Ann".to_owned(),
        email: Email("ann@example.org".to_owned()),
        role: Role::ChiefEditor,
        address: Some(address()),
        session: Some("secret".to_owned()),
    }
}

fn kinds() -> Kinds {
    let instant: DateTime<Utc> = "2024-02-29T12:30:00.5Z".parse().unwrap();
    let date = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let time = NaiveTime::from_hms_opt(12, 30, 0).unwrap();
    Kinds {
        id: Uuid::from_u128(7),
        truth: true,
        small: -1,
        medium: 2,
        large: 9_007_199_254_740_993,
        small_unsigned: 3,
        unsigned: u32::MAX,
        single: 0.1,
        double: 0.25,
        text: "é\"".to_owned(),
        instant,
        date,
        time,
        local: date.and_time(time),
        span: TimeDelta::seconds(90),
        amount: "1.5".parse().unwrap(),
        raw: vec![0, 255],
        shared: bytes::Bytes::from_static(b"x"),
        document: json!({"a": [1, null]}),
        link: "https://example.org/".parse().unwrap(),
        address: "::1".parse().unwrap(),
        role: Role::Author,
        email: Email("a@b.c".to_owned()),
        position: position(),
        words: vec!["a".to_owned()],
        roles: vec![Role::Reader],
        path: vec![position(), position()],
        maybe_text: None,
        maybe_role: None,
        maybe_position: None,
        maybe_words: None,
    }
}

fn schema() -> Schema<Query, EmptyMutation, EmptySubscription> {
    Schema::new(Query, EmptyMutation, EmptySubscription)
}

async fn data(query: &str) -> Json {
    data_of(Request::new(query)).await
}

async fn data_of(request: Request) -> Json {
    let response = schema().execute(request).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()
}

#[tokio::test]
async fn fields_aliases_fragments_and_typenames() {
    let query = "{ user { ...A kind: __typename ... on User { name role } ...A again: name } }
        fragment A on User { address { city } address { code: countryCode ...B __typename } }
        fragment B on Address { position { latitude } notes }";
    let expected = json!({"user": {
        "address": {"city": "Köln", "code": "DE", "position": {"latitude": 50.9}, "notes": ["a"],
            "__typename": "Address"},
        "kind": "User", "name": "Ann", "role": "CHIEF_EDITOR", "again": "Ann"}});
    let answer = data(query).await;
    assert_eq!(answer, expected);
    let keys: Vec<&String> = answer["user"].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 5);
}

#[tokio::test]
async fn lists_nulls_and_directives() {
    let query = "query ($no: Boolean!) { users { id name @include(if: $no) address { city } } nobody { id } }";
    let request =
        Request::new(query).variables(async_graphql::Variables::from_json(json!({"no": false})));
    let id = |number| Uuid::from_u128(number).to_string();
    let expected = json!({"users": [{"id": id(1), "address": {"city": "Köln"}},
        {"id": id(2), "address": null}], "nobody": null});
    assert_eq!(data_of(request).await, expected);
}

#[tokio::test]
async fn enums_value_structs_and_newtypes_by_themselves() {
    let answer = data("{ status statuses email address { street position { longitude } } }").await;
    let expected = json!({"status": "WITHDRAWN", "statuses": ["DRAFT", "PUBLISHED"],
        "email": "a@b.c", "address": {"street": "Main St", "position": {"longitude": 7.0}}});
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn every_kind_has_its_wire_form() {
    let query = "{ kinds { id truth small medium large small_unsigned unsigned single double text instant date time
        local span amount raw shared document link address role email position { latitude } words roles
        path { longitude } maybe_text maybe_role maybe_position { latitude } maybe_words } }";
    let expected = json!({
        "id": "00000000-0000-0000-0000-000000000007", "truth": true, "small": -1, "medium": 2,
        "large": "9007199254740993", "small_unsigned": 3, "unsigned": 4_294_967_295_u32, "single": 0.1,
        "double": 0.25, "text": "é\"", "instant": "2024-02-29T12:30:00.500Z", "date": "2024-02-29",
        "time": "12:30:00", "local": "2024-02-29T12:30:00", "span": "PT1M30S", "amount": "1.50",
        "raw": "AP8=", "shared": "eA==", "document": {"a": [1, null]}, "link": "https://example.org/",
        "address": "::1", "role": "AUTHOR", "email": "a@b.c", "position": {"latitude": 50.9},
        "words": ["a"], "roles": ["READER"], "path": [{"longitude": 7.0}, {"longitude": 7.0}],
        "maybe_text": null, "maybe_role": null, "maybe_position": null, "maybe_words": null,
    });
    assert_eq!(data(query).await["kinds"], expected);
}

#[tokio::test]
async fn what_not_every_caller_may_see_is_not_there() {
    let sdl = schema().sdl();
    for hidden in ["session", "moderation_note", "comments", "PostFilter"] {
        assert!(!sdl.contains(hidden), "{hidden} is in\n{sdl}");
    }
    // Only for one zone, so for none of its own.
    assert!(!sdl.contains("\temail: String!\n\trole"), "{sdl}");
    let response = schema().execute("{ user { email } }").await;
    assert_eq!(response.errors.len(), 1);
}

#[tokio::test]
async fn the_schema_says_what_the_model_does() {
    let sdl = schema().sdl();
    for line in [
        "scalar BigInt",
        "scalar UInt32",
        "\tlarge: BigInt!",
        "\tmaybe_role: Role",
        "\tpath: [Position!]!",
        "\tWITHDRAWN @deprecated(reason: \"delete it (since 1.1.0)\")",
        "\tstatus: PostStatus!",
        "enum PostStatus {",
        "\theadline: String @deprecated",
    ] {
        assert!(sdl.contains(line), "{line:?} is not in\n{sdl}");
    }
}
