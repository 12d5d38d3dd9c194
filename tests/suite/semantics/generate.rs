//! Random requests about random rows.

use auto_api::Value;
use auto_api::ask::{Function, Shape};
use auto_api::model::operator::Operand as Takes;
use auto_api::model::{Direction, Kind, Nulls, Operator, Scalar};
use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
use auto_api_tests::support::literal::postgres::storable;
use auto_api_tests::support::random::Random;
use auto_api_tests::support::values::{TEXTS, value};

use super::evaluate::World;
use super::request::{End, Filter, Form, Key, Operand, Quantifier, Read, Request, Select, Test};

/// Makes requests about rows.
pub(crate) struct Generator<'w> {
    pub(crate) world: World<'w>,
    pub(crate) random: Random,
}

impl Generator<'_> {
    /// A request of one root.
    pub(crate) fn request(&mut self) -> Request {
        let shape = *self.random.pick(&[Shape::Object, Shape::Bare]);
        let entity = if self.random.chance(60) {
            0
        } else {
            self.random.below(self.world.zone.entities.len())
        };
        let form = match self.random.below(6) {
            0 => Form::One {
                key: self.key(entity),
                select: self.select(entity, 2),
            },
            1 | 2 => self.list(entity, 2),
            3 => self.pages(entity, 2),
            4 => self.connection(entity, 2),
            _ => self.aggregate(entity),
        };
        let mut read = Read {
            entity,
            filter: None,
            order: Vec::new(),
            distinct: Vec::new(),
            form,
        };
        if !matches!(read.form, Form::One { .. }) {
            read.filter = self.random.chance(80).then(|| self.filter(entity, 3));
            if !matches!(read.form, Form::Aggregate(_)) {
                read.order = self.order(entity);
                read.distinct = self.distinct(entity);
            }
        }
        Request { shape, read }
    }

    fn key(&mut self, entity: usize) -> Vec<(usize, Value)> {
        let keys = &self.world.zone.entities[entity].unique_keys;
        let key = self.random.pick(keys).clone();
        let row = self.random.pick(&self.world.rows.of[entity]).clone();
        let absent = self.random.chance(10);
        let part = |at: usize| match row[at].clone() {
            Value::Int(number) if absent => (at, Value::Int(number + 77_777)),
            Value::Null => (at, Value::Int(77_777)),
            value => (at, value),
        };
        key.into_iter().map(part).collect()
    }

    fn size(&mut self, low: i64) -> Option<i64> {
        self.random.chance(70).then(|| self.random.within(low, 15))
    }

    fn list(&mut self, entity: usize, depth: usize) -> Form {
        let (limit, offset) = (self.size(0), self.size(0));
        Form::List {
            limit,
            offset,
            select: self.select(entity, depth),
        }
    }

    fn pages(&mut self, entity: usize, depth: usize) -> Form {
        let page = self.random.chance(70).then(|| self.random.within(1, 4));
        let (per_page, count) = (self.size(1), self.random.chance(50));
        Form::Pages {
            page,
            per_page,
            count,
            select: self.select(entity, depth),
        }
    }

    fn connection(&mut self, entity: usize, depth: usize) -> Form {
        let backwards = self.random.chance(40);
        Form::Connection {
            // Without a size, a connection is read forwards.
            size: if backwards {
                Some(self.random.within(0, 15))
            } else {
                self.size(0)
            },
            backwards,
            after: None,
            before: None,
            count: self.random.chance(30),
            select: self.select(entity, depth),
        }
    }

    fn aggregate(&mut self, entity: usize) -> Form {
        let all = &self.world.zone.entities[entity].members;
        let mut functions = Vec::new();
        for function in [Function::Sum, Function::Avg, Function::Min, Function::Max] {
            let fits = |at: &usize| match function {
                Function::Sum | Function::Avg => all[*at].kind.is_number(),
                Function::Min | Function::Max => all[*at].kind.is_ordered(),
            };
            let mut members: Vec<_> = (0..all.len()).filter(fits).collect();
            members.retain(|_| self.random.chance(50));
            if !members.is_empty() {
                functions.push((function, members));
            }
        }
        Form::Aggregate(functions)
    }

    fn select(&mut self, entity: usize, depth: usize) -> Select {
        let own = &self.world.zone.entities[entity];
        let mut members: Vec<_> = (0..own.members.len()).collect();
        let percent = *self.random.pick(&[5, 30, 100]);
        members.retain(|_| self.random.chance(percent));
        let mut links = Vec::new();
        for at in 0..own.links.len() {
            if depth > 0 && self.random.chance(25) {
                links.push((at, self.related(entity, at, depth - 1)));
            }
        }
        Select { members, links }
    }

    fn related(&mut self, entity: usize, link: usize, depth: usize) -> Read {
        let link = &self.world.zone.entities[entity].links[link];
        let target = link.target;
        if !link.many {
            let form = Form::One {
                key: Vec::new(),
                select: self.select(target, depth),
            };
            return Read {
                entity: target,
                filter: None,
                order: Vec::new(),
                distinct: Vec::new(),
                form,
            };
        }
        let form = match self.random.below(5) {
            0 | 1 => self.list(target, depth),
            2 => self.pages(target, depth),
            3 => self.connection(target, depth),
            _ => self.aggregate(target),
        };
        let is_total = matches!(form, Form::Aggregate(_));
        let filter = self.random.chance(40).then(|| self.filter(target, 1));
        let order = if is_total {
            Vec::new()
        } else {
            self.order(target)
        };
        let distinct = if is_total {
            Vec::new()
        } else {
            self.distinct(target)
        };
        Read {
            entity: target,
            filter,
            order,
            distinct,
            form,
        }
    }

    /// A filter of this depth at most.
    pub(crate) fn filter(&mut self, entity: usize, depth: usize) -> Filter {
        let own = &self.world.zone.entities[entity];
        let way = if depth == 0 { 9 } else { self.random.below(10) };
        match way {
            0 => Filter::And(self.several(entity, depth - 1, 0)),
            1 => Filter::Or(self.several(entity, depth - 1, 0)),
            2 => Filter::Not(Box::new(self.filter(entity, depth - 1))),
            3 => Filter::Siblings(self.several(entity, depth - 1, 0)),
            4..=6 if !own.links.is_empty() => self.through(entity, depth - 1),
            _ => {
                let at = self.random.below(own.members.len());
                Filter::Member(at, self.tests(entity, at))
            }
        }
    }

    fn several(&mut self, entity: usize, depth: usize, least: i64) -> Vec<Filter> {
        (0..self.random.within(least, 3))
            .map(|_| self.filter(entity, depth))
            .collect()
    }

    fn through(&mut self, entity: usize, depth: usize) -> Filter {
        let links = &self.world.zone.entities[entity].links;
        let at = self.random.below(links.len());
        let target = links[at].target;
        let empty = Filter::Siblings(Vec::new());
        let inner = if self.random.chance(20) {
            empty
        } else {
            self.filter(target, depth)
        };
        match (links[at].many, self.random.below(4)) {
            (false, _) => Filter::One(at, Box::new(inner)),
            (true, 0) => Filter::Many(at, Quantifier::Some, Box::new(inner)),
            (true, 1) => Filter::Many(at, Quantifier::Every, Box::new(inner)),
            (true, 2) => Filter::Many(at, Quantifier::None, Box::new(inner)),
            (true, _) => {
                let operators = Operator::of(&Kind::Scalar(Scalar::I64));
                let operator = *self.random.pick(&operators);
                let operand = self.operand(operator, |random| Value::Int(random.within(0, 3)));
                Filter::Count(at, vec![Test { operator, operand }])
            }
        }
    }

    fn tests(&mut self, entity: usize, at: usize) -> Vec<Test> {
        let member = &self.world.zone.entities[entity].members[at];
        let mut operators = Operator::of(&member.kind);
        // Ranges depend on today; they have a test of their own.
        operators.retain(|operator| *operator != Operator::Range);
        let rows = &self.world.rows.of[entity];
        let zone = self.world.zone;
        let mut known = |random: &mut Random| {
            let found = rows[random.below(rows.len())][at].clone();
            match found {
                Value::Null => value(random, zone, &member.kind),
                _ if random.chance(30) => value(random, zone, &member.kind),
                found => found,
            }
        };
        let count = if self.random.chance(15) { 2 } else { 1 };
        (0..count)
            .map(|_| {
                let operator = *self.random.pick(&operators);
                let operand = match operator {
                    Operator::Path => self.path(&mut known),
                    _ => self.operand(operator, &mut known),
                };
                let operand = match on() {
                    Dialect::Sqlite => operand,
                    Dialect::Postgres => sendable(operand),
                };
                Test { operator, operand }
            })
            .collect()
    }

    fn operand(
        &mut self,
        operator: Operator,
        mut known: impl FnMut(&mut Random) -> Value,
    ) -> Operand {
        let random = &mut self.random;
        match operator.operand() {
            Takes::Same => Operand::One(known(random)),
            Takes::Bool => Operand::Truth(random.chance(50)),
            Takes::Two => Operand::Many(vec![known(random), known(random)]),
            Takes::Many => {
                let count = random.below(4);
                let mut all: Vec<_> = (0..count).map(|_| known(random)).collect();
                if matches!(operator, Operator::ContainsAll | Operator::ContainsAny) {
                    let items = all.into_iter().flat_map(|list| match list {
                        Value::List(items) => items,
                        other => panic!("no list: {other:?}"),
                    });
                    all = items.take(3).collect();
                }
                Operand::Many(all)
            }
            Takes::Int => Operand::Whole(match operator {
                Operator::Year => *random.pick(&[1, 1969, 2023, 2024, 9999]),
                Operator::Length => random.within(0, 3),
                Operator::Month => random.within(1, 12),
                _ => *random.pick(&[1, 28, 29, 30, 31]),
            }),
            Takes::Text if operator == Operator::HasKey => Operand::One(Value::Text(
                random.pick(&["a", "b", "", "a/b", "tags", "c"]).to_string(),
            )),
            Takes::Text => {
                let text = match known(random) {
                    Value::Text(text) if random.chance(60) => text,
                    _ => random.pick(&TEXTS).to_string(),
                };
                Operand::One(Value::Text(part(random, &text, operator == Operator::Like)))
            }
            Takes::Range | Takes::Path => panic!("made elsewhere"),
        }
    }

    fn path(&mut self, known: &mut impl FnMut(&mut Random) -> Value) -> Operand {
        let random = &mut self.random;
        let path = random
            .pick(&[
                "", "a", "b", "b.c", "tags.0", "tags.1", "0", "a/b", "tags", "x.y", "-1",
                "tags.-1", "01", "+0", "tags. 1", "1",
            ])
            .to_string();
        let wanted = match known(random) {
            Value::Json(json) => json
                .pointer("/b/c")
                .or(json.pointer("/a"))
                .unwrap_or(&json)
                .clone(),
            other => panic!("no JSON: {other:?}"),
        };
        Operand::Path(path, wanted)
    }

    /// Now and then up to three members that tell rows apart.
    pub(crate) fn distinct(&mut self, entity: usize) -> Vec<usize> {
        if !self.random.chance(25) {
            return Vec::new();
        }
        let own = &self.world.zone.entities[entity];
        let all: Vec<_> = (0..own.members.len())
            .filter(|&at| own.members[at].is_groupable())
            .collect();
        (0..self.random.within(1, 3))
            .map(|_| *self.random.pick(&all))
            .collect()
    }

    /// Up to three keys.
    pub(crate) fn order(&mut self, entity: usize) -> Vec<Key> {
        (0..*self.random.pick(&[0, 0, 1, 1, 2, 3]))
            .map(|_| self.order_key(entity))
            .collect()
    }

    fn order_key(&mut self, entity: usize) -> Key {
        let mut path = Vec::new();
        let mut at = entity;
        while path.len() < 3 && self.random.chance(30) {
            let links = &self.world.zone.entities[at].links;
            let ones: Vec<_> = (0..links.len()).filter(|&link| !links[link].many).collect();
            if ones.is_empty() {
                break;
            }
            let link = *self.random.pick(&ones);
            path.push(link);
            at = links[link].target;
        }
        let own = &self.world.zone.entities[at];
        let many: Vec<_> = (0..own.links.len())
            .filter(|&link| own.links[link].many)
            .collect();
        let end = if !many.is_empty() && self.random.chance(25) {
            End::Count(*self.random.pick(&many))
        } else {
            let sortable: Vec<_> = (0..own.members.len())
                .filter(|&m| own.members[m].is_sortable())
                .collect();
            End::Member(*self.random.pick(&sortable))
        };
        let direction = *self.random.pick(&[Direction::Asc, Direction::Desc]);
        let nulls = *self.random.pick(&[Nulls::First, Nulls::Last]);
        Key {
            path,
            end,
            direction,
            nulls,
        }
    }
}

/// An operand without the character that PostgreSQL refuses.
fn sendable(operand: Operand) -> Operand {
    match operand {
        Operand::One(value) => Operand::One(storable(value)),
        Operand::Many(all) => Operand::Many(all.into_iter().map(storable).collect()),
        Operand::Path(path, wanted) => match storable(Value::Json(wanted)) {
            Value::Json(wanted) => Operand::Path(path, wanted),
            other => panic!("no JSON: {other:?}"),
        },
        other => other,
    }
}

/// A part of a text, in another case now and then; for patterns with some of it left open.
fn part(random: &mut Random, text: &str, pattern: bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    match random.below(4) {
        0 => chars.truncate(random.below(chars.len() + 1)),
        1 => {
            chars.drain(..random.below(chars.len() + 1));
        }
        _ => {}
    }
    if pattern {
        for char in &mut chars {
            match random.below(5) {
                0 => *char = '%',
                1 => *char = '_',
                2 if random.chance(30) => *char = '\\',
                _ => {}
            }
        }
    }
    let text: String = chars.into_iter().collect();
    match random.below(4) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        _ => text,
    }
}
