#!/usr/bin/env bash
# Parses every named query with Trino's parser and runs it in Trino itself, the engine of Athena. Needs Java 17 and Maven.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn --quiet --batch-mode --file "$here/pom.xml" dependency:build-classpath "-Dmdep.outputFile=$classpath"
TRINO_CLASSPATH=$(cat "$classpath")
export TRINO_CLASSPATH
cd "$here/../.."
npx --no-install vitest run --project trino "$@"
