//! Every type of field there and back: a Rust value, what SQLite holds, the typed query's value,
//! the JSON of an answer, and the Rust value of that JSON.

use std::collections::BTreeSet;
use std::sync::Arc;

use auto_api::ask::Shape;
use auto_api::model::{Entity, Kind, Scalar, Zone};
use auto_api::plan::{Dialect, plan};
use auto_api::query::Query;
use auto_api::record::Row;
use auto_api::{Database, FieldValue, Record, Value};
use auto_api_tests::models::kinds::Kinds;
use auto_api_tests::support::asks::{ask, pick};
use auto_api_tests::support::both::{empty, on};
use auto_api_tests::support::literal::postgres::storable;
use auto_api_tests::support::random::{Random, rounds};
use auto_api_tests::support::store::insert;
use auto_api_tests::support::wide::wide;
use auto_api_tests::support::zoo::{Thing, zone as zoo};
use chrono::TimeDelta;
use serde_json::Value as Json;

#[path = "semantics/wire.rs"]
mod wire;

/// Rows for each property.
const ROWS: u64 = 300;

fn kinds() -> Zone {
    Zone::new("kinds")
        .unrestricted()
        .model::<Kinds>()
        .build()
        .unwrap()
}

/// A record of random values; null four times of ten where it may be.
fn record<T: Record>(random: &mut Random, zone: &Zone) -> T {
    let members = &zone.entities[zone.entity_of(T::MODEL.rust_name).unwrap()].members;
    let values: Vec<_> = (members.iter())
        .map(|member| {
            if member.field.nullable && random.chance(40) {
                return Value::Null;
            }
            let value = wide(random, zone, &member.kind);
            let value = match on() {
                Dialect::Sqlite => value,
                Dialect::Postgres => storable(value),
            };
            match (value, member.constraints.scale) {
                (Value::Decimal(number), Some(scale)) => Value::Decimal(number.round_dp(scale)),
                (value, _) => value,
            }
        })
        .collect();
    T::read(&mut Row::new(&mut values.into_iter())).unwrap()
}

/// A database without a row, as `Database::migrate` makes it.
async fn database(zone: &Zone) -> Database {
    let database = empty().await;
    database.migrate(zone).await.unwrap();
    database
}

/// A database of one record.
async fn stored<T: Record>(zone: &Zone, record: &T) -> Database {
    let database = database(zone).await;
    store(&database, zone, record).await;
    database
}

/// Makes a record the only one.
async fn store<T: Record>(database: &Database, zone: &Zone, record: &T) {
    let row = (0..T::MODEL.fields.len())
        .map(|at| record.value(at))
        .collect();
    let entity = entity::<T>(zone);
    let sql = insert(database.dialect(), entity, &row);
    let sql = format!("DELETE FROM \"{}\";\n{sql}", entity.table);
    database.execute_batch(&sql).await.unwrap();
}

fn entity<T: Record>(zone: &Zone) -> &Entity {
    &zone.entities[zone.entity_of(T::MODEL.rust_name).unwrap()]
}

/// The JSON of the only row.
async fn answer<T: Record>(database: &Database, zone: &Zone, shape: Shape) -> Json {
    let names: Vec<_> = entity::<T>(zone)
        .members
        .iter()
        .map(|m| m.name.as_str())
        .collect();
    let form = pick(zone, T::MODEL.rust_name)
        .fields(&names.join(" "))
        .list();
    let mut ask = ask(
        zone,
        T::MODEL.rust_name,
        form,
        auto_api::ask::Args::default(),
    );
    ask.shape = shape;
    let plan = Arc::new(plan(zone, &ask, database.dialect()).unwrap());
    let body = database.run(&plan, Vec::new()).await.unwrap().body;
    let mut json: Json = serde_json::from_slice(&body).unwrap();
    match shape {
        Shape::Object => json["root"][0].take(),
        Shape::Bare => json[0].take(),
    }
}

