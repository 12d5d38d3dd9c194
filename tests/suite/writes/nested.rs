//! Related rows, written along with a row.

use auto_api_tests::support::blog::id;
use serde_json::{Value as Json, json};

use super::{CREATE, UPDATE, blog, count, told};

fn user(name: &str) -> Json {
    json!({"name": name, "email": format!("{name}@example.org")})
}

#[tokio::test]
async fn three_levels_are_made_at_once() {
    let blog = blog().await;
    let (posts, comments) = (count(&blog, "Post").await, count(&blog, "Comment").await);
    let mut input = user("nora");
    let comment =
        |body: &str| json!({"body": body, "author": {"connect": {"id": id(2).to_string()}}});
    input["posts"] = json!({"create": [
        {"slug": "n-1", "title": "One", "body": "…", "comments": {"create": [comment("a"), comment("b")]},
         "tags": {"create": [{"label": "fresh"}], "connect": [{"id": 1}]}},
        {"slug": "n-2", "title": "Two", "body": "…"},
    ]});
    // One invalid leaf.
    let mut bad = input.clone();
    bad["posts"]["create"][0]["comments"]["create"][1]["body"] = json!(null);
    bad["posts"]["create"][0]["comments"]["create"][0]["author"] =
        json!({"connect": {"id": id(66).to_string()}});
    let made = blog.run("User", CREATE, &json!({"input": bad}), "id").await;
    assert_eq!(
        told(&made),
        ["NOT_NULL input.posts.create.0.comments.create.1.body: `body` may not be null"]
    );
    bad["posts"]["create"][0]["comments"]["create"][1]["body"] = json!("b");
    let made = blog.run("User", CREATE, &json!({"input": bad}), "id").await;
    assert_eq!(
        told(&made),
        ["NOT_FOUND input.posts.create.0.comments.create.0.author.connect: there is no such user"]
    );
    assert_eq!(count(&blog, "Post").await, posts);

    let made = blog
        .run("User", CREATE, &json!({"input": input}), "name")
        .await;
    assert!(told(&made).is_empty(), "{made}");
    assert_eq!(count(&blog, "Post").await, posts + 2);
    assert_eq!(count(&blog, "Comment").await, comments + 2);
}

#[tokio::test]
async fn a_reference_is_given_in_one_way() {
    let blog = blog().await;
    let post = |author: Json| {
        let mut post = json!({"slug": "ref", "title": "…", "body": "…"});
        post.as_object_mut()
            .unwrap()
            .extend(author.as_object().unwrap().clone());
        json!({"input": post})
    };
    let neither = blog.run("Post", CREATE, &post(json!({})), "id").await;
    assert_eq!(
        told(&neither),
        ["NOT_NULL input.author_id: `author_id` or `author` is required"]
    );
    let both =
        json!({"author_id": id(1).to_string(), "author": {"connect": {"id": id(1).to_string()}}});
    let both = blog.run("Post", CREATE, &post(both), "id").await;
    assert_eq!(
        told(&both),
        ["VALIDATION input.author: give `author_id` or `author`, not both"]
    );
    let two = json!({"author": {"connect": {"id": id(1).to_string()}, "create": user("x")}});
    let two = blog.run("Post", CREATE, &post(two), "id").await;
    assert_eq!(
        told(&two),
        ["VALIDATION input.author: give one of what can be done with one row, not several"]
    );
    let made = blog
        .run(
            "Post",
            CREATE,
            &post(json!({"author": {"create": user("mia")}})),
            "slug",
        )
        .await;
    assert!(told(&made).is_empty(), "{made}");
    // The row around it is its post: nothing else may be said of it.
    let around = json!({"author_id": id(1).to_string(), "comments": {"create": [
        {"body": "…", "author_id": id(1).to_string(), "post_id": id(1).to_string()}]}});
    let mut around = post(around);
    around["input"]["slug"] = json!("around");
    let around = blog.run("Post", CREATE, &around, "id").await;
    assert_eq!(
        told(&around),
        [
            "VALIDATION input.comments.create.0.post_id: leave this out: it is the row around this one"
        ]
    );
}

