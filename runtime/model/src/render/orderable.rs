//! Which entities have an order, for documents and for those who build none.

use crate::{Entity, Zone};

/// Whether there is a key to order an entity by: a sortable member, a relation to many, or a
/// relation to one that leads to such an entity.
pub fn is_orderable(zone: &Zone, entity: &Entity) -> bool {
    orderable_within(zone, entity, &mut Vec::new())
}

/// `seen` are the entities looked at already: coming back to one adds no key.
fn orderable_within<'z>(zone: &'z Zone, entity: &'z Entity, seen: &mut Vec<&'z str>) -> bool {
    let name = entity.type_name();
    if seen.contains(&name) {
        return false;
    }
    seen.push(name);
    let own = entity.readable().any(crate::Member::is_sortable);
    own || entity
        .visible_links()
        .any(|link| link.many || orderable_within(zone, zone.target(link), seen))
}
