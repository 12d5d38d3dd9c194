//! Groups: keys of every kind, buckets of time, conditions and orders over totals.

#[path = "groups/random.rs"]
mod random;

use std::sync::Arc;

use auto_api::graphql::Request;
use auto_api::{AutoApi, Case, Service, Zone};
use auto_api_tests::support::both;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

use super::app::{app, data, expect, of_zone, refusal, zone};

#[derive(AutoApi)]
struct Guest {
    #[api(id)]
    id: i64,
    name: String,
    country: Option<String>,
    #[api(references = Guest, as = host)]
    host_id: Option<i64>,
}

#[derive(AutoApi)]
#[api(page(default = 20, max = 50))]
struct Visit {
    #[api(id)]
    id: i64,
    #[api(references = Guest, as = guest)]
    guest_id: Option<i64>,
    at: DateTime<Utc>,
    day: NaiveDate,
    local: NaiveDateTime,
    paid: Decimal,
    #[api(scale = 2)]
    tip: Option<Decimal>,
    ratio: f64,
    address: IpAddr,
    purpose: Purpose,
    happy: Option<bool>,
    large: i64,
    note: serde_json::Value,
}

#[derive(AutoApi, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Purpose {
    Holiday,
    DayWork,
}

const SEED: &str = r"
INSERT INTO guests (id, name, country, host_id) VALUES
    (1, 'Ann', 'DE', NULL), (2, 'Bob', NULL, 1), (3, 'Cyd', 'FR', 1);
INSERT INTO visits (id, guest_id, at, day, local, paid, tip, ratio, address, purpose, happy, large, note) VALUES
    (1, 1, '2024-02-29T23:59:59.999999Z', '2024-02-29', '2024-02-29 23:59:59.999999', '1.0', '0.5',
        0, '10.0.0.9', 'holiday', TRUE, 9223372036854775807, '1'),
    (2, 1, '2024-03-01T00:00:00.000000Z', '2024-03-01', '2024-03-01 00:00:00', '1', '0.50',
        '-0', '10.0.0.10', 'day-work', NULL, 9223372036854775807, '1'),
    (3, 2, '2023-12-31T12:30:00.000000Z', '2023-12-31', '2023-12-31 12:30:00', '1.00', NULL,
        0.5, '10.0.0.9', 'day-work', FALSE, -5, '1'),
    (4, NULL, '0001-01-07T00:00:00.000001Z', '0001-01-07', '0001-01-07 00:00:00.000001', '10', NULL,
        0.5, '::1', 'day-work', NULL, 3, '1'),
    (5, 3, '9999-12-31T23:59:59.999999Z', '9999-12-31', '9999-12-31 23:59:59.999999', '9.5', '3',
        -2.25, '::1', 'holiday', NULL, 1, '1');
";

/// Visits of guests, on the suite's database.
async fn visits() -> Arc<Service> {
    served(SEED).await
}

/// Guests and visits with these rows.
async fn served(seed: &str) -> Arc<Service> {
    let zone = Zone::new("visits")
        .model::<Guest>()
        .model::<Visit>()
        .build()
        .unwrap();
    let database = both::empty().await;
    database.migrate(&zone).await.unwrap();
    database.execute_batch(seed).await.unwrap();
    Service::start(zone, database).await.unwrap()
}

/// The keys of groups by one key, with their counts, as `key count`.
async fn by(service: &Arc<Service>, member: &str, bucket: &str) -> Vec<String> {
    let query = format!(
        "{{ visits_group_by(by: {{{member}: {bucket}}}) {{ keys {{ {member} }} count }} }}"
    );
    let found = data(service, Request::new(&query)).await;
    let groups = found["visits_group_by"].as_array().unwrap().iter();
    groups
        .map(|group| {
            let key = group["keys"][member].to_string();
            format!("{} {}", key.trim_matches('"'), group["count"])
        })
        .collect()
}

#[tokio::test]
async fn equal_values_are_one_group() {
    let service = visits().await;
    for (member, groups) in [
        ("paid", &["1 3", "9.5 1", "10 1"][..]),
        ("tip", &["0.50 2", "3.00 1", "null 2"]),
        ("ratio", &["-2.25 1", "0.0 2", "0.5 2"]),
        ("address", &["10.0.0.10 1", "10.0.0.9 2", "::1 2"]),
        ("purpose", &["DAY_WORK 3", "HOLIDAY 2"]),
        ("happy", &["false 1", "true 1", "null 3"]),
        ("guest_id", &["1 2", "2 1", "3 1", "null 1"]),
        (
            "day",
            &[
                "0001-01-07 1",
                "2023-12-31 1",
                "2024-02-29 1",
                "2024-03-01 1",
                "9999-12-31 1",
            ],
        ),
    ] {
        assert_eq!(by(&service, member, "VALUE").await, groups, "{member}");
    }
}

