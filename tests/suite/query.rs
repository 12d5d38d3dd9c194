//! Typed reads from Rust: conditions, orders, first, one, count, and what they refuse.

use auto_api::{Database, ErrorCode};
use auto_api_tests::models::blog::{Comment, Email, Post, PostTag, Role, Status, Tag, User};
use auto_api_tests::support::blog::{at, database, id, rows};

async fn slugs(db: &Database, query: auto_api::Query<Post>) -> Vec<String> {
    let posts = query.order_by(Post::SLUG.asc()).all(db).await.unwrap();
    posts.into_iter().map(|post| post.slug).collect()
}

#[tokio::test]
async fn rows_are_the_structs_that_were_stored() {
    let (db, rows) = (database().await, rows());
    assert_eq!(User::query().all(&db).await.unwrap(), rows.users);
    assert_eq!(Comment::query().all(&db).await.unwrap(), rows.comments);
    assert_eq!(Tag::query().all(&db).await.unwrap(), rows.tags);
    assert_eq!(PostTag::query().all(&db).await.unwrap(), rows.post_tags);
    let posts = Post::query()
        .order_by(Post::ID.asc())
        .all(&db)
        .await
        .unwrap();
    assert_eq!(posts, rows.posts);
}

#[tokio::test]
// A deprecated variant is a value as any other.
#[allow(deprecated)]
async fn operators_of_columns() {
    let db = database().await;
    for (condition, expected) in [
        (Post::TITLE.eq("Rust"), vec!["post-1"]),
        (
            Post::TITLE.ne("Rust") & Post::VIEWS.lte(20),
            vec!["post-2", "post-3"],
        ),
        (Post::TITLE.icontains("RUST"), vec!["post-1", "post-5"]),
        (Post::TITLE.contains("%"), vec!["post-2"]),
        (Post::TITLE.starts_with("100%"), vec!["post-2"]),
        (Post::TITLE.istarts_with("STRAß"), vec!["post-3"]),
        (Post::TITLE.ends_with("l"), vec!["post-4"]),
        (Post::TITLE.iends_with("AGAIN"), vec!["post-5"]),
        (Post::TITLE.ieq("i\u{307}STANBUL"), vec!["post-4"]),
        (Post::TITLE.like("_ust"), vec!["post-1"]),
        (Post::VIEWS.between(10, 20), vec!["post-2", "post-3"]),
        (Post::VIEWS.is_in([0, 50, 51]), vec!["post-1", "post-6"]),
        (Post::VIEWS.is_in([0; 0]), vec![]),
        (
            Post::VIEWS.not_in([0, 10, 20, 30]),
            vec!["post-5", "post-6"],
        ),
        (Post::STATUS.eq(Status::Draft), vec!["post-2", "post-5"]),
        (
            Post::STATUS.is_in([Status::Draft, Status::TakenBack]),
            vec!["post-2", "post-5"],
        ),
        (
            Post::EDITOR_ID.is_null() & Post::VIEWS.gt(10),
            vec!["post-4", "post-5"],
        ),
        (Post::EDITOR_ID.is_not_null(), vec!["post-3", "post-6"]),
        (
            Post::EDITOR_ID.ne(id(3)) & Post::VIEWS.lt(20),
            vec!["post-1", "post-2"],
        ),
        (Post::PUBLISHED_AT.gte(at(4)), vec!["post-5", "post-6"]),
        (
            Post::AUTHOR_ID.eq(id(1)),
            vec!["post-2", "post-4", "post-6"],
        ),
    ] {
        let shown = format!("{condition:?}");
        assert_eq!(
            slugs(&db, Post::query().filter(condition)).await,
            expected,
            "{shown}"
        );
    }
}

