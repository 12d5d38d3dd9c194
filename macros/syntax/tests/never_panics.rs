//! Whatever stands in attributes and types, the front end answers.

use auto_api_syntax::{lower, partial};
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::test_runner::Config;

/// Words that attributes know, and some that they do not.
const WORDS: [&str; 62] = [
    "id",
    "name",
    "table",
    "plural",
    "zones",
    "has_one",
    "has_many",
    "many_to_many",
    "belongs_to",
    "unique",
    "index",
    "order",
    "page",
    "access",
    "value",
    "deprecated",
    "crate",
    "column",
    "default",
    "auto_now",
    "version",
    "references",
    "as",
    "to",
    "on_delete",
    "cascade",
    "set_null",
    "min_length",
    "maximum",
    "pattern",
    "email",
    "precision",
    "scale",
    "read_only",
    "skip",
    "filter",
    "read",
    "create",
    "max",
    "via",
    "through",
    "fields",
    "rename",
    "rename_all",
    "flatten",
    "self",
    "type",
    "r#type",
    "_",
    "Post",
    "User",
    "\"text\"",
    "\"\"",
    "\"-a, b\"",
    "5",
    "-",
    "1.5",
    "99999999999999999999",
    "true",
    "'c'",
    "b\"b\"",
    "größe",
];

const SIGNS: [&str; 14] = [
    "=", ",", ":", "::", "#", "!", "<", ">", "&", "'a", "?", "==", "||", ";",
];

const TYPES: [&str; 16] = [
    "i64",
    "String",
    "Option<String>",
    "Vec<u8>",
    "Vec<Option<i32>>",
    "DateTime<Utc>",
    "DateTime",
    "[u8; 3]",
    "fn()",
    "&'static str",
    "Box<dyn Fn() -> i32>",
    "<A as B>::C",
    "impl Sized",
    "!",
    "(i32, Status)",
    "Status<T>",
];

/// Tokens that are balanced, and may mean anything.
fn tokens() -> impl Strategy<Value = String> {
    let leaf = proptest::prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        prop::sample::select(&SIGNS[..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        (prop::collection::vec(inner, 0..6), any::<bool>()).prop_map(|(all, is_group)| {
            let all = all.join(" ");
            if is_group { format!("({all})") } else { all }
        })
    })
}

fn field() -> impl Strategy<Value = String> {
    (tokens(), tokens(), prop::sample::select(&TYPES[..]))
        .prop_map(|(api, serde, ty)| format!("#[api({api})] #[serde({serde})] FIELD: {ty},"))
}

fn input() -> impl Strategy<Value = String> {
    let fields = prop::collection::vec(field(), 0..4);
    (tokens(), tokens(), fields, 0..4_usize).prop_map(|(api, serde, fields, shape)| {
        let named: String = (fields.iter().enumerate())
            .map(|(at, field)| field.replace("FIELD", &format!("field_{at}_id")))
            .collect();
        let tuple = fields.concat().replace("FIELD:", "");
        let attributes = format!("#[api({api})] #[serde({serde})]");
        match shape {
            0 => format!("{attributes} struct Post {{ {named} }}"),
            1 => format!("{attributes} #[api(value)] struct Post {{ {named} }}"),
            2 => format!("{attributes} struct Post({tuple});"),
            _ => format!("{attributes} enum Post {{ #[api({api})] A, #[serde({serde})] B }}"),
        }
    })
}

proptest! {
    #![proptest_config(Config { cases: 2000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn arbitrary_attributes(source in input()) {
        if let Ok(input) = syn::parse_str(&source) {
            let _ = lower(&input);
            let _ = partial(&input);
        }
    }
}

#[test]
fn most_of_what_is_tried_is_rust() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tries = 300;
    let parsed = (0..tries).filter(|_| {
        let source = input().new_tree(&mut runner).unwrap().current();
        syn::parse_str::<syn::DeriveInput>(&source).is_ok()
    });
    assert!(parsed.count() > tries / 2);
}
