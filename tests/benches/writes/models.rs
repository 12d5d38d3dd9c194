//! One table of usual columns.

use auto_api::model::Zone;
use auto_api::{AutoApi, Database};
use chrono::{DateTime, Utc};

/// Something that was measured.
#[derive(AutoApi, Clone, Debug)]
pub(crate) struct Reading {
    /// The key.
    #[api(id)]
    pub(crate) id: i64,
    /// Of what.
    #[api(max_length = 80)]
    pub(crate) sensor: String,
    /// Where.
    pub(crate) place: Option<String>,
    /// How much.
    pub(crate) value: f64,
    /// How often before.
    #[api(minimum = 0)]
    pub(crate) count: i32,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// A zone of it.
pub(crate) fn zone() -> Zone {
    Zone::new("bench").model::<Reading>().build().unwrap()
}

/// Databases to write to: a file, and a schema of a server where one is named.
pub(crate) async fn databases(folder: &std::path::Path) -> Vec<(&'static str, Database, String)> {
    let file = folder.join("bench.db").display().to_string();
    let mut all = vec![("SQLite", Database::open(&file).await.unwrap(), file)];
    if let Ok(url) = std::env::var("AUTO_API_POSTGRES") {
        all.push(("PostgreSQL", Database::open(&url).await.unwrap(), url));
    }
    for (_, database, _) in &all {
        database
            .execute_batch("DROP TABLE IF EXISTS readings")
            .await
            .unwrap();
        database.migrate(&zone()).await.unwrap();
    }
    all
}
