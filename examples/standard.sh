#!/bin/sh
# A house's own standard: standard.json says only in what it differs from retail-2025. It is checked, compared,
# and used: a desk is run under it.
# In a checkout, once it is built: casetrail() { npm run --silent casetrail -- "$@"; }; . examples/standard.sh
set -e

casetrail standards check examples/standard.json
casetrail standards diff retail-2025 examples/standard.json
casetrail simulate --standard examples/standard.json --cases 20 --seed 7 --store sqlite:standard.db --quiet
casetrail report cases.opened --by standard --standard examples/standard.json --as-of 2026-01-01 --store sqlite:standard.db --quiet
