#!/usr/bin/env bash
# Writes services/ anew from both sources; with --check it writes nothing and fails where they say otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
# Its data is all that is wanted of it, and none of its code is run. The published examples are held to the same release.
"$venv/bin/pip" install --quiet --no-deps --require-hashes --requirement test/examples/requirements.txt
npx --no-install node "$here/main.ts" --botocore "$(find "$venv" -path '*/botocore/data' -type d)" "$@"
