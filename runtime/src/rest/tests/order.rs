//! Orders.

use super::{args, errors, list, shown};

#[test]
fn orders() {
    for (query, expected) in [
        (
            "order_by=-created_at,author.name",
            "[{created_at:DESC},{author:{name:ASC}}]",
        ),
        (
            "order_by=comments.count:nulls_last",
            "[{comments:{count:ASC_NULLS_LAST}}]",
        ),
        ("order_by=id&order_by=-title", "[{id:ASC},{title:DESC}]"),
        ("order_by=,id,", "[{id:ASC}]"),
    ] {
        let order = args(&list(query)).order_by.map(|input| shown(&input));
        assert_eq!(order.as_deref(), Some(expected), "{query}");
    }
    assert!(args(&list("order_by=")).order_by.is_none());
    for (query, part) in [
        ("order_by=id:up", "unknown suffix `up`"),
        ("order_by=author", "is a relation"),
        ("order_by=comments", "`comments.count`"),
    ] {
        assert!(errors(query)[0].message.contains(part), "{query}");
    }
    assert!(
        errors(&format!("order_by={}id", "author.posts.".repeat(900)))[0]
            .message
            .contains("deep")
    );
}
