//! The operations of an entity that write.

use auto_api_model::{Action, InputOf};

use super::collection::Rows;
use super::keys;
use super::method::Method;
use super::parameter::{Parameter, key};
use super::text::Text;

const MATCH: Option<&str> = Some("MatchOptions");
const WRITE: Option<&str> = Some("WriteOptions");

impl Rows<'_> {
    /// The methods of an operation that writes.
    pub(super) fn writes(&self, text: &mut Text) {
        match self.operation.action {
            Action::Create => self.create(text),
            Action::CreateMany => self.create_many(text),
            Action::Update => self.change(text, "update", "patch", InputOf::Update),
            Action::Replace => self.change(text, "replace", "input", InputOf::Create),
            Action::Upsert => self.upsert(text),
            Action::UpdateMany => self.update_many(text),
            Action::Delete => self.delete(text),
            _ => self.delete_many(text),
        }
    }

    fn input(&self, of: InputOf) -> String {
        format!("inputs.{}", self.entity.input_name(of))
    }

    fn written(&self) -> String {
        format!("rt.Written[{}]", self.row())
    }

    fn create(&self, text: &mut Text) {
        let create = Method {
            waits: true,
            positional: vec![Parameter::new("input", self.input(InputOf::Create))],
            named: self.shaped(),
            gives: self.row(),
            options: WRITE,
            docs: "Tried again under a key of its own, so that it is done once.",
            ..Method::default()
        };
        self.method(text, "create", &create);
    }

    fn create_many(&self, text: &mut Text) {
        let rows = format!("Sequence[{}]", self.input(InputOf::Create));
        let mut named = vec![on_error()];
        named.extend(self.shaped());
        let create = Method {
            waits: true,
            positional: vec![Parameter::new("inputs", rows)],
            named,
            gives: self.written(),
            options: WRITE,
            docs: "All or none of them, unless `on_error` is `\"SKIP_INVALID\"`.",
            ..Method::default()
        };
        self.method(text, "create_many", &create);
    }

    fn change(&self, text: &mut Text, name: &str, body: &str, of: InputOf) {
        let docs = match of {
            InputOf::Create => {
                "What the input does not have gets its default, or null; relations stay."
            }
            InputOf::Update => "What the patch does not have stays; `None` is null.",
        };
        let change = Method {
            waits: true,
            key: key(self.writer, self.entity),
            positional: vec![Parameter::new(body, self.input(of))],
            named: self.shaped(),
            gives: self.row(),
            options: MATCH,
            docs,
        };
        self.method(text, name, &change);
    }

    fn upsert(&self, text: &mut Text) {
        let on = format!("keys.{}", keys::unique_name(self.entity));
        let mut named = vec![Parameter {
            is_required: true,
            ..Parameter::new("on", on)
        }];
        named.extend(self.shaped());
        let upsert = Method {
            waits: true,
            positional: vec![Parameter::new("input", self.input(InputOf::Create))],
            named,
            gives: self.row(),
            options: Some("UpsertOptions"),
            docs: "The row is found by the unique key that `on` names.",
            ..Method::default()
        };
        self.method(text, "upsert", &upsert);
    }

    fn update_many(&self, text: &mut Text) {
        let items = format!("Sequence[inputs.{}]", self.entity.update_item_name());
        let mut named = vec![on_error()];
        named.extend(self.shaped());
        let each = Method {
            waits: true,
            positional: vec![Parameter::new("items", items)],
            named,
            gives: self.written(),
            options: WRITE,
            docs: "Each by its own patch; all or none of them, unless `on_error` is `\"SKIP_INVALID\"`.",
            ..Method::default()
        };
        self.method(text, "update_many", &each);
        let matching = Method {
            waits: true,
            positional: vec![Parameter::new("patch", self.input(InputOf::Update))],
            named: self.which(),
            gives: self.written(),
            options: WRITE,
            docs: "Those of the filter, all by the same patch; every row only if `all` is true.",
            ..Method::default()
        };
        self.method(text, "update_matching", &matching);
    }

    fn delete(&self, text: &mut Text) {
        let delete = Method {
            waits: true,
            key: key(self.writer, self.entity),
            gives: "None".to_owned(),
            options: MATCH,
            docs: "Raises `NotFound` if there is none.",
            ..Method::default()
        };
        self.method(text, "delete", &delete);
    }

    fn delete_many(&self, text: &mut Text) {
        let delete = Method {
            waits: true,
            named: self.which(),
            gives: self.written(),
            options: WRITE,
            docs: "Those of the filter; every row only if `all` is true.",
            ..Method::default()
        };
        self.method(text, "delete_many", &delete);
    }

    /// Which rows are written, and what of them is shown.
    fn which(&self) -> Vec<Parameter> {
        let filter = format!("filters.{}", self.entity.filter_name());
        let mut all = vec![
            Parameter::new("filter", filter),
            Parameter::new("all", "bool".to_owned()),
            Parameter::new("at_most", "int".to_owned()),
        ];
        all.extend(self.shaped());
        all
    }
}

fn on_error() -> Parameter {
    Parameter::new("on_error", "rt.OnError".to_owned())
}
