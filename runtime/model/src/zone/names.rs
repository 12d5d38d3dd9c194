//! The names of an entity's GraphQL types and OpenAPI components. Never re-cased: types are
//! `UpperCamelCase` in every zone.

use crate::Entity;

impl Entity {
    /// The type of its rows: `Post`.
    pub fn type_name(&self) -> &'static str {
        self.model.name
    }

    /// `PostFilter`
    pub fn filter_name(&self) -> String {
        format!("{}Filter", self.model.name)
    }

    /// The filter of relations to many of it: `CommentListFilter`.
    pub fn list_filter_name(&self) -> String {
        format!("{}ListFilter", self.model.name)
    }

    /// `PostOrder`
    pub fn order_name(&self) -> String {
        format!("{}Order", self.model.name)
    }

    /// `PostPage`
    pub fn page_name(&self) -> String {
        format!("{}Page", self.model.name)
    }

    /// `PostConnection`
    pub fn connection_type_name(&self) -> String {
        format!("{}Connection", self.model.name)
    }

    /// `PostEdge`
    pub fn edge_name(&self) -> String {
        format!("{}Edge", self.model.name)
    }

    /// `PostAggregate`
    pub fn aggregate_type_name(&self) -> String {
        format!("{}Aggregate", self.model.name)
    }

    /// `PostSum`, whose members are those that can be added up.
    pub fn sum_name(&self) -> String {
        format!("{}Sum", self.model.name)
    }

    /// `PostAvg`
    pub fn avg_name(&self) -> String {
        format!("{}Avg", self.model.name)
    }

    /// `PostMin`
    pub fn min_name(&self) -> String {
        format!("{}Min", self.model.name)
    }

    /// `PostMax`
    pub fn max_name(&self) -> String {
        format!("{}Max", self.model.name)
    }

    /// The type of its groups: `PostGroupBy`.
    pub fn group_by_type_name(&self) -> String {
        format!("{}GroupBy", self.model.name)
    }

    /// The type of what its groups have in common: `PostGroupByKeys`.
    pub fn group_keys_name(&self) -> String {
        format!("{}GroupByKeys", self.model.name)
    }

    /// One key to group by: `PostGroupByKey`.
    pub fn group_key_name(&self) -> String {
        format!("{}GroupByKey", self.model.name)
    }

    /// One key to order groups by: `PostGroupByOrder`.
    pub fn group_order_name(&self) -> String {
        format!("{}GroupByOrder", self.model.name)
    }

    /// An order of groups by what they have in common: `PostGroupByKeyOrder`.
    pub fn group_key_order_name(&self) -> String {
        format!("{}GroupByKeyOrder", self.model.name)
    }

    /// Which groups: `PostHaving`.
    pub fn having_name(&self) -> String {
        format!("{}Having", self.model.name)
    }

    /// Whether `sum` and `avg` exist for it.
    pub fn has_numbers(&self) -> bool {
        self.readable()
            .any(|m| m.is_filterable() && m.kind.is_number())
    }

    /// Whether `min` and `max` exist for it.
    pub fn has_ordered(&self) -> bool {
        self.readable()
            .any(|m| m.is_filterable() && m.kind.is_ordered())
    }
}
