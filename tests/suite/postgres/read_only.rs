//! A role or a database that may only read.

use auto_api::{Database, ErrorCode, Service};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::{blog, zoo};

use super::server::Server;

#[tokio::test]
async fn what_is_there_is_read_and_what_is_missing_is_told() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let owner = blog::seeded(Database::open(&server.url("")).await.unwrap()).await;
    let reader = "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader";
    owner.execute_batch(reader).await.unwrap();
    let reader = format!("postgres://reader@127.0.0.1:{}/postgres", server.port);
    let option = "options=-c%20default_transaction_read_only%3Don";
    for (url, message) in [
        (reader.clone(), "the database's role may not do this"),
        (format!("{reader}?{option}"), "the database is read-only"),
        (server.url(option), "the database is read-only"),
    ] {
        let database = Database::open(&url).await.unwrap();
        // There is nothing to make.
        database.migrate(&blog::zone()).await.unwrap();
        Service::start(blog::zone(), database.clone())
            .await
            .unwrap();
        assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
        for outcome in [
            database.migrate(&zoo::zone()).await,
            database.execute_batch("DELETE FROM tags").await,
        ] {
            let error = outcome.unwrap_err();
            assert_eq!(error.code, ErrorCode::Unavailable, "{url}: {error:?}");
            assert_eq!(error.message, message, "{url}");
        }
        assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn a_table_that_may_not_be_read_is_an_error_of_ours() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let owner = blog::seeded(Database::open(&server.url("")).await.unwrap()).await;
    owner
        .execute_batch("CREATE ROLE nobody LOGIN")
        .await
        .unwrap();
    let url = format!("postgres://nobody@127.0.0.1:{}/postgres", server.port);
    let database = Database::open(&url).await.unwrap();
    let error = Tag::query().all(&database).await.unwrap_err();
    super::is_for_callers(&error, &[ErrorCode::Unavailable]);
    // As soon as it may, it does.
    owner
        .execute_batch("GRANT SELECT ON tags TO nobody")
        .await
        .unwrap();
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
}
