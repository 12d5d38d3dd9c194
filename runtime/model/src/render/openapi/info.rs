//! The head of the document: what it is of, and one tag a model.

use serde_json::{Value, json};

use crate::{License, Zone};

/// How every list is asked, said once.
const CONVENTIONS: &str = "\
## Filters

Lists and exports take any number of `filter[field][operator]=value` parameters; all of them hold. \
`field=value` is short for `filter[field][eq]=value`. \
Operators that take several values take them with commas between, or one in each of several \
parameters that end in `[]`. \
Fields of relations are reached through them: `filter[RELATION][field][operator]` for relations to \
one; `[some]`, `[every]` and `[none]` stand behind the relation for relations to many, and \
`[count][operator]` compares their number. \
`filter[or][0]…`, `filter[and][0]…` and `filter[not]…` combine filters. \
The same as one JSON object goes into `filter`.

## Errors

Every answer that fails is `application/problem+json`: see `Problem`.";

pub(super) fn info(zone: &Zone) -> Value {
    let description = match zone.description.trim() {
        "" => CONVENTIONS.to_owned(),
        own => format!("{own}\n\n{CONVENTIONS}"),
    };
    json!({
        "title": zone.title,
        "version": zone.version,
        "description": description,
        "contact": contact(zone),
        "license": license(zone.license.as_ref()),
    })
}

fn contact(zone: &Zone) -> Value {
    let Some(contact) = &zone.contact else {
        return json!({ "name": zone.title });
    };
    let all = [
        ("name", &contact.name),
        ("url", &contact.url),
        ("email", &contact.email),
    ];
    let said = all.into_iter().filter_map(|(key, text)| {
        let text = text.as_ref()?;
        Some((key.to_owned(), json!(text)))
    });
    super::object(said)
}

/// An identifier and a URL exclude each other.
fn license(license: Option<&License>) -> Value {
    match license {
        // SPDX has a word for a zone that states none.
        None => json!({ "name": "Not stated", "identifier": "NOASSERTION" }),
        Some(license) => match (&license.identifier, &license.url) {
            (Some(identifier), _) => json!({ "name": license.name, "identifier": identifier }),
            (None, Some(url)) => json!({ "name": license.name, "url": url }),
            (None, None) => json!({ "name": license.name }),
        },
    }
}

/// The addresses that paths are below: the zone's path, on each server that is known.
pub(super) fn servers(zone: &Zone) -> Value {
    if zone.servers.is_empty() {
        return json!([{ "url": zone.path, "description": "Where the zone is mounted." }]);
    }
    let servers = zone.servers.iter().map(|server| {
        let base = server.url.trim_end_matches('/');
        let url = match zone.path.as_str() {
            "/" => base.to_owned(),
            path => format!("{base}{path}"),
        };
        let description = match server.description.as_str() {
            "" => "Where the application is reached.",
            own => own,
        };
        json!({ "url": url, "description": description })
    });
    servers.collect()
}

pub(super) fn tags(zone: &Zone) -> Vec<Value> {
    let tags = zone.visible().map(|entity| {
        let docs = match entity.model.docs.trim() {
            "" => format!("Rows of `{}`.", entity.type_name()),
            docs => docs.to_owned(),
        };
        json!({ "name": entity.type_name(), "description": docs })
    });
    tags.collect()
}
