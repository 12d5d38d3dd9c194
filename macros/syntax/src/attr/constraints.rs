//! What a value must satisfy: lengths, bounds, patterns, digits.

use auto_api_model::{Constraints, Format};
use proc_macro2::Ident;

use super::entry::Entry;
use super::value::{self, Keyed, Number};
use crate::errors::Errors;
use crate::intern;

/// The constraints of a field or a newtype, as written.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) min_length: Option<Keyed<u32>>,
    pub(crate) max_length: Option<Keyed<u32>>,
    pub(crate) minimum: Option<Keyed<Number>>,
    pub(crate) maximum: Option<Keyed<Number>>,
    pub(crate) pattern: Option<Keyed<String>>,
    pub(crate) email: Option<Ident>,
    pub(crate) url: Option<Ident>,
    pub(crate) precision: Option<Keyed<u32>>,
    pub(crate) scale: Option<Keyed<u32>>,
}

impl Limits {
    /// No constraint at all.
    pub(crate) const NONE: Self = Self {
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        pattern: None,
        email: None,
        url: None,
        precision: None,
        scale: None,
    };

    /// Reads an entry; false if it is none of these.
    pub(crate) fn read(&mut self, name: &str, entry: &Entry, errors: &mut Errors) -> bool {
        match name {
            "min_length" => self.min_length = value::count(entry, errors),
            "max_length" => self.max_length = value::count(entry, errors),
            "minimum" => self.minimum = value::number(entry, errors),
            "maximum" => self.maximum = value::number(entry, errors),
            "pattern" => self.pattern = value::text(entry, errors),
            "email" => self.email = Some(value::word(entry, errors)),
            "url" => self.url = Some(value::word(entry, errors)),
            "precision" => self.precision = value::count(entry, errors),
            "scale" => self.scale = value::count(entry, errors),
            _ => return false,
        }
        true
    }

    /// As plain data.
    pub(crate) fn constraints(&self) -> Constraints {
        let count = |count: &Option<Keyed<u32>>| count.as_ref().map(|count| count.value);
        let number = |number: &Option<Keyed<Number>>| {
            let number = number.as_ref()?;
            Some(intern::text(&number.value.text))
        };
        let email = self.email.as_ref().map(|_| Format::Email);
        Constraints {
            min_length: count(&self.min_length),
            max_length: count(&self.max_length),
            minimum: number(&self.minimum),
            maximum: number(&self.maximum),
            pattern: (self.pattern.as_ref()).map(|pattern| intern::text(&pattern.value)),
            format: email.or(self.url.as_ref().map(|_| Format::Url)),
            precision: count(&self.precision),
            scale: count(&self.scale),
        }
    }
}
