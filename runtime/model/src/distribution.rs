//! Where a model's rows are on a cluster of PostgreSQL servers (Citus), and what that asks of its
//! constraints. Rules across models are in `check/distribution.rs`.

use crate::{Entity, Join, Link, Model};

/// Where a model's rows are on a cluster of PostgreSQL servers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Distribution {
    /// All on one server: the default.
    #[default]
    Local,
    /// On the server that the value of this field (its Rust name) says: rows that have one value
    /// there are together, whichever model's they are.
    By(&'static str),
    /// All on every server.
    Everywhere,
}

impl Model {
    /// The field that says where a row is.
    ///
    /// ```
    /// use auto_api_model::{Distribution, Field, Model};
    /// let fields = &[Field { rust_name: "tenant_id", ..Field::DEFAULT }];
    /// let distribution = Distribution::By("tenant_id");
    /// let model = Model { fields, distribution, ..Model::DEFAULT };
    /// assert_eq!(model.distribution_key(), Some(0));
    /// ```
    pub fn distribution_key(&self) -> Option<usize> {
        match self.distribution {
            Distribution::By(name) => self.position(name),
            Distribution::Local | Distribution::Everywhere => None,
        }
    }

    /// What of a model is unique, as the database can see it: no server knows the rows of another,
    /// so that a key without the distribution key is unique among the rows of its value only.
    ///
    /// The distribution key comes last, since rows are looked up by the others alone.
    #[must_use]
    pub fn with_distribution_key(&self, mut key: Vec<usize>) -> Vec<usize> {
        key.extend(self.distribution_key().filter(|at| !key.contains(at)));
        key
    }
}

impl Entity {
    /// The pairs of members that a foreign key from here to `target` has: those of the relation,
    /// and the distribution keys, where both models have one.
    ///
    /// None for a relation that is no foreign key.
    pub fn foreign_key(&self, link: &Link, target: &Self) -> Vec<(usize, usize)> {
        let Join::Direct { own, other } = &link.join else {
            return Vec::new();
        };
        let mut pairs: Vec<_> = own.iter().copied().zip(other.iter().copied()).collect();
        let keys = (self.model.distribution_key()).zip(target.model.distribution_key());
        pairs.extend(keys.filter(|keys| !pairs.contains(keys)));
        pairs
    }
}
