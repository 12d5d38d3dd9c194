//! Groups: rows with equal keys as one row of one statement, `GROUP BY` on both databases.
//!
//! A key of a related row comes by a `LEFT JOIN`: the link leads to one row at most, so that no
//! row is counted twice.

use auto_api_model::groups::{Bucket, MOST_KEYS};
use auto_api_model::suggest::hint;
use auto_api_model::{Direction, Entity, Join, Kind, Link, Nulls, Scalar};
use sea_query::{Expr, ExprTrait, JoinType, SelectStatement};

use super::Planner;
use super::filter::Place;
use super::node::{GroupOutput, Groups, KeyOutput};
use super::operand::items;
use super::order::Key;
use super::select::fixed;
use super::sql::{Sql, always, column};
use crate::ask::{Function, GroupItem, Input, KeyItem, Read};
use crate::coerce::shown;
use crate::error::Error;
use crate::json;

/// One key that rows are grouped by.
#[derive(Debug)]
struct GroupKey {
    /// The links from the entity to whose member it is.
    way: Vec<usize>,
    member: usize,
    /// The same as names, for errors and orders.
    name: String,
    expr: Expr,
    kind: Kind,
    scale: Option<u32>,
    nullable: bool,
}

/// Where a key is looked for.
#[derive(Debug, Clone)]
struct At {
    entity: usize,
    alias: String,
    way: Vec<usize>,
    /// With a point behind each.
    names: String,
    /// Whether a step may find no row.
    optional: bool,
}

/// The statement, and the rows that are joined already, by the links that lead there.
struct Grouping<'s> {
    sql: &'s mut Sql,
    select: &'s mut SelectStatement,
    joined: Vec<(Vec<usize>, String)>,
}

