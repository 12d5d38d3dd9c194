//! The keys of `by`: members, members of the rows that links lead to, and their buckets.

use auto_api_model::groups::{Bucket, MOST_KEYS};
use auto_api_model::suggest::hint;
use auto_api_model::{Join, Link, Zone};
use sea_query::{ExprTrait, JoinType, SelectStatement};

use super::GroupKey;
use crate::ask::Input;
use crate::coerce::shown;
use crate::error::Error;
use crate::plan::Planner;
use crate::plan::filter::Place;
use crate::plan::operand::items;
use crate::plan::sql::{Sql, always, column};

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
pub(super) struct Grouping<'s> {
    sql: &'s mut Sql,
    select: &'s mut SelectStatement,
    joined: Vec<(Vec<usize>, String)>,
}

impl Planner<'_> {
    /// The keys of `by`, each once.
    pub(super) fn group_keys(
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
            if grouping.joined.len() > MOST_JOINS {
                self.limit(format!(
                    "the keys may lead through {MOST_JOINS} relations at most"
                ));
                return None;
            }
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

    /// Keeps a mistake of the arguments at the present path.
    fn invalid(&mut self, message: String) {
        let mut error = Error::validation(message);
        error.path.clone_from(&self.path);
        self.errors.push(error);
    }
}

impl<'s> Grouping<'s> {
    /// Of a statement that has its own rows.
    pub(super) fn new(sql: &'s mut Sql, select: &'s mut SelectStatement) -> Self {
        Self {
            sql,
            select,
            joined: Vec::new(),
        }
    }

    /// The row that a link leads to, joined once.
    fn join(&mut self, zone: &Zone, at: &At, link: usize) -> At {
        let this = &zone.entities[at.entity];
        let leads: &Link = &this.links[link];
        let way = [at.way.as_slice(), &[link]].concat();
        let known = self.joined.iter().find(|(known, _)| *known == way);
        let known = known.map(|(_, alias)| alias.clone());
        let alias = known.unwrap_or_else(|| {
            let alias = self.sql.alias();
            let target = zone.target(leads);
            let condition = pairs(leads)
                .map(|(own, other)| column(target, &alias, other).eq(column(this, &at.alias, own)));
            let condition = condition.reduce(ExprTrait::and).unwrap_or_else(always);
            let table = target.table.clone();
            self.select
                .join_as(JoinType::LeftJoin, table, alias.clone(), condition);
            self.joined.push((way.clone(), alias.clone()));
            alias
        });
        At {
            entity: leads.target,
            alias,
            way,
            names: format!("{}{}.", at.names, leads.name),
            optional: true,
        }
    }
}

/// The members of both sides that are equal. What leads through a third entity leads to many rows,
/// and is no way to a key.
fn pairs(link: &Link) -> impl Iterator<Item = (usize, usize)> {
    let (own, other): (&[usize], &[usize]) = match &link.join {
        Join::Direct { own, other } => (own, other),
        Join::Through { .. } => (&[], &[]),
    };
    own.iter().copied().zip(other.iter().copied())
}

/// Rows that are joined to find keys. No report needs as many, and SQLite has an end at 64.
const MOST_JOINS: usize = 16;
