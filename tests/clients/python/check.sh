#!/bin/sh
# Writes clients of this folder's and the suites' models, and tries them: ruff, mypy, pyright, the
# unit tests and the wire vectors. What is missing is said loudly; with AUTO_API_TOOLS=required it
# is a failure.
#
#     AUTO_API_PYTHON=/path/to/venv/bin/python tests/clients/python/check.sh
#
# The virtual environment has: pydantic httpx2 httpx mypy pyright ruff
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
python=${AUTO_API_PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing() {
    echo "!!! SKIPPED, a tool is missing: $1" >&2
    [ "${AUTO_API_TOOLS:-}" != required ]
}

# A package of some sources: its name, `auto-api.toml`, and the files.
write() {
    name=$1 config=$2
    shift 2
    mkdir -p "$work/$name/src"
    cp "$@" "$work/$name/src/"
    for file in "$@"; do echo "mod $(basename "$file" .rs);"; done > "$work/$name/src/lib.rs"
    printf '[package]\nname = "%s"\nversion = "1.0.0"\n' "$name" > "$work/$name/Cargo.toml"
    printf '%s\n[clients]\npython = { package = "{zone}-client" }\n' "$config" > "$work/$name/auto-api.toml"
    cargo run -q -p auto-api-build --example zones -- "$work/$name" "$work/$name-out"
    for zone in "$work/$name-out"/auto-api/*/; do
        mv "$zone/python" "$work/clients/$(basename "$zone")"
    done
}

cd "$root"
mkdir "$work/clients"
write models '[zones.public]
path = "/"
[zones.kinds]
path = "/deep/kinds"
case = "camelCase"
[zones.internal]
[zones.admin]' tests/models/blog.rs tests/models/kinds.rs tests/models/orders.rs
write hostile '[zones.hostile]
title = "It'"'"'s \"quoted\" \"\"\" \\"' "$here/hostile.rs"

path=
for client in "$work"/clients/*/; do path="$path:${client%/}"; done
export PYTHONPATH="${path#:}" PYTHONDONTWRITEBYTECODE=1

run() {
    echo "== $*"
    "$python" -m "$@"
}
has() { "$python" -c "import $1" 2>/dev/null; }

if has ruff; then
    for client in "$work"/clients/*/; do
        run ruff check -q --no-cache "$client"
        run ruff format -q --no-cache --check "$client"
    done
else
    missing ruff
fi
if has mypy; then
    for client in "$work"/clients/*/; do
        (cd "$client" && run mypy --strict --cache-dir "$work/mypy" .)
    done
    cp "$here/usage.py" "$here/stand_in.py" "$work/"
    (cd "$work" && run mypy --strict --cache-dir "$work/mypy" usage.py stand_in.py)
else
    missing mypy
fi
if has pyright; then
    for client in "$work"/clients/*/; do (cd "$client" && run pyright .); done
    printf '[tool.pyright]\ntypeCheckingMode = "strict"\nenableTypeIgnoreComments = true\n' > "$work/pyproject.toml"
    (cd "$work" && run pyright usage.py)
else
    missing pyright
fi
if has pydantic; then
    "$python" -X dev -c 'import hostile_client, hostile_client.aio, hostile_client.queries'
    cp -r "$root/tests/wire" "$work/wire"
    cp "$here"/*.py "$work/"
    (cd "$work" && run unittest)
else
    missing pydantic
fi
