//! Documents of every construct, and their answers byte for byte.

use auto_api::Case;
use auto_api::graphql::Request;

use super::app::{app, data, expect, of_zone, uuid, zone};

#[tokio::test]
async fn aliases_fragments_and_typenames() {
    let query = r#"
        {
          __typename
          first: post(slug: "post-1") { ...Parts ... on Post { kind: __typename } }
          again: post(slug: "post-1") { title }
          none: post(slug: "post-99") { id }
        }
        fragment Parts on Post { name: title author { ...Name } comments { body author { name } } }
        fragment Name on User { name ... { role } }
    "#;
    let json = r#"{"__typename":"Query",
        "first":{"name":"Post 1","author":{"name":"Bob","role":"READER"},"comments":[
        {"body":"first","author":{"name":"Ann"}},
        {"body":"reply","author":{"name":"Bob"}},
        {"body":"third","author":{"name":"Bob"}}],"kind":"Post"},
        "again":{"title":"Post 1"},"none":null}"#;
    let service = app().await;
    let request = Request::new(query);
    let answer = data(&service, request).await;
    assert_eq!(
        answer,
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    );
    let order: Vec<_> = answer["first"].as_object().unwrap().keys().collect();
    assert_eq!(order.len(), 4);
}

#[tokio::test]
async fn fields_keep_the_order_of_the_request() {
    let query = r"{ tags(order_by: {id: DESC}, limit: 1) { label ...T id } }
        fragment T on Tag { zeta: id label alpha: label }";
    let json = r#"{"tags":[{"label":"unused","zeta":3,"alpha":"unused","id":3}]}"#;
    expect(&app().await, Request::new(query), 1, json).await;
}

#[tokio::test]
async fn value_structs_in_part() {
    let query = r"{ users(order_by: {name: ASC}) { name address {
        city position { latitude __typename } code: countryCode notes __typename } } }";
    let json = r#"{"users":[{"name":"Ann","address":{"city":"Köln",
        "position":{"latitude":50.9,"__typename":"Position"},"code":"DE","notes":["a","b"],
        "__typename":"Address"}},{"name":"Bob","address":null}]}"#;
    expect(&app().await, Request::new(query), 1, json).await;
}

#[tokio::test]
async fn pages_connections_and_totals() {
    let query = r"{
        post_pages(order_by: {slug: ASC}, page: 2, per_page: 4) {
          items { slug } page_info { total_count page_count current_page has_next_page has_previous_page }
        }
        posts_connection(order_by: {slug: ASC}, first: 2) {
          nodes { slug } edges { node { slug } } total_count page_info { has_next_page __typename }
        }
        posts_aggregate(filter: {status: {ne: DRAFT}}) { count max { views } min { published_at } }
    }";
    let json = r#"{"post_pages":{"items":[{"slug":"post-5"},{"slug":"post-6"}],
        "page_info":{"total_count":6,"page_count":2,"current_page":2,"has_next_page":false,"has_previous_page":true}},
        "posts_connection":{"nodes":[{"slug":"post-1"},{"slug":"post-2"}],
        "edges":[{"node":{"slug":"post-1"}},{"node":{"slug":"post-2"}}],"total_count":6,
        "page_info":{"has_next_page":true,"__typename":"PageInfo"}},
        "posts_aggregate":{"count":4,"max":{"views":"9007199254740995"},
        "min":{"published_at":"2024-01-01T12:00:00Z"}}}"#;
    let answer = data(&app().await, Request::new(query)).await;
    let compact: String = json.lines().map(str::trim).collect();
    assert_eq!(
        answer,
        serde_json::from_str::<serde_json::Value>(&compact).unwrap()
    );
}

#[tokio::test]
async fn cursors_lead_through_all_rows_once() {
    let service = app().await;
    let query = "query ($after: String) { posts_connection(first: 4, after: $after,
        order_by: [{status: ASC}, {published_at: DESC}]) { edges { cursor node { slug } }
        page_info { has_next_page end_cursor } } }";
    let mut seen = Vec::new();
    let mut after = serde_json::Value::Null;
    loop {
        let variables = serde_json::json!({ "after": after });
        let answer = data(&service, Request::new(query).variables(variables)).await;
        let connection = &answer["posts_connection"];
        for edge in connection["edges"].as_array().unwrap() {
            seen.push(edge["node"]["slug"].as_str().unwrap().to_owned());
        }
        after = connection["page_info"]["end_cursor"].clone();
        if connection["page_info"]["has_next_page"] == false {
            break;
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((seen.len(), sorted.len()), (6, 6), "{seen:?}");
}

#[tokio::test]
async fn relations_have_their_own_arguments_and_forms() {
    let query = r#"{ tags(order_by: {id: ASC}, limit: 1) { label
        posts(filter: {comments: {some: {author: {name: {eq: "Bob"}}}}}, order_by: {slug: ASC}) { slug }
        posts_pages(per_page: 1, order_by: {slug: DESC}) { items { slug } page_info { total_count } }
        posts_connection(last: 1, order_by: {slug: ASC}) { nodes { slug } }
        posts_aggregate { count } } }"#;
    let json = r#"{"tags":[{"label":"rust","posts":[{"slug":"post-2"}],
        "posts_pages":{"items":[{"slug":"post-6"}],"page_info":{"total_count":3}},
        "posts_connection":{"nodes":[{"slug":"post-6"}]},"posts_aggregate":{"count":3}}]}"#;
    let answer = data(&app().await, Request::new(query)).await;
    let compact: String = json.lines().map(str::trim).collect();
    assert_eq!(
        answer,
        serde_json::from_str::<serde_json::Value>(&compact).unwrap()
    );
}

#[tokio::test]
async fn both_cases_answer_alike() {
    let camel = of_zone(zone(Case::Camel)).await;
    let snake = app().await;
    let (id, query) = (
        uuid(11),
        "query ($id: UUID!) { post(id: $id) { published_at author_id comments(order_by: {created_at: ASC}, limit: 1)
            { post_id } comments_connection(first: 1) { total_count page_info { has_next_page } } } }",
    );
    let variables = serde_json::json!({ "id": id });
    let expected = data(&snake, Request::new(query).variables(variables.clone())).await;
    let query = "query ($id: UUID!) { post(id: $id) { published_at: publishedAt author_id: authorId
        comments(orderBy: {createdAt: ASC}, limit: 1) { post_id: postId }
        comments_connection: commentsConnection(first: 1) { total_count: totalCount
            page_info: pageInfo { has_next_page: hasNextPage } } } }";
    let answer = data(&camel, Request::new(query).variables(variables)).await;
    assert_eq!(answer, expected);
    assert_eq!(answer["post"]["comments_connection"]["total_count"], 3);
    // A name that the user gave is never re-cased.
    let query =
        r#"{ orderLines(filter: {articleNumber: {eq: "B"}}) { articleNumber lineNo price } }"#;
    let json = r#"{"orderLines":[{"articleNumber":"B","lineNo":2,"price":"20.00"}]}"#;
    expect(&camel, Request::new(query), 1, json).await;
}

#[tokio::test]
async fn composite_keys() {
    let query = r#"{ a: order_line(line_no: 2, order_id: 1) { price }
        b: order_line(order_id: 1, articleNumber: "A") { line_no order { country { name } } } }"#;
    let answer = data(&app().await, Request::new(query)).await;
    let expected = serde_json::json!({"a": {"price": "20.00"},
        "b": {"line_no": 1, "order": {"country": {"name": "Germany"}}}});
    assert_eq!(answer, expected);
}
