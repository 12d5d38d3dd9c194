//! `fields` and `include`.

use super::{errors, list};
use crate::ask::{Form, Item, PageItem, Root};

/// `id,title,author{name}`
fn names(items: &[Item]) -> String {
    let each = items.iter().map(|item| match item {
        Item::Typename(key) | Item::Member { key, .. } | Item::Computed { key, .. } => {
            key.to_string()
        }
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