#[tokio::test]
async fn buckets_of_time() {
    let service = visits().await;
    for (bucket, days) in [
        (
            "YEAR",
            &[
                "0001-01-01 1",
                "2023-01-01 1",
                "2024-01-01 2",
                "9999-01-01 1",
            ][..],
        ),
        (
            "QUARTER",
            &[
                "0001-01-01 1",
                "2023-10-01 1",
                "2024-01-01 2",
                "9999-10-01 1",
            ],
        ),
        (
            "MONTH",
            &[
                "0001-01-01 1",
                "2023-12-01 1",
                "2024-02-01 1",
                "2024-03-01 1",
                "9999-12-01 1",
            ],
        ),
        (
            "WEEK",
            &[
                "0001-01-01 1",
                "2023-12-25 1",
                "2024-02-26 2",
                "9999-12-27 1",
            ],
        ),
        (
            "DAY",
            &[
                "0001-01-07 1",
                "2023-12-31 1",
                "2024-02-29 1",
                "2024-03-01 1",
                "9999-12-31 1",
            ],
        ),
    ] {
        assert_eq!(by(&service, "day", bucket).await, days, "{bucket}");
        let times = |end: &str| -> Vec<String> {
            let days = days
                .iter()
                .map(|day| day.replace(' ', &format!("T00:00:00{end} ")));
            days.collect()
        };
        assert_eq!(by(&service, "at", bucket).await, times("Z"), "{bucket}");
        assert_eq!(by(&service, "local", bucket).await, times(""), "{bucket}");
    }
    let hours = [
        "0001-01-07T00:00:00Z 1",
        "2023-12-31T12:00:00Z 1",
        "2024-02-29T23:00:00Z 1",
        "2024-03-01T00:00:00Z 1",
        "9999-12-31T23:00:00Z 1",
    ];
    assert_eq!(by(&service, "at", "HOUR").await, hours);
}

#[tokio::test]
async fn keys_of_related_rows() {
    let query = r"{ visits_group_by(
            by: [{guest: {host: {name: VALUE}}}, {guest: {country: VALUE}}, {purpose: VALUE}],
            order_by: [{keys: {purpose: DESC}}, {keys: {guest: {country: ASC_NULLS_FIRST}}}]) {
        __typename
        keys { __typename day purpose guest { name country who: host { name __typename } } }
        n: count
    } }";
    let json = r#"{"visits_group_by":[
        {"__typename":"VisitGroupBy","keys":{"__typename":"VisitGroupByKeys","day":null,"purpose":"HOLIDAY","guest":{"name":null,"country":"DE","who":{"name":null,"__typename":"GuestGroupByKeys"}}},"n":1},
        {"__typename":"VisitGroupBy","keys":{"__typename":"VisitGroupByKeys","day":null,"purpose":"HOLIDAY","guest":{"name":null,"country":"FR","who":{"name":"Ann","__typename":"GuestGroupByKeys"}}},"n":1},
        {"__typename":"VisitGroupBy","keys":{"__typename":"VisitGroupByKeys","day":null,"purpose":"DAY_WORK","guest":{"name":null,"country":null,"who":{"name":"Ann","__typename":"GuestGroupByKeys"}}},"n":1},
        {"__typename":"VisitGroupBy","keys":{"__typename":"VisitGroupByKeys","day":null,"purpose":"DAY_WORK","guest":{"name":null,"country":null,"who":{"name":null,"__typename":"GuestGroupByKeys"}}},"n":1},
        {"__typename":"VisitGroupBy","keys":{"__typename":"VisitGroupByKeys","day":null,"purpose":"DAY_WORK","guest":{"name":null,"country":"DE","who":{"name":null,"__typename":"GuestGroupByKeys"}}},"n":1}]}"#;
    expect(&visits().await, Request::new(query), 1, json).await;
}

