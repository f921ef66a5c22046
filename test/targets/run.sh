#!/usr/bin/env bash
# Runs the curated actions against moto, a simulator of AWS that knows nothing of us. Needs Python and its package index.
# UPDATE=1 writes anew what moto does not do.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --no-deps --requirement "$here/requirements.txt"
# What our functions log of thousands of requests says nothing here.
export POWERTOOLS_LOG_LEVEL=SILENT POWERTOOLS_METRICS_DISABLED=true
export MOTO_SERVER="$venv/bin/moto_server"
cd "$here/../.."
npx --no-install vitest run --project targets "$@"
