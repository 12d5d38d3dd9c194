//! The property: the engine answers as the evaluator does, with values in place and in slots, with
//! as many statements as the budget has, and on PostgreSQL with the very bytes that it answers on
//! SQLite.

use std::sync::Arc;

use auto_api::ask::Input;
use auto_api::database::Answer;
use auto_api::plan::{Dialect, plan};
use auto_api::{Database, Zone};
use auto_api_tests::support::random::{Random, rounds};
use auto_api_tests::support::store::{Rows, Stored, Tables};
use auto_api_tests::support::zoo::zone;
use serde_json::{Number, Value as Json};

use super::answer::{CURSOR, answer};
use super::evaluate::World;
use super::generate::Generator;
use super::render::{literal, slotted};
use super::request::{Cursor, Form, Request};
use super::shrink::smaller;

/// Rows of each entity: things, owners, labels, stickers, shelves, notes.
const COUNTS: [usize; 6] = [36, 8, 7, 60, 6, 20];

/// Seeds of rows; requests for each.
const SEEDS: u64 = 12;
const REQUESTS: u64 = 60;

/// Wrong answers that are looked for before the test ends.
const SHOWN: usize = 6;

#[tokio::test]
async fn requests_about_migrated_tables() {
    all(Tables::Migrated, 1000).await;
}

#[tokio::test]
async fn requests_about_tables_without_indexes_whose_references_lead_nowhere() {
    all(Tables::Bare, 2000).await;
}

