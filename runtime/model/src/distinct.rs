//! `distinct`: which members tell rows apart, of which then one for each value stays.

use crate::render::Argument;
use crate::render::is_orderable;
use crate::{Entity, Member, Zone};

impl Entity {
    /// The enum of the members that rows are told apart by: `PostDistinct`.
    pub fn distinct_name(&self) -> String {
        format!("{}Distinct", self.model.name)
    }

    /// The members that rows can be told apart by: those that can be grouped by, since nobody may
    /// learn through them what cannot be filtered. GraphQL has no enum value of some words.
    ///
    /// ```
    /// use auto_api_model::{Field, FieldType, Model, Zone};
    /// static POST: Model = Model {
    ///     name: "Post",
    ///     rust_name: "Post",
    ///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
    ///     ..Model::DEFAULT
    /// };
    /// let zone = Zone::new("public").add(&POST).build().unwrap();
    /// let names = zone.entities[0].distinguishing().map(|member| member.name.as_str());
    /// assert_eq!(names.collect::<Vec<_>>(), ["id"]);
    /// ```
    pub fn distinguishing(&self) -> impl Iterator<Item = &Member> {
        let is_value = |member: &&Member| !NO_VALUES.contains(&member.name.as_str());
        self.groupable().filter(is_value)
    }
}

/// Reference: <https://spec.graphql.org/September2025/#EnumValue>.
const NO_VALUES: [&str; 3] = ["true", "false", "null"];

impl Argument {
    /// Whether lists of an entity take it: there is something to order by, or to tell rows apart.
    pub fn is_taken(self, zone: &Zone, entity: &Entity) -> bool {
        match self {
            Self::OrderBy => is_orderable(zone, entity),
            Self::Distinct => entity.distinguishing().next().is_some(),
            _ => true,
        }
    }
}
