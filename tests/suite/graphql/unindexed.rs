//! Relations that no index serves: on SQLite their table is read once for a level, and a request's
//! bytes are those that it has with an index.

use std::fmt::Write as _;
use std::sync::Arc;

use auto_api::ask::Args;
use auto_api::graphql::Request;
use auto_api::plan::{Dialect, plan};
use auto_api::{AutoApi, Database, Service, Zone};
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::both;

#[derive(AutoApi)]
#[api(has_many(members: Member), many_to_many(skills: Skill, through = TeamSkill))]
struct Team {
    #[api(id)]
    id: i64,
    name: String,
}

#[derive(AutoApi)]
#[api(has_many(reports: Report))]
struct Member {
    #[api(id)]
    id: i64,
    #[api(references = Team, as = team)]
    team_id: Option<i64>,
    code: String,
}

#[derive(AutoApi)]
struct Report {
    #[api(id)]
    id: i64,
    #[api(references = Member, as = member)]
    member_id: i64,
    hours: i64,
}

#[derive(AutoApi)]
struct Skill {
    #[api(id)]
    id: i64,
    label: String,
}

#[derive(AutoApi)]
struct TeamSkill {
    #[api(id)]
    id: i64,
    #[api(references = Team)]
    team_id: i64,
    #[api(references = Skill)]
    skill_id: i64,
}

fn zone() -> Zone {
    Zone::new("teams")
        .model::<Team>()
        .model::<Member>()
        .model::<Report>()
        .model::<Skill>()
        .model::<TeamSkill>()
        .build()
        .unwrap()
}

/// Another program's tables, without any index but those of keys.
const TABLES: &str = "
CREATE TABLE teams (id BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL);
CREATE TABLE members (id BIGINT PRIMARY KEY NOT NULL, team_id BIGINT, code TEXT NOT NULL);
CREATE TABLE reports (id BIGINT PRIMARY KEY NOT NULL, member_id BIGINT NOT NULL, hours BIGINT NOT NULL);
CREATE TABLE skills (id BIGINT PRIMARY KEY NOT NULL, label TEXT NOT NULL);
CREATE TABLE team_skills (id BIGINT PRIMARY KEY NOT NULL, team_id BIGINT NOT NULL, skill_id BIGINT NOT NULL);
";

const INDEXES: &str = "
CREATE INDEX a ON members (team_id);
CREATE INDEX b ON reports (member_id);
CREATE INDEX c ON team_skills (team_id);
CREATE INDEX d ON team_skills (skill_id);
";

fn seed() -> String {
    let mut sql = String::new();
    for team in 1..=7 {
        writeln!(sql, "INSERT INTO teams VALUES ({team}, 'team {team}');").unwrap();
        writeln!(sql, "INSERT INTO skills VALUES ({team}, 'skill {team}');").unwrap();
    }
    for member in 1..=40 {
        let team = match member % 8 {
            0 => "NULL".to_owned(),
            team => team.to_string(),
        };
        writeln!(
            sql,
            "INSERT INTO members VALUES ({member}, {team}, 'm{member}');"
        )
        .unwrap();
    }
    for report in 1..=120 {
        let member = 1 + report * 7 % 41;
        let kind = report % 9;
        writeln!(
            sql,
            "INSERT INTO reports VALUES ({report}, {member}, {kind});"
        )
        .unwrap();
    }
    for both in 1..=15 {
        let (team, skill) = (1 + both % 5, 1 + both * 3 % 7);
        writeln!(
            sql,
            "INSERT INTO team_skills VALUES ({both}, {team}, {skill});"
        )
        .unwrap();
    }
    sql
}

async fn served(tables: &str) -> (Arc<Service>, Database) {
    let database = both::empty().await;
    database.execute_batch(tables).await.unwrap();
    database.execute_batch(&seed()).await.unwrap();
    let service = Service::start(zone(), database.clone()).await.unwrap();
    (service, database)
}

const REQUESTS: [&str; 6] = [
    "{ teams { name members { code reports(limit: 2, order_by: [{hours: DESC}]) { id hours } } } }",
    "{ teams(limit: 3) { skills { label } skills_aggregate { count max { label } } } }",
    "{ team_pages(per_page: 2, page: 2) { items { members_pages(per_page: 2, filter: {code: {ne: \"m9\"}}) { items { code reports_aggregate { sum { hours } } } page_info { total_count } } } } }",
    "{ teams_connection(first: 3) { edges { cursor node { members_connection(first: 2, order_by: [{code: DESC}]) { edges { cursor node { code } } total_count } } } nodes { id } } }",
    "{ skills { label } members(distinct: [team_id]) { code team { name members(distinct: [team_id]) { id } } reports { hours member { team { id } } } } }",
    "{ member(id: 3) { reports { id member { reports { id } } } } a: members(filter: {id: {gt: 100}}) { reports { id } } }",
];

#[tokio::test]
async fn answers_are_those_of_tables_with_indexes() {
    let (bare, _) = served(TABLES).await;
    let (indexed, _) = served(&format!("{TABLES}{INDEXES}")).await;
    for query in REQUESTS {
        let [found, expected] = [
            bare.execute(&Request::new(query)).await,
            indexed.execute(&Request::new(query)).await,
        ];
        let [body, other] = [&found, &expected].map(|r| String::from_utf8_lossy(&r.body));
        assert_eq!(body, other, "{query}");
        assert!(
            body.starts_with("{\"data\":") && !body.contains("\"errors\""),
            "{body}"
        );
    }
}

