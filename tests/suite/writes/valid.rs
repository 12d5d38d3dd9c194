//! What is checked before it is written, on all kinds of writes.

use std::sync::Arc;

use auto_api::model::{Case, Zone};
use auto_api_tests::models::stays::{House, Stay};
use auto_api_tests::support::both;
use auto_api_tests::support::changes::Changes;
use serde_json::{Value as Json, json};

use super::{CREATE, CREATE_MANY, UPDATE, UPDATE_MANY, UPSERT, count, told};

async fn stays() -> Changes {
    stays_in(Case::AsWritten).await
}

async fn stays_in(case: Case) -> Changes {
    let database = both::empty().await;
    let zone = Zone::new("z").case(case).model::<Stay>().model::<House>();
    let zone = Arc::new(zone.build().unwrap());
    database.migrate(&zone).await.unwrap();
    Changes { zone, database }
}

async fn create(stays: &Changes, input: Json, fields: &str) -> Json {
    let args = json!({"input": input});
    stays.run("Stay", CREATE, &args, fields).await
}

#[tokio::test]
async fn every_constraint_by_itself() {
    let stays = stays().await;
    for (field, value, message) in [
        ("name", json!("a"), "takes 2 characters at least"),
        ("name", json!("ééééééééé"), "takes 8 characters at most"),
        ("code", json!("abc"), "must match `[a-z]{2}|[0-9]{3}`"),
        ("code", json!("ab\n"), "must match `[a-z]{2}|[0-9]{3}`"),
        ("code", json!("000"), "`000` is reserved"),
        (
            "contact",
            json!("a.example"),
            "must be an e-mail address such as ada@example.org",
        ),
        (
            "contact",
            json!("abcdefghijkl@b.org"),
            "takes 16 characters at most",
        ),
        ("contact", json!("a@b.org"), "takes 9 characters at least"),
        ("contact", json!("abcdef@ours"), "must not be one of ours"),
        (
            "page",
            json!("/a"),
            "must be an absolute URL such as https://example.org/a%20b",
        ),
        (
            "site",
            json!("example.org"),
            "must be an absolute URL such as https://example.org/a%20b",
        ),
        ("nights", json!(0), "must be 1 or more"),
        ("nights", json!(31), "must be 30 or less"),
        ("price", json!("0.29"), "must be 0.3 or more"),
        (
            "price",
            json!("1.005"),
            "takes 2 digits after the point at most",
        ),
        (
            "price",
            json!("10000"),
            "takes 4 digits before the point at most",
        ),
        (
            "price",
            json!("1.0000000000000000000000000000001"),
            "takes 28 digits at most",
        ),
        ("share", json!(0.11), "must be 0.1 or less"),
        ("labels", json!(["a", "b", "c"]), "takes 2 items at most"),
        (
            "about",
            json!("a\u{0}b"),
            "may not have the character U+0000: remove it",
        ),
        (
            "document",
            json!({"a": ["\u{0}"]}),
            "may not have the character U+0000: remove it",
        ),
        (
            "document",
            json!({"\u{0}": 1}),
            "may not have the character U+0000: remove it",
        ),
        ("home", json!("Bonn"), "expected an object, found \"Bonn\""),
    ] {
        let mut input = json!({"name": "Ada"});
        input[field] = value;
        // HTML has no such character, and it is gone before it is looked for.
        let made = create(&stays, input.clone(), "id").await;
        if field == "about" {
            assert_eq!(told(&made), Vec::<String>::new(), "{input}");
            continue;
        }
        let expected = format!("VALIDATION input.{field}: {message}");
        assert_eq!(told(&made), [expected], "{input}");
        assert_eq!(made["errors"][0]["field"], field);
    }
}

#[tokio::test]
async fn values_at_their_bounds_are_kept() {
    let stays = stays().await;
    let input = json!({
        "name": "éééééééé", "code": "012", "contact": "abc@d.org", "page": "https://a.b/?c#d",
        "site": "https://a.b", "nights": 30, "price": "9999.99", "share": 0.1,
        "labels": ["abc", ""], "begins": -1, "ends": 0, "document": null,
    });
    let fields = "name code contact page site nights price share labels begins ends document";
    let made = create(&stays, input.clone(), fields).await;
    let mut expected = input;
    // As the type writes it.
    expected["site"] = json!("https://a.b/");
    assert_eq!(made["object"], expected, "{made}");
}

