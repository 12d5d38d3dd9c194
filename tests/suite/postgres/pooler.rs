//! `PgBouncer` in transaction mode: each transaction may be on another connection.

use std::process::Child;
use std::time::{Duration, Instant};

use auto_api::{Database, Service};
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog;

use super::server::{Server, command, free_port, own};
use super::{tagged, tags};

/// A pooler before a server.
struct Pooler {
    child: Child,
    port: u16,
}

impl Drop for Pooler {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts a pooler with two connections to a server; nothing where it is not installed, which is
/// said aloud.
fn pooler(server: &Server) -> Option<Pooler> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    let Some(program) = folders
        .map(|folder| folder.join("pgbouncer"))
        .find(|file| file.exists())
    else {
        assert_ne!(
            std::env::var("AUTO_API_TOOLS").as_deref(),
            Ok("required"),
            "PgBouncer is not installed"
        );
        eprintln!("!!! PgBouncer is not installed: NOT TESTED");
        return None;
    };
    let (folder, port) = (server.folder.path(), free_port());
    let (place, to) = (folder.display(), server.port);
    let config = format!(
        "[databases]\npostgres = host=127.0.0.1 port={to}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
         auth_type = any\nauth_file = {place}/users\npool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 100\n\
         unix_socket_dir =\nlogfile = {place}/pgbouncer.log\n"
    );
    let config = config.replace("host=127.0.0.1 port", "user=postgres host=127.0.0.1 port");
    let file = folder.join("pgbouncer.ini");
    std::fs::write(&file, config).unwrap();
    std::fs::write(folder.join("users"), "\"postgres\" \"\"\n").unwrap();
    own(folder);
    let child = command(&program, &[file.to_str().unwrap()])
        .spawn()
        .unwrap();
    let start = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "it does not start"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(Pooler { child, port })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_connections_share_two() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let Some(pooler) = pooler(&server) else {
        return;
    };
    let url = format!(
        "postgres://postgres@127.0.0.1:{}/postgres?pgbouncer=true",
        pooler.port
    );
    let database = blog::seeded(Database::open(&url).await.unwrap()).await;
    let zone = blog::zone();
    Service::start(zone.clone(), database.clone())
        .await
        .unwrap();
    let direct = Database::open(&server.url("")).await.unwrap();
    let plans = [tags(&zone), tagged(&zone)];
    let mut bodies = Vec::new();
    for plan in &plans {
        bodies.push(direct.run(plan, Vec::new()).await.unwrap().body);
    }
    let requests: Vec<_> = (0..400)
        .map(|number| {
            let (database, plan, body) = (
                database.clone(),
                plans[number % 2].clone(),
                bodies[number % 2].clone(),
            );
            tokio::spawn(async move {
                let answer = database.run(&plan, Vec::new()).await.unwrap();
                assert_eq!(answer.body, body);
                assert_eq!(
                    Tag::query()
                        .filter(Tag::LABEL.eq("db"))
                        .count(&database)
                        .await
                        .unwrap(),
                    1
                );
            })
        })
        .collect();
    for request in requests {
        request.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_are_listened_to_at_the_server_itself() {
    let Some(server) = Server::start(&[]) else {
        return;
    };
    let Some(pooler) = pooler(&server) else {
        return;
    };
    let url = format!(
        "postgres://postgres@127.0.0.1:{}/postgres?pgbouncer=true",
        pooler.port
    );
    let database = blog::seeded(Database::open(&url).await.unwrap()).await;
    let error = database.events::<Tag>(None).await.unwrap_err();
    assert!(error.message.contains("`direct=host:port`"), "{error}");
    let url = format!("{url}&direct=127.0.0.1:{}", server.port);
    let database = Database::open(&url).await.unwrap();
    let mut events = database.events::<Tag>(None).await.unwrap();
    for number in 0..20 {
        let label = format!("n{number}");
        Tag::LABEL
            .set(label.clone())
            .create(&database)
            .await
            .unwrap();
        let event = tokio::time::timeout(Duration::from_secs(10), events.next());
        let event = event.await.unwrap().unwrap().unwrap();
        assert_eq!(event.row.unwrap().label, label);
    }
}
