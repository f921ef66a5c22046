#!/bin/sh
# Applies a plan file whose SHA-256 is the one that is given, and no other. `countersign run` calls it with both: they stand
# in the command line that people have signed.
#
#   apply-plan.sh <sha256> <plan file>
set -eu

signed=$1
plan=$2

# A copy that nobody else can write: the file that is hashed must be the file that is applied.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$plan" "$folder/plan.out"

found=$(sha256sum "$folder/plan.out" | cut -d ' ' -f 1)
if [ "$found" != "$signed" ]; then
  echo "$plan has the SHA-256 $found, and $signed was signed. Nothing was applied." >&2
  exit 1
fi

terraform apply -input=false "$folder/plan.out"
