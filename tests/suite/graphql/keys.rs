//! Keys of every kind that a key may have, on both sides of relations, three levels deep: parents'
//! keys are sent to the next level, and the next level's rows come back to them.

use std::net::IpAddr;

use auto_api::graphql::Request;
use auto_api::{AutoApi, Service, Zone};
use auto_api_tests::support::both;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::app::data;

#[derive(AutoApi, Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Shade {
    DarkRed,
    PaleBlue,
}

/// Two tables, the second of which refers to the first by a key of the type.
macro_rules! keyed {
    ($test:ident, $parent:ident, $child:ident, $ty:ty, $one:literal, $two:literal) => {
        #[derive(AutoApi)]
        #[api(has_many(children: $child), table = "parents", plural = "parents")]
        struct $parent {
            #[api(id)]
            id: $ty,
        }

        #[derive(AutoApi)]
        #[api(table = "children", plural = "children")]
        struct $child {
            #[api(id)]
            id: i32,
            #[api(references = $parent, as = parent)]
            parent_id: Option<$ty>,
        }

        #[tokio::test]
        async fn $test() {
            let zone = Zone::new("keys").model::<$parent>().model::<$child>();
            levels(zone.build().unwrap(), $one, $two).await;
        }
    };
}

keyed!(enums, EnumParent, EnumChild, Shade, "dark-red", "pale-blue");
keyed!(
    whole_numbers,
    IntParent,
    IntChild,
    i64,
    "1",
    "9223372036854775807"
);
keyed!(texts, TextParent, TextChild, String, "a\"b,{}", "Ä");
keyed!(
    uuids,
    UuidParent,
    UuidChild,
    Uuid,
    "00000000-0000-7000-8000-000000000001",
    "00000000-0000-7000-8000-000000000002"
);
keyed!(
    moments,
    MomentParent,
    MomentChild,
    DateTime<Utc>,
    "2024-02-29T23:59:59.999999Z",
    "2024-03-01T00:00:00.000000Z"
);
keyed!(
    local_moments,
    LocalParent,
    LocalChild,
    NaiveDateTime,
    "2024-02-29 23:59:59.999999",
    "2024-03-01 00:00:00"
);
keyed!(
    dates,
    DateParent,
    DateChild,
    NaiveDate,
    "0001-01-01",
    "9999-12-31"
);
keyed!(
    times,
    TimeParent,
    TimeChild,
    NaiveTime,
    "00:00:00",
    "23:59:59.999999"
);
keyed!(
    decimals,
    DecimalParent,
    DecimalChild,
    Decimal,
    "0.1",
    "12345678901234567890.5"
);
keyed!(addresses, IpParent, IpChild, IpAddr, "10.0.0.1", "::1");
keyed!(truths, BoolParent, BoolChild, bool, "FALSE", "TRUE");
keyed!(
    durations,
    DurationParent,
    DurationChild,
    TimeDelta,
    "60000000",
    "3600000000"
);

async fn levels(zone: Zone, one: &str, two: &str) {
    let database = both::empty().await;
    database.migrate(&zone).await.unwrap();
    let duration = zone.entities[0].members[0].kind.graphql() == "Duration";
    let sql = |value: &str| match (both::on(), duration) {
        (auto_api::plan::Dialect::Sqlite, true) => value.to_owned(),
        (_, true) => format!("'{value} microseconds'"),
        _ if ["TRUE", "FALSE"].contains(&value) => value.to_owned(),
        _ => format!("'{value}'"),
    };
    let (one, two) = (sql(one), sql(two));
    let seed = format!(
        "INSERT INTO parents (id) VALUES ({one}), ({two});
         INSERT INTO children (id, parent_id) VALUES (1, {one}), (2, {two}), (3, {one}), (4, NULL);"
    );
    database.execute_batch(&seed).await.unwrap();
    let parents = zone.entities[0].list_name.clone();
    let children = zone.entities[1].list_name.clone();
    let service = Service::start(zone, database).await.unwrap();
    let query = format!(
        "{{
            {parents} {{
                id
                children {{ id parent {{ id children(limit: 1, order_by: [{{id: DESC}}]) {{ id }} }} }}
                children_aggregate {{ count }}
                children_pages {{ page_info {{ total_count }} }}
            }}
            {children} {{ parent_id parent {{ id children {{ id }} }} }}
        }}"
    );
    let found = data(&service, Request::new(&query)).await;
    let ids = |rows: &Json| -> Json {
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["id"].clone()).collect()
    };
    let parents = found[&parents].as_array().unwrap();
    let each: Vec<Json> = parents
        .iter()
        .map(|parent| ids(&parent["children"]))
        .collect();
    assert_eq!(each, [json!([1, 3]), json!([2])]);
    for (parent, last) in parents.iter().zip([3, 2]) {
        let count = parent["children"].as_array().unwrap().len();
        assert_eq!(parent["children_aggregate"]["count"], count);
        assert_eq!(parent["children_pages"]["page_info"]["total_count"], count);
        for child in parent["children"].as_array().unwrap() {
            assert_eq!(child["parent"]["id"], parent["id"]);
            assert_eq!(ids(&child["parent"]["children"]), json!([last]));
        }
    }
    for (child, siblings) in found[&children].as_array().unwrap().iter().zip([
        json!([1, 3]),
        json!([2]),
        json!([1, 3]),
        Json::Null,
    ]) {
        if siblings.is_null() {
            assert!(child["parent"].is_null() && child["parent_id"].is_null());
            continue;
        }
        assert_eq!(child["parent"]["id"], child["parent_id"]);
        assert_eq!(ids(&child["parent"]["children"]), siblings);
    }
}