impl Planner<'_> {
    /// The groups of a read.
    pub(crate) fn groups(&mut self, read: &Read, wanted: &[GroupItem]) -> Groups {
        let mut sql = Sql::new(self.dialect);
        let alias = sql.alias();
        let place = Place {
            entity: read.entity,
            alias: &alias,
        };
        let parents = self.parents(&mut sql, None, read);
        let mut select = self.base(&mut sql, place, read, &parents);
        let mut grouping = Grouping {
            sql: &mut sql,
            select: &mut select,
            joined: Vec::new(),
        };
        let by = read.args.by.as_ref().unwrap_or(&Input::Null);
        let keys = self.within("by", |p| p.group_keys(&mut grouping, place, by));
        select.add_group_by(keys.iter().map(|key| key.expr.clone()));
        if let Some(having) = read.args.having.as_ref().filter(|h| **h != Input::Null) {
            let condition = self.within("having", |p| p.having(&mut sql, place, having));
            select.and_having(condition);
        }
        let order_by = self.zone.case.apply("order_by");
        let order = self.within(&order_by, |p| {
            p.group_order(place, &keys, read.args.order_by.as_ref())
        });
        for key in &order {
            key.apply(self.dialect, &mut select);
        }
        self.list_bounds(&mut sql, &mut select, read);

        let mut exprs = Vec::new();
        let outputs = wanted.iter();
        let items = outputs
            .map(|item| self.group_item(place, item, &keys, &mut exprs))
            .collect();
        if exprs.is_empty() {
            exprs.push(Expr::cust("1"));
        }
        select.exprs(exprs);
        Groups {
            statement: sql.finish(&select),
            items,
        }
    }

    /// The keys of `by`, each once.
    fn group_keys(
        &mut self,
        grouping: &mut Grouping<'_>,
        place: Place<'_>,
        by: &Input,
    ) -> Vec<GroupKey> {
        let by = match by {
            Input::Null => &[],
            by => items(by),
        };
        if by.is_empty() {
            self.invalid("name one key at least to group by".to_owned());
        }
        if by.len() > MOST_KEYS {
            self.limit(format!("rows are grouped by {MOST_KEYS} keys at most"));
            return Vec::new();
        }
        let start = At {
            entity: place.entity,
            alias: place.alias.to_owned(),
            way: Vec::new(),
            names: String::new(),
            optional: false,
        };
        let mut keys: Vec<GroupKey> = Vec::new();
        for (nth, input) in by.iter().enumerate() {
            self.within(&nth.to_string(), |planner| {
                let Some(key) = planner.group_key(grouping, start.clone(), input) else {
                    return;
                };
                if keys.iter().any(|known| known.name == key.name) {
                    planner.invalid(format!("rows are grouped by `{}` twice", key.name));
                } else {
                    keys.push(key);
                }
            });
        }
        keys
    }

    fn group_key(
        &mut self,
        grouping: &mut Grouping<'_>,
        at: At,
        input: &Input,
    ) -> Option<GroupKey> {
        let (name, input) = self.only(input)?;
        self.within(name, |p| p.named_key(grouping, at, name, input))
    }

    fn named_key(
        &mut self,
        grouping: &mut Grouping<'_>,
        at: At,
        name: &str,
        input: &Input,
    ) -> Option<GroupKey> {
        let zone = self.zone;
        let entity = &zone.entities[at.entity];
        if let Some(member) = entity.member(name)
            && entity.members[member].is_groupable()
        {
            return self.member_key(at, member, input);
        }
        if let Some(link) = entity.link(name)
            && zone.is_groupable_link(&entity.links[link])
        {
            if at.way.len() >= zone.limits.filter_depth as usize {
                self.limit("the key is too deep".to_owned());
                return None;
            }
            let next = grouping.join(zone, &at, link);
            return self.group_key(grouping, next, input);
        }
        let members = entity.groupable().map(|member| member.name.as_str());
        let links = zone.groupable_links(entity).map(|link| link.name.as_str());
        let known = hint(name, members.chain(links));
        self.invalid(format!(
            "`{}` cannot be grouped by `{name}`{known}",
            entity.model.name
        ));
        None
    }

    fn member_key(&mut self, at: At, member: usize, input: &Input) -> Option<GroupKey> {
        let entity = &self.zone.entities[at.entity];
        let this = &entity.members[member];
        let asked = match input {
            Input::Enum(name) | Input::Raw(name) | Input::Text(name) => name.to_uppercase(),
            _ => String::new(),
        };
        let mut buckets = Bucket::of(&this.kind).iter();
        let Some(&bucket) = buckets.find(|bucket| bucket.graphql() == asked) else {
            let names = Bucket::of(&this.kind).iter().map(|bucket| bucket.name());
            let (found, names) = (shown(input), names.collect::<Vec<_>>().join(", "));
            self.invalid(format!(
                "`{}` can be grouped by {names}, not by {found}",
                this.name
            ));
            return None;
        };
        let stored = column(entity, &at.alias, member);
        Some(GroupKey {
            expr: self.dialect.bucket(stored, &this.kind, bucket),
            name: format!("{}{}", at.names, this.name),
            kind: this.kind.clone(),
            scale: this.constraints.scale,
            nullable: at.optional || this.field.nullable,
            way: at.way,
            member,
        })
    }

    /// The order that is asked for, then all keys: no two groups have all of them equal.
    fn group_order(
        &mut self,
        place: Place<'_>,
        keys: &[GroupKey],
        input: Option<&Input>,
    ) -> Vec<Key> {
        let mut order: Vec<Key> = Vec::new();
        let asked = match input {
            None | Some(Input::Null) => &[],
            Some(input) => items(input),
        };
        if asked.len() > MOST_ORDER_KEYS {
            self.limit(format!("an order may have {MOST_ORDER_KEYS} keys at most"));
            return order;
        }
        for (nth, input) in asked.iter().enumerate() {
            let key = self.within(&nth.to_string(), |p| p.group_order_key(place, keys, input));
            order.extend(key.filter(|key| !order.iter().any(|known| known.name == key.name)));
        }
        for key in keys {
            let name = format!("keys.{}", key.name);
            if !order.iter().any(|known| known.name == name) {
                order.push(self.by_key(key, name, (Direction::Asc, Nulls::Last)));
            }
        }
        order
    }

    fn group_order_key(
        &mut self,
        place: Place<'_>,
        keys: &[GroupKey],
        input: &Input,
    ) -> Option<Key> {
        let (name, input) = self.only(input)?;
        self.within(name, |planner| {
            if name == "keys" {
                return planner.key_of_order(place.entity, keys, input);
            }
            if name == "count" {
                let expr = Expr::cust("count(*)");
                return planner.by_total(Kind::Scalar(Scalar::I64), expr, name.to_owned(), input);
            }
            let entity = &planner.zone.entities[place.entity];
            let function = planner.function(entity, name, &["count", "keys"])?;
            let (member, input) = planner.only(input)?;
            let at = planner.total_member_of(entity, function, member)?;
            let (expr, kind) = planner.comparable(place, function, at);
            planner.by_total(kind, expr, format!("{name}.{member}"), input)
        })
    }

    fn by_total(&mut self, kind: Kind, expr: Expr, name: String, input: &Input) -> Option<Key> {
        let (direction, nulls) = self.direction(input)?;
        Some(Key {
            expr: self.dialect.ordered(expr, &kind),
            direction,
            nulls,
            nullable: name != "count",
            kind,
            name,
        })
    }

    /// `{author: {name: ASC}}`: one of the keys that rows are grouped by.
    fn key_of_order(
        &mut self,
        mut entity: usize,
        keys: &[GroupKey],
        mut input: &Input,
    ) -> Option<Key> {
        let zone = self.zone;
        let mut names = String::new();
        loop {
            let (name, inner) = self.only(input)?;
            names += name;
            input = inner;
            match zone.entities[entity].link(name) {
                Some(link) if names.len() < MOST_LETTERS => {
                    entity = zone.entities[entity].links[link].target;
                    names.push('.');
                }
                _ => break,
            }
        }
        let (direction, nulls) = self.direction(input)?;
        if let Some(key) = keys.iter().find(|key| key.name == names) {
            return Some(self.by_key(key, format!("keys.{names}"), (direction, nulls)));
        }
        let known = hint(&names, keys.iter().map(|key| key.name.as_str()));
        self.refuse(format!("rows are not grouped by `{names}`{known}"));
        None
    }

    fn by_key(&self, key: &GroupKey, name: String, (direction, nulls): (Direction, Nulls)) -> Key {
        Key {
            expr: self.dialect.key_order(key.expr.clone(), &key.kind),
            direction,
            nulls,
            nullable: key.nullable,
            kind: key.kind.clone(),
            name,
        }
    }

    fn group_item(
        &self,
        place: Place<'_>,
        item: &GroupItem,
        keys: &[GroupKey],
        exprs: &mut Vec<Expr>,
    ) -> GroupOutput {
        use super::node::TotalOutput;
        let entity = &self.zone.entities[place.entity];
        match item {
            GroupItem::Typename(key) => {
                let bytes = fixed(key, &entity.group_by_type_name());
                GroupOutput::Total(TotalOutput::Fixed(bytes))
            }
            GroupItem::Keys { key, items } => GroupOutput::Keys {
                key: json::key(key),
                members: self.key_outputs(place.entity, &[], items, (keys, exprs)),
            },
            GroupItem::Total(item) => GroupOutput::Total(self.total(place, item, exprs)),
        }
    }

    fn key_outputs(
        &self,
        entity: usize,
        way: &[usize],
        items: &[KeyItem],
        (keys, exprs): (&[GroupKey], &mut Vec<Expr>),
    ) -> Vec<KeyOutput> {
        let this = &self.zone.entities[entity];
        let one = |item: &KeyItem| match item {
            KeyItem::Typename(key) => KeyOutput::Fixed(fixed(key, &this.group_keys_name())),
            KeyItem::Member { key, member } => {
                let mut all = keys.iter();
                match all.find(|known| known.way == way && known.member == *member) {
                    Some(known) => {
                        exprs.push(known.expr.clone());
                        KeyOutput::Value {
                            key: json::key(key),
                            column: exprs.len() - 1,
                            encoding: self.encoding(&known.kind, known.scale, None),
                        }
                    }
                    None => KeyOutput::Fixed(null(key)),
                }
            }
            KeyItem::Link { key, link, items } => {
                let way = [way, &[*link]].concat();
                if !keys.iter().any(|known| known.way.starts_with(&way)) {
                    return KeyOutput::Fixed(null(key));
                }
                let target = this.links[*link].target;
                KeyOutput::Within {
                    key: json::key(key),
                    members: self.key_outputs(target, &way, items, (keys, exprs)),
                }
            }
        };
        items.iter().map(one).collect()
    }

    /// The function of that name that an entity has.
    pub(super) fn function(
        &mut self,
        entity: &Entity,
        name: &str,
        others: &[&str],
    ) -> Option<Function> {
        let all = Function::of(entity);
        if let Some(found) = all.iter().find(|function| function.name() == name) {
            return Some(*found);
        }
        let names = all.iter().map(|function| function.name());
        let known = hint(name, names.chain(others.iter().copied()));
        let model = entity.model.name;
        self.refuse(format!("groups of `{model}` have no `{name}`{known}"));
        None
    }

    /// The member of that name that a function goes over.
    pub(super) fn total_member_of(
        &mut self,
        entity: &Entity,
        function: Function,
        name: &str,
    ) -> Option<usize> {
        let mut members = function.total().members(entity);
        if members.any(|member| member.name == name) {
            return entity.member(name);
        }
        let names = function.total().members(entity);
        let known = hint(name, names.map(|member| member.name.as_str()));
        let (model, function) = (entity.model.name, function.name());
        self.refuse(format!("`{model}` has no {function} of `{name}`{known}"));
        None
    }

    /// Keeps a mistake of the arguments at the present path.
    fn invalid(&mut self, message: String) {
        let mut error = Error::validation(message);
        error.path.clone_from(&self.path);
        self.errors.push(error);
    }
}

