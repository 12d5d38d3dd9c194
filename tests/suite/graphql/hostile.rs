//! Documents and values made to harm.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use auto_api::graphql::Request;
use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
use serde_json::json;

use super::app::{app, data, refusal};

#[tokio::test]
async fn exponential_documents_are_refused_in_no_time() {
    let mut fields = "{ posts { ...F0 } }".to_owned();
    let mut inline = "{ posts { ...F0 } }".to_owned();
    for n in 0..80 {
        let next = n + 1;
        write!(
            fields,
            " fragment F{n} on Post {{ ...F{next} author {{ posts {{ ...F{next} }} }} }}"
        )
        .unwrap();
        write!(
            inline,
            " fragment F{n} on Post {{ ... {{ ...F{next} }} ... {{ ...F{next} }} }}"
        )
        .unwrap();
    }
    fields += " fragment F80 on Post { id }";
    inline += " fragment F80 on Post { id }";
    let service = app().await;
    for query in [fields, inline] {
        let start = Instant::now();
        let answer = refusal(&service, Request::new(query)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
        assert!(
            start.elapsed() < Duration::from_millis(500),
            "{:?}",
            start.elapsed()
        );
    }
}

#[tokio::test]
async fn wide_and_deep_documents() {
    let service = app().await;
    let nested = |open: &str, close: &str, times: usize| open.repeat(times) + &close.repeat(times);
    for query in [
        format!("{{ posts {{ {} }} }}", "title ".repeat(100_000)),
        nested("{ posts ", "}", 50_000),
        format!(
            "{{ posts(filter: {}) {{ id }} }}",
            nested("{not:", "{}}", 20_000)
        ),
        format!(
            "{{ posts(filter: {{title: {{in: {} }}}}) {{ id }} }}",
            nested("[", "]", 20_000)
        ),
        format!(
            "query ($a: {}) {{ posts {{ id }} }}",
            nested("[", "]", 20_000)
        ),
        "\"".repeat(100_001),
        "#".repeat(100_000),
        "{ a: ".repeat(10_000),
    ] {
        let start = Instant::now();
        refusal(&service, Request::new(query)).await;
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
    }
}

#[tokio::test]
async fn deep_filters_in_variables() {
    let service = app().await;
    let mut filter = json!({});
    for _ in 0..100 {
        filter = json!({ "not": filter });
    }
    let query = "query ($f: PostFilter) { posts(filter: $f) { id } }";
    let answer = refusal(
        &service,
        Request::new(query).variables(json!({ "f": filter })),
    )
    .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED",
        "{answer}"
    );
}

#[tokio::test]
async fn long_lists() {
    let service = app().await;
    let many: Vec<i32> = (0..5000).collect();
    let query = "query ($n: [Int!]) { tags(filter: {id: {in: $n}}) { id } }";
    let answer = refusal(
        &service,
        Request::new(query).variables(json!({ "n": many })),
    )
    .await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED",
        "{answer}"
    );
}

#[tokio::test]
async fn hostile_strings_are_values_and_nothing_else() {
    let service = app().await;
    let hostile = [
        "'; DROP TABLE posts; --",
        "\0",
        "%",
        "_",
        "\\",
        "\"",
        "\u{202e}",
        "$1",
        "?",
        "{{7*7}}",
    ];
    for text in hostile {
        for operator in [
            "eq",
            "contains",
            "icontains",
            "starts_with",
            "iends_with",
            "ieq",
            "like",
        ] {
            let query = format!(
                "query ($t: String) {{ posts(filter: {{title: {{{operator}: $t}}}}) {{ id }} }}"
            );
            let request = Request::new(query).variables(json!({ "t": text }));
            if text == "\0" && on() == Dialect::Postgres {
                // It has no such text.
                let answer = refusal(&service, request).await;
                assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID_FILTER");
                continue;
            }
            let answer = data(&service, request).await;
            let all = operator == "like" && text == "%";
            let found = answer["posts"].as_array().unwrap().len();
            assert_eq!(found, if all { 6 } else { 0 }, "{operator} {text:?}");
        }
    }
}
