//! The names of an entity's GraphQL types and OpenAPI components. Never re-cased: types are
//! `UpperCamelCase` in every zone.

use crate::Entity;
use crate::render::joined;

impl Entity {
    /// The type of its rows: `Post`.
    pub fn type_name(&self) -> &'static str {
        self.model.name
    }

    /// `PostFilter`
    pub fn filter_name(&self) -> String {
        joined(&[self.model.name, "Filter"])
    }

    /// The filter of relations to many of it: `CommentListFilter`.
    pub fn list_filter_name(&self) -> String {
        joined(&[self.model.name, "ListFilter"])
    }

    /// `PostOrder`
    pub fn order_name(&self) -> String {
        joined(&[self.model.name, "Order"])
    }

    /// `PostPage`
    pub fn page_name(&self) -> String {
        joined(&[self.model.name, "Page"])
    }

    /// `PostConnection`
    pub fn connection_type_name(&self) -> String {
        joined(&[self.model.name, "Connection"])
    }

    /// `PostEdge`
    pub fn edge_name(&self) -> String {
        joined(&[self.model.name, "Edge"])
    }

    /// `PostAggregate`
    pub fn aggregate_type_name(&self) -> String {
        joined(&[self.model.name, "Aggregate"])
    }

    /// `PostSum`, whose members are those that can be added up.
    pub fn sum_name(&self) -> String {
        joined(&[self.model.name, "Sum"])
    }

    /// `PostAvg`
    pub fn avg_name(&self) -> String {
        joined(&[self.model.name, "Avg"])
    }

    /// `PostMin`
    pub fn min_name(&self) -> String {
        joined(&[self.model.name, "Min"])
    }

    /// `PostMax`
    pub fn max_name(&self) -> String {
        joined(&[self.model.name, "Max"])
    }

    /// The type of its groups: `PostGroupBy`.
    pub fn group_by_type_name(&self) -> String {
        joined(&[self.model.name, "GroupBy"])
    }

    /// The type of what its groups have in common: `PostGroupByKeys`.
    pub fn group_keys_name(&self) -> String {
        joined(&[self.model.name, "GroupByKeys"])
    }

    /// One key to group by: `PostGroupByKey`.
    pub fn group_key_name(&self) -> String {
        joined(&[self.model.name, "GroupByKey"])
    }

    /// One key to order groups by: `PostGroupByOrder`.
    pub fn group_order_name(&self) -> String {
        joined(&[self.model.name, "GroupByOrder"])
    }

    /// An order of groups by what they have in common: `PostGroupByKeyOrder`.
    pub fn group_key_order_name(&self) -> String {
        joined(&[self.model.name, "GroupByKeyOrder"])
    }

    /// Which groups: `PostHaving`.
    pub fn having_name(&self) -> String {
        joined(&[self.model.name, "Having"])
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
