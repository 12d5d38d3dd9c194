//! Walking a connection page by page, in both directions: each row once, in order, whatever the
//! order and its nulls.

use std::sync::Arc;

use auto_api::ask::{Input, Root, Shape};
use auto_api::model::{Direction, Nulls};
use auto_api::plan::plan;
use auto_api::{Database, Value};
use auto_api_tests::support::random::{Random, rounds};
use auto_api_tests::support::store::{Rows, Tables};
use auto_api_tests::support::zoo::zone;
use serde_json::Value as Json;

use super::evaluate::World;
use super::generate::Generator;
use super::render::literal;
use super::request::{End, Form, Key, Read, Request, Select};

#[tokio::test]
async fn every_row_once_in_both_directions() {
    let zone = zone();
    for seed in 3000..3000 + rounds(30) {
        let mut random = Random::new(seed);
        let tables = *random.pick(&[Tables::Migrated, Tables::Bare]);
        let rows = Rows::random(&mut random, &zone, &[40, 9, 8, 50, 6, 20], tables);
        let database = rows.database(&zone, tables).await;
        let world = World {
            zone: &zone,
            rows: &rows,
        };
        let mut generator = Generator { world, random };
        for number in 0..12 {
            let entity = generator.random.below(zone.entities.len());
            let size = generator.random.within(1, 7);
            let filter = generator
                .random
                .chance(30)
                .then(|| generator.filter(entity, 1));
            let order = generator.order(entity);
            let distinct = generator.distinct(entity);
            let keys = zone.entities[entity].key.clone();
            let expected = world.list(
                &Read {
                    entity,
                    filter: filter.clone(),
                    order: order.clone(),
                    distinct: distinct.clone(),
                    form: Form::Aggregate(Vec::new()),
                },
                world.all(entity),
            );
            let expected: Vec<Json> = expected
                .into_iter()
                .map(|row| {
                    keys.iter()
                        .map(|&at| id(&world.value((entity, row), at).to_json()))
                        .collect()
                })
                .collect();
            for backwards in [false, true] {
                let request = Request {
                    shape: Shape::Object,
                    read: Read {
                        entity,
                        filter: filter.clone(),
                        order: order.clone(),
                        distinct: distinct.clone(),
                        form: Form::Connection {
                            size: Some(size),
                            backwards,
                            after: None,
                            before: None,
                            count: false,
                            select: Select {
                                members: keys.clone(),
                                links: Vec::new(),
                            },
                        },
                    },
                };
                let found = walk(&database, world, &request, backwards, expected.len()).await;
                assert_eq!(
                    found, expected,
                    "seed {seed}, walk {number}, backwards {backwards}: {request:?}"
                );
            }
        }
        database.place.end().await;
    }
}

#[tokio::test]
async fn infinite_numbers_are_places_in_an_order() {
    let zone = zone();
    let counts = [12, 1, 0, 0, 1, 0];
    let mut rows = Rows::random(&mut Random::new(4), &zone, &counts, Tables::Bare);
    let double = zone.entities[0].member("double").unwrap();
    for (at, row) in rows.of[0].iter_mut().enumerate() {
        row[double] = match at % 3 {
            0 => Value::Float(f64::INFINITY),
            1 => Value::Float(f64::NEG_INFINITY),
            _ => Value::Null,
        };
    }
    let database = rows.database(&zone, Tables::Bare).await;
    let world = World {
        zone: &zone,
        rows: &rows,
    };
    for (direction, expected) in [
        (Direction::Asc, [1, 4, 7, 10, 0, 3, 6, 9, 2, 5, 8, 11]),
        (Direction::Desc, [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]),
    ] {
        let key = Key {
            path: Vec::new(),
            end: End::Member(double),
            direction,
            nulls: Nulls::Last,
        };
        let form = Form::Connection {
            size: Some(1),
            backwards: false,
            after: None,
            before: None,
            count: false,
            select: Select {
                members: vec![0],
                links: Vec::new(),
            },
        };
        let read = Read {
            entity: 0,
            filter: None,
            order: vec![key],
            distinct: Vec::new(),
            form,
        };
        let request = Request {
            shape: Shape::Object,
            read,
        };
        let found = walk(&database, world, &request, false, 12).await;
        let expected: Vec<Json> = expected
            .iter()
            .map(|id: &i32| serde_json::json!([id.to_string()]))
            .collect();
        assert_eq!(found, expected);
    }
}

/// The keys of all rows, from page to page.
async fn walk(
    database: &Database,
    world: World<'_>,
    request: &Request,
    backwards: bool,
    rows: usize,
) -> Vec<Json> {
    let mut ask = literal(world.zone, request);
    // The cursor comes in a slot, so that one plan serves all pages but the first.
    let first = Arc::new(plan(world.zone, &ask, database.dialect()).unwrap());
    if let Root::Read(read) = &mut ask.roots[0] {
        let place = if backwards {
            &mut read.args.before
        } else {
            &mut read.args.after
        };
        *place = Some(Input::Slot(0));
    }
    let next = Arc::new(plan(world.zone, &ask, database.dialect()).unwrap());
    let (mut all, mut cursor): (Vec<Json>, Option<String>) = (Vec::new(), None);
    loop {
        let answer = match cursor {
            None => database.run(&first, Vec::new()).await.unwrap(),
            Some(cursor) => database
                .run(&next, vec![Input::Text(cursor)])
                .await
                .unwrap(),
        };
        let json: Json = serde_json::from_slice(&answer.body).unwrap();
        let (edges, info) = (
            json["root"]["edges"].as_array().unwrap(),
            &json["root"]["page_info"],
        );
        let page = edges.iter().map(|edge| {
            let node = edge["node"].as_object().unwrap();
            node.values().map(id).collect::<Json>()
        });
        let page: Vec<Json> = page.collect();
        let ends = [edges.first(), edges.last()]
            .map(|edge| edge.map_or(Json::Null, |edge| edge["cursor"].clone()));
        assert_eq!(
            [&info["start_cursor"], &info["end_cursor"]],
            [&ends[0], &ends[1]]
        );
        let at = if backwards { 0 } else { all.len() };
        all.splice(at..at, page);
        let (more, end) = if backwards {
            ("has_previous_page", &ends[0])
        } else {
            ("has_next_page", &ends[1])
        };
        if info[more] == false {
            return all;
        }
        assert!(
            all.len() <= rows,
            "a walk comes to more rows than there are: {request:?}\n{next}"
        );
        cursor = Some(end.as_str().unwrap().to_owned());
    }
}

/// A key as a text, whether the wire has it as a number or not.
fn id(json: &Json) -> Json {
    match json {
        Json::String(_) => json.clone(),
        other => other.to_string().into(),
    }
}
