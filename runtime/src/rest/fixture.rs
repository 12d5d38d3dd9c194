//! A small zone for the tests of this folder.

use auto_api_model::{Auto, Case, Field, FieldType, Mode, Model, Relation, RelationKind, Zone};

const ID: Field = Field {
    name: "id",
    rust_name: "id",
    ty: FieldType::I32,
    id: true,
    ..Field::DEFAULT
};

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

const fn belongs_to(
    name: &'static str,
    target: &'static str,
    fields: &'static [&'static str],
) -> Relation {
    let kind = RelationKind::BelongsTo {
        fields,
        to: &[],
        on_delete: auto_api_model::OnDelete::Restrict,
    };
    Relation {
        name,
        target,
        kind,
        ..Relation::DEFAULT
    }
}

static AUTHOR: Model = Model {
    name: "Author",
    rust_name: "Author",
    fields: &[ID, field("name", FieldType::String)],
    relations: &[Relation {
        name: "posts",
        target: "Post",
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static POST: Model = Model {
    name: "Post",
    rust_name: "Post",
    fields: &[
        ID,
        field("title", FieldType::String),
        field("rating", FieldType::F64),
        field("tags", FieldType::List(&FieldType::String)),
        field("settings", FieldType::Json),
        field("created_at", FieldType::DateTime),
        field("author_id", FieldType::I32),
        Field {
            mode: Mode::WriteOnly,
            ..field("secret", FieldType::String)
        },
        Field {
            auto: Some(Auto::Version),
            ..field("version", FieldType::I32)
        },
    ],
    relations: &[
        belongs_to("author", "Author", &["author_id"]),
        Relation {
            name: "comments",
            target: "Comment",
            ..Relation::DEFAULT
        },
    ],
    ..Model::DEFAULT
};

static COMMENT: Model = Model {
    name: "Comment",
    rust_name: "Comment",
    fields: &[
        Field {
            id: true,
            ..field("post_id", FieldType::I32)
        },
        Field {
            id: true,
            ..field("number", FieldType::I32)
        },
        field("body", FieldType::String),
    ],
    relations: &[belongs_to("post", "Post", &["post_id"])],
    ..Model::DEFAULT
};

/// Authors (0), posts (1) and comments (2).
pub(super) fn zone(case: Case) -> Zone {
    let zone = Zone::new("public").add(&AUTHOR).add(&POST).add(&COMMENT);
    zone.case(case).build().expect("the fixture is sound")
}

/// Where posts are in the zone.
pub(super) const POSTS: usize = 1;
