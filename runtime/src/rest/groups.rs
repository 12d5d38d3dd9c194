//! `GET /posts/group-by?by=status,created_at:month&aggregate=count,sum.views`: rows with equal keys
//! as one group, `{items}`.
//!
//! What can be grouped by is checked by the planner; here keys and totals are put into its words.

use std::sync::Arc;

use auto_api_model::suggest::hint;
use auto_api_model::{Kind, Scalar};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use super::filter::Node;
use super::lower::{Given, Lowering, Route};
use super::problem::Failed;
use super::query_string::short;
use super::words::{AGGREGATE, BY, LIMIT, OFFSET};
use super::{Rest, etag, explain};
use crate::Error;
use crate::ask::{AggregateItem, Args, Form, Function, GroupItem, Input, KeyItem};
use crate::http::{JSON, answer};

/// Answers groups.
pub(super) async fn groups(rest: &Rest, entity: usize, parts: &Parts) -> Result<Response, Failed> {
    super::accepts(parts, &[JSON])?;
    let query = parts.uri.query().unwrap_or("");
    let ready = rest.ready(Route::Groups, entity, query, Vec::new())?;
    let explained = rest.explain(parts, &ready).await;
    let database = &rest.service.database;
    let mut body = Vec::with_capacity(1024);
    body.extend_from_slice(b"{\"items\":");
    let found = database
        .run_into(&ready.prepared.plan, ready.slots, body)
        .await;
    let mut found = found.map_err(|error| rest.failed(Route::Groups, entity, query, error))?;
    found.body.push(b'}');
    let tag = etag::of_content(&found.body);
    let mut response = super::fresh(answer(StatusCode::OK, JSON, found.body), found.statements);
    let headers = response.headers_mut();
    headers.extend(explained.map(|value| (explain::HEADER, value)));
    Ok(etag::tagged(&parts.headers, &tag, response))
}

impl<'a> Lowering<'a> {
    /// The groups of the request.
    pub(super) fn groups(&mut self, given: &Given<'a>) -> (Form, Args) {
        let by = self.items(given, BY).unwrap_or_default();
        let mut items = vec![GroupItem::Keys {
            key: Arc::from("keys"),
            items: self.keys(&by),
        }];
        items.extend(self.totals(given).into_iter().map(GroupItem::Total));
        let args = Args {
            by: Some(Input::List(by.iter().map(|key| grouped(key)).collect())),
            filter: self.filter(given),
            having: self.having(given),
            order_by: self.group_order(given),
            limit: self.slot(given, LIMIT),
            offset: self.slot(given, OFFSET),
            ..Args::default()
        };
        (Form::Groups(items), args)
    }

    /// The keys as they are written: those of a relation in an object of its own. What the planner
    /// will refuse is left out.
    fn keys(&self, by: &[&str]) -> Vec<KeyItem> {
        let mut items = Vec::new();
        for key in by {
            let name = key.split_once(':').map_or(*key, |(name, _)| name);
            self.put_key(&mut items, self.entity, name);
        }
        items
    }

    fn put_key(&self, items: &mut Vec<KeyItem>, entity: usize, name: &str) {
        let this = &self.zone.entities[entity];
        let Some((first, rest)) = name.split_once('.') else {
            if let Some(member) = this.member(name) {
                let key = Arc::from(name);
                items.push(KeyItem::Member { key, member });
            }
            return;
        };
        let Some(at) = this.link(first) else { return };
        let known = items
            .iter()
            .position(|item| matches!(item, KeyItem::Link { link, .. } if *link == at));
        let known = known.unwrap_or_else(|| {
            items.push(KeyItem::Link {
                key: Arc::from(first),
                link: at,
                items: Vec::new(),
            });
            items.len() - 1
        });
        if let Some(KeyItem::Link { items, .. }) = items.get_mut(known) {
            self.put_key(items, this.links[at].target, rest);
        }
    }

    /// `aggregate=count,sum.views`, in the order of the request; without it, the count.
    fn totals(&mut self, given: &Given<'a>) -> Vec<AggregateItem> {
        let asked = self.items(given, AGGREGATE);
        let mut items = Vec::new();
        for name in asked.unwrap_or_else(|| vec!["count"]) {
            if let Err(message) = self.put_total(&mut items, name) {
                self.refuse(Error::validation(message).within(AGGREGATE));
            }
        }
        items
    }

