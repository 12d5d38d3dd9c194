//! Files that are not there, are no database, or may only be read.

use auto_api::{Database, ErrorCode, Service};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::{blog, zoo};

use super::{file, refused};

#[tokio::test]
async fn a_missing_file_is_not_made_where_the_url_forbids_it() {
    let folder = tempfile::tempdir().unwrap();
    for mode in ["rw", "ro"] {
        let path = folder.path().join("none.db");
        let message = refused(&format!("sqlite://{}?mode={mode}", path.display())).await;
        assert!(
            message.ends_with("none.db`: there is no such file"),
            "{message}"
        );
        assert!(!path.exists());
    }
    let message = refused(&format!("{}/no/folder.db", folder.path().display())).await;
    assert!(message.ends_with("there is no such file"), "{message}");
}

#[tokio::test]
async fn an_unknown_option_is_named() {
    let error = Database::open("sqlite://a.db?mode=rwx").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation);
    assert!(error.message.contains("`mode=rwx`"), "{error}");
}

#[tokio::test]
async fn a_folder_is_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let message = refused(folder.path().to_str().unwrap()).await;
    assert!(message.ends_with("it cannot be opened"), "{message}");
}

#[tokio::test]
async fn other_files_are_no_databases() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    for contents in ["short".to_owned(), "Dear diary, ".repeat(1000)] {
        std::fs::write(&path, &contents).unwrap();
        let message = refused(path.to_str().unwrap()).await;
        assert!(
            message.ends_with("it is not a SQLite database"),
            "{message}"
        );
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            contents,
            "it is left as it is"
        );
    }
}

#[tokio::test]
async fn an_empty_file_is_an_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.db");
    std::fs::write(&path, "").unwrap();
    let database = Database::open(path.to_str().unwrap()).await.unwrap();
    let error = Service::start(blog::zone(), database).await.unwrap_err();
    assert!(
        error
            .message
            .contains("there is no table `posts` for `Post`"),
        "{error}"
    );
}

#[tokio::test]
async fn a_read_only_database_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let database = Database::open(&format!("sqlite://{path}?mode=ro"))
        .await
        .unwrap();
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    // There is nothing to make.
    database.migrate(&blog::zone()).await.unwrap();
    for outcome in [
        database.migrate(&zoo::zone()).await,
        database.execute_batch("DELETE FROM tags").await,
    ] {
        let error = outcome.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unavailable, "{error:?}");
        assert_eq!(error.message, "the database is read-only");
    }
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    Service::start(blog::zone(), database).await.unwrap();
}

/// Nobody makes files in `/proc`, whoever they are.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_read_only_folder_is_named() {
    let message = refused("/proc/blog.db").await;
    assert!(
        message.starts_with("cannot open the database `/proc/blog.db`"),
        "{message}"
    );
}

#[tokio::test]
async fn a_file_that_is_removed_while_served_is_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path()).await;
    let database = Database::open(&path).await.unwrap();
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let mut requests = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let database = database.clone();
        requests.spawn(async move { Tag::query().all(&database).await });
    }
    while let Some(outcome) = requests.join_next().await {
        // Connections that are open go on; others cannot be made.
        match outcome.unwrap() {
            Ok(tags) => assert_eq!(tags.len(), 3),
            Err(error) => super::is_for_callers(&error, &[ErrorCode::Unavailable]),
        }
    }
}
