//! The constraints of a field or a newtype, read once and ready to be checked.

use std::cmp::Ordering;

use auto_api_model::{Constraints, Format, Pattern};

use super::number::{Bound, digits};
use super::{email, uri};
use crate::value::Value;

/// What a value must satisfy, ready to be checked.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    constraints: Constraints,
    minimum: Option<Bound>,
    maximum: Option<Bound>,
    pattern: Option<Pattern>,
}

impl Limits {
    /// Reads constraints; nothing if there are none.
    ///
    /// The error says what cannot be read: such a model is not served.
    pub(super) fn of(constraints: Constraints) -> Result<Option<Self>, String> {
        if constraints == Constraints::NONE {
            return Ok(None);
        }
        let bound = |text: Option<&'static str>| {
            let bound = text.map(|text| Bound::of(text).ok_or(text)).transpose();
            bound.map_err(|text| format!("`{text}` is no number"))
        };
        let pattern = constraints.pattern.map(|source| {
            Pattern::new(source).map_err(|cause| format!("`{source}` is no pattern: {cause}"))
        });
        Ok(Some(Self {
            constraints,
            minimum: bound(constraints.minimum)?,
            maximum: bound(constraints.maximum)?,
            pattern: pattern.transpose()?,
        }))
    }

    /// Tells everything that is wrong with a value.
    pub(super) fn check(&self, value: &Value, tell: &mut dyn FnMut(String)) {
        match value {
            Value::Text(text) => self.text(text, tell),
            Value::List(items) => self.length(items.len(), "item", tell),
            Value::Bytes(bytes) => self.length(bytes.len(), "byte", tell),
            number => self.number(number, tell),
        }
    }

    fn text(&self, text: &str, tell: &mut dyn FnMut(String)) {
        let limits = &self.constraints;
        if limits.min_length.is_some() || limits.max_length.is_some() {
            self.length(text.chars().count(), "character", tell);
        }
        if let (Some(pattern), Some(source)) = (&self.pattern, limits.pattern)
            && !pattern.matches(text)
        {
            tell(format!("must match `{source}`"));
        }
        match limits.format {
            Some(Format::Email) if !email::is_email(text) => {
                tell("must be an e-mail address such as ada@example.org".to_owned());
            }
            Some(Format::Url) if !uri::is_absolute(text) => {
                tell("must be an absolute URL such as https://example.org/a%20b".to_owned());
            }
            _ => {}
        }
    }

    fn length(&self, length: usize, unit: &str, tell: &mut dyn FnMut(String)) {
        let of = |limit: u32| {
            let plural = if limit == 1 { "" } else { "s" };
            format!("takes {limit} {unit}{plural}")
        };
        if let Some(least) = self.constraints.min_length
            && length < least as usize
        {
            tell(format!("{} at least", of(least)));
        }
        if let Some(most) = self.constraints.max_length
            && length > most as usize
        {
            tell(format!("{} at most", of(most)));
        }
    }

    fn number(&self, number: &Value, tell: &mut dyn FnMut(String)) {
        if let Some(least) = &self.minimum
            && least.compare(number) == Some(Ordering::Less)
        {
            tell(format!("must be {} or more", least.text));
        }
        if let Some(most) = &self.maximum
            && most.compare(number) == Some(Ordering::Greater)
        {
            tell(format!("must be {} or less", most.text));
        }
        if let Value::Decimal(number) = number {
            let (before, after) = digits(*number);
            if let Some(scale) = self.constraints.scale
                && after > scale
            {
                tell(format!("takes {} after the point at most", shown(scale)));
            }
            self.precision(before, after, tell);
        }
    }

    /// As the column of a database has it: digits for the fraction are kept free.
    fn precision(&self, before: u32, after: u32, tell: &mut dyn FnMut(String)) {
        let Some(precision) = self.constraints.precision else {
            return;
        };
        match self.constraints.scale {
            Some(scale) if before > precision.saturating_sub(scale) => {
                let most = shown(precision.saturating_sub(scale));
                tell(format!("takes {most} before the point at most"));
            }
            None if before + after > precision => {
                tell(format!("takes {} at most", shown(precision)));
            }
            _ => {}
        }
    }
}

fn shown(digits: u32) -> String {
    let plural = if digits == 1 { "" } else { "s" };
    format!("{digits} digit{plural}")
}
