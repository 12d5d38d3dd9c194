//! Asks written by name, as people think of them.

use auto_api::ask::{Args, Ask, Form, Input, Item, Read, Root, Shape};
use auto_api::model::{Entity, Zone};
use serde_json::Value as Json;

/// What is selected of an entity's rows.
#[derive(Debug, Clone)]
pub struct Pick<'z> {
    zone: &'z Zone,
    entity: usize,
    items: Vec<Item>,
}

/// The selection of nothing of a model's rows, to begin with.
pub fn pick<'z>(zone: &'z Zone, model: &str) -> Pick<'z> {
    Pick {
        zone,
        entity: zone.entity_of(model).unwrap(),
        items: Vec::new(),
    }
}

impl<'z> Pick<'z> {
    /// These members, too, separated by blanks.
    #[must_use]
    pub fn fields(mut self, names: &str) -> Self {
        for name in names.split_whitespace() {
            let member = self
                .own()
                .member(name)
                .unwrap_or_else(|| panic!("no field `{name}`"));
            self.items.push(Item::Member {
                key: name.into(),
                member,
                part: None,
            });
        }
        self
    }

    /// A relation, too: what around its rows, with which arguments, and what of them.
    #[must_use]
    pub fn link(mut self, name: &str, args: Args, form: impl FnOnce(Pick<'z>) -> Form) -> Self {
        let link = self
            .own()
            .link(name)
            .unwrap_or_else(|| panic!("no relation `{name}`"));
        let entity = self.own().links[link].target;
        let inner = Pick {
            zone: self.zone,
            entity,
            items: Vec::new(),
        };
        let read = Read {
            key: name.into(),
            entity,
            form: form(inner),
            args,
        };
        self.items.push(Item::Link { link, read });
        self
    }

    /// What was selected.
    pub fn items(self) -> Vec<Item> {
        self.items
    }

    /// One row of it.
    pub fn one(self) -> Form {
        Form::One(self.items)
    }

    /// A list of it.
    pub fn list(self) -> Form {
        Form::List(self.items)
    }

    fn own(&self) -> &'z Entity {
        &self.zone.entities[self.entity]
    }
}

/// An ask of one root.
pub fn ask(zone: &Zone, model: &str, form: Form, args: Args) -> Ask {
    Ask {
        roots: vec![root(zone, "root", model, form, args)],
        shape: Shape::Object,
    }
}

/// A root.
pub fn root(zone: &Zone, key: &str, model: &str, form: Form, args: Args) -> Root {
    let entity = zone.entity_of(model).unwrap();
    Root::Read(Read {
        key: key.into(),
        entity,
        form,
        args,
    })
}

/// An input as JSON would have it; `"$0"` is the slot 0, and `ASC` and the like are names.
pub fn input(json: &Json) -> Input {
    match json {
        Json::Null => Input::Null,
        Json::Bool(value) => Input::Bool(*value),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Input::Float(number.as_f64().unwrap()), Input::Int),
        Json::String(text) => match text.strip_prefix('$').and_then(|slot| slot.parse().ok()) {
            Some(slot) => Input::Slot(slot),
            None if is_name(text) => Input::Enum(text.clone()),
            None => Input::Text(text.clone()),
        },
        Json::Array(items) => Input::List(items.iter().map(input).collect()),
        Json::Object(members) => Input::Object(
            members
                .iter()
                .map(|(name, json)| (name.clone(), input(json)))
                .collect(),
        ),
    }
}

fn is_name(text: &str) -> bool {
    text.len() > 2
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// Arguments of a filter, an order and others, by name.
pub fn args(json: &Json) -> Args {
    let mut args = Args::default();
    for (name, json) in json.as_object().unwrap() {
        let value = Some(input(json));
        match name.as_str() {
            "filter" => args.filter = value,
            "by" => args.by = value,
            "having" => args.having = value,
            "distinct" => args.distinct = value,
            "order_by" => args.order_by = value,
            "limit" => args.limit = value,
            "offset" => args.offset = value,
            "page" => args.page = value,
            "per_page" => args.per_page = value,
            "first" => args.first = value,
            "after" => args.after = value,
            "last" => args.last = value,
            "before" => args.before = value,
            other => panic!("no argument `{other}`"),
        }
    }
    args
}
