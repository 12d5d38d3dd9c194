//! The functions of aggregates, and over which members each goes.

use crate::render::{joined, member};
use crate::{Entity, Kind, Member, Scalar};

/// A function over all rows of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Total {
    /// All values added up.
    Sum,
    /// The mean of the values.
    Avg,
    /// The smallest value.
    Min,
    /// The largest value.
    Max,
}

impl Total {
    /// All functions, in the order of the documents.
    pub const ALL: [Self; 4] = [Self::Sum, Self::Avg, Self::Min, Self::Max];

    /// Its name in an aggregate.
    ///
    /// ```
    /// assert_eq!(auto_api_model::totals::Total::Sum.name(), "sum");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => member::SUM,
            Self::Avg => member::AVG,
            Self::Min => member::MIN,
            Self::Max => member::MAX,
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Sum => "All values added up; null if there are none.",
            Self::Avg => "The means of the values; null if there are none.",
            Self::Min => "The smallest values; null if there are none.",
            Self::Max => "The largest values; null if there are none.",
        }
    }

    /// The type of its results over an entity.
    pub fn type_name(self, entity: &Entity) -> String {
        match self {
            Self::Sum => entity.sum_name(),
            Self::Avg => entity.avg_name(),
            Self::Min => entity.min_name(),
            Self::Max => entity.max_name(),
        }
    }

    /// The type of an order of groups by its results. Functions over the same members share one.
    pub fn order_name(self, entity: &Entity) -> String {
        let name = entity.type_name();
        match self {
            Self::Sum | Self::Avg => joined(&[name, "GroupByNumberOrder"]),
            Self::Min | Self::Max => joined(&[name, "GroupByRangeOrder"]),
        }
    }

    /// The type of a condition on its results over a group. Functions whose results are alike
    /// share one.
    pub fn having_name(self, entity: &Entity) -> String {
        let name = entity.type_name();
        match self {
            Self::Sum => joined(&[name, "SumHaving"]),
            Self::Avg => joined(&[name, "AvgHaving"]),
            Self::Min | Self::Max => joined(&[name, "RangeHaving"]),
        }
    }

    /// The functions that an entity has, in the order of the documents.
    pub fn of(entity: &Entity) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|function| function.members(entity).next().is_some())
            .collect()
    }

    /// The members that it goes over; an aggregate without any does not have it.
    pub fn members(self, entity: &Entity) -> impl Iterator<Item = &Member> {
        let takes = match self {
            Self::Sum | Self::Avg => Kind::is_number,
            Self::Min | Self::Max => Kind::is_ordered,
        };
        let all = entity.readable();
        all.filter(move |member| member.is_filterable() && takes(&member.kind))
    }

    /// The kind of its result over values of a kind.
    pub fn kind(self, of: &Kind) -> Kind {
        let scalar = match self {
            Self::Sum => Scalar::sum,
            Self::Avg => Scalar::avg,
            Self::Min | Self::Max => |same| same,
        };
        of.scalar()
            .map_or_else(|| of.clone(), |own| Kind::Scalar(scalar(own)))
    }
}
