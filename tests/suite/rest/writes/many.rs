//! Many rows: created at once, changed each or by filter, deleted by filter; the guards.

use serde_json::{Value as Json, json};

use super::super::app::uuid;
use super::{count, mistakes, post, seeded};

#[tokio::test]
async fn created_together() {
    let app = seeded().await;
    let rows: Vec<Json> = (0..3).map(|n| post(&format!("bulk-{n}"))).collect();
    let wrapped = json!({"inputs": rows, "on_error": "ABORT"});
    let reply = app.write("POST", "/posts/bulk?fields=slug", &wrapped).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    assert_eq!(
        reply.json(),
        json!({
            "objects": [{"slug": "bulk-0"}, {"slug": "bulk-1"}, {"slug": "bulk-2"}],
            "affected": 3,
            "errors": [],
        })
    );
    let tags = json!([{"label": "one"}, {"label": "two"}]);
    let reply = app.write("POST", "/tags/bulk", &tags).await;
    let objects = reply.json()["objects"].clone();
    let last = app.json(&format!("/tags/{}", objects[1]["id"])).await;
    assert_eq!(objects[1], last);
    let reply = app.write("POST", "/tags/bulk", &json!([])).await;
    let nothing = json!({"objects": [], "affected": 0, "errors": []});
    assert_eq!((reply.status.as_u16(), reply.json()), (200, nothing));
}

#[tokio::test]
async fn all_or_those_that_are_valid() {
    let app = seeded().await;
    let before = count(&app).await;
    let rows = json!([post("a"), {"slug": "B!"}, post("post-1"), post("c"), 7]);
    let reply = app.write("POST", "/posts/bulk", &rows).await;
    assert_eq!(reply.status.as_u16(), 422, "{}", reply.text());
    assert!(
        mistakes(&reply).contains(&"NOT_NULL 1.title".to_owned()),
        "{}",
        reply.text()
    );
    assert!(
        mistakes(&reply).contains(&"VALIDATION 4".to_owned()),
        "{}",
        reply.text()
    );
    assert_eq!(reply.json()["errors"][0]["index"], 1);
    let wrapped = json!({"inputs": rows});
    let reply = app.write("POST", "/posts/bulk", &wrapped).await;
    assert!(mistakes(&reply).contains(&"NOT_NULL inputs.1.title".to_owned()));
    assert_eq!(count(&app).await, before);

    let only_unique = json!([post("a"), post("post-1")]);
    let reply = app.write("POST", "/posts/bulk", &only_unique).await;
    assert_eq!(
        (reply.status.as_u16(), mistakes(&reply)),
        (409, vec!["UNIQUE 1.slug".to_owned()])
    );
    assert_eq!(count(&app).await, before);

    let uri = "/posts/bulk?on_error=SKIP_INVALID&fields=slug";
    let reply = app.write("POST", uri, &rows).await;
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    let answer = reply.json();
    assert_eq!(answer["affected"], 2);
    assert_eq!(
        answer["objects"],
        json!([{"slug": "a"}, null, null, {"slug": "c"}, null])
    );
    assert!(
        mistakes(&reply).contains(&"UNIQUE 2.slug".to_owned()),
        "{}",
        reply.text()
    );
    assert_eq!(count(&app).await, before + 2);

    let none = json!({"inputs": [7], "on_error": "SKIP_INVALID"});
    let reply = app.write("POST", "/posts/bulk", &none).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["affected"]),
        (200, &json!(0))
    );
    assert_eq!(mistakes(&reply)[0], "VALIDATION inputs.0");
}

#[tokio::test]
async fn what_is_no_list_of_rows() {
    let app = seeded().await;
    for (body, status, mistake) in [
        (json!({}), 422, "NOT_NULL inputs"),
        (json!({"inputs": 1}), 422, "VALIDATION inputs"),
        (
            json!({"inputs": [], "onerror": 1}),
            422,
            "VALIDATION onerror",
        ),
        (
            json!({"inputs": [], "on_error": "SKIP"}),
            400,
            "VALIDATION on_error",
        ),
        (
            json!({"inputs": [], "on_error": 1}),
            400,
            "VALIDATION on_error",
        ),
        (json!("x"), 422, "VALIDATION "),
        (json!(vec![json!({}); 10_001]), 400, "LIMIT_EXCEEDED "),
    ] {
        let reply = app.write("POST", "/tags/bulk", &body).await;
        assert_eq!(reply.status.as_u16(), status, "{mistake}: {}", reply.text());
        assert_eq!(mistakes(&reply), [mistake]);
    }
}

#[tokio::test]
async fn each_by_its_own_patch() {
    let app = seeded().await;
    let items = json!({"items": [
        {"key": {"slug": "post-1"}, "patch": {"title": "one"}},
        {"key": {"id": uuid(2)}, "patch": {"title": "two"}, "expected_version": 3},
    ]});
    let reply = app.write("PATCH", "/posts", &items).await;
    assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    assert_eq!(reply.json(), json!({"affected": 2, "errors": []}));
    let reply = app.write("PATCH", "/posts?fields=title", &items).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["code"]),
        (409, &json!("CONFLICT"))
    );
    let mut bare = items["items"].clone();
    bare[0]["patch"]["title"] = json!("again");
    let reply = app
        .write("PATCH", "/posts?fields=title&on_error=SKIP_INVALID", &bare)
        .await;
    let answer = reply.json();
    assert_eq!(
        (&answer["affected"], &answer["objects"]),
        (&json!(1), &json!([{"title": "again"}, null]))
    );
    assert_eq!(answer["errors"][0]["index"], 1);
    for (body, mistake) in [
        (json!([{"key": {}, "patch": {}}]), "VALIDATION 0.key"),
        (
            json!([{"key": {"slug": "post-1"}, "patch": {"titel": 1}}]),
            "VALIDATION 0.patch.titel",
        ),
        (
            json!({"items": [{"key": {"slug": "post-1"}}]}),
            "VALIDATION items.0.patch",
        ),
        (json!({"title": "x"}), "VALIDATION title"),
    ] {
        let reply = app.write("PATCH", "/posts", &body).await;
        assert_eq!(reply.status.as_u16(), 422, "{body}");
        assert_eq!(mistakes(&reply)[0], mistake, "{}", reply.text());
    }
}

