#!/usr/bin/env bash
# Many nodes on one store: 8 node processes draw CODES codes and store every PER_LINK-th as a link,
# then hold CONTESTS contests for chosen codes, while nodes are killed, restarted and suspended.
# Ends with status 1 if a code came twice, a link is lost, or a contest has not exactly one winner.
# On rocksdb one process draws on 8 threads, and there are no contests.
# usage: bench/nodes.sh [BACKEND…]     of rocksdb postgresql redis cassandra; all
#   CODES=1000000 PER_LINK=10 CONTESTS=10000 RESULT=bench/results/nodes.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
codes=${CODES:-1000000} per_link=${PER_LINK:-10} contests=${CONTESTS:-10000}
backends=(rocksdb postgresql redis cassandra)
[ $# -eq 0 ] || backends=("$@")
# shellcheck source=bench/backend.sh
. bench/backend.sh
build

for backend in "${backends[@]}"; do
  start_backend "$backend"
  bench/run.sh --end-to-end dev.terse.e2e.nodes.ManyNodes "$url" "$codes" "$per_link" "$contests" \
    | tee -a "$work/rows" >&2
  stop_backend
done

{
  echo "# Eight nodes on one store"
  echo
  echo "\`CODES=$codes PER_LINK=$per_link CONTESTS=$contests bench/nodes.sh ${backends[*]}\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "8 node processes (one, with 8 threads, on RocksDB), about every 2 s one of them killed (kill -9) and another started, or one"
  echo "suspended for up to 2 s (SIGSTOP: a lease holder that stands still). Their clocks jump by up to"
  echo "an hour: leases do not depend on time. A link is wrong if it is not there byte for byte as it"
  echo "was acknowledged; a contest is wrong if not exactly one node won it. A failed call is allowed,"
  echo "and promises nothing."
  echo
  echo "| backend | codes drawn | twice | links acknowledged | wrong | contests | wrong | kills | suspensions | failed calls | s |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
  cat "$work/rows"
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
