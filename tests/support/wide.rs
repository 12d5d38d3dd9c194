//! Random values of a kind from all that there are, for round trips.

use auto_api::Value;
use auto_api::model::{Kind, Scalar, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::random::Random;
use super::values;

/// A value of a kind, from all that there are: any bits, any text, any time of the years 0 to 9999.
pub fn wide(random: &mut Random, zone: &Zone, kind: &Kind) -> Value {
    match kind {
        Kind::Scalar(scalar) if random.chance(70) => anything(random, *scalar),
        Kind::List(item) => {
            let length = random.below(6);
            Value::List((0..length).map(|_| wide(random, zone, item)).collect())
        }
        kind => values::value(random, zone, kind),
    }
}

fn anything(random: &mut Random, scalar: Scalar) -> Value {
    let bits = random.bits();
    let whole = bits.cast_signed();
    match scalar {
        Scalar::I16 => Value::Int(whole >> 48),
        Scalar::I32 => Value::Int(whole >> 32),
        Scalar::I64 => Value::Int(whole),
        Scalar::U16 => Value::Int((bits >> 48).cast_signed()),
        Scalar::U32 => Value::Int((bits >> 32).cast_signed()),
        Scalar::F32 => {
            let number = f32::from_bits(u32::try_from(bits >> 32).unwrap());
            Value::Float32(if number.is_finite() { number } else { 0.5 })
        }
        Scalar::F64 => Value::Float(values::float(random)),
        Scalar::Uuid => Value::Uuid(Uuid::from_u64_pair(bits, random.bits())),
        Scalar::String => Value::Text(words(random)),
        Scalar::Bytes => {
            let length = random.below(40);
            Value::Bytes(
                (0..length)
                    .map(|_| random.bits().to_le_bytes()[0])
                    .collect(),
            )
        }
        Scalar::Duration => Value::Duration(TimeDelta::microseconds(whole)),
        Scalar::Decimal => {
            let scale = u32::try_from(random.below(29)).unwrap();
            Value::Decimal(Decimal::from_i128_with_scale(i128::from(whole), scale).normalize())
        }
        Scalar::DateTime => Value::DateTime(instant(random).and_utc()),
        Scalar::LocalDateTime => Value::LocalDateTime(instant(random)),
        Scalar::Date => Value::Date(instant(random).date()),
        Scalar::Time => Value::Time(instant(random).time()),
        Scalar::Ip if bits & 1 == 0 => {
            Value::Ip(std::net::Ipv4Addr::from_bits((bits >> 32).try_into().unwrap()).into())
        }
        Scalar::Ip => Value::Ip(std::net::Ipv6Addr::from_bits(u128::from(bits) << 40).into()),
        other => values::scalar(random, other),
    }
}

/// Any text: of a few letters, of any characters, of those that JSON and SQL escape.
fn words(random: &mut Random) -> String {
    let length = random.below(12);
    let char = |random: &mut Random| match random.below(3) {
        0 => char::from(u8::try_from(random.below(128)).unwrap()),
        1 => *random.pick(&[
            '"', '\\', '\'', '\0', '\u{1f}', '\u{7f}', '\u{2028}', '%', '漢',
        ]),
        _ => char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap()).unwrap_or('\u{fffd}'),
    };
    (0..length).map(|_| char(random)).collect()
}

/// A moment of the years 0 to 9999, to the microsecond.
fn instant(random: &mut Random) -> NaiveDateTime {
    let start: NaiveDate = "0000-01-01".parse().unwrap();
    let start = start.and_time(NaiveTime::MIN);
    let micros = random.within(0, 9998 * 365 * 86_400 * 1_000_000);
    let moment = start + TimeDelta::microseconds(micros);
    match random.below(3) {
        0 => moment - TimeDelta::microseconds(micros % 1_000_000),
        1 => moment - TimeDelta::microseconds(micros % 1000),
        _ => moment,
    }
}
