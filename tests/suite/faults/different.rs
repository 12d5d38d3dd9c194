//! Tables that are not what the structs say: found out at start-up, all at once, by column.

use auto_api::{AutoApi, Database, ErrorCode, Service, Zone};

/// A struct whose table is made otherwise.
#[derive(AutoApi, Clone, Debug)]
struct Gadget {
    /// The key.
    #[api(id)]
    id: i64,
    /// Never null.
    name: String,
    /// A number.
    size: Option<i32>,
    /// Bytes.
    photo: Option<Vec<u8>>,
    /// A moment.
    made_at: Option<chrono::NaiveDateTime>,
    /// Of another name.
    #[api(column = "PRICE_CENTS")]
    price: Option<i64>,
}

async fn start(ddl: &str) -> Result<(), auto_api::Error> {
    let database = Database::open("sqlite::memory:").await.unwrap();
    database.execute_batch(ddl).await.unwrap();
    let zone = Zone::new("gadgets").model::<Gadget>().build().unwrap();
    Service::start(zone, database).await.map(drop)
}

#[tokio::test]
async fn every_difference_is_named_at_once() {
    let error = start("CREATE TABLE gadgets (id INTEGER PRIMARY KEY, name TEXT, size TEXT, photo BLOB, PRICE_CENTS INTEGER)")
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation);
    let lines: Vec<_> = error.message.lines().collect();
    assert_eq!(lines.len(), 4, "{error}");
    assert!(
        lines[1].contains("column `gadgets.name` may be null: make `Gadget.name` an `Option<_>`"),
        "{error}"
    );
    assert!(
        lines[2].contains("column `gadgets.size` has type TEXT, which `Gadget.size`"),
        "{error}"
    );
    assert!(
        lines[3].contains("table `gadgets` has no column `made_at` for `Gadget.made_at`"),
        "{error}"
    );
}

#[tokio::test]
async fn a_missing_table_is_named() {
    let error = start("CREATE TABLE other (id INTEGER)").await.unwrap_err();
    assert!(
        error
            .message
            .contains("there is no table `gadgets` for `Gadget`"),
        "{error}"
    );
}

#[tokio::test]
async fn other_spellings_of_the_same_are_taken() {
    start("CREATE TABLE gadgets (ID BIGINT PRIMARY KEY, Name VARCHAR(20) NOT NULL, size SMALLINT, photo, made_at DATETIME, price_cents NUMERIC, more TEXT)")
        .await
        .unwrap();
    start("CREATE VIEW gadgets AS SELECT 1 AS id, 'a' AS name, 2 AS size, NULL AS photo, NULL AS made_at, 3 AS PRICE_CENTS")
        .await
        .unwrap_err();
}

#[tokio::test]
async fn types_that_cannot_hold_a_field_are_refused() {
    for (column, wrong) in [
        ("name", "BLOB NOT NULL"),
        ("name", "INTEGER NOT NULL"),
        ("size", "BLOB"),
        ("size", "DATE"),
        ("photo", "TEXT"),
        ("made_at", "INTEGER"),
    ] {
        let columns = ["name", "size", "photo", "made_at"].map(|name| {
            let right = match name {
                "name" => "TEXT NOT NULL",
                "size" => "INTEGER",
                "photo" => "BLOB",
                _ => "TEXT",
            };
            format!("{name} {}", if name == column { wrong } else { right })
        });
        let columns = columns.join(", ");
        let ddl = format!(
            "CREATE TABLE gadgets (id INTEGER PRIMARY KEY, {columns}, price_cents INTEGER)"
        );
        let error = start(&ddl).await.unwrap_err();
        assert!(
            error
                .message
                .contains(&format!("column `gadgets.{column}` has type")),
            "{wrong}: {error}"
        );
        assert_eq!(error.message.lines().count(), 2, "{error}");
    }
}
