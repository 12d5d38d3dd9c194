//! The axes along which a read of Chinook grows.

use std::sync::Arc;
use std::time::Duration;

use auto_api::ask::{Args, Ask, Form, Input, Item, Read, Root, Shape};
use auto_api::model::Limits;
use auto_api::plan::plan;
use auto_api::{Database, Service, Zone};
use chinook::models::{Employee, Track};

use crate::plot::Axis;
use crate::{Failure, shortest};

const SIZES: &[usize] = &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/// SQLite takes no condition of more than a thousand.
const PREDICATES: &[usize] = &[1, 2, 5, 10, 20, 50, 100, 200, 500];
const LEVELS: &[usize] = &[1, 2, 3, 4, 6, 8, 12];

/// All of them but the one of models.
pub(crate) fn all() -> [Axis; 4] {
    [
        Axis::new("rows", "Rows of four columns", SIZES),
        Axis::new("fields", "Columns of 20 rows", SIZES),
        Axis::new(
            "predicates",
            "Predicates on 3,503 rows, of which one is left",
            PREDICATES,
        ),
        Axis::new(
            "levels",
            "Levels of a relation to one row, of 8 rows",
            LEVELS,
        ),
    ]
}

/// The time of one run, its plan being there.
pub(crate) async fn time(axis: &Axis, url: &str, size: usize) -> Result<Duration, Failure> {
    let zone = Zone::new("growth").limits(Limits {
        filter_operators: 10_000,
        filter_depth: 64,
        ..Limits::default()
    });
    // All that these lead to comes along.
    let zone = zone.unrestricted().model::<Track>().model::<Employee>();
    let zone = chinook_models(zone)
        .build()
        .map_err(|all| format!("{all:?}"))?;
    let service = Service::start(zone, Database::open(url).await?).await?;
    let ask = ask(&service.zone, axis.name, size);
    let (zone, database) = (&service.zone, &service.database);
    let plan = plan(zone, &ask, database.dialect()).map_err(|all| format!("{all:?}"))?;
    let plan = Arc::new(plan);
    shortest(|| async {
        database.run(&plan, Vec::new()).await?;
        Ok(())
    })
    .await
}

fn chinook_models(builder: auto_api::model::ZoneBuilder) -> auto_api::model::ZoneBuilder {
    use chinook::models::{
        Album, Artist, Customer, Genre, Invoice, InvoiceLine, MediaType, Playlist, PlaylistTrack,
    };
    builder
        .model::<Album>()
        .model::<Artist>()
        .model::<Customer>()
        .model::<Genre>()
        .model::<Invoice>()
        .model::<InvoiceLine>()
        .model::<MediaType>()
        .model::<Playlist>()
        .model::<PlaylistTrack>()
}

fn ask(zone: &Zone, axis: &str, size: usize) -> Ask {
    let rows = |count: usize| Some(Input::Int(i64::try_from(count).unwrap_or(i64::MAX)));
    let columns = |zone: &Zone, model: &str, count: usize| -> Vec<Item> {
        let entity = zone.entity_of(model).unwrap_or(0);
        let members = zone.entities[entity].members.len();
        let item = |nth: usize| Item::Member {
            key: format!("f{nth}").into(),
            member: nth % members,
            part: None,
        };
        (0..count).map(item).collect()
    };
    let (model, items, args) = match axis {
        "rows" => {
            let args = Args {
                limit: rows(size),
                ..Args::default()
            };
            ("Track", columns(zone, "Track", 4), args)
        }
        "fields" => {
            let args = Args {
                limit: rows(20),
                ..Args::default()
            };
            ("Track", columns(zone, "Track", size), args)
        }
        "predicates" => {
            let above = |member: &str, number: usize| {
                let number = rows(number).unwrap_or(Input::Null);
                let operator = Input::Object(vec![("gt".to_owned(), number)]);
                Input::Object(vec![(member.to_owned(), operator)])
            };
            // The first leaves one row, of which the others are true.
            let first = std::iter::once(above("id", 3502));
            let last = first.chain((1..size).map(|nth| above("milliseconds", nth)));
            let all = Input::Object(vec![("and".to_owned(), Input::List(last.collect()))]);
            let args = Args {
                filter: Some(all),
                ..Args::default()
            };
            ("Track", columns(zone, "Track", 1), args)
        }
        _ => ("Employee", managers(zone, size), Args::default()),
    };
    let entity = zone.entity_of(model).unwrap_or(0);
    let read = Read {
        key: "rows".into(),
        entity,
        form: Form::List(items),
        args,
    };
    Ask {
        roots: vec![Root::Read(read)],
        shape: Shape::Bare,
    }
}

/// An employee's number, and that of so many managers above.
fn managers(zone: &Zone, levels: usize) -> Vec<Item> {
    let entity = zone.entity_of("Employee").unwrap_or(0);
    let own = Item::Member {
        key: "id".into(),
        member: 0,
        part: None,
    };
    let Some(link) = zone.entities[entity].link("manager").filter(|_| levels > 1) else {
        return vec![own];
    };
    let read = Read {
        key: "manager".into(),
        entity,
        form: Form::One(managers(zone, levels - 1)),
        args: Args::default(),
    };
    vec![own, Item::Link { link, read }]
}
