#!/bin/sh
# Writes Rust clients of the suites' models, of Chinook and of hostile names, and tries them:
# rustfmt, clippy, rustdoc, their own tests, the wire vectors; for wasm32 where that target is, and
# against the running example where its program is.
#
#     AUTO_API_CHINOOK="target/debug/chinook --database chinook.db" tests/clients/rust/check.sh
#
# `--sample` instead of a database does, too. What is compiled stays in `clients/rust` of the
# target folder, so that a second run has only the clients to compile.
#
# What is missing is said loudly; with AUTO_API_TOOLS=required it is a failure.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}/clients/rust
mkdir -p "$target"
target=$(cd "$target" && pwd)
work=$target/work
server=
trap 'if [ -n "$server" ]; then kill "$server"; fi' EXIT
flags="--no-default-features --quiet"
# Versions that the clients share with the workspace are the workspace's.
[ -f "$target/Cargo.lock" ] || cp "$root/Cargo.lock" "$target/Cargo.lock"
rm -rf "$work"
mkdir -p "$work"
cp "$target/Cargo.lock" "$work/"

missing() {
    echo "!!! SKIPPED, a tool is missing: $1" >&2
    [ "${AUTO_API_TOOLS:-}" != required ]
}

# A package of some sources: its name, `auto-api.toml`, and the files and folders.
write() {
    name=$1 config=$2
    shift 2
    mkdir -p "$work/$name/src"
    cp -r "$@" "$work/$name/src/"
    for file in "$work/$name"/src/*.rs; do
        echo "mod $(basename "$file" .rs);" >> "$work/$name/lib"
    done
    mv "$work/$name/lib" "$work/$name/src/lib.rs"
    printf '[package]\nname = "%s"\nversion = "1.0.0"\n' "$name" > "$work/$name/Cargo.toml"
    printf '%s\n[clients]\nrust = { package = "%s-{zone}" }\n' "$config" "$name" > "$work/$name/auto-api.toml"
    (cd "$root" && cargo run -q -p auto-api-build --example zones -- "$work/$name" "$work/$name-out")
    for zone in "$work/$name-out"/auto-api/*/; do
        mv "$zone/rust" "$work/clients/$name-$(basename "$zone")"
    done
}

mkdir "$work/clients"
write models '[zones.public]
path = "/"
[zones.kinds]
path = "/deep/kinds"
case = "camelCase"
big_int = "number"
[zones.internal]
[zones.admin]' "$root"/tests/models/blog.rs "$root"/tests/models/kinds.rs "$root"/tests/models/orders.rs
write shop '[zones.public]
path = "/"
[zones.catalog]
only_marked = true' "$root"/examples/chinook/src/models.rs "$root"/examples/chinook/src/models
write hostile '[zones.hostile]
title = "It'"'"'s \"quoted\" \"\"\" \\"' "$here/hostile.rs"

# One workspace, so that what they stand on is compiled once.
printf '[workspace]\nresolver = "3"\nmembers = ["clients/*"]\n[profile.dev]\ndebug = 0\n' > "$work/Cargo.toml"
mkdir -p "$work/clients/models-public/tests" "$work/clients/shop-public/examples"
cp "$here"/tests/*.rs "$work/clients/models-public/tests/"
cp -r "$root/tests/wire" "$work/clients/models-public/tests/wire"
cp "$here/live/live.rs" "$work/clients/shop-public/examples/"
cd "$work"
export CARGO_TARGET_DIR="$target"

for client in clients/*/; do
    echo "== rustfmt $client"
    rustfmt --edition 2024 --check "$client/src/lib.rs"
done
echo "== clippy"
cargo clippy --workspace --all-targets $flags -- -D warnings
cargo clippy --workspace --lib $flags -- -D warnings -D clippy::pedantic
echo "== rustdoc"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps $flags
cp Cargo.lock "$target/"
echo "== tests"
cargo test --workspace $flags
if rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown; then
    echo "== wasm32"
    cargo check --workspace --lib $flags --target wasm32-unknown-unknown
else
    missing "the target wasm32-unknown-unknown"
fi
if [ -n "${AUTO_API_CHINOOK:-}" ]; then
    echo "== against the running example"
    cd "$root"
    port=$((20000 + $$ % 20000))
    $AUTO_API_CHINOOK --listen "127.0.0.1:$port" > "$work/server.log" 2>&1 &
    server=$!
    cd "$work"
    cargo build $flags -p shop-public --example live
    cargo run $flags -p shop-public --example live -- "http://127.0.0.1:$port"
else
    missing "AUTO_API_CHINOOK, the example's program and its database"
fi
echo "== all is well"
