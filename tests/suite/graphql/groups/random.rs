//! Random groups of random rows, against the same made in memory.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use auto_api::graphql::Request;
use auto_api_tests::support::random::{Random, rounds};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Timelike, Utc};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::super::app::data;
use super::{served, visits};

/// What the database is told of a visit.
struct Row {
    guest: Option<usize>,
    at: DateTime<Utc>,
    paid: &'static str,
    purpose: &'static str,
    happy: Option<bool>,
    large: i64,
}

/// Guests as their countries: the key is the position, from 1.
const COUNTRIES: [Option<&str>; 4] = [Some("DE"), Some("Zaïre"), None, Some("de")];

const PAID: [&str; 7] = ["1", "1.0", "1.00", "9.5", "10", "-0.50", "-0.5"];
const PURPOSES: [&str; 2] = ["holiday", "day-work"];

fn row(random: &mut Random) -> Row {
    // Near to each other, or anywhere; sometimes at the edge of a day.
    let near = DateTime::parse_from_rfc3339("2024-02-26T00:00:00Z").unwrap();
    let micros = match random.below(3) {
        0 => near.timestamp_micros() + random.within(-40, 40) * 86_400_000_000 - 1,
        1 => near.timestamp_micros() + random.within(-90_000, 90_000) * 1_000_000,
        _ => random.within(-62_135_596_800_000_000, 253_402_300_799_999_999),
    };
    Row {
        guest: random.chance(80).then(|| random.below(COUNTRIES.len())),
        at: DateTime::from_timestamp_micros(micros).unwrap(),
        paid: random.pick::<&str>(&PAID),
        purpose: random.pick::<&str>(&PURPOSES),
        happy: random.chance(60).then(|| random.chance(50)),
        large: random.within(-1000, 1000),
    }
}

fn seed(rows: &[Row]) -> String {
    let text = |value: Option<String>| value.unwrap_or_else(|| "NULL".to_owned());
    let mut sql = String::new();
    for (at, country) in COUNTRIES.iter().enumerate() {
        let (id, country) = (at + 1, text(country.map(|country| format!("'{country}'"))));
        writeln!(
            sql,
            "INSERT INTO guests (id, name, country) VALUES ({id}, 'G', {country});"
        )
        .unwrap();
    }
    for (id, row) in rows.iter().enumerate() {
        let guest = text(row.guest.map(|at| (at + 1).to_string()));
        let happy = text(row.happy.map(|happy| happy.to_string()));
        let (at, day) = (row.at.format("%Y-%m-%dT%H:%M:%S%.6fZ"), row.at.date_naive());
        let local = row.at.format("%Y-%m-%d %H:%M:%S%.6f");
        let (paid, purpose, large) = (row.paid, row.purpose, row.large);
        writeln!(
            sql,
            "INSERT INTO visits (id, guest_id, at, day, local, paid, ratio, address, purpose, happy, large, note)
             VALUES ({id}, {guest}, '{at}', '{day}', '{local}', '{paid}', 0, '::1', '{purpose}', {happy}, {large}, '1');"
        )
        .unwrap();
    }
    sql
}

/// The first moment of a bucket.
fn bucket(at: DateTime<Utc>, unit: &str) -> DateTime<Utc> {
    let day = at.date_naive();
    let of = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap();
    let monday = Days::new(day.weekday().num_days_from_monday().into());
    let (day, hour) = match unit {
        "YEAR" => (of(day.year(), 1), 0),
        "QUARTER" => (of(day.year(), [1, 4, 7, 10][day.month0() as usize / 3]), 0),
        "MONTH" => (of(day.year(), day.month()), 0),
        "WEEK" => (day.checked_sub_days(monday).unwrap(), 0),
        "DAY" => (day, 0),
        _ => (day, at.hour()),
    };
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())
        .and_utc()
}

/// What orders a key: nulls last, then numbers, then text.
type Key = (bool, Decimal, String);

fn shown(value: &str) -> Key {
    (false, Decimal::ZERO, value.to_owned())
}

fn null() -> Key {
    (true, Decimal::ZERO, String::new())
}

/// A key of a request: as GraphQL has it, what is selected of it, and its value of a row.
struct Asked {
    by: String,
    select: &'static str,
    pointer: &'static str,
    of: Box<dyn Fn(&Row) -> Key>,
}

