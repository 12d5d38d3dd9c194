#!/bin/sh
# Runs the scripts of `examples/blog/clients` against the running example, as its README says, and
# looks whether all print the same three posts. Then the Python client writes, and removes what it
# wrote.
#
#     AUTO_API_PYTHON=/path/to/venv/bin/python AUTO_API_NODE_TOOLS=/path/to/folder \
#         tests/clients/scripts/check.sh
#
# The virtual environment has pydantic and httpx2, the folder's `node_modules` TypeScript 5.9,
# `@types/node` and zod. What is missing is said loudly; with AUTO_API_TOOLS=required it is a failure.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
python=${AUTO_API_PYTHON:-python3}
target=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$target/clients/scripts"
target=$(cd "$target" && pwd)
work=$target/clients/scripts/work
server=
trap 'if [ -n "$server" ]; then kill "$server"; fi' EXIT

missing() {
    echo "!!! SKIPPED, a tool is missing: $1" >&2
    [ "${AUTO_API_TOOLS:-}" != required ]
}

rm -rf "$work"
mkdir -p "$work"
cd "$root/examples/blog/clients"
cp list_posts.* Cargo.toml package.json tsconfig.json "$work/"
cd "$root"
# Both examples, as elsewhere: alone, what it stands on would be compiled again.
cargo build -q -p blog -p chinook
blog=$target/debug/blog
"$blog" --clients "$work/generated"
# The port that the system gives is in the first address it prints.
"$blog" --listen 127.0.0.1:0 > "$work/server.log" 2>&1 &
server=$!
base=
while [ -z "$base" ]; do
    kill -0 "$server" || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.1
    base=$(sed -n 's|.*\(http://[0-9.:]*\)/graphql$|\1|p' "$work/server.log")
done
cd "$work"

# The titles and names that the example's seed makes newest.
cat > expected << 'END'
Notes on code review, by Dmitri Tanaka
In praise of short sentences, by Dmitri Tanaka
Why I came back to code review, by Maren Yılmaz
END
same() {
    diff expected "$1.out"
    echo "== $1: the three posts"
}

lock=$target/clients/scripts/Cargo.lock
[ -f "$lock" ] || cp "$root/Cargo.lock" "$lock"
cp "$lock" .
CARGO_TARGET_DIR="$target/clients/scripts" cargo run -q -- "$base" > rust.out
cp Cargo.lock "$lock"
same rust

if "$python" -c 'import pydantic, httpx2' 2> /dev/null; then
    PYTHONPATH=generated/python PYTHONDONTWRITEBYTECODE=1 "$python" list_posts.py "$base" > python.out
    same python
    PYTHONPATH=generated/python PYTHONDONTWRITEBYTECODE=1 "$python" "$here/writes.py" "$base"
else
    missing "pydantic and httpx2"
fi

modules=${AUTO_API_NODE_TOOLS:-}/node_modules
if [ -d "$modules/typescript" ] && [ -d "$modules/@types/node" ] && [ -d "$modules/zod" ]; then
    # What `npm install` does, without the registry.
    mkdir node_modules
    ln -s "$modules/typescript" "$modules/@types" "$modules/zod" node_modules/
    ln -s ../generated/typescript node_modules/blog-client
    node "$modules/typescript/bin/tsc" -p generated/typescript
    node "$modules/typescript/bin/tsc" -p .
    node out/list_posts.js "$base" > typescript.out
    same typescript
else
    missing "TypeScript, @types/node and zod"
fi
