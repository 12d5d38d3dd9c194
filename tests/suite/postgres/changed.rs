//! Tables that change while they are served.

use auto_api::ErrorCode;
use auto_api_tests::support::blog;

use super::{is_for_callers, place, tagged, tags};

#[tokio::test]
async fn a_dropped_column_or_table_is_an_error_of_ours_until_it_is_back() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let zone = blog::zone();
    let (tags, tagged) = (tags(&zone), tagged(&zone));
    let before = database.run(&tags, Vec::new()).await.unwrap().body;
    database.run(&tagged, Vec::new()).await.unwrap();
    for (gone, back) in [
        (
            "ALTER TABLE tags RENAME COLUMN label TO says",
            "ALTER TABLE tags RENAME COLUMN says TO label",
        ),
        (
            "ALTER TABLE tags RENAME TO marks",
            "ALTER TABLE marks RENAME TO tags",
        ),
    ] {
        client.batch_execute(gone).await.unwrap();
        for plan in [&tags, &tagged, &tags] {
            let error = database.run(plan, Vec::new()).await.unwrap_err();
            is_for_callers(&error, &[ErrorCode::Internal]);
        }
        client.batch_execute(back).await.unwrap();
        assert_eq!(database.run(&tags, Vec::new()).await.unwrap().body, before);
        database.run(&tagged, Vec::new()).await.unwrap();
    }
}

#[tokio::test]
async fn a_column_of_another_type_is_read_as_what_it_is() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let zone = blog::zone();
    let (tags, tagged) = (tags(&zone), tagged(&zone));
    let before = [&tags, &tagged].map(|plan| database.run(plan, Vec::new()));
    let [one, two] = before;
    let before = [one.await.unwrap().body, two.await.unwrap().body];
    for ty in ["varchar(200)", "text COLLATE \"C\"", "name"] {
        let change = format!("ALTER TABLE tags ALTER COLUMN label TYPE {ty}");
        client.batch_execute(&change).await.unwrap();
        // A kept statement is out of date: it is made anew, and the caller learns nothing of it.
        assert_eq!(
            database.run(&tagged, Vec::new()).await.unwrap().body,
            before[1],
            "{ty}"
        );
        assert_eq!(
            database.run(&tags, Vec::new()).await.unwrap().body,
            before[0],
            "{ty}"
        );
    }
}
