//! Full-text search over the texts of a model.

use crate::Entity;

impl Entity {
    /// The members that search goes over, if the zone may search: it must show them all, or it
    /// would tell what is in those that it hides.
    pub fn search(&self) -> Option<Vec<usize>> {
        let names = self.model.search;
        let shown = |name: &&str| {
            let at = self.model.position(name)?;
            self.members[at].is_filterable().then_some(at)
        };
        let members: Option<Vec<usize>> = names.iter().map(shown).collect();
        members.filter(|members| !members.is_empty())
    }

    /// The name of the table of words that SQLite searches.
    pub fn search_table(&self) -> String {
        format!("{}_search", self.table)
    }
}