fn asked(random: &mut Random) -> Vec<Asked> {
    let units = ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR"];
    let (at, day) = (random.below(6), random.below(5));
    let time = move |row: &Row, unit: usize, form: &str| {
        shown(&bucket(row.at, units[unit]).format(form).to_string())
    };
    let asked = |by: String, select, pointer, of: Box<dyn Fn(&Row) -> Key>| Asked {
        by,
        select,
        pointer,
        of,
    };
    let by_at = format!("{{at: {}}}", units[at]);
    let by_local = format!("{{local: {}}}", units[at]);
    let by_day = format!("{{day: {}}}", units[day]);
    let own = |name: &str| format!("{{{name}: VALUE}}");
    let mut all = vec![
        asked(
            by_at,
            "at",
            "/at",
            Box::new(move |row| time(row, at, "%Y-%m-%dT%H:%M:%SZ")),
        ),
        asked(
            by_local,
            "local",
            "/local",
            Box::new(move |row| time(row, at, "%Y-%m-%dT%H:%M:%S")),
        ),
        asked(
            by_day,
            "day",
            "/day",
            Box::new(move |row| time(row, day, "%Y-%m-%d")),
        ),
        asked(
            own("purpose"),
            "purpose",
            "/purpose",
            Box::new(|row| shown(&row.purpose.to_uppercase().replace('-', "_"))),
        ),
        asked(
            own("paid"),
            "paid",
            "/paid",
            Box::new(|row| {
                let number: Decimal = row.paid.parse().unwrap();
                (false, number, number.normalize().to_string())
            }),
        ),
        asked(
            own("happy"),
            "happy",
            "/happy",
            Box::new(|row| {
                row.happy
                    .map_or_else(null, |happy| shown(&happy.to_string()))
            }),
        ),
        asked(
            "{guest: {country: VALUE}}".to_owned(),
            "guest { country }",
            "/guest/country",
            Box::new(|row| {
                row.guest
                    .and_then(|at| COUNTRIES[at])
                    .map_or_else(null, shown)
            }),
        ),
    ];
    for _ in 0..random.within(3, 6) {
        all.remove(random.below(all.len()));
    }
    all
}

#[tokio::test]
async fn random_groups_are_those_made_in_memory() {
    for round in 0..rounds(3) {
        let mut random = Random::new(round);
        let rows: Vec<Row> = (0..random.within(0, 150))
            .map(|_| row(&mut random))
            .collect();
        let service = served(&seed(&rows)).await;
        for _ in 0..30 {
            let keys = asked(&mut random);
            let (least, large) = (random.below(4), random.within(-1000, 500));
            let (limit, offset) = (random.below(51), random.below(3));
            let by: Vec<&str> = keys.iter().map(|key| key.by.as_str()).collect();
            let select: Vec<&str> = keys.iter().map(|key| key.select).collect();
            let query = format!(
                "{{ visits_group_by(by: [{}], limit: {limit}, offset: {offset},
                    filter: {{large: {{gte: \"{large}\"}}}}, having: {{not: {{count: {{lt: {least}}}}}}})
                {{ keys {{ {} }} count sum {{ large }} }} }}",
                by.join(", "),
                select.join(" ")
            );
            let mut groups: BTreeMap<Vec<Key>, (usize, i64)> = BTreeMap::new();
            for row in rows.iter().filter(|row| row.large >= large) {
                let key = keys.iter().map(|key| (key.of)(row)).collect();
                let group = groups.entry(key).or_default();
                *group = (group.0 + 1, group.1 + row.large);
            }
            let wanted = groups.into_iter().filter(|(_, (count, _))| *count >= least);
            let wanted: Vec<Json> = (wanted.skip(offset).take(limit))
                .map(|(keys, (count, sum))| {
                    let keys: Vec<Json> = keys.into_iter().map(as_json).collect();
                    json!([keys, count, sum.to_string()])
                })
                .collect();
            let answer = data(&service, Request::new(&query)).await;
            let found = answer["visits_group_by"].as_array().unwrap().iter();
            let found: Vec<Json> = found
                .map(|group| {
                    let values = keys
                        .iter()
                        .map(|key| plain(group["keys"].pointer(key.pointer)));
                    json!([
                        values.collect::<Vec<_>>(),
                        group["count"],
                        group["sum"]["large"]
                    ])
                })
                .collect();
            assert_eq!(found, wanted, "round {round}: {query}");
        }
    }
}

fn as_json((is_null, _, text): Key) -> Json {
    if is_null { Json::Null } else { text.into() }
}

/// Truth values as text, as the keys in memory are.
fn plain(value: Option<&Json>) -> Json {
    match value {
        Some(Json::Bool(value)) => value.to_string().into(),
        Some(other) => other.clone(),
        None => "missing".into(),
    }
}

/// Nothing to group makes no group, not one of nothing.
#[tokio::test]
async fn no_rows_make_no_groups() {
    let query = "{ visits_group_by(by: {happy: VALUE}, filter: {id: {in: []}}) { count } }";
    let found = data(&visits().await, Request::new(query)).await;
    assert_eq!(found["visits_group_by"], json!([]));
}
