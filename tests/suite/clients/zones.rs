//! The zones that clients are written for: each has something that could break one.

use auto_api::model::{
    BigIntFormat, EnumDef, Field, FieldType, Model, PageSize, Relation, RelationKind, TypeDef,
    Variant,
};
use auto_api::{Case, Zone};
use auto_api_tests::models::blog::{Comment, Post, PostTag, Profile, Tag, User};
use auto_api_tests::models::kinds::Kinds;
use auto_api_tests::models::orders::{Country, Order, OrderLine, Shipment};

/// Relations of all sorts, an open enum, hidden fields, composite keys.
pub(crate) fn blog() -> Zone {
    Zone::new("public")
        .title("Blog")
        .version("1.2.0")
        .description("Posts, and what people say about them.")
        .model::<User>()
        .model::<Profile>()
        .model::<Post>()
        .model::<Comment>()
        .model::<Tag>()
        .model::<PostTag>()
        .model::<Order>()
        .model::<OrderLine>()
        .model::<Shipment>()
        .model::<Country>()
        .build()
        .unwrap()
}

/// Every type that a field may have, below a path, in camel case, with numbers of 64 bits.
pub(crate) fn kinds() -> Zone {
    let mut zone = Zone::new("kinds")
        .version("0.3.0")
        .case(Case::Camel)
        .path("/deep/kinds")
        .model::<Kinds>()
        .model::<OrderLine>()
        .model::<Order>()
        .model::<Country>()
        .model::<Shipment>()
        .build()
        .unwrap();
    zone.big_int = BigIntFormat::Number;
    zone
}

/// The music shop.
pub(crate) fn chinook() -> Zone {
    chinook::zones::public::zone().unwrap()
}

/// One model and one relation: small enough to be looked at.
pub(crate) fn small() -> Zone {
    Zone::new("small")
        .version("1.0.0")
        .add(&SHELF)
        .add(&BOOK)
        .type_def(&GENRE)
        .build()
        .unwrap()
}

/// Names and texts that languages stumble over.
pub(crate) fn hostile() -> Zone {
    Zone::new("hostile")
        .version("1.0.0")
        .title("It's \"quoted\" */ `ticked` \\")
        .add(&CLIENT)
        .add(&PROMISE)
        .type_def(&ERROR)
        .build()
        .unwrap()
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
    ..field("id", FieldType::I32)
};

static SHELF: Model = Model {
    name: "Shelf",
    rust_name: "Shelf",
    docs: "Where books are.",
    fields: &[ID, field("label", FieldType::String)],
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
    docs: "Something to read.\n\nSome ends early */ here.",
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
            ..field("genre", FieldType::Named("Genre"))
        },
        Field {
            deprecated: Some("look at `genre`"),
            ..field("is_novel", FieldType::Bool)
        },
        field("shelf_id", FieldType::I32),
    ],
    relations: &[Relation {
        name: "shelf",
        target: "Shelf",
        kind: RelationKind::BelongsTo {
            fields: &["shelf_id"],
            to: &[],
            on_delete: auto_api::model::OnDelete::Restrict,
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

static CLIENT: Model = Model {
    name: "Client",
    rust_name: "Client",
    docs: "*/ export const oops = 1; /* \"\"\" ``` ${x} \\",
    fields: &[
        Field {
            verbatim: true,
            ..ID
        },
        field("class", FieldType::String),
        field("constructor", FieldType::Named("Error")),
        Field {
            name: "toString",
            rust_name: "to_string",
            verbatim: true,
            deprecated: Some("*/ \"\n@see"),
            ..field("", FieldType::Json)
        },
        field("r", FieldType::List(&FieldType::Named("Error"))),
        field("None", FieldType::Bool),
    ],
    relations: &[Relation {
        name: "await",
        target: "Promise",
        kind: RelationKind::HasMany {
            via: &["client_id"],
        },
        docs: "Those that were made to it. */",
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static PROMISE: Model = Model {
    name: "Promise",
    rust_name: "Promise",
    fields: &[
        Field {
            id: true,
            ..field("new", FieldType::String)
        },
        Field {
            id: true,
            ..field("default", FieldType::Named("Error"))
        },
        field("client_id", FieldType::I32),
    ],
    relations: &[Relation {
        name: "this",
        target: "Client",
        kind: RelationKind::BelongsTo {
            fields: &["client_id"],
            to: &[],
            on_delete: auto_api::model::OnDelete::Restrict,
        },
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static ERROR: TypeDef = TypeDef::Enum(EnumDef {
    name: "Error",
    rust_name: "Error",
    docs: "An enum with a name that is taken.",
    variants: &[
        Variant {
            name: "it's \"quoted\" \\",
            graphql: "QUOTED",
            rust_name: "Quoted",
            ..Variant::DEFAULT
        },
        Variant {
            name: "class",
            graphql: "CLASS",
            rust_name: "Class",
            ..Variant::DEFAULT
        },
    ],
    open: false,
});
