//! What Citus asks of models that are on several servers.
//!
//! Reference: <https://docs.citusdata.com/en/latest/develop/reference_ddl.html>.

use super::Problem;
use crate::{Distribution, Entity, Join, Kind, Link, OnDelete, RelationKind, Scalar, Zone};

/// Every rule.
pub(super) fn check(zone: &Zone, problems: &mut Vec<Problem>) {
    for entity in &zone.entities {
        numbered(entity, problems);
        let links = entity.links.iter();
        for link in links.filter(|l| matches!(l.relation.kind, RelationKind::BelongsTo { .. })) {
            leads(entity, link, zone.target(link), problems);
            lets_go(entity, link, zone.target(link), problems);
        }
    }
}

/// A key that the database numbers has 64 bits: Citus numbers no other.
fn numbered(entity: &Entity, problems: &mut Vec<Problem>) {
    let [at] = entity.key[..] else { return };
    let member = &entity.members[at];
    let is_short = matches!(
        member.kind,
        Kind::Scalar(Scalar::I16 | Scalar::I32 | Scalar::U16)
    );
    let references = entity.model.reference_columns();
    let is_numbered =
        member.field.default.is_none() && !references.iter().any(|own| own.contains(&at));
    if entity.model.distribution != Distribution::Local && is_short && is_numbered {
        let message = "numbers rows on several servers: make it an `i64` or a `Uuid`".to_owned();
        problems.push(Problem::at_field(entity.model, member.field, message));
    }
}

/// A reference leads to rows that are on the same server.
fn leads(entity: &Entity, link: &Link, target: &Entity, problems: &mut Vec<Problem>) {
    let (own, other) = (entity.model.rust_name, target.model.rust_name);
    let message = match (entity.model.distribution, target.model.distribution) {
        (_, Distribution::Everywhere)
        | (Distribution::Local | Distribution::Everywhere, Distribution::Local) => None,
        (Distribution::By(key), Distribution::Local) => Some(format!(
            "leads to `{other}`, whose rows are on one server: add `reference_table` to `{other}`, or distribute it by `{key}` too"
        )),
        (Distribution::Local, Distribution::By(key)) => Some(format!(
            "leads to `{other}`, whose rows are distributed by `{key}`: distribute `{own}` too"
        )),
        (Distribution::Everywhere, Distribution::By(key)) => Some(format!(
            "leads to `{other}`, whose rows are distributed by `{key}`: no server has all that `{own}` would need"
        )),
        (Distribution::By(_), Distribution::By(_)) => apart(entity, link, target),
    };
    problems.extend(message.map(|m| Problem::at_relation(entity.model, link.relation, m)));
}

/// Two distributed models are distributed by what the relation says is equal, or by fields of one
/// name, which then are part of the foreign key; those have one type.
fn apart(entity: &Entity, link: &Link, target: &Entity) -> Option<String> {
    let (model, to) = (entity.model, target.model);
    let keys = model.distribution_key().zip(to.distribution_key())?;
    let names = (model.fields[keys.0].rust_name, to.fields[keys.1].rust_name);
    let pairs = entity.foreign_key(link, target);
    let meets = |pair: &&(usize, usize)| pair.0 == keys.0 || pair.1 == keys.1;
    let is_alone = pairs.iter().filter(meets).count() == 1;
    let is_said = matches!(&link.join, Join::Direct { own, other }
        if own.iter().copied().zip(other.iter().copied()).any(|pair| pair == keys));
    if !is_alone || !is_said && names.0 != names.1 {
        return Some(format!(
            "leads to `{}`, which is distributed by `{}`, and `{}` by `{}`: distribute both by one field",
            to.rust_name, names.1, model.rust_name, names.0
        ));
    }
    let has_one_type = entity.members[keys.0].kind == target.members[keys.1].kind;
    (!has_one_type).then(|| {
        format!(
            "leads to `{}`, and `{}.{}` and `{}.{}`, by which they are distributed, have different types",
            to.rust_name, model.rust_name, names.0, to.rust_name, names.1
        )
    })
}

