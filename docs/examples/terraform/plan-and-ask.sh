#!/bin/sh
# Plans, asks people to sign this plan, and applies it once they have.
#
#   plan-and-ask.sh <workspace> <account> <region> <reason>
#
# It needs terraform, countersign and git, COUNTERSIGN_URL, and credentials of the agent's role.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
workspace=$1
account=$2
region=$3
reason=$4

terraform plan -input=false -out=plan.out >&2
sha256=$(sha256sum plan.out | cut -d ' ' -f 1)

# What the plan says of itself, for people to read; nothing is counted where nothing changes. Its hash is what binds.
counts=$(terraform show -no-color plan.out |
  sed -n 's/^Plan: \(.* to import, \)\{0,1\}\([0-9]*\) to add, \([0-9]*\) to change, \([0-9]*\) to destroy.*/\2 \3 \4/p')
set -- ${counts:-0 0 0}

countersign run terraform:apply \
  --resource "arn:aws:countersign:$region:$account:terraform/$workspace" \
  --parameters "$(printf '{"workspace":"%s","commit":"%s","plan":"%s","add":%s,"change":%s,"destroy":%s}' \
    "$workspace" "$(git rev-parse HEAD)" "$sha256" "$1" "$2" "$3")" \
  --reason "$reason" \
  -- "$here/apply-plan.sh" "$sha256" plan.out
