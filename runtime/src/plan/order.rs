//! From an order of a request to keys: columns, values of related rows, counts.

use auto_api_model::suggest::hint;
use auto_api_model::{Direction, Kind, Link, Nulls, Scalar};
use sea_query::{Expr, NullOrdering, Order, OrderedStatement};

use super::Planner;
use super::dialect::Dialect;
use super::filter::Place;
use super::operand::items;
use super::param::{Param, Stored};
use super::relation::{count, of_row, subquery};
use super::sql::{Sql, as_decimal, ordered};
use crate::ask::Input;
use crate::coerce::shown;

/// One key of an order.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) expr: Expr,
    pub(crate) direction: Direction,
    pub(crate) nulls: Nulls,
    /// Whether it may be null.
    pub(crate) nullable: bool,
    /// What its values are.
    pub(crate) kind: Kind,
    /// For cursors: what it is, so that a cursor of another order is refused.
    pub(crate) name: String,
}

impl Key {
    /// The other way round, nulls included.
    pub(crate) fn reversed(mut self) -> Self {
        self.direction = match self.direction {
            Direction::Asc => Direction::Desc,
            Direction::Desc => Direction::Asc,
        };
        self.nulls = match self.nulls {
            Nulls::First => Nulls::Last,
            Nulls::Last => Nulls::First,
        };
        self
    }

    /// Whether it is in the order of decimals, which a subquery of SQLite does not hand on.
    fn is_decimal(&self) -> bool {
        self.kind.scalar() == Some(Scalar::Decimal)
    }

    /// Adds it to a statement. The database's own places for nulls need no words, and an index
    /// serves them.
    pub(crate) fn apply(&self, dialect: Dialect, select: &mut impl OrderedStatement) {
        let order = match self.direction {
            Direction::Asc => Order::Asc,
            Direction::Desc => Order::Desc,
        };
        let own = dialect.nulls(&order);
        let nulls = match self.nulls {
            Nulls::First => NullOrdering::First,
            Nulls::Last => NullOrdering::Last,
        };
        if self.nullable && nulls != own {
            select.order_by_expr_with_nulls(self.expr.clone(), order, nulls);
        } else {
            select.order_by_expr(self.expr.clone(), order);
        }
    }
}

/// The way to a key: whose value it is, and whether a step may find no row.
#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    place: Place<'a>,
    optional: bool,
}