#[tokio::test]
async fn all_mistakes_at_once() {
    let stays = stays().await;
    let input = json!({
        "nights": 0, "code": "a-b", "naem": 1, "contact": "x", "labels": ["abcd", null, "efgh"],
        "home": {"city": "Nowhere", "steet": 1, "number": 0, "mood": "happy",
            "street": "123456", "next": [{}, {"number": "x"}]},
        "mood": null, "begins": 5, "ends": 1,
    });
    let made = create(&stays, input, "id").await;
    let mut all = told(&made);
    all.sort();
    assert_eq!(
        all,
        [
            "NOT_NULL input.labels.1: an item may not be null",
            "NOT_NULL input.mood: `mood` may not be null",
            "NOT_NULL input.name: `name` is required",
            "VALIDATION input.code: must match `[a-z]{2}|[0-9]{3}`",
            "VALIDATION input.contact: must be an e-mail address such as ada@example.org",
            "VALIDATION input.contact: takes 9 characters at least",
            "VALIDATION input.home.city: is no city",
            "VALIDATION input.home.mood: \"happy\" is not one of bad, so-so",
            "VALIDATION input.home.next.1.number: expected a whole number of 32 bits, found \"x\"",
            "VALIDATION input.home.number: must be 1 or more",
            "VALIDATION input.home.steet: `HomeInput` has no field `steet`; did you mean `street`?",
            "VALIDATION input.home.street: takes 5 characters at most",
            "VALIDATION input.labels.0: takes 3 characters at most",
            "VALIDATION input.labels.2: takes 3 characters at most",
            "VALIDATION input.naem: `CreateStayInput` has no field `naem`; did you mean `name`?",
            "VALIDATION input.nights: must be 1 or more",
        ]
    );
    let errors = made["errors"].as_array().unwrap();
    let field =
        |path: &Json| errors.iter().find(|error| error["path"] == *path).unwrap()["field"].clone();
    assert_eq!(field(&json!(["input", "labels", "1"])), "labels");
    assert_eq!(field(&json!(["input", "home", "city"])), "city");
    assert_eq!(count(&stays, "Stay").await, 0);
}

#[tokio::test]
async fn value_structs_are_stored_whole() {
    let stays = stays().await;
    let of_type = json!({
        "street": "", "city": "Bonn", "mood": "so-so", "number": null, "next": [],
    });
    let made = create(&stays, json!({"name": "Ada"}), "home mood labels nights").await;
    let expected = json!({
        "home": of_type, "mood": "so-so", "labels": [], "nights": 1,
    });
    // GraphQL's names are the writer's, this asks by the wire's.
    assert_eq!(
        made["object"].to_string().replace("SO_SO", "so-so"),
        expected.to_string()
    );
    let input = json!({
        "name": "Bob",
        "home": {"next": [{"mood": "BAD"}], "city": "Köln", "number": 3},
    });
    let made = create(&stays, input, "id").await;
    assert!(told(&made).is_empty(), "{made}");
    // And as Rust reads it.
    let stored = Stay::query()
        .filter(Stay::NAME.eq("Bob"))
        .all(&stays.database)
        .await
        .unwrap();
    let home = &stored[0].home;
    assert_eq!((home.city.as_str(), home.number), ("Köln", Some(3)));
    assert_eq!(home.next[0].city, "Bonn");
    assert_eq!(home.next[0].mood, auto_api_tests::models::stays::Mood::Bad);
    let whole = create(
        &stays,
        json!({"name": "Cy", "home": {"street": "x", "city": ""}}),
        "id",
    )
    .await;
    assert_eq!(
        told(&whole),
        ["VALIDATION input.home: a street needs a city"]
    );
    let wrong = create(&stays, json!({"name": "Cy", "home": {"city": null}}), "id").await;
    assert_eq!(
        told(&wrong),
        ["NOT_NULL input.home.city: `city` may not be null"]
    );
}

#[tokio::test]
async fn html_is_cleaned_before_it_is_measured() {
    let stays = stays().await;
    let input = json!({
        "name": "<script>alert('a long one')</script><b>Tom & J</b>",
        "about": "<p onclick=\"alert('a long one')\">a <b>bold</b> word</p>",
    });
    let made = create(&stays, input, "name about").await;
    assert_eq!(
        made["object"],
        json!({"name": "Tom & J", "about": "<p>a <b>bold</b> word</p>"})
    );
    let made = create(&stays, json!({"name": "<b>a</b>"}), "id").await;
    assert_eq!(
        told(&made),
        ["VALIDATION input.name: takes 2 characters at least"]
    );
}

