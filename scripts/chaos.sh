#!/usr/bin/env bash
# Kills a worker, the server and Postgres at random moments of stories, and checks that nothing is lost, doubled or different.
#   scripts/chaos.sh [--kills 20] [--targets worker,server,postgres] [--seed 1]
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec node_modules/.bin/node --import ./shared/node/load-modules.mjs scripts/chaos.ts "$@"
