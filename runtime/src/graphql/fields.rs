//! What each field of the schema is: looked up by the position of its type, never guessed from
//! how a name is built.

mod writes;

use std::collections::HashMap;

use auto_api_model::render::{Argument, Form, member};
use auto_api_model::{Entity, MethodKind, TypeDef, ValueDef, Zone};

use auto_api_model::groups::GroupArgument;

use crate::ask::{Function, Info};
pub(crate) use writes::{PayloadField, Write, Writes};

/// The fields of all output types of a zone.
#[derive(Debug)]
pub(crate) struct Fields {
    /// The fields of `Query`.
    pub(crate) roots: HashMap<String, Root>,
    /// The fields of `Subscription`: whose changes.
    pub(crate) events: HashMap<String, usize>,
    /// For each entity, the fields of its rows.
    pub(crate) rows: Vec<HashMap<String, RowField>>,
    /// For each entity, the members of its row type by name.
    pub(crate) members: Vec<HashMap<String, usize>>,
    /// For each value struct, by its Rust name, its fields.
    pub(crate) values: HashMap<&'static str, HashMap<String, usize>>,
    /// The fields around numbered pages and connections, and those of an edge.
    pub(crate) page: HashMap<String, PageField>,
    /// The fields of `PageInfo`.
    pub(crate) info: HashMap<String, Info>,
    /// The fields of an aggregate.
    pub(crate) aggregate: HashMap<String, AggregateField>,
    /// The arguments of lists.
    pub(crate) arguments: HashMap<String, Argument>,
    /// The arguments of groups.
    pub(crate) group_arguments: HashMap<String, GroupArgument>,
    /// The fields of writes.
    pub(crate) writes: Writes,
}

/// A field of `Query`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Root {
    /// Whose rows.
    pub(crate) entity: usize,
    /// One row, a form of a list, or groups.
    pub(crate) leads: Leads,
}

/// What a field of `Query` leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    /// One row, or a form of a list.
    Rows(Option<Form>),
    /// Groups.
    Groups,
    /// What a method answers with.
    Method(usize),
}

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowField {
    /// A column.
    Member(usize),
    /// A computed field.
    Computed(usize),
    /// A relation: one row, or a form of a list.
    Link(usize, Option<Form>),
}

/// A field around a page, or of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageField {
    /// `items` or `nodes`
    Rows,
    /// `edges`
    Edges,
    /// `page_info`
    Info,
    /// `total_count`
    TotalCount,
    /// `cursor`, of an edge
    Cursor,
    /// `node`, of an edge
    Node,
}

/// A field of an aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AggregateField {
    /// `count`
    Count,
    /// `sum`, `avg`, `min`, `max`
    Function(Function),
}

impl Fields {
    /// Looks every field of a zone up once.
    pub(crate) fn of(zone: &Zone) -> Self {
        let spelled = |name: &str| zone.case.apply(name);
        Self {
            roots: roots(zone),
            events: events(zone),
            rows: zone.entities.iter().map(row).collect(),
            members: zone.entities.iter().map(members).collect(),
            values: zone
                .types
                .iter()
                .filter_map(|def| match def {
                    TypeDef::Value(def) => Some((def.rust_name, value(zone, def))),
                    _ => None,
                })
                .collect(),
            page: [
                (member::ITEMS, PageField::Rows),
                (member::NODES, PageField::Rows),
                (member::EDGES, PageField::Edges),
                (member::PAGE_INFO, PageField::Info),
                (member::TOTAL_COUNT, PageField::TotalCount),
                (member::CURSOR, PageField::Cursor),
                (member::NODE, PageField::Node),
            ]
            .map(|(name, what)| (spelled(name), what))
            .into(),
            info: INFO.map(|(name, what)| (spelled(name), what)).into(),
            aggregate: [
                (member::COUNT, AggregateField::Count),
                (member::SUM, AggregateField::Function(Function::Sum)),
                (member::AVG, AggregateField::Function(Function::Avg)),
                (member::MIN, AggregateField::Function(Function::Min)),
                (member::MAX, AggregateField::Function(Function::Max)),
            ]
            .map(|(name, what)| (spelled(name), what))
            .into(),
            arguments: Form::ALL
                .iter()
                .flat_map(|form| form.arguments())
                .map(|argument| (spelled(argument.name()), *argument))
                .collect(),
            group_arguments: (GroupArgument::ALL.into_iter())
                .map(|argument| (spelled(argument.name()), argument))
                .collect(),
            writes: Writes::of(zone),
        }
    }
}

