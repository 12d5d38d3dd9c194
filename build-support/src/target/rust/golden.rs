//! What is written of a small zone, to be looked at: `small.txt`.

use auto_api_model::render::json_schema::Components;
use auto_api_model::{
    EnumDef, Field, FieldType, Model, OnDelete, Relation, RelationKind, TypeDef, Variant, Zone,
};

use super::Rust;
use crate::target::{File, Package, Target};

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

static SHELF: Model = Model {
    name: "Shelf",
    rust_name: "Shelf",
    docs: "Where books are.",
    fields: &[Field {
        id: true,
        docs: "What it is known by.",
        ..field("label", FieldType::String)
    }],
    relations: &[Relation {
        name: "books",
        target: "Book",
        docs: "What is on it.",
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static BOOK: Model = Model {
    name: "Book",
    rust_name: "Book",
    docs: "Something to read.\n\nFor `Box<dyn Reader>`s.",
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::I64)
        },
        Field {
            nullable: true,
            ..field("type", FieldType::Named("Genre"))
        },
        Field {
            deprecated: Some("look at `type`"),
            order: false,
            ..field("is_novel", FieldType::Bool)
        },
        field("shelf_label", FieldType::String),
    ],
    relations: &[Relation {
        name: "shelf",
        target: "Shelf",
        kind: RelationKind::BelongsTo {
            fields: &["shelf_label"],
            to: &[],
            on_delete: OnDelete::Restrict,
        },
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static GENRE: TypeDef = TypeDef::Enum(EnumDef {
    name: "Genre",
    rust_name: "Genre",
    docs: "What sort of book it is.",
    variants: &[
        Variant {
            name: "non-fiction",
            graphql: "NON_FICTION",
            rust_name: "NonFiction",
            docs: "All that is true.",
            ..Variant::DEFAULT
        },
        Variant {
            name: "Unknown",
            graphql: "UNKNOWN",
            rust_name: "Unknown",
            ..Variant::DEFAULT
        },
    ],
    open: true,
});

fn files() -> Vec<File> {
    let zone = Zone::new("small").version("1.0");
    let zone = zone
        .add(&SHELF)
        .add(&BOOK)
        .type_def(&GENRE)
        .build()
        .unwrap();
    let package = Package {
        name: "small-client".to_owned(),
        fingerprint: "0123456789abcdef".to_owned(),
        components: &Components::of(&zone),
    };
    Rust.render(&zone, &package)
}

/// A stale text is rewritten, and fails, so that the change is seen before it is kept.
#[test]
fn what_is_written_of_a_small_zone() {
    let all = files();
    let written = all
        .iter()
        .filter(|file| !file.path.starts_with("src/runtime") || file.path.ends_with("/wire.rs"));
    let mut text = String::new();
    for file in written {
        text.extend(["==== ", &file.path, "\n", &file.contents]);
    }
    let version = concat!("auto-api ", env!("CARGO_PKG_VERSION"));
    let text = text.replace(version, "auto-api 0.0.0");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/target/rust/small.txt");
    if std::fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    std::fs::write(path, text).unwrap();
    panic!("`small.txt` was stale and is rewritten: look at the difference");
}

#[test]
fn the_same_again_and_no_path_twice() {
    let all = files();
    assert_eq!(all, files());
    let mut paths: Vec<&String> = all.iter().map(|file| &file.path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), all.len());
    for file in &all {
        assert!(file.contents.ends_with('\n'), "{}", file.path);
        assert!(!file.contents.contains('\r'), "{}", file.path);
    }
}