/// `set_null` between distributed models goes by the target's key: SQLite would make the
/// distribution key null, too, which is part of every other foreign key.
fn lets_go(entity: &Entity, link: &Link, target: &Entity, problems: &mut Vec<Problem>) {
    let (Distribution::By(_), Distribution::By(_)) =
        (entity.model.distribution, target.model.distribution)
    else {
        return;
    };
    let is_key = matches!(&link.join, Join::Direct { other, .. } if *other == target.key);
    if link.relation.on_delete() == Some(OnDelete::SetNull) && !is_key {
        let message = format!(
            "`set_null` lets go of `{}` by its key only, where both are distributed",
            target.model.rust_name
        );
        problems.push(Problem::at_relation(entity.model, link.relation, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Distribution, Field, FieldType, Model, OnDelete, Relation, RelationKind, Zone};

    const ID: Field = field("id", FieldType::I64, true);
    const TENANT: Field = field("tenant_id", FieldType::I64, false);
    const ORG: Field = field("org_id", FieldType::I64, false);
    const OWNER: Field = field("owner_id", FieldType::I64, false);

    const fn field(name: &'static str, ty: FieldType, id: bool) -> Field {
        Field {
            name,
            rust_name: name,
            ty,
            id,
            ..Field::DEFAULT
        }
    }

    const fn model(
        name: &'static str,
        fields: &'static [Field],
        distribution: Distribution,
    ) -> Model {
        Model {
            name,
            rust_name: name,
            fields,
            distribution,
            ..Model::DEFAULT
        }
    }

    /// `owner`, by `fields`, to `to` of the other; none: its key.
    const fn to_owner(
        fields: &'static [&'static str],
        to: &'static [&'static str],
        on_delete: OnDelete,
    ) -> Relation {
        Relation {
            name: "owner",
            target: "Owner",
            kind: RelationKind::BelongsTo {
                fields,
                to,
                on_delete,
            },
            ..Relation::DEFAULT
        }
    }

    const BOTH: &[Relation] = &[to_owner(
        &["owner_id", "tenant_id"],
        &["id", "org_id"],
        OnDelete::Restrict,
    )];
    const BY_CODE: &[Relation] = &[to_owner(&["owner_id"], &["code"], OnDelete::SetNull)];
    const TO_KEY: &[Relation] = &[to_owner(&["owner_id"], &[], OnDelete::Restrict)];

    // Made in place, once for each test.
    #[allow(clippy::large_types_passed_by_value)]
    fn problems(owner: Model, owned: Model) -> Vec<String> {
        let leak = |model| -> &'static Model { Box::leak(Box::new(model)) };
        let zone = Zone::new("public").add(leak(owner)).add(leak(owned));
        let problems = zone.build().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    fn owned(fields: &'static [Field], distribution: Distribution) -> Model {
        Model {
            relations: TO_KEY,
            ..model("Owned", fields, distribution)
        }
    }

    const BY: Distribution = Distribution::By("tenant_id");

    #[test]
    fn rows_lead_to_rows_of_the_same_server() {
        let of = |distribution| model("Owner", &[ID, TENANT], distribution);
        let fields = &[ID, TENANT, OWNER];
        for (owner, own) in [
            (Distribution::Local, Distribution::Local),
            (Distribution::Local, Distribution::Everywhere),
            (Distribution::Everywhere, Distribution::Local),
            (Distribution::Everywhere, Distribution::Everywhere),
            (Distribution::Everywhere, BY),
            (BY, BY),
        ] {
            assert_eq!(problems(of(owner), owned(fields, own)), [""; 0]);
        }
        for (owner, own, words) in [
            (
                Distribution::Local,
                BY,
                "Owned.owner: leads to `Owner`, whose rows are on one server: add `reference_table` to `Owner`, or distribute it by `tenant_id` too",
            ),
            (
                BY,
                Distribution::Local,
                "Owned.owner: leads to `Owner`, whose rows are distributed by `tenant_id`: distribute `Owned` too",
            ),
            (
                BY,
                Distribution::Everywhere,
                "Owned.owner: leads to `Owner`, whose rows are distributed by `tenant_id`: no server has all that `Owned` would need",
            ),
        ] {
            assert_eq!(problems(of(owner), owned(fields, own)), [words]);
        }
    }

    #[test]
    fn both_are_distributed_by_one_field_or_by_what_is_said_to_be_equal() {
        let apart = "Owned.owner: leads to `Owner`, which is distributed by `org_id`, and `Owned` by `tenant_id`: distribute both by one field";
        let owner = model("Owner", &[ID, ORG], Distribution::By("org_id"));
        let plain = owned(&[ID, TENANT, OWNER], BY);
        assert_eq!(problems(owner, plain), [apart]);
        // The relation says that they are the same.
        let keyed = model(
            "Owner",
            &[ID, Field { id: true, ..ORG }],
            Distribution::By("org_id"),
        );
        let said = Model {
            relations: BOTH,
            ..plain
        };
        assert_eq!(problems(keyed, said), [""; 0]);
        // The key itself says where the owner is, and the owned is elsewhere.
        let by_id = model("Owner", &[ID], Distribution::By("id"));
        assert_eq!(
            problems(by_id, plain),
            [apart.replace("`org_id`", "`id`").as_str()]
        );
        let beside = owned(&[ID, TENANT, OWNER], Distribution::By("owner_id"));
        assert_eq!(problems(by_id, beside), [""; 0]);
    }

    #[test]
    fn types_of_keys_are_one() {
        const TEXT: Field = field("tenant_id", FieldType::String, false);
        let owner = model("Owner", &[ID, TENANT], BY);
        assert_eq!(
            problems(owner, owned(&[ID, TEXT, OWNER], BY)),
            [
                "Owned.owner: leads to `Owner`, and `Owned.tenant_id` and `Owner.tenant_id`, by which they are distributed, have different types"
            ]
        );
    }

    #[test]
    fn short_numbers_are_not_given_on_several_servers() {
        const SHORT: Field = field("id", FieldType::I32, true);
        let words = ": numbers rows on several servers: make it an `i64` or a `Uuid`";
        for distribution in [BY, Distribution::Everywhere] {
            let one = model("Owner", &[SHORT, TENANT], distribution);
            assert_eq!(
                problems(one, model("Other", &[ID], Distribution::Local)),
                [format!("Owner.id{words}")]
            );
        }
        let local = model("Owner", &[SHORT, TENANT], Distribution::Local);
        let other = model("Other", &[ID], Distribution::Local);
        assert_eq!(problems(local, other), [""; 0]);
    }

    #[test]
    fn what_is_let_go_of_is_led_to_by_its_key() {
        const CODE: Field = Field {
            unique: true,
            ..field("code", FieldType::I64, false)
        };
        const HELD: Field = Field {
            nullable: true,
            ..OWNER
        };
        let owner = model("Owner", &[ID, TENANT, CODE], BY);
        let owned = Model {
            relations: BY_CODE,
            ..model("Owned", &[ID, TENANT, HELD], BY)
        };
        assert_eq!(
            problems(owner, owned),
            [
                "Owned.owner: `set_null` lets go of `Owner` by its key only, where both are distributed"
            ]
        );
    }
}
