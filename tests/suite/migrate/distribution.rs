//! Models whose rows are on several servers: constraints that a server can keep alone, and what
//! tells Citus. There is no cluster here: what would be called is played by functions of ours.

use auto_api::ddl::{Servers, postgres};
use auto_api::plan::Dialect;
use auto_api::{AutoApi, Database, ErrorCode, Service, Zone};
use auto_api_tests::support::both::{client, empty, empty_in, on, server};
use auto_api_tests::support::look::Look;
use uuid::Uuid;

use super::{file, snapshot};

/// What can be bought, the same for all.
#[derive(AutoApi, Clone, Debug)]
#[api(reference_table)]
struct Tariff {
    /// The key.
    #[api(id)]
    id: i64,
    /// What it is called.
    #[api(unique)]
    code: String,
}

/// Who pays.
#[derive(AutoApi, Clone, Debug)]
#[api(distribute_by = id, has_many(people: Person))]
struct Tenant {
    /// The key.
    #[api(id)]
    id: Uuid,
    /// What they have bought.
    #[api(references = Tariff)]
    tariff_id: i64,
}

/// Somebody who works there.
#[derive(AutoApi, Clone, Debug)]
#[api(distribute_by = tenant_id)]
struct Person {
    /// The key.
    #[api(id)]
    id: i64,
    /// Where.
    #[api(column = "tenant", references = Tenant, on_delete = cascade)]
    tenant_id: Uuid,
    /// Where they are written to.
    #[api(unique)]
    email: String,
}

/// How far a task is.
#[derive(AutoApi, serde::Serialize, serde::Deserialize, Clone, Copy, Debug, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Progress {
    /// Not begun.
    Open,
    /// Finished.
    Done,
}

/// Something to be done.
#[derive(AutoApi, Clone, Debug)]
#[api(
    table = "Task List",
    distribute_by = tenant_id,
    unique(title, parent_id),
    belongs_to(author: Person, fields = (author_email), to = (email)),
)]
struct Task {
    /// The key.
    #[api(id)]
    tenant_id: Uuid,
    /// Its number.
    #[api(id)]
    number: i32,
    /// What.
    #[api(index)]
    title: String,
    /// How far.
    progress: Progress,
    /// Who does it.
    #[api(references = Person, on_delete = set_null)]
    assignee_id: Option<i64>,
    /// Who asked for it.
    author_email: Option<String>,
    /// What it is a part of.
    parent_id: Option<i32>,
}

fn zone() -> Zone {
    Zone::new("tenants")
        .model::<Tariff>()
        .model::<Tenant>()
        .model::<Person>()
        .model::<Task>()
        .build()
        .unwrap()
}

/// The calls in the order in which they were made.
const CALLS: &str = "SELECT string_agg(what, '; ' ORDER BY nth) FROM calls";

#[test]
fn the_statements() {
    // They are the same text wherever the suite runs.
    if on() == Dialect::Postgres {
        return;
    }
    snapshot("distribution.one", &postgres(&zone(), Servers::One));
    snapshot("distribution.citus", &postgres(&zone(), Servers::Citus));
}

#[tokio::test]
async fn tables_of_one_server_keep_the_key_in_each_constraint() {
    let folder = tempfile::tempdir().unwrap();
    let (database, look) = file(folder.path()).await;
    database.migrate(&zone()).await.unwrap();
    let made = look.schema().await;
    snapshot("distribution", &made);
    database.migrate(&zone()).await.unwrap();
    assert_eq!(look.schema().await, made);
    Service::start(zone(), database).await.unwrap();
    if on() == Dialect::Sqlite {
        return;
    }
    // The text, run by hand, makes the same.
    for servers in [Servers::One, Servers::Citus] {
        let place = empty_in(folder.path()).await;
        let look = Look::at(&place).await;
        let text = postgres(&zone(), servers);
        let statements = text
            .lines()
            .filter(|line| !line.starts_with("SELECT create_"));
        let statements: Vec<&str> = statements.collect();
        assert!(statements.len() < text.lines().count() || servers == Servers::One);
        place
            .database
            .execute_batch(&statements.join("\n"))
            .await
            .unwrap();
        assert_eq!(look.schema().await, made);
    }
}

/// Two tenants with one person and one task each.
async fn rows() -> Database {
    let database = empty().await;
    database.migrate(&zone()).await.unwrap();
    let tenants = [
        "'00000000-0000-0000-0000-00000000000a'",
        "'00000000-0000-0000-0000-00000000000b'",
    ];
    let mut statements = vec!["INSERT INTO tariffs (id, code) VALUES (1, 'free')".to_owned()];
    for (id, tenant) in (1..).zip(tenants) {
        statements.extend([
            format!("INSERT INTO tenants VALUES ({tenant}, 1)"),
            format!("INSERT INTO people (id, tenant, email) VALUES ({id}, {tenant}, 'ann@example.org')"),
            format!(
                "INSERT INTO \"Task List\" (tenant_id, number, title, progress, assignee_id, author_email)
                 VALUES ({tenant}, 1, 'Sweep', 'open', {id}, 'ann@example.org')"
            ),
        ]);
    }
    let sql = statements.join(";\n");
    database.execute_batch(&sql).await.unwrap();
    database
}