    fn put_total(&self, items: &mut Vec<AggregateItem>, name: &str) -> Result<(), String> {
        let entity = self.entity();
        if name == "count" {
            let is_count = |item: &AggregateItem| matches!(item, AggregateItem::Count(_));
            if !items.iter().any(is_count) {
                items.push(AggregateItem::Count(Arc::from(name)));
            }
            return Ok(());
        }
        let (first, member) = name.split_once('.').unwrap_or((name, ""));
        if first == "count" {
            return Err("`count` takes no field".to_owned());
        }
        let all = Function::of(entity);
        let Some(&asked) = all.iter().find(|function| function.name() == first) else {
            let known = all.iter().map(|function| function.name());
            let hint = hint(first, known.chain(["count"]));
            return Err(format!("there is no total `{}`{hint}", short(first)));
        };
        let known = || asked.total().members(entity);
        if member.is_empty() {
            let example = known().next().map_or("", |member| member.name.as_str());
            return Err(format!(
                "`{first}` needs a field, as in `{first}.{example}`"
            ));
        }
        let Some(at) = entity
            .member(member)
            .filter(|_| known().any(|known| known.name == member))
        else {
            let hint = hint(member, known().map(|member| member.name.as_str()));
            let (model, member) = (entity.model.name, short(member));
            return Err(format!("`{model}` has no {first} of `{member}`{hint}"));
        };
        let entry = (Arc::from(member), Some(at));
        for item in items.iter_mut() {
            if let AggregateItem::Function {
                function, members, ..
            } = item
                && *function == asked
            {
                if !members.contains(&entry) {
                    members.push(entry);
                }
                return Ok(());
            }
        }
        items.push(AggregateItem::Function {
            key: Arc::from(first),
            function: asked,
            members: vec![entry],
        });
        Ok(())
    }

    /// `order_by=-count,sum.views,author.name:nulls_first`: numbers of rows, totals, or keys.
    fn group_order(&mut self, given: &Given<'a>) -> Option<Input> {
        let order_by = self.words.order_by.as_str();
        let items = self.items(given, order_by)?;
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            match self.nulls(item) {
                Ok((name, nulls)) => keys.push(order_key(name, nulls)),
                Err(message) => self.refuse(Error::filter(message).within(order_by)),
            }
        }
        (!keys.is_empty()).then_some(Input::List(keys))
    }

    /// The condition on groups in brackets.
    pub(super) fn having_brackets(&mut self, node: &Node<'a>) -> Input {
        if !node.own.is_empty() {
            let message = "expected a condition, as in `having[count][gt]=1`, found a value";
            self.refuse(Error::filter(message));
        }
        let entity = self.entity();
        let each = node.below.iter().map(|(name, below)| {
            let all = Function::of(entity);
            let function = all.iter().find(|function| function.name() == *name);
            let input = if let ("and" | "or", false) = (*name, below.below.is_empty()) {
                self.numbered(name, below, Self::having_brackets)
            } else if *name == "not" {
                self.having_brackets(below)
            } else if *name == "count" {
                self.operators(&Kind::Scalar(Scalar::I64), below)
            } else if let Some(function) = function {
                self.totals_brackets(*function, below)
            } else {
                self.as_it_is(below)
            };
            ((*name).to_owned(), input)
        });
        Input::Object(each.collect())
    }

    fn totals_brackets(&mut self, function: Function, node: &Node<'a>) -> Input {
        if !node.own.is_empty() {
            let name = function.name();
            self.refuse(Error::filter(format!(
                "expected a field, as in `having[{name}][FIELD][gt]=1`, found a value"
            )));
        }
        let entity = self.entity();
        let each = node.below.iter().map(|(name, below)| {
            let input = match entity.member(name) {
                Some(at) => {
                    let kind = function.total().kind(&entity.members[at].kind);
                    self.operators(&kind, below)
                }
                None => self.as_it_is(below),
            };
            ((*name).to_owned(), input)
        });
        Input::Object(each.collect())
    }
}

/// `{author: {created_at: "month"}}` of `author.created_at:month`.
fn grouped(key: &str) -> Input {
    let (name, bucket) = key.split_once(':').unwrap_or((key, "value"));
    nested(name, Input::Raw(bucket.to_owned()))
}

/// `{sum: {views: DESC}}`, `{count: ASC}` or `{keys: {author: {name: ASC}}}`.
fn order_key(name: &str, nulls: &str) -> Input {
    let (name, direction) = match name.strip_prefix('-') {
        Some(name) => (name, "DESC"),
        None => (name, "ASC"),
    };
    let direction = Input::Enum(format!("{direction}{nulls}"));
    let first = name.split('.').next().unwrap_or(name);
    let is_total =
        name == "count" || matches!(first, "sum" | "avg" | "min" | "max" | "keys") && first != name;
    if is_total {
        return nested(name, direction);
    }
    Input::Object(vec![("keys".to_owned(), nested(name, direction))])
}

/// The names before points around a value. There are no more than anybody needs: the planner
/// refuses the first that is unknown.
fn nested(name: &str, value: Input) -> Input {
    let steps: Vec<&str> = name.splitn(MOST_STEPS, '.').collect();
    let steps = steps.into_iter().rev();
    steps.fold(value, |inner, step| {
        Input::Object(vec![(step.to_owned(), inner)])
    })
}

/// Steps of a path.
const MOST_STEPS: usize = 64;
