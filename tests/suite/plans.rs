//! What each kind of read becomes: its plan, its answer, and how many statements it took.
//!
//! Snapshots are in `snapshots/plans`; a statement that changes is seen before it is kept.

#[path = "plans/groups.rs"]
mod groups;

use std::sync::Arc;

use auto_api::ask::{
    AggregateItem, Args, Ask, EdgeItem, Form, Function, Info, InfoItem, Input, Item, PageItem,
    Shape,
};
use auto_api::database::Answer;
use auto_api::plan::{Dialect, plan};
use auto_api::{Database, Zone};
use auto_api_tests::support::asks::{args, ask, pick, root};
use auto_api_tests::support::blog::{database, id, seeded, zone};
use serde_json::json;

/// Runs an ask and takes a snapshot of its plan and its answer.
async fn snapshot(
    name: &str,
    zone: &Zone,
    ask: &Ask,
    slots: Vec<Input>,
    statements: u32,
) -> serde_json::Value {
    let database: Database = database().await;
    let dialect = database.dialect();
    let plan = Arc::new(plan(zone, ask, dialect).unwrap());
    let answer = database.run(&plan, slots.clone()).await.unwrap();
    let mut name = name.to_owned();
    if dialect == Dialect::Postgres {
        name += ".postgres";
        same_on_sqlite(zone, ask, slots, &answer).await;
    }
    // PostgreSQL joins relations to one row, SQLite has a statement for each.
    let is_within = match dialect {
        Dialect::Sqlite => answer.statements == statements,
        Dialect::Postgres => answer.statements <= statements,
    };
    assert!(
        is_within,
        "{} statements, not {statements}: {plan}",
        answer.statements
    );
    assert_eq!(
        plan.sql().len(),
        usize::try_from(answer.statements).unwrap()
    );
    let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots/plans" }, {
        insta::assert_snapshot!(name, format!("{plan}\n{json:#}\n"));
    });
    json
}

/// The answer is SQLite's, byte for byte.
async fn same_on_sqlite(zone: &Zone, ask: &Ask, slots: Vec<Input>, answer: &Answer) {
    let database = Database::open("sqlite::memory:").await.unwrap();
    let database = seeded(database).await;
    let plan = Arc::new(plan(zone, ask, Dialect::Sqlite).unwrap());
    let other = database.run(&plan, slots).await.unwrap();
    let [own, other] = [answer, &other].map(|answer| String::from_utf8_lossy(&answer.body));
    assert_eq!(own, other);
}

fn page_info(items: &[(&str, Info)]) -> PageItem {
    let items = items.iter().map(|&(key, what)| InfoItem {
        key: key.into(),
        what,
    });
    PageItem::PageInfo {
        key: "page_info".into(),
        items: items.collect(),
    }
}

fn pages(items: Vec<Item>, info: &[(&str, Info)]) -> Form {
    Form::Pages(vec![
        PageItem::Rows {
            key: "items".into(),
            items,
        },
        page_info(info),
    ])
}

fn connection(items: Vec<Item>) -> Form {
    let node = EdgeItem::Node {
        key: "node".into(),
        items,
    };
    Form::Connection(vec![
        PageItem::Edges {
            key: "edges".into(),
            items: vec![EdgeItem::Cursor("cursor".into()), node],
        },
        page_info(&[
            ("has_next_page", Info::HasNextPage),
            ("has_previous_page", Info::HasPreviousPage),
            ("end_cursor", Info::EndCursor),
        ]),
    ])
}

#[tokio::test]
async fn one_by_key() {
    let zone = zone();
    let args = Args {
        key: vec![(0, Input::Text(id(101).to_string()))],
        ..Args::default()
    };
    let form = pick(&zone, "Post")
        .fields("title status views published_at")
        .one();
    snapshot(
        "one_by_key",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        1,
    )
    .await;
}

#[tokio::test]
async fn one_by_another_key_in_a_slot() {
    let zone = zone();
    let slug = zone.entities[zone.entity_of("Post").unwrap()]
        .member("slug")
        .unwrap();
    let args = Args {
        key: vec![(slug, Input::Slot(0))],
        ..Args::default()
    };
    let ask = ask(
        &zone,
        "Post",
        pick(&zone, "Post").fields("title").one(),
        args,
    );
    let json = snapshot(
        "one_by_another_key",
        &zone,
        &ask,
        vec![Input::Text("post-2".into())],
        1,
    )
    .await;
    assert_eq!(json["root"]["title"], "100% SQL");
}

