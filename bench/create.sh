#!/usr/bin/env bash
# How many links are made a second, each on the disk before it is acknowledged? The server on one
# core, wrk on the other, on the embedded store in DIRECTORY, at each of CONNECTIONS; beside it what
# the disk does alone: appends of 4 KiB, each synced before the next.
# usage: bench/create.sh
#   CONNECTIONS="1 64 512" WARM_SECONDS=60 ROUNDS=5 SECONDS_A_ROUND=5 DIRECTORY=/tmp RESULT=bench/results/create.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
connections=${CONNECTIONS:-1 64 512} rounds=${ROUNDS:-5} seconds=${SECONDS_A_ROUND:-5}
warm=${WARM_SECONDS:-60} # of 64 connections; the JVM compiles first
require wrk curl taskset
[ "$(nproc)" -ge 2 ] || { echo "bench: needs two cores" >&2; exit 2; }
ulimit -n 16384 2> /dev/null || true

work=$(mktemp -d -p "${DIRECTORY:-/tmp}")
server_pid=
stop() {
  [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

# disk: synced appends a second.
disk() {
  local began=${EPOCHREALTIME/./} count=2000
  dd if=/dev/zero of="$work/disk" bs=4k count=$count oflag=append,dsync conv=notrunc 2> /dev/null
  rm "$work/disk"
  echo $((count * 1000000 / (${EPOCHREALTIME/./} - began)))
}

# load CONNECTIONS: wrk's RESULT line.
load() {
  taskset -c 1 wrk -t1 -c"$1" -d"${seconds}s" -s bench/create.lua "http://127.0.0.1:$port" |
    awk '/^RESULT/'
}

# round CONNECTIONS: appends what it measured, and the disk's syncs a second.
round() {
  echo "$(measured "$server_pid" load "$1") $(disk)" >> "$work/rounds.$1"
  echo "$1 connections: $(tail -n 1 "$work/rounds.$1")" >&2
}

./terse version > /dev/null
port=$(free_port)
taskset -c 0 ./terse serve --server.listen "127.0.0.1:$port" --store.url "rocksdb:$work/data" \
  > "$work/log" 2>&1 &
server_pid=$!
await_http "http://127.0.0.1:$port/-/health/ready"
taskset -c 1 wrk -t1 -c64 -d"${warm}s" -s bench/create.lua "http://127.0.0.1:$port" > /dev/null
for ((i = 0; i < rounds; i++)); do
  for count in $connections; do
    round "$count"
  done
done
failed=$(cat "$work"/rounds.* | awk '{ failed += $5 } END { print failed }')

{
  echo "# Making links"
  echo
  echo "\`CONNECTIONS=\"$connections\" WARM_SECONDS=$warm ROUNDS=$rounds SECONDS_A_ROUND=$seconds bench/create.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "\`POST /-/api/v1/links\`, each acknowledged once it is synced to the disk. The server, indexing"
  echo "for the search included, on one core; wrk on the other; medians of the rounds. Beside it what"
  echo "the disk does alone: 4 KiB appended and synced, one after the other."
  echo
  echo "| connections | links/s | p50 ms | p99 ms | CPU µs a link | the disk's syncs/s | links a sync of the disk |"
  echo "|--:|--:|--:|--:|--:|--:|--:|"
  for count in $connections; do
    file=$work/rounds.$count
    awk -v c="$count" -v rate="$(median "$file" 1)" -v p50="$(median "$file" 2)" \
      -v p99="$(median "$file" 3)" -v cpu="$(median "$file" 4)" -v disk="$(median "$file" 6)" \
      'BEGIN { printf "| %d | %.0f | %.2f | %.2f | %.1f | %.0f | %.1f |\n", c, rate, p50 / 1000,
        p99 / 1000, cpu, disk, rate / disk }'
  done
  echo
  echo "Goal: more than 10,000 at 64 connections. Answers that were not 201: $failed."
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