/// The members of `PageInfo`, as [`PAGE_INFO`](auto_api_model::render::read::PAGE_INFO) names them.
const INFO: [(&str, Info); 8] = [
    ("has_next_page", Info::HasNextPage),
    ("has_previous_page", Info::HasPreviousPage),
    ("start_cursor", Info::StartCursor),
    ("end_cursor", Info::EndCursor),
    ("total_count", Info::TotalCount),
    ("page_count", Info::PageCount),
    ("current_page", Info::CurrentPage),
    ("per_page", Info::PerPage),
];

fn roots(zone: &Zone) -> HashMap<String, Root> {
    let mut roots = HashMap::new();
    for (entity, shown) in zone.entities.iter().enumerate() {
        if !shown.visible {
            continue;
        }
        for (name, form) in [
            (&shown.one_name, None),
            (&shown.list_name, Some(Form::List)),
            (&shown.pages_name, Some(Form::Pages)),
            (&shown.connection_name, Some(Form::Connection)),
            (&shown.aggregate_name, Some(Form::Aggregate)),
        ] {
            let leads = Leads::Rows(form);
            roots.insert(name.clone(), Root { entity, leads });
        }
        let leads = Leads::Groups;
        roots.insert(shown.group_by_name.clone(), Root { entity, leads });
        for (at, method) in shown.procedures(MethodKind::Query) {
            let leads = Leads::Method(at);
            roots.insert(method.name.clone(), Root { entity, leads });
        }
    }
    roots
}

fn events(zone: &Zone) -> HashMap<String, usize> {
    let all = zone.entities.iter().enumerate();
    all.filter(|(_, entity)| entity.visible && zone.subscriptions)
        .map(|(at, entity)| (zone.events_name(entity), at))
        .collect()
}

fn row(entity: &Entity) -> HashMap<String, RowField> {
    let members = entity.members.iter().enumerate();
    let mut fields: HashMap<_, _> = members
        .filter(|(_, member)| member.visible)
        .map(|(at, member)| (member.name.clone(), RowField::Member(at)))
        .collect();
    for (at, computed) in entity.procedures(MethodKind::Field) {
        fields.insert(computed.name.clone(), RowField::Computed(at));
    }
    for (at, link) in entity.links.iter().enumerate() {
        if !link.visible {
            continue;
        }
        if !link.many {
            fields.insert(link.name.clone(), RowField::Link(at, None));
            continue;
        }
        for (name, form) in [
            (&link.name, Form::List),
            (&link.pages_name, Form::Pages),
            (&link.connection_name, Form::Connection),
            (&link.aggregate_name, Form::Aggregate),
        ] {
            fields.insert(name.clone(), RowField::Link(at, Some(form)));
        }
    }
    fields
}

fn members(entity: &Entity) -> HashMap<String, usize> {
    let all = entity.members.iter().enumerate();
    all.filter(|(_, member)| member.visible)
        .map(|(at, member)| (member.name.clone(), at))
        .collect()
}

fn value(zone: &Zone, def: &'static ValueDef) -> HashMap<String, usize> {
    let all = def.fields.iter().enumerate();
    all.map(|(at, field)| (zone.spelled(field), at)).collect()
}

#[cfg(test)]
mod tests {
    use super::INFO;
    use auto_api_model::render::read::PAGE_INFO;

    #[test]
    fn every_page_fact_is_known() {
        let facts = PAGE_INFO.map(|fact| fact.name);
        assert_eq!(facts, INFO.map(|(name, _)| name));
    }
}
