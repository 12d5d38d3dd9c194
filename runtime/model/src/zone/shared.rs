//! What several entities of a zone have in common, for whoever writes types of them.

use std::collections::BTreeMap;

use crate::{Entity, Kind, Scalar, Zone};

impl Zone {
    /// A path of the zone, below the server's address: `/admin/posts` of `/posts`.
    pub fn below(&self, path: &str) -> String {
        format!("{}{path}", self.path.trim_end_matches('/'))
    }

    /// The kinds that filters are about, by the name of their filter.
    pub fn filter_kinds(&self) -> BTreeMap<String, Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        for entity in self.visible() {
            for member in &entity.members {
                if member.is_filterable() && !kinds.contains(&member.kind) {
                    kinds.push(member.kind.clone());
                }
            }
        }
        // Relations to many are filtered by the number of their rows, too.
        let mut links = self.visible().flat_map(Entity::visible_links);
        let counts = links.any(|link| link.many && self.target(link).visible);
        kinds.extend(counts.then_some(Kind::Scalar(Scalar::I32)));
        let named = kinds.into_iter();
        named.map(|kind| (kind.filter_name(), kind)).collect()
    }

    /// The enums and value structs that answers have, by name.
    pub fn named_kinds(&self) -> BTreeMap<&'static str, Kind> {
        let mut found = BTreeMap::new();
        for member in self.visible().flat_map(Entity::answered) {
            self.name(&member.kind, &mut found);
        }
        found
    }

    fn name(&self, kind: &Kind, found: &mut BTreeMap<&'static str, Kind>) {
        match kind {
            Kind::Scalar(_) => {}
            Kind::List(item) => self.name(item, found),
            Kind::Enum(def) => {
                found.insert(def.name, kind.clone());
            }
            Kind::Value(def) => {
                if found.insert(def.name, kind.clone()).is_none() {
                    for field in def.fields.iter().filter(|field| field.is_readable()) {
                        self.name(&self.kind(field), found);
                    }
                }
            }
        }
    }

    /// Whether a shown relation leads to many of an entity, so that there is a filter of lists.
    pub fn is_listed(&self, entity: &Entity) -> bool {
        let mut links = self.visible().flat_map(Entity::visible_links);
        links.any(|link| link.many && std::ptr::eq(self.target(link), entity))
    }
}
