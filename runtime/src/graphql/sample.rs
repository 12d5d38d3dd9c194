//! A small zone for the unit tests of this module.

use auto_api_model::{
    Case, EnumDef, Field, FieldType, Index, Limits, Model, OnDelete, Relation, RelationKind,
    TypeDef, ValueDef, Variant, Zone,
};

use super::document::Document;
use super::failure::Failure;
use super::json::Json;
use super::lower::{self, Context, Lowered};
use super::schema::Schema;
use super::variables;
use crate::ask::Input;

const fn field(name: &'static str, ty: FieldType) -> Field {
    Field {
        name,
        rust_name: name,
        ty,
        ..Field::DEFAULT
    }
}

static AUTHOR: Model = Model {
    name: "Author",
    rust_name: "Author",
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::I32)
        },
        Field {
            unique: true,
            ..field("email", FieldType::String)
        },
        field("first_name", FieldType::String),
        field("birth_year", FieldType::I16),
    ],
    relations: &[Relation {
        name: "posts",
        target: "Post",
        ..Relation::DEFAULT
    }],
    indexes: &[Index {
        name: None,
        fields: &["first_name", "birth_year"],
        unique: true,
    }],
    ..Model::DEFAULT
};

static POST: Model = Model {
    name: "Post",
    rust_name: "Post",
    fields: &[
        Field {
            id: true,
            ..field("id", FieldType::Uuid)
        },
        field("title", FieldType::String),
        field("status", FieldType::Named("Status")),
        field("published", FieldType::Bool),
        field("views", FieldType::I64),
        field("price", FieldType::Decimal),
        field("place", FieldType::Named("Place")),
        field("extra", FieldType::Json),
        field("author_id", FieldType::I32),
    ],
    relations: &[Relation {
        name: "author",
        target: "Author",
        kind: RelationKind::BelongsTo {
            fields: &["author_id"],
            to: &[],
            on_delete: OnDelete::Restrict,
        },
        ..Relation::DEFAULT
    }],
    ..Model::DEFAULT
};

static STATUS: TypeDef = TypeDef::Enum(EnumDef {
    name: "Status",
    rust_name: "Status",
    docs: "",
    variants: &[
        Variant {
            name: "draft",
            graphql: "DRAFT",
            rust_name: "Draft",
            ..Variant::DEFAULT
        },
        Variant {
            name: "live",
            graphql: "LIVE",
            rust_name: "Live",
            ..Variant::DEFAULT
        },
    ],
    open: false,
});

static PLACE: TypeDef = TypeDef::Value(ValueDef {
    name: "Place",
    rust_name: "Place",
    docs: "",
    fields: &[
        field("city", FieldType::String),
        field("country_code", FieldType::String),
        Field {
            nullable: true,
            ..field("within", FieldType::Named("Place"))
        },
    ],
    validate: None,
});

/// Authors and their posts.
pub(super) fn zone(case: Case) -> Zone {
    let builder = Zone::new("sample").case(case).add(&AUTHOR).add(&POST);
    let builder = builder.type_def(&STATUS).type_def(&PLACE);
    builder.limits(Limits::default()).build().unwrap()
}

/// What a request becomes, as far as this module takes it.
pub(super) fn lowered(query: &str, variables: &str) -> Result<(Lowered, Vec<Input>), Vec<Failure>> {
    lowered_in(Case::AsWritten, query, variables)
}

pub(super) fn lowered_in(
    case: Case,
    query: &str,
    given: &str,
) -> Result<(Lowered, Vec<Input>), Vec<Failure>> {
    lowered_by(&zone(case), query, given)
}

fn lowered_by(
    zone: &Zone,
    query: &str,
    given: &str,
) -> Result<(Lowered, Vec<Input>), Vec<Failure>> {
    let schema = Schema::of(zone).unwrap();
    let document = Document::of(&schema, query, &zone.limits, true)?;
    let (_, operation) = document.operation(None)?;
    let Json::Object(members) = serde_json::from_str(given).unwrap() else {
        panic!("variables are an object");
    };
    let bound = variables::bind(&schema.inputs, &operation.variables, &members, Vec::new())
        .map_err(|errors| document.misfits(operation, errors))?;
    let values = variables::values(&schema.inputs, &operation.variables, &bound.shape);
    let context = Context {
        zone,
        schema: &schema,
        introspection: true,
    };
    let lowered = lower::operation(context, &document, operation, &values)?;
    Ok((lowered, bound.slots))
}

/// What the caller is told of a request where a limit is another one.
pub(super) fn limited(query: &str, set: impl Fn(&mut Limits)) -> String {
    let mut zone = zone(Case::AsWritten);
    set(&mut zone.limits);
    match lowered_by(&zone, query, "{}") {
        Ok(_) => "accepted".to_owned(),
        Err(failures) => told(&failures),
    }
}

/// What the caller is told, one entry a line.
pub(super) fn told(failures: &[Failure]) -> String {
    let mut out = Vec::new();
    for failure in failures {
        failure.write(&mut out);
        out.push(b'\n');
    }
    String::from_utf8(out).unwrap()
}
