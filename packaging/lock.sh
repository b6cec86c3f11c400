#!/bin/bash
# Writes requirements.lock anew: every platform, every hash, no index address. Needs uv (pip install uv).
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
if ! [ -x "$uv" ]; then
    echo "lock: uv is missing; install it with 'pip install uv'." >&2
    exit 1
fi
# Without --upgrade the versions already in the lock stay; pass --upgrade to raise them all.
"$uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --output-file requirements.lock "$@" >/dev/null
