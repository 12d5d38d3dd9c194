//! Filters of thousands of conditions, where a zone allows them: of neither database the end.

use auto_api::graphql::{Outcome, Request};
use auto_api::{Case, Limits, Service};
use serde_json::{Value as Json, json};

use super::app::{App, numbers, of_zone, zone};

/// A served zone that allows many conditions.
async fn app() -> App {
    let mut zone = zone(Case::AsWritten, "/");
    zone.limits = Limits {
        filter_operators: 50_000,
        ..Limits::default()
    };
    of_zone(zone).await
}

/// `{"or":[{"id":1},…]}`, whose row is the last that is named.
fn filter(word: &str, count: usize) -> String {
    let id = |at: usize| match at + 1 {
        last if last == count && count > 1 => 1,
        _ => 2 + at % 8,
    };
    let each: Vec<String> = (0..count)
        .map(|at| format!("{{%22id%22:{}}}", id(at)))
        .collect();
    format!("{{%22{word}%22:[{}]}}", each.join(","))
}

#[tokio::test]
async fn as_many_conditions_as_a_query_string_holds() {
    let app = app().await;
    for (word, count, found) in [("or", 3600, 1), ("and", 3600, 0), ("or", 1, 0)] {
        let reply = app
            .get(&format!("/countries?filter={}", filter(word, count)))
            .await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let items = reply.json()["items"].as_array().unwrap().len();
        assert_eq!(items, found, "{word} {count}");
    }
    // As parameters, too.
    let each: Vec<String> = (1..=1500)
        .map(|at| format!("filter[or][{at}][views]={at}"))
        .collect();
    let found = app
        .json(&format!(
            "/posts?{}&order_by=views&per_page=2&fields=slug",
            each.join("&")
        ))
        .await;
    assert_eq!(numbers(&found), [1, 2]);
}

#[tokio::test]
async fn five_thousand_conditions_in_graphql() {
    let app = app().await;
    let mut zone = zone(Case::AsWritten, "/");
    zone.limits = Limits {
        filter_operators: 50_000,
        tokens: 1_000_000,
        ..Limits::default()
    };
    let service = Service::start(zone, app.database.clone()).await.unwrap();
    let parts = |count: i64| -> Vec<Json> {
        (1..=count)
            .map(|at| json!({"views": {"eq": (at * 10).to_string()}}))
            .collect()
    };
    let query = "query($filter: PostFilter) { posts_aggregate(filter: $filter) { count } }";
    for (filter, count) in [
        (json!({ "or": parts(5000) }), 57),
        (json!({ "and": parts(5000) }), 0),
        (json!({ "not": { "or": parts(5000) } }), 0),
        (
            json!({ "comments": { "none": { "or": (0..5000).map(|at| json!({"body": {"contains": format!("x{at}y")}})).collect::<Vec<_>>() } } }),
            57,
        ),
    ] {
        let request = Request::new(query).variables(json!({ "filter": filter }));
        let response = service.execute(&request).await;
        assert_eq!(
            response.outcome,
            Outcome::Data,
            "{}",
            String::from_utf8_lossy(&response.body)
        );
        let found: Json = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(found["data"]["posts_aggregate"]["count"], count);
    }
    let literal: Vec<String> = (1..=5000)
        .map(|at| format!("{{views: {{eq: \"{at}\"}}}}"))
        .collect();
    let literal = format!(
        "{{ posts_aggregate(filter: {{or: [{}]}}) {{ count }} }}",
        literal.join(" ")
    );
    let response = service.execute(&Request::new(&literal)).await;
    assert_eq!(
        response.outcome,
        Outcome::Data,
        "{}",
        String::from_utf8_lossy(&response.body)
    );
    // More values than a statement takes.
    let request = Request::new(query).variables(json!({ "filter": { "or": parts(32_767) } }));
    let response = service.execute(&request).await;
    let found: Json = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(found["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
    assert_eq!(
        found["errors"][0]["message"],
        "a request may have 32766 values at most"
    );
}
