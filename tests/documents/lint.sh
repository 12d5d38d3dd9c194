#!/bin/sh
# Lints the documents of every zone: OpenAPI 3.1 and 3.0.3 by Spectral, Redocly (recommended-strict)
# and openapi-spec-validator, GraphQL by graphql-js. One finding of any severity is a failure.
#
#     AUTO_API_NODE_TOOLS=/path/to/folder AUTO_API_PYTHON=/path/to/venv/bin/python \
#         tests/documents/lint.sh
#
# The examples' documents are those that their servers give; those of the suites' models, which have
# every type and odd names in them, are what the build script writes (3.1 only). YAML is
# compared with the JSON, which is what the others read.
# The folder's `node_modules` have @stoplight/spectral-cli, @redocly/cli and graphql; the virtual
# environment has openapi-spec-validator. What is missing is said loudly; with
# AUTO_API_TOOLS=required it is a failure.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${AUTO_API_PYTHON:-python3}
modules=${AUTO_API_NODE_TOOLS:-}/node_modules
target=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$(mktemp -d)
servers=
trap 'for server in $servers; do kill "$server"; done; rm -rf "$work"' EXIT

missing() {
    echo "!!! SKIPPED, a tool is missing: $1" >&2
    [ "${AUTO_API_TOOLS:-}" != required ]
}

# Serves an example on a port that the system gives; its address is in `base`.
serve() {
    program=$1
    shift
    "$target/debug/$program" "$@" --listen 127.0.0.1:0 > "$work/$program.log" 2>&1 &
    server=$!
    servers="$servers $server"
    base=
    while [ -z "$base" ]; do
        kill -0 "$server" || { cat "$work/$program.log" >&2; exit 1; }
        sleep 0.1
        base=$(sed -n 's|.*\(http://[0-9.:]*\)/graphql$|\1|p' "$work/$program.log")
    done
}

# Fetches a zone's documents: the name of the files, and the zone's path.
fetch() {
    curl -sSf -o "$work/$1-3.1.json" "$base$2/openapi.json"
    curl -sSf -o "$work/$1-3.0.json" "$base$2/openapi.json?version=3.0"
    curl -sSf -o "$work/$1-3.1.yaml" "$base$2/openapi.yaml"
    curl -sSf -o "$work/$1.graphql" "$base$2/schema.graphql"
}

# Writes the documents of some sources: a name, `auto-api.toml`, and the files.
write() {
    name=$1 config=$2
    shift 2
    mkdir -p "$work/$name/src"
    cp "$@" "$work/$name/src/"
    for file in "$@"; do echo "mod $(basename "$file" .rs);"; done > "$work/$name/src/lib.rs"
    printf '[package]\nname = "%s"\nversion = "1.0.0"\n' "$name" > "$work/$name/Cargo.toml"
    printf '%s\n' "$config" > "$work/$name/auto-api.toml"
    "$target/debug/examples/zones" "$work/$name" "$work/$name-out" > /dev/null
    for zone in "$work/$name-out"/auto-api/*/; do
        mv "$zone/openapi.json" "$work/$name-$(basename "$zone")-3.1.json"
        mv "$zone/schema.graphql" "$work/$name-$(basename "$zone").graphql"
    done
}

cd "$root"
cargo build -q -p blog -p chinook
cargo build -q -p auto-api-build --example zones
serve blog
fetch blog-public ""
fetch blog-admin /admin
serve chinook --sample
fetch chinook-public ""
fetch chinook-catalog /catalog
write models '[zones.public]
path = "/"
[zones.kinds]
path = "/deep/kinds"
case = "camelCase"
[zones.internal]
[zones.admin]' tests/models/blog.rs tests/models/kinds.rs tests/models/orders.rs
write hostile '[zones.hostile]
title = "It'"'"'s \"quoted\" \"\"\" \\"' tests/clients/rust/hostile.rs

cd "$work"
echo "== $(ls ./*-3.?.* | wc -l) OpenAPI documents, $(ls ./*.graphql | wc -l) GraphQL schemas"

if [ -d "$modules/@stoplight/spectral-cli" ]; then
    echo "== Spectral"
    echo 'extends: ["spectral:oas"]' > ruleset.yaml
    node "$modules/@stoplight/spectral-cli/dist/index.js" lint --quiet --ruleset ruleset.yaml \
        --fail-severity hint ./*.json
else
    missing Spectral
fi
if [ -d "$modules/@redocly/cli" ]; then
    echo "== Redocly"
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
        node "$modules/@redocly/cli/bin/cli.js" lint --extends recommended-strict \
        --max-problems 20 --format stylish ./*.json > redocly.log 2>&1 ||
        { cat redocly.log; exit 1; }
    # What it says of its own surroundings is no finding.
    if grep -E '[0-9]+ warning' redocly.log; then exit 1; fi
else
    missing Redocly
fi
if "$python" -c 'import openapi_spec_validator' 2> /dev/null; then
    echo "== openapi-spec-validator"
    "$python" -m openapi_spec_validator ./*.json > validator.log 2>&1 ||
        { cat validator.log; exit 1; }
    # It reads YAML itself, by a reader that takes `no` and `1:30` for other things than texts.
    for yaml in ./*-3.1.yaml; do
        "$python" -c 'import json, sys, yaml
a, b = (open(path, encoding="utf-8") for path in sys.argv[1:])
assert yaml.safe_load(a) == json.load(b), "the YAML is another document"' "$yaml" "${yaml%.yaml}.json"
    done
else
    missing openapi-spec-validator
fi
if [ -d "$modules/graphql" ]; then
    echo "== graphql-js"
    ln -s "$modules" node_modules
    cp "$here/schemas.mjs" .
    node schemas.mjs ./*.graphql
else
    missing graphql-js
fi
echo "== all is well"
