//! What a field says of its values holds together with the type that it names.

use super::Problem;
use crate::pattern::Pattern;
use crate::{Constraints, DefaultValue, Field, FieldType, Kind, Sanitize, Scalar, TypeDef, Zone};

/// Every rule, of models' fields and of value structs'.
pub(super) fn check(zone: &Zone, problems: &mut Vec<Problem>) {
    for entity in &zone.entities {
        for field in entity.model.fields {
            let mut messages = Vec::new();
            one(zone, field, &mut messages);
            let at = |message| Problem::at_field(entity.model, field, message);
            problems.extend(messages.into_iter().map(at));
        }
    }
    for def in &zone.types {
        match def {
            TypeDef::Enum(_) => {}
            TypeDef::Newtype(def) => {
                let told = pattern(&def.constraints);
                problems.extend(told.map(|message| problem(def.rust_name, None, message)));
            }
            TypeDef::Value(def) => {
                for field in def.fields {
                    let mut messages = Vec::new();
                    one(zone, field, &mut messages);
                    let at = |message| problem(def.rust_name, Some(field.rust_name), message);
                    problems.extend(messages.into_iter().map(at));
                }
            }
        }
    }
}

fn problem(model: &'static str, member: Option<&'static str>, message: String) -> Problem {
    Problem {
        model: Some(model),
        member,
        message,
    }
}

fn one(zone: &Zone, field: &Field, messages: &mut Vec<String>) {
    messages.extend(pattern(&field.constraints));
    let kind = zone.kind(field);
    fits(&kind, &field.constraints, messages);
    if field.sanitize != Sanitize::None && kind != Kind::Scalar(Scalar::String) {
        messages.push("`sanitize` is for text".to_owned());
    }
    match field.default {
        // A member that may be null is null.
        Some(DefaultValue::OfType) if !field.nullable => {
            messages.extend(without_default(zone, field.ty, 0));
        }
        Some(DefaultValue::Text(text)) => messages.extend(no_variant(&kind, text)),
        _ => {}
    }
}

/// A pattern is a regular expression.
fn pattern(constraints: &Constraints) -> Option<String> {
    let source = constraints.pattern?;
    let cause = Pattern::new(source).err()?;
    Some(format!("`{source}` is no pattern: {cause}"))
}

/// Lengths are for text, bytes and lists, patterns for text, bounds for numbers, digits for
/// decimals: the derive does not see what a named type holds.
fn fits(kind: &Kind, constraints: &Constraints, messages: &mut Vec<String>) {
    let scalar = kind.scalar();
    let is_long = matches!(kind, Kind::List(_))
        || scalar.is_some_and(|scalar| scalar.is_text() || scalar == Scalar::Bytes);
    let is_text = scalar == Some(Scalar::String);
    let is_decimal = scalar == Some(Scalar::Decimal);
    let rules = [
        ("min_length", constraints.min_length.is_some(), is_long),
        ("max_length", constraints.max_length.is_some(), is_long),
        ("minimum", constraints.minimum.is_some(), kind.is_number()),
        ("maximum", constraints.maximum.is_some(), kind.is_number()),
        ("pattern", constraints.pattern.is_some(), is_text),
        ("a format", constraints.format.is_some(), is_text),
        ("precision", constraints.precision.is_some(), is_decimal),
        ("scale", constraints.scale.is_some(), is_decimal),
    ];
    for (name, is_given, fits) in rules {
        if is_given && !fits {
            messages.push(format!(
                "`{name}` is not for what its type holds: remove it"
            ));
        }
    }
}

