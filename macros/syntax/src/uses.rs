//! The types that derive `AutoApi` and that another one names.
//!
//! The derive and the build script list them in the same order, so that they can compare what
//! each took them for.

use auto_api_model::{FieldType, RelationKind, TypeDef};

use crate::lowered::{FieldSyntax, Lowered, LoweredModel, RelationSyntax, Syntax};

/// A type that another one names, as its source spells it.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// Its name in Rust: the last segment.
    pub rust_name: &'static str,
    /// What was written.
    pub spelled: Spelled<'a>,
}

/// What was written where a type is named.
#[derive(Debug, Clone, Copy)]
pub enum Spelled<'a> {
    /// The type of a field, without its `Option`.
    Type(&'a syn::Type),
    /// The target of a relation, or the model in between.
    Model(&'a syn::Path),
    /// What a method answers with, without its `Option`: rows or values.
    Answer(&'a syn::Type),
}

impl Lowered {
    /// Its syntax.
    pub fn syntax(&self) -> &Syntax {
        match self {
            Self::Model(lowered) => &lowered.syntax,
            Self::Type(lowered) => &lowered.syntax,
        }
    }

    /// Its name in Rust.
    pub fn rust_name(&self) -> &'static str {
        match self {
            Self::Model(lowered) => lowered.model.rust_name,
            Self::Type(lowered) => lowered.def.rust_name(),
        }
    }

    /// What it says, descriptions apart, as a number.
    pub fn fingerprint(&self) -> u64 {
        match self {
            Self::Model(lowered) => lowered.model.fingerprint(),
            Self::Type(lowered) => lowered.def.fingerprint(),
        }
    }

    /// The types it names that derive `AutoApi` themselves: those of fields in source order, then
    /// the models of relations.
    ///
    /// ```
    /// let input = syn::parse_quote! {
    ///     struct Post {
    ///         #[api(id)]
    ///         id: i32,
    ///         status: Option<Status>,
    ///         #[api(references = User)]
    ///         author_id: i32,
    ///     }
    /// };
    /// let lowered = auto_api_syntax::lower(&input).unwrap();
    /// let names: Vec<_> = lowered.uses().iter().map(|used| used.rust_name).collect();
    /// assert_eq!(names, ["Status", "User"]);
    /// ```
    pub fn uses(&self) -> Vec<Use<'_>> {
        match self {
            Self::Model(lowered) => {
                let ty = |at: usize| lowered.model.fields[at].ty;
                let mut uses = of_fields(&lowered.syntax.fields, ty);
                uses.extend(of_relations(lowered));
                uses
            }
            Self::Type(lowered) => {
                let fields = &lowered.syntax.fields;
                match lowered.def {
                    TypeDef::Enum(_) => Vec::new(),
                    TypeDef::Value(def) => of_fields(fields, |at| def.fields[at].ty),
                    TypeDef::Newtype(def) => of_fields(fields, |_| def.inner),
                }
            }
        }
    }
}

fn of_fields(fields: &[FieldSyntax], ty: impl Fn(usize) -> FieldType) -> Vec<Use<'_>> {
    let named = fields.iter().filter_map(|field| {
        let rust_name = ty(field.position?).named()?;
        let spelled = Spelled::Type(&field.inner);
        Some(Use { rust_name, spelled })
    });
    named.collect()
}

fn of_relations(lowered: &LoweredModel) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for (relation, syntax) in lowered
        .model
        .relations
        .iter()
        .zip(&lowered.syntax.relations)
    {
        let RelationSyntax {
            target, through, ..
        } = syntax;
        uses.push(Use {
            rust_name: relation.target,
            spelled: Spelled::Model(target),
        });
        if let (RelationKind::ManyToMany { through: name, .. }, Some(path)) =
            (relation.kind, through)
        {
            uses.push(Use {
                rust_name: name,
                spelled: Spelled::Model(path),
            });
        }
    }
    uses
}
