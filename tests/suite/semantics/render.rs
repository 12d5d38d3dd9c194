//! From a request as typed data to the engine's `Ask`: with its values in place, or in slots.

use auto_api::Value;
use auto_api::ask::{
    AggregateItem, Args, Ask, EdgeItem, Form as AskForm, Info, InfoItem, Input, Item, PageItem,
    Read as AskRead, Root, Shape,
};
use auto_api::model::{Direction, Kind, Link, Member, Nulls, Operator, Zone};

use super::request::{End, Filter, Form, Key, Operand, Quantifier, Read, Request, Select, Test};
use super::wire;

/// The ask of a request, with its values in place.
pub(crate) fn literal(zone: &Zone, request: &Request) -> Ask {
    Renderer {
        zone,
        shape: request.shape,
        slots: None,
    }
    .ask(request)
}

/// The ask of a request with its values in slots, and the values.
pub(crate) fn slotted(zone: &Zone, request: &Request) -> (Ask, Vec<Input>) {
    let mut renderer = Renderer {
        zone,
        shape: request.shape,
        slots: Some(Vec::new()),
    };
    let ask = renderer.ask(request);
    (ask, renderer.slots.unwrap_or_default())
}

struct Renderer<'z> {
    zone: &'z Zone,
    shape: Shape,
    slots: Option<Vec<Input>>,
}

