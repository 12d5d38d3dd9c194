//! The crate that is measured: a shop of any number of models.

use std::fs;
use std::path::Path;

const CONFIG: &str = "\
[zones.public]
path = \"/\"
[zones.partners]
[zones.staff]
[zones.admin]
[clients]
typescript = {}
python = {}
rust = {}
";

/// Four audiences that see a part each.
pub(crate) const PART: &str = "a quarter of the models in each zone";

/// Four audiences that see everything.
#[allow(dead_code)]
pub(crate) const WHOLE: &str = "every model in every zone";

/// A crate whose models reference each other in a chain; `docs` describes one of them.
pub(crate) fn write(dir: &Path, models: usize, zones: &str, docs: &str) -> std::io::Result<()> {
    fs::create_dir_all(dir.join("src"))?;
    fs::write(dir.join("auto-api.toml"), CONFIG)?;
    let names = ["public", "partners", "staff", "admin"];
    // A zone has a row of models that reference each other.
    let each = models.div_ceil(names.len());
    let mut lib = String::new();
    for at in 0..models {
        // One model alone is in every zone.
        let zone = (zones == PART && models > 1).then(|| names[at / each % names.len()]);
        let before = (at % each != 0 || zone.is_none())
            .then(|| at.checked_sub(1))
            .flatten();
        let module = format!("mod model_{at};\npub use model_{at}::Model{at}x;\n");
        lib.push_str(&module);
        let docs = if at == 0 { docs } else { "What it is called." };
        let text = model(at, zone, before, docs);
        fs::write(dir.join(format!("src/model_{at}.rs")), text)?;
    }
    fs::write(dir.join("src/lib.rs"), lib)
}

fn model(at: usize, zone: Option<&str>, before: Option<usize>, docs: &str) -> String {
    let zones = zone.map_or(String::new(), |zone| format!("#[api(zones({zone}))]\n"));
    let import = before.map_or(String::new(), |before| {
        format!("use crate::Model{before}x;\n")
    });
    let parent = before.map_or(String::new(), |before| {
        format!("    /// The one before.\n    #[api(references = Model{before}x, as = parent, on_delete = cascade)]\n    pub parent_id: Uuid,\n")
    });
    format!(
        "//! A model of many.\n\n{import}use auto_api::AutoApi;\nuse chrono::{{DateTime, NaiveDate, Utc}};\nuse rust_decimal::Decimal;\nuse uuid::Uuid;\n\n/// A thing of the shop, described in a sentence.\n#[derive(AutoApi, Clone, Debug)]\n{zones}pub struct Model{at}x {{\n    /// The key.\n    #[api(id)]\n    pub id: Uuid,\n    /// {docs}\n    #[api(max_length = 200)]\n    pub name: String,\n    /// What it is for, in a sentence.\n    pub body: Option<String>,\n    /// How many there are.\n    pub count: i32,\n    /// How often it was seen.\n    pub views: i64,\n    /// Whether it is shown.\n    #[api(default)]\n    pub shown: bool,\n    /// What it costs.\n    #[api(precision = 10, scale = 2)]\n    pub price: Decimal,\n    /// How well it is liked.\n    pub rating: f64,\n    /// When it is due.\n    pub due: Option<NaiveDate>,\n    /// Counts the writes.\n    #[api(version)]\n    pub version: i32,\n{parent}    /// When it was made.\n    #[api(auto_now_add)]\n    pub created_at: DateTime<Utc>,\n    /// When it was changed.\n    #[api(auto_now)]\n    pub updated_at: DateTime<Utc>,\n}}\n"
    )
}
