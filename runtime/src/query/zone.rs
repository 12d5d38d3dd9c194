//! The zone that Rust code reads through: a model and all it leads to, with nothing hidden.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use auto_api_model::{HasModel, Limits, Types, Zone};

use crate::error::{Error, Result};

type Zones = HashMap<&'static str, Vec<(usize, Arc<Zone>)>>;

/// The zone of a model, made when it is first read.
pub(crate) fn of<T: HasModel>() -> Result<Arc<Zone>> {
    static ZONES: LazyLock<Mutex<Zones>> = LazyLock::new(Mutex::default);
    let model = T::MODEL;
    // Two models may have one name, in two modules; their data are in two places.
    let place = std::ptr::from_ref(model) as usize;
    let mut zones = ZONES.lock().unwrap_or_else(PoisonError::into_inner);
    let known = zones.entry(model.rust_name).or_default();
    if let Some((_, zone)) = known.iter().find(|(known, _)| *known == place) {
        return Ok(zone.clone());
    }
    let mut types = Types::default();
    T::types(&mut types);
    let mut builder = Zone::new("rust").unrestricted().limits(Limits {
        filter_depth: 64,
        filter_operators: 10_000,
        list_operand: 1_000_000,
        bulk_rows: u32::MAX,
        ..Limits::default()
    });
    for model in types.models() {
        builder = builder.add(model);
    }
    for def in types.defs() {
        builder = builder.type_def(def);
    }
    let zone = Arc::new(builder.model::<T>().build().map_err(|problems| {
        let all: Vec<_> = problems.iter().map(ToString::to_string).collect();
        Error::validation(all.join("; "))
    })?);
    known.push((place, zone.clone()));
    Ok(zone)
}
