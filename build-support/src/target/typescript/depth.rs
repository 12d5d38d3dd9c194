//! How many relations the types of paths lead through: two, or fewer where the compiler would give
//! up on the number of paths. It refuses unions of 100,000 members.

use auto_api_model::{Entity, Zone};

/// Members that a union of paths may have.
const MOST: usize = 40_000;

/// The forms of an order key: descending or not, nulls first, last or unsaid.
const FORMS: usize = 6;

/// The number of relations that paths of an entity are spelled out through.
pub(super) fn of(zone: &Zone, entity: &Entity) -> usize {
    let fits = |depth: &usize| {
        let ordered = order(zone, entity, *depth).saturating_mul(FORMS);
        ordered.max(fields(zone, entity, *depth)) <= MOST
    };
    [2, 1].into_iter().find(fits).unwrap_or(0)
}

/// Members and relations of an entity and of those that it leads to.
fn fields(zone: &Zone, entity: &Entity, depth: usize) -> usize {
    let links = entity.visible_links();
    let below = links.map(|link| match depth {
        0 => 1,
        _ => fields(zone, zone.target(link), depth - 1),
    });
    below.fold(entity.readable().count(), usize::saturating_add)
}

fn order(zone: &Zone, entity: &Entity, depth: usize) -> usize {
    let own = entity.readable().filter(|member| member.is_sortable());
    let links = entity.visible_links();
    let below = links.map(|link| match (link.many, depth) {
        (true, _) => 1,
        (false, 0) => 0,
        (false, _) => order(zone, zone.target(link), depth - 1),
    });
    below.fold(own.count(), usize::saturating_add)
}
