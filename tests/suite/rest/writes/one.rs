//! One row: created, changed, replaced, made or changed by a key, deleted.

use serde_json::{Value as Json, json};

use super::super::app::{of_zone, uuid, zone};
use super::{count, count_on, mistakes, path_of, post, seeded};

#[tokio::test]
async fn created() {
    let app = seeded().await;
    let reply = app.write("POST", "/posts", &post("new")).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    let row = reply.json();
    let own = format!("/posts/{}", row["id"].as_str().unwrap());
    assert_eq!(reply.header("location"), own);
    assert_eq!(reply.header("etag"), "\"1\"");
    assert_eq!(
        (&row["status"], &row["views"]),
        (&json!("draft"), &json!("0"))
    );
    let again = app.get(&own).await;
    assert_eq!(again.json(), row, "what is answered is what is there");
    assert_eq!(again.header("etag"), reply.header("etag"));

    let reply = app
        .write("POST", "/posts?fields=slug&include=author", &post("part"))
        .await;
    assert_eq!(reply.json()["author"]["name"], "Bob");
    let own = format!("{}?fields=slug&include=author", reply.header("location"));
    let again = app.get(&own).await;
    assert_eq!(
        (again.header("etag"), &again.body),
        (reply.header("etag"), &reply.body)
    );

    let tag = app.write("POST", "/tags", &json!({"label": "ü/x"})).await;
    let again = app.get(tag.header("location")).await;
    assert_eq!(
        (tag.header("etag"), &tag.body),
        (again.header("etag"), &again.body)
    );

    let line = json!({"order_id": 1, "line_no": 3, "articleNumber": "C", "price": 12_345_678.25});
    let reply = app.write("POST", "/order_lines", &line).await;
    assert_eq!(
        reply.header("location"),
        "/order_lines/1/3",
        "{}",
        reply.text()
    );
    assert_eq!(reply.json()["price"], "12345678.25");
}

