//! What mutations become, without a database.

use auto_api_model::Case;
use auto_api_model::input::WriteAction;

use super::super::super::sample::{lowered, lowered_in, told};
use crate::ask::{Input, PayloadItem, Root, Write};

fn writes(query: &str, variables: &str) -> (Vec<Write>, Vec<Input>) {
    let (lowered, slots) = lowered(query, variables).map_err(|all| told(&all)).unwrap();
    let roots = lowered.ask.roots.into_iter();
    let writes = roots.filter_map(|root| match root {
        Root::Write(write) => Some(write),
        Root::Fixed { .. } | Root::Read(_) | Root::Call(_) => None,
    });
    (writes.collect(), slots)
}

fn write(query: &str, variables: &str) -> (Write, Vec<Input>) {
    let (mut writes, slots) = writes(query, variables);
    assert_eq!(writes.len(), 1, "{query}");
    (writes.remove(0), slots)
}

fn refused(query: &str, variables: &str) -> String {
    told(&lowered(query, variables).unwrap_err())
}

fn text(text: &str) -> Input {
    Input::Text(text.to_owned())
}

fn name(name: &str) -> Input {
    Input::Enum(name.to_owned())
}

fn object(members: &[(&str, Input)]) -> Input {
    let members = members.iter();
    Input::Object(members.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

const CREATE: &str = "mutation ($i: CreatePostInput!) { create_post(input: $i) { ok } }";

const POST: &str = r#""title": "t", "status": "LIVE", "published": true, "views": "9007199254740993",
    "price": 1.5, "place": {"city": "x", "country_code": "y", "within": null},
    "extra": {"a": [1, {"b": null}]}, "author_id": 7"#;

#[test]
fn every_write_and_every_member_of_payloads() {
    let query = r#"
        mutation All($on: OnError! = SKIP_INVALID, $key: String) {
          __typename
          made: create_post(input: {title: "t", author: {connect: {id: 1}}, status: DRAFT, views: 1,
              price: 0.10, place: {city: "c", country_code: "cc", within: null}, extra: {n: 1}, published: true},
              idempotency_key: $key) {
            __typename ok
            row: object { id author { first_name } }
            errors { code message where: path field index __typename }
          }
          create_authors(inputs: [], on_error: $on) { objects { id } affected ok }
          update_author(email: "a@b.c", input: {first_name: "x"}) { ok }
          each: update_authors(items: {key: {id: 1}, patch: {first_name: "y"}}) { ok }
          all: update_authors(patch: {birth_year: null}, filter: {id: {gt: 1}}, all: true, at_most: 5) { ok }
          upsert_author(input: {email: "e", first_name: "f", birth_year: 2}, on: FIRST_NAME_AND_BIRTH_YEAR) { ok }
          delete_post(id: "u") { object { title } }
          delete_posts(filter: {}, all: false) { affected }
        }
    "#;
    let (lowered, slots) = lowered(query, r#"{"key": "k"}"#).unwrap();
    assert_eq!(slots, [text("k")]);
    insta::assert_debug_snapshot!(lowered.ask);
}

#[test]
fn a_variable_that_is_written_is_one_slot() {
    let (write, slots) = write(CREATE, &format!(r#"{{"i": {{{POST}}}}}"#));
    assert_eq!((write.action, write.slots), (WriteAction::Create, 1));
    assert_eq!(write.args.input, Some(Input::Slot(0)));
    let place = [
        ("city", text("x")),
        ("country_code", text("y")),
        ("within", Input::Null),
    ];
    let input = object(&[
        ("title", text("t")),
        ("status", name("LIVE")),
        ("published", Input::Bool(true)),
        ("views", text("9007199254740993")),
        ("price", Input::Float(1.5)),
        ("place", object(&place)),
        (
            "extra",
            Input::Json(serde_json::json!({"a": [1, {"b": null}]})),
        ),
        ("author_id", Input::Int(7)),
    ]);
    assert_eq!(slots, [input]);
}

#[test]
fn parts_of_what_is_written_are_slots_each() {
    let query = "mutation ($t: String!, $p: Boolean!, $s: Status, $x: JSON, $a: CreateAuthorInput, $n: String, $gone: Boolean) {
        create_post(input: {title: $t, published: $p, status: $s, extra: $x, views: 1, price: 2,
            place: {city: $t, country_code: $n}, author: {create: $a}, author_id: $gone2}) { ok }
    }"
    .replace(", author_id: $gone2", "")
    .replace(", $gone: Boolean", "")
    .replace("$n: String,", "$n: String!,")
    .replace("$s: Status", "$s: Status!")
    .replace("$x: JSON", "$x: JSON!");
    let variables = r#"{"t": "t", "p": false, "s": "DRAFT", "x": [1], "n": "n",
        "a": {"email": "e", "first_name": "f", "birth_year": 1}}"#;
    let (write, slots) = write(&query, variables);
    let input = object(&[
        ("title", Input::Slot(0)),
        ("published", Input::Slot(1)),
        ("status", Input::Slot(2)),
        ("extra", Input::Slot(3)),
        ("views", Input::Int(1)),
        ("price", Input::Int(2)),
        (
            "place",
            object(&[("city", Input::Slot(0)), ("country_code", Input::Slot(5))]),
        ),
        ("author", object(&[("create", Input::Slot(4))])),
    ]);
    assert_eq!((write.args.input, write.slots), (Some(input), 6));
    assert_eq!(
        slots[1..4],
        [
            Input::Bool(false),
            name("DRAFT"),
            Input::Json(serde_json::json!([1]))
        ]
    );
}

#[test]
fn absent_is_left_out_and_null_is_a_value() {
    let query = "mutation ($t: String, $y: Int) { update_author(id: 1, input: {first_name: $t, birth_year: $y}) { ok } }";
    let (absent, slots) = write(query, r#"{"y": null}"#);
    assert_eq!(
        absent.args.input,
        Some(object(&[("birth_year", Input::Null)]))
    );
    assert_eq!(
        (absent.args.key, slots.len()),
        (vec![(0, Input::Int(1))], 0)
    );
    let query = "mutation ($i: UpdateAuthorInput!) { update_author(id: 1, input: $i) { ok } }";
    let (_, slots) = write(query, r#"{"i": {"birth_year": null}}"#);
    assert_eq!(slots, [object(&[("birth_year", Input::Null)])]);
}

#[test]
fn a_variable_that_a_plan_needs_as_well_is_part_of_its_shape() {
    let query = "mutation ($b: Boolean!, $v: BigInt!) { create_post(input: {title: \"t\", published: $b, status: LIVE,
        views: $v, price: 1, place: {city: \"c\", country_code: \"c\"}, extra: 1}) {
            ok @include(if: $b) object { id }
        }
        delete_posts(filter: {views: {eq: $v}}) { ok }
    }";
    let (writes, slots) = writes(query, r#"{"b": true, "v": 5}"#);
    let Some(Input::Object(members)) = &writes[0].args.input else {
        panic!("not an object");
    };
    assert_eq!(members[1], ("published".to_owned(), Input::Bool(true)));
    assert_eq!(members[3], ("views".to_owned(), Input::Slot(0)));
    assert_eq!(slots, [Input::Int(5)]);
    assert!(matches!(
        &writes[0].payload[..],
        [PayloadItem::Ok(_), PayloadItem::Object { .. }]
    ));
}

#[test]
fn defaults_of_variables_are_written_too() {
    let query = r#"mutation ($i: UpdateAuthorInput! = {first_name: "d", birth_year: null}, $e: [UpdateAuthorItemInput!] = {key: {id: 1}, patch: {}}) {
        update_author(id: 1, input: $i) { ok } update_authors(items: $e) { ok } }"#;
    let (_, slots) = writes(query, "{}");
    let item = object(&[
        ("key", object(&[("id", Input::Int(1))])),
        ("patch", object(&[])),
    ]);
    assert_eq!(
        slots,
        [
            object(&[("first_name", text("d")), ("birth_year", Input::Null)]),
            Input::List(vec![item])
        ]
    );
}

#[test]
fn fragments_on_payloads_and_on_their_interface() {
    let query = "mutation { create_authors(inputs: []) {
        ...All
        ... on AuthorsPayload { affected ... on MutationPayload { errors { message } } }
        ... { ok }
      } }
      fragment All on MutationPayload { ok __typename errors { code } ... on AuthorsPayload { objects { id } }
        ... on PostPayload { object { id } } }";
    let (write, _) = write(query, "{}");
    let keys: Vec<String> = (write.payload.iter())
        .map(|item| match item {
            PayloadItem::Typename(key) | PayloadItem::Ok(key) | PayloadItem::Affected(key) => {
                key.to_string()
            }
            PayloadItem::Object { key, .. }
            | PayloadItem::Objects { key, .. }
            | PayloadItem::Result { key, .. } => {
                format!("{key}()")
            }
            PayloadItem::Errors { key, items } => {
                let items: Vec<&str> = items.iter().map(|item| &*item.key).collect();
                format!("{key}({})", items.join(" "))
            }
        })
        .collect();
    assert_eq!(
        keys,
        [
            "ok",
            "__typename",
            "errors(code message)",
            "objects()",
            "affected"
        ]
    );
}

#[test]
fn both_cases_lower_alike() {
    let snake = "mutation ($i: CreateAuthorInput!) { create_author(input: $i, idempotency_key: \"k\") { object { first_name } }
        update_authors(filter: {birth_year: {eq: 1}}, patch: {first_name: \"x\"}, at_most: 1, on_error: ABORT) { ok }
        upsert_author(input: $i, on: FIRST_NAME_AND_BIRTH_YEAR) { ok } }";
    let camel = "mutation ($i: CreateAuthorInput!) { createAuthor(input: $i, idempotencyKey: \"k\") { object { first_name: firstName } }
        updateAuthors(filter: {birthYear: {eq: 1}}, patch: {firstName: \"x\"}, atMost: 1, onError: ABORT) { ok }
        upsertAuthor(input: $i, on: FIRST_NAME_AND_BIRTH_YEAR) { ok } }";
    let (snake, _) = lowered(
        snake,
        r#"{"i": {"email": "e", "first_name": "f", "birth_year": 1}}"#,
    )
    .unwrap();
    let (camel, slots) = lowered_in(
        Case::Camel,
        camel,
        r#"{"i": {"email": "e", "firstName": "f", "birthYear": 1}}"#,
    )
    .map_err(|all| told(&all))
    .unwrap();
    assert_eq!(
        slots[0],
        object(&[
            ("email", text("e")),
            ("firstName", text("f")),
            ("birthYear", Input::Int(1))
        ])
    );
    let mut camel = format!("{:?}", camel.ask);
    for (from, to) in [
        ("createAuthor", "create_author"),
        ("updateAuthors", "update_authors"),
        ("upsertAuthor", "upsert_author"),
        ("birthYear", "birth_year"),
        ("firstName", "first_name"),
    ] {
        camel = camel.replace(from, to);
    }
    assert_eq!(format!("{:?}", snake.ask), camel);
}

#[test]
fn the_first_key_is_that_of_upserts() {
    let input = r#"input: {email: "e", first_name: "f", birth_year: 1}"#;
    let (write, _) = write(
        &format!("mutation {{ upsert_author({input}) {{ ok }} }}"),
        "{}",
    );
    assert_eq!(write.args.on, Some(Input::List(vec![text("id")])));
    let query = format!("mutation ($k: AuthorKey!) {{ upsert_author({input}, on: $k) {{ ok }} }}");
    let (write, _) = self::write(&query, r#"{"k": "FIRST_NAME_AND_BIRTH_YEAR"}"#);
    let both = Input::List(vec![text("first_name"), text("birth_year")]);
    assert_eq!(write.args.on, Some(both));
}

#[test]
fn arguments_that_do_not_go_together() {
    for (query, why) in [
        (
            "update_author(input: {}) { ok }",
            "`update_author` takes exactly one key",
        ),
        (
            "update_author(id: 1, email: \"x\", input: {}) { ok }",
            "`update_author` takes exactly one key",
        ),
        (
            "delete_author { ok }",
            "`delete_author` takes exactly one key: `id`, or `email`",
        ),
        (
            "update_authors(items: [], patch: {}) { ok }",
            "`update_authors` takes either `items`, or `patch` with `filter` or `all`",
        ),
        (
            "update_authors(items: [], all: true) { ok }",
            "takes either `items`",
        ),
        (
            "update_authors(items: [], filter: {}) { ok }",
            "takes either `items`",
        ),
    ] {
        let told = refused(&format!("mutation {{ {query} }}"), "{}");
        assert!(
            told.contains(why) && told.contains(r#""code":"VALIDATION""#),
            "{query}: {told}"
        );
    }
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let many = "mutation ($r: [CreateAuthorInput!]!) { create_authors(inputs: $r) { ok } }";
    let author = r#"{"email": "e", "first_name": "f", "birth_year": 1}"#;
    for (query, variables, why) in [
        (
            CREATE,
            r#"{"i": {"titel": 1}}"#.to_owned(),
            "has a field `titel` that `CreatePostInput` does not know",
        ),
        (CREATE, r#"{"i": null}"#.to_owned(), "may not be null"),
        (
            CREATE,
            r#"{"i": {}}"#.to_owned(),
            "lacks `CreatePostInput.title`",
        ),
        (
            CREATE,
            format!(r#"{{"i": {{{POST}, "title": "u"}}}}"#),
            "has `CreatePostInput.title` twice",
        ),
        (
            CREATE,
            format!(r#"{{"i": {{{}}}}}"#, POST.replace("\"LIVE\"", "\"GONE\"")),
            "at `status` cannot be `GONE`: `Status` has no such value",
        ),
        (
            CREATE,
            format!(
                r#"{{"i": {{{}}}}}"#,
                POST.replace("\"city\": \"x\"", "\"city\": 1")
            ),
            "at `place.city` cannot be `1`",
        ),
        (
            many,
            format!(
                r#"{{"r": [{author}, {{"email": "e", "first_name": "f", "birth_year": 1.5}}]}}"#
            ),
            "at `birth_year` cannot be a number (item 1)",
        ),
        (
            many,
            format!(r#"{{"r": [{author}, null]}}"#),
            "may not be null (item 1)",
        ),
        (many, "{}".to_owned(), "is required"),
    ] {
        let told = refused(query, &variables);
        assert!(told.contains(why), "{variables}: {told}");
        assert!(told.contains(r#""line":1,"column":11"#), "{told}");
    }
}

#[test]
fn rows_in_the_document_are_limited_too() {
    let row = "{email: \"e\", first_name: \"f\", birth_year: 1}";
    let query = |rows: usize| {
        let rows = vec![row; rows].join(" ");
        format!("mutation {{ create_authors(inputs: [{rows}]) {{ ok }} }}")
    };
    // The sample's limit of tokens is the narrower one for literals, so that of rows is lowered.
    let told = super::super::super::sample::limited(&query(4), |limits| limits.bulk_rows = 3);
    assert!(told.contains("a write takes 3 rows at most"), "{told}");
    assert!(told.contains("LIMIT_EXCEEDED"), "{told}");
    let told = super::super::super::sample::limited(&query(3), |limits| limits.bulk_rows = 3);
    assert_eq!(told, "accepted");
}
