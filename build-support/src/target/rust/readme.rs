//! `README.md`: how to use the crate, and every operation in it.

use std::fmt::Write as _;

use auto_api_model::{Action, Operation};

use super::names::{collection, krate, member, package, type_name};
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut out = String::new();
    head(writer, &mut out);
    usage(writer, &mut out);
    listing(writer, &mut out);
    File {
        path: "README.md".to_owned(),
        contents: out,
    }
}

// Writing to a `String` cannot fail, so that what `writeln!` gives is dropped.

fn head(writer: &Writer<'_>, out: &mut String) {
    let zone = writer.zone;
    let _ = writeln!(out, "# {}\n", package(&writer.package.name));
    let _ = writeln!(out, "The Rust client of {} {}.", zone.title, zone.version);
    if !zone.description.trim().is_empty() {
        let _ = writeln!(out, "\n{}", zone.description.trim());
    }
    let _ = writeln!(
        out,
        "\nA crate on `reqwest`, for servers, command lines and browsers (`wasm32`). Written by auto-api {} (shape {}): changes belong to the server's models.\n",
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
    let (krate, ty) = (krate(&writer.package.name), type_name(entity.type_name()));
    let rows = collection(&entity.plural);
    let column = |name: &str| format!("{ty}::{}", member(name).to_uppercase());
    let mut sortable = entity.readable().filter(|member| member.is_sortable());
    let order = sortable.next().map_or_else(String::new, |member| {
        format!("\n    .order_by([{}.desc()])", column(&member.name))
    });
    let _ = write!(
        out,
        r#"## Use

```rust
use {krate}::models::{ty};
use {krate}::{{Auth, Client}};

let client = Client::builder("https://api.example.com")
    .auth(Auth::refreshing(|| async {{ Ok(fresh_token().await?) }}))
    .build()?;

let page = client
    .{rows}()
    .list(){order}
    .per_page(10)
    .send()
    .await?;

let mut each = client.{rows}().list().stream();
while let Some(row) = each.next().await {{
    println!("{{:?}}", row?);
}}

match client.{rows}().list().count(true).send().await {{
    Ok(page) => println!("{{:?}}", page.page_info.total_count),
    Err(error) => println!("{{:?}} {{}} {{:?}}", error.status(), error.code(), error.problem()),
}}
```

* Filters are structs of `filters`: `.filter({filter} {{ … , ..Default::default() }})`, or made by their methods.
* `.stream()` and `.pages()` go from cursor to cursor; both are `futures_core::Stream`s, and have a `next` of their own.
* `.include({ty}::…)` fills relations; `.select::<T>([{ty}::…])` and `.read_as::<T>()` read rows as a type of yours.
* An `Error` has `status`, `code`, `problem` and `request_id`.
* Each call takes `.timeout(…)`, `.total_timeout(…)`, `.retries(…)` and `.header(…)`. What changes nothing is tried again after a pause that honours `Retry-After`. Dropping a future cancels its call.
* `.send_if_changed(etag)` says whether a known answer is still good.
* `client.graphql::<T>(query, variables).send()` reads `data` as a type of yours.
* TLS is the feature `rustls`, which is on; `native-tls` and `rustls-no-provider` are others. `default-features = false` leaves all of it out, which plain HTTP does without. Nothing else of `reqwest` is on; `http2` is a feature.

"#,
        filter = entity.filter_name(),
    );
}

fn call(writer: &Writer<'_>, operation: &Operation) -> String {
    let entity = &writer.zone.entities[operation.entity];
    let keys = match operation.action {
        Action::Get => entity
            .key
            .iter()
            .map(|&at| member(&entity.members[at].name))
            .collect(),
        _ => Vec::new(),
    };
    let rows = collection(&entity.plural);
    format!(
        "client.{rows}().{}({})",
        operation.action.verb(),
        keys.join(", ")
    )
}

fn listing(writer: &Writer<'_>, out: &mut String) {
    out.push_str("## Operations\n\n| call | request | does |\n| --- | --- | --- |\n");
    for operation in &writer.operations {
        let _ = writeln!(
            out,
            "| `{}` | `{} {}` | {} |",
            call(writer, operation),
            operation.method,
            writer.zone.below(&operation.path),
            operation.summary(writer.zone)
        );
    }
}
