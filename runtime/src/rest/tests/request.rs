//! Pages, counts, names, and what no route knows.

use auto_api_model::{Case, ErrorCode};

use super::{args, errors, errors_of, list, lowered, shown};
use crate::ask::Input;
use crate::rest::lower::Route;

#[test]
fn camel_case_names() {
    let query =
        "filter[createdAt][isNull]=false&id[notIn]=1,2&orderBy=-createdAt:nullsFirst&perPage=5";
    let lowered = lowered(Case::Camel, Route::List, query).unwrap();
    let args = args(&lowered);
    assert_eq!(
        args.filter.map(|input| shown(&input)).unwrap(),
        "{createdAt:{isNull:'false'},id:{notIn:['1','2']}}"
    );
    let order = args.order_by.map(|input| shown(&input)).unwrap();
    assert_eq!(order, "[{createdAt:DESC_NULLS_FIRST}]");
    assert_eq!(args.per_page, Some(Input::Raw("5".to_owned())));
}

#[test]
fn pages_of_either_kind() {
    assert!(!list("").asked.is_connection);
    assert!(!list("page=2&per_page=10").asked.is_connection);
    for query in ["first=10", "after=x", "last=3&before=x"] {
        assert!(list(query).asked.is_connection, "{query}");
    }
    assert!(list("count=true").asked.is_counted);
    assert!(list("count").asked.is_counted);
    assert!(!list("count=false").asked.is_counted);
    for query in [
        "page=1&first=2",
        "per_page=5&after=x",
        "first=1&last=1",
        "page=1&page=2",
        "count=yes",
        "page[]=1",
    ] {
        assert_eq!(errors(query)[0].code, ErrorCode::Validation, "{query}");
    }
}

#[test]
fn unknown_parameters() {
    for (query, part) in [
        (
            "titel=x",
            "unknown parameter `titel`; did you mean `title`?",
        ),
        ("perpage=5", "did you mean `per_page`?"),
        ("limit=5", "did you mean `per_page`?"),
        ("offset=5", "did you mean `page`?"),
        ("sort=id", "did you mean `order_by`?"),
        ("secret=x", "unknown parameter `secret`"),
        ("format=csv", "unknown parameter `format`"),
        ("page[size]=1", "unknown parameter `page`"),
        ("nothing.at.all=1", "unknown parameter `nothing.at.all`"),
    ] {
        assert!(
            errors(query)[0].message.contains(part),
            "{query}: {:?}",
            errors(query)
        );
    }
    assert!(
        errors_of(Route::One, "title=x")[0]
            .message
            .contains("unknown parameter")
    );
    assert!(
        errors_of(Route::One, "filter[title]=x")[0]
            .message
            .contains("unknown parameter")
    );
    assert!(
        errors_of(Route::Export, "page=1")[0]
            .message
            .contains("unknown parameter")
    );
    assert!(
        errors_of(Route::Export, "fields=author.name")[0]
            .message
            .contains("no relations")
    );
}

#[test]
fn mistakes_come_all_at_once() {
    let all = errors("titel=x&fields=a,b&order_by=id:x&count=maybe&filter[[=1");
    assert_eq!(all.len(), 6, "{all:?}");
}
