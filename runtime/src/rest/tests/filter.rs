//! Filters in brackets, short forms and JSON.

use auto_api_model::ErrorCode;

use super::{errors, filter};

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