/// The purposes and countries whose groups match.
async fn having(service: &Arc<Service>, condition: &str) -> Vec<String> {
    let query = format!(
        "{{ visits_group_by(by: [{{purpose: VALUE}}, {{guest: {{name: VALUE}}}}], having: {condition}) {{
            keys {{ purpose guest {{ name }} }} }} }}"
    );
    let found = data(service, Request::new(&query)).await;
    let groups = found["visits_group_by"].as_array().unwrap().iter();
    groups
        .map(|group| {
            let keys = &group["keys"];
            format!("{} {}", keys["purpose"], keys["guest"]["name"]).replace('"', "")
        })
        .collect()
}

#[tokio::test]
async fn conditions_on_groups() {
    let service = visits().await;
    let (work, none) = (["DAY_WORK Ann", "DAY_WORK Bob"], "DAY_WORK null");
    let all = [work[0], work[1], none, "HOLIDAY Ann", "HOLIDAY Cyd"];
    for (condition, groups) in [
        ("{}", &all[..]),
        ("{count: {gte: 1, lt: 2}}", &all),
        ("{count: {gt: 1}}", &[]),
        ("{not: {count: {eq: 1}}}", &[]),
        ("{sum: {paid: {gte: \"9.5\"}}}", &[none, "HOLIDAY Cyd"]),
        ("{sum: {paid: {in: [\"1.000\", \"10.0\"]}}}", &all[..4]),
        ("{avg: {paid: {eq: 1}}}", &[work[0], work[1], "HOLIDAY Ann"]),
        (
            "{min: {paid: {lt: \"9.50\"}}}",
            &[work[0], work[1], "HOLIDAY Ann"],
        ),
        ("{max: {tip: {is_null: true}}}", &[work[1], none]),
        (
            "{not: {max: {tip: {gt: 1}}}}",
            &[work[0], work[1], none, "HOLIDAY Ann"],
        ),
        (
            "{or: [{min: {day: {year: 2024}}}, {max: {at: {lt: \"0001-02-01T00:00:00Z\"}}}]}",
            &[work[0], none, "HOLIDAY Ann"],
        ),
        ("{avg: {ratio: {lt: 0}}}", &["HOLIDAY Cyd"]),
        (
            "{sum: {large: {gt: \"9223372036854775806\"}}}",
            &[work[0], "HOLIDAY Ann"],
        ),
        (
            "{and: [{sum: {large: {lt: 0}}}, {count: {eq: 1}}]}",
            &[work[1]],
        ),
        (
            "{sum: {large: {in: [\"3\", 9223372036854775807]}}}",
            &[work[0], none, "HOLIDAY Ann"],
        ),
        (
            "{sum: {large: {not_in: [\"3\"], between: [-5, \"1\"]}}}",
            &[work[1], "HOLIDAY Cyd"],
        ),
        ("{or: []}", &[]),
    ] {
        assert_eq!(having(&service, condition).await, groups, "{condition}");
    }
}

/// A sum that no 64 bits hold is compared and ordered as the number that it is.
#[tokio::test]
async fn sums_past_64_bits() {
    let query = r#"{ visits_group_by(by: {guest: {name: VALUE}},
            having: {sum: {large: {gt: "9223372036854775807"}}}) { keys { guest { name } } sum { large } }
        ordered: visits_group_by(by: {guest: {name: VALUE}}, order_by: {sum: {large: DESC}}) { sum { large } } }"#;
    let json = r#"{"visits_group_by":[{"keys":{"guest":{"name":"Ann"}},"sum":{"large":"18446744073709551614"}}],
        "ordered":[{"sum":{"large":"18446744073709551614"}},{"sum":{"large":"3"}},{"sum":{"large":"1"}},{"sum":{"large":"-5"}}]}"#;
    expect(&visits().await, Request::new(query), 2, json).await;
}

#[tokio::test]
async fn orders_and_pages() {
    let query = r#"query ($by: [VisitGroupByKey!]!, $rows: Int, $least: Int) {
        visits_group_by(by: $by, having: {count: {gte: $least}}, limit: $rows, offset: 1,
            filter: {day: {gt: "0001-01-07"}},
            order_by: [{max: {tip: DESC}}, {count: DESC}]) { keys { paid } max { tip } } }"#;
    let variables = serde_json::json!({ "by": { "paid": "VALUE" }, "rows": 5, "least": 1 });
    let json = r#"{"visits_group_by":[{"keys":{"paid":"1"},"max":{"tip":"0.50"}}]}"#;
    let request = Request {
        variables,
        ..Request::new(query)
    };
    expect(&visits().await, request, 1, json).await;
}

