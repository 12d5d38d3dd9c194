//! `zones.rs`, which `include_zones!` includes: the zones as code, and the half of the drift proof
//! that the types themselves cannot have, that each exists.
//!
//! Everything is named through `__api`, which the macro brings; what is not a name or a text is in
//! `auto_api::codegen::zones`.

use std::fmt::Write as _;

use auto_api_model::{BigIntFormat, Case, Limits, Zone};

use super::Parts;
use crate::document::Document;
use crate::source::{Data, Found};

/// The code of a crate's zones.
pub(crate) fn zones_rs(parts: Parts<'_>, zones: &[Zone]) -> String {
    let mut out = Code::default();
    out.line("// Written by auto-api-build; the next build writes it anew.");
    names(&mut out, zones);
    models(&mut out, parts);
    for zone in zones {
        module(&mut out, zone);
    }
    all(&mut out, zones);
    proof(&mut out, parts);
    out.text
}

/// Text in lines. Writing to a `String` cannot fail.
#[derive(Default)]
struct Code {
    text: String,
}

impl Code {
    fn line(&mut self, text: impl std::fmt::Display) {
        let _ = writeln!(self.text, "{text}");
    }

    fn lines(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

fn names(out: &mut Code, zones: &[Zone]) {
    let names: Vec<_> = zones
        .iter()
        .map(|zone| format!("{:?}", zone.name))
        .collect();
    out.line("\n/// The names of the zones, in the order of `auto-api.toml`.");
    out.line(format_args!(
        "pub const NAMES: [&str; {}] = [{}];",
        names.len(),
        names.join(", ")
    ));
}

fn models(out: &mut Code, parts: Parts<'_>) {
    let models: Vec<_> = parts
        .source
        .types
        .iter()
        .filter(|found| found.said.is_model())
        .collect();
    out.line("\n/// Every model of the crate, shown by a zone or not, in source order.");
    out.line(format_args!(
        "pub const MODELS: [&__api::Model; {}] = [",
        models.len()
    ));
    for found in &models {
        out.line(format_args!(
            "    <{} as __api::HasModel>::MODEL,",
            found.path
        ));
    }
    out.line("];");
    out.line("\nfn models(zone: __api::ZoneBuilder) -> __api::ZoneBuilder {");
    out.line("    zone");
    for found in &models {
        out.line(format_args!("        .model::<{}>()", found.path));
    }
    out.line("}");
}

/// The module of a zone.
fn module(out: &mut Code, zone: &Zone) {
    let name = &zone.name;
    out.line(format_args!(
        "\n/// Zone `{name}`, mounted at `{}`.",
        zone.path
    ));
    out.line(format_args!("pub mod {} {{", identifier(name)));
    out.line("    use super::__api;");
    for document in Document::ALL {
        let (constant, what) = (document.constant(), document.what());
        out.line(format_args!("\n    /// {what}"));
        out.line(format_args!(
            "    pub const {constant}: &str = ::core::include_str!(::core::concat!("
        ));
        out.line(format_args!(
            "        ::core::env!(\"OUT_DIR\"), \"/auto-api/{name}/{}\"",
            document.file()
        ));
        out.line("    ));");
    }
    out.lines("\n    /// The zone, as it is served.\n");
    out.line("    ///\n    /// # Errors");
    out.line("    ///\n    /// None that the build script would not have told of.");
    out.line("    pub fn zone() -> __api::Result<__api::Zone> {");
    out.line(format_args!(
        "        let zone = __api::Zone::new({name:?})"
    ));
    for setting in settings(zone) {
        out.line(format_args!("            {setting}"));
    }
    trim_line(&mut out.text);
    out.line(";");
    out.line("        __api::build(super::models(zone))");
    out.line("    }");
    out.line("\n    /// Serves the zone from a database.");
    out.line("    ///\n    /// # Errors");
    out.line("    ///\n    /// If the database does not fit the models.");
    out.line(
        "    pub async fn service(database: __api::Database) -> __api::Result<__api::Shared> {",
    );
    out.line("        __api::Service::start(zone()?, database).await");
    out.line("    }");
    out.line("}");
}

/// What differs from a zone that nothing is said of.
fn settings(zone: &Zone) -> Vec<String> {
    let mut all = vec![
        format!(".title({:?})", zone.title),
        format!(".version({:?})", zone.version),
        format!(".description({:?})", zone.description),
        format!(".path({:?})", zone.path),
    ];
    for server in &zone.servers {
        all.push(format!(
            ".server(__api::server({:?}, {:?}))",
            server.url, server.description
        ));
    }
    if let Some(contact) = &zone.contact {
        all.push(format!(
            ".contact(__api::contact({:?}, {:?}, {:?}))",
            contact.name, contact.url, contact.email
        ));
    }
    if let Some(license) = &zone.license {
        all.push(format!(
            ".license(__api::license({:?}, {:?}, {:?}))",
            license.name, license.identifier, license.url
        ));
    }
    if zone.case == Case::Camel {
        all.push(".case(__api::Case::Camel)".to_owned());
    }
    if zone.big_int == BigIntFormat::Number {
        all.push(".big_int(__api::BigIntFormat::Number)".to_owned());
    }
    if zone.subscriptions {
        all.push(".subscriptions()".to_owned());
    }
    if zone.only_marked {
        all.push(".only_marked()".to_owned());
    }
    if zone.audit {
        all.push(".audit()".to_owned());
    }
    if zone.read_only {
        all.push(".read_only()".to_owned());
    }
    if zone.limits != Limits::default() {
        // `Debug` writes the struct as its literal.
        all.push(format!(".limits(__api::{:?})", zone.limits));
    }
    all.extend(zone.introspection.map(|on| format!(".introspection({on})")));
    all.extend(zone.explorers.map(|on| format!(".explorers({on})")));
    all
}

fn all(out: &mut Code, zones: &[Zone]) {
    let calls: Vec<_> = zones
        .iter()
        .map(|zone| format!("{}::zone()?", identifier(&zone.name)))
        .collect();
    out.line("\n/// Every zone, in the order of `auto-api.toml`.");
    out.line("///\n/// # Errors");
    out.line("///\n/// None that the build script would not have told of.");
    out.line("pub fn all() -> __api::Result<::std::vec::Vec<__api::Zone>> {");
    out.line(format_args!(
        "    ::core::result::Result::Ok(::std::vec![{}])",
        calls.join(", ")
    ));
    out.line("}");
    out.line("\n/// Makes the tables, columns and indexes of every model that are not there.");
    out.line("///\n/// # Errors");
    out.line("///\n/// Those of `Database::migrate`.");
    out.line("pub async fn migrate(database: &__api::Database) -> __api::Result<()> {");
    out.line("    __api::migrate(database, all()?).await");
    out.line("}");
    // Nothing, where the application has no HTTP.
    out.line("\n__api::router!();");
}

/// Every type that was read exists, and is what was read.
fn proof(out: &mut Code, parts: Parts<'_>) {
    out.line("\nconst _: () = {");
    for found in &parts.source.types {
        let Found {
            path,
            said,
            methods,
            ..
        } = found;
        let check = match said.data {
            Data::Model(_) => "is_model",
            Data::Type(_) => "is_type",
        };
        out.line(format_args!(
            "    __api::{check}::<{path}>({}); // {}",
            hex(said.fingerprint),
            said.place()
        ));
        if let Some(methods) = methods {
            out.line(format_args!(
                "    __api::has_methods::<{path}>({}); // {}",
                hex(methods.said.fingerprint),
                methods.said.place
            ));
        }
    }
    out.line("};");
}

/// A number as clippy reads it best: `0x1234_5678_9abc_def0`.
fn hex(number: u64) -> String {
    let [a, b, c, d] = [48, 32, 16, 0].map(|shift| (number >> shift) & 0xffff);
    format!("0x{a:04x}_{b:04x}_{c:04x}_{d:04x}")
}

fn trim_line(text: &mut String) {
    text.truncate(text.trim_end().len());
}

/// The name of a zone's module.
fn identifier(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}
