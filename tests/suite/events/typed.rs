//! Events as Rust values.

use auto_api::ErrorCode;
use auto_api::events::{Event, EventKind, EventsOf};
use auto_api::model::WriteAction;
use auto_api::record::Record;
use auto_api::value::Value;
use auto_api_tests::models::blog::{Comment, Post, PostTag, Tag};
use auto_api_tests::support::blog::id;
use serde_json::json;

use super::{Blog, blog, soon};

async fn next<T: Record>(events: &mut EventsOf<T>) -> Event<T> {
    soon(events.next()).await.unwrap().unwrap()
}

async fn tags(blog: &Blog) -> EventsOf<Tag> {
    blog.place.database.events(None).await.unwrap()
}

fn label(event: &Event<Tag>) -> (&str, &str) {
    let row = event.row.as_ref();
    (event.kind.as_str(), row.map_or("-", |tag| &tag.label))
}

#[tokio::test]
async fn rows_are_told_with_what_happened() {
    let blog = blog().await;
    let mut events = tags(&blog).await;
    blog.tag("new").await;
    let made = next(&mut events).await;
    assert_eq!(label(&made), ("CREATED", "new"));
    let row = made.row.unwrap();
    assert_eq!(made.key, [Value::Int(row.id.into())]);
    let key = json!({"id": row.id});
    let args = json!({"key": key, "input": {"label": "newer"}});
    blog.write("Tag", WriteAction::Update, args).await;
    let changed = next(&mut events).await;
    assert_eq!(label(&changed), ("UPDATED", "newer"));
    assert!(changed.position > made.position);
    let args = json!({"key": key});
    blog.write("Tag", WriteAction::Delete, args).await;
    let gone = next(&mut events).await;
    assert_eq!(label(&gone), ("DELETED", "newer"));
    assert_eq!(gone.key, made.key);
}

#[tokio::test]
async fn a_deleted_row_is_told_as_it_was() {
    let blog = blog().await;
    let database = &blog.place.database;
    let before = Post::query().all(database).await.unwrap();
    let mut events = database.events::<Post>(None).await.unwrap();
    let args = json!({"filter": {}, "all": true});
    let gone = blog.write("Post", WriteAction::DeleteMany, args).await;
    assert_eq!(gone["ok"], true, "{gone}");
    let mut told = Vec::new();
    for _ in &before {
        let event = next(&mut events).await;
        assert_eq!(event.kind, EventKind::Deleted);
        told.push(event.row.unwrap());
    }
    told.sort_by(|a, b| a.slug.cmp(&b.slug));
    let mut before = before;
    before.sort_by(|a, b| a.slug.cmp(&b.slug));
    assert_eq!(told, before);
}

#[tokio::test]
async fn what_is_taken_back_is_not_told() {
    let blog = blog().await;
    let mut events = tags(&blog).await;
    // Refused by the database, in the middle of many rows.
    let inputs = json!([{"label": "a"}, {"label": "b"}, {"label": "a"}]);
    let args = json!({"inputs": inputs});
    let refused = blog.write("Tag", WriteAction::CreateMany, args).await;
    assert_eq!(refused["ok"], false);
    // By another write of the operation.
    let create = |key: &str, label: &str| {
        let args = json!({"input": {"label": label}});
        blog.changes
            .root(key, "Tag", WriteAction::Create, &args, "")
    };
    let both = blog
        .changes
        .all(vec![create("x", "c"), create("y", "rust")]);
    assert_eq!(both.await["x"]["errors"][0]["code"], "ABORTED");
    // Of those that are skipped, nothing.
    let args = json!({"inputs": [{"label": "d"}, {"label": "rust"}, {"label": "e"}], "on_error": "SKIP_INVALID"});
    blog.write("Tag", WriteAction::CreateMany, args).await;
    for expected in ["d", "e"] {
        assert_eq!(label(&next(&mut events).await), ("CREATED", expected));
    }
    blog.tag("end").await;
    assert_eq!(label(&next(&mut events).await), ("CREATED", "end"));
}

#[tokio::test]
async fn each_row_is_told_once_for_each_transaction() {
    let blog = blog().await;
    let mut events = tags(&blog).await;
    let write = |key: &str, action, args| blog.changes.root(key, "Tag", action, &args, "");
    blog.changes
        .all(vec![
            write(
                "a",
                WriteAction::Create,
                json!({"input": {"id": 70, "label": "a"}}),
            ),
            write(
                "b",
                WriteAction::Create,
                json!({"input": {"id": 71, "label": "b"}}),
            ),
            write(
                "c",
                WriteAction::Update,
                json!({"key": {"id": 70}, "input": {"label": "a2"}}),
            ),
            write("d", WriteAction::Delete, json!({"key": {"id": 71}})),
        ])
        .await;
    assert_eq!(label(&next(&mut events).await), ("CREATED", "a2"));
    blog.tag("end").await;
    assert_eq!(label(&next(&mut events).await), ("CREATED", "end"));
}

