//! `README.md`: how to use the package, and every operation in it.

use std::fmt::Write as _;

use auto_api_model::{Action, Operation};

use super::spell::camel;
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
    let _ = writeln!(
        out,
        "The TypeScript client of {} {}.",
        zone.title, zone.version
    );
    if !zone.description.trim().is_empty() {
        let _ = writeln!(out, "\n{}", zone.description.trim());
    }
    let _ = writeln!(
        out,
        "\nESM without dependencies, for Node 20.3 and later, Deno, Bun, browsers and workers. Written by auto-api {} (shape {}): changes belong to the server's models.\n",
        env!("CARGO_PKG_VERSION"),
        writer.package.fingerprint
    );
}

fn first<'w>(writer: &'w Writer<'_>, action: Action) -> Option<(&'w Operation, String)> {
    let mut all = writer.operations.iter();
    let found = all.find(|operation| operation.action == action)?;
    Some((found, camel(&found.phrase(writer.zone))))
}

fn usage(writer: &Writer<'_>, out: &mut String) {
    let (Some((operation, list)), name) = (first(writer, Action::List), &writer.package.name)
    else {
        return;
    };
    let entity = &writer.zone.entities[operation.entity];
    let row = camel(&entity.singular);
    let collection = camel(&entity.plural);
    let order = entity.readable().find(|member| member.is_sortable());
    let order = order.map_or_else(String::new, |member| {
        format!("orderBy: [\"-{}\"], ", member.name)
    });
    let field = entity.readable().next().map_or("id", |member| &member.name);
    let _ = write!(
        out,
        r#"## Use

```ts
import {{ ApiError, createClient, {list} }} from "{name}";

const client = createClient({{ baseUrl: "https://api.example.com", auth: () => freshToken() }});

try {{
  const page = await {list}(client, {{ {order}perPage: 10 }});
  console.log(page.items);
}} catch (error) {{
  if (error instanceof ApiError) console.error(error.status, error.code, error.requestId);
}}

for await (const {row} of {list}.iterate(client, {{ fields: ["{field}"] }})) console.log({row});

const result = await {list}.safe(client, {{ count: true }});
if (result.status === 200) console.log(result.data);
else if (result.status !== 304) console.log(result.code, result.problem?.errors);
```

* `{list}(…)` throws an `ApiError` with `status`, `code`, `problem` and `requestId`; `{list}.safe(…)` gives a union discriminated on `status`.
* `.iterate(…)` and `.pages(…)` go from cursor to cursor.
* `fields` and `include` decide what rows have, and what their types have.
* Each call takes `{{ signal, timeout, totalTimeout, retries, headers, ifNoneMatch }}` last. What changes nothing is tried again after a pause that honours `Retry-After`.
* `withCache(client)` keeps answers and asks whether they are still good.

```ts
import {{ createClient }} from "{name}/facade";
const page = await createClient({{ baseUrl }}).{collection}.list();
```

```ts
import {{ query }} from "{name}/graphql";
const answer = await query(client, {{ {graphql}: {{ $: {{ {limit}: 5 }}, {field}: true }} }});
```

```ts
import {{ infiniteQuery, listQuery }} from "{name}/query"; // for TanStack Query, which is not needed otherwise
const {collection} = useQuery(listQuery(client, {list}, {{ perPage: 10 }}));
```

```ts
import * as schemas from "{name}/zod"; // for zod 4.3 or later, which is not needed otherwise
const checked = schemas.{page}.parse(await {list}(client));
const filter = schemas.{filter}.safeParse(JSON.parse(text));
```

"#,
        page = entity.page_name(),
        filter = entity.filter_name(),
        graphql = entity.list_name,
        limit = writer.spell("limit"),
    );
}

/// What writes are told and answer, where the zone has them.
fn writes(writer: &Writer<'_>, out: &mut String) {
    let Some((operation, update)) = first(writer, Action::Update) else {
        return;
    };
    let entity = &writer.zone.entities[operation.entity];
    let _ = write!(
        out,
        r#"Writes take what is written as an object: what is absent (or `undefined`) stays, and null is a value.

```ts
const result = await {update}.safe(client, {key}, patch, {{}}, {{ ifMatch: etag }});
if (result.status === 200) etag = result.etag;
else if (result.status === 412) console.log("changed meanwhile");
else for (const {{ field, path, index, message }} of result.problem?.errors ?? []) console.log(field, path, index, message);
```

* `.safe` has the `etag` of a row; `ifMatch` takes it, as a call with the same `fields` and `include` gave it.
* New rows are sent with an `Idempotency-Key`, the same for all tries of a call, so that they are made once. `PUT` and `DELETE` are tried again, too; other changes only with `ifMatch` or an `idempotencyKey` of yours.
* Writes of many rows by a filter want `filter` or `all: true`; `atMost` bounds them.

"#,
        key = camel(&entity.singular) + "Key",
    );
}

fn listing(writer: &Writer<'_>, out: &mut String) {
    out.push_str("## Operations\n\n| function | request | does |\n| --- | --- | --- |\n");
    for operation in &writer.operations {
        let _ = writeln!(
            out,
            "| `{}` | `{} {}` | {} |",
            camel(&operation.phrase(writer.zone)),
            operation.method,
            writer.zone.below(&operation.path),
            operation.summary(writer.zone)
        );
    }
}
