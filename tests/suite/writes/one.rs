//! One row: made, changed, upserted, deleted.

use auto_api_tests::support::blog::id;
use serde_json::{Value as Json, json};

use super::{CREATE, DELETE, UPDATE, UPSERT, blog, count, told};

fn post(slug: &str) -> Json {
    json!({"slug": slug, "title": "On rows", "body": "…", "author_id": id(1).to_string()})
}

#[tokio::test]
async fn a_row_is_made_with_what_it_has_by_itself() {
    let blog = blog().await;
    let made = blog
        .run(
            "Post",
            CREATE,
            &json!({"input": post("rows")}),
            "id slug status views version created_at updated_at published_at",
        )
        .await;
    assert!(told(&made).is_empty(), "{made}");
    let row = &made["object"];
    assert_eq!(row["slug"], "rows");
    assert_eq!(row["status"], "DRAFT");
    assert_eq!(row["views"], "0");
    assert_eq!(row["version"], 1);
    assert_eq!(row["published_at"], Json::Null);
    assert_eq!(row["created_at"], row["updated_at"]);
    let key: uuid::Uuid = row["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(key.get_version_num(), 7);
    assert_eq!(count(&blog, "Post").await, 7);
}

#[tokio::test]
async fn the_database_counts_keys() {
    let blog = blog().await;
    let made = blog
        .run(
            "Tag",
            CREATE,
            &json!({"input": {"label": "new"}}),
            "id label",
        )
        .await;
    assert!(told(&made).is_empty(), "{made}");
    assert_eq!(made["object"]["label"], "new");
    let own = json!({"input": {"id": 900, "label": "own"}});
    assert_eq!(
        blog.run("Tag", CREATE, &own, "id").await["object"]["id"],
        900
    );
}

#[tokio::test]
async fn all_mistakes_are_told_at_once() {
    let blog = blog().await;
    let input = json!({"title": null, "author_id": "nobody", "views": 3, "version": 7, "slugg": "x", "status": "GONE"});
    let made = blog
        .run("Post", CREATE, &json!({"input": input}), "id")
        .await;
    assert_eq!(
        told(&made),
        [
            "NOT_NULL input.title: `title` may not be null",
            "VALIDATION input.author_id: expected a UUID, found \"nobody\"",
            "VALIDATION input.views: `views` cannot be written",
            "VALIDATION input.version: `version` cannot be written",
            "VALIDATION input.slugg: `CreatePostInput` has no field `slugg`; did you mean `slug`?",
            "VALIDATION input.status: \"GONE\" is not one of draft, published, taken-back",
            "NOT_NULL input.slug: `slug` is required",
            "NOT_NULL input.body: `body` is required",
        ]
    );
    assert_eq!(made["object"], Json::Null);
    assert_eq!(count(&blog, "Post").await, 6);
}

#[tokio::test]
async fn constraints_of_the_database_name_their_field() {
    let blog = blog().await;
    let twice = blog
        .run("Post", CREATE, &json!({"input": post("post-1")}), "id")
        .await;
    assert_eq!(
        told(&twice),
        ["UNIQUE input.slug: another post has this `slug`"]
    );
    let mut orphan = post("orphan");
    orphan["author_id"] = json!(id(77).to_string());
    let orphan = blog
        .run("Post", CREATE, &json!({"input": orphan}), "id")
        .await;
    assert_eq!(
        told(&orphan),
        ["FOREIGN_KEY input.author_id: there is no such author"]
    );
    let key = json!({"key": {"slug": "post-1"}, "input": {"slug": "post-2"}});
    let twice = blog.run("Post", UPDATE, &key, "id").await;
    assert_eq!(
        told(&twice),
        ["UNIQUE input.slug: another post has this `slug`"]
    );
    let user = json!({"key": {"id": id(1).to_string()}});
    let needed = blog.run("User", DELETE, &user, "name").await;
    assert_eq!(
        told(&needed),
        ["FOREIGN_KEY : other rows still refer to it: delete or change them first"]
    );
}

#[tokio::test]
async fn a_patch_changes_what_it_says() {
    let blog = blog().await;
    let before = blog
        .run(
            "Post",
            UPDATE,
            &json!({"key": {"slug": "post-1"}, "input": {"title": "First"}}),
            "title body version",
        )
        .await;
    assert!(told(&before).is_empty(), "{before}");
    let args = json!({"key": {"slug": "post-1"}, "input": {"slug": "one", "published_at": null}});
    let after = blog
        .run(
            "Post",
            UPDATE,
            &args,
            "slug title body version published_at",
        )
        .await;
    assert!(told(&after).is_empty(), "{after}");
    let (before, after) = (&before["object"], &after["object"]);
    assert_eq!(
        (&after["slug"], &after["title"]),
        (&json!("one"), &json!("First"))
    );
    assert_eq!(after["body"], before["body"]);
    assert_eq!(after["published_at"], Json::Null);
    assert_eq!(
        after["version"].as_i64().unwrap(),
        before["version"].as_i64().unwrap() + 1
    );
    let nothing = blog
        .run(
            "Post",
            UPDATE,
            &json!({"key": {"slug": "one"}, "input": {}}),
            "id",
        )
        .await;
    assert_eq!(
        told(&nothing),
        ["VALIDATION input: nothing is to be changed: give at least one field"]
    );
    let nobody = json!({"key": {"slug": "nobody"}, "input": {"title": "x"}});
    let nobody = blog.run("Post", UPDATE, &nobody, "id").await;
    assert_eq!(told(&nobody), ["NOT_FOUND : there is no such post"]);
}

#[tokio::test]
async fn a_version_that_is_gone_is_a_conflict() {
    let blog = blog().await;
    let args = |version: i64| json!({"key": {"slug": "post-1"}, "input": {"title": "New"}, "expected_version": version});
    let read = json!({"key": {"slug": "post-1"}, "input": {"title": "Old"}});
    let now = blog.run("Post", UPDATE, &read, "version").await["object"]["version"]
        .as_i64()
        .unwrap();
    let first = blog.run("Post", UPDATE, &args(now), "title version").await;
    assert_eq!(first["object"], json!({"title": "New", "version": now + 1}));
    let second = blog.run("Post", UPDATE, &args(now), "title version").await;
    assert!(
        told(&second)[0].starts_with("CONFLICT expected_version: "),
        "{second}"
    );
    // What is there now.
    assert_eq!(
        second["object"],
        json!({"title": "New", "version": now + 1})
    );
    let gone = json!({"key": {"slug": "post-1"}, "expected_version": now});
    let gone = blog.run("Post", DELETE, &gone, "slug").await;
    assert!(
        told(&gone)[0].starts_with("CONFLICT expected_version: "),
        "{gone}"
    );
    assert_eq!(count(&blog, "Post").await, 6);
}

#[tokio::test]
async fn an_upsert_makes_or_changes() {
    let blog = blog().await;
    let mut input = post("post-9");
    let on = json!(["slug"]);
    let made = blog
        .run(
            "Post",
            UPSERT,
            &json!({"input": input, "on": on}),
            "slug title version",
        )
        .await;
    assert_eq!(
        made["object"],
        json!({"slug": "post-9", "title": "On rows", "version": 1}),
        "{made}"
    );
    input["title"] = json!("Again");
    let changed = blog
        .run(
            "Post",
            UPSERT,
            &json!({"input": input, "on": on}),
            "slug title version",
        )
        .await;
    assert_eq!(
        changed["object"],
        json!({"slug": "post-9", "title": "Again", "version": 2}),
        "{changed}"
    );
    assert_eq!(count(&blog, "Post").await, 7);
    let tag = blog
        .run(
            "Tag",
            UPSERT,
            &json!({"input": {"label": "x"}, "on": ["colour"]}),
            "id",
        )
        .await;
    assert_eq!(told(&tag), ["VALIDATION on: expected one of `id`, `label`"]);
}

#[tokio::test]
async fn a_deleted_row_is_answered_as_it_was() {
    let blog = blog().await;
    let gone = blog
        .run(
            "Post",
            DELETE,
            &json!({"key": {"slug": "post-1"}}),
            "slug title",
        )
        .await;
    assert!(told(&gone).is_empty(), "{gone}");
    assert_eq!(gone["object"], json!({"slug": "post-1", "title": "Rust"}));
    let again = blog
        .run("Post", DELETE, &json!({"key": {"slug": "post-1"}}), "slug")
        .await;
    assert_eq!(told(&again), ["NOT_FOUND : there is no such post"]);
}
