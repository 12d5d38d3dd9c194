//! What is written of a small zone, as text. Whether it works, `tests/clients/python/check.sh` sees.

use auto_api_model::relation::OnDelete;
use auto_api_model::render::json_schema::Components;
use auto_api_model::{
    EnumDef, Field, FieldType, Model, PageSize, Relation, RelationKind, TypeDef, Variant, Zone,
};

use super::Python;
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
        ..field("id", FieldType::I32)
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
    docs: "Something to read.\n\nSome say \"\"\" and \\ here.",
    deprecated: Some("read `Text`"),
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::I64)
        },
        Field {
            unique: true,
            docs: "The number that trade knows it by.",
            ..field("isbn", FieldType::String)
        },
        Field {
            nullable: true,
            ..field("class", FieldType::Named("Genre"))
        },
        field("shelf_id", FieldType::I32),
    ],
    relations: &[Relation {
        name: "from",
        target: "Shelf",
        kind: RelationKind::BelongsTo {
            fields: &["shelf_id"],
            to: &[],
            on_delete: OnDelete::Restrict,
        },
        ..Relation::DEFAULT
    }],
    page: PageSize {
        default: 10,
        max: 50,
    },
    ..Model::DEFAULT
};

static GENRE: TypeDef = TypeDef::Enum(EnumDef {
    name: "Genre",
    rust_name: "Genre",
    docs: "What sort of book it is.",
    variants: &[
        Variant {
            name: "novel",
            graphql: "NOVEL",
            rust_name: "Novel",
            ..Variant::DEFAULT
        },
        Variant {
            name: "non-fiction",
            graphql: "NON_FICTION",
            rust_name: "NonFiction",
            docs: "All that is true.",
            ..Variant::DEFAULT
        },
    ],
    open: true,
});

fn files() -> Vec<File> {
    let zone = Zone::new("small")
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
    Python.render(&zone, &package)
}

#[test]
fn what_is_written_of_a_small_zone() {
    let all = files();
    let written = all.iter().filter(|file| {
        !file.path.contains("/runtime/") && !file.path.contains("/sync/")
            || file.path.ends_with("wire.py")
    });
    let written = written.flat_map(|file| ["==== ", &file.path, "\n", &file.contents]);
    let text: String = written.collect();
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/snapshots/clients.small.python.txt"
    );
    if std::fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    std::fs::write(path, text).unwrap();
    panic!("`{path}` was stale and is rewritten: look at the difference");
}

#[test]
fn the_same_again_and_no_path_twice() {
    let all = files();
    assert_eq!(all, files());
    let mut paths: Vec<&str> = all.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all.len());
    for file in &all {
        assert!(!file.contents.contains('\r'), "{}", file.path);
        assert!(file.contents.ends_with('\n'), "{}", file.path);
    }
}

#[test]
fn the_blocking_client_waits_for_nothing() {
    let blocking = files().into_iter();
    let blocking: Vec<File> = blocking.filter(|f| f.path.contains("/sync/")).collect();
    assert!(blocking.len() > 8, "{}", blocking.len());
    for file in blocking {
        for word in ["async ", "await ", "Async", "asyncio"] {
            assert!(!file.contents.contains(word), "{} has {word}", file.path);
        }
    }
}
