#!/usr/bin/env bash
# How fast is a copy, and is it one? LINKS links are copied with `./terse copy`, which compares both
# stores afterwards, from RocksDB to RocksDB, and from RocksDB to each backend and on to RocksDB. At
# last each of the ends is compared with the first store, from both sides.
# usage: bench/copy.sh [BACKEND…]     of postgresql redis cassandra; postgresql
#   LINKS=1000000 RESULT=bench/results/copy.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
links=${LINKS:-1000000}
backends=(postgresql)
[ $# -eq 0 ] || backends=("$@")
# shellcheck source=bench/backend.sh
. bench/backend.sh
build

# copy NAME FROM TO: copies, and writes a row of the table.
copy() {
  local TIMEFORMAT='%R %U %S'
  { time ./terse copy --from "$2" --to "$3" > "$work/out" 2> "$work/err"; } 2> "$work/time" || {
    cat "$work/out" "$work/err" >&2
    exit 1
  }
  tail -n 1 "$work/out" >&2
  awk -v name="$1" -v links="$links" '{
    printf "| %s | %.1f | %d | %.0f |\n", name, $1, links / $1, ($2 + $3) * 1e6 / links
  }' "$work/time" | tee -a "$work/rows" >&2
}

# compare FROM TO: both ways; ends with status 1 if there is a difference.
compare() {
  ./terse copy --verify-only --from "$1" --to "$2" > "$work/out" || { cat "$work/out" >&2; exit 1; }
  ./terse copy --verify-only --from "$2" --to "$1" > "$work/out" || { cat "$work/out" >&2; exit 1; }
}

first=rocksdb:$work/first
bench/run.sh PopulateStore "$first" "$links" > /dev/null
copy "RocksDB to RocksDB" "$first" "rocksdb:$work/second"
compare "$first" "rocksdb:$work/second"
for backend in "${backends[@]}"; do
  start_backend "$backend"
  copy "RocksDB to $backend" "$first" "$url"
  copy "$backend to RocksDB" "$url" "rocksdb:$work/from-$backend"
  stop_backend
  compare "$first" "rocksdb:$work/from-$backend"
done

{
  echo "# Copying a store"
  echo
  echo "\`LINKS=$links bench/copy.sh ${backends[*]}\`, $(date -u +%Y-%m-%d),"
  echo "commit $(git rev-parse --short HEAD), $(machine), load $(cut -d ' ' -f 1 /proc/loadavg) at the end."
  echo
  echo "$links links, made in the order of shuffled codes, so in no order of their keys. Each row is one"
  echo "\`./terse copy\`: the start of Java, the copy, and the comparison of all links in both directions."
  echo "CPU is that of the command, without the backend's servers. The last store of each way was compared"
  echo "with the first one, from both sides: no difference. The search index is not in it: a RocksDB store"
  echo "makes it when a server opens it first."
  echo
  echo "| copy | s | links/s | CPU, µs a link |"
  echo "|---|--:|--:|--:|"
  cat "$work/rows"
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
