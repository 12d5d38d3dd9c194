//! Tables from models: made, completed, left alone, and those of other programs under other names.

#[path = "migrate/distribution.rs"]
mod distribution;

use auto_api::plan::Dialect;
use auto_api::{AutoApi, Database, ErrorCode, Service, Zone};
use auto_api_tests::models::blog::{Comment, Post};
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};
use auto_api_tests::support::blog;
use auto_api_tests::support::both::{empty_in, on};
use auto_api_tests::support::look::Look;

/// A new database, and a second connection to look at it.
async fn file(folder: &std::path::Path) -> (Database, Look) {
    let place = empty_in(folder).await;
    let look = Look::at(&place).await;
    (place.database, look)
}

fn orders() -> Zone {
    Zone::new("orders")
        .model::<Order>()
        .model::<OrderLine>()
        .model::<Shipment>()
        .model::<Country>()
        .build()
        .unwrap()
}

fn snapshot(name: &str, text: &str) {
    let name = match on() {
        Dialect::Sqlite => name.to_owned(),
        Dialect::Postgres => format!("{name}.postgres"),
    };
    insta::with_settings!({
        prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots/migrate",
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[tokio::test]
async fn the_blogs_tables() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = file(folder.path()).await;
    database.migrate(&blog::zone()).await.unwrap();
    let first = look.schema().await;
    snapshot("blog", &first);
    // Once more changes nothing, not even with rows in it.
    database
        .execute_batch(&blog::rows().sql(&blog::zone()))
        .await
        .unwrap();
    database.migrate(&blog::zone()).await.unwrap();
    assert_eq!(look.schema().await, first);
    assert_eq!(Post::query().count(&database).await.unwrap(), 6);
    Service::start(blog::zone(), database).await.unwrap();
}

#[tokio::test]
async fn composite_keys_and_other_names() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = file(folder.path()).await;
    database.migrate(&orders()).await.unwrap();
    snapshot("orders", &look.schema().await);
    Service::start(orders(), database).await.unwrap();
}

#[tokio::test]
async fn foreign_keys_and_unique_keys_hold() {
    let database = blog::database().await;
    let (foreign, unique, missing) = match on() {
        Dialect::Sqlite => ("FOREIGN KEY", "UNIQUE", "NOT NULL"),
        Dialect::Postgres => ("foreign key", "duplicate key", "not-null"),
    };
    for (sql, words) in [
        (
            "INSERT INTO profiles (user_id) VALUES ('00000000-0000-0000-0000-00000000dead')",
            foreign,
        ),
        ("DELETE FROM users WHERE name = 'Cyd'", foreign),
        ("INSERT INTO tags (id, label) VALUES (9, 'db')", unique),
        ("INSERT INTO tags (id) VALUES (9)", missing),
        ("INSERT INTO post_tags SELECT * FROM post_tags", unique),
    ] {
        let error = database.execute_batch(sql).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Validation);
        assert!(error.message.contains(words), "{sql}: {error}");
    }
    // `cascade` takes what belongs to a row with it, at any depth.
    let comments = || {
        Comment::query()
            .filter(Comment::POST.exists())
            .count(&database)
    };
    let (all, before) = (
        Comment::query().count(&database).await.unwrap(),
        comments().await.unwrap(),
    );
    assert_eq!(all, before);
    database
        .execute_batch("DELETE FROM posts WHERE slug = 'post-2'")
        .await
        .unwrap();
    let after = Comment::query().count(&database).await.unwrap();
    assert!(after < before);
    assert_eq!(after, comments().await.unwrap());
    // `set_null` lets go.
    database
        .execute_batch("DELETE FROM comments; DELETE FROM users WHERE name = 'Cyd'")
        .await
        .unwrap();
    assert_eq!(
        Post::query()
            .filter(Post::EDITOR_ID.is_not_null())
            .count(&database)
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn a_batch_is_kept_whole_or_not_at_all() {
    let database = blog::database().await;
    let error = database
        .execute_batch("DELETE FROM comments; DELETE FROM nowhere")
        .await
        .unwrap_err();
    let words = match on() {
        Dialect::Sqlite => "no such table: nowhere",
        Dialect::Postgres => "relation \"nowhere\" does not exist",
    };
    assert!(error.message.contains(words), "{error}");
    assert_eq!(Comment::query().count(&database).await.unwrap(), 9);
}

/// What a table was made for.
mod before {
    use super::AutoApi;

    /// A gadget.
    #[derive(AutoApi, Clone, Debug)]
    pub(crate) struct Gadget {
        /// The key.
        #[api(id)]
        pub(crate) id: i64,
    }
}

/// What it is for now.
mod after {
    use super::AutoApi;
    use chrono::{DateTime, TimeDelta, Utc};
    use rust_decimal::Decimal;

    /// A gadget.
    #[derive(AutoApi, Clone, Debug, PartialEq)]
    pub(crate) struct Gadget {
        /// The key.
        #[api(id)]
        pub(crate) id: i64,
        /// Nothing at first.
        #[api(index)]
        pub(crate) name: Option<String>,
        /// A literal of each form.
        #[api(default = 3)]
        pub(crate) size: i32,
        /// A truth value.
        #[api(default = true)]
        pub(crate) active: bool,
        /// A moment, in the form that requests have.
        #[api(default = "2024-02-29T12:30:00Z")]
        pub(crate) made_at: DateTime<Utc>,
        /// A length of time.
        #[api(default = "PT1H30M")]
        pub(crate) warranty: TimeDelta,
        /// A decimal.
        #[api(default = 1.50)]
        pub(crate) price: Decimal,
        /// A number.
        #[api(default = 0.5)]
        pub(crate) weight: f64,
        /// An enum.
        #[api(default = "rough")]
        pub(crate) finish: Finish,
        /// What it is a part of.
        #[api(references = Gadget, as = whole)]
        pub(crate) whole_id: Option<i64>,
    }

    /// How it feels.
    #[derive(AutoApi, serde::Serialize, serde::Deserialize, Clone, Copy, Debug, PartialEq)]
    #[serde(rename_all = "lowercase")]
    pub(crate) enum Finish {
        /// Not at all smooth.
        Rough,
        /// Smooth.
        Smooth,
    }
}

/// What it cannot become.
mod never {
    use super::AutoApi;

    /// A gadget.
    #[derive(AutoApi, Clone, Debug)]
    pub(crate) struct Gadget {
        /// The key.
        #[api(id)]
        pub(crate) id: i64,
        /// Something that rows already there lack.
        pub(crate) owner: String,
    }
}

async fn old_gadgets(folder: &std::path::Path) -> (Database, Look) {
    let (database, look) = file(folder).await;
    let zone = Zone::new("old").model::<before::Gadget>().build().unwrap();
    database.migrate(&zone).await.unwrap();
    database
        .execute_batch("INSERT INTO gadgets (id) VALUES (1), (2)")
        .await
        .unwrap();
    assert_eq!(
        before::Gadget::query().all(&database).await.unwrap()[1].id,
        2
    );
    (database, look)
}

#[tokio::test]
async fn missing_columns_and_indexes_are_added() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = old_gadgets(folder.path()).await;
    let zone = Zone::new("new").model::<after::Gadget>().build().unwrap();
    database.migrate(&zone).await.unwrap();
    snapshot("added", &look.schema().await);
    Service::start(zone, database.clone()).await.unwrap();
    let error = database
        .execute_batch("UPDATE gadgets SET whole_id = 77")
        .await
        .unwrap_err();
    let words = error.message.to_lowercase();
    assert!(words.contains("foreign key"), "{error}");
}

#[tokio::test]
async fn defaults_have_the_form_that_values_are_stored_in() {
    let folder = tempfile::tempdir().unwrap();
    let (database, _) = old_gadgets(folder.path()).await;
    let zone = Zone::new("new").model::<after::Gadget>().build().unwrap();
    database.migrate(&zone).await.unwrap();
    let gadget = after::Gadget::query()
        .first(&database)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        gadget,
        after::Gadget {
            id: 1,
            name: None,
            size: 3,
            active: true,
            made_at: "2024-02-29T12:30:00Z".parse().unwrap(),
            warranty: chrono::TimeDelta::minutes(90),
            price: "1.50".parse().unwrap(),
            weight: 0.5,
            finish: after::Finish::Rough,
            whole_id: None,
        }
    );
    // They are found as values are.
    for condition in [
        after::Gadget::MADE_AT.eq(gadget.made_at),
        after::Gadget::WARRANTY.eq(gadget.warranty),
        after::Gadget::PRICE.eq(gadget.price),
        after::Gadget::WEIGHT.eq(gadget.weight),
        after::Gadget::FINISH.eq(gadget.finish),
    ] {
        let shown = format!("{condition:?}");
        let count = after::Gadget::query()
            .filter(condition)
            .count(&database)
            .await
            .unwrap();
        assert_eq!(count, 2, "{shown}");
    }
}

