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
    below.fold(entity.answered().count(), usize::saturating_add)
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

#[cfg(test)]
mod tests {
    use auto_api_model::{Field, FieldType, Model, OnDelete, Relation, RelationKind, Zone};

    use super::*;

    const NAMES: [&str; 4] = ["a", "b", "c", "d"];

    fn name(at: usize) -> &'static str {
        let mut name = NAMES[at % 4].repeat(at / 4 + 1);
        name.insert(0, 'n');
        name.leak()
    }

    /// A model of that many members, as many of which are relations to itself.
    fn zone(members: usize) -> Zone {
        let field = |at| Field {
            name: name(at),
            rust_name: name(at),
            ty: FieldType::I32,
            id: at == 0,
            nullable: at != 0,
            ..Field::DEFAULT
        };
        let relation = |at| Relation {
            name: format!("to_{}", name(at)).leak(),
            target: "Wide",
            kind: RelationKind::BelongsTo {
                fields: vec![name(at)].leak(),
                to: &[],
                on_delete: OnDelete::SetNull,
            },
            ..Relation::DEFAULT
        };
        let model = Box::leak(Box::new(Model {
            name: "Wide",
            rust_name: "Wide",
            fields: (0..members).map(field).collect::<Vec<_>>().leak(),
            relations: (1..members).map(relation).collect::<Vec<_>>().leak(),
            ..Model::DEFAULT
        }));
        Zone::new("wide").add(model).build().unwrap()
    }

    #[test]
    fn fewer_levels_for_more_relations() {
        for (members, depth) in [(3, 2), (18, 2), (20, 1), (75, 1), (90, 0)] {
            let zone = zone(members);
            assert_eq!(of(&zone, &zone.entities[0]), depth, "{members} members");
        }
    }
}