impl Planner<'_> {
    /// The keys of a list: those asked for, else the model's own; the primary key last.
    pub(crate) fn order(
        &mut self,
        sql: &mut Sql,
        place: Place<'_>,
        input: Option<&Input>,
    ) -> Vec<Key> {
        let entity = &self.zone.entities[place.entity];
        let mut keys = match input {
            Some(input) if *input != Input::Null => self.asked(sql, place, input),
            _ => Vec::new(),
        };
        if keys.is_empty() {
            let own = entity.model.order.iter();
            keys.extend(own.filter_map(|key| {
                let member = entity.model.position(key.field)?;
                let mut all = self.column(place, member, key.direction);
                all.nulls = key.nulls;
                Some(all)
            }));
        }
        for &member in &entity.key {
            let key = self.column(place, member, Direction::Asc);
            if !keys.iter().any(|known| known.name == key.name) {
                keys.push(key);
            }
        }
        keys
    }

    fn asked(&mut self, sql: &mut Sql, place: Place<'_>, input: &Input) -> Vec<Key> {
        let items = items(input);
        if items.len() > MAX_KEYS {
            self.limit(format!("an order may have {MAX_KEYS} keys at most"));
            return Vec::new();
        }
        let mut keys: Vec<Key> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let way = Way {
                place,
                optional: false,
            };
            let key = self.within(&at.to_string(), |p| p.key(sql, way, item));
            // A key that comes again orders nothing.
            keys.extend(key.filter(|key| !keys.iter().any(|known| known.name == key.name)));
        }
        keys
    }

    fn key(&mut self, sql: &mut Sql, way: Way<'_>, input: &Input) -> Option<Key> {
        let (name, input) = self.only(input)?;
        self.within(name, |planner| planner.named(sql, way, name, input))
    }

    fn named(&mut self, sql: &mut Sql, way: Way<'_>, name: &str, input: &Input) -> Option<Key> {
        let zone = self.zone;
        let entity = &zone.entities[way.place.entity];
        if let Some(at) = entity.member(name)
            && entity.members[at].is_sortable()
        {
            let (direction, nulls) = self.direction(input)?;
            let mut key = self.column(way.place, at, direction);
            key.nulls = nulls;
            key.nullable |= way.optional;
            return Some(key);
        }
        if let Some(at) = entity.link(name) {
            return self.related_key(sql, way, &entity.links[at], input);
        }
        let names = entity
            .members
            .iter()
            .filter(|m| m.is_sortable())
            .map(|m| m.name.as_str());
        let links = entity.visible_links().map(|link| link.name.as_str());
        let known = hint(name, names.chain(links));
        self.refuse(format!(
            "`{}` cannot be ordered by `{name}`{known}",
            entity.model.name
        ));
        None
    }

    /// A value of the one related row, or the number of related rows.
    fn related_key(
        &mut self,
        sql: &mut Sql,
        way: Way<'_>,
        link: &Link,
        input: &Input,
    ) -> Option<Key> {
        let zone = self.zone;
        let owner = (way.place.entity, way.place.alias);
        if link.many {
            let (name, input) = self.only(input)?;
            if name != "count" {
                self.refuse(format!(
                    "`{}` can be ordered by its `count` only",
                    link.name
                ));
                return None;
            }
            let (direction, nulls) = self.direction(input)?;
            let expr = count(zone, sql, owner, link);
            let name = format!("{}.count", link.relation.name);
            return Some(Key {
                expr,
                direction,
                nulls,
                // Of no row there is no count.
                nullable: way.optional,
                kind: Kind::Scalar(Scalar::I64),
                name,
            });
        }
        self.depth += 1;
        if self.depth > zone.limits.filter_depth as usize {
            self.limit("the order is too deep".to_owned());
            return None;
        }
        let (mut select, alias) = of_row(zone, sql, owner, link);
        let place = Place {
            entity: link.target,
            alias: &alias,
        };
        let inner = self.key(
            sql,
            Way {
                place,
                optional: true,
            },
            input,
        );
        self.depth -= 1;
        let mut key = inner?;
        select.expr(key.expr);
        if !zone.leads_by_key(link) {
            let one = sql.number(Param::Fixed(Stored::Int(1)));
            select.limit(one);
        }
        key.expr = subquery(select);
        if key.is_decimal() && self.dialect == Dialect::Sqlite {
            key.expr = as_decimal(key.expr);
        }
        key.name = format!("{}.{}", link.relation.name, key.name);
        Some(key)
    }

    fn column(&self, place: Place<'_>, member: usize, direction: Direction) -> Key {
        let entity = &self.zone.entities[place.entity];
        Key {
            expr: ordered(self.dialect, entity, place.alias, member),
            direction,
            nulls: Nulls::Last,
            nullable: entity.members[member].field.nullable,
            kind: entity.members[member].kind.clone(),
            name: entity.members[member].field.rust_name.to_owned(),
        }
    }

    /// The one member of an order's object.
    pub(super) fn only<'i>(&mut self, input: &'i Input) -> Option<(&'i str, &'i Input)> {
        match input {
            Input::Object(members) if members.len() == 1 => {
                members.first().map(|(name, input)| (name.as_str(), input))
            }
            other => {
                self.refuse(format!(
                    "expected an object of one key, found {}",
                    shown(other)
                ));
                None
            }
        }
    }

    pub(super) fn direction(&mut self, input: &Input) -> Option<(Direction, Nulls)> {
        let name = match input {
            Input::Enum(name) | Input::Raw(name) | Input::Text(name) => name.as_str(),
            _ => "",
        };
        let found = match name {
            "ASC" | "ASC_NULLS_LAST" => (Direction::Asc, Nulls::Last),
            "ASC_NULLS_FIRST" => (Direction::Asc, Nulls::First),
            "DESC" | "DESC_NULLS_LAST" => (Direction::Desc, Nulls::Last),
            "DESC_NULLS_FIRST" => (Direction::Desc, Nulls::First),
            _ => {
                self.refuse(format!("{} is no direction: use ASC or DESC, or these with _NULLS_FIRST or _NULLS_LAST", shown(input)));
                return None;
            }
        };
        Some(found)
    }
}

/// More keys than any list needs.
const MAX_KEYS: usize = 16;
