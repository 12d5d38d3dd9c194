//! `If-Match`, `If-None-Match`, 412 and 428.

use auto_api::Case;
use serde_json::json;

use super::super::app::{of_zone, zone};
use super::{count_on, path_of, post, seeded};

#[tokio::test]
async fn versions() {
    let app = seeded().await;
    let path = path_of(3);
    let tag = app.get(&path).await.header("etag").to_owned();
    assert_eq!(tag, "\"4\"");
    let patch = json!({"title": "x"});
    for stale in ["\"3\"", "\"x\"", "W/\"4\"", "\"1\", \"2\""] {
        for (method, body) in [("PATCH", &patch), ("PUT", &post("y")), ("DELETE", &patch)] {
            let reply = app
                .write_if(method, &path, &[("if-match", stale)], body)
                .await;
            assert_eq!(
                reply.status.as_u16(),
                412,
                "{method} {stale}: {}",
                reply.text()
            );
            assert_eq!(reply.json()["code"], "CONFLICT");
            if method != "DELETE" {
                assert_eq!(reply.header("etag"), tag, "what it is now");
            }
        }
    }
    assert_eq!(
        app.get(&path).await.header("etag"),
        tag,
        "nothing was changed"
    );
    let reply = app
        .write_if("PATCH", &path, &[("if-match", &tag)], &patch)
        .await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("etag")),
        (200, "\"5\"")
    );
    let listed = [("if-match", "\"4\", \"5\"")];
    let reply = app.write_if("PUT", &path, &listed, &post("z")).await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("etag")),
        (200, "\"6\"")
    );
    let reply = app
        .write_if("PATCH", &path, &[("if-match", "*")], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 200);
    let reply = app
        .write_if("DELETE", &path, &[("if-match", "\"7\"")], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 204);
    for tag in ["\"7\"", "*", "\"x\""] {
        let reply = app
            .write_if("PATCH", &path, &[("if-match", tag)], &patch)
            .await;
        assert_eq!(reply.status.as_u16(), 404, "{tag}");
    }
}

#[tokio::test]
async fn contents() {
    let app = seeded().await;
    let patch = json!({"label": "new"});
    let tag = app.get("/tags/1").await.header("etag").to_owned();
    let fields = app
        .get("/tags/1?fields=label")
        .await
        .header("etag")
        .to_owned();
    assert_ne!(tag, fields);
    for (uri, stale) in [("/tags/1", &*fields), ("/tags/1?fields=label", &*tag)] {
        let reply = app
            .write_if("PATCH", uri, &[("if-match", stale)], &patch)
            .await;
        assert_eq!(reply.status.as_u16(), 412, "{uri}");
    }
    let uri = "/tags/1?fields=label";
    let reply = app
        .write_if("PATCH", uri, &[("if-match", &fields)], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    assert_eq!(reply.header("etag"), app.get(uri).await.header("etag"));
    let reply = app
        .write_if("DELETE", "/tags/1", &[("if-match", &tag)], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 412);
    let tag = app.get("/tags/1").await.header("etag").to_owned();
    let reply = app
        .write_if("DELETE", "/tags/1", &[("if-none-match", &tag)], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 412);
    let reply = app
        .write_if("DELETE", "/tags/1", &[("if-match", &tag)], &patch)
        .await;
    assert_eq!(reply.status.as_u16(), 204, "{}", reply.text());
    for (uri, status) in [("/tags/2", 412), ("/tags/99", 404)] {
        let absent = [("if-none-match", "*")];
        let reply = app.write_if("PUT", uri, &absent, &patch).await;
        assert_eq!(reply.status.as_u16(), status, "{uri}");
    }
}

#[tokio::test]
async fn only_one_of_many_at_once_is_right() {
    let app = seeded().await;
    let path = path_of(3);
    for uri in [path.clone(), format!("{path}?fields=title")] {
        let tag = app.get(&uri).await.header("etag").to_owned();
        // The title differs from the one before, so that a content's tag does, too.
        let patch = json!({"title": uri});
        let headers = [("if-match", tag.as_str())];
        let all = (0..8).map(|_| app.write_if("PATCH", &uri, &headers, &patch));
        let all = futures_util::future::join_all(all).await;
        let mut statuses: Vec<u16> = all.iter().map(|reply| reply.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412], "{uri}");
    }
}

