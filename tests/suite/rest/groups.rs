//! `GET /posts/group-by`: keys, totals, conditions, orders, and every mistake with what was meant.

use auto_api::Case;
use axum::http::{Method, StatusCode};
use serde_json::json;

use super::app::{app, of_zone, zone};

#[tokio::test]
async fn keys_and_totals_as_asked() {
    let app = app().await;
    let reply = app
        .get("/posts/group-by?by=status,author.name&aggregate=sum.views,count,min.slug,sum.version&order_by=-status,author.name&limit=2")
        .await;
    assert_eq!(
        reply.text(),
        r#"{"items":[{"keys":{"status":"taken-back","author":{"name":"Cyd"}},"sum":{"views":"5510","version":"46"},"count":19,"min":{"slug":"post-11"}},{"keys":{"status":"published","author":{"name":"Bob"}},"sum":{"views":"5320","version":"47"},"count":19,"min":{"slug":"post-1"}}]}"#
    );
    assert_eq!(reply.statements, Some(1));
    assert_eq!(reply.header("content-type"), "application/json");
}

#[tokio::test]
async fn buckets_of_time() {
    let found = app()
        .await
        .json("/posts/group-by?by=published_at:week&order_by=published_at:nulls_first")
        .await;
    assert_eq!(
        found["items"],
        json!([
            { "keys": { "published_at": null }, "count": 11 },
            { "keys": { "published_at": "2024-01-01T00:00:00Z" }, "count": 13 },
            { "keys": { "published_at": "2024-01-08T00:00:00Z" }, "count": 11 },
            { "keys": { "published_at": "2024-01-15T00:00:00Z" }, "count": 11 },
            { "keys": { "published_at": "2024-01-22T00:00:00Z" }, "count": 11 },
        ])
    );
}

/// Conditions in brackets and as JSON mean the same, and hold together.
#[tokio::test]
async fn conditions() {
    let app = app().await;
    let json = |text: &str| {
        text.replace('"', "%22")
            .replace('{', "%7B")
            .replace('}', "%7D")
    };
    let whole = json(r#"{"or":[{"count":{"gt":100}},{"max":{"views":{"gte":"570"}}}]}"#);
    for (having, drafts) in [
        ("having[count][gt]=18", 3),
        ("having[count][gt]=19", 0),
        ("having[count][in]=19,20", 3),
        ("having[max][views][gte]=570", 1),
        ("having[not][max][views]=570", 2),
        ("having[or][0][count][lt]=1&having[or][1][min][views]=10", 1),
        (&format!("having={whole}"), 1),
        (&format!("having={whole}&having[count][lt]=5"), 0),
        (
            &format!(
                "having={whole}&filter={}",
                json(r#"{"views":{"lt":"570"}}"#)
            ),
            0,
        ),
    ] {
        let found = app
            .json(&format!("/posts/group-by?by=status&{having}"))
            .await;
        assert_eq!(
            found["items"].as_array().unwrap().len(),
            drafts,
            "{having}: {found}"
        );
    }
}

#[tokio::test]
async fn filters_and_pages() {
    let app = app().await;
    let found = app
        .json("/posts/group-by?by=author_id&status=draft&views[gt]=100&order_by=-count&limit=1&offset=0")
        .await;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    let all = app.json("/posts/group-by?by=slug&limit=200").await;
    assert_eq!(all["items"].as_array().unwrap().len(), 57);
    let default = app.json("/posts/group-by?by=slug").await;
    assert_eq!(default["items"].as_array().unwrap().len(), 20);
    let first = app.json("/posts/group-by?by=slug&limit=1&offset=1").await;
    assert_eq!(first["items"][0]["keys"]["slug"], "post-10");
}

#[tokio::test]
async fn an_etag_and_no_other_method() {
    let app = app().await;
    let path = "/posts/group-by?by=status";
    let first = app.get(path).await;
    let tag = first.header("etag").to_owned();
    let again = app
        .send(Method::GET, path, &[("if-none-match", &tag)])
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let wrong = app.send(Method::POST, path, &[]).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn every_mistake_with_what_was_meant() {
    let app = app().await;
    for (query, messages) in [
        ("", &["name one key at least to group by"][..]),
        (
            "by=statsu,title:month,author.nam,status,status&having[cuont]=1&having[sum][title][gt]=1&order_by=slug&limit=999",
            &[
                "`Post` cannot be grouped by `statsu`; did you mean `status`?",
                "`title` can be grouped by value, not by \"month\"",
                "`User` cannot be grouped by `nam`; did you mean `name`?",
                "rows are grouped by `status` twice",
                "groups of `Post` have no `cuont`; did you mean `count`?",
                "`Post` has no sum of `title`",
                "rows are not grouped by `slug`",
                "`limit` may be 200 at most",
            ],
        ),
        (
            "by=status&aggregate=sum.veiws,count.id,max,total&lmit=1&per_page=2&page=3",
            &[
                "unknown parameter `lmit`; did you mean `limit`?",
                "unknown parameter `per_page`; did you mean `limit`?",
                "unknown parameter `page`; did you mean `offset`?",
                "`Post` has no sum of `veiws`; did you mean `views`?",
                "`count` takes no field",
                "`max` needs a field, as in `max.id`",
                "there is no total `total`",
            ],
        ),
        (
            "by=comments.body,tags,author.email",
            &[
                "`Post` cannot be grouped by `comments`",
                "`Post` cannot be grouped by `tags`",
                "`User` cannot be grouped by `email`",
            ],
        ),
        (
            "by=status&having[count][gt]=many&having[sum][views][like]=1&having[count]=",
            &[],
        ),
    ] {
        let reply = app.get(&format!("/posts/group-by?{query}")).await;
        assert_eq!(
            reply.status,
            StatusCode::BAD_REQUEST,
            "{query}: {}",
            reply.text()
        );
        let problem = reply.json();
        let found = problem["errors"].as_array().unwrap().iter();
        let found: Vec<&str> = found
            .map(|error| error["message"].as_str().unwrap())
            .collect();
        if !messages.is_empty() {
            assert_eq!(found, messages, "{query}");
        }
    }
}

#[tokio::test]
async fn names_in_camel_case() {
    let app = of_zone(zone(Case::Camel, "/")).await;
    let found = app
        .json("/posts/group-by?by=publishedAt:year&orderBy=publishedAt:nullsFirst&aggregate=max.createdAt")
        .await;
    assert_eq!(
        found["items"],
        json!([
            { "keys": { "publishedAt": null }, "max": { "createdAt": "2024-01-01T00:00:00Z" } },
            { "keys": { "publishedAt": "2024-01-01T00:00:00Z" }, "max": { "createdAt": "2024-01-01T00:00:00Z" } },
        ])
    );
}