#[tokio::test]
async fn rows_below_are_changed_along_with_a_row() {
    let blog = blog().await;
    let update = |input: Json| json!({"key": {"slug": "post-1"}, "input": input});
    let comments = async || -> Vec<Json> {
        use auto_api_tests::support::asks::{args, ask, pick};
        let form = pick(&blog.zone, "Comment").fields("id body").list();
        let filter = args(&json!({"filter": {"post": {"slug": {"eq": "post-1"}}}}));
        let ask = ask(&blog.zone, "Comment", form, filter);
        let plan = auto_api::plan::plan(&blog.zone, &ask, blog.database.dialect()).unwrap();
        let answer = blog
            .database
            .run(&std::sync::Arc::new(plan), Vec::new())
            .await
            .unwrap();
        let json: Json = serde_json::from_slice(&answer.body).unwrap();
        json["root"].as_array().unwrap().clone()
    };
    let before = comments().await;
    assert!(before.len() > 1, "{before:?}");
    let first = before[0]["id"].clone();
    let patch =
        json!({"comments": {"update": [{"key": {"id": first}, "patch": {"body": "mended"}}]}});
    let done = blog.run("Post", UPDATE, &update(patch), "slug").await;
    assert!(told(&done).is_empty(), "{done}");
    assert_eq!(comments().await[0]["body"], "mended");
    // A comment needs its post.
    let free = json!({"comments": {"disconnect": [{"id": first}]}});
    let free = blog.run("Post", UPDATE, &update(free), "slug").await;
    assert_eq!(
        told(&free),
        [
            "VALIDATION input.comments.disconnect.0: a comment needs its `post_id`: delete it, or connect it elsewhere"
        ]
    );
    // Of another post.
    let other = json!({"comments": {"delete": [{"id": "999"}]}});
    let other = blog.run("Post", UPDATE, &update(other), "slug").await;
    assert_eq!(
        told(&other),
        ["NOT_FOUND input.comments.delete.0: there is no such comment"]
    );
    let last = before[before.len() - 1]["id"].clone();
    let gone = json!({"comments": {"delete": [{"id": last}]}});
    let gone = blog.run("Post", UPDATE, &update(gone), "slug").await;
    assert!(told(&gone).is_empty(), "{gone}");
    assert_eq!(comments().await.len(), before.len() - 1);
}

#[tokio::test]
async fn rows_through_a_third_table() {
    let blog = blog().await;
    let update = |input: Json| json!({"key": {"slug": "post-1"}, "input": {"tags": input}});
    let joined = count(&blog, "PostTag").await;
    for (input, after) in [
        (json!({"set": []}), None),
        (
            json!({"connect": [{"id": 1}, {"label": "rust"}, {"id": 1}]}),
            None,
        ),
        (json!({"disconnect": [{"id": 1}]}), None),
        (
            json!({"disconnect": [{"id": 1}]}),
            Some("NOT_FOUND input.tags.disconnect.0: there is no such tag"),
        ),
        (
            json!({"connect": [{"id": 4711}]}),
            Some("NOT_FOUND input.tags.connect.0: there is no such tag"),
        ),
        (
            json!({"connect": [{"id": 1, "label": "rust"}]}),
            Some("VALIDATION input.tags.connect.0: give exactly one key: `id`, or `label`"),
        ),
        (
            json!({"create": [{"label": "x"}, {"label": "x"}]}),
            Some("UNIQUE input.tags.create.1.label: another tag has this `label`"),
        ),
        (json!({"create": [{"label": "x"}, {"label": "y"}]}), None),
        (json!({"set": [{"label": "x"}]}), None),
        (
            json!({"update": [{"key": {"label": "x"}, "patch": {"label": "z"}}]}),
            None,
        ),
        (
            json!({"update": [{"key": {"label": "y"}, "patch": {"label": "q"}}]}),
            Some("NOT_FOUND input.tags.update.0: there is no such tag"),
        ),
        (json!({"delete": [{"label": "z"}]}), None),
    ] {
        let done = blog
            .run("Post", UPDATE, &update(input.clone()), "slug")
            .await;
        let told = told(&done);
        assert_eq!(told.first().map(String::as_str), after, "{input}");
    }
    assert!(count(&blog, "PostTag").await < joined);
}

#[tokio::test]
async fn a_reference_is_let_go_or_replaced() {
    let blog = blog().await;
    let update = |input: Json| json!({"key": {"slug": "post-1"}, "input": input});
    let editor = json!({"editor": {"create": user("ed")}});
    let done = blog.run("Post", UPDATE, &update(editor), "editor_id").await;
    assert!(told(&done).is_empty(), "{done}");
    assert_ne!(done["object"]["editor_id"], Json::Null);
    let renamed = json!({"editor": {"update": {"name": "edna"}}});
    assert!(told(&blog.run("Post", UPDATE, &update(renamed), "slug").await).is_empty());
    let free = json!({"editor": {"disconnect": true}});
    let done = blog.run("Post", UPDATE, &update(free), "editor_id").await;
    assert_eq!(done["object"]["editor_id"], Json::Null, "{done}");
    let gone = json!({"editor": {"update": {"name": "nobody"}}});
    let done = blog.run("Post", UPDATE, &update(gone), "slug").await;
    assert_eq!(
        told(&done),
        ["NOT_FOUND input.editor.update: there is no such user"]
    );
    let needed = json!({"author": {"disconnect": true}});
    let done = blog.run("Post", UPDATE, &update(needed), "slug").await;
    assert_eq!(
        told(&done),
        ["VALIDATION input.author: `author` is required: connect another row instead"]
    );
}