#[tokio::test]
async fn what_conditions_are_not_for() {
    let app = seeded().await;
    let body = json!({"title": "x"});
    for (method, uri, header) in [
        ("PATCH", path_of(3), ("if-match", "4")),
        ("PATCH", path_of(3), ("if-match", "")),
        ("POST", "/posts".to_owned(), ("if-match", "\"4\"")),
        ("PUT", "/posts?on=slug".to_owned(), ("if-match", "\"4\"")),
        ("PATCH", "/posts?all=true".to_owned(), ("if-match", "\"4\"")),
        ("DELETE", "/posts?all=true".to_owned(), ("if-match", "*")),
    ] {
        let reply = app.write_if(method, &uri, &[header], &body).await;
        assert_eq!(
            reply.status.as_u16(),
            400,
            "{method} {uri}: {}",
            reply.text()
        );
    }
}

#[tokio::test]
async fn required() {
    let mut zone = zone(Case::AsWritten, "/");
    zone.require_if_match = true;
    let app = of_zone(zone).await;
    count_on(&app).await;
    let body = json!({"label": "x"});
    for method in ["PATCH", "PUT", "DELETE"] {
        let reply = app.write(method, "/tags/1", &body).await;
        assert_eq!(reply.status.as_u16(), 428, "{}", reply.text());
        assert_eq!(reply.json()["title"], "Precondition Required");
        let none = [("if-none-match", "*")];
        let reply = app.write_if(method, "/tags/1", &none, &body).await;
        assert_eq!(reply.status.as_u16(), 428);
    }
    let tag = app.get("/tags/1").await.header("etag").to_owned();
    let reply = app
        .write_if("PATCH", "/tags/1", &[("if-match", &tag)], &body)
        .await;
    assert_eq!(reply.status.as_u16(), 200);
    let reply = app.write("POST", "/tags", &json!({"label": "y"})).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
}

#[tokio::test]
async fn a_key_of_a_request() {
    let app = seeded().await;
    let patch = json!({"title": "x"});
    for (key, status) in [
        ("a", 200),
        ("\"8e03978e\"", 200),
        ("", 400),
        (&"x".repeat(256), 400),
    ] {
        let headers = [("idempotency-key", key)];
        let reply = app.write_if("PATCH", &path_of(3), &headers, &patch).await;
        assert_eq!(reply.status.as_u16(), status, "{key}");
    }
}

#[tokio::test]
async fn a_request_that_is_sent_again() {
    let app = seeded().await;
    let key = [("idempotency-key", "one")];
    let first = app.write_if("POST", "/posts", &key, &post("once")).await;
    assert_eq!(first.status.as_u16(), 201, "{}", first.text());
    let again = app.write_if("POST", "/posts", &key, &post("once")).await;
    assert_eq!((again.status.as_u16(), &again.body), (201, &first.body));
    for name in ["etag", "location"] {
        assert_eq!(again.header(name), first.header(name));
    }
    let other = app.write_if("POST", "/posts", &key, &post("twice")).await;
    assert_eq!(other.status.as_u16(), 400, "{}", other.text());
    assert_eq!(super::mistakes(&other), ["VALIDATION Idempotency-Key"]);

    let path = path_of(3);
    let (patch, tag) = (
        json!({"title": "x"}),
        app.get("/tags/1").await.header("etag").to_owned(),
    );
    for (uri, tag, body) in [
        (&*path, "\"4\"", &patch),
        ("/tags/1", &*tag, &json!({"label": "new"})),
    ] {
        let headers = [("if-match", tag), ("idempotency-key", "two")];
        let first = app.write_if("PATCH", uri, &headers, body).await;
        let again = app.write_if("PATCH", uri, &headers, body).await;
        assert_eq!(
            (first.status.as_u16(), again.status.as_u16()),
            (200, 200),
            "{}",
            again.text()
        );
        assert_eq!(
            (again.header("etag"), &again.body),
            (first.header("etag"), &first.body)
        );
    }
    let headers = [("idempotency-key", "three")];
    for _ in 0..2 {
        let reply = app.write_if("DELETE", &path, &headers, &patch).await;
        assert_eq!(reply.status.as_u16(), 204, "{}", reply.text());
    }
}