/// What a request does, without the texts of its statements.
async fn steps(service: &Service, query: &str) -> Vec<String> {
    let request = Request::new(query).explain();
    let found = service.execute(&request).await;
    let json: serde_json::Value = serde_json::from_slice(&found.body).unwrap();
    let all = json["extensions"]["explain"].as_array().unwrap().clone();
    all.iter()
        .map(|step| {
            let plan = step["plan"][0].as_str().unwrap_or_default();
            let way = plan.split_whitespace().next().unwrap_or_default();
            format!(
                "{} {}: {way}",
                step["read"].as_str().unwrap(),
                step["strategy"].as_str().unwrap()
            )
        })
        .collect()
}

#[tokio::test]
async fn a_table_is_read_once_for_all_parents() {
    if both::on() == Dialect::Postgres {
        return;
    }
    let (service, database) = served(TABLES).await;
    let query = REQUESTS[0];
    assert_eq!(
        steps(&service, query).await,
        [
            "teams once: SCAN",
            "(rows) once for all parents: no index serves the relation: SCAN",
            "teams.members for each row of its parent: SEARCH",
            "(rows) once for all parents: no index serves the relation: SCAN",
            "teams.members.reports for each row of its parent: SEARCH",
        ]
    );
    // One parent reads the table once anyway.
    assert_eq!(
        steps(&service, "{ member(id: 3) { reports { id } } }").await,
        [
            "member once: SEARCH",
            "member.reports for each row of its parent: SCAN"
        ]
    );
    // With an index, which is found at start.
    database.execute_batch(INDEXES).await.unwrap();
    let service = Service::start(zone(), database).await.unwrap();
    assert_eq!(
        steps(&service, query).await,
        [
            "teams once: SCAN",
            "teams.members for each row of its parent: SEARCH",
            "teams.members.reports for each row of its parent: SEARCH",
        ]
    );
}

/// What it saves: `cargo nextest run --run-ignored only --no-capture figures_of_missing_indexes`.
#[tokio::test]
#[ignore = "prints figures"]
async fn figures_of_missing_indexes() {
    let database = Database::open("sqlite::memory:").await.unwrap();
    let rows = "
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO teams SELECT i, 'team ' || i FROM n;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
            INSERT INTO members SELECT i, i % 5000, 'm' || i FROM n;";
    database.execute_batch(TABLES).await.unwrap();
    database.execute_batch(rows).await.unwrap();
    let mut bodies = Vec::new();
    for (numbers, index) in [(None, false), (Some("_rowid_"), false), (None, true)] {
        let mut zone = zone();
        for link in zone
            .entities
            .iter_mut()
            .flat_map(|entity| &mut entity.links)
        {
            link.numbers = numbers;
        }
        if index {
            database.execute_batch(INDEXES).await.unwrap();
        }
        let form = pick(&zone, "Team")
            .fields("name")
            .link("members", Args::default(), |members| {
                members.fields("code").list()
            });
        let limit = args(&serde_json::json!({ "limit": 200 }));
        let plan = plan(
            &zone,
            &ask(&zone, "Team", form.list(), limit),
            Dialect::Sqlite,
        )
        .unwrap();
        let plan = Arc::new(plan);
        let start = std::time::Instant::now();
        bodies.push(database.run(&plan, Vec::new()).await.unwrap().body);
        eprintln!("{numbers:?}, index {index}: {:?}", start.elapsed());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

/// Values that are equal in other ways than byte by byte are compared by SQLite as ever.
#[tokio::test]
async fn columns_that_compare_in_their_own_way() {
    #[derive(AutoApi)]
    #[api(has_many(parts: Part))]
    struct Whole {
        #[api(id)]
        code: String,
    }

    #[derive(AutoApi)]
    struct Part {
        #[api(id)]
        id: i64,
        #[api(references = Whole, as = whole)]
        whole_code: String,
    }

    let zone = || {
        Zone::new("parts")
            .model::<Whole>()
            .model::<Part>()
            .build()
            .unwrap()
    };
    if both::on() == Dialect::Postgres {
        return;
    }
    let query = "{ wholes { code parts { id } } }";
    for (column, rest, first) in [
        ("TEXT NOT NULL", "", "[{\"id\":\"1\"}]"),
        (
            "TEXT NOT NULL COLLATE NOCASE",
            "",
            "[{\"id\":\"1\"},{\"id\":\"2\"}]",
        ),
        ("TEXT NOT NULL", "WITHOUT ROWID", "[{\"id\":\"1\"}]"),
        (
            "TEXT NOT NULL, _rowid_ INT, rowid INT",
            "",
            "[{\"id\":\"1\"}]",
        ),
        (
            "TEXT NOT NULL, _rowid_ INT, rowid INT, oid INT",
            "",
            "[{\"id\":\"1\"}]",
        ),
    ] {
        let database = Database::open("sqlite::memory:").await.unwrap();
        let sql = format!(
            "CREATE TABLE wholes (code TEXT PRIMARY KEY NOT NULL);
             CREATE TABLE parts (id INTEGER PRIMARY KEY NOT NULL, whole_code {column}) {rest};
             INSERT INTO wholes VALUES ('a'), ('b');
             INSERT INTO parts (id, whole_code) VALUES (1, 'a'), (2, 'A'), (3, 'b');"
        );
        database.execute_batch(&sql).await.unwrap();
        let service = Service::start(zone(), database).await.unwrap();
        let found = service.execute(&Request::new(query)).await;
        let expected = format!(
            r#"{{"data":{{"wholes":[{{"code":"a","parts":{first}}},{{"code":"b","parts":[{{"id":"3"}}]}}]}}}}"#
        );
        assert_eq!(
            String::from_utf8_lossy(&found.body),
            expected,
            "{column} {rest}"
        );
    }
}
