//! What groups are asked for by.

use serde_json::json;

use super::list::{array, list, one_of, text, words};
use crate::groups::{Bucket, GroupArgument};
use crate::render::joined;
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
    let mut keys = array(text());
    let most = crate::groups::MOST_KEYS;
    keys.push(("minItems".into(), Node::Value(1.into())));
    keys.push(("maxItems".into(), Node::Value(most.into())));
    let mut by = list(GroupArgument::By.name().into(), by_docs().into(), keys);
    by.push(("required".into(), Node::Value(true.into())));
    by.push(("example".into(), words(example(zone, entity))));
    let having_docs = "A condition on groups as JSON. A single one may be a parameter of its own: `having[sum][FIELD][gt]=10`.";
    let schema = joined(&[SCHEMAS, &entity.having_name()]);
    let schema = Node::of([("schema", Node::of([("$ref", schema.into())]))]);
    let having = Node::of([
        ("name", GroupArgument::Having.name().into()),
        ("in", "query".into()),
        ("description", having_docs.into()),
        ("content", Node::of([("application/json", schema)])),
    ]);
    let order_docs = format!(
        "The keys to sort by, the most significant first: `count`, a total such as `sum.FIELD`, or a key of `by`; then by the keys of `by`. `-` in front is descending; `:{}` behind puts nulls first.",
        zone.case.apply("nulls_first")
    );
    let order_by = zone.case.apply(GroupArgument::OrderBy.name());
    let mut order_by = list(order_by.into(), order_docs.into(), array(text()));
    let count = Node::List(None, vec!["-count".into()]);
    order_by.push(("example".into(), count));
    let page = entity.model.page;
    let schema = Node::of([
        ("type", "integer".into()),
        ("minimum", Node::Value(0.into())),
        ("maximum", Node::Value(page.max.into())),
        ("default", Node::Value(page.default.into())),
    ]);
    let limit = Node::of([
        ("name", GroupArgument::Limit.name().into()),
        ("in", "query".into()),
        ("description", GroupArgument::Limit.docs().into()),
        ("schema", schema),
    ]);
    let [by, order_by] = [by, order_by].map(Node::Object);
    let mut all = vec![by, aggregate(entity), having, order_by, limit];
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

fn aggregate(entity: &Entity) -> Node {
    let totals = Total::of(entity).into_iter().flat_map(|function| {
        let members = function.members(entity);
        members.map(move |member| joined(&[function.name(), ".", &member.name]))
    });
    let names = words(std::iter::once("count".to_owned()).chain(totals));
    let count = Node::List(None, vec!["count".into()]);
    let mut schema = array(one_of(names));
    schema.push(("default".into(), count));
    let docs = "Which totals each group has.";
    Node::Object(list("aggregate".into(), docs.into(), schema))
}