#[tokio::test]
async fn mistakes_name_what_is_there() {
    let service = visits().await;
    for (arguments, message) in [
        ("by: []", "name one key at least to group by"),
        (
            "by: [{day: VALUE}, {day: MONTH}]",
            "rows are grouped by `day` twice",
        ),
        (
            "by: [{id: VALUE}, {paid: VALUE}, {tip: VALUE}, {ratio: VALUE}, {address: VALUE}, {purpose: VALUE}, {happy: VALUE}, {day: VALUE}, {at: VALUE}]",
            "rows are grouped by 8 keys at most",
        ),
        (
            "by: [{day: VALUE}], order_by: [{keys: {at: ASC}}]",
            "rows are not grouped by `at`; did you mean `day`?",
        ),
        ("by: [{day: VALUE}], limit: 51", "`limit` may be 50 at most"),
        (
            "by: [{day: VALUE}], having: {sum: {paid: {gt: \"much\"}}}",
            "expected a decimal number, found \"much\"",
        ),
    ] {
        let query = format!("{{ visits_group_by({arguments}) {{ count }} }}");
        let told = refusal(&service, Request::new(&query)).await;
        let first = told["errors"][0]["message"].as_str().unwrap();
        assert!(
            first.starts_with(message.split(';').next().unwrap()),
            "{arguments}: {told}"
        );
    }
    for wrong in [
        "visits_group_by(by: [{note: VALUE}]) { count }",
        "visits_group_by(by: [{happy: MONTH}]) { count }",
        "visits_group_by(by: [{day: HOUR}]) { count }",
        "visits_group_by(by: [{day: VALUE, at: VALUE}]) { count }",
        "visits_group_by { count }",
        "visits_group_by(by: [{day: VALUE}]) { keys { note } }",
        "visits_group_by(by: [{day: VALUE}], having: {sum: {day: {gt: 1}}}) { count }",
    ] {
        refusal(&service, Request::new(format!("{{ {wrong} }}"))).await;
    }
}

#[tokio::test]
async fn relations_to_many_are_no_keys() {
    let service = app().await;
    let query = "{ posts_group_by(by: {comments: {body: VALUE}}) { count } }";
    refusal(&service, Request::new(query)).await;
    let query = r"{ posts_group_by(by: [{author: {role: VALUE}}, {status: VALUE}], order_by: {count: DESC}) {
        keys { status author { role } } count sum { views } } }";
    let found = data(&service, Request::new(query)).await;
    let counts = found["posts_group_by"].as_array().unwrap().iter();
    let sum: u64 = counts.map(|group| group["count"].as_u64().unwrap()).sum();
    assert_eq!(sum, 6, "{found}");
}

/// However many keys lead through however many relations, a database has an end.
#[tokio::test]
async fn keys_lead_through_few_relations() {
    let service = app().await;
    let by = |least: usize, most: usize| -> String {
        let keys = (least..most).map(|depth| {
            let (open, close) = ("{parent: ".repeat(depth), "}".repeat(depth));
            format!("{open}{{author: {{name: VALUE}}}}{close}")
        });
        keys.collect::<Vec<_>>().join(", ")
    };
    let query = |by: &str| format!("{{ comments_group_by(by: [{by}]) {{ count }} }}");
    let found = data(&service, Request::new(query(&by(0, 8)))).await;
    assert!(found["comments_group_by"].as_array().unwrap().len() > 1);
    let told = refusal(&service, Request::new(query(&by(2, 10)))).await;
    let text = told.to_string();
    assert!(text.contains("through 16 relations at most"), "{text}");
    assert!(text.contains("LIMIT_EXCEEDED"), "{text}");
    refusal(&service, Request::new(query(&by(10, 11)))).await;
}

#[tokio::test]
async fn names_in_camel_case() {
    let service = of_zone(zone(Case::Camel)).await;
    let query = r"{ postsGroupBy(by: {publishedAt: YEAR}, orderBy: {keys: {publishedAt: ASC_NULLS_FIRST}},
        having: {max: {createdAt: {isNull: false}}}) { keys { publishedAt authorId } count max { createdAt } } }";
    let json = r#"{"postsGroupBy":[
        {"keys":{"publishedAt":null,"authorId":null},"count":1,"max":{"createdAt":"2024-01-01T00:00:00Z"}},
        {"keys":{"publishedAt":"2024-01-01T00:00:00Z","authorId":null},"count":5,"max":{"createdAt":"2024-01-01T00:00:00Z"}}]}"#;
    expect(&service, Request::new(query), 1, json).await;
}
