//! A value struct that holds itself, alone and in lists: written and read whole, however deep it
//! goes.

use auto_api::ask::{Args, Ask, Item, Shape};
use auto_api::model::Zone;
use auto_api::plan::plan;
use auto_api::{AutoApi, FieldValue, insert};
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
    /// What comes behind.
    #[api(default)]
    pub(crate) appendices: Vec<Chapter>,
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
    let appendices = vec![leaf("sources"), contents.clone()];
    let made = Book::CONTENTS
        .set(contents.clone())
        .and(Book::APPENDICES, appendices.clone())
        .create(&database)
        .await
        .unwrap();
    assert_eq!((&made.contents, &made.appendices), (&contents, &appendices));
    // Many at once are sent in another way.
    let more = [2, 3].map(|id| Book {
        id: made.id + id,
        ..made.clone()
    });
    assert_eq!(insert(&more, &database).await.unwrap(), 2);
    let items = [(1, "contents"), (2, "appendices")].map(|(member, key)| Item::Member {
        key: key.into(),
        member,
        part: None,
    });
    let form = auto_api::ask::Form::List(items.into());
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
    let json = |chapter: &Chapter| chapter.to_value().to_json();
    let all: Vec<Json> = appendices.iter().map(json).collect();
    let row = json!({"contents": json(&contents), "appendices": all});
    assert_eq!(found, json!([row, row, row]));
}
