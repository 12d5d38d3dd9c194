//! The names of parameters and members in the zone's case, spelled once at start.

use auto_api_model::{Case, Kind, Operator, Zone};

/// Names of the query parameters and of what surrounds rows.
#[derive(Debug)]
pub(super) struct Words {
    case: Case,
    pub(super) order_by: String,
    pub(super) per_page: String,
    pub(super) page_info: String,
    pub(super) request_id: String,
    pub(super) nulls_first: String,
    pub(super) nulls_last: String,
    pub(super) at_most: String,
    pub(super) on_error: String,
    is_null: String,
}

/// The whole filter, in brackets or as JSON.
pub(super) const FILTER: &str = "filter";
/// The members of a row.
pub(super) const FIELDS: &str = "fields";
/// Relations of a row.
pub(super) const INCLUDE: &str = "include";
/// What tells rows apart.
pub(super) const DISTINCT: &str = "distinct";
/// Whether to count all rows.
pub(super) const COUNT: &str = "count";
/// The number of a page.
pub(super) const PAGE: &str = "page";
/// The first rows of a keyset page.
pub(super) const FIRST: &str = "first";
/// Rows after a cursor.
pub(super) const AFTER: &str = "after";
/// The last rows of a keyset page.
pub(super) const LAST: &str = "last";
/// Rows before a cursor.
pub(super) const BEFORE: &str = "before";
/// What groups have in common.
pub(super) const BY: &str = "by";
/// Which totals groups have.
pub(super) const AGGREGATE: &str = "aggregate";
/// A condition on groups.
pub(super) const HAVING: &str = "having";
/// How many groups.
pub(super) const LIMIT: &str = "limit";
/// How many groups are left out.
pub(super) const OFFSET: &str = "offset";
/// The format of an export.
pub(super) const FORMAT: &str = "format";
/// Whether a write may mean every row.
pub(super) const ALL: &str = "all";
/// By which key an upsert finds its row.
pub(super) const ON: &str = "on";

impl Words {
    pub(super) fn new(zone: &Zone) -> Self {
        let case = zone.case;
        Self {
            case,
            order_by: case.apply("order_by"),
            per_page: case.apply("per_page"),
            page_info: case.apply("page_info"),
            request_id: case.apply("request_id"),
            nulls_first: case.apply("nulls_first"),
            nulls_last: case.apply("nulls_last"),
            at_most: case.apply("at_most"),
            on_error: case.apply("on_error"),
            is_null: case.apply("is_null"),
        }
    }

    /// A generated name in the zone's case.
    pub(super) fn spell(&self, name: &str) -> String {
        self.case.apply(name)
    }

    /// The operator of that name, if the kind has it.
    pub(super) fn operator(&self, kind: &Kind, name: &str) -> Option<Operator> {
        let mut all = Operator::of(kind).into_iter();
        all.find(|operator| self.spell(operator.name()) == name)
    }

    /// Whether the value of a parameter is part of the request's shape, so that another value
    /// needs another plan. To say so of too many costs plans; no plan may hold any other value.
    pub(super) fn is_structural(&self, name: &str) -> bool {
        let name = name.strip_suffix("[]").unwrap_or(name);
        let is_word = matches!(
            name,
            DISTINCT | FIELDS | INCLUDE | COUNT | FORMAT | BY | AGGREGATE | ON
        );
        if is_word || name == self.order_by {
            return true;
        }
        let last = name.strip_suffix(']').unwrap_or(name);
        let last = last.rsplit(['[', '.']).next().unwrap_or(last);
        last == self.is_null || last == "range"
    }
}
