//! From the start of a service to its first answer, with more and more models.

use std::time::Duration;

use auto_api::graphql::Request;
use auto_api::model::{Field, FieldType, Model};
use auto_api::{Database, Service, Zone};

use crate::plot::Axis;
use crate::{Failure, shortest};

pub(crate) const AXIS: Axis = Axis {
    name: "models",
    title: "Models of twelve fields: from the zone to the first answer over GraphQL",
    sizes: &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
};

/// The time from building the zone to the first answer; the database is open and has its tables.
pub(crate) async fn time(count: usize) -> Result<Duration, Failure> {
    let models: Vec<&'static Model> = (0..count).map(model).collect();
    let database = Database::open("sqlite::memory:").await?;
    database.migrate(&zone(&models)?).await?;
    shortest(|| async {
        let service = Service::start(zone(&models)?, database.clone()).await?;
        let response = service.execute(&Request::new("{ m0s { f1 } }")).await;
        if response.body.starts_with(b"{\"data\"") {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&response.body).into())
    })
    .await
}

fn zone(models: &[&'static Model]) -> Result<Zone, Failure> {
    let all = models
        .iter()
        .fold(Zone::new("growth"), |zone, model| zone.add(model));
    all.build()
        .map_err(|problems| format!("{problems:?}").into())
}

/// A model of twelve fields. It is data, and lives as long as the program.
fn model(number: usize) -> &'static Model {
    const NAMES: [&str; 12] = [
        "id", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11",
    ];
    let field = |nth: usize| Field {
        name: NAMES[nth],
        rust_name: NAMES[nth],
        id: nth == 0,
        ty: [FieldType::I32, FieldType::String, FieldType::Bool][nth % 3],
        ..Field::DEFAULT
    };
    let fields: Vec<Field> = (0..NAMES.len()).map(field).collect();
    let name: &'static str = Box::leak(format!("M{number}").into_boxed_str());
    Box::leak(Box::new(Model {
        name,
        rust_name: name,
        fields: Box::leak(fields.into_boxed_slice()),
        ..Model::DEFAULT
    }))
}
