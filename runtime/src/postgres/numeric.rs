//! PostgreSQL's `numeric` in its binary form: groups of four digits, a weight and a sign.
//!
//! Source: `src/backend/utils/adt/numeric.c` of PostgreSQL, `numeric_send`.

use rust_decimal::Decimal;

use super::raw::{int2, uint2};

/// The number of groups, the weight of the first, whether it is negative, digits after the point.
struct Numeric<'a> {
    weight: i32,
    negative: bool,
    scale: u32,
    groups: &'a [u8],
}

fn parse(raw: &[u8]) -> Option<Numeric<'_>> {
    let sign = uint2(raw, 4)?;
    if sign != 0 && sign != NEGATIVE {
        // NaN and the infinities.
        return None;
    }
    let groups = raw.get(8..)?;
    if groups.len() != usize::from(uint2(raw, 0)?) * 2 {
        return None;
    }
    Some(Numeric {
        weight: int2(raw, 2)?.into(),
        negative: sign == NEGATIVE,
        scale: uint2(raw, 6)?.into(),
        groups,
    })
}

impl Numeric<'_> {
    fn groups(&self) -> impl Iterator<Item = u16> + '_ {
        self.groups
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
    }
}

/// The decimal; what has more than 28 digits is rounded.
pub(crate) fn decimal(raw: &[u8]) -> Option<Decimal> {
    exact(raw).or_else(|| crate::coerce::parse_decimal(&text(raw)?))
}

fn exact(raw: &[u8]) -> Option<Decimal> {
    let numeric = parse(raw)?;
    let mut mantissa: i128 = 0;
    for group in numeric.groups() {
        mantissa = mantissa.checked_mul(10_000)?.checked_add(group.into())?;
    }
    let count = i32::try_from(numeric.groups.len() / 2).ok()?;
    // Digits after the point that the groups have; the last may have zeros too many.
    let mut scale = (count - 1 - numeric.weight) * 4;
    while scale < 0 {
        mantissa = mantissa.checked_mul(10)?;
        scale += 1;
    }
    let mut scale = u32::try_from(scale).ok()?;
    while scale > numeric.scale && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    let signed = if numeric.negative {
        -mantissa
    } else {
        mantissa
    };
    Decimal::try_from_i128_with_scale(signed, scale).ok()
}

/// The digits, with as many after the point as the value has.
pub(crate) fn text(raw: &[u8]) -> Option<String> {
    let numeric = parse(raw)?;
    let mut text = String::new();
    if numeric.negative {
        text.push('-');
    }
    let mut groups = numeric.groups();
    let four = |group: Option<u16>| format!("{:04}", group.unwrap_or(0));
    let whole: String = (0..=numeric.weight).map(|_| four(groups.next())).collect();
    let whole = whole.trim_start_matches('0');
    text += if whole.is_empty() { "0" } else { whole };
    if numeric.scale > 0 {
        let mut fraction = "0000".repeat(usize::try_from(-1 - numeric.weight).unwrap_or(0));
        fraction.extend(groups.map(|group| four(Some(group))));
        let places = usize::try_from(numeric.scale).ok()?;
        fraction.extend(std::iter::repeat_n('0', places));
        fraction.truncate(places);
        text.push('.');
        text += &fraction;
    }
    Some(text)
}

/// The binary form of a decimal, for parameters.
pub(crate) fn binary(number: Decimal) -> Vec<u8> {
    let scale = number.scale();
    let mut rest = number.mantissa().unsigned_abs();
    // Whole groups after the point.
    let places = scale.div_ceil(4) * 4;
    // A mantissa has 29 digits at most, so that three more always fit.
    rest *= 10_u128.pow(places - scale);
    let mut groups: Vec<u16> = Vec::new();
    while rest > 0 {
        groups.push(u16::try_from(rest % 10_000).unwrap_or(0));
        rest /= 10_000;
    }
    groups.reverse();
    let after = i32::try_from(places / 4).unwrap_or(0);
    let weight = i32::try_from(groups.len()).unwrap_or(0) - after - 1;
    let sign = if number.is_sign_negative() && !groups.is_empty() {
        NEGATIVE
    } else {
        0
    };
    let mut raw = Vec::with_capacity(8 + groups.len() * 2);
    let count = u16::try_from(groups.len()).unwrap_or(0);
    raw.extend_from_slice(&count.to_be_bytes());
    raw.extend_from_slice(&i16::try_from(weight).unwrap_or(0).to_be_bytes());
    raw.extend_from_slice(&sign.to_be_bytes());
    raw.extend_from_slice(&u16::try_from(scale).unwrap_or(0).to_be_bytes());
    for group in groups {
        raw.extend_from_slice(&group.to_be_bytes());
    }
    raw
}

const NEGATIVE: u16 = 0x4000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_come_back() {
        for words in [
            "0",
            "1",
            "-1",
            "0.5",
            "9999",
            "10000",
            "-10000.00005",
            "0.00012",
            "123456789.987654321",
            "79228162514264337593543950335",
            "-0.0000000000000000000000000001",
            "0.00",
            "1200.10",
        ] {
            let number: Decimal = words.parse().unwrap();
            let raw = binary(number);
            assert_eq!(decimal(&raw), Some(number), "{words}");
            assert_eq!(text(&raw).as_deref(), Some(words));
        }
    }

    #[test]
    fn numbers_past_a_decimal_are_text() {
        // 10^32, as PostgreSQL sends it.
        let raw = [0, 1, 0, 8, 0, 0, 0, 0, 0, 1];
        assert_eq!(text(&raw).unwrap(), format!("1{}", "0".repeat(32)));
        assert_eq!(decimal(&[0, 0, 0, 0, 0xc0, 0, 0, 0]), None);
    }
}