/// Statements of the application's own fail with the database's words.
async fn refused(database: &Database, sql: &str, words: [&str; 2]) {
    let error = database.execute_batch(sql).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Validation, "{sql}: {error}");
    let said = words.iter().any(|words| error.message.contains(words));
    assert!(said, "{sql}: {error}");
}

const UNIQUE: [&str; 2] = ["UNIQUE", "duplicate key"];
const REFERENCE: [&str; 2] = ["FOREIGN KEY", "foreign key"];

#[tokio::test]
async fn what_is_unique_is_so_within_a_tenant() {
    let database = rows().await;
    let again =
        "INSERT INTO people (id, tenant, email) SELECT 9, tenant, email FROM people WHERE id = 1";
    refused(&database, again, UNIQUE).await;
    let tariff = "INSERT INTO tariffs (id, code) VALUES (2, 'free')";
    refused(&database, tariff, UNIQUE).await;
}

#[tokio::test]
async fn references_stay_within_a_tenant() {
    let database = rows().await;
    if on() == Dialect::Postgres {
        // Another's person, by the key. On one SQLite database a key is a key.
        let other = "UPDATE \"Task List\" SET assignee_id = 3 - assignee_id";
        refused(&database, other, REFERENCE).await;
    }
    let nobody = "UPDATE \"Task List\" SET author_email = 'bob@example.org'";
    refused(&database, nobody, REFERENCE).await;
    let delete = "DELETE FROM people WHERE id = 1";
    refused(&database, delete, REFERENCE).await;
    let delete = format!("UPDATE \"Task List\" SET author_email = NULL; {delete}");
    database.execute_batch(&delete).await.unwrap();
    // Who has gone is let go of, and where the task is stays.
    let left = Task::query().order_by(Task::TENANT_ID.asc());
    let left = left.all(&database).await.unwrap();
    let who: Vec<_> = left.iter().map(|task| task.assignee_id).collect();
    assert_eq!(who, [None, Some(2)]);
}

#[test]
fn one_row_is_asked_for_with_the_tenant() {
    let zone = zone();
    let keys = |name: &str| {
        let entity = &zone.entities[zone.entity_of(name).unwrap()];
        let names = |key: &Vec<usize>| -> Vec<&str> {
            key.iter()
                .map(|&at| entity.members[at].name.as_str())
                .collect()
        };
        entity.unique_keys.iter().map(names).collect::<Vec<_>>()
    };
    assert_eq!(keys("Person"), [vec!["id"], vec!["email", "tenant_id"]]);
    assert_eq!(keys("Tariff"), [["id"], ["code"]]);
    assert_eq!(
        keys("Task"),
        [
            vec!["tenant_id", "number"],
            vec!["title", "parent_id", "tenant_id"]
        ]
    );
}

#[tokio::test]
async fn a_cluster_is_told_once_and_before_references_are_made() {
    if on() == Dialect::Sqlite {
        return;
    }
    // A database of its own: an extension is there for all who use one.
    let mut url = server().unwrap();
    let admin = client(&url).await;
    let name = format!("auto_api_cluster_{}", std::process::id());
    admin
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    url.set_path(&name);
    let look = client(&url).await;
    look.batch_execute(PLAYED).await.unwrap();
    let database = Database::open(url.as_str()).await.unwrap();
    let done = database.migrate(&zone()).await;
    let again = database.migrate(&zone()).await;
    let told = look.query_one(CALLS, &[]).await;
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    admin.batch_execute(&drop).await.unwrap();
    done.unwrap();
    again.unwrap();
    let told: String = told.unwrap().get(0);
    assert_eq!(
        told,
        "reference tariffs, 0 keys, sequential; distributed tenants by id, beside default, 0 keys, \
         sequential; distributed people by tenant, beside tenants, 0 keys, sequential; \
         distributed \"Task List\" by tenant_id, beside tenants, 0 keys, sequential"
    );
}

/// Citus, as far as `migrate` sees it; what is called is written down.
const PLAYED: &str = "
    SET allow_system_table_mods = on;
    INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        VALUES (4000000, 'citus', 10, 11, false, '13.0');
    CREATE SEQUENCE call_numbers;
    CREATE VIEW call_context AS SELECT count(*) || ' keys, '
        || current_setting('citus.multi_shard_modify_mode', true) AS text
        FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace;
    CREATE TABLE calls (nth bigint DEFAULT nextval('call_numbers'), what text);
    CREATE FUNCTION create_reference_table(name regclass) RETURNS void LANGUAGE sql AS
        $$INSERT INTO calls (what)
            SELECT format('reference %s, %s', name, text) FROM call_context$$;
    CREATE FUNCTION create_distributed_table(
        name regclass, key text, colocate_with text DEFAULT 'default') RETURNS void LANGUAGE sql AS
        $$INSERT INTO calls (what)
            SELECT format('distributed %s by %s, beside %s, %s', name, key, colocate_with, text)
            FROM call_context$$;
";
