//! Tables in a named schema, beside others of the same name.

use auto_api::{Database, Service};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::{blog, both};

use super::server::Server;

#[tokio::test]
async fn a_named_schema_is_not_its_neighbour() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let public = blog::seeded(Database::open(&server.url("")).await.unwrap()).await;
    let url = server.url("schema=My%20%22shop%22");
    let named = Database::open(&url).await.unwrap();
    let error = Service::start(blog::zone(), named.clone())
        .await
        .unwrap_err();
    assert!(
        error.message.contains("there is no table `tags` for `Tag`"),
        "{error}"
    );
    public
        .execute_batch("CREATE SCHEMA \"My \"\"shop\"\"\"")
        .await
        .unwrap();
    named.migrate(&blog::zone()).await.unwrap();
    Service::start(blog::zone(), named.clone()).await.unwrap();
    named
        .execute_batch("INSERT INTO tags (id, label) VALUES (7, 'only here')")
        .await
        .unwrap();
    assert_eq!(Tag::query().one(&named).await.unwrap().label, "only here");
    assert_eq!(Tag::query().count(&public).await.unwrap(), 3);
    // Each of its connections is in it.
    let many = (0..12).map(|_| {
        let named = named.clone();
        tokio::spawn(async move { Tag::query().count(&named).await.unwrap() })
    });
    for count in many.collect::<Vec<_>>() {
        assert_eq!(count.await.unwrap(), 1);
    }
}

#[tokio::test]
async fn texts_with_a_nul_are_refused_and_nothing_else() {
    if !super::is_on() {
        return;
    }
    let database = blog::seeded(both::schema().await.database).await;
    for condition in [
        Tag::LABEL.eq("a\0b"),
        Tag::LABEL.is_in(["a", "\0"]),
        Tag::LABEL.icontains("\0"),
        Tag::LABEL.like("%\0"),
        Tag::LABEL.starts_with("\0"),
    ] {
        let error = Tag::query()
            .filter(condition)
            .all(&database)
            .await
            .unwrap_err();
        assert_eq!(error.code, auto_api::ErrorCode::InvalidFilter, "{error:?}");
        assert!(error.message.contains("U+0000"), "{error}");
    }
    let error = database.execute_batch("SELECT 'a\0b'").await.unwrap_err();
    assert_eq!(error.code, auto_api::ErrorCode::Validation, "{error:?}");
}
