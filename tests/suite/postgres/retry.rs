//! Reads that others were in the way of are sent again, some times.

use auto_api::ErrorCode;
use auto_api_tests::models::blog::Tag;
use auto_api_tests::support::blog;

use super::{is_for_callers, place, tags};

#[tokio::test]
async fn conflicts_are_tried_again_and_then_told() {
    let Some((database, _, client)) = place().await else {
        return;
    };
    let setup = "ALTER TABLE tags RENAME TO tags_of_old;
        CREATE SEQUENCE tries;
        CREATE TABLE conflicts (many int, code text);
        INSERT INTO conflicts VALUES (0, '40001');
        CREATE FUNCTION meets() RETURNS boolean VOLATILE LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('tries') <= (SELECT many FROM conflicts) THEN
                RAISE EXCEPTION 'somebody was faster' USING ERRCODE = (SELECT code FROM conflicts);
            END IF;
            RETURN TRUE;
        END $$;
        CREATE VIEW tags AS SELECT id, label FROM tags_of_old WHERE meets()";
    client.batch_execute(setup).await.unwrap();
    let plan = tags(&blog::zone());
    // Serialization, deadlock, a server that shuts down: a few of them pass.
    for code in ["40001", "40P01", "57P01"] {
        for many in [1, 3] {
            let again = format!(
                "SELECT setval('tries', 1, false); UPDATE conflicts SET many = {many}, code = '{code}'"
            );
            client.batch_execute(&again).await.unwrap();
            let answer = database.run(&plan, Vec::new()).await;
            assert!(answer.is_ok(), "{code} {many}: {answer:?}");
            client.batch_execute(&again).await.unwrap();
            let typed = Tag::query().all(&database).await;
            assert!(typed.is_ok(), "{code} {many}: {typed:?}");
        }
        let always = format!(
            "SELECT setval('tries', 1, false); UPDATE conflicts SET many = 1000000, code = '{code}'"
        );
        client.batch_execute(&always).await.unwrap();
        let error = database.run(&plan, Vec::new()).await.unwrap_err();
        is_for_callers(&error, &[ErrorCode::Unavailable]);
        let tries: i64 = client
            .query_one("SELECT last_value FROM tries", &[])
            .await
            .unwrap()
            .get(0);
        assert!((2..=10).contains(&tries), "{tries} tries");
    }
    // What is wrong with the statement stays wrong.
    client
        .batch_execute(
            "SELECT setval('tries', 1, false); UPDATE conflicts SET many = 1000000, code = '22012'",
        )
        .await
        .unwrap();
    let error = database.run(&plan, Vec::new()).await.unwrap_err();
    is_for_callers(&error, &[ErrorCode::Internal]);
    let tries: i64 = client
        .query_one("SELECT last_value FROM tries", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(tries, 1);
}
