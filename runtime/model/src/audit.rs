//! The history that models with `#[api(audit)]` keep: one table, of which a zone may show the rows.

use crate::field::Auto;
use crate::{Direction, Nulls};
use crate::{EnumDef, Field, FieldType, Model, OrderKey, PageSize, TypeDef, Variant};

/// An entry of the history: who did what to which row, when, and what was different before.
pub static AUDIT_ENTRY: Model = Model {
    name: "AuditEntry",
    rust_name: "AuditEntry",
    docs: "A change of a row: who, when and what.",
    table: Some("auto_api_audit"),
    fields: &[
        Field {
            name: "id",
            rust_name: "id",
            ty: FieldType::I64,
            docs: "The key; later changes have larger ones.",
            id: true,
            ..Field::DEFAULT
        },
        Field {
            name: "at",
            rust_name: "at",
            ty: FieldType::DateTime,
            docs: "When.",
            auto: Some(Auto::NowAdd),
            index: true,
            ..Field::DEFAULT
        },
        Field {
            name: "actor",
            rust_name: "actor",
            ty: FieldType::String,
            nullable: true,
            docs: "Who; null for the program itself.",
            ..Field::DEFAULT
        },
        Field {
            name: "action",
            rust_name: "action",
            ty: FieldType::Named("AuditAction"),
            docs: "What was done.",
            ..Field::DEFAULT
        },
        Field {
            name: "model",
            rust_name: "model",
            ty: FieldType::String,
            docs: "Whose row.",
            ..Field::DEFAULT
        },
        Field {
            name: "key",
            rust_name: "key",
            ty: FieldType::String,
            docs: "The row's key; several members are joined by commas.",
            ..Field::DEFAULT
        },
        Field {
            name: "changes",
            rust_name: "changes",
            ty: FieldType::Json,
            docs: "By field, the value before (`old`) and after (`new`), as far as there was one. Of fields that are never shown, only that they changed.",
            ..Field::DEFAULT
        },
    ],
    indexes: &[crate::Index {
        name: None,
        fields: &["model", "key"],
        unique: false,
    }],
    page: PageSize::DEFAULT,
    order: &[OrderKey {
        field: "id",
        direction: Direction::Desc,
        nulls: Nulls::Last,
    }],
    read_only: true,
    plural: Some("audit_entries"),
    ..Model::DEFAULT
};

/// What was done to a row.
pub static AUDIT_ACTION: TypeDef = TypeDef::Enum(EnumDef {
    name: "AuditAction",
    rust_name: "AuditAction",
    docs: "What was done to a row.",
    variants: &[
        Variant {
            name: "create",
            graphql: "CREATE",
            rust_name: "Create",
            docs: "It was made.",
            ..Variant::DEFAULT
        },
        Variant {
            name: "update",
            graphql: "UPDATE",
            rust_name: "Update",
            docs: "It was changed.",
            ..Variant::DEFAULT
        },
        Variant {
            name: "delete",
            graphql: "DELETE",
            rust_name: "Delete",
            docs: "It was deleted.",
            ..Variant::DEFAULT
        },
    ],
    open: false,
});
