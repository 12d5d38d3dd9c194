//! From query strings to asks, without a database.

use auto_api_model::{Case, ErrorCode};

use super::fixture::{POSTS, zone};
use super::lower::{Lowering, Route};
use super::mistakes::in_place;
use super::request::Asked;
use super::shape::Shape;
use super::words::Words;
use crate::Error;
use crate::ask::{Args, Ask, Form, Input, Item, PageItem, Root};

struct Lowered {
    ask: Ask,
    asked: Asked,
    slots: Vec<Input>,
    key: Vec<u8>,
}

fn lowered(case: Case, route: Route, query: &str) -> Result<Lowered, Vec<Error>> {
    let zone = zone(case);
    let words = Words::new(&zone);
    let mut shape = Shape::of(&[], query, &words, &zone.limits).map_err(|error| vec![error])?;
    let leaves = shape
        .json
        .as_mut()
        .map(|json| std::mem::take(&mut json.leaves));
    let first = leaves.unwrap_or_default();
    let mut lowering = Lowering::new((&zone, &words), POSTS, &shape, first.len());
    let (ask, asked) = lowering.request(route);
    if !lowering.errors.is_empty() {
        return Err(lowering.errors);
    }
    let slots = shape.fill(first, &lowering.takes, &zone.limits);
    let slots = slots.map_err(|error| vec![error])?;
    Ok(Lowered {
        ask,
        asked,
        slots,
        key: shape.key,
    })
}

fn list(query: &str) -> Lowered {
    lowered(Case::AsWritten, Route::List, query).unwrap_or_else(|e| panic!("{query}: {e:?}"))
}

fn args(lowered: &Lowered) -> Args {
    let Ask { mut roots, .. } = in_place(&lowered.ask, &lowered.slots);
    match roots.remove(0) {
        Root::Read(read) => read.args,
        Root::Fixed { .. } => Args::default(),
    }
}

/// The filter with its values in place, as text: raw text is `'x'`.
fn filter(query: &str) -> String {
    args(&list(query))
        .filter
        .map_or(String::new(), |input| shown(&input))
}

fn shown(input: &Input) -> String {
    let join = |items: Vec<String>| items.join(",");
    match input {
        Input::Raw(text) => format!("'{text}'"),
        Input::Text(text) => format!("{text:?}"),
        Input::Enum(name) => name.clone(),
        Input::Int(number) => number.to_string(),
        Input::Bool(value) => value.to_string(),
        Input::Null => "null".to_owned(),
        Input::List(items) => format!("[{}]", join(items.iter().map(shown).collect())),
        Input::Object(members) => {
            let each = members
                .iter()
                .map(|(name, input)| format!("{name}:{}", shown(input)));
            format!("{{{}}}", join(each.collect()))
        }
        other => format!("{other:?}"),
    }
}

fn errors(query: &str) -> Vec<Error> {
    errors_of(Route::List, query)
}

fn errors_of(route: Route, query: &str) -> Vec<Error> {
    match lowered(Case::AsWritten, route, query) {
        Ok(_) => panic!("{query} is accepted"),
        Err(errors) => errors,
    }
}

#[test]
fn filters_in_every_form() {
    for (query, expected) in [
        (
            "filter[title][icontains]=rust",
            "{title:{icontains:'rust'}}",
        ),
        ("filter%5Btitle%5D%5Beq%5D=a%26b", "{title:{eq:'a&b'}}"),
        ("filter[title]=x", "{title:'x'}"),
        ("title=x", "{title:'x'}"),
        ("title[icontains]=x", "{title:{icontains:'x'}}"),
        ("title.icontains=x", "{title:{icontains:'x'}}"),
        ("author.name=Ann", "{author:{name:'Ann'}}"),
        ("author.name[ieq]=Ann", "{author:{name:{ieq:'Ann'}}}"),
        ("author[name][eq]=Ann", "{author:{name:{eq:'Ann'}}}"),
        (
            "filter[comments][some][body][contains]=x",
            "{comments:{some:{body:{contains:'x'}}}}",
        ),
        (
            "filter[comments][count][gte]=3",
            "{comments:{count:{gte:'3'}}}",
        ),
        ("filter[comments][count]=3", "{comments:{count:'3'}}"),
        (
            "filter[or][1][title]=b&filter[or][0][title]=a&filter[not][id]=1",
            "{or:[{title:'a'},{title:'b'}],not:{id:'1'}}",
        ),
        (
            "filter[rating][gt]=1&rating[lt]=5",
            "{rating:{gt:'1',lt:'5'}}",
        ),
        (
            "filter[title]=a&filter[title][ne]=b",
            "{title:{eq:'a',ne:'b'}}",
        ),
        ("filter[rating][is_null]=true", "{rating:{is_null:'true'}}"),
        (
            "filter[created_at][range]=TODAY",
            "{created_at:{range:'TODAY'}}",
        ),
        (
            "filter[settings][path][path]=a.b&filter[settings][path][eq]=5",
            "{settings:{path:{path:'a.b',eq:'5'}}}",
        ),
        (
            r#"filter={"title":{"eq":"x"},"id":{"in":[1,2]}}"#,
            r#"{title:{eq:"x"},id:{in:[1,2]}}"#,
        ),
        (
            r#"filter={"rating":{"is_null":true}}"#,
            "{rating:{is_null:true}}",
        ),
        (
            r#"filter={"id":{"gt":1}}&title=x&filter[rating]=2"#,
            "{and:[{id:{gt:1}},{title:'x',rating:'2'}]}",
        ),
        // What the planner refuses goes there with its name.
        ("filter[titel][eq]=x", "{titel:{eq:'x'}}"),
        ("filter[title][foo][bar]=x", "{title:{foo:{bar:'x'}}}"),
    ] {
        assert_eq!(filter(query), expected, "{query}");
    }
}

