//! What groups are asked for by.

use serde_json::json;

use super::list;
use crate::groups::{Bucket, GroupArgument};
use crate::render::json_schema::Schemas;
use crate::render::node::{Node, Pair};
use crate::render::openapi::{SCHEMAS, reference};
use crate::totals::Total;
use crate::{Entity, Kind, Operator, Scalar, Zone};

/// The operators on the number of rows that have a parameter of their own.
const COUNTS: [Operator; 5] = [
    Operator::Eq,
    Operator::Gt,
    Operator::Gte,
    Operator::Lt,
    Operator::Lte,
];

/// Parameters of the groups of every entity, by name.
pub(super) fn shared(zone: &Zone) -> Vec<Pair> {
    let schemas = Schemas::of(zone, SCHEMAS);
    let mut all: Vec<Pair> = Vec::new();
    if !zone.visible().any(|entity| zone.is_groupable(entity)) {
        return all;
    }
    for operator in COUNTS {
        let schema = schemas.operand(operator, &Kind::Scalar(Scalar::I32));
        let parameter = json!({
            "name": format!("having[count][{}]", zone.case.apply(operator.name())),
            "in": "query",
            "description": format!("The number of rows of a group: {}", operator.docs().to_lowercase()),
            "schema": schema,
        });
        all.push((component(operator).into(), parameter.into()));
    }
    let offset = json!({
        "name": GroupArgument::Offset.name(),
        "in": "query",
        "description": GroupArgument::Offset.docs(),
        "schema": { "type": "integer", "minimum": 0, "default": 0 },
    });
    all.push((GroupArgument::Offset.name().into(), offset.into()));
    all
}

fn component(operator: Operator) -> String {
    format!("having.count.{}", operator.name())
}

/// `by`, `aggregate`, `having`, `order_by`, `limit` and `offset`.
pub(in super::super) fn groups(zone: &Zone, entity: &Entity) -> Vec<Node> {
    let text = json!({ "type": "string" });
    let mut by = list(GroupArgument::By.name(), &by_docs(), &text);
    by["required"] = true.into();
    by["schema"]["minItems"] = 1.into();
    by["schema"]["maxItems"] = crate::groups::MOST_KEYS.into();
    by["example"] = json!(example(zone, entity).into_iter().collect::<Vec<_>>());
    let having = json!({
        "name": GroupArgument::Having.name(),
        "in": "query",
        "description": "A condition on groups as JSON. A single one may be a parameter of its own: `having[sum][FIELD][gt]=10`.",
        "content": { "application/json": {
            "schema": { "$ref": format!("{SCHEMAS}{}", entity.having_name()) },
        } },
    });
    let order_docs = format!(
        "The keys to sort by, the most significant first: `count`, a total such as `sum.FIELD`, or a key of `by`; then by the keys of `by`. `-` in front is descending; `:{}` behind puts nulls first.",
        zone.case.apply("nulls_first")
    );
    let order_by = zone.case.apply(GroupArgument::OrderBy.name());
    let mut order_by = list(&order_by, &order_docs, &text);
    order_by["example"] = json!(["-count"]);
    let page = entity.model.page;
    let limit = json!({
        "name": GroupArgument::Limit.name(),
        "in": "query",
        "description": GroupArgument::Limit.docs(),
        "schema": { "type": "integer", "minimum": 0, "maximum": page.max, "default": page.default },
    });
    let mut all: Vec<Node> = [by, aggregate(entity), having, order_by, limit]
        .map(Node::from)
        .into();
    all.push(reference("parameters", GroupArgument::Offset.name()));
    all.extend(COUNTS.map(|operator| reference("parameters", &component(operator))));
    all
}

fn by_docs() -> String {
    let buckets = Bucket::ALL.iter().skip(1);
    let buckets: Vec<String> = buckets
        .map(|bucket| format!("`{}`", bucket.name()))
        .collect();
    format!(
        "What the rows of a group have in common: fields, and fields of relations to one (`RELATION.field`). `:month` behind a date or a time groups by the start of its month, in UTC; there are {}.",
        buckets.join(", ")
    )
}

/// A key that groups well: a value of few, or a month.
fn example(zone: &Zone, entity: &Entity) -> Option<String> {
    let named = entity
        .groupable()
        .find(|member| matches!(member.kind, Kind::Enum(_) | Kind::Scalar(Scalar::Bool)));
    let dated = entity
        .groupable()
        .find(|member| Bucket::of(&member.kind).len() > 1);
    let linked = || {
        let link = zone.groupable_links(entity).next()?;
        let member = zone.target(link).groupable().next()?;
        Some(format!("{}.{}", link.name, member.name))
    };
    named
        .map(|member| member.name.clone())
        .or_else(|| dated.map(|member| format!("{}:{}", member.name, Bucket::Month.name())))
        .or_else(|| entity.groupable().next().map(|member| member.name.clone()))
        .or_else(linked)
}

fn aggregate(entity: &Entity) -> serde_json::Value {
    let totals = Total::of(entity).into_iter().flat_map(|function| {
        let members = function.members(entity);
        members.map(move |member| format!("{}.{}", function.name(), member.name))
    });
    let names: Vec<String> = std::iter::once("count".to_owned()).chain(totals).collect();
    let items = json!({ "type": "string", "enum": names });
    let mut parameter = list("aggregate", "Which totals each group has.", &items);
    parameter["schema"]["default"] = json!(["count"]);
    parameter
}
