//! `lib.rs`: what users name.

use super::names::krate;
use super::text::Text;
use super::{File, Writer, package};

/// What the models' own words may do in comments, and their names in types.
const ALLOWED: &str = r#"#[allow(
    deprecated,
    non_camel_case_types,
    clippy::doc_lazy_continuation,
    clippy::doc_link_with_quotes,
    clippy::doc_markdown,
    clippy::doc_overindented_list_items,
    clippy::enum_variant_names,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::tabs_in_doc_comments,
    clippy::too_long_first_doc_paragraph,
    clippy::upper_case_acronyms,
    rustdoc::all,
    reason = "names and comments are the models' own"
)]"#;

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let mut text = Text::default();
    text.line("#![forbid(unsafe_code)]");
    text.gap();
    if package::Needs::of(writer.zone).duration {
        text.line("mod duration;");
    }
    for module in ["filters", "models", "operations", "runtime", "types"] {
        let is_fixed = module == "runtime";
        for line in ALLOWED.lines().filter(|_| !is_fixed) {
            text.line(line);
        }
        text.line(&format!("pub mod {module};"));
    }
    text.gap();
    text.line("pub use runtime::{Auth, Changed, Client, Error, ErrorCode, Page, Response};");
    let said = |text: &str| text.replace(['\n', '\r'], " ");
    let docs = format!(
        "The client of {title} {version}.\n\n```no_run\nlet client = {krate}::Client::new(\"https://api.example.com\")?;\n# Ok::<(), {krate}::Error>(())\n```",
        title = said(&writer.zone.title),
        version = said(&writer.zone.version),
        krate = krate(&writer.package.name),
    );
    vec![writer.source("lib.rs", &docs, text)]
}
