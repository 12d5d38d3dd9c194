//! Named ranges of days, by the time of the run.

use auto_api_model::{Kind, Scalar};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc};

use super::param::Range;
use crate::value::Value;

impl Range {
    /// The first moment of a named range, or the first after it.
    pub(crate) fn edge(&self, now: DateTime<Utc>) -> Value {
        let (start, end) = days(self.name, now.date_naive());
        let midnight = (if self.end { end } else { start }).and_time(NaiveTime::MIN);
        match self.kind {
            Kind::Scalar(Scalar::Date) => Value::Date(midnight.date()),
            Kind::Scalar(Scalar::DateTime) => Value::DateTime(midnight.and_utc()),
            _ => Value::LocalDateTime(midnight),
        }
    }
}

/// The first day of a named range, and the first after it.
fn days(name: &str, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let after = |day: NaiveDate, days| {
        day.checked_add_days(Days::new(days))
            .unwrap_or(NaiveDate::MAX)
    };
    let before = |day: NaiveDate, days| {
        day.checked_sub_days(Days::new(days))
            .unwrap_or(NaiveDate::MIN)
    };
    let tomorrow = after(today, 1);
    let monday = before(today, today.weekday().num_days_from_monday().into());
    let month = today.with_day(1).unwrap_or(today);
    let year = month.with_month(1).unwrap_or(month);
    let months = |day: NaiveDate, by: i32| {
        let months = Months::new(by.unsigned_abs());
        let moved = if by < 0 {
            day.checked_sub_months(months)
        } else {
            day.checked_add_months(months)
        };
        moved.unwrap_or(day)
    };
    match name {
        "TODAY" => (today, tomorrow),
        "YESTERDAY" => (before(today, 1), today),
        "TOMORROW" => (tomorrow, after(today, 2)),
        "THIS_WEEK" => (monday, after(monday, 7)),
        "LAST_WEEK" => (before(monday, 7), monday),
        "NEXT_WEEK" => (after(monday, 7), after(monday, 14)),
        "THIS_MONTH" => (month, months(month, 1)),
        "LAST_MONTH" => (months(month, -1), month),
        "NEXT_MONTH" => (months(month, 1), months(month, 2)),
        "THIS_YEAR" => (year, months(year, 12)),
        "LAST_YEAR" => (months(year, -12), year),
        "NEXT_YEAR" => (months(year, 12), months(year, 24)),
        "LAST_30_DAYS" => (before(today, 29), tomorrow),
        "LAST_90_DAYS" => (before(today, 89), tomorrow),
        "LAST_365_DAYS" => (before(today, 364), tomorrow),
        _ => (before(today, 6), tomorrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_a_leap_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2024-02-29");
        for (name, start, end) in [
            ("TODAY", "2024-02-29", "2024-03-01"),
            ("THIS_WEEK", "2024-02-26", "2024-03-04"),
            ("LAST_MONTH", "2024-01-01", "2024-02-01"),
            ("NEXT_YEAR", "2025-01-01", "2026-01-01"),
            ("LAST_7_DAYS", "2024-02-23", "2024-03-01"),
        ] {
            assert_eq!(days(name, today), (day(start), day(end)), "{name}");
        }
        for (name, _) in auto_api_model::operator::RANGES {
            let (start, end) = days(name, today);
            assert!(start < end, "{name}");
        }
    }
}
