//! One table of usual columns.

use auto_api::model::Zone;
use auto_api::{AutoApi, Database};
use chrono::{DateTime, Utc};

/// Something that was measured.
#[derive(AutoApi, Clone, Debug)]
pub struct Reading {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// Of what.
    #[api(max_length = 80)]
    pub sensor: String,
    /// Where.
    pub place: Option<String>,
    /// How much.
    pub value: f64,
    /// How often before.
    #[api(minimum = 0)]
    pub count: i32,
    /// When.
    pub at: DateTime<Utc>,
}

/// A zone of it.
pub fn zone() -> Zone {
    Zone::new("bench").model::<Reading>().build().unwrap()
}

/// Databases to write to: a file, and a schema of a server where one is named.
pub async fn databases(folder: &std::path::Path) -> Vec<(&'static str, Database, String)> {
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
