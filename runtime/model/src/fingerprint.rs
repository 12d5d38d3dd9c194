//! Fingerprints: whether two readers saw the same type, and which shape a zone has.
//!
//! FNV-1a with 64 bits over what is derived from `Hash`, with descriptions left out. Numbers are
//! hashed in one width and byte order, so that every machine comes to the same result.
//! It tells changes apart; it is no protection against anybody who wants two to be equal.
//!
//! Reference: <http://www.isthe.com/chongo/tech/comp/fnv/>.

use std::hash::{Hash, Hasher};

use crate::{
    Entity, EnumDef, Field, InputField, InputOf, Model, NewtypeDef, Relation, TypeDef, ValueDef,
    Variant, Zone,
};

/// FNV-1a, with numbers hashed the same on every machine.
///
/// ```
/// use auto_api_model::fingerprint::Fnv;
/// use std::hash::Hasher;
/// let mut fnv = Fnv::default();
/// fnv.write(b"a");
/// assert_eq!(fnv.finish(), 0xaf63_dc4c_8601_ec8c);
/// ```
#[derive(Debug, Clone)]
pub struct Fnv(u64);

/// What each byte is multiplied with.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The same for eight bytes.
const EIGHTH: u64 = PRIME.wrapping_pow(8);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        let mut at = 0;
        // An iterator would be called for each byte where nothing is optimised.
        while at < bytes.len() {
            self.0 = (self.0 ^ u64::from(bytes[at])).wrapping_mul(PRIME);
            at += 1;
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        if number < 256 {
            // Seven bytes of eight are zero, which most are: what they do is multiply.
            self.0 = (self.0 ^ number).wrapping_mul(EIGHTH);
        } else {
            self.write(&number.to_le_bytes());
        }
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    // A signed number has the bytes of the unsigned one that wraps to it.
    #[allow(clippy::cast_sign_loss)]
    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as i64 as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The fingerprint of anything that can be hashed.
pub fn of(value: impl Hash) -> u64 {
    let mut fnv = Fnv::default();
    value.hash(&mut fnv);
    fnv.finish()
}

impl Model {
    /// What it says, descriptions apart, as a number.
    ///
    /// ```
    /// use auto_api_model::Model;
    /// let plain = Model { name: "Post", ..Model::DEFAULT };
    /// let described = Model { docs: "A post.", ..plain };
    /// assert_eq!(plain.fingerprint(), described.fingerprint());
    /// assert_ne!(plain.fingerprint(), Model::DEFAULT.fingerprint());
    /// ```
    pub fn fingerprint(&self) -> u64 {
        let (fields, relations) = (self.fields, self.relations);
        let rest = Self {
            docs: "",
            fields: &[],
            relations: &[],
            ..*self
        };
        let fields: Vec<_> = fields.iter().map(undescribed).collect();
        let relations = relations.iter().map(|r| Relation { docs: "", ..*r });
        of((rest, fields, relations.collect::<Vec<_>>()))
    }
}

impl TypeDef {
    /// What it says, descriptions apart, as a number.
    pub fn fingerprint(&self) -> u64 {
        match self {
            Self::Enum(def) => {
                let variants = def.variants.iter().map(|v| Variant { docs: "", ..*v });
                let rest = EnumDef {
                    docs: "",
                    variants: &[],
                    ..*def
                };
                of((rest, variants.collect::<Vec<_>>()))
            }
            Self::Value(def) => {
                let fields = def.fields.iter().map(undescribed);
                let rest = ValueDef {
                    docs: "",
                    fields: &[],
                    ..*def
                };
                of((rest, fields.collect::<Vec<_>>()))
            }
            Self::Newtype(def) => of(NewtypeDef { docs: "", ..*def }),
        }
    }
}

fn undescribed(field: &Field) -> Field {
    Field { docs: "", ..*field }
}

impl Zone {
    /// The shape that its callers see, as a number: names, types and rules of what it shows.
    ///
    /// What it hides, and every description, leaves it as it is.
    pub fn fingerprint(&self) -> u64 {
        let mut fnv = Fnv::default();
        (&self.name, &self.path, self.case, self.big_int).hash(&mut fnv);
        for operation in self.operations() {
            (&operation.id, operation.method, &operation.path).hash(&mut fnv);
        }
        for entity in self.visible() {
            (entity.type_name(), &entity.one_name, entity.model.page).hash(&mut fnv);
            for member in entity.readable() {
                let field = undescribed(member.field);
                (&member.name, &member.kind, member.constraints).hash(&mut fnv);
                (field.nullable, field.mode, field.auto, field.default).hash(&mut fnv);
                (field.filter, field.order, field.unique, field.id).hash(&mut fnv);
            }
            for method in entity.procedures.iter().filter(|own| own.visible) {
                (&method.name, method.method.kind, method.method.receiver).hash(&mut fnv);
                (method.method.answer, method.method.nullable).hash(&mut fnv);
                for argument in &method.arguments {
                    let field = undescribed(argument.field);
                    (&argument.name, &argument.kind, argument.constraints).hash(&mut fnv);
                    (field.nullable, field.default).hash(&mut fnv);
                }
            }
            for link in entity.visible_links() {
                (&link.name, self.target(link).type_name()).hash(&mut fnv);
                (link.many, link.nullable).hash(&mut fnv);
            }
            for of in [InputOf::Create, InputOf::Update] {
                for field in self.written(entity, of) {
                    self.hash_written(entity, field, &mut fnv);
                }
            }
        }
        fnv.finish()
    }

    fn hash_written(&self, entity: &Entity, field: InputField, fnv: &mut Fnv) {
        match field {
            InputField::Member(at, required) => {
                let member = &entity.members[at];
                (&member.name, &member.kind, member.constraints, required).hash(fnv);
                (member.field.nullable, member.field.default).hash(fnv);
            }
            InputField::Link(at) => {
                let link = &entity.links[at];
                (&link.name, self.target(link).type_name(), link.many).hash(fnv);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hasher as _;

    use super::Fnv;
    use crate::{EnumDef, Field, FieldType, Model, TypeDef, Variant, Zone};

    fn model(fields: Vec<Field>) -> &'static Model {
        Box::leak(Box::new(Model {
            name: "Post",
            rust_name: "Post",
            fields: fields.leak(),
            ..Model::DEFAULT
        }))
    }

    fn field(name: &'static str) -> Field {
        Field {
            name,
            rust_name: name,
            id: name == "id",
            ..Field::DEFAULT
        }
    }

    #[test]
    fn a_number_is_its_bytes() {
        for number in [0_u64, 1, 255, 256, 0x1234_5678_9abc_def0, u64::MAX] {
            let [mut whole, mut bytes] = [Fnv::default(), Fnv::default()];
            whole.write_u64(number);
            bytes.write(&number.to_le_bytes());
            assert_eq!(whole.finish(), bytes.finish(), "{number}");
        }
    }

    #[test]
    fn every_part_of_a_model_counts_but_its_descriptions() {
        let plain = model(vec![field("id"), field("title")]).fingerprint();
        let described = model(vec![
            field("id"),
            Field {
                docs: "The headline.",
                ..field("title")
            },
        ]);
        assert_eq!(plain, described.fingerprint());
        for other in [
            Field {
                ty: FieldType::I32,
                ..field("title")
            },
            Field {
                nullable: true,
                ..field("title")
            },
            Field {
                zones: &["admin"],
                ..field("title")
            },
            field("titel"),
        ] {
            assert_ne!(plain, model(vec![field("id"), other]).fingerprint());
        }
        let swapped = model(vec![field("title"), field("id")]);
        assert_ne!(plain, swapped.fingerprint());
    }

    const DRAFT: Variant = Variant {
        name: "draft",
        ..Variant::DEFAULT
    };
    const DESCRIBED: Variant = Variant {
        docs: "Being written.",
        ..DRAFT
    };

    #[test]
    fn every_variant_of_an_enum_counts() {
        let def = |variants: &'static [Variant]| {
            TypeDef::Enum(EnumDef {
                name: "Status",
                rust_name: "Status",
                docs: "",
                variants,
                open: false,
            })
            .fingerprint()
        };
        assert_eq!(def(&[DRAFT]), def(&[DESCRIBED]));
        assert_ne!(def(&[DRAFT]), def(&[DRAFT, DRAFT]));
    }

    #[test]
    fn what_a_zone_hides_does_not_change_it() {
        let zone = |fields| Zone::new("public").add(model(fields)).build();
        let hidden = Field {
            zones: &["admin"],
            nullable: true,
            ..field("note")
        };
        let plain = zone(vec![field("id")]).map(|zone| zone.fingerprint());
        let with_hidden = zone(vec![field("id"), hidden]).map(|zone| zone.fingerprint());
        let with_shown = zone(vec![field("id"), field("note")]).map(|zone| zone.fingerprint());
        assert_eq!(plain, with_hidden);
        assert_ne!(plain, with_shown);
    }
}
