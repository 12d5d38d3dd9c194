//! What `#[derive(AutoApi)]` generates, from the shared models: data, rows, values, the impls of
//! other crates' traits.

#[path = "derive/data.rs"]
mod data;
#[path = "derive/integrations.rs"]
mod integrations;
#[path = "derive/odd.rs"]
mod odd;
#[path = "derive/values.rs"]
mod values;