async fn all(tables: Tables, first: u64) {
    let (mut zone, mut wrong) = (zone(), Vec::new());
    for seed in first..first + rounds(SEEDS) {
        // As the engine finds out at start: every other time, so that both ways are gone.
        let is_known = tables == Tables::Bare && seed % 2 == 1;
        for link in zone
            .entities
            .iter_mut()
            .flat_map(|entity| &mut entity.links)
        {
            link.numbers = is_known.then_some("_rowid_");
        }
        let mut random = Random::new(seed);
        // Every third time any values: texts and times that are never equal, letters of all scripts.
        let rows = match seed % 3 {
            0 => Rows::wide(&mut random, &zone, &COUNTS, tables),
            _ => Rows::random(&mut random, &zone, &COUNTS, tables),
        };
        let database = rows.database(&zone, tables).await;
        let world = World {
            zone: &zone,
            rows: &rows,
        };
        let mut generator = Generator { world, random };
        for number in 0..REQUESTS {
            let mut request = generator.request();
            cursors(&database, &zone, &mut generator.random, &mut request).await;
            let label = format!("seed {seed}, request {number}");
            wrong.extend(difference(&database, world, &request, &label).await);
            assert!(wrong.len() < SHOWN, "{}", wrong.join("\n\n"));
        }
        database.place.end().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Compares the engine's answers with the evaluator's.
pub(crate) async fn check(database: &Stored, world: World<'_>, request: &Request, label: &str) {
    if let Some(wrong) = difference(database, world, request, label).await {
        panic!("{wrong}");
    }
}

/// What is wrong with the answer to a request, which is made as small as it can be first.
async fn difference(
    database: &Stored,
    world: World<'_>,
    request: &Request,
    label: &str,
) -> Option<String> {
    let mut wrong = compare(database, world, request).await.err()?;
    let mut least = request.clone();
    while let Some((smaller, why)) = still_wrong(database, world, &least).await {
        (least, wrong) = (smaller, why);
    }
    Some(format!("{label}: {least:?}\n{wrong}"))
}

async fn still_wrong(
    database: &Stored,
    world: World<'_>,
    request: &Request,
) -> Option<(Request, String)> {
    for smaller in smaller(request) {
        if let Err(wrong) = compare(database, world, &smaller).await {
            return Some((smaller, wrong));
        }
    }
    None
}

async fn compare(database: &Stored, world: World<'_>, request: &Request) -> Result<(), String> {
    let expected = answer(world, request);
    let (found, sql) = run(database, world.zone, request, false).await?;
    let (again, _) = run(database, world.zone, request, true).await?;
    if found.body != again.body {
        let [found, again] = [&found, &again].map(|answer| String::from_utf8_lossy(&answer.body));
        return Err(format!("slots change the answer\n{found}\n{again}\n{sql}"));
    }
    let mut all = Vec::new();
    if let Some(twin) = &database.twin {
        let (other, sql) = run(twin, world.zone, request, false).await?;
        if found.body != other.body {
            let [found, other] =
                [&found, &other].map(|answer| String::from_utf8_lossy(&answer.body));
            all.push(format!("SQLite has other bytes\n{other}\n{found}\n{sql}"));
        }
    }
    differences("", &uncursed(root(&found, request)), &expected, &mut all);
    let (statements, budget) = (found.statements, request.read.statements());
    // PostgreSQL joins relations to one row, SQLite has a statement for each.
    let is_within = match database.dialect() {
        // A statement more for each relation that no index serves.
        Dialect::Sqlite if is_looked_up(world.zone) => (budget..=2 * budget).contains(&statements),
        Dialect::Sqlite => statements == budget,
        Dialect::Postgres => statements <= budget,
    };
    if !is_within {
        all.push(format!("{statements} statements, expected {budget}"));
    }
    if all.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{sql}", all.join("\n")))
}

/// Whether the rows of relations are looked up before.
fn is_looked_up(zone: &Zone) -> bool {
    let mut links = zone.entities.iter().flat_map(|entity| &entity.links);
    links.any(|link| link.numbers.is_some())
}

/// The engine's answer to a request, and its plan.
pub(crate) async fn run(
    database: &Database,
    zone: &Zone,
    request: &Request,
    slots: bool,
) -> Result<(Answer, String), String> {
    let (ask, values): (_, Vec<Input>) = if slots {
        slotted(zone, request)
    } else {
        (literal(zone, request), Vec::new())
    };
    let plan = plan(zone, &ask, database.dialect()).map_err(|errors| format!("{errors:?}"))?;
    let plan = Arc::new(plan);
    match database.run(&plan, values).await {
        Ok(answer) => Ok((answer, plan.to_string())),
        Err(error) => Err(format!("{error:?}\n{plan}")),
    }
}

/// The root's value.
pub(crate) fn root(answer: &Answer, request: &Request) -> Json {
    let mut json: Json = serde_json::from_slice(&answer.body).unwrap();
    match request.shape {
        auto_api::ask::Shape::Object => json["root"].take(),
        auto_api::ask::Shape::Bare => json,
    }
}

/// Each cursor as the evaluator has it.
fn uncursed(json: Json) -> Json {
    match json {
        Json::Object(members) => {
            let each = members.into_iter().map(|(name, value)| {
                let is_cursor = name.ends_with("cursor") && value.is_string();
                let value = if is_cursor {
                    Json::from(CURSOR)
                } else {
                    uncursed(value)
                };
                (name, value)
            });
            Json::Object(each.collect())
        }
        Json::Array(items) => items.into_iter().map(uncursed).collect(),
        other => other,
    }
}

/// Where the engine's answer is another than the evaluator's.
fn differences(path: &str, found: &Json, expected: &Json, all: &mut Vec<String>) {
    match (found, expected) {
        (Json::Object(a), Json::Object(b)) if a.len() == b.len() => {
            for (name, found) in a {
                let other = b.get(name).unwrap_or(&Json::Null);
                differences(&format!("{path}.{name}"), found, other, all);
            }
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            for (at, found) in a.iter().enumerate() {
                differences(&format!("{path}.{at}"), found, &b[at], all);
            }
        }
        _ if found == expected => {}
        // Of two shortest texts that are equally near, either is right.
        (Json::Number(a), Json::Number(b)) if path.ends_with(".single") && are_near(a, b) => {}
        _ => all.push(format!("at `{path}`: found {found}, expected {expected}")),
    }
}

/// Whether two numbers are one number of 32 bits.
// The nearest number of 32 bits is what is asked for.
#[allow(clippy::cast_possible_truncation)]
fn are_near(one: &Number, two: &Number) -> bool {
    let [one, two] = [one, two].map(|number| number.as_f64().map(|number| number as f32));
    one.is_some() && one == two
}

/// Gives a connection a cursor on one side or both, now and then.
async fn cursors(database: &Database, zone: &Zone, random: &mut Random, request: &mut Request) {
    let mut all = request.clone();
    let Form::Connection {
        size, backwards, ..
    } = &mut all.read.form
    else {
        return;
    };
    (*size, *backwards) = (Some(500), false);
    let (found, _) = run(database, zone, &all, false).await.unwrap();
    let json = root(&found, &all);
    let edges = json["edges"].as_array().unwrap();
    let mut some = || {
        let row = random.below(edges.len());
        let edge = edges.get(row).filter(|_| random.chance(60))?;
        Some(Cursor {
            row,
            text: edge["cursor"].as_str().unwrap().to_owned(),
        })
    };
    if let Form::Connection { after, before, .. } = &mut request.read.form {
        (*after, *before) = (some(), some());
    }
}
