//! The GraphQL schema of a zone, in the schema definition language.
//!
//! Reference: <https://spec.graphql.org/September2025/#sec-Type-System>.
//! What an entity brings is written entity by entity; types that several share (scalars, enums,
//! value structs, filters of kinds) are noted while they are named and written once at the end.

mod filter;
mod groups;
mod methods;
mod mutation;
mod order;
mod page;
mod query;
mod row;
mod shared;
mod subscription;
mod writer;

pub use order::is_orderable;

use crate::Zone;
use writer::Writer;

/// The zone's GraphQL schema.
///
/// ```
/// use auto_api_model::{Field, FieldType, Model, Zone, render};
/// static POST: Model = Model {
///     name: "Post",
///     rust_name: "Post",
///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
///     ..Model::DEFAULT
/// };
/// let zone = Zone::new("public").add(&POST).build().unwrap();
/// assert!(render::sdl(&zone).contains("post(\n"));
/// ```
pub fn sdl(zone: &Zone) -> String {
    let mut writer = Writer::new(zone);
    let writes = zone.write_types();
    query::write(&mut writer, writes.has_writes());
    mutation::roots(&mut writer);
    subscription::write(&mut writer);
    for (at, entity) in zone.entities.iter().enumerate() {
        if !entity.visible {
            continue;
        }
        row::write(&mut writer, entity);
        page::write(&mut writer, entity);
        filter::write(&mut writer, entity);
        order::write(&mut writer, entity);
        order::distinct(&mut writer, entity);
        groups::write(&mut writer, entity);
        mutation::types(&mut writer, at, &writes);
    }
    mutation::shared(&mut writer, &writes);
    shared::write(&mut writer);
    writer.finish()
}
