#!/usr/bin/env bash
# Has docs/verify.py, which shares nothing with our code but the format, judge the same trails. Needs Python and its package index.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
export EVIDENCE_PYTHON="$venv/bin/python"
cd "$here/../.."
npx --no-install vitest run --project evidence "$@"
