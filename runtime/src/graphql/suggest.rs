//! `did you mean …?` behind messages about unknown names, where the zone's settings allow it.
//!
//! The validator keeps what it found to itself but for its messages, which name the unknown name
//! and the type between backticks; so those are read. A message of another form gets no hint.

use apollo_compiler::Name;
use apollo_compiler::schema::ExtendedType;
use auto_api_model::suggest::hint as nearest;

use super::schema::Schema;

/// What to put behind a message.
pub(super) fn hint(message: &str, schema: &Schema) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (name, known) = match quoted.as_slice() {
        // type `Post` does not have a field `titel`
        [ty, name] if message.starts_with("type `") => (name, members(schema, ty)),
        // the argument `limt` is not supported by `Query.posts`
        [name, place] if message.starts_with("the argument `") => (name, arguments(schema, place)),
        // field `titel` does not exist on `PostFilter`
        // value `DRAFTT` does not exist on `PostStatus`
        [name, ty] if message.contains("` does not exist on `") => (name, members(schema, ty)),
        // cannot find type `PostFiltr` in this document
        [name] if message.starts_with("cannot find type `") => (
            name,
            schema.compiled.types.keys().map(Name::as_str).collect(),
        ),
        _ => return String::new(),
    };
    nearest(name, known)
}

fn members<'s>(schema: &'s Schema, ty: &str) -> Vec<&'s str> {
    match schema.compiled.types.get(ty) {
        Some(ExtendedType::Object(def)) => def.fields.keys().map(Name::as_str).collect(),
        Some(ExtendedType::Interface(def)) => def.fields.keys().map(Name::as_str).collect(),
        Some(ExtendedType::InputObject(def)) => def.fields.keys().map(Name::as_str).collect(),
        Some(ExtendedType::Enum(def)) => def.values.keys().map(Name::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The arguments of a field given as `Type.field`, or `Type.field(argument:)`.
fn arguments<'s>(schema: &'s Schema, place: &str) -> Vec<&'s str> {
    let place = place.split('(').next().unwrap_or(place);
    let Some((ty, field)) = place.split_once('.') else {
        return Vec::new();
    };
    let Some(def) = (schema.compiled.get_object(ty)).and_then(|def| def.fields.get(field)) else {
        return Vec::new();
    };
    def.arguments.iter().map(|def| def.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::super::sample::{told, zone};
    use super::super::schema::Schema;
    use auto_api_model::Case;

    #[test]
    fn near_names_are_suggested_where_allowed() {
        let zone = zone(Case::AsWritten);
        let schema = Schema::of(&zone).unwrap();
        for (query, near) in [
            ("{ posts { titel } }", "title"),
            ("{ post_page { items { id } } }", "post_pages"),
            ("{ posts(limt: 1) { id } }", "limit"),
            ("{ posts(filter: {titel: {eq: \"\"}}) { id } }", "title"),
            ("{ posts(filter: {status: {eq: DRAFTT}}) { id } }", "DRAFT"),
            (
                "query ($f: PostFiltr) { posts(filter: $f) { id } }",
                "PostFilter",
            ),
        ] {
            let hint = format!("did you mean `{near}`?");
            let with = Document::of(&schema, query, &zone.limits, true).unwrap_err();
            assert!(told(&with).contains(&hint), "{query}: {}", told(&with));
            let without = Document::of(&schema, query, &zone.limits, false).unwrap_err();
            assert!(!told(&without).contains("did you mean"), "{query}");
        }
    }
}
