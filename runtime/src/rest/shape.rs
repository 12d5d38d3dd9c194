//! What of a request is its shape, which a plan serves, and what are values, which come with each
//! run of the plan.
//!
//! The shape is the names of all parameters in order and the values of a few ([`Words::is_structural`]);
//! it is a key of the plan cache. All other values go to slots by a recipe of [`Take`]s, which
//! depends on the shape alone.

use auto_api_model::{ErrorCode, Limits};

use super::json_filter::{self, Lifted};
use super::lower::Route;
use super::query_string::{Pair, pairs, short};
use super::words::{FILTER, HAVING, Words};
use crate::Error;
use crate::ask::Input;

/// Ends a name in a key; never in UTF-8.
const END: u8 = 0xFF;
/// Stands before a value in a key.
const VALUE: u8 = 0xFE;

/// A request's parameters, apart from what they mean.
#[derive(Debug)]
pub(super) struct Shape<'q> {
    pub(super) pairs: Vec<Pair<'q>>,
    /// What a plan is kept under.
    pub(super) key: Vec<u8>,
    /// The filter given as JSON.
    pub(super) json: Option<Lifted>,
    /// The condition on groups given as JSON; its slots come behind the filter's.
    pub(super) having: Option<Lifted>,
}

/// Where a parameter's value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    /// It is in the plan.
    Nowhere,
    /// To a slot.
    One(usize),
    /// To a slot, as a list of what stands between commas.
    Split(usize),
    /// To a slot, as one more item of its list.
    Push(usize),
}

impl<'q> Shape<'q> {
    /// The shape of a query string; `prefix` tells routes apart, and begins with the route.
    ///
    /// # Errors
    ///
    /// If the text cannot be taken apart.
    pub(super) fn of(
        prefix: &[u8],
        query: &'q str,
        words: &Words,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let pairs = pairs(query, limits)?;
        let mut key = Vec::with_capacity(prefix.len() + query.len() + pairs.len());
        key.extend_from_slice(prefix);
        let mut json = None;
        let mut having: Option<Lifted> = None;
        let has_groups = prefix.first() == Some(&(Route::Groups as u8));
        for pair in &pairs {
            key.extend_from_slice(pair.name.as_bytes());
            key.push(END);
            if pair.name == FILTER {
                if json.is_some() {
                    return Err(Error::filter("`filter` is given as JSON twice"));
                }
                json = Some(json_filter::lift(FILTER, &pair.value, &mut key)?);
                key.push(END);
            } else if pair.name == HAVING && has_groups {
                if having.is_some() {
                    return Err(Error::filter("`having` is given as JSON twice"));
                }
                having = Some(json_filter::lift(HAVING, &pair.value, &mut key)?);
                key.push(END);
            } else if words.is_structural(&pair.name) {
                key.push(VALUE);
                key.extend_from_slice(pair.value.as_bytes());
                key.push(END);
            }
        }
        let before = json.as_ref().map_or(0, |json: &Lifted| json.leaves.len());
        if let Some(having) = &mut having {
            json_filter::shift(&mut having.input, before);
        }
        Ok(Self {
            pairs,
            key,
            json,
            having,
        })
    }

    /// The values of the first slots: those of the path's key, or those given as JSON.
    pub(super) fn leaves(&mut self, key: Vec<Input>) -> Vec<Input> {
        let take = |lifted: &mut Option<Lifted>| {
            let lifted = lifted.as_mut();
            lifted.map(|lifted| std::mem::take(&mut lifted.leaves))
        };
        let mut leaves = take(&mut self.json).unwrap_or(key);
        leaves.extend(take(&mut self.having).unwrap_or_default());
        leaves
    }

    /// The values of a plan's slots: first those known already, then the parameters'.
    ///
    /// # Errors
    ///
    /// If a list has too many items.
    pub(super) fn fill(
        &self,
        mut slots: Vec<Input>,
        takes: &[Take],
        limits: &Limits,
    ) -> Result<Vec<Input>, Error> {
        let most = usize::try_from(limits.list_operand).unwrap_or(usize::MAX);
        for leaf in &slots {
            check_length(leaf, most, FILTER)?;
        }
        for (pair, take) in self.pairs.iter().zip(takes) {
            let value = || Input::Raw(pair.value.clone().into_owned());
            match *take {
                Take::Nowhere => {}
                Take::One(at) => put(&mut slots, at, value()),
                Take::Split(at) => put(&mut slots, at, Input::List(split(&pair.value))),
                Take::Push(at) => match slots.get_mut(at) {
                    Some(Input::List(items)) => items.push(value()),
                    _ => put(&mut slots, at, Input::List(vec![value()])),
                },
            }
            if let Take::Split(at) | Take::Push(at) = *take {
                check_length(&slots[at], most, &pair.name)?;
            }
        }
        Ok(slots)
    }
}

fn put(slots: &mut Vec<Input>, at: usize, value: Input) {
    if at >= slots.len() {
        slots.resize(at + 1, Input::Null);
    }
    slots[at] = value;
}

/// What stands between commas; nothing of an empty text.
fn split(value: &str) -> Vec<Input> {
    if value.is_empty() {
        return Vec::new();
    }
    let items = value.split(',');
    items.map(|item| Input::Raw(item.to_owned())).collect()
}

fn check_length(value: &Input, most: usize, name: &str) -> Result<(), Error> {
    match value {
        Input::List(items) if items.len() > most => {
            let name = short(name);
            let message = format!("`{name}` takes {most} values at most");
            Err(Error::new(ErrorCode::LimitExceeded, message))
        }
        _ => Ok(()),
    }
}
