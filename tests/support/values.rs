//! Random values of a kind: few enough that two are often equal, hostile enough to hurt.

use auto_api::Value;
use auto_api::model::{Kind, Scalar, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::random::Random;

/// Texts that case folding, patterns, escapes and C strings stumble over.
pub const TEXTS: [&str; 40] = [
    "",
    " ",
    "a",
    "A",
    "ab",
    "aB",
    "abc",
    "b",
    "ba",
    "İ",
    "i",
    "ı",
    "I",
    "i\u{307}",
    "ß",
    "ẞ",
    "ss",
    "SS",
    "straße",
    "STRASSE",
    "Ä",
    "ä",
    "a\u{308}",
    "Σ",
    "σ",
    "ς",
    "ΟΔΟΣ",
    "οδος",
    "ΟΔΟΣΑ",
    "%",
    "_",
    "\\",
    "100% _x_ \\",
    "it's",
    "\"q\"; --",
    "a\0b",
    "\0",
    "\u{d7ff}",
    "\u{10ffff}",
    "漢字 🦀\n\t",
];

/// A value of a kind.
pub fn value(random: &mut Random, zone: &Zone, kind: &Kind) -> Value {
    match kind {
        Kind::Scalar(scalar) => self::scalar(random, *scalar),
        Kind::Enum(def) => Value::Text(random.pick(def.variants).name.to_owned()),
        Kind::List(item) => {
            let length = *random.pick(&[0, 1, 1, 2, 3]);
            Value::List((0..length).map(|_| value(random, zone, item)).collect())
        }
        Kind::Value(def) => {
            let members = def.fields.iter().map(|field| {
                let value = if field.nullable && random.chance(40) {
                    Value::Null
                } else {
                    value(random, zone, &zone.kind(field))
                };
                (field.name.to_owned(), value.to_json())
            });
            Value::Json(Json::Object(members.collect()))
        }
    }
}

pub(super) fn scalar(random: &mut Random, scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => Value::Bool(random.chance(50)),
        Scalar::I16 => Value::Int(*random.pick(&[0, 1, 2, -1, 7, i64::from(i16::MIN), 32767])),
        Scalar::I32 => Value::Int(*random.pick(&[0, 1, 2, -3, 10, -2_147_483_648, 2_147_483_647])),
        Scalar::U16 => Value::Int(*random.pick(&[0, 1, 2, 9, 10, 65535])),
        Scalar::U32 => Value::Int(*random.pick(&[0, 1, 2, 9, 10, 4_294_967_295])),
        Scalar::I64 => Value::Int(*random.pick(&[
            0,
            1,
            -1,
            i64::MIN,
            i64::MAX,
            9_007_199_254_740_992,
            9_007_199_254_740_993,
            i64::MAX - 1,
        ])),
        Scalar::F32 => {
            Value::Float32(*random.pick(&[0.0, 0.1, -0.1, 1.5, f32::MAX, f32::MIN_POSITIVE]))
        }
        Scalar::F64 => Value::Float(float(random)),
        Scalar::Decimal => Value::Decimal(random.pick(&DECIMALS).parse::<Decimal>().unwrap()),
        Scalar::Bytes => Value::Bytes(
            random
                .pick(&[&b""[..], b"\0", b"a", b"\xff\xfe", b"abc"])
                .to_vec(),
        ),
        Scalar::Json => Value::Json(document(random, 2)),
        _ => text_like(random, scalar),
    }
}

fn text_like(random: &mut Random, scalar: Scalar) -> Value {
    match scalar {
        Scalar::Uuid => Value::Uuid(Uuid::from_u128(u128::from(random.bits() % 9) << 60)),
        Scalar::DateTime => Value::DateTime(moment(random).and_utc()),
        Scalar::LocalDateTime => Value::LocalDateTime(moment(random)),
        Scalar::Date => Value::Date(moment(random).date()),
        Scalar::Time => Value::Time(time(random)),
        Scalar::Duration => {
            let edges = [
                0,
                1,
                -1,
                1_500_000,
                3_600_000_000,
                i64::MAX,
                i64::MIN,
                -90_061_000_001,
            ];
            Value::Duration(TimeDelta::microseconds(*random.pick(&edges)))
        }
        Scalar::Url => Value::Text(random.pick(&URLS).to_string()),
        Scalar::Ip => Value::Ip(random.pick(&IPS).parse().unwrap()),
        _ => Value::Text(random.pick(&TEXTS).to_string()),
    }
}

const DECIMALS: [&str; 12] = [
    "0",
    "1",
    "1.0",
    "1.00",
    "9.9",
    "10",
    "-10",
    "-9.9",
    "0.005",
    "0.1",
    "123456789.25",
    "-0.5",
];

const URLS: [&str; 5] = [
    "https://example.org/",
    "https://example.org/a?b=%20c#d",
    "https://xn--strae-oqa.example/%C3%84",
    "mailto:a@b.c",
    "http://[::1]:8080/_",
];

const IPS: [&str; 5] = [
    "127.0.0.1",
    "::1",
    "::ffff:1.2.3.4",
    "255.255.255.255",
    "2001:db8::",
];

pub(super) fn float(random: &mut Random) -> f64 {
    let some = [
        0.0,
        1.0,
        -1.0,
        0.1,
        0.2,
        0.3,
        1e15,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
        1.0 / 3.0,
    ];
    if random.chance(60) {
        return *random.pick(&some);
    }
    // Any 64 bits that are a number: digits that a sloppy reader takes for a neighbour's.
    loop {
        let number = f64::from_bits(random.bits());
        if number.is_finite() {
            return number;
        }
    }
}

/// A time of day with no fraction, or with one of milliseconds or microseconds.
pub fn time(random: &mut Random) -> NaiveTime {
    let seconds = *random.pick(&[0, 1, 43_200, 45_296, 86_399]);
    let micros = *random.pick(&[0, 0, 1, 5000, 500_000, 999_999, 999_600]);
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, micros * 1000).unwrap()
}

/// A date and time, often at the edge of a month or a year.
pub fn moment(random: &mut Random) -> NaiveDateTime {
    let days = [
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2023-12-31",
        "2024-01-01",
        "1969-12-31",
        "0001-01-01",
        "9999-12-31",
        "2024-04-30",
    ];
    let day: NaiveDate = random.pick(&days).parse().unwrap();
    day.and_time(time(random))
}

fn document(random: &mut Random, depth: usize) -> Json {
    let leaves = [
        json!(1),
        json!(1.0),
        json!(1.5),
        json!("a"),
        json!("x\0\"y"),
        json!(true),
        json!(9_007_199_254_740_993_i64),
        json!(9_007_199_254_740_992_i64),
        json!(u64::MAX),
        json!(1.844_674_407_370_955_2e19),
        json!(1e300),
        json!(-0.0),
        json!(0),
        json!(""),
    ];
    if depth == 0 || random.chance(40) {
        return random.pick(&leaves).clone();
    }
    let mut inner = || document(random, depth - 1);
    let all = [inner(), inner(), inner()];
    let [one, two, three] = all;
    match random.below(4) {
        0 => json!([one, two]),
        // Names that are places in arrays, or look like them.
        3 => json!({"0": one, "-1": two, "01": three}),
        1 => json!({"a": one, "b": {"c": two}, "a/b": three, "": null}),
        _ => json!({"b": one, "tags": [two, three]}),
    }
}