#[tokio::test]
async fn created_with_what_belongs_to_it() {
    let app = seeded().await;
    let mut body = post("nested");
    body["comments"] = json!({"create": [
        {"body": "first", "author_id": uuid(0)},
        {"body": "second", "author_id": uuid(1)},
        {"body": "x".repeat(2001), "author_id": uuid(2)},
    ]});
    let before = count(&app).await;
    let reply = app.write("POST", "/posts?include=comments", &body).await;
    assert_eq!(reply.status.as_u16(), 422);
    assert_eq!(mistakes(&reply), ["VALIDATION comments.create.2.body"]);
    assert_eq!(count(&app).await, before, "nothing is written");
    body["comments"]["create"][2]["body"] = json!("third");
    let reply = app.write("POST", "/posts?include=comments", &body).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    assert_eq!(reply.json()["comments"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn changed() {
    let app = seeded().await;
    let before = app.json(&path_of(3)).await;
    for media in [
        "application/json",
        "application/merge-patch+json; charset=UTF-8",
    ] {
        let body = json!({"title": media, "published_at": null}).to_string();
        let headers = [("content-type", media)];
        let method = "PATCH".parse().unwrap();
        let reply = app
            .send_body(method, &path_of(3), &headers, body.into())
            .await;
        assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
        assert_eq!(reply.json()["title"], media);
    }
    let now = app.get(&path_of(3)).await;
    assert_eq!(now.header("etag"), "\"6\"", "two writes more");
    let now = now.json();
    assert_eq!(now["published_at"], Json::Null);
    for name in ["slug", "body", "status", "author_id", "views", "created_at"] {
        assert_eq!(now[name], before[name], "{name} was not given");
    }
    let reply = app
        .write("PATCH", &path_of(3), &json!({"editor_id": uuid(0)}))
        .await;
    assert_eq!(reply.json()["editor_id"], uuid(0));
    for (uri, body, status) in [
        (path_of(999), json!({"title": "x"}), 404),
        ("/posts/x".to_owned(), json!({"title": "x"}), 404),
        (path_of(3), json!({}), 422),
        (path_of(3), json!([]), 422),
        (path_of(3), json!({"title": null}), 422),
    ] {
        let reply = app.write("PATCH", &uri, &body).await;
        assert_eq!(
            reply.status.as_u16(),
            status,
            "{uri} {body}: {}",
            reply.text()
        );
    }
}

#[tokio::test]
async fn replaced() {
    let app = seeded().await;
    let path = path_of(4);
    let before = app.json(&path).await;
    assert_ne!(
        (&before["editor_id"], &before["status"]),
        (&Json::Null, &json!("draft"))
    );
    let reply = app.write("PUT", &path, &post("replaced")).await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    let now = app.json(&path).await;
    assert_eq!(reply.json(), now);
    assert_eq!(
        (&now["slug"], &now["status"]),
        (&json!("replaced"), &json!("draft"))
    );
    assert_eq!(
        (&now["editor_id"], &now["published_at"]),
        (&Json::Null, &Json::Null)
    );
    assert_eq!(
        (&now["views"], &now["created_at"]),
        (&before["views"], &before["created_at"])
    );

    let reply = app
        .write(
            "PUT",
            &path,
            &json!({"slug": "x", "title": "y".repeat(201)}),
        )
        .await;
    assert_eq!(reply.status.as_u16(), 422);
    let mut found = mistakes(&reply);
    found.sort_unstable();
    assert_eq!(
        found,
        ["NOT_NULL author_id", "NOT_NULL body", "VALIDATION title"]
    );
    assert!(
        reply.text().contains("`author_id` or `author` is required"),
        "{}",
        reply.text()
    );

    let mut body = post("by-relation");
    body.as_object_mut().unwrap().remove("author_id");
    body["author"] = json!({"connect": {"id": uuid(2)}});
    let reply = app.write("PUT", &path, &body).await;
    assert_eq!(reply.json()["author_id"], uuid(2), "{}", reply.text());

    let whole = app.json(&path).await;
    let mut body = post("with-its-key");
    body["id"] = whole["id"].clone();
    let reply = app.write("PUT", &path, &body).await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    body["id"] = json!(uuid(5));
    let reply = app.write("PUT", &path, &body).await;
    assert_eq!(
        (reply.status.as_u16(), mistakes(&reply)),
        (422, vec!["VALIDATION id".to_owned()])
    );

    let reply = app.write("PUT", &path_of(999), &post("none")).await;
    assert_eq!(reply.status.as_u16(), 404);
}

#[tokio::test]
async fn made_or_changed_by_a_key() {
    let app = seeded().await;
    let made = app.write("PUT", "/posts?on=slug", &post("upserted")).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text());
    let own = made.header("location").to_owned();
    let mut body = post("upserted");
    body["title"] = json!("Changed");
    let changed = app
        .write("PUT", "/posts?on=slug&fields=id,title", &body)
        .await;
    assert_eq!(changed.status.as_u16(), 200);
    assert_eq!(
        changed.json(),
        json!({"id": made.json()["id"], "title": "Changed"})
    );
    assert_eq!(
        (
            changed.header("content-location"),
            changed.header("location")
        ),
        (&*own, "")
    );

    let only_new = [("if-none-match", "*")];
    let reply = app
        .write_if("PUT", "/posts?on=slug", &only_new, &body)
        .await;
    assert_eq!(reply.status.as_u16(), 412, "{}", reply.text());
    body["slug"] = json!("other");
    let reply = app
        .write_if("PUT", "/posts?on=slug", &only_new, &body)
        .await;
    assert_eq!(reply.status.as_u16(), 201);

    for (uri, path) in [
        ("/posts", "on"),
        ("/posts?on=title", "on"),
        ("/posts?on=slug,id", "on"),
    ] {
        let reply = app.write("PUT", uri, &body).await;
        assert_eq!(reply.status.as_u16(), 400, "{uri}");
        assert_eq!(mistakes(&reply), [format!("VALIDATION {path}")]);
        assert!(reply.text().contains("`on=slug`"), "{}", reply.text());
    }
    let reply = app
        .write("PUT", "/posts?on=slug", &json!({"title": "x"}))
        .await;
    assert!(
        mistakes(&reply).contains(&"NOT_NULL slug".to_owned()),
        "{}",
        reply.text()
    );
    let line = json!({"order_id": 1, "line_no": 2, "articleNumber": "B", "price": "3.50"});
    let reply = app
        .write("PUT", "/order_lines?on=line_no,order_id", &line)
        .await;
    assert_eq!(reply.json()["price"], "3.50", "{}", reply.text());
}

#[tokio::test]
async fn deleted() {
    let app = seeded().await;
    let reply = app.write("DELETE", &path_of(5), &json!(null)).await;
    assert_eq!(
        (reply.status.as_u16(), reply.body.len()),
        (204, 0),
        "{}",
        reply.text()
    );
    assert_eq!(app.get(&path_of(5)).await.status.as_u16(), 404);
    let reply = app.write("DELETE", &path_of(5), &json!(null)).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["code"]),
        (404, &json!("NOT_FOUND"))
    );
    let reply = app.write("DELETE", "/countries/1", &json!(null)).await;
    assert_eq!(reply.status.as_u16(), 409, "{}", reply.text());
    assert_eq!(reply.json()["code"], "FOREIGN_KEY");
    let reply = app.write("DELETE", "/posts/x", &json!(null)).await;
    assert_eq!(reply.status.as_u16(), 404);
}

