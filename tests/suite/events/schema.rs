//! The schema of subscriptions.

use auto_api::AutoApi;
use auto_api::model::{Case, Zone, render};
use auto_api_tests::support::blog::zone_of;

/// What a schema has of subscriptions, without descriptions.
fn parts(zone: &Zone, names: &[&str]) -> String {
    let sdl = format!("\n{}", render::sdl(zone));
    let mut out = String::new();
    for name in names {
        let start = sdl.find(&format!("\n{name} {{")).unwrap();
        let body = &sdl[start + 1..];
        let body = &body[..body.find("\n}").unwrap() + 2];
        let lines = body
            .lines()
            .filter(|line| !line.trim().starts_with("\"\"\""));
        for line in lines {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[test]
fn types_of_events() {
    let zone = zone_of(Zone::new("blog").case(Case::Camel).subscriptions());
    let sdl = parts(&zone, &["schema", "type PostEvent", "enum EventKind"]);
    let expected = "schema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n\
        type PostEvent {\n  kind: EventKind!\n  id: UUID!\n  object: Post\n  cursor: String!\n}\n\
        enum EventKind {\n  CREATED\n  UPDATED\n  DELETED\n}\n";
    assert_eq!(sdl, expected);
    let roots = parts(&zone, &["type Subscription"]);
    let post = "  postEvents(\n    filter: PostFilter\n    kinds: [EventKind!]\n    after: String\n  ): PostEvent!\n";
    assert!(roots.contains(post), "{roots}");
    assert!(!roots.contains("postTagEvents"), "hidden: {roots}");
    let without = zone_of(Zone::new("blog"));
    assert!(!render::sdl(&without).contains("Subscription"));
}

/// A key whose parts have the names of others.
#[derive(AutoApi)]
struct Thing {
    #[api(id)]
    kind: String,
    #[api(id)]
    number: i64,
}

/// What another's events would be called.
#[derive(AutoApi)]
struct ThingEvent {
    #[api(id)]
    id: i64,
}

#[test]
fn names_that_are_taken() {
    let zone = |subscribes: bool| {
        let zone = Zone::new("things").model::<Thing>().model::<ThingEvent>();
        let zone = if subscribes {
            zone.subscriptions()
        } else {
            zone
        };
        zone.build()
    };
    assert!(zone(false).is_ok());
    let problems = zone(true).unwrap_err();
    let told = problems[0].to_string();
    assert!(told.contains("type `ThingEvent` is made by"), "{told}");
    let zone = Zone::new("things").model::<Thing>().subscriptions();
    let sdl = parts(&zone.build().unwrap(), &["type ThingEvent"]);
    let expected = "type ThingEvent {\n  kind: EventKind!\n  number: BigInt!\n  object: Thing\n  cursor: String!\n}\n";
    assert_eq!(sdl, expected);
}
