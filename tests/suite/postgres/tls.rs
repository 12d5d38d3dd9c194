//! Encrypted connections, checked against a certificate of one's own.

use std::path::Path;
use std::process::{Command, Stdio};

use auto_api::{Database, ErrorCode};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog;

use super::beside;
use super::server::{Server, own};

fn openssl(folder: &Path, arguments: &str) {
    let mut command = Command::new("openssl");
    command
        .current_dir(folder)
        .args(arguments.split_whitespace());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "openssl {arguments}");
}

/// An authority of one's own, and the certificate it gives a server of this name.
fn certificates(folder: &Path, name: &str) {
    openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem",
    );
    openssl(
        folder,
        &format!("req -newkey rsa:2048 -nodes -subj /CN={name} -keyout server.key -out server.csr"),
    );
    std::fs::write(folder.join("names"), format!("subjectAltName={name}")).unwrap();
    openssl(
        folder,
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    );
}

/// A server with a certificate for that name.
fn server(name: &str) -> Option<Server> {
    if !super::is_on() {
        return None;
    }
    let has_openssl = Command::new("openssl")
        .arg("version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !has_openssl {
        assert_ne!(
            std::env::var("AUTO_API_TOOLS").as_deref(),
            Ok("required"),
            "openssl is not installed"
        );
        eprintln!("!!! openssl is not installed: NOT TESTED");
        return None;
    }
    let keys = tempfile::tempdir().unwrap();
    certificates(keys.path(), name);
    let server = Server::new(&[
        "ssl=on",
        "ssl_cert_file=server.pem",
        "ssl_key_file=server.key",
    ])?;
    for file in ["server.pem", "server.key", "ca.pem"] {
        std::fs::copy(keys.path().join(file), server.data().join(file)).unwrap();
    }
    std::fs::copy(
        keys.path().join("ca.pem"),
        server.folder.path().join("ca.pem"),
    )
    .unwrap();
    own(server.folder.path());
    server.run();
    Some(server)
}

#[tokio::test]
async fn an_encrypted_connection_to_a_server_that_is_known() {
    let Some(server) = server("IP:127.0.0.1") else {
        return;
    };
    let ca = server.folder.path().join("ca.pem");
    let url = server.url(&format!("sslmode=require&sslrootcert={}", ca.display()));
    let database = blog::seeded(Database::open(&url).await.unwrap()).await;
    assert_eq!(Tag::query().count(&database).await.unwrap(), 3);
    let admin = beside(&server.url("")).await;
    let sql = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'auto-api'";
    assert!(admin.query_one(sql, &[]).await.unwrap().get::<_, bool>(0));
    // Its statements are stopped, too.
    let sql = "BEGIN; LOCK TABLE tags IN ACCESS EXCLUSIVE MODE";
    admin.batch_execute(sql).await.unwrap();
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    let caller = {
        let database = database.clone();
        tokio::spawn(async move { Tag::query().count(&database).await })
    };
    let count = async || {
        admin
            .query_one(waiting, &[])
            .await
            .unwrap()
            .get::<_, i64>(0)
    };
    while count().await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    caller.abort();
    for _ in 0..200 {
        if count().await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the statement goes on");
}

#[tokio::test]
async fn servers_that_are_not_known_or_do_not_encrypt_are_refused() {
    let Some(server) = server("DNS:another.example") else {
        return;
    };
    let ca = server.folder.path().join("ca.pem");
    let ours = format!("sslmode=require&sslrootcert={}", ca.display());
    for (options, words) in [
        // The name is another's; the system does not know who signed it.
        (ours.as_str(), "not valid for name"),
        ("sslmode=require", "UnknownIssuer"),
    ] {
        let error = Database::open(&server.url(options)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unavailable, "{error:?}");
        assert!(error.message.contains(words), "{error}");
    }
    let Some(plain) = Server::start(&[]) else {
        return;
    };
    let error = Database::open(&plain.url(&ours)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unavailable, "{error:?}");
    assert!(error.message.contains("TLS"), "{error}");
}
