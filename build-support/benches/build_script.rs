//! What a build script costs, for 1 to 1,000 models of twelve fields in four zones with every
//! client: the first run, a run after an edit, and a run when nothing of the API changed.
//!
//! Build scripts are not optimised; so that this is not either:
//! `cargo bench -p auto-api-build --bench build_script --profile dev`.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use auto_api_build::{Builder, Report};

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
const PART: &str = "a quarter of the models in each zone";

/// Four audiences that see everything.
const WHOLE: &str = "every model in every zone";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !cfg!(debug_assertions) {
        println!("optimised, as build scripts are not: add `--profile dev`");
    }
    let mut counts: Vec<usize> = std::env::args().filter_map(|given| given.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![1, 10, 100, 300, 1000];
    }
    for zones in [PART, WHOLE] {
        println!("\n{zones}:");
        println!(
            "{:>7} {:>10} {:>10} {:>10} {:>12} {:>7} {:>9}",
            "models", "first", "edit", "same", "first/model", "files", "kB"
        );
        for models in &counts {
            // A thousand models in four zones make half a gigabyte.
            if zones == PART {
                measure(*models, zones)?;
            }
        }
    }
    Ok(())
}

fn measure(models: usize, zones: &str) -> Result<(), Box<dyn std::error::Error>> {
    // Where cargo's own output is: the system's temporary folder may be slow for many files.
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let out = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    write(dir.path(), models, zones, "What it is called.")?;
    let (first, report) = run(dir.path(), out.path())?;
    let (same, _) = run(dir.path(), out.path())?;
    write(dir.path(), models, zones, "How it is called.")?;
    let (edit, _) = run(dir.path(), out.path())?;
    for spent in &report.times { println!("{:?} {} {:.1}", spent.zone, spent.what, spent.time.as_secs_f64()*1000.0); }
    let files = &report.manifest.files;
    let bytes: usize = files.iter().map(|file| file.bytes).sum();
    let each = first / u32::try_from(models)?;
    println!(
        "{models:>7} {:>10} {:>10} {:>10} {:>12} {:>7} {:>9}",
        ms(first),
        ms(edit),
        ms(same),
        ms(each),
        files.len(),
        bytes / 1000
    );
    Ok(())
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

fn run(dir: &Path, out: &Path) -> Result<(Duration, Report), auto_api_build::Error> {
    let start = Instant::now();
    let report = Builder::new(dir, out)
        .env("CARGO_PKG_NAME", "shop")
        .env("CARGO_PKG_VERSION", "1.0.0")
        .run()?;
    Ok((start.elapsed(), report))
}

/// A crate whose models reference each other in a chain; `docs` describes one of them.
fn write(dir: &Path, models: usize, zones: &str, docs: &str) -> std::io::Result<()> {
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
    let parent = before.map_or(String::new(), |before| {
        format!("    /// The one before.\n    #[api(references = Model{before}x, as = parent, on_delete = cascade)]\n    pub parent_id: Uuid,\n")
    });
    format!(
        "//! A model of many.\n\nuse auto_api::AutoApi;\nuse uuid::Uuid;\n\n/// A thing of the shop, described in a sentence.\n#[derive(AutoApi, Clone, Debug)]\n{zones}pub struct Model{at}x {{\n    /// The key.\n    #[api(id)]\n    pub id: Uuid,\n    /// {docs}\n    #[api(max_length = 200)]\n    pub name: String,\n    /// What it is for, in a sentence.\n    pub body: Option<String>,\n    /// How many there are.\n    pub count: i32,\n    /// How often it was seen.\n    pub views: i64,\n    /// Whether it is shown.\n    #[api(default)]\n    pub shown: bool,\n    /// What it costs.\n    #[api(precision = 10, scale = 2)]\n    pub price: Decimal,\n    /// How well it is liked.\n    pub rating: f64,\n    /// When it is due.\n    pub due: Option<NaiveDate>,\n    /// Counts the writes.\n    #[api(version)]\n    pub version: i32,\n{parent}    /// When it was made.\n    #[api(auto_now_add)]\n    pub created_at: DateTime<Utc>,\n    /// When it was changed.\n    #[api(auto_now)]\n    pub updated_at: DateTime<Utc>,\n}}\n"
    )
}