#[tokio::test]
async fn rows_are_checked_as_wholes() {
    let stays = stays().await;
    let late = json!({"name": "Ada", "ends": 1});
    // The default of `begins` counts.
    let made = create(&stays, late.clone(), "id").await;
    assert_eq!(
        told(&made),
        ["VALIDATION input.ends: must be after `begins`"]
    );
    let args = json!({"inputs": [{"name": "Ada"}, late]});
    let made = stays.run("Stay", CREATE_MANY, &args, "id").await;
    assert_eq!(
        told(&made),
        ["VALIDATION inputs.1.ends [1]: must be after `begins`"]
    );
    let args = json!({"inputs": [{"name": "Ada"}, late], "on_error": "SKIP_INVALID"});
    let made = stays.run("Stay", CREATE_MANY, &args, "name").await;
    assert_eq!(made["objects"], json!([{"name": "Ada"}, null]), "{made}");

    let id = create(&stays, json!({"name": "Bob"}), "id").await["object"]["id"].take();
    let patch = |input: Json| json!({"key": {"id": id}, "input": input});
    for (input, expected) in [
        (
            json!({"ends": 9}),
            "VALIDATION input: give `begins` and `ends` together",
        ),
        (
            json!({"begins": 9, "ends": 9}),
            "VALIDATION input.ends: must be after `begins`",
        ),
        (
            json!({"name": "x"}),
            "VALIDATION input.name: takes 2 characters at least",
        ),
        (
            json!({"home": {"number": 0}}),
            "VALIDATION input.home.number: must be 1 or more",
        ),
    ] {
        let changed = stays.run("Stay", UPDATE, &patch(input), "id").await;
        assert_eq!(told(&changed), [expected]);
    }
    let changed = stays
        .run(
            "Stay",
            UPDATE,
            &patch(json!({"begins": 8, "ends": 9})),
            "begins ends",
        )
        .await;
    assert_eq!(changed["object"], json!({"begins": 8, "ends": 9}));
    let args = json!({"filter": {"name": {"eq": "Bob"}}, "patch": {"nights": 99, "ends": 5}});
    let changed = stays.run("Stay", UPDATE_MANY, &args, "id").await;
    // What is wrong with a field is told first.
    assert_eq!(
        told(&changed),
        ["VALIDATION patch.nights: must be 30 or less"]
    );
    let args = json!({"filter": {"name": {"eq": "Bob"}}, "patch": {"ends": 5}});
    let changed = stays.run("Stay", UPDATE_MANY, &args, "id").await;
    assert_eq!(
        told(&changed),
        ["VALIDATION patch: give `begins` and `ends` together"]
    );
    let args = json!({"input": {"id": id, "name": "Bob", "begins": 7, "ends": 6}});
    let changed = stays.run("Stay", UPSERT, &args, "id").await;
    assert_eq!(
        told(&changed),
        ["VALIDATION input.ends: must be after `begins`"]
    );
}

#[tokio::test]
async fn names_are_the_zones_and_what_is_stored_is_not() {
    let stays = stays_in(Case::Camel).await;
    let made = create(
        &stays,
        json!({"name": "Ada", "home": {"city": "Ulm"}}),
        "id",
    )
    .await;
    assert!(told(&made).is_empty(), "{made}");
    let stored = Stay::query().all(&stays.database).await.unwrap();
    assert_eq!(stored[0].home.city, "Ulm");
}

#[tokio::test]
async fn models_that_are_read_only_have_no_writes() {
    let stays = stays().await;
    let of = |model: &str| {
        let at = stays.zone.entity_of(model).unwrap();
        stays.zone.writes(&stays.zone.entities[at]).len()
    };
    assert_eq!(of("House"), 0);
    assert_eq!(of("Stay"), 7);
}

/// A model that is added by its data alone comes without its functions: nothing is written.
#[tokio::test]
async fn rules_that_cannot_be_kept_are_told_at_start_and_stop_writes() {
    use auto_api::Service;
    use auto_api::model::{HasModel, Types};
    let stays = stays().await;
    let mut types = Types::default();
    Stay::types(&mut types);
    let mut zone = Zone::new("z").add(Stay::MODEL);
    for def in types.defs() {
        zone = zone.type_def(def);
    }
    let zone = zone.build().unwrap();
    let error = Service::start(zone.clone(), stays.database.clone())
        .await
        .unwrap_err();
    for path in [
        "ends_after_it_begins",
        "is_not_reserved",
        "is_ours",
        "is_a_city",
        "has_a_city",
    ] {
        let message = format!("the function `{path}` is not there");
        assert!(error.message.contains(&message), "{}", error.message);
    }
    let zone = Arc::new(zone);
    let bare = Changes { zone, ..stays };
    let made = create(&bare, json!({"name": "Ada"}), "id").await;
    assert_eq!(made["ok"], false);
    assert_eq!(made["errors"][0]["code"], "INTERNAL");
    assert_eq!(count(&bare, "Stay").await, 0);
}
