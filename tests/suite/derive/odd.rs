//! Code that a derive meets in the wild: conditional compilation, macros, deprecation.

#![deny(deprecated)]

#[path = "odd/forbidden_lints.rs"]
mod forbidden_lints;
#[path = "odd/hygiene.rs"]
mod hygiene;
#[path = "odd/no_implicit_prelude.rs"]
mod no_implicit_prelude;
#[path = "odd/raw_identifiers.rs"]
mod raw_identifiers;
#[path = "odd/recursive.rs"]
mod recursive;
#[path = "odd/renamed_crate.rs"]
mod renamed_crate;
#[path = "odd/visibility.rs"]
mod visibility;

use auto_api::model::{FieldType, HasModel};
use auto_api::{AutoApi, FieldValue, Record};

/// Fields behind `cfg` are there or not before the derive sees them.
#[derive(AutoApi, Clone, Debug, PartialEq)]
struct Conditional {
    #[api(id)]
    id: i32,
    #[cfg(not(test))]
    never: NoSuchType,
    #[cfg(test)]
    #[cfg_attr(test, api(max_length = 3))]
    #[cfg_attr(not(test), api(no_such_attribute))]
    always: String,
}

#[test]
fn cfg_is_decided_before_the_derive() {
    let fields = Conditional::MODEL.fields;
    let names: Vec<_> = fields.iter().map(|field| field.rust_name).collect();
    assert_eq!(names, ["id", "always"]);
    assert_eq!(fields[1].constraints.max_length, Some(3));
    let row = Conditional {
        id: 1,
        always: "a".to_owned(),
    };
    assert_eq!(row.value(1), "a".to_owned().to_value());
}

macro_rules! model {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($field:ident: $ty:ty = $limit:literal),* }) => {
        #[derive(AutoApi, Clone, Debug, PartialEq)]
        $(#[$meta])*
        $vis struct $name {
            #[api(id)]
            $vis id: i64,
            $(#[api(max_length = $limit)] $vis $field: $ty,)*
        }
    };
}

model! {
    /// Made by a macro.
    #[api(table = "made")]
    pub(crate) Made { title: Option<String> = 9, names: Vec<String> = 2 }
}

#[test]
fn types_and_literals_come_through_macros() {
    let fields = Made::MODEL.fields;
    assert_eq!(Made::MODEL.docs, "Made by a macro.");
    assert_eq!(fields[1].ty, FieldType::String);
    assert!(fields[1].nullable);
    assert_eq!(fields[1].constraints.max_length, Some(9));
    assert_eq!(fields[2].ty, FieldType::List(&FieldType::String));
}

/// Only its reader may use a deprecated field without a warning.
#[derive(AutoApi, Clone, Debug)]
struct Old {
    #[api(id)]
    id: i32,
    #[deprecated = "use `id`"]
    number: i32,
}

#[test]
fn deprecation_is_described_and_does_not_warn() {
    assert_eq!(Old::MODEL.fields[1].deprecated, Some("use `id`"));
}

/// In a function, names resolve as they do around it.
#[test]
fn local_types() {
    #[derive(AutoApi)]
    struct Local {
        #[api(id)]
        id: i32,
        kind: LocalKind,
    }
    #[derive(AutoApi, Clone, Copy, Debug, PartialEq)]
    enum LocalKind {
        One,
        #[api(name = "SECOND")]
        Two,
    }
    assert_eq!(Local::MODEL.fields[1].ty, FieldType::Named("LocalKind"));
    let row = Local {
        id: 1,
        kind: LocalKind::Two,
    };
    let read = LocalKind::from_value(row.value(1)).unwrap();
    assert_eq!((row.id, read), (1, LocalKind::Two));
    assert_ne!(LocalKind::One, read);
}