/// `#[api(default)]` needs a type that has one: of enums, that is the variant with `#[default]`.
fn without_default(zone: &Zone, ty: FieldType, level: usize) -> Option<String> {
    // Types that hold each other end somewhere; data that somebody made need not.
    const LEVELS: usize = 32;
    let name = match ty {
        FieldType::Url | FieldType::Ip => {
            return Some("its type has no default: say one, `default = \"…\"`".to_owned());
        }
        FieldType::Named(name) if level < LEVELS => name,
        _ => return None,
    };
    match zone.types.iter().find(|def| def.rust_name() == name)? {
        TypeDef::Enum(def) if def.default_variant().is_none() => Some(format!(
            "`{name}` has no default: mark a variant with `#[default]`, or name one, `default = \"…\"`"
        )),
        TypeDef::Enum(_) => None,
        TypeDef::Newtype(def) => without_default(zone, def.inner, level + 1),
        TypeDef::Value(def) => {
            let open = |field: &&Field| field.default.is_none() && !field.nullable;
            let mut fields = def.fields.iter().filter(open);
            fields.find_map(|field| without_default(zone, field.ty, level + 1))
        }
    }
}

/// The default of an enum is one of its variants, by its wire name.
fn no_variant(kind: &Kind, text: &str) -> Option<String> {
    let Kind::Enum(def) = kind else { return None };
    let names: Vec<_> = def.variants.iter().map(|variant| variant.name).collect();
    let hint = crate::suggest::hint(text, names.iter().copied());
    (!names.contains(&text)).then(|| {
        let names = names.join(", ");
        format!("the default `{text}` is not one of {names}{hint}")
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        Constraints, DefaultValue, EnumDef, Field, FieldType, Model, NewtypeDef, Sanitize, TypeDef,
        Variant, Zone,
    };

    static STATUS: TypeDef = TypeDef::Enum(EnumDef {
        name: "Status",
        rust_name: "Status",
        docs: "",
        variants: &[Variant {
            name: "draft",
            graphql: "DRAFT",
            rust_name: "Draft",
            ..Variant::DEFAULT
        }],
        open: false,
    });
    static SCORE: TypeDef = TypeDef::Newtype(NewtypeDef {
        rust_name: "Score",
        docs: "",
        inner: FieldType::I32,
        constraints: Constraints::NONE,
        validate: None,
    });
    const BASE: Field = Field {
        name: "x",
        rust_name: "x",
        ..Field::DEFAULT
    };
    const ID: Field = Field {
        name: "id",
        rust_name: "id",
        ty: FieldType::I64,
        id: true,
        ..Field::DEFAULT
    };

    // Made in place, once for each test.
    #[allow(clippy::large_types_passed_by_value)]
    fn problems(field: Field) -> Vec<String> {
        let model: &'static Model = Box::leak(Box::new(Model {
            name: "Post",
            rust_name: "Post",
            fields: Box::leak(Box::new([ID, field])),
            ..Model::DEFAULT
        }));
        let zone = Zone::new("z").add(model).type_def(&STATUS).type_def(&SCORE);
        let problems = zone.build().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_derive_cannot_see_is_told_at_build() {
        let status = Field {
            ty: FieldType::Named("Status"),
            ..BASE
        };
        let of_type = Field {
            default: Some(DefaultValue::OfType),
            ..status
        };
        assert_eq!(
            problems(of_type),
            [
                "Post.x: `Status` has no default: mark a variant with `#[default]`, or name one, `default = \"…\"`"
            ]
        );
        let named = Field {
            default: Some(DefaultValue::Text("drfat")),
            ..status
        };
        assert_eq!(
            problems(named),
            ["Post.x: the default `drfat` is not one of draft; did you mean `draft`?"]
        );
        let score = Field {
            ty: FieldType::Named("Score"),
            sanitize: Sanitize::Html,
            constraints: Constraints {
                max_length: Some(3),
                minimum: Some("0"),
                ..Constraints::NONE
            },
            ..BASE
        };
        assert_eq!(
            problems(score),
            [
                "Post.x: `max_length` is not for what its type holds: remove it",
                "Post.x: `sanitize` is for text",
            ]
        );
        let pattern = Field {
            constraints: Constraints {
                pattern: Some("[a"),
                ..Constraints::NONE
            },
            ..BASE
        };
        assert_eq!(
            problems(pattern),
            ["Post.x: `[a` is no pattern: unclosed character class"]
        );
    }
}