#[tokio::test]
async fn those_of_a_filter() {
    let app = seeded().await;
    let patch = json!({"title": "same"});
    let drafts =
        app.json("/posts?status=draft&count=true").await["page_info"]["total_count"].clone();
    let reply = app.write("PATCH", "/posts?status=draft", &patch).await;
    assert_eq!(
        (reply.status.as_u16(), reply.json()),
        (200, json!({"affected": drafts}))
    );
    let uri = "/posts?filter[slug][in]=post-1,post-2&fields=slug,title&at_most=2";
    let reply = app.write("PATCH", uri, &patch).await;
    let objects = reply.json()["objects"].as_array().unwrap().clone();
    assert_eq!(
        (reply.status.as_u16(), objects.len()),
        (200, 2),
        "{}",
        reply.text()
    );
    assert!(objects.iter().all(|row| row["title"] == "same"));
    let json_filter = "/posts?filter=%7B%22slug%22:%7B%22eq%22:%22post-3%22%7D%7D";
    let reply = app.write("PATCH", json_filter, &patch).await;
    assert_eq!(reply.json(), json!({"affected": 1}));
    let reply = app
        .write(
            "DELETE",
            &format!("{json_filter}&fields=slug"),
            &json!(null),
        )
        .await;
    assert_eq!(
        reply.json(),
        json!({"objects": [{"slug": "post-3"}], "affected": 1})
    );
    let reply = app
        .write(
            "DELETE",
            "/posts?filter[author][name]=Cyd&at_most=100",
            &json!(null),
        )
        .await;
    assert_eq!(reply.json(), json!({"affected": 19}), "{}", reply.text());
    let all = count(&app).await;
    let reply = app
        .write("PATCH", "/posts?all=true", &json!({"headline": null}))
        .await;
    assert_eq!(reply.json(), json!({"affected": all}), "{}", reply.text());
    let reply = app.write("DELETE", "/posts?all=true", &json!(null)).await;
    assert_eq!(reply.json(), json!({"affected": all}));
}

#[tokio::test]
async fn guards() {
    let app = seeded().await;
    let before = count(&app).await;
    let patch = json!({"title": "x"});
    for (method, uri, status, mistake) in [
        ("DELETE", "/posts", 400, "VALIDATION filter"),
        ("DELETE", "/posts?filter=%7B%7D", 400, "VALIDATION filter"),
        ("DELETE", "/posts?all=false", 400, "VALIDATION filter"),
        ("DELETE", "/posts?at_most=3", 400, "VALIDATION filter"),
        ("PATCH", "/posts?filter[not][or]=", 400, ""),
        ("PATCH", "/posts?at_most=3", 400, "VALIDATION filter"),
        (
            "PATCH",
            "/posts?filter[id][not_in]=",
            400,
            "VALIDATION filter",
        ),
        (
            "DELETE",
            "/posts?status=draft&at_most=3",
            409,
            "TOO_MANY_ROWS ",
        ),
        ("PATCH", "/posts?all=true&at_most=3", 409, "TOO_MANY_ROWS "),
        (
            "DELETE",
            "/posts?status=draft&at_most=x",
            400,
            "VALIDATION at_most",
        ),
        ("DELETE", "/posts?titel=x", 400, "VALIDATION titel"),
        (
            "DELETE",
            "/posts?moderation_note=x",
            400,
            "VALIDATION moderation_note",
        ),
        (
            "DELETE",
            "/posts?filter[author][email]=x",
            400,
            "INVALID_FILTER filter.author.email",
        ),
        (
            "PATCH",
            "/posts?filter[views]=many",
            400,
            "INVALID_FILTER filter.views",
        ),
        (
            "PATCH",
            "/posts?filter[views][gt]=1&filter[views][lt]=many",
            400,
            "INVALID_FILTER filter.views.lt",
        ),
        ("PATCH", "/posts?page=1", 400, "VALIDATION page"),
    ] {
        let reply = app.write(method, uri, &patch).await;
        assert_eq!(
            reply.status.as_u16(),
            status,
            "{method} {uri}: {}",
            reply.text()
        );
        assert!(
            mistakes(&reply)[0].starts_with(mistake),
            "{method} {uri}: {}",
            reply.text()
        );
    }
    for (body, mistake) in [
        (json!({}), "VALIDATION "),
        (json!({"titel": 1}), "VALIDATION titel"),
        (
            json!({"author": {"connect": {"id": uuid(1)}}}),
            "VALIDATION author",
        ),
    ] {
        let reply = app.write("PATCH", "/posts?status=draft", &body).await;
        assert_eq!(
            (reply.status.as_u16(), &*mistakes(&reply)[0]),
            (422, mistake),
            "{}",
            reply.text()
        );
    }
    assert_eq!(count(&app).await, before);
}
