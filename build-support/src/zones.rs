//! From the types of the crate and the configuration to zones, with all mistakes between types.

mod check;
pub(crate) mod code;

use std::collections::HashSet;

use auto_api_model::{Problem, Zone};

use crate::config::{Config, ZoneConfig};
use crate::error::{Mistakes, Place};
use crate::source::{Data, Found, Source};
use crate::threads;

/// Everything that zones are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) source: &'a Source,
    pub(crate) config: &'a Config,
    /// The crate's version.
    pub(crate) version: &'a str,
    /// How many threads there are.
    pub(crate) threads: usize,
    /// Where to point when there is nothing to point at.
    pub(crate) root: &'a str,
}

/// Builds every zone; nothing if there is a mistake between types.
pub(crate) fn build(parts: Parts<'_>, mistakes: &mut Mistakes) -> Vec<Zone> {
    let is_known = check::types(parts, mistakes);
    check::zones(parts, mistakes);
    let is_known = check::models(parts, mistakes) && is_known;
    if !is_known {
        // Whatever a zone would say now, it would say because of that.
        return Vec::new();
    }
    let configs = &parts.config.zones;
    let Some(made) = threads::each(configs, parts.threads, |config| one(parts, config)) else {
        mistakes.anywhere("auto-api-build panicked: please report it");
        return Vec::new();
    };
    let mut zones = Vec::new();
    for (config, made) in configs.iter().zip(made) {
        match made {
            Ok(zone) => zones.push(zone),
            Err(problems) => {
                for problem in problems {
                    mistakes.at(place(parts, config, &problem), problem);
                }
            }
        }
    }
    check::mounts(parts, &zones, mistakes);
    zones
}

fn one(parts: Parts<'_>, config: &ZoneConfig) -> Result<Zone, Vec<Problem>> {
    let mut zone = config.builder(parts.version);
    let mut seen = HashSet::new();
    let mut defs = Vec::new();
    for found in &parts.source.types {
        if let Data::Model(model) = found.said.data {
            zone = zone.add(model);
            if let Some(methods) = &found.methods {
                zone = zone.methods(model.rust_name, methods.said.methods);
            }
            led_to(parts.source, found, &mut seen, &mut defs);
        }
    }
    for def in defs {
        zone = zone.type_def(def);
    }
    zone.build()
}

/// The field, the relation or the model that a mistake is about, or else the zone.
fn place(parts: Parts<'_>, config: &ZoneConfig, problem: &Problem) -> Place {
    let found = problem.model.and_then(|model| parts.source.named(model));
    match (found, &config.place) {
        (Some(found), _) => found.place_of(problem.member),
        (None, Some(place)) => place.clone(),
        (None, None) => Place::start(parts.root),
    }
}

/// The types that a type leads to, in the order in which the derive's code adds them.
fn led_to(
    source: &Source,
    found: &'_ Found,
    seen: &mut HashSet<&'static str>,
    defs: &mut Vec<&'static auto_api_model::TypeDef>,
) {
    if !seen.insert(found.said.rust_name) {
        return;
    }
    if let Data::Type(def) = found.said.data {
        defs.push(def);
    }
    let methods = found.methods.iter().flat_map(|own| &own.said.uses);
    for used in found.said.uses.iter().chain(methods) {
        if let Some(found) = source.named(used.rust_name) {
            led_to(source, found, seen, defs);
        }
    }
}
