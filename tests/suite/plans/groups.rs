//! Groups: one statement, whatever the keys are.

use auto_api::ask::{AggregateItem, Form, Function, GroupItem, KeyItem};
use auto_api_tests::support::asks::{args, ask};
use auto_api_tests::support::blog::zone;
use serde_json::json;

use super::snapshot;

/// By a value, a month and a value of a related row; with a condition, an order, and a page whose
/// numbers are slots.
#[tokio::test]
async fn groups() {
    let zone = zone();
    let at = zone.entity_of("Post").unwrap();
    let post = &zone.entities[at];
    let author = post.link("author").unwrap();
    let user = zone.target(&post.links[author]);
    let member = |entity: &auto_api::model::Entity, name: &str| KeyItem::Member {
        key: name.into(),
        member: entity.member(name).unwrap(),
    };
    let keys = vec![
        member(post, "published_at"),
        member(post, "title"),
        KeyItem::Link {
            key: "author".into(),
            link: author,
            items: vec![member(user, "name")],
        },
    ];
    let form = Form::Groups(vec![
        GroupItem::Keys {
            key: "keys".into(),
            items: keys,
        },
        GroupItem::Total(AggregateItem::Count("count".into())),
        GroupItem::Total(AggregateItem::Function {
            key: "sum".into(),
            function: Function::Sum,
            members: vec![("views".into(), post.member("views"))],
        }),
    ]);
    let args = args(&json!({
        "by": [{"author": {"name": "VALUE"}}, {"published_at": "MONTH"}, {"author": {"role": "VALUE"}}],
        "filter": {"views": {"gte": 0}},
        "having": {"or": [{"count": {"gt": "$0"}}, {"max": {"views": {"gte": "$1"}}}]},
        "order_by": [{"sum": {"views": "DESC"}}, {"keys": {"author": {"name": "DESC"}}}],
        "limit": "$2",
        "offset": 1,
    }));
    let slots = [1, 20, 3].map(auto_api::ask::Input::Int).to_vec();
    let found = snapshot("groups", &zone, &ask(&zone, "Post", form, args), slots, 1).await;
    let groups = found["root"].as_array().unwrap();
    assert!(!groups.is_empty() && groups.len() <= 3, "{found}");
}