#[tokio::test]
async fn a_column_that_rows_would_have_no_value_for_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = old_gadgets(folder.path()).await;
    let known = look.schema().await;
    let zone = Zone::new("never")
        .model::<never::Gadget>()
        .model::<Country>()
        .build()
        .unwrap();
    let error = database.migrate(&zone).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation);
    assert!(
        error
            .message
            .contains("table `gadgets` has no column `owner`"),
        "{error}"
    );
    assert_eq!(look.schema().await, known, "nothing is half done");
    let error = never::Gadget::query()
        .filter(never::Gadget::OWNER.eq("a") & never::Gadget::ID.eq(1))
        .all(&database)
        .await;
    assert_eq!(error.unwrap_err().code, ErrorCode::Internal);
}

#[tokio::test]
async fn a_database_of_another_program_is_read_under_its_own_names() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = file(folder.path()).await;
    let sqlite = "CREATE TABLE countries (id INTEGER PRIMARY KEY, CODE CHAR(2) NOT NULL UNIQUE, name NVARCHAR(40) NOT NULL, extra);
             CREATE TABLE TBL_ORDERS (ORDER_NO INTEGER PRIMARY KEY, country_code CHAR(2) NOT NULL);
             CREATE TABLE order_lines (order_id INTEGER, line_no SMALLINT, article TEXT NOT NULL, price NUMERIC(10,2) NOT NULL, PRIMARY KEY (order_id, line_no));
             CREATE TABLE shipments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, line_no INTEGER NOT NULL, type VARCHAR NOT NULL);
             INSERT INTO countries VALUES (1, 'CH', 'Schweiz', 9);
             INSERT INTO tbl_orders VALUES (7, 'CH'), (8, 'XX');
             INSERT INTO order_lines VALUES (7, 1, 'A', 9.9), (7, 2, 'B', 10), (8, 1, 'C', 0.99);
             INSERT INTO shipments VALUES (1, 7, 2, 'parcel');";
    // The same in the types that are there; upper case without quotes is lower case.
    let postgres = sqlite
        .replace(
            "NVARCHAR(40) NOT NULL, extra",
            "VARCHAR(40) NOT NULL, extra TEXT",
        )
        .replace("INTEGER PRIMARY KEY, CODE", "BIGINT PRIMARY KEY, CODE")
        .replace("shipments (id INTEGER", "shipments (id BIGINT")
        .replace("line_no INTEGER", "line_no SMALLINT");
    match on() {
        Dialect::Sqlite => look.execute(sqlite).await,
        Dialect::Postgres => look.execute(&postgres).await,
    }
    Service::start(orders(), database.clone()).await.unwrap();
    let query = Order::query().filter(Order::COUNTRY.is(Country::NAME.ieq("SCHWEIZ")));
    assert_eq!(query.one(&database).await.unwrap().id, 7);
    let lines = OrderLine::query()
        .order_by(OrderLine::PRICE.desc())
        .all(&database)
        .await
        .unwrap();
    let articles: Vec<_> = lines.iter().map(|line| line.article.as_str()).collect();
    assert_eq!(articles, ["B", "A", "C"]);
    let nearly: rust_decimal::Decimal = "9.90".parse().unwrap();
    for condition in [
        OrderLine::PRICE.eq(nearly),
        OrderLine::PRICE.is_in([nearly]),
    ] {
        assert_eq!(
            OrderLine::query()
                .filter(condition)
                .one(&database)
                .await
                .unwrap()
                .article,
            "A"
        );
    }
    let query = OrderLine::query().filter(OrderLine::SHIPMENTS.some(Shipment::TYPE.eq("parcel")));
    assert_eq!(query.one(&database).await.unwrap().article, "B");
    // What is missing is added, what is there is left as it is.
    database.migrate(&orders()).await.unwrap();
    let kept = match on() {
        Dialect::Sqlite => "CREATE TABLE TBL_ORDERS",
        Dialect::Postgres => "tbl_orders.order_no",
    };
    assert!(look.schema().await.contains(kept));
    assert_eq!(Order::query().count(&database).await.unwrap(), 2);
}

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
