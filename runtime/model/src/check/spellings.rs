//! Names that are two on the wire, and one in a client.

use std::collections::BTreeMap;

use super::Problem;
use crate::Zone;

/// No two models have names that differ only in `_` and capitals: clients in languages that write
/// `listPosts` have one name for both.
pub(super) fn check(zone: &Zone, problems: &mut Vec<Problem>) {
    let mut names: BTreeMap<String, (String, &str)> = BTreeMap::new();
    for entity in zone.visible() {
        let model = entity.model;
        let own = [("one ", &entity.singular), ("many ", &entity.plural)];
        for (number, name) in own {
            let folded = format!("{number}{}", name.replace('_', "").to_lowercase());
            let Some((first, by)) = names.insert(folded, (name.clone(), model.rust_name)) else {
                continue;
            };
            // The same name is another rule's.
            if first != *name {
                let message = format!(
                    "`{name}` and `{first}` of `{by}` are one name in clients that write no `_`: rename one with `name = \"…\"` or `plural = \"…\"`"
                );
                problems.push(Problem::at_model(model, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Field, FieldType, Model, Zone};

    const ID: Field = Field {
        name: "id",
        rust_name: "id",
        ty: FieldType::I32,
        id: true,
        ..Field::DEFAULT
    };

    const fn model(name: &'static str, plural: &'static str) -> Model {
        Model {
            name,
            rust_name: name,
            plural: Some(plural),
            fields: &[ID],
            ..Model::DEFAULT
        }
    }

    static ALBUM: Model = model("Album", "side_1_albums");
    static TAPE: Model = model("Tape", "side1_albums");
    static DISC: Model = model("Disc", "discs");

    #[test]
    fn plurals_that_differ_in_an_underscore() {
        let wrong = Zone::new("z").add(&ALBUM).add(&TAPE).build().unwrap_err();
        let said: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "Tape: type `Side1AlbumsPayload` is made by `Album` too: rename one with `name = \"…\"`",
                "Tape: `side1_albums` and `side_1_albums` of `Album` are one name in clients that write no `_`: rename one with `name = \"…\"` or `plural = \"…\"`"
            ]
        );
        assert!(Zone::new("z").add(&ALBUM).add(&DISC).build().is_ok());
    }
}
