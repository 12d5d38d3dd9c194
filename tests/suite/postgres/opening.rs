//! Servers that are not there, do not answer or refuse: told at start, in time, with their words.

use std::time::{Duration, Instant};

use auto_api::{Database, ErrorCode};

use super::server::{Server, free_port};

/// Longer than opening may take, shorter than anybody's patience.
const PATIENCE: Duration = Duration::from_secs(8);

async fn refused(url: &str) -> String {
    let start = Instant::now();
    let error = Database::open(url).await.unwrap_err();
    assert!(start.elapsed() < PATIENCE, "{url}: {:?}", start.elapsed());
    assert_eq!(error.code, ErrorCode::Unavailable, "{error:?}");
    error.message
}

#[tokio::test]
async fn nobody_listens() {
    let port = free_port();
    let message = refused(&format!("postgres://nobody@127.0.0.1:{port}/shop")).await;
    let place = format!("cannot open the database `127.0.0.1:{port}/shop`: ");
    assert!(message.starts_with(&place), "{message}");
    assert!(message.contains("onnection refused"), "{message}");
}

#[tokio::test]
async fn somebody_listens_and_says_nothing() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let message = refused(&format!("postgres://nobody@{address}/shop")).await;
    assert!(message.ends_with("it does not answer"), "{message}");
}

#[tokio::test]
async fn somebody_else_listens() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let other = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.readable().await.unwrap();
            drop(stream.try_write(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
        }
    });
    let message = refused(&format!("postgres://nobody@{address}/shop")).await;
    assert!(message.contains(&address.to_string()), "{message}");
    other.abort();
}

#[tokio::test]
async fn no_such_database_or_role_or_password() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let (port, data) = (server.port, server.data());
    let message = refused(&format!("postgres://postgres@127.0.0.1:{port}/shop")).await;
    assert!(
        message.ends_with("database \"shop\" does not exist"),
        "{message}"
    );
    let message = refused(&format!("postgres://nobody@127.0.0.1:{port}/postgres")).await;
    assert!(
        message.ends_with("role \"nobody\" does not exist"),
        "{message}"
    );
    let database = Database::open(&server.url("")).await.unwrap();
    database
        .execute_batch("CREATE ROLE shop LOGIN PASSWORD 'right'")
        .await
        .unwrap();
    server.stop("fast");
    std::fs::write(data.join("pg_hba.conf"), "host all all all scram-sha-256\n").unwrap();
    server.run();
    for (password, words) in [
        (":wrong", "password authentication failed for user \"shop\""),
        ("", "password missing"),
    ] {
        let message = refused(&format!(
            "postgres://shop{password}@127.0.0.1:{port}/postgres"
        ))
        .await;
        assert!(message.ends_with(words), "{message}");
        assert!(!message.contains("wrong"), "{message}");
    }
    Database::open(&format!("postgres://shop:right@127.0.0.1:{port}/postgres"))
        .await
        .unwrap();
}

#[tokio::test]
async fn urls_that_cannot_be_read() {
    for (url, words) in [
        (
            "postgres://h:port/d",
            "the URL of the database cannot be read",
        ),
        ("postgres://h/d?sslmode=maybe", "unknown `sslmode=maybe`"),
        ("postgres://h/d?pool_max=none", "`pool_max`"),
        (
            "postgres://h/d?nonsense=1",
            "the URL of the database cannot be read",
        ),
        (
            "postgres://h/d?sslmode=require&sslrootcert=none.pem",
            "`sslrootcert=none.pem` cannot be read",
        ),
    ] {
        let error = Database::open(url).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Validation, "{url}: {error:?}");
        assert!(error.message.contains(words), "{error}");
    }
}
