//! Decimals as columns of digits, summed and divided as on paper.

use rust_decimal::Decimal;

/// Columns before and after the point.
const WHOLE: usize = 40;
const PARTS: usize = 30;

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
            columns.iter_mut().for_each(|column| *column = -*column);
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
        let digits: String = self.columns.iter().map(ToString::to_string).collect();
        let sign = if self.is_negative { "-" } else { "" };
        let (whole, parts) = digits.split_at(WHOLE);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let parts = parts.trim_end_matches('0');
        format!("{sign}{whole}.{parts}")
            .trim_end_matches('.')
            .parse()
            .unwrap()
    }
}