#[tokio::test]
async fn rows_of_a_filter_and_rows_that_bring_others_together() {
    let blog = blog().await;
    let database = &blog.place.database;
    let mut posts = database.events::<Post>(None).await.unwrap();
    let mut joins = database.events::<PostTag>(None).await.unwrap();
    let args = json!({"filter": {"status": {"eq": "DRAFT"}}, "patch": {"title": "Draft"}});
    let changed = blog.write("Post", WriteAction::UpdateMany, args).await;
    for _ in 0..changed["affected"].as_u64().unwrap() {
        let event = next(&mut posts).await;
        assert_eq!(event.kind, EventKind::Updated);
        assert_eq!(event.row.unwrap().title, "Draft");
    }
    // The first post has the first tag; it gets another one and a new one.
    let tags =
        json!({"connect": [{"id": 3}], "create": [{"label": "made"}], "disconnect": [{"id": 1}]});
    let args = json!({"key": {"id": id(101)}, "input": {"tags": tags}});
    let changed = blog.write("Post", WriteAction::Update, args).await;
    assert_eq!(changed["ok"], true, "{changed}");
    let mut told = Vec::new();
    for _ in 0..3 {
        let event = next(&mut joins).await;
        assert_eq!(event.key[0], Value::Uuid(id(101)));
        told.push((event.kind.as_str(), event.row.unwrap().tag_id));
    }
    told.sort_unstable();
    let made = told[1].1;
    assert!(made > 3, "{told:?}");
    assert_eq!(told, [("CREATED", 3), ("CREATED", made), ("DELETED", 1)]);
}

#[tokio::test]
async fn rows_that_go_along_are_told() {
    let blog = blog().await;
    let database = &blog.place.database;
    let comments = Comment::query().filter(Comment::POST_ID.eq(id(101)));
    let comments = comments.all(database).await.unwrap();
    // Those that answer them go along, too, whatever their post.
    let answers = |comment: &Comment| comments.iter().any(|top| comment.parent_id == Some(top.id));
    let all = Comment::query().all(database).await.unwrap();
    let mut expected: Vec<i64> = all.iter().filter(|c| answers(c)).map(|c| c.id).collect();
    expected.extend(comments.iter().map(|comment| comment.id));
    expected.sort_unstable();
    expected.dedup();
    assert!(!comments.is_empty());
    let mut posts = database.events::<Post>(None).await.unwrap();
    let mut events = database.events::<Comment>(None).await.unwrap();
    let mut joins = database.events::<PostTag>(None).await.unwrap();
    let args = json!({"key": {"id": id(101)}});
    let gone = blog.write("Post", WriteAction::Delete, args).await;
    assert_eq!(gone["ok"], true, "{gone}");
    let mut told = Vec::new();
    for _ in 0..expected.len() {
        let event = next(&mut events).await;
        assert_eq!(event.kind, EventKind::Deleted);
        told.push(event.row.unwrap().id);
    }
    told.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!(next(&mut joins).await.kind, EventKind::Deleted);
    assert_eq!(next(&mut posts).await.kind, EventKind::Deleted);
    let left = Comment::query().all(database).await.unwrap();
    assert_eq!(left.len() + told.len(), all.len());
    // The editor of the third post: it stays, without.
    let post = Post::query()
        .filter(Post::ID.eq(id(103)))
        .one(database)
        .await
        .unwrap();
    assert!(post.editor_id.is_some());
    let args = json!({"filter": {"author_id": {"eq": post.editor_id}}, "all": true});
    blog.write("Comment", WriteAction::DeleteMany, args).await;
    let args = json!({"key": {"id": post.editor_id}});
    let gone = blog.write("User", WriteAction::Delete, args).await;
    assert_eq!(gone["ok"], true, "{gone}");
    let event = next(&mut posts).await;
    assert_eq!(
        (event.kind, event.key),
        (EventKind::Updated, vec![Value::Uuid(id(103))])
    );
    assert_eq!(event.row.unwrap().editor_id, None);
}

#[tokio::test]
async fn a_cursor_leads_on() {
    let blog = blog().await;
    let mut events = tags(&blog).await;
    blog.tag("a").await;
    blog.tag("b").await;
    let first = next(&mut events).await;
    drop(events);
    blog.tag("c").await;
    let database = &blog.place.database;
    let mut again = database.events::<Tag>(Some(&first.cursor)).await.unwrap();
    for expected in ["b", "c"] {
        assert_eq!(label(&next(&mut again).await), ("CREATED", expected));
    }
    // Nobody kept changes of posts.
    let other = database.events::<Post>(Some(&first.cursor)).await;
    assert_eq!(other.unwrap_err().code, ErrorCode::InvalidCursor);
    let damaged = database.events::<Tag>(Some("abc")).await;
    assert_eq!(damaged.unwrap_err().code, ErrorCode::InvalidCursor);
}

#[tokio::test]
async fn who_is_too_slow_is_cut_off() {
    let blog = blog().await;
    let mut slow = tags(&blog).await;
    let mut quick = tags(&blog).await;
    let mut told = 0;
    for part in 0..2 {
        let inputs: Vec<_> = (0..9_000)
            .map(|at| json!({"label": format!("{part}-{at}")}))
            .collect();
        let args = json!({"inputs": inputs});
        let made = blog.write("Tag", WriteAction::CreateMany, args).await;
        assert_eq!(made["affected"], 9_000, "{made}");
        for _ in 0..9_000 {
            next(&mut quick).await;
            told += 1;
        }
    }
    assert_eq!(told, 18_000);
    let error = soon(slow.next()).await.unwrap().unwrap_err();
    assert_eq!(error.code, ErrorCode::LimitExceeded);
    assert!(slow.next().await.is_none(), "it ends with the error");
}