#[tokio::test]
async fn conditions_combine() {
    let db = database().await;
    let rust = || Post::TITLE.icontains("rust");
    let query = Post::query().filter(rust() & !Post::STATUS.eq(Status::Draft));
    assert_eq!(slugs(&db, query).await, ["post-1"]);
    let query = Post::query().filter((rust() | Post::VIEWS.eq(10)) & Post::VIEWS.gt(0));
    assert_eq!(slugs(&db, query).await, ["post-2", "post-5"]);
    let query = Post::query().filter(!(rust() | Post::EDITOR_ID.is_null()));
    assert_eq!(slugs(&db, query).await, ["post-3", "post-6"]);
    // What is unknown does not match, and its contrary does.
    let never_edited = || Post::EDITOR_ID.eq(id(99));
    assert_eq!(
        Post::query()
            .filter(never_edited())
            .count(&db)
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        Post::query()
            .filter(!never_edited())
            .count(&db)
            .await
            .unwrap(),
        6
    );
    assert_eq!(
        slugs(&db, Post::query().filter(rust()).filter(Post::VIEWS.gt(0))).await,
        ["post-5"]
    );
}

#[tokio::test]
async fn many_conditions_in_a_row_are_not_a_deep_filter() {
    let db = database().await;
    let any = (0..500)
        .map(|views| Post::VIEWS.eq(views))
        .reduce(|a, b| a | b)
        .unwrap();
    assert_eq!(Post::query().filter(any).count(&db).await.unwrap(), 6);
    let all = (0..500)
        .map(|views| Post::VIEWS.ne(views + 1))
        .reduce(|a, b| a & b)
        .unwrap();
    assert_eq!(slugs(&db, Post::query().filter(all)).await, ["post-1"]);
    let right = (0..500)
        .map(|views| Post::VIEWS.eq(views))
        .reduce(|a, b| b | a)
        .unwrap();
    assert_eq!(Post::query().filter(right).count(&db).await.unwrap(), 6);
}

#[tokio::test]
async fn relations_of_one_and_many() {
    let db = database().await;
    let query =
        Post::query().filter(Post::AUTHOR.is(User::EMAIL.eq(Email("ann@example.org".into()))));
    assert_eq!(slugs(&db, query).await, ["post-2", "post-4", "post-6"]);
    assert_eq!(
        slugs(&db, Post::query().filter(Post::EDITOR.exists())).await,
        ["post-3", "post-6"]
    );
    assert_eq!(
        slugs(&db, Post::query().filter(!Post::TAGS.exists())).await,
        ["post-3", "post-6"]
    );
    let query = Post::query().filter(Post::TAGS.some(Tag::LABEL.eq("rust")));
    assert_eq!(slugs(&db, query).await, ["post-2", "post-5"]);
    let query = Post::query().filter(Post::TAGS.every(Tag::LABEL.eq("db")) & Post::TAGS.exists());
    assert_eq!(slugs(&db, query).await, ["post-1", "post-4"]);
    let query = Post::query().filter(Post::COMMENTS.none(Comment::BODY.contains("3")));
    assert_eq!(slugs(&db, query).await.len(), 5);
    assert_eq!(
        slugs(&db, Post::query().filter(Post::COMMENTS.at_least(3))).await,
        ["post-2"]
    );
    let query = User::query().filter(User::POSTS.some(Post::TAGS.some(Tag::ID.eq(2))));
    let names: Vec<_> = query
        .all(&db)
        .await
        .unwrap()
        .into_iter()
        .map(|user| user.name)
        .collect();
    assert_eq!(names, ["Ann", "Bob"]);
}

#[tokio::test]
async fn orders_and_bounds() {
    let db = database().await;
    let names = |posts: Vec<Post>| posts.into_iter().map(|post| post.slug).collect::<Vec<_>>();
    let query = Post::query()
        .order_by(Post::PUBLISHED_AT.desc())
        .order_by(Post::SLUG.asc());
    assert_eq!(
        names(query.limit(2).all(&db).await.unwrap()),
        ["post-6", "post-5"]
    );
    let query = Post::query().order_by(Post::PUBLISHED_AT.desc().nulls_first());
    assert_eq!(names(query.limit(1).all(&db).await.unwrap()), ["post-4"]);
    let query = Post::query()
        .order_by(Post::COMMENTS.count().reversed())
        .order_by(Post::VIEWS.asc());
    assert_eq!(
        names(query.limit(2).all(&db).await.unwrap()),
        ["post-2", "post-1"]
    );
    let query = Post::query()
        .order_by(Post::AUTHOR.by(User::NAME.desc()))
        .order_by(Post::VIEWS.desc());
    assert_eq!(
        names(query.limit(2).all(&db).await.unwrap()),
        ["post-5", "post-3"]
    );
    let query = Post::query().order_by(Post::VIEWS.asc());
    assert_eq!(
        names(query.limit(10).offset(4).all(&db).await.unwrap()),
        ["post-5", "post-6"]
    );
}