#[tokio::test]
async fn list_filtered_and_ordered() {
    let zone = zone();
    let form = pick(&zone, "Post").fields("id title").list();
    let args = args(&json!({
        "filter": {
            "title": {"icontains": "$0", "ne": "x"},
            "or": [{"views": {"gte": 0}}, {"status": {"in": ["DRAFT"]}}],
            "not": {"published_at": {"is_null": true}},
        },
        "order_by": [{"published_at": "DESC_NULLS_FIRST"}, {"title": "ASC"}],
        "limit": "$1",
        "offset": 0,
    }));
    let slots = vec![Input::Text("RUST".into()), Input::Int(5)];
    snapshot("list", &zone, &ask(&zone, "Post", form, args), slots, 1).await;
}

#[tokio::test]
async fn page_with_count() {
    let zone = zone();
    let info = [
        ("total_count", Info::TotalCount),
        ("page_count", Info::PageCount),
        ("more", Info::HasNextPage),
    ];
    let form = pages(pick(&zone, "Post").fields("slug").items(), &info);
    let args = args(&json!({"filter": {"status": {"eq": "PUBLISHED"}}, "page": 2, "per_page": 3}));
    let json = snapshot(
        "page_with_count",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        2,
    )
    .await;
    assert_eq!(
        json["root"]["page_info"],
        json!({"total_count": 4, "page_count": 2, "more": false})
    );
}

#[tokio::test]
async fn page_without_count() {
    let zone = zone();
    let info = [("more", Info::HasNextPage), ("page", Info::CurrentPage)];
    let form = pages(pick(&zone, "Post").fields("slug").items(), &info);
    let json = snapshot(
        "page_without_count",
        &zone,
        &ask(&zone, "Post", form, args(&json!({"per_page": 4}))),
        Vec::new(),
        1,
    )
    .await;
    assert_eq!(json["root"]["page_info"], json!({"more": true, "page": 1}));
}

#[tokio::test]
async fn connection_forwards_and_backwards() {
    let zone = zone();
    let order = json!([{"published_at": "ASC"}, {"author": {"name": "DESC"}}]);
    let form = || connection(pick(&zone, "Post").fields("slug").items());
    let first = ask(
        &zone,
        "Post",
        form(),
        args(&json!({"first": 2, "order_by": order})),
    );
    let json = snapshot("connection_first", &zone, &first, Vec::new(), 1).await;
    let cursor = json["root"]["page_info"]["end_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let next = ask(
        &zone,
        "Post",
        form(),
        args(&json!({"first": 2, "after": "$0", "order_by": order})),
    );
    let json = snapshot(
        "connection_after",
        &zone,
        &next,
        vec![Input::Text(cursor)],
        1,
    )
    .await;
    let cursor = json["root"]["edges"][1]["cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let back = ask(
        &zone,
        "Post",
        form(),
        args(&json!({"last": 2, "before": "$0", "order_by": order})),
    );
    let json = snapshot(
        "connection_before",
        &zone,
        &back,
        vec![Input::Text(cursor)],
        1,
    )
    .await;
    assert_eq!(json["root"]["page_info"]["has_previous_page"], true);
}

#[tokio::test]
async fn connection_by_key_uses_row_values() {
    let zone = zone();
    let form = || connection(pick(&zone, "Post").fields("slug").items());
    let order = json!([{"views": "ASC"}]);
    let first = ask(
        &zone,
        "Post",
        form(),
        args(&json!({"first": 2, "order_by": order})),
    );
    let json = snapshot("connection_by_key_first", &zone, &first, Vec::new(), 1).await;
    let cursor = json["root"]["page_info"]["end_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let next = ask(
        &zone,
        "Post",
        form(),
        args(&json!({"first": 2, "after": "$0", "order_by": order})),
    );
    let json = snapshot(
        "connection_by_key_after",
        &zone,
        &next,
        vec![Input::Text(cursor)],
        1,
    )
    .await;
    assert_eq!(json["root"]["edges"][0]["node"]["slug"], "post-3");
}

#[tokio::test]
async fn nested_three_levels() {
    let zone = zone();
    let form = pick(&zone, "User")
        .fields("name")
        .link(
            "posts",
            args(&json!({"limit": 2, "order_by": [{"views": "DESC"}]})),
            |posts| {
                posts
                    .fields("title")
                    .link("editor", Args::default(), |editor| {
                        editor.fields("name").one()
                    })
                    .link(
                        "comments",
                        args(&json!({"filter": {"id": {"gt": 2}}})),
                        |comments| {
                            comments
                                .fields("body")
                                .link("author", Args::default(), |author| {
                                    author.fields("name").one()
                                })
                                .list()
                        },
                    )
                    .list()
            },
        )
        .link("profile", Args::default(), |profile| {
            profile.fields("bio").one()
        })
        .list();
    snapshot(
        "nested",
        &zone,
        &ask(&zone, "User", form, Args::default()),
        Vec::new(),
        6,
    )
    .await;
}

