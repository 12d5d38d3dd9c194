//! One suite, both databases.
//!
//! A suite runs on SQLite; its test `on_postgres` runs it once more, in a database of its own on
//! the server that `AUTO_API_POSTGRES` names, and each of its tests then has a schema there.
//! `AUTO_API_ON=postgres` chooses PostgreSQL by hand, for a single test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use auto_api::Database;
use auto_api::plan::Dialect;
use tokio_postgres::{Client, NoTls};
use url::Url;

/// The server's URL.
const SERVER: &str = "AUTO_API_POSTGRES";

/// Which database the suite is on.
const ON: &str = "AUTO_API_ON";

/// Which database the suite is on.
pub fn on() -> Dialect {
    match std::env::var(ON).as_deref() {
        Ok("postgres") => Dialect::Postgres,
        _ => Dialect::Sqlite,
    }
}

/// Where PostgreSQL is. Without it its tests are skipped, which is said aloud; where tools are
/// required they fail.
pub fn server() -> Option<Url> {
    if let Ok(url) = std::env::var(SERVER) {
        return Some(Url::parse(&url).unwrap_or_else(|error| panic!("{SERVER}={url}: {error}")));
    }
    assert_ne!(
        std::env::var("AUTO_API_TOOLS").as_deref(),
        Ok("required"),
        "{SERVER} names no PostgreSQL server: run `.ci/postgres cargo test`"
    );
    eprintln!("!!! {SERVER} names no server: NOT TESTED ON POSTGRESQL");
    None
}

/// Runs this suite's other tests on PostgreSQL. To be called by a test named `on_postgres`.
pub async fn again_on_postgres() {
    if on() == Dialect::Postgres {
        return;
    }
    let Some(server) = server() else { return };
    let suite = std::env::current_exe().unwrap();
    let name = format!("auto_api_{}", std::process::id());
    let admin = client(&server).await;
    let sql = format!("CREATE DATABASE {name}");
    admin.batch_execute(&sql).await.unwrap();
    let mut own = server.clone();
    own.set_path(&name);
    let mut again = Command::new(suite);
    again.args(["--skip", "on_postgres"]);
    again.env(ON, "postgres").env(SERVER, own.as_str());
    let output = tokio::task::spawn_blocking(move || again.output().unwrap());
    let output = output.await.unwrap();
    let sql = format!("DROP DATABASE {name} WITH (FORCE)");
    admin.batch_execute(&sql).await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "on PostgreSQL:\n{text}\n{error}");
    assert!(!text.contains(" 0 passed"), "nothing ran:\n{text}");
}

/// A connection to look at a server from outside.
pub async fn client(url: &Url) -> Client {
    let (client, connection) = tokio_postgres::connect(url.as_str(), NoTls)
        .await
        .unwrap_or_else(|error| panic!("{url}: {error:?}"));
    tokio::spawn(connection);
    client
}

/// A database of a test's own.
#[derive(Debug)]
pub struct Place {
    /// It, open.
    pub database: Database,
    /// To open it again.
    pub url: String,
}

/// An empty database of the suite's kind: in memory, or a schema.
pub async fn empty() -> Database {
    place().await.database
}

/// As [`empty`], to be ended as soon as it is not needed.
pub async fn place() -> Place {
    if on() == Dialect::Postgres {
        return schema().await;
    }
    let url = "sqlite::memory:".to_owned();
    let database = Database::open(&url).await.unwrap();
    Place { database, url }
}

/// An empty database of the suite's kind that can be opened more than once: a file of the folder,
/// or a schema.
pub async fn empty_in(folder: &Path) -> Place {
    if on() == Dialect::Postgres {
        return schema().await;
    }
    let path: PathBuf = folder.join("place.db");
    let url = path.to_str().unwrap().to_owned();
    Place {
        database: Database::open(&url).await.unwrap(),
        url,
    }
}

impl Place {
    /// Drops a schema; a file goes with its folder, and memory with its connection.
    pub async fn end(self) {
        let url = Url::parse(&self.url).ok();
        let pair = url.iter().flat_map(Url::query_pairs);
        if let Some((_, schema)) = pair.into_iter().find(|(key, _)| key == "schema") {
            let sql = format!("DROP SCHEMA {schema} CASCADE");
            self.database.execute_batch(&sql).await.unwrap();
        }
    }
}

/// An empty schema.
pub async fn schema() -> Place {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("auto_api_{}_{number}", std::process::id());
    let mut url = server().expect("a suite on PostgreSQL has a server");
    url.query_pairs_mut().append_pair("schema", &name);
    let database = Database::open(url.as_str()).await.unwrap();
    let sql = format!("CREATE SCHEMA {name}");
    database.execute_batch(&sql).await.unwrap();
    Place {
        database,
        url: url.into(),
    }
}