#[test]
fn lists_of_values() {
    for (query, expected) in [
        ("filter[id][in]=1,2,3", "{id:{in:['1','2','3']}}"),
        ("filter[id][in]=1", "{id:{in:['1']}}"),
        ("filter[id][in]=", "{id:{in:[]}}"),
        ("filter[id][in]=1&filter[id][in]=2", "{id:{in:['1','2']}}"),
        (
            "filter[title][in]=a,b&filter[title][in]=c",
            "{title:{in:['a,b','c']}}",
        ),
        ("filter[title][in][]=a,b", "{title:{in:['a,b']}}"),
        (
            "filter[title][in][]=a&title[in][]=b",
            "{title:{in:['a','b']}}",
        ),
        ("filter[id][not_in]=1,2", "{id:{not_in:['1','2']}}"),
        (
            "filter[rating][between]=1,2",
            "{rating:{between:['1','2']}}",
        ),
        (
            "filter[tags][contains_any]=a,b",
            "{tags:{contains_any:['a','b']}}",
        ),
        ("filter[title][eq]=a,b", "{title:{eq:'a,b'}}"),
    ] {
        assert_eq!(filter(query), expected, "{query}");
    }
}

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

/// `id,title,author{name}`
fn names(items: &[Item]) -> String {
    let each = items.iter().map(|item| match item {
        Item::Typename(key) => key.to_string(),
        Item::Member { key, .. } => key.to_string(),
        Item::Link { read, .. } => match &read.form {
            Form::One(items) => format!("{}{{{}}}", read.key, names(items)),
            Form::List(items) => format!("{}[{}]", read.key, names(items)),
            other => format!("{other:?}"),
        },
    });
    each.collect::<Vec<_>>().join(",")
}

fn selection(query: &str) -> String {
    let lowered = list(query);
    let Root::Read(read) = &lowered.ask.roots[0] else {
        panic!()
    };
    let Form::Pages(items) = &read.form else {
        panic!("{:?}", read.form)
    };
    let PageItem::Rows { items, .. } = &items[0] else {
        panic!()
    };
    names(items)
}

#[test]
fn selections() {
    const ALL: &str = "id,title,rating,tags,settings,created_at,author_id,version";
    assert_eq!(selection(""), ALL);
    assert_eq!(selection("fields=title,id,title"), "title,id");
    assert_eq!(selection("fields=id&fields=title"), "id,title");
    assert_eq!(
        selection("fields=id&include=author,comments"),
        "id,author{id,name},comments[post_id,number,body]"
    );
    assert_eq!(
        selection("include=author&fields=author.name"),
        format!("{ALL},author{{name}}")
    );
    assert_eq!(
        selection("fields=id,comments.body&include=comments.post.author"),
        format!("id,comments[body,post{{{ALL},author{{id,name}}}}]")
    );
    for (query, part) in [
        (
            "fields=titel",
            "`Post` has no field `titel`; did you mean `title`?",
        ),
        ("fields=secret", "`Post` has no field `secret`"),
        ("fields=author", "is a relation"),
        ("fields=", "names no field"),
        (
            "include=autor",
            "`Post` has no relation `autor`; did you mean `author`?",
        ),
        (
            "include=author.comments",
            "`Author` has no relation `comments`",
        ),
        ("include=title", "has no relation `title`"),
    ] {
        assert!(
            errors(query)[0].message.contains(part),
            "{query}: {:?}",
            errors(query)
        );
    }
    let deep = format!("include=author{}", ".posts.author".repeat(20));
    assert!(errors(&deep)[0].message.contains("15 levels"));
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

#[test]
fn what_cannot_be_a_filter() {
    for query in [
        "filter[[[=1",
        "filter[=1",
        "filter[]=1",
        "filter=x",
        "filter={",
        "filter=[1]x",
        "filter[title][eq]=a&filter[title][eq]=b",
        "filter[title][eq][]=a",
        "title=a&filter[title]=b",
        "filter[and][x][title]=a",
        "filter[author]=1",
        "filter[comments]=1",
        "filter={}&filter={}",
        "filter[rating][is_null]=true&filter[rating][is_null]=false",
        "filter[rating][is_null][]=true",
        "filter[settings][path]=x&filter[settings][path][path]=y",
    ] {
        assert_eq!(errors(query)[0].code, ErrorCode::InvalidFilter, "{query}");
    }
    let deep = format!("filter{}[title]=x", "[not]".repeat(5000));
    assert_eq!(errors(&deep)[0].code, ErrorCode::LimitExceeded);
    let many = format!("filter[id][in]={}1", "1,".repeat(1000));
    assert_eq!(errors(&many)[0].code, ErrorCode::LimitExceeded);
    let many = format!("filter={{\"id\":{{\"in\":[{}1]}}}}", "1,".repeat(1000));
    assert_eq!(errors(&many)[0].code, ErrorCode::LimitExceeded);
}

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

#[test]
fn names_cannot_forge_the_shape_of_others() {
    assert_ne!(list("title=a&page=1").key, list("title=page&id=1").key);
    assert_ne!(
        list("fields=id&include=author").key,
        list(
            "fields=idinclude&include=author"
                .replace("idinclude", "id,title")
                .as_str()
        )
        .key
    );
}
