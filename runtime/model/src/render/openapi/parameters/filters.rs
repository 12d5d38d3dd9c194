//! Operators on the own fields of an entity: a component each, and a reference from each operation
//! that filters. They are most of a document, so that they are written of prepared pieces.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::INDENT;
use crate::operator::Operand;
use crate::render::json_schema::Schemas;
use crate::render::openapi::SCHEMAS;
use crate::render::texts::{Texts, Written};
use crate::{Entity, Kind, Member, Operator, Zone};

/// The operators that have a parameter of their own, by the kind that they compare and by whether
/// the member is deprecated: what is said of them depends on nothing else.
pub(in super::super) struct Filters<'z> {
    zone: &'z Zone,
    known: RefCell<Vec<OfKind>>,
}

/// The filters of a kind, and whether they are of deprecated members.
type OfKind = (Kind, bool, Rc<[Filter]>);

struct Filter {
    name: &'static str,
    /// All that stands behind the name of the member in the name of the parameter.
    said: Written,
}

/// What stands around the names of a component, in JSON and in YAML.
const BEGIN: [&str; 2] = [",\n      \"", "\n    \""];
const NAME: [&str; 2] = [
    "\": {\n        \"name\": \"filter[",
    "\":\n      name: \"filter[",
];

/// What stands around the name of a component in a reference to it, in JSON and in YAML.
const REFERENCE: [&str; 2] = [
    ",\n          {\n            \"$ref\": \"#/components/parameters/",
    "\n        - \"$ref\": \"#/components/parameters/",
];
const END: [&str; 2] = ["\"\n          }", "\""];

impl<'z> Filters<'z> {
    pub(in super::super) fn of(zone: &'z Zone) -> Self {
        let known = RefCell::default();
        Self { zone, known }
    }

    /// References to the filters of an entity, as items of the parameters of an operation.
    pub(in super::super) fn references(&self, entity: &Entity) -> Rc<Written> {
        let ty = entity.type_name();
        let mut all = Texts::default();
        all.push(REFERENCE);
        all.both(ty);
        all.both(".filter");
        all.push(END);
        for member in entity.readable().filter(|m| m.is_filterable()) {
            let name = Written::escaped(&member.name);
            let mut begin = Texts::default();
            begin.push(REFERENCE);
            begin.both(ty);
            begin.both(".");
            begin.push(name.pieces());
            begin.both(".");
            let begin = begin.finish();
            for filter in &*self.of_member(member) {
                all.push(begin.pieces());
                all.both(filter.name);
                all.push(END);
            }
        }
        Rc::new(all.finish())
    }

    /// The components of the filters of an entity.
    pub(super) fn write(&self, entity: &Entity, all: &mut Texts) {
        let ty = entity.type_name();
        for member in entity.readable().filter(|m| m.is_filterable()) {
            let name = Written::escaped(&member.name);
            let [mut begin, mut behind] = [Texts::default(), Texts::default()];
            begin.push(BEGIN);
            begin.both(ty);
            begin.both(".");
            begin.push(name.pieces());
            begin.both(".");
            behind.push(NAME);
            behind.push(name.pieces());
            let [begin, behind] = [begin, behind].map(Texts::finish);
            for filter in &*self.of_member(member) {
                all.push(begin.pieces());
                all.both(filter.name);
                all.push(behind.pieces());
                all.push(filter.said.pieces());
            }
        }
    }

    fn of_member(&self, member: &Member) -> Rc<[Filter]> {
        let (kind, deprecated) = (&member.kind, member.field.deprecated.is_some());
        let mut kinds = self.known.borrow_mut();
        let mut known = kinds.iter();
        if let Some((_, _, known)) = known.find(|known| known.0 == *kind && known.1 == deprecated) {
            return Rc::clone(known);
        }
        let all = Operator::of(kind).into_iter();
        let flat = all.filter(|operator| operator.operand() != Operand::Path);
        let made: Rc<[Filter]> = flat
            .map(|operator| self.filter(operator, kind, deprecated))
            .collect();
        kinds.push((kind.clone(), deprecated, Rc::clone(&made)));
        made
    }

    fn filter(&self, operator: Operator, kind: &Kind, deprecated: bool) -> Filter {
        let schema = Schemas::of(self.zone, SCHEMAS).operand(operator, kind);
        let is_list = schema.get("type").is_some_and(|ty| ty == "array");
        let mut members: Vec<(&str, Value)> = vec![
            ("in", "query".into()),
            ("description", operator.docs().into()),
            ("schema", Value::Object(schema)),
        ];
        if is_list {
            members.extend([("style", "form".into()), ("explode", json!(false))]);
        }
        if deprecated {
            members.push(("deprecated", json!(true)));
        }
        let mut said = Texts::default();
        said.both("][");
        said.both(&self.zone.case.apply(operator.name()));
        said.both("]\"");
        for (name, value) in members {
            said.key(name, INDENT + 2);
            said.value(&value, INDENT + 2);
        }
        said.close("{}", INDENT);
        Filter {
            name: operator.name(),
            said: said.finish(),
        }
    }
}
