//! The application's own code around changes.

use std::sync::{Arc, Mutex};

use auto_api::hooks::{Hooks, On};
use auto_api::{Error, ErrorCode};
use auto_api_tests::models::blog::{Comment, Post, Tag};
use serde_json::{Value as Json, json};

use super::{
    CREATE, CREATE_MANY, Changes, DELETE, DELETE_MANY, UPDATE, UPDATE_MANY, blog, count, told,
};

type Seen = Arc<Mutex<Vec<String>>>;

/// Hooks on tags that note what they see.
fn noting(seen: &Seen) -> Hooks {
    let note = |seen: &Seen, text: String| seen.lock().unwrap().push(text);
    let mut hooks = Hooks::new();
    for on in [On::Create, On::Update, On::Delete] {
        let (before, after, committed) = (seen.clone(), seen.clone(), seen.clone());
        hooks = hooks
            .before(on, move |change| {
                let (old, new) = (
                    change.old().map(|tag: &Tag| tag.label.clone()),
                    change.get(Tag::LABEL)?,
                );
                note(&before, format!("before {on:?} {old:?} {new:?}"));
                match new.as_deref() {
                    Some("spam") => Err(Error::validation("no advertisements, please")),
                    Some("never") => Err(Error::new(ErrorCode::PermissionDenied, "not you")),
                    Some("Loud") => {
                        change.set(Tag::LABEL.set("loud"));
                        Ok(())
                    }
                    _ => Ok(()),
                }
            })
            .after(on, move |changed| {
                let old = changed.old().map(|tag: &Tag| tag.label.clone());
                note(
                    &after,
                    format!("after {on:?} {old:?} {:?}", changed.row().label),
                );
                Ok(())
            })
            .committed(on, move |changed| {
                let tag: &Tag = changed.row();
                note(&committed, format!("committed {on:?} {:?}", tag.label));
            });
    }
    hooks
}

async fn noted() -> (Changes, Seen) {
    let mut blog = blog().await;
    let seen = Seen::default();
    blog.database = blog.database.clone().with_hooks(noting(&seen));
    (blog, seen)
}

/// What was noted since. A transaction that is run again, as PostgreSQL's may be, notes twice.
fn take(seen: &Seen) -> Vec<String> {
    let mut lines = std::mem::take(&mut *seen.lock().unwrap());
    lines.dedup();
    lines
}

fn tag(label: &str) -> Json {
    json!({"input": {"label": label}})
}

#[tokio::test]
async fn one_row() {
    let (blog, seen) = noted().await;
    let made = blog.run("Tag", CREATE, &tag("Loud"), "label").await;
    assert_eq!(made["object"], json!({"label": "loud"}));
    assert_eq!(
        take(&seen),
        [
            r#"before Create None Some("Loud")"#,
            r#"after Create None "loud""#,
            r#"committed Create "loud""#
        ]
    );
    let args = json!({"key": {"label": "loud"}, "input": {"label": "quiet"}});
    blog.run("Tag", UPDATE, &args, "label").await;
    assert_eq!(
        take(&seen),
        [
            r#"before Update Some("loud") Some("quiet")"#,
            r#"after Update Some("loud") "quiet""#,
            r#"committed Update "quiet""#
        ]
    );
    blog.run("Tag", DELETE, &json!({"key": {"label": "quiet"}}), "label")
        .await;
    assert_eq!(
        take(&seen),
        [
            r#"before Delete Some("quiet") None"#,
            r#"after Delete None "quiet""#,
            r#"committed Delete "quiet""#
        ]
    );
}

#[tokio::test]
async fn what_is_refused_is_told_and_taken_back() {
    let (blog, seen) = noted().await;
    let before = count(&blog, "Tag").await;
    let spam = blog.run("Tag", CREATE, &tag("spam"), "label").await;
    assert_eq!(told(&spam), ["VALIDATION input: no advertisements, please"]);
    let never = blog.run("Tag", CREATE, &tag("never"), "label").await;
    assert_eq!(told(&never), ["PERMISSION_DENIED input: not you"]);
    let roots = vec![
        blog.root("a", "Tag", CREATE, &tag("one"), "label"),
        blog.root("b", "Tag", CREATE, &tag("spam"), "label"),
    ];
    blog.all(roots).await;
    assert!(!take(&seen).iter().any(|line| line.starts_with("committed")));
    assert_eq!(count(&blog, "Tag").await, before);
}

#[tokio::test]
async fn many_rows_and_those_in_another() {
    let (blog, seen) = noted().await;
    let inputs: Vec<Json> = ["a1", "spam", "Loud"]
        .iter()
        .map(|label| json!({"label": label}))
        .collect();
    let args = json!({"inputs": inputs, "on_error": "SKIP_INVALID"});
    let made = blog.run("Tag", CREATE_MANY, &args, "label").await;
    assert_eq!(
        told(&made),
        ["VALIDATION inputs.1 [1]: no advertisements, please"]
    );
    assert_eq!(
        made["objects"],
        json!([{"label": "a1"}, null, {"label": "loud"}])
    );
    let committed = |seen: &Seen| {
        let lines = take(seen).into_iter();
        lines
            .filter(|line| line.starts_with("committed"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        committed(&seen),
        [r#"committed Create "a1""#, r#"committed Create "loud""#]
    );
    let nested = json!({"key": {"slug": "post-1"}, "input": {"tags": {"create": [{"label": "Loud "}, {"label": "spam"}]}}});
    let nested = blog.run("Post", UPDATE, &nested, "slug").await;
    assert_eq!(
        told(&nested),
        ["VALIDATION input.tags.create.1: no advertisements, please"]
    );
    let all = json!({"filter": {"label": {"starts_with": "a1"}}, "patch": {"label": "a2"}});
    assert_eq!(blog.run("Tag", UPDATE_MANY, &all, "").await["affected"], 1);
    assert_eq!(committed(&seen), [r#"committed Update "a2""#]);
    let gone = json!({"filter": {"label": {"in": ["a2", "loud"]}}});
    assert_eq!(blog.run("Tag", DELETE_MANY, &gone, "").await["affected"], 2);
    assert_eq!(committed(&seen).len(), 2);
}

#[tokio::test]
async fn more_is_written_in_the_same_transaction() {
    let mut blog = blog().await;
    let hooks = Hooks::new().after_async(On::Create, |changed, tx| {
        Box::pin(async move {
            let post: &Post = changed.row();
            Comment::POST_ID
                .set(post.id)
                .and(Comment::AUTHOR_ID, post.author_id)
                .and(Comment::BODY, "first")
                .create(&mut *tx)
                .await?;
            if post.slug == "refused" {
                return Err(Error::validation("not this one"));
            }
            Ok(())
        })
    });
    blog.database = blog.database.clone().with_hooks(hooks);
    let comments = count(&blog, "Comment").await;
    let author = auto_api_tests::support::blog::id(1).to_string();
    let post = |slug: &str| json!({"input": {"slug": slug, "title": "t", "body": "b", "author_id": author}});
    assert!(told(&blog.run("Post", CREATE, &post("fine"), "slug").await).is_empty());
    assert_eq!(count(&blog, "Comment").await, comments + 1);
    let refused = blog.run("Post", CREATE, &post("refused"), "slug").await;
    assert_eq!(told(&refused), ["VALIDATION input: not this one"]);
    assert_eq!(count(&blog, "Comment").await, comments + 1);
}