#[tokio::test]
async fn camel_case_below_a_path() {
    let app = of_zone(zone(auto_api::Case::Camel, "/api/v1")).await;
    count_on(&app).await;
    let body = json!({"slug": "camel", "title": "x", "body": "x", "authorId": uuid(1)});
    let reply = app.write("POST", "/api/v1/posts", &body).await;
    let own = reply.header("location");
    assert!(own.starts_with("/api/v1/posts/"), "{own}");
    assert_eq!(app.get(own).await.json(), reply.json());
    let uri = "/api/v1/posts?authorId=x&atMost=1";
    let reply = app.write("PATCH", uri, &json!({"title": "x"})).await;
    assert_eq!(reply.status.as_u16(), 400, "{}", reply.text());
    let bulk = json!({"inputs": [body, {}], "onError": "SKIP_INVALID"});
    let reply = app.write("POST", "/api/v1/posts/bulk", &bulk).await;
    assert_eq!(reply.json()["affected"], 0, "{}", reply.text());
    assert_eq!(reply.json()["errors"][0]["field"], "slug");
    let wrong = json!({"inputs": [], "on_error": "ABORT"});
    let reply = app.write("POST", "/api/v1/posts/bulk", &wrong).await;
    assert!(
        reply.text().contains("did you mean `onError`?"),
        "{}",
        reply.text()
    );
}

#[tokio::test]
async fn a_value_is_replaced_as_a_whole() {
    let app = seeded().await;
    let path = format!("/users/{}", uuid(1));
    let address = json!({"street": "A 1", "city": "B", "countryCode": "DE", "notes": ["x"]});
    let reply = app
        .write("PATCH", &path, &json!({"address": address}))
        .await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    assert_eq!(reply.json()["address"]["notes"], json!(["x"]));
    let part = json!({"name": "Bo", "address": {"city": "C"}}).to_string();
    let merge = [("content-type", "application/merge-patch+json")];
    for uri in [path.clone(), "/users?all=true".to_owned()] {
        let method = "PATCH".parse().unwrap();
        let reply = app
            .send_body(method, &uri, &merge, part.clone().into())
            .await;
        assert_eq!(
            (reply.status.as_u16(), mistakes(&reply)),
            (422, vec!["VALIDATION address".to_owned()])
        );
    }
    let none = json!({"address": null}).to_string();
    let reply = app
        .send_body("PATCH".parse().unwrap(), &path, &merge, none.into())
        .await;
    assert_eq!(reply.json()["address"], Json::Null, "{}", reply.text());
}
