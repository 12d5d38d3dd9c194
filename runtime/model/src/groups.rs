//! What rows can be grouped by: members, members of the one row that a relation leads to, and
//! buckets of time.

use crate::{Entity, Join, Kind, Link, Member, Scalar, Zone};

/// What of a member's value groups rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bucket {
    /// The value itself.
    Value,
    /// The calendar year.
    Year,
    /// The quarter of the year.
    Quarter,
    /// The calendar month.
    Month,
    /// The week, from Monday on.
    Week,
    /// The day.
    Day,
    /// The hour.
    Hour,
}

impl Bucket {
    /// All buckets, in the order of the documents.
    pub const ALL: [Self; 7] = [
        Self::Value,
        Self::Year,
        Self::Quarter,
        Self::Month,
        Self::Week,
        Self::Day,
        Self::Hour,
    ];

    /// The buckets of a kind.
    ///
    /// ```
    /// use auto_api_model::{Kind, Scalar, groups::Bucket};
    /// assert_eq!(Bucket::of(&Kind::Scalar(Scalar::Bool)), [Bucket::Value]);
    /// assert!(!Bucket::of(&Kind::Scalar(Scalar::Date)).contains(&Bucket::Hour));
    /// ```
    pub fn of(kind: &Kind) -> &'static [Self] {
        match kind.scalar() {
            Some(Scalar::DateTime | Scalar::LocalDateTime) => &Self::ALL,
            Some(Scalar::Date) => Self::ALL.split_at(6).0,
            _ => &[Self::Value],
        }
    }

    /// The GraphQL enum of the buckets of a kind.
    pub fn type_name(kind: &Kind) -> &'static str {
        match kind.scalar() {
            Some(Scalar::DateTime | Scalar::LocalDateTime) => GROUP_BY_TIME,
            Some(Scalar::Date) => GROUP_BY_DATE,
            _ => GROUP_BY_VALUE,
        }
    }

    /// Its name in GraphQL.
    pub fn graphql(self) -> &'static str {
        match self {
            Self::Value => "VALUE",
            Self::Year => "YEAR",
            Self::Quarter => "QUARTER",
            Self::Month => "MONTH",
            Self::Week => "WEEK",
            Self::Day => "DAY",
            Self::Hour => "HOUR",
        }
    }

    /// Its name in REST and in SQL.
    ///
    /// ```
    /// assert_eq!(auto_api_model::groups::Bucket::Month.name(), "month");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Value => "By the value itself.",
            Self::Year => "By the first moment of its year, in UTC.",
            Self::Quarter => "By the first moment of its quarter, in UTC.",
            Self::Month => "By the first moment of its month, in UTC.",
            Self::Week => "By the first moment of its week, which is a Monday's, in UTC.",
            Self::Day => "By the first moment of its day, in UTC.",
            Self::Hour => "By the first moment of its hour, in UTC.",
        }
    }
}

/// How values without a calendar date group rows.
pub const GROUP_BY_VALUE: &str = "GroupByValue";
/// How dates group rows.
pub const GROUP_BY_DATE: &str = "GroupByDate";
/// How dates with a time group rows.
pub const GROUP_BY_TIME: &str = "GroupByTime";

/// Keys of one grouping at most.
pub const MOST_KEYS: usize = 8;

/// An argument of groups, in the order of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupArgument {
    /// `by: [PostGroupByKey!]!`
    By,
    /// `filter: PostFilter`
    Filter,
    /// `having: PostHaving`
    Having,
    /// `order_by: [PostGroupByOrder!]`
    OrderBy,
    /// `limit: Int`
    Limit,
    /// `offset: Int`
    Offset,
}

impl GroupArgument {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::By,
        Self::Filter,
        Self::Having,
        Self::OrderBy,
        Self::Limit,
        Self::Offset,
    ];

    /// Its name, in snake case.
    pub fn name(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::Filter => "filter",
            Self::Having => "having",
            Self::OrderBy => "order_by",
            Self::Limit => "limit",
            Self::Offset => "offset",
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::By => "What the rows of a group have in common: 1 to 8 keys.",
            Self::Filter => "Only rows that match.",
            Self::Having => "Only groups that match.",
            Self::OrderBy => {
                "The keys to sort by, the most significant first; then by the keys of `by`."
            }
            Self::Limit => "How many groups at most.",
            Self::Offset => "How many groups to leave out at the beginning.",
        }
    }
}

impl Kind {
    /// Whether rows can be grouped by values of it: those that are equal on every database alike.
    pub fn is_groupable(&self) -> bool {
        match self {
            Self::Scalar(scalar) => !matches!(scalar, Scalar::Json | Scalar::Bytes),
            Self::Enum(_) => true,
            Self::Value(_) | Self::List(_) => false,
        }
    }
}

impl Member {
    /// Whether rows can be grouped by it.
    pub fn is_groupable(&self) -> bool {
        self.is_filterable() && self.kind.is_groupable()
    }
}

impl Entity {
    /// The members that rows can be grouped by.
    pub fn groupable(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.is_groupable())
    }
}

impl Zone {
    /// Whether a link finds its rows by a unique key, so that there is one at most.
    pub fn leads_by_key(&self, link: &Link) -> bool {
        let keys = &self.target(link).unique_keys;
        match &link.join {
            Join::Direct { other, .. } => keys
                .iter()
                .any(|key| key.iter().all(|at| other.contains(at))),
            Join::Through { .. } => false,
        }
    }

    /// Whether rows of an entity can be grouped by anything: a member of it, or of a row that it
    /// leads to.
    pub fn is_groupable(&self, entity: &Entity) -> bool {
        self.groupable_within(entity, &mut Vec::new())
    }

    /// `seen` are the entities looked at already: coming back to one adds no key.
    fn groupable_within<'z>(&'z self, entity: &'z Entity, seen: &mut Vec<&'z str>) -> bool {
        let name = entity.type_name();
        if seen.contains(&name) {
            return false;
        }
        seen.push(name);
        let mut links = entity.visible_links();
        entity.groupable().next().is_some()
            || links.any(|link| {
                self.leads_to_one(link) && self.groupable_within(self.target(link), seen)
            })
    }

    /// The links through which rows of an entity can be grouped.
    pub fn groupable_links<'z>(&'z self, entity: &'z Entity) -> impl Iterator<Item = &'z Link> {
        let all = entity.visible_links();
        all.filter(|link| self.is_groupable_link(link))
    }

    /// Whether rows can be grouped by members of the row that a link leads to.
    pub fn is_groupable_link(&self, link: &Link) -> bool {
        link.visible && self.leads_to_one(link) && self.is_groupable(self.target(link))
    }

    fn leads_to_one(&self, link: &Link) -> bool {
        !link.many && self.leads_by_key(link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_equality_is_no_key() {
        for scalar in Scalar::ALL {
            let is_key = Kind::Scalar(scalar).is_groupable();
            assert_eq!(is_key, !matches!(scalar, Scalar::Json | Scalar::Bytes));
        }
        assert!(!Kind::List(Box::new(Kind::Scalar(Scalar::I32))).is_groupable());
    }

    #[test]
    fn only_dates_have_buckets() {
        for scalar in Scalar::ALL {
            let kind = Kind::Scalar(scalar);
            assert_eq!(Bucket::of(&kind).len() > 1, scalar.has_date());
        }
    }
}
