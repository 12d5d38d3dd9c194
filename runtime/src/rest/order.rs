//! `order_by=-created_at,author.name,comments.count:nulls_first`
//!
//! Each key is a field, a field of a to-one relation, or the count of a to-many relation; `-` is
//! descending, and `:nulls_first` or `:nulls_last` says where nulls come. Names are checked by the
//! planner.

use super::lower::{Given, Lowering};
use super::query_string::short;
use crate::Error;
use crate::ask::Input;

impl<'a> Lowering<'a> {
    /// `[{created_at: DESC}, {author: {name: ASC}}]`
    pub(super) fn order_by(&mut self, given: &Given<'a>) -> Option<Input> {
        let items = self.items(given, &self.words.order_by)?;
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            match self.order_key(item) {
                Ok(key) => keys.push(key),
                Err(message) => {
                    let error = Error::filter(message).within(&*self.words.order_by);
                    self.refuse(error);
                }
            }
        }
        (!keys.is_empty()).then_some(Input::List(keys))
    }

    fn order_key(&self, item: &str) -> Result<Input, String> {
        let (name, nulls) = self.nulls(item)?;
        let (name, direction) = match name.strip_prefix('-') {
            Some(name) => (name, "DESC"),
            None => (name, "ASC"),
        };
        let steps: Vec<&str> = name.split('.').collect();
        // A path ends in a field or a count; its depth is the planner's to limit, but not ours to
        // nest for ever.
        if steps.len() > 2 + usize::try_from(self.zone.limits.filter_depth).unwrap_or(0) {
            return Err(format!("`{}` is too deep", short(name)));
        }
        if self.ends_in_relation(&steps) {
            return Err(format!(
                "`{name}` is a relation: order by one of its fields, as in `{name}.id`, or by `{name}.count`"
            ));
        }
        let direction = Input::Enum(format!("{direction}{nulls}"));
        let steps = steps.iter().rev();
        Ok(steps.fold(direction, |inner, step| {
            Input::Object(vec![((*step).to_owned(), inner)])
        }))
    }

    fn ends_in_relation(&self, steps: &[&str]) -> bool {
        let mut entity = self.entity();
        for step in steps {
            match entity.link(step) {
                Some(at) => entity = self.zone.target(&entity.links[at]),
                None => return false,
            }
        }
        true
    }

    /// The key without its suffix, and what the suffix adds to the direction.
    pub(super) fn nulls<'t>(&self, item: &'t str) -> Result<(&'t str, &'static str), String> {
        match item.split_once(':') {
            None => Ok((item, "")),
            Some((name, suffix)) if suffix == self.words.nulls_first => Ok((name, "_NULLS_FIRST")),
            Some((name, suffix)) if suffix == self.words.nulls_last => Ok((name, "_NULLS_LAST")),
            Some((_, suffix)) => Err(format!(
                "unknown suffix `{}`: use `:{}` or `:{}`",
                short(suffix),
                self.words.nulls_first,
                self.words.nulls_last
            )),
        }
    }
}
