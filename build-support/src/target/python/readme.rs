//! `README.md`: how to use the package, and every operation in it.

use std::fmt::Write as _;

use auto_api_model::Action;

use super::names::{attribute, collection, parameter};
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut out = String::new();
    head(writer, &mut out);
    usage(writer, &mut out);
    writes(writer, &mut out);
    listing(writer, &mut out);
    File {
        path: "README.md".to_owned(),
        contents: out,
    }
}

// Writing to a `String` cannot fail, so that what `writeln!` gives is dropped.

fn head(writer: &Writer<'_>, out: &mut String) {
    let zone = writer.zone;
    let _ = writeln!(out, "# {}\n", writer.package.name);
    let _ = writeln!(out, "The Python client of {} {}.", zone.title, zone.version);
    if !zone.description.trim().is_empty() {
        let _ = writeln!(out, "\n{}", zone.description.trim());
    }
    let _ = writeln!(
        out,
        "\nTyped, for Python 3.10 and later, over pydantic and `httpx2` (or `httpx`, or the standard library alone). Written by auto-api {} (shape {}): changes belong to the server's models.\n",
        env!("CARGO_PKG_VERSION"),
        writer.package.fingerprint
    );
}

fn usage(writer: &Writer<'_>, out: &mut String) {
    let mut all = writer.operations.iter();
    let Some(operation) = all.find(|operation| operation.action == Action::List) else {
        return;
    };
    let entity = &writer.zone.entities[operation.entity];
    let rows = collection(&entity.plural);
    let order = entity.readable().find(|member| member.is_sortable());
    let order = order.map_or_else(String::new, |member| {
        format!("order_by=[\"-{}\"], ", member.name)
    });
    let field = entity.readable().next().map_or("id", |member| &member.name);
    let _ = write!(
        out,
        r#"## Use

```python
from {module} import ApiError, AsyncClient, Client

with Client("https://api.example.com", auth=fresh_token) as client:
    page = client.{rows}.list({order}per_page=10)
    for row in client.{rows}.iterate(fields=["{field}"]):
        print(row.{attribute})
    try:
        client.{rows}.list(count=True, timeout=2.0)
    except ApiError as error:
        print(error.status, error.code, error.problem, error.request_id)

async with AsyncClient("https://api.example.com") as client:
    async for row in client.{rows}.iterate():
        print(row)
```

* Each status has an exception of its own (`NotFound`, `InvalidRequest`, `RateLimited`, …), all of them an `ApiError`.
* `iterate` and `pages` go from cursor to cursor.
* What `fields` leaves out and `include` does not name is not there: to read it raises `NotLoaded`.
* `nulls_first("-key")` says where nulls come; `Unchecked("a.b.c")` is a path through more relations than types know.
* Each call takes `timeout`, `total_timeout`, `retries`, `headers` and `if_none_match`. What changes nothing is tried again after a pause that honours `Retry-After`.
* `Client(…, cache=100)` keeps answers and asks whether they are still good; `etag_of(row)` and `page.etag` are for `if_none_match`, which raises `NotModified`.
* A member that is `UNSET` is left out of filters and variables.

GraphQL gives objects of your own classes; their members say what is asked for:

```python
from pydantic import BaseModel


class Card(BaseModel):
    {attribute}: object


cards = client.{rows}.select(Card, limit=5)
data = client.graphql("query($n: Int) {{ {list}({limit}: $n) {{ {field} }} }}", {{"n": 5}})
```

"#,
        module = writer.module,
        attribute = attribute(field),
        list = entity.list_name,
        limit = writer.spell("limit"),
    );
}

/// What writes are told and answer, where the zone has them.
fn writes(writer: &Writer<'_>, out: &mut String) {
    let mut all = writer.operations.iter();
    let Some(operation) = all.find(|operation| operation.action == Action::Update) else {
        return;
    };
    let entity = &writer.zone.entities[operation.entity];
    let key = entity
        .key
        .iter()
        .map(|&at| parameter(&entity.members[at].name));
    let _ = write!(
        out,
        r#"Writes take dictionaries: what is absent or `UNSET` stays, and `None` is null.

```python
from {module} import PreconditionFailed, etag_of

try:
    row = client.{rows}.update({key}, patch, if_match=etag_of(row))
except PreconditionFailed:
    print("changed meanwhile")
except ApiError as error:
    for mistake in error.problem.errors if error.problem else ():
        print(mistake.field, mistake.path, mistake.index, mistake.message)
```

* `if_match` takes the `ETag` of a row that was asked for, or written, with the same `fields` and `include`.
* New rows are sent with an `Idempotency-Key`, the same for all tries of a call, so that they are made once. `PUT` and `DELETE` are tried again, too; other changes only with `if_match` or an `idempotency_key` of yours.
* `update_matching` and `delete_many` want a `filter` or `all=True`; `at_most` bounds them.

"#,
        module = writer.module,
        rows = collection(&entity.plural),
        key = key.collect::<Vec<_>>().join(", "),
    );
}

fn listing(writer: &Writer<'_>, out: &mut String) {
    out.push_str("## Operations\n\n| method | request | does |\n| --- | --- | --- |\n");
    for operation in &writer.operations {
        let entity = &writer.zone.entities[operation.entity];
        let key = entity
            .key
            .iter()
            .map(|&at| parameter(&entity.members[at].name));
        let key = match operation.action {
            Action::Get | Action::Delete => key.collect::<Vec<_>>().join(", "),
            Action::Update | Action::Replace => {
                key.chain(["…".to_owned()]).collect::<Vec<_>>().join(", ")
            }
            _ => "…".to_owned(),
        };
        let _ = writeln!(
            out,
            "| `client.{}.{}({key})` | `{} {}` | {} |",
            collection(&entity.plural),
            operation.action.verb(),
            operation.method,
            writer.zone.below(&operation.path),
            operation.summary(writer.zone)
        );
    }
}
