//! Tables that are not what the structs say: found out at start-up, all at once, by column.

use auto_api::{AutoApi, ErrorCode, Service, Zone};
use auto_api_tests::support::both;

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
    /// Some words.
    words: Vec<String>,
}

/// Starts on tables; nothing in the run without a server.
async fn start(ddl: &str) -> Option<Result<(), auto_api::Error>> {
    if !super::is_on() {
        return None;
    }
    let database = both::schema().await.database;
    database.execute_batch(ddl).await.unwrap();
    let zone = Zone::new("gadgets").model::<Gadget>().build().unwrap();
    Some(Service::start(zone, database).await.map(drop))
}

#[tokio::test]
async fn every_difference_is_named_at_once() {
    let ddl = "CREATE TABLE gadgets (id bigint PRIMARY KEY, name text, size text, photo bytea, price_cents bigint, words text NOT NULL)";
    let Some(outcome) = start(ddl).await else {
        return;
    };
    let error = outcome.unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation);
    let lines: Vec<_> = error.message.lines().collect();
    for (line, words) in [
        "column `gadgets.name` may be null: make `Gadget.name` an `Option<_>`",
        "column `gadgets.size` has type text, which `Gadget.size`",
        "table `gadgets` has no column `made_at` for `Gadget.made_at`",
        "column `gadgets.words` has type text, which `Gadget.words`",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(lines[line + 1].contains(words), "{error}");
    }
    assert_eq!(lines.len(), 5, "{error}");
}

#[tokio::test]
async fn a_missing_table_is_named_and_its_schema_asked_for() {
    let Some(outcome) = start("CREATE TABLE other (id bigint)").await else {
        return;
    };
    let error = outcome.unwrap_err();
    assert!(
        error
            .message
            .contains("there is no table `gadgets` for `Gadget`"),
        "{error}"
    );
    assert!(error.message.contains("?schema="), "{error}");
}

#[tokio::test]
async fn other_spellings_of_the_same_are_taken() {
    let ddl = "CREATE DOMAIN money_in_cents AS int CHECK (VALUE >= 0); CREATE DOMAIN title AS varchar(20) NOT NULL;
        CREATE TABLE gadgets (Id int PRIMARY KEY, Name title, size smallint, photo bytea, made_at timestamp(3), price_cents money_in_cents,
        words varchar(9)[] NOT NULL, more text)";
    let Some(outcome) = start(ddl).await else {
        return;
    };
    outcome.unwrap();
}

#[tokio::test]
async fn types_that_cannot_hold_a_field_are_refused() {
    for (column, wrong) in [
        ("name", "bytea NOT NULL"),
        ("name", "integer NOT NULL"),
        ("name", "jsonb NOT NULL"),
        ("size", "bytea"),
        ("size", "date"),
        ("size", "bigint"),
        ("size", "numeric"),
        ("photo", "text"),
        ("made_at", "timestamptz"),
        ("made_at", "date"),
        ("words", "text NOT NULL"),
        ("words", "jsonb NOT NULL"),
        ("words", "int[] NOT NULL"),
    ] {
        let columns = ["name", "size", "photo", "made_at", "words"].map(|name| {
            let right = match name {
                "name" => "text NOT NULL",
                "size" => "integer",
                "photo" => "bytea",
                "words" => "text[] NOT NULL",
                _ => "timestamp",
            };
            format!("{name} {}", if name == column { wrong } else { right })
        });
        let columns = columns.join(", ");
        let ddl = format!(
            "CREATE TABLE gadgets (id bigint PRIMARY KEY, {columns}, \"PRICE_CENTS\" bigint)"
        );
        let Some(outcome) = start(&ddl).await else {
            return;
        };
        let error = outcome.unwrap_err();
        let words = format!("column `gadgets.{column}` has type");
        assert!(error.message.contains(&words), "{wrong}: {error}");
        assert_eq!(error.message.lines().count(), 2, "{error}");
    }
}
