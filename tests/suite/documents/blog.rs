//! The zone that the documents are of: a blog with one of everything.

use auto_api::model::{
    Auto, BigIntFormat, Case, Constraints, DefaultValue, EnumDef, Field, FieldType, Format, Index,
    Mode, Model, NewtypeDef, OnDelete, PageSize, Relation, RelationKind, TypeDef, ValueDef,
    Variant, Zone,
};

/// The zone in a case.
pub(super) fn zone(case: Case) -> Zone {
    Zone::new("public")
        .title("Blog")
        .version("1.2.0")
        .description("Posts, and what people say about them.")
        .case(case)
        .add(&USER)
        .add(&POST)
        .add(&COMMENT)
        .add(&TAG)
        .add(&POST_TAG)
        .type_def(&STATUS)
        .type_def(&ADDRESS)
        .type_def(&POSITION)
        .type_def(&EMAIL)
        .build()
        .unwrap()
}

/// The same below a path, with numbers for 64-bit integers.
pub(super) fn admin() -> Zone {
    let mut zone = zone(Case::AsWritten);
    "/admin".clone_into(&mut zone.path);
    zone.big_int = BigIntFormat::Number;
    zone
}

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

const ID: Field = Field {
    id: true,
    docs: "What it is known by.",
    ..field("id", FieldType::I64)
};

pub(super) static USER: Model = Model {
    name: "User",
    rust_name: "User",
    docs: "Someone who writes.",
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::Uuid)
        },
        Field {
            constraints: Constraints {
                min_length: Some(1),
                max_length: Some(80),
                ..Constraints::NONE
            },
            ..field("name", FieldType::String)
        },
        Field {
            unique: true,
            nullable: true,
            docs: "Where to write to.",
            ..field("email_address", FieldType::Named("Email"))
        },
        Field {
            nullable: true,
            ..field("address", FieldType::Named("Address"))
        },
        field(
            "past_addresses",
            FieldType::List(&FieldType::Named("Address")),
        ),
        Field {
            mode: Mode::WriteOnly,
            ..field("password", FieldType::String)
        },
        Field {
            zones: &["admin"],
            ..field("moderation_note", FieldType::String)
        },
        Field {
            nullable: true,
            ..field("website", FieldType::Url)
        },
        Field {
            nullable: true,
            ..field("last_ip", FieldType::Ip)
        },
        Field {
            nullable: true,
            ..field("mentor_id", FieldType::Uuid)
        },
    ],
    relations: &[
        Relation {
            name: "mentor",
            target: "User",
            kind: RelationKind::BelongsTo {
                fields: &["mentor_id"],
                to: &[],
                on_delete: OnDelete::SetNull,
            },
            docs: "Who shows the way.",
            ..Relation::DEFAULT
        },
        Relation {
            name: "posts",
            target: "Post",
            kind: RelationKind::HasMany {
                via: &["author_id"],
            },
            docs: "What the user wrote.",
            ..Relation::DEFAULT
        },
    ],
    ..Model::DEFAULT
};

pub(super) static POST: Model = Model {
    name: "Post",
    rust_name: "Post",
    docs: "A post on the blog.\n\nHas a \"title\" and, as Jürgen says, \"\"\"a body\"\"\" (本文).",
    fields: &[
        ID,
        Field {
            unique: true,
            constraints: Constraints {
                max_length: Some(60),
                pattern: Some("^[a-z0-9-]+$"),
                ..Constraints::NONE
            },
            ..field("slug", FieldType::String)
        },
        Field {
            constraints: Constraints {
                max_length: Some(200),
                ..Constraints::NONE
            },
            docs: "What the list shows.",
            ..field("title", FieldType::String)
        },
        Field {
            filter: false,
            order: false,
            ..field("body", FieldType::String)
        },
        Field {
            default: Some(DefaultValue::Text("draft")),
            docs: "How far it is.",
            ..field("status", FieldType::Named("Status"))
        },
        Field {
            default: Some(DefaultValue::Bool(false)),
            ..field("is_pinned", FieldType::Bool)
        },
        Field {
            constraints: Constraints {
                minimum: Some("0"),
                maximum: Some("5"),
                ..Constraints::NONE
            },
            nullable: true,
            ..field("rating", FieldType::F64)
        },
        Field {
            constraints: Constraints {
                precision: Some(10),
                scale: Some(2),
                minimum: Some("0"),
                ..Constraints::NONE
            },
            ..field("fee", FieldType::Decimal)
        },
        Field {
            deprecated: Some("use `stats`, which has \"all\" numbers"),
            ..field("view_count", FieldType::U32)
        },
        field("stats", FieldType::Json),
        Field {
            constraints: Constraints {
                max_length: Some(10),
                ..Constraints::NONE
            },
            ..field("labels", FieldType::List(&FieldType::String))
        },
        Field {
            nullable: true,
            ..field("cover", FieldType::Bytes)
        },
        Field {
            nullable: true,
            ..field("reading_time", FieldType::Duration)
        },
        Field {
            name: "authorID",
            rust_name: "author_id",
            verbatim: true,
            ..field("author_id", FieldType::Uuid)
        },
        Field {
            auto: Some(Auto::Version),
            ..field("version", FieldType::I32)
        },
        Field {
            auto: Some(Auto::NowAdd),
            mode: Mode::ReadOnly,
            ..field("created_at", FieldType::DateTime)
        },
    ],
    relations: &[
        Relation {
            name: "author",
            target: "User",
            kind: RelationKind::BelongsTo {
                fields: &["author_id"],
                to: &[],
                on_delete: OnDelete::Cascade,
            },
            ..Relation::DEFAULT
        },
        Relation {
            name: "comments",
            target: "Comment",
            docs: "What readers say.",
            ..Relation::DEFAULT
        },
        Relation {
            name: "tags",
            target: "Tag",
            kind: RelationKind::ManyToMany {
                through: "PostTag",
                via: &[],
                to: &[],
            },
            deprecated: Some("use `labels`"),
            ..Relation::DEFAULT
        },
    ],
    page: PageSize {
        default: 20,
        max: 50,
    },
    ..Model::DEFAULT
};

