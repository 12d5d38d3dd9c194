//! Questions about one model, one field or one relation. Types are in their own files.

use crate::case::snake;
use crate::names::plural;
use crate::relation::OnDelete;
use crate::{Constraints, Field, FieldType, Mode, Model, Relation, RelationKind};

impl Model {
    /// The snake case of its name, such as `invoice_line`.
    pub fn singular(&self) -> String {
        snake(self.name)
    }

    /// Its plural in snake case, such as `invoice_lines`.
    pub fn plural_name(&self) -> String {
        self.plural
            .map_or_else(|| plural(&self.singular()), str::to_owned)
    }

    /// Its table: as given, or its plural in snake case.
    pub fn table_name(&self) -> String {
        self.table.map_or_else(|| self.plural_name(), str::to_owned)
    }

    /// Where the field of that Rust name is in `fields`.
    pub fn position(&self, rust_name: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.rust_name == rust_name)
    }

    /// The positions of the primary key's fields.
    pub fn key(&self) -> Vec<usize> {
        let ids = self.fields.iter().enumerate().filter(|(_, f)| f.id);
        ids.map(|(at, _)| at).collect()
    }

    /// Every unique key as positions of fields: the primary key, then unique fields, then unique
    /// indexes.
    pub fn unique_keys(&self) -> Vec<Vec<usize>> {
        let mut keys = vec![self.key()];
        let unique = self.fields.iter().enumerate().filter(|(_, f)| f.unique);
        keys.extend(unique.map(|(at, _)| vec![at]));
        for index in self.indexes.iter().filter(|index| index.unique) {
            keys.push(
                index
                    .fields
                    .iter()
                    .filter_map(|f| self.position(f))
                    .collect(),
            );
        }
        // The primary key names a row whichever server has it; what else is unique is so where the
        // database can see it.
        for key in keys.iter_mut().skip(1).filter(|key| !key.is_empty()) {
            *key = self.with_distribution_key(std::mem::take(key));
        }
        keys.retain(|key| !key.is_empty());
        let mut seen = Vec::new();
        keys.retain(|key| {
            !seen.contains(key) && {
                seen.push(key.clone());
                true
            }
        });
        keys
    }

    /// The columns its rows are found by from other rows: for each, an index is made.
    pub fn reference_columns(&self) -> Vec<Vec<usize>> {
        let fields = self.relations.iter().filter_map(|r| match r.kind {
            RelationKind::BelongsTo { fields, .. } => Some(fields),
            _ => None,
        });
        fields
            .map(|names| names.iter().filter_map(|n| self.position(n)).collect())
            .collect()
    }
}

impl Field {
    /// Its column: as given, or its Rust name.
    pub fn column_name(&self) -> &'static str {
        self.column.unwrap_or(self.rust_name)
    }

    /// Whether answers may have it.
    pub fn is_readable(&self) -> bool {
        self.mode != Mode::WriteOnly
    }

    /// Whether inputs may have it.
    pub fn is_writable(&self) -> bool {
        self.mode != Mode::ReadOnly && self.auto.is_none()
    }

    /// Whether a create input must have it: not the key, not filled by itself, without a
    /// default, not optional.
    pub fn is_required_on_create(&self) -> bool {
        self.is_writable() && !self.id && self.default.is_none() && !self.nullable
    }
}

impl FieldType {
    /// The named type inside, if there is one.
    pub fn named(self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(item) => item.named(),
            _ => None,
        }
    }
}

impl Relation {
    /// Whether it leads to many rows.
    pub fn is_many(&self) -> bool {
        matches!(
            self.kind,
            RelationKind::HasMany { .. } | RelationKind::ManyToMany { .. }
        )
    }

    /// What happens to this row when the other goes, if this row holds the key.
    pub fn on_delete(&self) -> Option<OnDelete> {
        match self.kind {
            RelationKind::BelongsTo { on_delete, .. } => Some(on_delete),
            _ => None,
        }
    }
}

impl Constraints {
    /// Both together: the narrower bound; of what cannot be compared, that of `self`.
    ///
    /// ```
    /// use auto_api_model::Constraints;
    /// let email = Constraints { max_length: Some(254), minimum: Some("9"), ..Constraints::NONE };
    /// let field = Constraints { max_length: Some(300), minimum: Some("10"), ..Constraints::NONE };
    /// let both = field.or(email);
    /// assert_eq!((both.max_length, both.minimum), (Some(254), Some("10")));
    /// ```
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            min_length: pick(self.min_length, other.min_length, |own, other| own < other),
            max_length: pick(self.max_length, other.max_length, |own, other| own > other),
            minimum: pick(self.minimum, other.minimum, is_less),
            maximum: pick(self.maximum, other.maximum, |own, other| {
                is_less(other, own)
            }),
            pattern: self.pattern.or(other.pattern),
            format: self.format.or(other.format),
            precision: self.precision.or(other.precision),
            scale: self.scale.or(other.scale),
        }
    }
}

/// The one that is there; of both, the other if it takes precedence.
fn pick<T: Copy>(own: Option<T>, other: Option<T>, is_other: fn(T, T) -> bool) -> Option<T> {
    match (own, other) {
        (Some(own), Some(other)) if is_other(own, other) => Some(other),
        _ => own.or(other),
    }
}

/// Whether a number, as written, is less than another. For documents: what is checked is exact.
fn is_less(one: &str, other: &str) -> bool {
    match (one.parse::<i128>(), other.parse::<i128>()) {
        (Ok(one), Ok(other)) => one < other,
        _ => match (one.parse::<f64>(), other.parse::<f64>()) {
            (Ok(one), Ok(other)) => one < other,
            _ => false,
        },
    }
}