#[tokio::test]
async fn pages_and_totals_within_rows() {
    let zone = zone();
    let count = || Form::Aggregate(vec![AggregateItem::Count("count".into())]);
    let form = pick(&zone, "User")
        .fields("name")
        .link("posts", args(&json!({"per_page": 1})), |posts| {
            pages(
                posts.fields("slug").items(),
                &[("total_count", Info::TotalCount)],
            )
        })
        .link("comments", Args::default(), |_| count())
        .list();
    snapshot(
        "pages_within_rows",
        &zone,
        &ask(&zone, "User", form, Args::default()),
        Vec::new(),
        4,
    )
    .await;
}

#[tokio::test]
async fn many_to_many() {
    let zone = zone();
    let form = pick(&zone, "Post")
        .fields("slug")
        .link(
            "tags",
            args(&json!({"order_by": [{"label": "DESC"}]})),
            |tags| tags.fields("label").list(),
        )
        .list();
    let args = args(
        &json!({"filter": {"tags": {"some": {"label": "db"}}}, "order_by": [{"slug": "ASC"}]}),
    );
    snapshot(
        "many_to_many",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        2,
    )
    .await;
}

#[tokio::test]
async fn relation_filters() {
    let zone = zone();
    let form = pick(&zone, "Post").fields("slug").list();
    let args = args(&json!({
        "filter": {
            "author": {"name": {"starts_with": "B"}},
            "comments": {
                "some": {"author": {"role": "CHIEF_EDITOR"}},
                "every": {"id": {"lt": 100}},
                "none": {"replies": {"some": {"body": "x"}}},
                "count": {"between": [1, 3]},
            },
            "editor": {},
        },
    }));
    snapshot(
        "relation_filters",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        1,
    )
    .await;
}

#[tokio::test]
async fn order_by_relation_and_count() {
    let zone = zone();
    let form = pick(&zone, "Post").fields("slug").list();
    let args = args(&json!({
        "order_by": [
            {"comments": {"count": "DESC"}},
            {"editor": {"name": "ASC_NULLS_FIRST"}},
            {"author": {"profile": {"bio": "DESC"}}},
        ],
    }));
    snapshot(
        "order_by_relation",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        1,
    )
    .await;
}

#[tokio::test]
async fn aggregate() {
    let zone = zone();
    let post = &zone.entities[zone.entity_of("Post").unwrap()];
    let member = |name: &str| (name.into(), Some(post.member(name).unwrap()));
    let function = |key: &str, function, names: &[&str]| AggregateItem::Function {
        key: key.into(),
        function,
        members: names.iter().map(|name| member(name)).collect(),
    };
    let form = Form::Aggregate(vec![
        AggregateItem::Count("count".into()),
        function("sum", Function::Sum, &["views", "version"]),
        function("avg", Function::Avg, &["views"]),
        function("min", Function::Min, &["published_at", "title"]),
        function("max", Function::Max, &["created_at"]),
    ]);
    let args = args(&json!({"filter": {"author": {"name": "Ann"}}}));
    let json = snapshot(
        "aggregate",
        &zone,
        &ask(&zone, "Post", form, args),
        Vec::new(),
        1,
    )
    .await;
    assert_eq!(json["root"]["sum"]["views"], "90");
}

#[tokio::test]
async fn several_roots() {
    let zone = zone();
    let list = |model: &str, fields: &str| pick(&zone, model).fields(fields).list();
    let key = Args {
        key: vec![(0, Input::Int(404))],
        ..Args::default()
    };
    let several = Ask {
        roots: vec![
            root(&zone, "tags", "Tag", list("Tag", "label"), Args::default()),
            root(
                &zone,
                "none",
                "Tag",
                pick(&zone, "Tag").fields("label").one(),
                key,
            ),
            auto_api::ask::Root::Fixed {
                key: "__typename".into(),
                json: "\"Query\"".into(),
            },
            root(
                &zone,
                "users",
                "User",
                list("User", "name address"),
                args(&json!({"limit": 1})),
            ),
        ],
        shape: Shape::Object,
    };
    let json = snapshot("several_roots", &zone, &several, Vec::new(), 3).await;
    assert_eq!(json["none"], json!(null));
    assert_eq!(json["__typename"], "Query");
}

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