/// Stores a record and reads it in every way. Gives the JSON of REST, which `from_json` reads.
async fn there_and_back<T>(database: &Database, zone: &Zone, record: &T) -> Json
where
    T: Record + PartialEq + std::fmt::Debug,
{
    store(database, zone, record).await;
    let found = Query::<T>::new().all(database).await.unwrap();
    assert_eq!(found.as_slice(), std::slice::from_ref(record));
    for shape in [Shape::Object, Shape::Bare] {
        let json = answer::<T>(database, zone, shape).await;
        for (at, member) in entity::<T>(zone).members.iter().enumerate() {
            let form = wire::Form {
                zone,
                shape,
                scale: member.constraints.scale,
            };
            let value = record.value(at);
            let expected = match value {
                // Of two shortest texts that are equally near, either is right.
                Value::Float32(number) => nearest(&json[&member.name], number),
                ref value => wire::json(form, &member.kind, value),
            };
            assert_eq!(
                json[&member.name], expected,
                "`{}` of {record:?}",
                member.name
            );
            let is_plain = shape == Shape::Bare && !has_own_form(zone, &member.kind, form.scale);
            if is_plain {
                assert_eq!(
                    wire::document(&value.to_json()),
                    wire::document(&expected),
                    "`{}`",
                    member.name
                );
            }
        }
    }
    answer::<T>(database, zone, Shape::Bare).await
}

/// The JSON number, which must be this number of 32 bits and of no more digits than it needs.
// The nearest number of 32 bits is what is asked for.
#[allow(clippy::cast_possible_truncation)]
fn nearest(json: &Json, number: f32) -> Json {
    let found = json.as_f64().unwrap();
    assert_eq!((found as f32).to_bits(), number.to_bits());
    let digits = |text: String| text.bytes().filter(u8::is_ascii_digit).count();
    assert!(digits(format!("{found:e}")) <= digits(format!("{number:e}")));
    json.clone()
}

/// Whether an answer writes a kind by a setting of the zone or the field, which a value by itself
/// does not know: 64-bit integers as text, decimals with a scale.
fn has_own_form(zone: &Zone, kind: &Kind, scale: Option<u32>) -> bool {
    match kind {
        Kind::Scalar(scalar) => *scalar == Scalar::I64 || scale.is_some(),
        Kind::Enum(_) => false,
        Kind::List(item) => has_own_form(zone, item, None),
        Kind::Value(def) => {
            let mut fields = def.fields.iter();
            fields.any(|field| has_own_form(zone, &zone.kind(field), field.constraints.scale))
        }
    }
}

/// A value with its documents in the form of answers.
fn plain(value: Value) -> Value {
    match value {
        Value::Json(json) => Value::Json(wire::document(&json)),
        Value::List(items) => Value::List(items.into_iter().map(plain).collect()),
        other => other,
    }
}

/// Each field's Rust value of the answer's JSON is the record's, floats to the last bit.
macro_rules! read_back {
    ($record:ident, $json:ident, $model:ty: $($field:ident)*) => {{
        let fields = [$(stringify!($field)),*];
        let all: Vec<_> = <$model as auto_api::model::HasModel>::MODEL.fields.iter().map(|f| f.rust_name).collect();
        assert_eq!(fields.as_slice(), all.as_slice(), "every field is tried");
        $({
            fn read<T: FieldValue>(_: &T, json: Json) -> T {
                T::from_json(json).unwrap()
            }
            let back = read(&$record.$field, $json[stringify!($field)].clone());
            // Comparing `Value`s is comparing the fields, whatever their types.
            assert_eq!(plain(back.to_value()), plain($record.$field.to_value()), stringify!($field));
        })*
    }};
}

#[tokio::test]
async fn every_kind_comes_back() {
    let zone = kinds();
    let database = database(&zone).await;
    for seed in 0..rounds(ROWS) {
        let record: Kinds = record(&mut Random::new(seed), &zone);
        let json = there_and_back(&database, &zone, &record).await;
        read_back!(record, json, Kinds:
            id truth small medium large small_unsigned unsigned single double text instant date time local span
            amount raw shared document link address role email position words roles path maybe_text maybe_role
            maybe_position maybe_words);
    }
}

#[tokio::test]
async fn every_optional_kind_comes_back() {
    let zone = zoo();
    let database = database(&zone).await;
    for seed in 0..rounds(ROWS) {
        let mut record: Thing = record(&mut Random::new(seed), &zone);
        (record.owner_id, record.parent_id, record.room) = (None, None, None);
        let json = there_and_back(&database, &zone, &record).await;
        read_back!(record, json, Thing:
            id flag tiny few some many huge single double weight name title token seen_at local_at day clock span
            price cost raw document link address color shade code spot words numbers colors prices spots owner_id
            parent_id room level);
    }
}

#[test]
fn every_scalar_is_tried() {
    let (kinds, zoo) = (kinds(), zoo());
    let scalars = |entity: &Entity| -> BTreeSet<Scalar> {
        entity
            .members
            .iter()
            .filter_map(|member| member.kind.scalar())
            .collect()
    };
    let all = BTreeSet::from(Scalar::ALL);
    assert_eq!(scalars(entity::<Kinds>(&kinds)), all);
    let optional = entity::<Thing>(&zoo)
        .members
        .iter()
        .filter(|member| member.field.nullable);
    let optional: BTreeSet<_> = optional.filter_map(|member| member.kind.scalar()).collect();
    let missing: Vec<_> = all.difference(&optional).collect();
    assert_eq!(
        missing,
        [&Scalar::I16],
        "which is there without `Option` only"
    );
}

