//! What is the same for all values of a request, and what is not.

use auto_api_model::Case;

use super::{list, lowered};
use crate::ask::Input;
use crate::rest::lower::Route;

#[test]
fn one_shape_serves_all_values() {
    let one = list("filter[id][in]=1,2&title=a&page=2&filter[rating][gt]=3");
    let other = list("filter[id][in]=9&title=bc&page=7&filter[rating][gt]=0");
    assert_eq!(one.key, other.key);
    assert_eq!(format!("{:?}", one.ask), format!("{:?}", other.ask));
    assert_ne!(one.slots, other.slots);
}

/// No plan may hold a value that is not in its key: two requests of one key have one ask.
#[test]
fn what_a_plan_holds_is_in_its_key() {
    let values = ["true", "false", "TODAY", "a.b", "1,2", "{}", "-id", "id"];
    for name in [
        "filter[rating][is_null]",
        "rating.is_null",
        "rating[is_null]",
        "filter[created_at][range]",
        "created_at.range",
        "filter[settings][path][path]",
        "filter[settings][path][eq]",
        "filter[settings][has_key]",
        "filter[tags][length]",
        "filter[comments][count][is_null]",
        "filter[id][in][]",
        "filter[id][between]",
        "order_by",
        "order_by[]",
        "fields",
        "fields[]",
        "include",
        "count",
        "page",
        "first",
        "after",
        "filter[titel][is_null]",
        "filter[author][is_null]",
        "filter[or][0][title]",
        "filter[title]",
        "filter",
    ] {
        let mut known: Vec<(Vec<u8>, String)> = Vec::new();
        for value in values {
            let query = format!("{name}={value}");
            if let Ok(lowered) = lowered(Case::AsWritten, Route::List, &query) {
                let ask = format!("{:?}{:?}", lowered.ask, lowered.asked);
                for (key, other) in &known {
                    assert!(*key != lowered.key || *other == ask, "{query}");
                }
                known.push((lowered.key, ask));
            }
        }
    }
}

/// The same for groups, which have a condition as JSON besides the filter.
#[test]
fn what_a_plan_of_groups_holds_is_in_its_key() {
    let values = [
        "count",
        "title",
        "created_at:month",
        "sum.id",
        "1",
        "{\"count\":{\"gt\":1}}",
        "{\"count\":{\"gt\":2}}",
        "{\"or\":[]}",
    ];
    for name in [
        "by",
        "by[]",
        "aggregate",
        "having",
        "having[count][gt]",
        "having[count]",
        "having[sum][id][in]",
        "having[sum][id][is_null]",
        "having[or][0][count][lt]",
        "order_by",
        "limit",
        "offset",
        "filter[title]",
    ] {
        let mut known: Vec<(Vec<u8>, String)> = Vec::new();
        for value in values {
            let query = format!("by=title&{name}={value}");
            if let Ok(lowered) = lowered(Case::AsWritten, Route::Groups, &query) {
                let ask = format!("{:?}", lowered.ask);
                for (key, other) in &known {
                    assert!(*key != lowered.key || *other == ask, "{query}");
                }
                known.push((lowered.key, ask));
            }
        }
    }
}

/// Values of a condition as JSON come behind those of the filter, whichever is given first.
#[test]
fn slots_of_two_conditions() {
    let query = |having: &str| {
        format!(
            "having={{\"count\":{{\"gt\":{having}}}}}&by=title&filter={{\"id\":{{\"gt\":1}}}}&limit=9"
        )
    };
    let one = lowered(Case::AsWritten, Route::Groups, &query("5")).unwrap();
    let other = lowered(Case::AsWritten, Route::Groups, &query("6")).unwrap();
    assert_eq!(one.key, other.key);
    assert_eq!(one.slots[..2], [Input::Int(1), Input::Int(5)]);
    let text = format!("{:?}", one.ask);
    assert!(
        text.contains("having: Some(Object([(\"count\", Object([(\"gt\", Slot(1))"),
        "{text}"
    );
}

/// `%FF` ends a name in a key; here, text tries to look like another parameter.
#[test]
fn text_cannot_forge_a_shape() {
    assert_ne!(list("title=a&page=1").key, list("title=page&id=1").key);
    assert_ne!(
        list("fields=id&include=author").key,
        list("fields=id,title&include=author").key
    );
    assert_ne!(
        list("order_by=id&page=1").key,
        list("order_by=idpage&id=1").key
    );
}
