//! The components around the rows of a list.

use serde_json::json;

use super::field::nullable;
use super::{Schema, Schemas, describe, keywords};
use crate::render::read::{PAGE_INFO, PageFactType, member};
use crate::render::type_name;
use crate::{Case, Entity};

impl Schemas<'_> {
    /// `PostPage`
    pub(super) fn page(&self, entity: &Entity) -> Schema {
        let row = self.reference(entity.type_name());
        let docs = format!("A page of `{}`.", entity.type_name());
        let items = keywords(json!({ "type": "array", "items": row }));
        let info = self.reference(type_name::PAGE_INFO);
        self.object(
            &docs,
            vec![
                (self.case.apply(member::ITEMS), items),
                (self.case.apply(member::PAGE_INFO), info),
            ],
        )
    }
}

/// `PageInfo`
pub(super) fn page_info(schemas: &Schemas<'_>, case: Case) -> Schema {
    let facts = PAGE_INFO.map(|fact| {
        let mut schema = match fact.ty {
            PageFactType::Bool => keywords(json!({ "type": "boolean" })),
            PageFactType::Cursor => nullable(keywords(json!({ "type": "string" }))),
            PageFactType::Number => nullable(keywords(json!({ "type": "integer", "minimum": 0 }))),
        };
        describe(&mut schema, fact.docs);
        (case.apply(fact.name), schema)
    });
    let docs = "Where a page is. What does not apply, or was not asked for, is null.";
    schemas.object(docs, facts.into())
}
