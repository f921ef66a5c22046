#!/usr/bin/env bash
# Holds the catalog against the examples that AWS publishes with botocore. Needs Python and its package index; runs none of its code.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --no-deps --require-hashes --requirement "$here/requirements.txt"
export BOTOCORE_DATA
BOTOCORE_DATA=$(find "$venv" -path '*/botocore/data' -type d)
cd "$here/../.."
npx --no-install vitest run --project examples "$@"