impl Renderer<'_> {
    fn ask(&mut self, request: &Request) -> Ask {
        let read = self.read("root", &request.read);
        Ask {
            roots: vec![Root::Read(read)],
            shape: request.shape,
        }
    }

    fn leaf(&mut self, input: Input) -> Input {
        match &mut self.slots {
            Some(slots) => {
                slots.push(input);
                Input::Slot(slots.len() - 1)
            }
            None => input,
        }
    }

    fn read(&mut self, key: &str, read: &Read) -> AskRead {
        let filter = read.filter.as_ref();
        let mut args = Args {
            filter: filter.map(|filter| self.filter(read.entity, filter)),
            ..Args::default()
        };
        if !read.order.is_empty() {
            let keys = read.order.iter().map(|key| self.order(read.entity, key));
            args.order_by = Some(Input::List(keys.collect()));
        }
        if !read.distinct.is_empty() {
            let names = read.distinct.iter();
            let names = names.map(|&at| Input::Enum(self.member(read.entity, at).name.clone()));
            args.distinct = Some(Input::List(names.collect()));
        }
        let mut number = |asked: &Option<i64>| asked.map(|number| self.leaf(Input::Int(number)));
        let entity = read.entity;
        let form = match &read.form {
            Form::One { key, select } => {
                let values = key.iter().map(|(at, value)| {
                    let kind = &self.zone.entities[entity].members[*at].kind;
                    let input = self.value(kind, value);
                    (*at, self.leaf(input))
                });
                args.key = values.collect();
                AskForm::One(self.select(entity, select))
            }
            Form::List {
                limit,
                offset,
                select,
            } => {
                (args.limit, args.offset) = (number(limit), number(offset));
                AskForm::List(self.select(entity, select))
            }
            Form::Pages {
                page,
                per_page,
                count,
                select,
            } => {
                (args.page, args.per_page) = (number(page), number(per_page));
                AskForm::Pages(self.pages(entity, *count, select))
            }
            Form::Connection {
                size,
                backwards,
                after,
                before,
                count,
                select,
            } => {
                let size = number(size);
                (args.first, args.last) = if *backwards {
                    (None, size)
                } else {
                    (size, None)
                };
                args.after = after
                    .as_ref()
                    .map(|cursor| self.leaf(Input::Text(cursor.text.clone())));
                args.before = before
                    .as_ref()
                    .map(|cursor| self.leaf(Input::Text(cursor.text.clone())));
                AskForm::Connection(self.connection(entity, *count, select))
            }
            Form::Aggregate(functions) => {
                let functions =
                    functions
                        .iter()
                        .map(|(function, members)| AggregateItem::Function {
                            key: format!("{function:?}").to_lowercase().into(),
                            function: *function,
                            members: members
                                .iter()
                                .map(|&at| (self.member(entity, at).name.as_str().into(), Some(at)))
                                .collect(),
                        });
                let count = AggregateItem::Count("count".into());
                AskForm::Aggregate(std::iter::once(count).chain(functions).collect())
            }
        };
        AskRead {
            key: key.into(),
            entity,
            form,
            args,
        }
    }

    fn member(&self, entity: usize, at: usize) -> &Member {
        &self.zone.entities[entity].members[at]
    }

    fn link(&self, entity: usize, at: usize) -> &Link {
        &self.zone.entities[entity].links[at]
    }

    fn select(&mut self, entity: usize, select: &Select) -> Vec<Item> {
        let mut items: Vec<_> = (select.members.iter())
            .map(|&member| Item::Member {
                key: self.member(entity, member).name.as_str().into(),
                member,
                part: None,
            })
            .collect();
        for (link, read) in &select.links {
            let name = self.link(entity, *link).name.clone();
            items.push(Item::Link {
                link: *link,
                read: self.read(&name, read),
            });
        }
        items
    }

    fn pages(&mut self, entity: usize, count: bool, select: &Select) -> Vec<PageItem> {
        let mut info = vec![
            ("current_page", Info::CurrentPage),
            ("per_page", Info::PerPage),
            ("has_next_page", Info::HasNextPage),
            ("has_previous_page", Info::HasPreviousPage),
        ];
        if count {
            info.extend([
                ("total_count", Info::TotalCount),
                ("page_count", Info::PageCount),
            ]);
        }
        let items = self.select(entity, select);
        vec![
            page_info(&info),
            PageItem::Rows {
                key: "items".into(),
                items,
            },
        ]
    }

    fn connection(&mut self, entity: usize, count: bool, select: &Select) -> Vec<PageItem> {
        let node = EdgeItem::Node {
            key: "node".into(),
            items: self.select(entity, select),
        };
        let mut items = vec![
            PageItem::Edges {
                key: "edges".into(),
                items: vec![EdgeItem::Cursor("cursor".into()), node],
            },
            page_info(&[
                ("start_cursor", Info::StartCursor),
                ("end_cursor", Info::EndCursor),
                ("has_next_page", Info::HasNextPage),
                ("has_previous_page", Info::HasPreviousPage),
            ]),
        ];
        if count {
            items.push(PageItem::TotalCount("total_count".into()));
        }
        items
    }

    fn filter(&mut self, entity: usize, filter: &Filter) -> Input {
        Input::Object(self.members(entity, filter))
    }

    fn members(&mut self, entity: usize, filter: &Filter) -> Vec<(String, Input)> {
        let mut each =
            |all: &[Filter]| Input::List(all.iter().map(|one| self.filter(entity, one)).collect());
        let (name, input) = match filter {
            Filter::Siblings(all) => {
                return all
                    .iter()
                    .flat_map(|one| self.members(entity, one))
                    .collect();
            }
            Filter::And(all) => ("and".to_owned(), each(all)),
            Filter::Or(any) => ("or".to_owned(), each(any)),
            Filter::Not(inner) => ("not".to_owned(), self.filter(entity, inner)),
            Filter::Member(at, tests) => {
                let member = &self.zone.entities[entity].members[*at];
                (member.name.clone(), self.tests(&member.kind, tests))
            }
            Filter::One(at, inner) => {
                let link = self.link(entity, *at);
                let (name, target) = (link.name.clone(), link.target);
                (name, self.filter(target, inner))
            }
            Filter::Many(at, quantifier, inner) => {
                let link = self.link(entity, *at);
                let (name, target) = (link.name.clone(), link.target);
                let quantifier = match quantifier {
                    Quantifier::Some => "some",
                    Quantifier::Every => "every",
                    Quantifier::None => "none",
                };
                (name, object(quantifier, self.filter(target, inner)))
            }
            Filter::Count(at, tests) => {
                let name = self.link(entity, *at).name.clone();
                let kind = Kind::Scalar(auto_api::model::Scalar::I64);
                (name, object("count", self.tests(&kind, tests)))
            }
        };
        vec![(name, input)]
    }

    fn tests(&mut self, kind: &Kind, tests: &[Test]) -> Input {
        let tests = tests.iter().map(|test| {
            let input = self.operand(kind, test.operator, &test.operand);
            (test.operator.name().to_owned(), input)
        });
        Input::Object(tests.collect())
    }

    fn operand(&mut self, kind: &Kind, operator: Operator, operand: &Operand) -> Input {
        let item = match kind {
            Kind::List(item) => item,
            kind => kind,
        };
        let input = match operand {
            Operand::Truth(value) => return Input::Bool(*value),
            Operand::Path(path, wanted) => {
                let path = self.leaf(Input::Text(path.clone()));
                let wanted = self.leaf(Input::Json(wanted.clone()));
                return Input::Object(vec![("path".into(), path), ("eq".into(), wanted)]);
            }
            Operand::Whole(number) => Input::Int(*number),
            Operand::One(Value::Text(words)) if operator == Operator::HasKey => {
                Input::Text(words.clone())
            }
            Operand::One(value) => self.value(item, value),
            Operand::Many(all) => {
                Input::List(all.iter().map(|value| self.value(item, value)).collect())
            }
        };
        self.leaf(input)
    }

    /// A value as a request has it.
    fn value(&self, kind: &Kind, value: &Value) -> Input {
        let form = wire::Form {
            zone: self.zone,
            shape: self.shape,
            scale: None,
        };
        match (kind, value) {
            (_, Value::Int(number)) => Input::Int(*number),
            (_, Value::Float(number)) => Input::Float(*number),
            (_, Value::Float32(number)) => Input::Float(f64::from(*number)),
            (_, Value::Bool(value)) => Input::Bool(*value),
            _ => match (wire::json(form, kind, value), kind) {
                (serde_json::Value::String(name), Kind::Enum(_)) if self.shape == Shape::Object => {
                    Input::Enum(name)
                }
                (serde_json::Value::String(words), _) => Input::Text(words),
                (other, _) => Input::Json(other),
            },
        }
    }

    fn order(&self, entity: usize, key: &Key) -> Input {
        let direction = match (key.direction, key.nulls) {
            (Direction::Asc, Nulls::First) => "ASC_NULLS_FIRST",
            (Direction::Asc, Nulls::Last) => "ASC",
            (Direction::Desc, Nulls::First) => "DESC_NULLS_FIRST",
            (Direction::Desc, Nulls::Last) => "DESC_NULLS_LAST",
        };
        let mut names = Vec::new();
        let mut at = entity;
        for &link in &key.path {
            let link = self.link(at, link);
            names.push(link.name.clone());
            at = link.target;
        }
        match key.end {
            End::Member(member) => names.push(self.member(at, member).name.clone()),
            End::Count(link) => {
                names.extend([self.link(at, link).name.clone(), "count".to_owned()]);
            }
        }
        let end = Input::Enum(direction.to_owned());
        names
            .iter()
            .rev()
            .fold(end, |inner, name| object(name, inner))
    }
}

fn object(name: &str, input: Input) -> Input {
    Input::Object(vec![(name.to_owned(), input)])
}

fn page_info(items: &[(&str, Info)]) -> PageItem {
    let items = items.iter().map(|&(key, what)| InfoItem {
        key: key.into(),
        what,
    });
    PageItem::PageInfo {
        key: "page_info".into(),
        items: items.collect(),
    }
}
