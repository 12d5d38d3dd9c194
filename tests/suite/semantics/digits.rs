//! Decimals as columns of digits, summed and divided as on paper.

use rust_decimal::Decimal;

/// Columns before and after the point.
const WHOLE: usize = 330;
const PARTS: usize = 360;

/// A number: a digit for each column, once they are carried.
#[derive(Debug, Clone)]
pub(crate) struct Digits {
    is_negative: bool,
    columns: Vec<i64>,
}

impl Digits {
    /// The sum of decimals.
    pub(crate) fn sum(numbers: impl Iterator<Item = String>) -> Self {
        let mut columns = vec![0_i64; WHOLE + PARTS];
        for number in numbers {
            let (sign, number) = match number.strip_prefix('-') {
                Some(rest) => (-1, rest),
                None => (1, number.as_str()),
            };
            let (whole, parts) = number.split_once('.').unwrap_or((number, ""));
            let first = WHOLE - whole.len();
            for (at, digit) in whole.chars().chain(parts.chars()).enumerate() {
                columns[first + at] += sign * i64::from(digit.to_digit(10).unwrap());
            }
        }
        let lead = Self::carried(columns.clone());
        let is_negative = lead[0] < 0;
        if is_negative {
            for column in &mut columns {
                *column = -*column;
            }
        }
        Self {
            is_negative,
            columns: Self::carried(columns),
        }
    }

    /// A digit for each column but the first, which takes the sign.
    fn carried(mut columns: Vec<i64>) -> Vec<i64> {
        for at in (1..columns.len()).rev() {
            let carry = columns[at].div_euclid(10);
            columns[at] -= carry * 10;
            columns[at - 1] += carry;
        }
        columns
    }

    /// The average of so many, with ten digits after the point; five and more goes up.
    pub(crate) fn over(&self, count: usize) -> Decimal {
        let count = i64::try_from(count).unwrap();
        let (mut rest, mut quotient) = (0, Vec::new());
        for column in &self.columns {
            rest = rest * 10 + column;
            quotient.push(rest / count);
            rest %= count;
        }
        let last = WHOLE + 10;
        if quotient[last] >= 5 {
            quotient[last - 1] += 1;
        }
        quotient[last..].fill(0);
        let columns = Self::carried(quotient);
        Self {
            columns,
            ..self.clone()
        }
        .decimal()
    }

    /// The nearest decimal of 28 digits.
    pub(crate) fn decimal(&self) -> Decimal {
        self.text().parse().unwrap()
    }

    /// The nearest floating-point number.
    pub(crate) fn float(&self) -> f64 {
        self.text().parse().unwrap()
    }

    fn text(&self) -> String {
        let digits: String = self.columns.iter().map(ToString::to_string).collect();
        let sign = if self.is_negative { "-" } else { "" };
        let (whole, parts) = digits.split_at(WHOLE);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let parts = parts.trim_end_matches('0');
        let text = format!("{sign}{whole}.{parts}");
        text.trim_end_matches('.').to_owned()
    }
}

/// The shortest decimal of a number that is nearer to it than to any other; the middle between two
/// is near to neither.
pub(crate) fn shortest(number: f64) -> String {
    let each = (0..17).map(|places| format!("{number:.places$e}"));
    let mut all = each.map(|text| {
        let (digits, power) = text.split_once('e').unwrap();
        let (whole, parts) = digits.split_once('.').unwrap_or((digits, ""));
        let places = i32::try_from(parts.len()).unwrap();
        let digits: i128 = format!("{whole}{parts}").parse().unwrap();
        (digits, power.parse::<i32>().unwrap() - places)
    });
    let (digits, power) = all.find(|found| is_near(*found, number)).unwrap();
    let sign = if digits < 0 { "-" } else { "" };
    let digits = digits.unsigned_abs().to_string();
    let Ok(after) = usize::try_from(-power) else {
        return format!(
            "{sign}{digits}{}",
            "0".repeat(power.unsigned_abs() as usize)
        );
    };
    let digits = format!("{digits:0>width$}", width = after + 1);
    let (whole, parts) = digits.split_at(digits.len() - after);
    format!("{sign}{whole}.{parts}")
        .trim_end_matches('.')
        .to_owned()
}

fn is_near((digits, power): (i128, i32), number: f64) -> bool {
    let zeros = "0".repeat(50);
    let nines = "9".repeat(50);
    let (less, more) = (
        digits.unsigned_abs().saturating_sub(1),
        digits.unsigned_abs(),
    );
    let around = match more {
        0 => vec!["0".to_owned()],
        _ => vec![
            format!("{more}e{power}"),
            format!("{less}{nines}e{}", power - 50),
            format!("{more}{zeros}1e{}", power - 51),
        ],
    };
    let number = number.abs();
    around.iter().all(|text| text.parse() == Ok(number))
}
