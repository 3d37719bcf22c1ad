#!/usr/bin/env bash
# How long from the command to the first redirect, with the artifact built, and what is resident then
# and after a load: on a new store and on one of LINKS links, with the ahead-of-time cache and without.
# usage: bench/start.sh
#   LINKS=100000 ROUNDS=7 LOAD_SECONDS=20 RESULT=bench/results/start.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
links=${LINKS:-100000} rounds=${ROUNDS:-7} load=${LOAD_SECONDS:-20}
require wrk curl

work=$(mktemp -d)
server_pid=
stop() {
  [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

# start STORE [JAVA-OPTION]: starts a server; sets port and server_pid.
start() {
  port=$(free_port)
  TERSE_JAVA_OPTS=${2-} ./terse serve --server.listen "127.0.0.1:$port" \
    --store.url "rocksdb:$1" > "$work/log" 2>&1 &
  server_pid=$!
}

end() {
  kill "$server_pid"
  wait "$server_pid" || true
  server_pid=
}

# round NAME STORE CODE [JAVA-OPTION]: appends "ms-to-first-answer MiB CPU-ms".
round() {
  local began=${EPOCHREALTIME/./} answered tries
  start "$2" "${4-}"
  for ((tries = 0; tries < 6000; tries++)); do
    ! curl -s -o /dev/null "http://127.0.0.1:$port/$3" 2> /dev/null || break
    sleep 0.005
  done
  answered=${EPOCHREALTIME/./}
  echo "$(((answered - began) / 1000)) $(rss_mib "$server_pid")" \
    "$(($(cpu_ticks "$server_pid") * 1000 / $(getconf CLK_TCK)))" >> "$work/rounds.$1"
  echo "$1: $(tail -n 1 "$work/rounds.$1")" >&2
  end
}

# The first start prepares the cache and builds the index of the links.
bench/run.sh PopulateStore "rocksdb:$work/full" "$links" > "$work/codes"
code=$(head -n 1 "$work/codes")
start "$work/full"
await_http "http://127.0.0.1:$port/-/health/ready"
sleep 10
end
for ((i = 0; i < rounds; i++)); do
  round "new store" "$work/new-$i" none
  round "new store, without the cache" "$work/cold-$i" none -XX:AOTMode=off
  round "$links links" "$work/full" "$code"
  round "$links links, without the cache" "$work/full" "$code" -XX:AOTMode=off
done
start "$work/full"
await_http "http://127.0.0.1:$port/-/health/ready"
wrk -t1 -c64 -d"${load}s" -s bench/redirect.lua "http://127.0.0.1:$port" -- "$work/codes" random 1 \
  > "$work/wrk"
loaded=$(rss_mib "$server_pid")
end

{
  echo "# Start and memory"
  echo
  echo "\`LINKS=$links ROUNDS=$rounds LOAD_SECONDS=$load bench/start.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "From \`./terse serve\`, the artifact built, to the answer of the first redirect (of an unknown"
  echo "code where the store is new), asked again every 5 ms; then what is resident, and the CPU time"
  echo "used. Medians of $rounds."
  echo
  echo "| store | ms to the first redirect | resident MiB | CPU ms |"
  echo "|---|--:|--:|--:|"
  for name in "new store" "new store, without the cache" "$links links" \
    "$links links, without the cache"; do
    printf '| %s | %.0f | %.0f | %.0f |\n' "$name" "$(median "$work/rounds.$name" 1)" \
      "$(median "$work/rounds.$name" 2)" "$(median "$work/rounds.$name" 3)"
  done
  echo
  echo "Goals: 600 ms, 150 MiB. After $load s in which 64 connections followed all $links links," \
    "$(awk '/requests in/ { print $1 }' "$work/wrk") redirects: $loaded MiB."
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
