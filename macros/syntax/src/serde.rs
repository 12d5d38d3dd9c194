//! What serde's attributes change on the wire: honoured where the API can follow, refused where it
//! cannot, ignored where nothing changes.

pub(crate) mod case;

use proc_macro2::Ident;

use crate::attr::entry::{Entry, Form, entries};
use crate::attr::place::Place;
use crate::attr::value::{self, Keyed};
use crate::errors::Errors;
use crate::names::plain;
use case::Rule;

/// What serde's attributes of one item say.
#[derive(Debug, Default, Clone)]
pub(crate) struct Wire {
    pub(crate) rename: Option<Keyed<String>>,
    pub(crate) rename_all: Option<Rule>,
    pub(crate) default: Option<Ident>,
    pub(crate) skip: Option<Ident>,
}

/// Those that change nothing the API knows of.
const HARMLESS: [&str; 6] = [
    "bound",
    "borrow",
    "crate",
    "deny_unknown_fields",
    "expecting",
    "transparent",
];

/// Those that the API cannot follow, and what to do.
const REFUSED: &[(&str, &str)] = &[
    ("alias", "the API has one name for each thing"),
    ("content", "an enum has unit variants only"),
    (
        "deserialize_with",
        "use a newtype that derives `AutoApi`, or `#[api(skip)]`",
    ),
    (
        "flatten",
        "use a value struct (`#[api(value)]`), or write its fields here",
    ),
    ("from", "use a newtype that derives `AutoApi`"),
    ("getter", "the API reads the fields themselves"),
    ("into", "use a newtype that derives `AutoApi`"),
    ("other", "use `#[non_exhaustive]`"),
    ("remote", "derive `AutoApi` on the type itself"),
    (
        "rename_all_fields",
        "an enum has unit variants only: use `rename_all`",
    ),
    (
        "serialize_with",
        "use a newtype that derives `AutoApi`, or `#[api(skip)]`",
    ),
    ("skip_deserializing", "use `#[api(read_only)]`"),
    ("skip_serializing", "use `#[api(write_only)]`"),
    (
        "skip_serializing_if",
        "an answer has every field that was asked for",
    ),
    ("tag", "an enum has unit variants only"),
    ("try_from", "use a newtype with constraints"),
    ("untagged", "an enum has unit variants only"),
    (
        "with",
        "use a newtype that derives `AutoApi`, or `#[api(skip)]`",
    ),
];

/// Reads serde's attributes of an item; names it does not know are serde's to report.
pub(crate) fn read(entries: &[Entry], place: Place, errors: &mut Errors) -> Wire {
    let mut wire = Wire::default();
    for entry in entries {
        let name = plain(&entry.key);
        let refused = REFUSED.iter().find(|(refused, _)| *refused == name);
        if let Some((_, instead)) = refused {
            refuse(&entry.key, instead, errors);
        } else if !HARMLESS.contains(&name.as_str()) {
            one(&mut wire, &name, entry, place, errors);
        }
    }
    wire
}

fn refuse(key: &Ident, instead: &str, errors: &mut Errors) {
    refuse_as(key, &plain(key), instead, errors);
}

fn refuse_as(key: &Ident, form: &str, instead: &str, errors: &mut Errors) {
    errors.at(
        key,
        format_args!("`#[serde({form})]` is not supported: {instead}"),
    );
}

fn one(wire: &mut Wire, name: &str, entry: &Entry, place: Place, errors: &mut Errors) {
    let is_field = matches!(
        place,
        Place::ModelField | Place::ValueField | Place::NewtypeField
    );
    match name {
        "rename" => wire.rename = both(entry, errors),
        "rename_all" => {
            wire.rename_all = both(entry, errors).and_then(|rule| Rule::of(&rule.value));
        }
        "skip" if is_field => wire.skip = Some(entry.key.clone()),
        "skip" => refuse(&entry.key, "take the variant out", errors),
        "default" if is_field && matches!(entry.form, Form::Word) => {
            wire.default = Some(entry.key.clone());
        }
        "default" if is_field => {
            let instead = "a default is a literal, as in `#[api(default = 5)]`";
            refuse_as(&entry.key, "default = …", instead, errors);
        }
        "default" => {
            let instead = "put it on the fields";
            refuse(&entry.key, instead, errors);
        }
        _ => {}
    }
}

/// A name that is the same for reading and writing.
fn both(entry: &Entry, errors: &mut Errors) -> Option<Keyed<String>> {
    let Form::List(tokens) = &entry.form else {
        return value::text(entry, errors);
    };
    let sides = entries(tokens.clone(), errors);
    let texts: Vec<_> = sides
        .iter()
        .filter_map(|s| value::text(s, errors))
        .collect();
    match texts.as_slice() {
        [one, other] if one.value == other.value => Some(Keyed {
            key: entry.key.clone(),
            value: one.value.clone(),
        }),
        _ => {
            let key = plain(&entry.key);
            errors.at(
                &entry.key,
                format_args!("the API has one name for reading and writing: use `{key} = \"…\"`"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HARMLESS, REFUSED};

    #[test]
    fn the_tables_are_sorted_and_apart() {
        let refused: Vec<_> = REFUSED.iter().map(|(name, _)| *name).collect();
        assert!(refused.is_sorted());
        assert!(HARMLESS.iter().all(|name| !refused.contains(name)));
    }
}
