//! Writes from Rust: rows by the structs, alone and in transactions.

use auto_api::{Error, ErrorCode, insert};
use auto_api_tests::models::blog::{Comment, Post, Status, Tag, User};
use auto_api_tests::support::blog::{database, id};

#[tokio::test]
async fn a_row_is_answered_as_the_struct() {
    let db = database().await;
    let post = Post::SLUG
        .set("typed")
        .and(Post::TITLE, "Typed")
        .and(Post::BODY, "…")
        .and(Post::AUTHOR_ID, id(1))
        .create(&db)
        .await
        .unwrap();
    assert_eq!(
        (post.slug.as_str(), post.version, post.views),
        ("typed", 1, 0)
    );
    assert_eq!(post.status, Status::Draft);
    let stored = Post::query().filter(Post::ID.eq(post.id)).one(&db).await;
    assert_eq!(stored.unwrap(), post);
    let tag = Tag::LABEL.set("typed").create(&db).await.unwrap();
    assert!(tag.id > 0);
    let twice = Tag::LABEL.set("typed").create(&db).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::Unique);
    assert_eq!(twice.field.as_deref(), Some("label"));
}

#[tokio::test]
async fn queries_change_and_delete() {
    let db = database().await;
    let drafts = || Post::query().filter(Post::STATUS.eq(Status::Draft));
    let before = drafts().count(&db).await.unwrap();
    let changed = drafts().update(Post::TITLE.set("Draft").and_null(Post::PUBLISHED_AT), &db);
    assert_eq!(changed.await.unwrap(), before);
    assert_eq!(drafts().delete(&db).await.unwrap(), before);
    assert_eq!(drafts().count(&db).await.unwrap(), 0);
    assert!(Comment::query().delete(&db).await.unwrap() > 0);
    assert_eq!(Comment::query().count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn whole_rows_are_added_at_once() {
    let db = database().await;
    let tags: Vec<Tag> = (900..1900)
        .map(|id| Tag {
            id,
            label: format!("t{id}"),
        })
        .collect();
    assert_eq!(insert(&tags, &db).await.unwrap(), 1000);
    let found = Tag::query()
        .filter(Tag::ID.gte(900))
        .order_by(Tag::ID.asc());
    assert_eq!(found.all(&db).await.unwrap(), tags);
    assert_eq!(
        insert(&tags[..1], &db).await.unwrap_err().code,
        ErrorCode::Unique
    );
}

#[tokio::test]
async fn a_transaction_is_kept_or_taken_back() {
    let db = database().await;
    let made = db
        .transaction(|tx| {
            Box::pin(async move {
                let user = User::query()
                    .order_by(User::NAME.asc())
                    .first(&mut *tx)
                    .await?;
                let tag = Tag::LABEL.set("kept").create(&mut *tx).await?;
                // A write that fails leaves the transaction as it was before it.
                let twice = Tag::LABEL.set("kept").create(&mut *tx).await;
                assert_eq!(twice.unwrap_err().code, ErrorCode::Unique);
                let seen = Tag::query()
                    .filter(Tag::LABEL.eq("kept"))
                    .count(&mut *tx)
                    .await?;
                Ok((user.is_some(), tag.label, seen))
            })
        })
        .await
        .unwrap();
    assert_eq!(made, (true, "kept".to_owned(), 1));
    assert_eq!(
        Tag::query()
            .filter(Tag::LABEL.eq("kept"))
            .count(&db)
            .await
            .unwrap(),
        1
    );
    let refused = db
        .transaction::<(), _>(|tx| {
            Box::pin(async move {
                Tag::query().delete(&mut *tx).await?;
                Err(Error::validation("not today"))
            })
        })
        .await;
    assert_eq!(refused.unwrap_err().message, "not today");
    assert!(Tag::query().count(&db).await.unwrap() > 1);
}
