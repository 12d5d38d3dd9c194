//! Changes of one process that another is told of, on PostgreSQL.

use auto_api::Database;
use auto_api::events::EventKind;
use auto_api::model::WriteAction;
use auto_api::plan::Dialect;
use auto_api_tests::models::blog::{Post, Tag};
use auto_api_tests::support::both::{client, on, server};
use serde_json::json;

use super::{Blog, blog, changes, soon};

/// The other process: it announces its changes, as one that has subscriptions does.
async fn other(blog: &Blog) -> Blog {
    let mut url = url::Url::parse(&blog.place.url).unwrap();
    url.query_pairs_mut().append_pair("events", "true");
    let database = Database::open(url.as_str()).await.unwrap();
    Blog {
        changes: changes(&database),
        place: auto_api_tests::support::both::Place {
            database,
            url: url.into(),
        },
    }
}

#[tokio::test]
async fn changes_come_from_everywhere_in_the_order_of_commits() {
    if on() != Dialect::Postgres {
        return;
    }
    let here = blog().await;
    let there = other(&here).await;
    let mut events = here.place.database.events::<Tag>(None).await.unwrap();
    let mut mirror = there.place.database.events::<Tag>(None).await.unwrap();
    for number in 0..10 {
        let from = if number % 2 == 0 { &here } else { &there };
        from.tag(&format!("n{number}")).await;
    }
    for number in 0..10 {
        let expected = format!("n{number}");
        for events in [&mut events, &mut mirror] {
            let event = soon(events.next()).await.unwrap().unwrap();
            assert_eq!(event.kind, EventKind::Created);
            assert_eq!(event.row.unwrap().label, expected);
        }
    }
}

#[tokio::test]
async fn a_deleted_row_comes_whole_however_long_it_is() {
    if on() != Dialect::Postgres {
        return;
    }
    let here = blog().await;
    let there = other(&here).await;
    let body = "it's \\ long: ü€ ".repeat(3_000);
    let args = json!({"filter": {}, "all": true, "patch": {"body": body}});
    there.write("Post", WriteAction::UpdateMany, args).await;
    let database = &here.place.database;
    let before = Post::query().all(database).await.unwrap();
    let mut events = database.events::<Post>(None).await.unwrap();
    let args = json!({"filter": {}, "all": true});
    let gone = there.write("Post", WriteAction::DeleteMany, args).await;
    assert_eq!(gone["ok"], true, "{gone}");
    for _ in 0..before.len() {
        let event = soon(events.next()).await.unwrap().unwrap();
        assert!(before.contains(&event.row.unwrap()));
    }
}

#[tokio::test]
async fn a_lost_connection_is_told_and_made_again() {
    if on() != Dialect::Postgres {
        return;
    }
    let blog = blog().await;
    let database = &blog.place.database;
    let mut events = database.events::<Tag>(None).await.unwrap();
    blog.tag("before").await;
    assert!(soon(events.next()).await.unwrap().is_ok());
    let admin = client(&server().unwrap()).await;
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND query LIKE '%pg_advisory_unlock%' AND pid <> pg_backend_pid() \
        AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock')";
    admin.batch_execute(sql).await.unwrap();
    let error = soon(events.next()).await.unwrap().unwrap_err();
    assert_eq!(error.code, auto_api::ErrorCode::Unavailable);
    let mut anew = database.events::<Tag>(None).await.unwrap();
    blog.tag("after").await;
    let event = soon(anew.next()).await.unwrap().unwrap();
    assert_eq!(event.row.unwrap().label, "after");
}

#[tokio::test]
async fn nobody_is_told_where_nobody_listens() {
    if on() != Dialect::Postgres {
        return;
    }
    let blog = blog().await;
    let there = other(&blog).await;
    // Another channel's listener hears nothing of this one.
    let (admin, mut connection) =
        tokio_postgres::connect(server().unwrap().as_str(), tokio_postgres::NoTls)
            .await
            .unwrap();
    let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(Ok(message)) =
            std::future::poll_fn(|context| connection.poll_message(context)).await
        {
            if let tokio_postgres::AsyncMessage::Notification(note) = message {
                drop(sender.send(note.payload().to_owned()));
            }
        }
    });
    let schema = url::Url::parse(&blog.place.url).unwrap();
    let mut pairs = schema.query_pairs();
    let (_, schema) = pairs.find(|(key, _)| key == "schema").unwrap();
    // The channel's name is a hash of the schema's.
    let hash = schema
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let sql = format!("LISTEN auto_api_{hash:016x}");
    admin.batch_execute(&sql).await.unwrap();
    there.tag("unheard").await;
    admin.batch_execute("SELECT 1").await.unwrap();
    assert!(heard.try_recv().is_err());
    let _events = blog.place.database.events::<Tag>(None).await.unwrap();
    there.tag("heard").await;
    let told = soon(heard.recv()).await.unwrap();
    assert!(told.contains("[[\"tags\",\"C\""), "{told}");
}
