#!/usr/bin/env bash
# How soon does a change on one node show on another? CHANGES edits and takedowns (every third one),
# by two nodes in one process with and without the store's push, and by two servers over HTTP.
# usage: bench/freshness.sh [BACKEND…]     of postgresql redis cassandra; all
#   CHANGES=400 RESULT=bench/results/freshness.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
changes=${CHANGES:-400}
backends=(postgresql redis cassandra)
[ $# -eq 0 ] || backends=("$@")
require curl
# shellcheck source=bench/backend.sh
. bench/backend.sh
build

for backend in "${backends[@]}"; do
  start_backend "$backend"
  start_nodes 2
  bench/run.sh --end-to-end dev.terse.e2e.fresh.MeasureFreshness "$url" "$changes" \
    "http://127.0.0.1:${ports[0]}/" "http://127.0.0.1:${ports[1]}/" | tee -a "$work/rows" >&2
  stop_nodes
  stop_backend
done

{
  echo "# How soon a change shows on another node"
  echo
  echo "\`CHANGES=$changes bench/freshness.sh ${backends[*]}\`, $(date -u +%Y-%m-%d),"
  echo "commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "Each row: $changes links, known to the second node, are edited on the first, every third one"
  echo "is taken down. Counted is the time from the acknowledgement to the last answer of the second"
  echo "node that still told the old; 0 if there was none. BUSY links are followed every 10 ms (over HTTP 50), IDLE"
  echo "ones once before the change and then not until any time up to 6 s after it. Milliseconds."
  echo
  echo "| backend | how | traffic | p50 | p99 | max |"
  echo "|---|---|---|--:|--:|--:|"
  cat "$work/rows"
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
