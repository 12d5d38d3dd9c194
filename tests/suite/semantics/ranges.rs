//! Named ranges of days, which depend on today: every day of some years, under each of them.

use std::sync::Arc;

use auto_api::ask::Input;
use auto_api::model::operator::RANGES;
use auto_api::plan::plan;
use auto_api::{Database, Value};
use auto_api_tests::support::asks::{args, ask, pick};
use auto_api_tests::support::random::Random;
use auto_api_tests::support::store::{Row, Rows, Tables};
use auto_api_tests::support::zoo::zone;
use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::json;

/// Days before and after today.
const SPAN: i64 = 800;

/// Whether a day is in a range, by what its name says.
fn is_in(name: &str, day: NaiveDate, today: NaiveDate) -> bool {
    let ahead = (day - today).num_days();
    let monday =
        |day: NaiveDate| day - TimeDelta::days(day.weekday().num_days_from_monday().into());
    let weeks = (monday(day) - monday(today)).num_days() / 7;
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let (months, years) = (month(day) - month(today), day.year() - today.year());
    match name {
        "TODAY" => ahead == 0,
        "YESTERDAY" => ahead == -1,
        "TOMORROW" => ahead == 1,
        "THIS_WEEK" => weeks == 0,
        "LAST_WEEK" => weeks == -1,
        "NEXT_WEEK" => weeks == 1,
        "THIS_MONTH" => months == 0,
        "LAST_MONTH" => months == -1,
        "NEXT_MONTH" => months == 1,
        "THIS_YEAR" => years == 0,
        "LAST_YEAR" => years == -1,
        "NEXT_YEAR" => years == 1,
        "LAST_7_DAYS" => (-6..=0).contains(&ahead),
        "LAST_30_DAYS" => (-29..=0).contains(&ahead),
        "LAST_90_DAYS" => (-89..=0).contains(&ahead),
        "LAST_365_DAYS" => (-364..=0).contains(&ahead),
        other => panic!("no range {other}"),
    }
}

#[tokio::test]
async fn each_range_has_its_days_to_the_last_microsecond() {
    loop {
        let today = Utc::now().date_naive();
        let outcome = days_of_each(today).await;
        // Not the day on which it began: then nothing is known.
        if Utc::now().date_naive() == today {
            for (name, member, found, expected) in outcome {
                assert_eq!(found, expected, "{name} of {member}");
            }
            return;
        }
    }
}

type Days = (&'static str, &'static str, Vec<i64>, Vec<i64>);

async fn days_of_each(today: NaiveDate) -> Vec<Days> {
    let zone = zone();
    let members = ["day", "local_at", "seen_at"];
    let mut rows = Rows::random(
        &mut Random::new(1),
        &zone,
        &[1, 1, 0, 0, 1, 0],
        Tables::Bare,
    );
    let model: Row = rows.of[0][0].clone();
    let [day, local_at, seen_at] = members.map(|name| zone.entities[0].member(name).unwrap());
    let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap();
    let row = |ahead: i64| {
        let (mut row, date) = (model.clone(), today + TimeDelta::days(ahead));
        let time = date.and_time(if ahead % 2 == 0 { NaiveTime::MIN } else { last });
        row[0] = Value::Int(ahead);
        row[day] = Value::Date(date);
        row[local_at] = Value::LocalDateTime(time);
        row[seen_at] = Value::DateTime(time.and_utc());
        row
    };
    rows.of[0] = (-SPAN..=SPAN).map(row).collect();
    let database = rows.database(&zone, Tables::Bare).await;
    let mut all = Vec::new();
    for (name, _) in RANGES {
        let expected =
            (-SPAN..=SPAN).filter(|&ahead| is_in(name, today + TimeDelta::days(ahead), today));
        let expected: Vec<_> = expected.collect();
        for member in members {
            let found = found(&database, member, name).await;
            all.push((name, member, found, expected.clone()));
        }
    }
    all
}

/// How far ahead of today the rows of a range are.
async fn found(database: &Database, member: &str, range: &str) -> Vec<i64> {
    let zone = zone();
    let mut args = args(&json!({"limit": 500, "order_by": [{"id": "ASC"}]}));
    let range = Input::Object(vec![("range".into(), Input::Enum(range.into()))]);
    args.filter = Some(Input::Object(vec![(member.to_owned(), range)]));
    let ask = ask(
        &zone,
        "Thing",
        pick(&zone, "Thing").fields("id").list(),
        args,
    );
    let plan = Arc::new(plan(&zone, &ask, database.dialect()).unwrap());
    let body = database.run(&plan, Vec::new()).await.unwrap().body;
    let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let rows = json["root"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().parse().unwrap())
        .collect()
}
