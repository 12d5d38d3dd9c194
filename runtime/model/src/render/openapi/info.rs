//! The head of the document: what it is of, and one tag a model.

use serde_json::{Value, json};

use crate::Zone;

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
        "contact": { "name": zone.title },
        // A zone states no licence; SPDX has a word for that.
        "license": { "name": "Not stated", "identifier": "NOASSERTION" },
    })
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