/// A thing of nothing but this.
fn thing(change: impl FnOnce(&mut Thing)) -> Thing {
    let mut thing: Thing = record(&mut Random::new(1), &zoo());
    (thing.owner_id, thing.parent_id, thing.room) = (None, None, None);
    change(&mut thing);
    thing
}

#[tokio::test]
async fn a_leap_second_has_a_fraction() {
    let zone = zoo();
    let half = "2016-12-31T23:59:59Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap()
        + TimeDelta::zero();
    let leap = chrono::Timelike::with_nanosecond(&half, 1_500_000_000).unwrap();
    let record = thing(|thing| {
        thing.seen_at = Some(leap);
        thing.local_at = Some(leap.naive_utc());
        thing.clock = Some(leap.time());
    });
    if on() == Dialect::Postgres {
        // It has none: the moment is that of the next second, as the server reads it.
        let record = thing(|thing| (thing.seen_at, thing.clock) = (record.seen_at, None));
        let database = stored(&zone, &record).await;
        let json = answer::<Thing>(&database, &zone, Shape::Bare).await;
        assert_eq!(json["seen_at"], "2017-01-01T00:00:00.500Z");
        let query = Thing::query().filter(Thing::SEEN_AT.eq(leap));
        assert_eq!(query.count(&database).await.unwrap(), 1);
        return;
    }
    let database = stored(&zone, &record).await;
    let json = answer::<Thing>(&database, &zone, Shape::Bare).await;
    assert_eq!(json["seen_at"], "2016-12-31T23:59:60.500Z");
    assert_eq!(json["local_at"], "2016-12-31T23:59:60.500");
    assert_eq!(json["clock"], "23:59:60.500");
    assert_eq!(Thing::query().one(&database).await.unwrap(), record);
}

#[tokio::test]
async fn finer_parts_than_microseconds_are_cut_off() {
    let zone = zoo();
    let fine = chrono::NaiveTime::from_hms_nano_opt(1, 2, 3, 4_567_999).unwrap();
    let value = fine.to_value();
    assert_eq!(value.to_json(), "01:02:03.004567");
    let record = thing(|thing| thing.clock = Some(fine));
    let database = stored(&zone, &record).await;
    let json = answer::<Thing>(&database, &zone, Shape::Bare).await;
    assert_eq!(json["clock"], "01:02:03.004567");
}

#[tokio::test]
async fn values_of_other_programs_have_the_documented_form() {
    let zone = zoo();
    let record = thing(|_| {});
    let database = stored(&zone, &record).await;
    let update = match on() {
        Dialect::Postgres => {
            "UPDATE things SET seen_at = '2024-02-29 14:30:00+02', local_at = '2024-02-29T12:30:00.5',
            day = 'Feb 29 2024', clock = '12:30', price = 1.50, cost = 7, double = 3,
            token = '{0190A1B2-0000-7000-8000-000000000001}', document = ' {\"a\" : [1, 2 ]} '"
        }
        Dialect::Sqlite => {
            "UPDATE things SET seen_at = '2024-02-29 12:30:00', local_at = '2024-02-29T12:30:00.5',
        day = '2024-02-29 00:00:00', clock = '12:30', price = 1.50, cost = '7', double = 3,
        token = upper('0190a1b2-0000-7000-8000-000000000001'), document = ' {\"a\" : [1, 2 ]} '"
        }
    };
    database.execute_batch(update).await.unwrap();
    let json = answer::<Thing>(&database, &zone, Shape::Bare).await;
    for (name, expected) in [
        ("seen_at", Json::from("2024-02-29T12:30:00Z")),
        ("local_at", "2024-02-29T12:30:00.500".into()),
        ("day", "2024-02-29".into()),
        ("clock", "12:30:00".into()),
        ("price", "1.5".into()),
        ("cost", "7.00".into()),
        ("double", 3.0.into()),
        ("token", "0190a1b2-0000-7000-8000-000000000001".into()),
        ("document", serde_json::json!({"a": [1, 2]})),
    ] {
        assert_eq!(json[name], expected, "{name}");
    }
    let read = Thing::query().one(&database).await.unwrap();
    assert_eq!(read.price.unwrap().to_string(), "1.5");
}

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
