//! Compile-time checks that a field's type is the one its source spells.
//!
//! The front end knows types by their spelling alone. A `type` alias, or another type of a
//! built-in's name, is what it cannot see; the compiler can.

use auto_api_model::FieldType;

use crate::record::FieldValue;

/// Fails to compile unless the type is what its spelling says.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn assume<T: FieldValue>(spelled: &FieldType) {
    assume_same(spelled, &T::TYPE);
}

/// Fails to compile unless a type is what its spelling says.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn assume_same(spelled: &FieldType, found: &FieldType) {
    assert!(
        same(spelled, found),
        "this type is not the one that its name stands for: the derive sees names only, so write a built-in type, or one that derives `AutoApi`, by its own name and not by an alias, and give a type of your own no built-in name"
    );
}

/// Whether two types are one. `==` cannot run in a constant.
const fn same(one: &FieldType, other: &FieldType) -> bool {
    match (one, other) {
        (FieldType::List(one), FieldType::List(other)) => same(one, other),
        (FieldType::Named(one), FieldType::Named(other)) => {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            let mut at = 0;
            while at < one.len() && at < other.len() && one[at] == other[at] {
                at += 1;
            }
            at == one.len() && at == other.len()
        }
        (one, other) => match (rank(one), rank(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}

/// A number for each scalar.
const fn rank(ty: &FieldType) -> Option<u8> {
    Some(match ty {
        FieldType::Bool => 0,
        FieldType::I16 => 1,
        FieldType::I32 => 2,
        FieldType::I64 => 3,
        FieldType::U16 => 4,
        FieldType::U32 => 5,
        FieldType::F32 => 6,
        FieldType::F64 => 7,
        FieldType::String => 8,
        FieldType::Uuid => 9,
        FieldType::DateTime => 10,
        FieldType::Date => 11,
        FieldType::Time => 12,
        FieldType::LocalDateTime => 13,
        FieldType::Duration => 14,
        FieldType::Decimal => 15,
        FieldType::Bytes => 16,
        FieldType::Json => 17,
        FieldType::Url => 18,
        FieldType::Ip => 19,
        FieldType::List(_) | FieldType::Named(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::same;
    use auto_api_model::FieldType as Ty;

    #[test]
    fn agrees_with_equality() {
        let all = [
            Ty::Bool,
            Ty::I32,
            Ty::String,
            Ty::Ip,
            Ty::Named("Status"),
            Ty::Named("Statu"),
            Ty::Named(""),
            Ty::List(&Ty::String),
            Ty::List(&Ty::Named("Status")),
        ];
        for one in &all {
            for other in &all {
                assert_eq!(same(one, other), one == other, "{one:?} {other:?}");
            }
        }
    }
}
