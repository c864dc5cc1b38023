#!/bin/sh
# An analyst's morning: a ticket log in, a figure, the cases behind it, and what it said earlier.
# In a checkout, once it is built: casetrail() { npm run --silent casetrail -- "$@"; }; . examples/analyst.sh
set -e

casetrail import examples/tickets.csv --mapping examples/tickets.json --store sqlite:analyst.db --quiet
casetrail report rightFirstTime resolution.first --by team --as-of 2025-04-01 --zone Asia/Shanghai --store sqlite:analyst.db --quiet
casetrail explain rightFirstTime --side missed --as-of 2025-04-01 --zone Asia/Shanghai --store sqlite:analyst.db --quiet

# before the box was found to be empty
casetrail report rightFirstTime --as-of 2025-03-04 --zone Asia/Shanghai --store sqlite:analyst.db --quiet