#[tokio::test]
async fn an_offset_needs_no_limit() {
    let db = database().await;
    assert_eq!(Tag::query().offset(1).all(&db).await.unwrap().len(), 2);
    assert_eq!(Tag::query().offset(9).all(&db).await.unwrap().len(), 0);
}

#[tokio::test]
async fn rust_code_is_not_held_to_the_pages_of_callers() {
    let db = database().await;
    let posts = Post::query().limit(100_000).all(&db).await.unwrap();
    assert_eq!(posts.len(), 6);
}

#[tokio::test]
async fn first_one_and_count() {
    let db = database().await;
    assert_eq!(Tag::query().first(&db).await.unwrap().unwrap().label, "db");
    assert_eq!(
        Tag::query().filter(Tag::ID.gt(9)).first(&db).await.unwrap(),
        None
    );
    assert_eq!(
        User::query()
            .filter(User::ROLE.eq(Role::ChiefEditor))
            .one(&db)
            .await
            .unwrap()
            .name,
        "Cyd"
    );
    let error = PostTag::query()
        .filter(PostTag::TAG_ID.eq(9))
        .one(&db)
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::NotFound, "there is no such post tag")
    );
    assert_eq!(
        Post::query().limit(1).offset(3).count(&db).await.unwrap(),
        6
    );
    assert_eq!(
        Post::query()
            .filter(Post::VIEWS.gte(30))
            .count(&db)
            .await
            .unwrap(),
        3
    );
}

#[tokio::test]
async fn of_rows_that_are_not_distinct_the_first_stays() {
    let db = database().await;
    let query = || Post::query().distinct(Post::AUTHOR_ID);
    let views = |posts: Vec<Post>| posts.into_iter().map(|post| post.views).collect::<Vec<_>>();
    let all = views(
        Post::query()
            .order_by(Post::VIEWS.asc())
            .all(&db)
            .await
            .unwrap(),
    );
    assert_eq!(all, [0, 10, 20, 30, 40, 50]);
    let most = query().order_by(Post::VIEWS.desc()).all(&db).await.unwrap();
    assert_eq!(views(most), [50, 40]);
    let filtered = query()
        .filter(Post::VIEWS.lt(20))
        .order_by(Post::VIEWS.desc());
    assert_eq!(views(filtered.all(&db).await.unwrap()), [10, 0]);
    assert_eq!(query().count(&db).await.unwrap(), 2);
    let both = query().distinct(Post::STATUS);
    assert_eq!(both.count(&db).await.unwrap(), 4);
    let error = User::query()
        .distinct(User::ADDRESS)
        .all(&db)
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation);
    assert!(error.message.contains("`address`"), "{error}");
}

#[tokio::test]
async fn operators_that_a_type_does_not_have_are_refused() {
    let db = database().await;
    for (condition, message) in [
        (Post::VIEWS.contains("1"), "unknown operator `contains`"),
        (Post::STATUS.gt(Status::Draft), "unknown operator `gt`"),
    ] {
        let error = Post::query().filter(condition).all(&db).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidFilter);
        assert!(error.message.starts_with(message), "{error}");
    }
    let error = User::query()
        .order_by(User::ADDRESS.asc())
        .all(&db)
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidFilter);
    assert!(
        error
            .message
            .contains("`User` cannot be ordered by `address`"),
        "{error}"
    );
}

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