pub(super) static COMMENT: Model = Model {
    name: "Comment",
    rust_name: "Comment",
    fields: &[
        ID,
        field("post_id", FieldType::I64),
        field("text", FieldType::String),
        field("written_on", FieldType::Date),
    ],
    relations: &[Relation {
        name: "post",
        target: "Post",
        kind: RelationKind::BelongsTo {
            fields: &["post_id"],
            to: &[],
            on_delete: OnDelete::Cascade,
        },
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

pub(super) static TAG: Model = Model {
    name: "Tag",
    rust_name: "Tag",
    deprecated: Some("tags are going away"),
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::I32)
        },
        field("label", FieldType::String),
    ],
    ..Model::DEFAULT
};

pub(super) static POST_TAG: Model = Model {
    name: "PostTag",
    rust_name: "PostTag",
    fields: &[
        Field {
            id: true,
            ..field("post_id", FieldType::I64)
        },
        Field {
            id: true,
            ..field("tag_id", FieldType::I32)
        },
        field("position", FieldType::I16),
    ],
    relations: &[
        Relation {
            name: "post",
            target: "Post",
            kind: RelationKind::BelongsTo {
                fields: &["post_id"],
                to: &[],
                on_delete: OnDelete::Cascade,
            },
            ..Relation::DEFAULT
        },
        Relation {
            name: "tag",
            target: "Tag",
            kind: RelationKind::BelongsTo {
                fields: &["tag_id"],
                to: &[],
                on_delete: OnDelete::Cascade,
            },
            ..Relation::DEFAULT
        },
    ],
    indexes: &[Index {
        name: None,
        fields: &["post_id", "position"],
        unique: true,
    }],
    ..Model::DEFAULT
};

pub(super) static STATUS: TypeDef = TypeDef::Enum(EnumDef {
    name: "PostStatus",
    rust_name: "Status",
    docs: "How far a post is.",
    variants: &[
        Variant {
            name: "draft",
            graphql: "DRAFT",
            rust_name: "Draft",
            docs: "Only its author sees it.",
            ..Variant::DEFAULT
        },
        Variant {
            name: "in-review",
            graphql: "IN_REVIEW",
            rust_name: "InReview",
            deprecated: Some(""),
            ..Variant::DEFAULT
        },
        Variant {
            name: "published",
            graphql: "PUBLISHED",
            rust_name: "Published",
            ..Variant::DEFAULT
        },
    ],
    open: false,
});

pub(super) static ADDRESS: TypeDef = TypeDef::Value(ValueDef {
    name: "Address",
    rust_name: "Address",
    docs: "Where someone lives.",
    fields: &[
        Field {
            constraints: Constraints {
                min_length: Some(1),
                ..Constraints::NONE
            },
            docs: "The first line.",
            ..field("street_name", FieldType::String)
        },
        Field {
            nullable: true,
            ..field("position", FieldType::Named("Position"))
        },
    ],
    validate: None,
});

pub(super) static POSITION: TypeDef = TypeDef::Value(ValueDef {
    name: "Position",
    rust_name: "Position",
    docs: "",
    fields: &[
        field("latitude", FieldType::F32),
        field("longitude", FieldType::F32),
    ],
    validate: None,
});

pub(super) static EMAIL: TypeDef = TypeDef::Newtype(NewtypeDef {
    rust_name: "Email",
    docs: "An e-mail address.",
    inner: FieldType::String,
    constraints: Constraints {
        max_length: Some(254),
        format: Some(Format::Email),
        ..Constraints::NONE
    },
    validate: None,
});
