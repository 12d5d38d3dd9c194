//! Every way to write a filter, against the same rule in Rust; orders and their nulls.

use super::app::{POSTS, app, numbers, status, title, uuid};

type Rule = fn(u32) -> bool;

#[tokio::test]
async fn filters_mean_what_they_say() {
    let app = app().await;
    let cases: &[(&str, Rule)] = &[
        ("", |_| true),
        ("filter[title][icontains]=POST%201", |n| {
            title(n).starts_with("Post 1")
        }),
        ("filter[title][contains]=%25", |n| n == 7),
        ("filter[title][icontains]=_", |n| n == 7),
        ("filter[title][like]=100\\%25%25", |n| n == 7),
        ("filter[title][eq]=it's+%22quoted%22;+a,b", |n| n == 8),
        (
            "filter[title][in][]=it's+%22quoted%22;+a,b&filter[title][in][]=Post+9",
            |n| n == 8 || n == 9,
        ),
        ("filter[title][in]=Post+1,Post+2", |n| n <= 2),
        ("filter[title][in]=", |_| false),
        ("filter[title][not_in]=", |_| true),
        ("filter[views][in]=10&filter[views][in]=20", |n| n <= 2),
        ("filter[views][between]=50,70", |n| (5..=7).contains(&n)),
        ("filter[views][gt]=50&filter[views][lte]=80", |n| {
            (6..=8).contains(&n)
        }),
        ("views[gt]=550", |n| n > 55),
        ("status=draft", |n| status(n) == "draft"),
        ("status=WITHDRAWN", |n| status(n) == "taken-back"),
        ("filter[status][ne]=taken-back", |n| {
            status(n) != "taken-back"
        }),
        ("filter[editor_id][is_null]=true", |n| n % 4 != 0),
        ("filter[editor_id][is_null]=false", |n| n % 4 == 0),
        ("filter[published_at][range]=TODAY", |_| false),
        ("filter[published_at][day]=3", |n| n % 5 != 0 && n % 28 == 2),
        ("filter[author][name][eq]=Bob", |n| n % 3 == 1),
        ("author.name=Bob", |n| n % 3 == 1),
        ("author.name[istarts_with]=b", |n| n % 3 == 1),
        ("filter[comments][some][body][contains]=comment+2", |n| {
            n % 4 == 3
        }),
        ("filter[comments][none][body][contains]=comment", |n| {
            n % 4 == 0
        }),
        ("filter[comments][every][body]=comment+0", |n| n % 4 <= 1),
        ("filter[comments][count][gte]=2", |n| n % 4 >= 2),
        ("filter[comments][count]=2", |n| n % 4 == 2),
        ("filter[tags][some][label]=tag-3", |n| n % 5 == 2),
        ("filter[or][0][views]=10&filter[or][1][views]=20", |n| {
            n <= 2
        }),
        (
            "filter[and][0][views][gt]=10&filter[and][1][views][lt]=40",
            |n| n == 2 || n == 3,
        ),
        ("filter[not][status]=draft", |n| status(n) != "draft"),
        (
            "filter[not][or][0][status]=draft&filter[not][or][1][views][gt]=100",
            |n| status(n) != "draft" && n <= 10,
        ),
        (
            r#"filter={"or":[{"views":{"eq":10}},{"views":{"in":[20,30]}}]}"#,
            |n| n <= 3,
        ),
        (r#"filter={"status":{"eq":"draft"}}&views[lt]=100"#, |n| {
            status(n) == "draft" && n < 10
        }),
        (r#"filter={"editor_id":{"is_null":false}}"#, |n| n % 4 == 0),
        ("filter={}", |_| true),
    ];
    for (query, rule) in cases {
        // Twice: the second time the plan is known.
        for _ in 0..2 {
            let list = app
                .json(&escaped(&format!(
                    "/posts?fields=slug&order_by=views&per_page=100&{query}"
                )))
                .await;
            let expected: Vec<u32> = (1..=POSTS).filter(|n| rule(*n)).collect();
            assert_eq!(numbers(&list), expected, "{query}");
        }
    }
}

/// Some of what the cases have as it is must be encoded in a URI.
fn escaped(uri: &str) -> String {
    uri.replace('"', "%22")
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

#[tokio::test]
async fn one_plan_serves_other_values() {
    let app = app().await;
    for n in 1..=POSTS {
        let list = app
            .json(&format!(
                "/posts?fields=slug&filter[slug][eq]=post-{n}&per_page={n}"
            ))
            .await;
        assert_eq!(numbers(&list), [n]);
        assert_eq!(list["page_info"]["per_page"], n);
        let list = app
            .json(&format!(
                "/posts?fields=slug&filter[id][in]={},{}&order_by=views",
                uuid(n),
                uuid(1)
            ))
            .await;
        assert_eq!(numbers(&list), if n == 1 { vec![1] } else { vec![1, n] });
    }
}

#[tokio::test]
async fn orders() {
    let app = app().await;
    let key = |n: u32| (!n.is_multiple_of(5)).then_some(n % 28);
    let mut expected: Vec<u32> = (1..=POSTS).collect();
    expected.sort_by_key(|&n| (std::cmp::Reverse(key(n)), n));
    expected.sort_by_key(|&n| key(n).is_none());
    let order = |order: &str| format!("/posts?fields=slug&per_page=100&order_by={order}");
    let list = app.json(&order("-published_at,views")).await;
    assert_eq!(numbers(&list), expected);

    expected.sort_by_key(|&n| key(n).is_some());
    let list = app.json(&order("-published_at:nulls_first,views")).await;
    assert_eq!(numbers(&list), expected);

    expected.sort_by_key(|&n| (n % 3, std::cmp::Reverse(n % 4), n));
    let list = app.json(&order("author.name,-comments.count,views")).await;
    assert_eq!(numbers(&list), expected);
}