impl Grouping<'_> {
    /// The row that a link leads to, joined once.
    fn join(&mut self, zone: &auto_api_model::Zone, at: &At, link: usize) -> At {
        let this = &zone.entities[at.entity];
        let leads: &Link = &this.links[link];
        let way = [at.way.as_slice(), &[link]].concat();
        let known = self.joined.iter().find(|(known, _)| *known == way);
        let alias = match known {
            Some((_, alias)) => alias.clone(),
            None => {
                let alias = self.sql.alias();
                let target = zone.target(leads);
                let (own, other): (&[usize], &[usize]) = match &leads.join {
                    Join::Direct { own, other } => (own, other),
                    Join::Through { .. } => (&[], &[]),
                };
                let pairs = own.iter().zip(other).map(|(&own, &other)| {
                    column(target, &alias, other).eq(column(this, &at.alias, own))
                });
                let condition = pairs.reduce(ExprTrait::and).unwrap_or_else(always);
                let table = target.table.clone();
                self.select
                    .join_as(JoinType::LeftJoin, table, alias.clone(), condition);
                self.joined.push((way.clone(), alias.clone()));
                alias
            }
        };
        At {
            entity: leads.target,
            alias,
            way,
            names: format!("{}{}.", at.names, leads.name),
            optional: true,
        }
    }
}

/// `"key":null`
fn null(key: &str) -> Box<[u8]> {
    let mut bytes = json::key(key).into_vec();
    bytes.extend_from_slice(b"null");
    bytes.into()
}

/// More keys than any order needs.
const MOST_ORDER_KEYS: usize = 16;

/// Letters of the names of a key, far beyond those of any that there is.
const MOST_LETTERS: usize = 4096;
