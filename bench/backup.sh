#!/usr/bin/env bash
# How long does a backup take, and what do redirects notice of it? LINKS links are backed up by
# `./terse backup` from a server that answers redirects meanwhile, verified, and restored.
# usage: bench/backup.sh
#   LINKS=1000000 RESULT=bench/results/backup.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
links=${LINKS:-1000000}
require wrk curl
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; wait; rm -rf "$work"' EXIT
export BENCH_CLASSPATH=$work/classpath
./terse version > /dev/null
bench/run.sh --build "$BENCH_CLASSPATH"

# timed NAME COMMAND...: runs it and writes a row of the table.
timed() {
  local TIMEFORMAT='%R %U %S' name=$1
  shift
  { time "$@" > "$work/out" 2> "$work/err"; } 2> "$work/time" || {
    cat "$work/out" "$work/err" >&2
    exit 1
  }
  cat "$work/out" >&2
  awk -v name="$name" '{ printf "| %s | %.1f | %.1f |\n", name, $1, $2 + $3 }' "$work/time" \
    | tee -a "$work/rows" >&2
}

# load SECONDS: redirects of all links alike on 16 connections; wrk's RESULT line.
load() {
  wrk -t1 -c16 -d"$1s" -s bench/redirect.lua "http://127.0.0.1:$port" -- "$work/codes" random \
    | grep '^RESULT'
}

# row NAME RESULT...: a row of the second table.
row() {
  awk -v name="$1" '{
    printf "| %s | %.0f | %.2f | %.2f | %d |\n", name, $2 / ($3 / 1e6), $4 / 1000, $5 / 1000, $6
  }' <<< "$2" | tee -a "$work/loads" >&2
}

bench/run.sh PopulateStore "rocksdb:$work/data" "$links" > /dev/null
./terse codes --store.url "rocksdb:$work/data" --count "$links" | head -n 100000 > "$work/codes"
port=$(free_port)
./terse serve --server.listen "127.0.0.1:$port" --store.url "rocksdb:$work/data" > "$work/log" 2>&1 &
server=$!
await_http "http://127.0.0.1:$port/-/health/ready"
curl -s -o /dev/null "http://127.0.0.1:$port/-/api/v1/links?q=example"
load 5 > /dev/null
row "before" "$(load 10)"
load 60 > "$work/during" &
loading=$!
sleep 1
timed "backup, while redirects go on" ./terse backup "$work/b.tar" --server "http://127.0.0.1:$port"
pkill -INT -P "$loading" wrk || true
wait "$loading" || true
row "during" "$(cat "$work/during")"
timed "backup, else idle" ./terse backup "$work/b2.tar" --server "http://127.0.0.1:$port"
kill "$server"
wait "$server" || true
server=
timed "verify-backup" ./terse verify-backup "$work/b.tar" --directory "$work"
timed "restore" ./terse restore "$work/b.tar" --store.url "rocksdb:$work/restored"

{
  echo "# Backing up a store"
  echo
  echo "\`LINKS=$links bench/backup.sh\`, $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD),"
  echo "$(machine), load $(cut -d ' ' -f 1 /proc/loadavg) at the end."
  echo
  echo "$links links; the backup has $(($(stat -c %s "$work/b.tar") >> 20)) MiB. CPU is that of the"
  echo "command, without the server's; each includes the start of Java."
  echo
  echo "| what | seconds | CPU, seconds |"
  echo "|---|--:|--:|"
  cat "$work/rows"
  echo
  echo "Redirects by wrk on the same cores, 16 connections, 100,000 links alike, as many as go:"
  echo
  echo "| | redirects a second | p50, ms | p99, ms | failed |"
  echo "|---|--:|--:|--:|--:|"
  cat "$work/loads"
} > "${RESULT:-bench/results/backup.md}"
