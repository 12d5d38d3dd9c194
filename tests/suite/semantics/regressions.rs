//! Differences that were found between the engine and the evaluator, one test for each.

use auto_api::Value;
use auto_api::ask::{Function, Shape};
use auto_api::model::{Direction, Nulls, Operator};
use auto_api::plan::Dialect;
use auto_api_tests::support::both::on;
use auto_api_tests::support::random::Random;
use auto_api_tests::support::store::{Rows, Tables};
use auto_api_tests::support::zoo::zone;
use serde_json::json;

use super::evaluate::World;
use super::property::{check, root, run};
use super::request::{
    Cursor, End, Filter, Form, Key, Operand, Quantifier, Read, Request, Select, Test,
};

/// The numbers of the things, one for each value of a member, that pass a test: as the engine and
/// the evaluator have it.
async fn found(member: &str, values: &[Value], operator: Operator, operand: Operand) -> Vec<usize> {
    let zone = zone();
    let mut rows = Rows::random(
        &mut Random::new(1),
        &zone,
        &[values.len(), 1, 0, 0, 1, 0],
        Tables::Bare,
    );
    let at = zone.entities[0].member(member).unwrap();
    for (row, value) in rows.of[0].iter_mut().zip(values) {
        row[at] = value.clone();
    }
    let filter = Filter::Member(at, vec![Test { operator, operand }]);
    let read = Read {
        entity: 0,
        filter: Some(filter),
        order: Vec::new(),
        distinct: Vec::new(),
        form: list(vec![0]),
    };
    let request = Request {
        shape: Shape::Bare,
        read,
    };
    let database = rows.database(&zone, Tables::Bare).await;
    check(
        &database,
        World {
            zone: &zone,
            rows: &rows,
        },
        &request,
        member,
    )
    .await;
    let (answer, _) = run(&database, &zone, &request, false).await.unwrap();
    let json = root(&answer, &request);
    let rows = json.as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

fn list(members: Vec<usize>) -> Form {
    let select = Select {
        members,
        links: Vec::new(),
    };
    Form::List {
        limit: Some(100),
        offset: None,
        select,
    }
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

#[tokio::test]
async fn null_bytes_are_not_among_empty_bytes() {
    let values = [Value::Null, bytes(b""), bytes(b"a")];
    let empty = || Operand::Many(vec![bytes(b"")]);
    assert_eq!(found("raw", &values, Operator::In, empty()).await, [1]);
    assert_eq!(
        found("raw", &values, Operator::NotIn, empty()).await,
        [0, 2]
    );
}

#[tokio::test]
async fn a_sigma_at_the_end_of_a_word_is_any_sigma() {
    let values = ["ΟΔΟΣΑ", "οδοσα", "οδος", "ΟΔΟΣ", "ods"].map(text);
    let words = || Operand::One(text("ΟΔΟΣ"));
    assert_eq!(
        found("title", &values, Operator::IstartsWith, words()).await,
        [0, 1, 2, 3]
    );
    assert_eq!(
        found("title", &values, Operator::Ieq, words()).await,
        [2, 3]
    );
}

#[tokio::test]
async fn the_last_moment_of_a_month_is_of_that_month() {
    let values = [
        "2024-02-29T23:59:59.999999",
        "2023-12-31T23:59:59.999600",
        "2024-03-01T00:00:00",
    ];
    let values = values.map(|time| Value::LocalDateTime(time.parse().unwrap()));
    for (operator, number, rows) in [
        (Operator::Day, 29, vec![0]),
        (Operator::Month, 3, vec![2]),
        (Operator::Year, 2023, vec![1]),
    ] {
        assert_eq!(
            found("local_at", &values, operator, Operand::Whole(number)).await,
            rows
        );
    }
    let values = values.map(|time| match time {
        Value::LocalDateTime(time) => Value::DateTime(time.and_utc()),
        other => other,
    });
    assert_eq!(
        found("seen_at", &values, Operator::Day, Operand::Whole(31)).await,
        [1]
    );
}

#[tokio::test]
async fn whole_numbers_past_2_53_are_told_apart_in_json() {
    let (big, bigger) = (9_007_199_254_740_992_i64, 9_007_199_254_740_993_i64);
    let lists = [big, bigger].map(|number| Value::List(vec![Value::Int(number)]));
    let wanted = Operand::Many(vec![Value::Int(bigger)]);
    assert_eq!(
        found("numbers", &lists, Operator::ContainsAny, wanted).await,
        [1]
    );
    let documents = [
        json!({"a": big}),
        json!({"a": bigger}),
        json!({"a": 9_007_199_254_740_992.0}),
    ]
    .map(Value::Json);
    let path = |wanted| Operand::Path("a".to_owned(), wanted);
    assert_eq!(
        found("document", &documents, Operator::Path, path(json!(bigger))).await,
        [1]
    );
    assert_eq!(
        found("document", &documents, Operator::Path, path(json!(1.5))).await,
        [] as [usize; 0]
    );
}

#[tokio::test]
async fn whole_and_other_numbers_in_json_are_compared_by_their_digits() {
    let documents = [
        json!({"a": 9_007_199_254_740_992.0}),
        json!({"a": 9_223_372_036_854_775_807_i64}),
        json!({"a": 9.223_372_036_854_776e18}),
        json!({"a": 1.0}),
        json!({"a": -0.0}),
        json!({"a": 1e300}),
    ]
    .map(Value::Json);
    for (wanted, rows) in [
        (json!(9_007_199_254_740_992_i64), vec![0]),
        (json!(9_007_199_254_740_993_i64), vec![]),
        (json!(i64::MAX), vec![1]),
        (json!(9.223_372_036_854_776e18), vec![2]),
        (json!(1), vec![3]),
        (json!(0), vec![4]),
        (json!(1e300), vec![5]),
    ] {
        let path = Operand::Path("a".to_owned(), wanted);
        assert_eq!(
            found("document", &documents, Operator::Path, path).await,
            rows
        );
    }
}

#[tokio::test]
async fn places_in_json_arrays_are_digits_only() {
    let documents = [
        json!({"a": [1, 2]}),
        json!({"a": {"-1": 2, "01": 2, "1": 2}}),
        json!({"a": {"1": 2}}),
    ]
    .map(Value::Json);
    for (path, rows) in [
        ("a.1", vec![0, 1, 2]),
        ("a.-1", vec![1]),
        ("a.01", vec![1]),
        ("a.+1", vec![]),
        ("a. 1", vec![]),
    ] {
        let operand = Operand::Path(path.to_owned(), json!(2));
        assert_eq!(
            found("document", &documents, Operator::Path, operand).await,
            rows,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_enum_is_a_key_of_a_cursor() {
    let zone = zone();
    let mut random = Random::new(11);
    let rows = Rows::random(&mut random, &zone, &[12, 1, 0, 0, 1, 0], Tables::Bare);
    let database = rows.database(&zone, Tables::Bare).await;
    let color = zone.entities[0].member("color").unwrap();
    let key = Key {
        path: Vec::new(),
        end: End::Member(color),
        direction: Direction::Asc,
        nulls: Nulls::First,
    };
    let mut form = Form::Connection {
        size: Some(5),
        backwards: false,
        after: None,
        before: None,
        count: false,
        select: Select {
            members: vec![0, color],
            links: Vec::new(),
        },
    };
    for row in 0..12 {
        let request = |form| Request {
            shape: Shape::Object,
            read: Read {
                entity: 0,
                filter: None,
                order: vec![key.clone()],
                distinct: Vec::new(),
                form,
            },
        };
        if let Form::Connection { size, after, .. } = &mut form {
            (*size, *after) = (Some(12), None);
        }
        let (all, _) = run(&database, &zone, &request(form.clone()), false)
            .await
            .unwrap();
        let json = root(&all, &request(form.clone()));
        let text = json["edges"][row]["cursor"].as_str().unwrap().to_owned();
        if let Form::Connection { size, after, .. } = &mut form {
            (*size, *after) = (Some(3), Some(Cursor { row, text }));
        }
        let world = World {
            zone: &zone,
            rows: &rows,
        };
        check(&database, world, &request(form.clone()), "after").await;
    }
}

#[tokio::test]
async fn a_text_with_a_nul_is_found_in_a_list() {
    if on() == Dialect::Postgres {
        // It holds none: its suite shows that requests with one are refused.
        return;
    }
    let values = ["a\0b", "ab", "a"].map(text);
    let wanted = || Operand::Many(vec![text("a\0b")]);
    assert_eq!(found("title", &values, Operator::In, wanted()).await, [0]);
    assert_eq!(
        found("title", &values, Operator::NotIn, wanted()).await,
        [1, 2]
    );
}

#[tokio::test]
async fn a_float_of_17_digits_is_found_in_a_list() {
    let numbers = [
        5e-324,
        1.797_693_134_862_315_5e308,
        2.225_073_858_507_201e-308,
        0.1 + 0.2,
        -2.538_960_048_305_300_4e191,
        1.018_470_148_323_601e-247,
        -1.506_169_373_759_451_5e-123,
    ];
    let values = numbers.map(Value::Float);
    for (row, value) in values.iter().enumerate() {
        let wanted = Operand::Many(vec![value.clone()]);
        assert_eq!(
            found("double", &values, Operator::In, wanted).await,
            [row],
            "{value:?}"
        );
    }
}

#[tokio::test]
async fn a_list_in_a_slot_is_as_long_as_one_in_place_at_most() {
    let zone = zone();
    let rows = Rows::random(
        &mut Random::new(2),
        &zone,
        &[2, 1, 0, 0, 1, 0],
        Tables::Bare,
    );
    let database = rows.database(&zone, Tables::Bare).await;
    let long = vec![Value::Int(1); zone.limits.list_operand as usize + 1];
    for (member, operator) in [("huge", Operator::In), ("numbers", Operator::ContainsAny)] {
        let test = Test {
            operator,
            operand: Operand::Many(long.clone()),
        };
        let filter = Filter::Member(zone.entities[0].member(member).unwrap(), vec![test]);
        let read = Read {
            entity: 0,
            filter: Some(filter),
            order: Vec::new(),
            distinct: Vec::new(),
            form: list(vec![0]),
        };
        let request = Request {
            shape: Shape::Bare,
            read,
        };
        for slots in [false, true] {
            let error = run(&database, &zone, &request, slots).await.unwrap_err();
            assert!(error.contains("LimitExceeded"), "{error}");
            assert!(error.contains("takes 1000 values at most"), "{error}");
        }
    }
}

#[tokio::test]
async fn rows_without_an_owner_come_last_in_an_order_by_the_owners_count() {
    let zone = zone();
    let mut rows = Rows::random(
        &mut Random::new(5),
        &zone,
        &[12, 3, 0, 0, 1, 0],
        Tables::Bare,
    );
    let [owner_id, owner] = [
        zone.entities[0].member("owner_id"),
        zone.entities[0].link("owner"),
    ]
    .map(Option::unwrap);
    rows.of[0]
        .iter_mut()
        .step_by(3)
        .for_each(|row| row[owner_id] = Value::Null);
    let database = rows.database(&zone, Tables::Bare).await;
    let things = zone.entities[1].link("things").unwrap();
    for nulls in [Nulls::First, Nulls::Last] {
        for direction in [Direction::Asc, Direction::Desc] {
            let key = Key {
                path: vec![owner],
                end: End::Count(things),
                direction,
                nulls,
            };
            let read = Read {
                entity: 0,
                filter: None,
                order: vec![key],
                distinct: Vec::new(),
                form: list(vec![0]),
            };
            let request = Request {
                shape: Shape::Bare,
                read,
            };
            check(
                &database,
                World {
                    zone: &zone,
                    rows: &rows,
                },
                &request,
                "by count",
            )
            .await;
        }
    }
}

#[tokio::test]
async fn a_thing_of_stickers_that_lead_nowhere_has_no_labels() {
    let zone = zone();
    let mut rows = Rows::random(
        &mut Random::new(8),
        &zone,
        &[4, 1, 2, 4, 1, 0],
        Tables::Bare,
    );
    let [label_id, thing_id] =
        ["label_id", "thing_id"].map(|name| zone.entities[3].member(name).unwrap());
    let known = rows.of[2][0][0].clone();
    for (thing, row) in rows.of[3].iter_mut().enumerate() {
        row[thing_id] = Value::Int(i64::try_from(thing).unwrap());
        row[label_id] = match thing {
            0 => Value::Null,
            1 => Value::Uuid(uuid::Uuid::from_u128(404)),
            _ => known.clone(),
        };
    }
    let database = rows.database(&zone, Tables::Bare).await;
    let labels = zone.entities[0].link("labels").unwrap();
    for (quantifier, expected) in [(Quantifier::Some, 2), (Quantifier::None, 2)] {
        let filter = Filter::Many(labels, quantifier, Box::new(Filter::Siblings(Vec::new())));
        let read = Read {
            entity: 0,
            filter: Some(filter),
            order: Vec::new(),
            distinct: Vec::new(),
            form: list(vec![0]),
        };
        let request = Request {
            shape: Shape::Bare,
            read,
        };
        check(
            &database,
            World {
                zone: &zone,
                rows: &rows,
            },
            &request,
            "labels",
        )
        .await;
        let (answer, _) = run(&database, &zone, &request, false).await.unwrap();
        assert_eq!(root(&answer, &request).as_array().unwrap().len(), expected);
    }
}

#[tokio::test]
async fn decimals_of_a_related_row_are_in_the_order_of_numbers() {
    let zone = zone();
    let mut rows = Rows::random(
        &mut Random::new(9),
        &zone,
        &[6, 1, 0, 0, 1, 0],
        Tables::Bare,
    );
    let [price, parent_id] =
        ["price", "parent_id"].map(|name| zone.entities[0].member(name).unwrap());
    for (row, number) in rows.of[0]
        .iter_mut()
        .zip(["9.9", "10", "-2", "-10", "1.50", "100"])
    {
        row[price] = Value::Decimal(number.parse().unwrap());
        row[parent_id] = row[0].clone();
    }
    let database = rows.database(&zone, Tables::Bare).await;
    let path = vec![zone.entities[0].link("parent").unwrap()];
    let key = Key {
        path,
        end: End::Member(price),
        direction: Direction::Asc,
        nulls: Nulls::Last,
    };
    let read = Read {
        entity: 0,
        filter: None,
        order: vec![key],
        distinct: Vec::new(),
        form: list(vec![0]),
    };
    let request = Request {
        shape: Shape::Bare,
        read,
    };
    let (answer, _) = run(&database, &zone, &request, false).await.unwrap();
    let json = root(&answer, &request);
    let ids: Vec<_> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["3", "2", "4", "0", "1", "5"]);
}

/// A total of one value for each thing, as the engine and the evaluator have it.
async fn total(member: &str, values: Vec<Value>, function: Function) -> serde_json::Value {
    let zone = zone();
    let counts = [values.len(), 1, 0, 0, 1, 0];
    let mut rows = Rows::random(&mut Random::new(12), &zone, &counts, Tables::Bare);
    let at = zone.entities[0].member(member).unwrap();
    for (row, value) in rows.of[0].iter_mut().zip(values) {
        row[at] = value;
    }
    let read = Read {
        entity: 0,
        filter: None,
        order: Vec::new(),
        distinct: Vec::new(),
        form: Form::Aggregate(vec![(function, vec![at])]),
    };
    let request = Request {
        shape: Shape::Bare,
        read,
    };
    let database = rows.database(&zone, Tables::Bare).await;
    let world = World {
        zone: &zone,
        rows: &rows,
    };
    check(&database, world, &request, member).await;
    let (answer, _) = run(&database, &zone, &request, false).await.unwrap();
    let name = format!("{function:?}").to_lowercase();
    root(&answer, &request)[&name][member].take()
}

async fn prices(numbers: &[&str], function: Function) -> serde_json::Value {
    let numbers = numbers.iter().map(|number| number.parse().unwrap());
    total("price", numbers.map(Value::Decimal).collect(), function).await
}

#[tokio::test]
async fn sums_of_floats_are_those_of_their_digits_in_any_order() {
    for (numbers, sum) in [
        (vec![0.1, 0.2], json!(0.3)),
        (vec![1e300, 1.0, -1e300], json!(1.0)),
        (vec![1.0, 1e300, -1e300], json!(1.0)),
        (vec![5e-324, f64::MAX, f64::MIN], json!(5e-324)),
        // 1e23 is the middle between two numbers, of which this is the even one.
        (vec![1e23, -9.999_999_999_999_997e22], json!(2e7)),
        // Past the largest number there is none.
        (vec![f64::MAX, f64::MAX], json!(null)),
        (vec![f64::MIN, f64::MIN], json!(null)),
        (vec![f64::MAX, f64::MAX, f64::MIN], json!(f64::MAX)),
    ] {
        let values: Vec<_> = numbers.iter().map(|number| Value::Float(*number)).collect();
        assert_eq!(
            total("double", values, Function::Sum).await,
            sum,
            "{numbers:?}"
        );
    }
    let least = [5e-324, 0.0, 0.0].map(Value::Float).to_vec();
    assert_eq!(total("double", least, Function::Avg).await, json!(0.0));
    let tenths = vec![Value::Float(0.1); 10];
    assert_eq!(total("double", tenths, Function::Avg).await, json!(0.1));
    let tenths = vec![Value::Float32(0.1); 3];
    assert_eq!(
        total("single", tenths, Function::Sum).await,
        json!(0.300_000_004_470_348_36)
    );
}

#[tokio::test]
async fn sums_of_decimals_are_exact_in_any_order() {
    let (most, least) = (
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    );
    let minus = format!("-{most}");
    for numbers in [
        [most, least, &minus],
        [least, most, &minus],
        [most, &minus, least],
    ] {
        assert_eq!(prices(&numbers, Function::Sum).await, least);
    }
    assert_eq!(prices(&["1.10", "-2.2", "0.10"], Function::Sum).await, "-1");
}

#[tokio::test]
async fn averages_of_decimals_are_rounded_once_half_away_from_zero() {
    for (numbers, average) in [
        (vec!["0.0000000001", "0"], "0.0000000001"),
        (vec!["0.0000000003", "0"], "0.0000000002"),
        (vec!["-0.0000000001", "0"], "-0.0000000001"),
        (vec!["2", "0", "0"], "0.6666666667"),
        (
            vec![
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ],
            "79228162514264337593543950335",
        ),
    ] {
        assert_eq!(
            prices(&numbers, Function::Avg).await,
            average,
            "{numbers:?}"
        );
    }
}
