//! A value struct that holds itself: written and read whole, however deep it goes.

use auto_api::ask::{Args, Ask, Item, Shape};
use auto_api::model::Zone;
use auto_api::plan::plan;
use auto_api::{AutoApi, FieldValue, Value};
use auto_api_tests::support::asks::root;
use auto_api_tests::support::both::empty;
use serde_json::{Value as Json, json};

/// A table of contents.
#[derive(AutoApi, Debug, Clone, PartialEq)]
pub(crate) struct Book {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
    /// Its chapters.
    pub(crate) contents: Chapter,
}

/// A chapter, and those within it.
#[derive(AutoApi, Debug, Clone, PartialEq)]
#[api(value)]
pub(crate) struct Chapter {
    /// What it is called.
    pub(crate) title: String,
    /// Those within.
    pub(crate) parts: Vec<Chapter>,
}

#[tokio::test]
async fn it_is_read_as_it_was_written() {
    let database = empty().await;
    let zone = Zone::new("books").model::<Book>().build().unwrap();
    database.migrate(&zone).await.unwrap();
    let leaf = |title: &str| Chapter {
        title: title.to_owned(),
        parts: Vec::new(),
    };
    let mut contents = leaf("deepest");
    for level in 0..20 {
        contents = Chapter {
            title: format!("level {level}"),
            parts: vec![contents, leaf("beside")],
        };
    }
    let made = Book::CONTENTS
        .set(contents.clone())
        .create(&database)
        .await
        .unwrap();
    assert_eq!(made.contents, contents);
    let items = vec![Item::Member {
        key: "contents".into(),
        member: 1,
        part: None,
    }];
    let form = auto_api::ask::Form::List(items);
    let ask = Ask {
        roots: vec![root(&zone, "root", "Book", form, Args::default())],
        shape: Shape::Bare,
    };
    let plan = plan(&zone, &ask, database.dialect()).unwrap();
    let answer = database
        .run(&std::sync::Arc::new(plan), Vec::new())
        .await
        .unwrap();
    let found: Json = serde_json::from_slice(&answer.body).unwrap();
    let Value::Json(expected) = contents.to_value() else {
        panic!("a value struct is JSON");
    };
    assert_eq!(found, json!([{"contents": expected}]));
}
