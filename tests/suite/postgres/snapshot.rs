//! The statements of one request see one moment, whatever is written meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use auto_api_tests::support::blog;
use serde_json::Value as Json;

use super::{place, tagged};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn levels_are_of_one_moment() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    // All posts change at once: either all or none of an answer's have the new name.
    let over = Arc::new(AtomicBool::new(false));
    let writer = {
        let over = over.clone();
        tokio::spawn(async move {
            let mut moves = 0;
            while !over.load(Ordering::Relaxed) {
                moves += 1;
                let sql = format!(
                    "BEGIN; UPDATE tags SET label = id || '-{moves}';
                     UPDATE posts SET slug = id || '-{moves}'; COMMIT"
                );
                client.batch_execute(&sql).await.unwrap();
            }
            moves
        })
    };
    let plan = tagged(&blog::zone());
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let answer = database.run(&plan, Vec::new()).await.unwrap();
        let json: Json = serde_json::from_slice(&answer.body).unwrap();
        let tags = json["root"].as_array().unwrap();
        let posts = tags.iter().flat_map(|tag| tag["posts"].as_array().unwrap());
        let names = posts
            .map(|post| &post["slug"])
            .chain(tags.iter().map(|tag| &tag["label"]));
        let moves: std::collections::BTreeSet<_> = names
            .map(|name| {
                let (_, number) = name.as_str().unwrap().rsplit_once('-')?;
                number.parse::<u32>().ok()
            })
            .collect();
        if !moves.contains(&None) {
            assert_eq!(moves.len(), 1, "{json}");
        }
        seen.extend(moves);
    }
    over.store(true, Ordering::Relaxed);
    assert!(writer.await.unwrap() > 20 && seen.len() > 20, "{seen:?}");
}
