#!/usr/bin/env bash
# What does a redirect cost beside nginx's? wrk on one core, the server on the other: LINKS links,
# random codes, keep-alive, CONNECTIONS connections, ROUNDS interleaved rounds of SECONDS each.
# usage: bench/redirect.sh [--smoke]
#   LINKS=100000 CONNECTIONS=64 ROUNDS=7 SECONDS_A_ROUND=10 RESULT=bench/results/redirect.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh

links=${LINKS:-100000} connections=${CONNECTIONS:-64} rounds=${ROUNDS:-7}
seconds=${SECONDS_A_ROUND:-10}
if [ "${1-}" = --smoke ]; then
  links=1000 rounds=1 seconds=1
fi
require wrk nginx curl taskset pgrep
[ "$(nproc)" -ge 2 ] || { echo "bench: needs two cores" >&2; exit 2; }

work=$(mktemp -d)
servers=()
stop() {
  [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

./terse version > /dev/null
bench/run.sh PopulateStore "rocksdb:$work/data" "$links" > "$work/codes"

nginx_port=$(free_port)
cat > "$work/nginx.conf" << CONF
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work;
  uwsgi_temp_path $work; scgi_temp_path $work;
  server {
    listen 127.0.0.1:$nginx_port backlog=4096;
    location / { return 302 https://example.com/a/page/of/some/length?with=a&query=string; }
  }
}
CONF
PATH="$PATH:/usr/sbin" taskset -c 0 nginx -e "$work/nginx.log" -c "$work/nginx.conf" &
nginx_pid=$!
servers+=("$nginx_pid")

terse_port=$(free_port)
taskset -c 0 ./terse serve --server.listen "127.0.0.1:$terse_port" \
  --store.url "rocksdb:$work/data" > "$work/terse.log" 2>&1 &
terse_pid=$!
servers+=("$terse_pid")

await_http "http://127.0.0.1:$nginx_port/"
await_http "http://127.0.0.1:$terse_port/-/health/live"

# round NAME PORT PID FILE: one round; appends "requests/s p50 p99 µs-CPU/request failed".
round() {
  local before after line
  before=$(cpu_ticks "$3")
  line=$(taskset -c 1 wrk -t1 -c"$connections" -d"${seconds}s" -s bench/redirect.lua \
    "http://127.0.0.1:$2" -- "$work/codes" | awk '/^RESULT/')
  after=$(cpu_ticks "$3")
  awk -v line="$line" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" 'BEGIN {
    split(line, r, " ");
    printf "%.0f %d %d %.2f %d\n", r[2] / (r[3] / 1e6), r[4], r[5], ticks / hz * 1e6 / r[2], r[6] }' \
    >> "$4"
  echo "$1: $(tail -n 1 "$4")" >&2
}

# Both are warm before the first round counts: the JVM compiles, the cache fills.
round warm-up "$terse_port" "$terse_pid" "$work/ignored"
round warm-up "$terse_port" "$terse_pid" "$work/ignored"
round warm-up "$nginx_port" "$nginx_pid" "$work/ignored"
for ((i = 0; i < rounds; i++)); do
  round nginx "$nginx_port" "$nginx_pid" "$work/nginx.rounds"
  round terse "$terse_port" "$terse_pid" "$work/terse.rounds"
done

row() {
  printf '| %s | %.0f | %.0f | %.0f | %.2f | %s |\n' "$1" "$(median "$2" 1)" "$(median "$2" 2)" \
    "$(median "$2" 3)" "$(median "$2" 4)" "$(rss_mib "$3")"
}
failed=$(cat "$work"/*.rounds | awk '{ failed += $5 } END { print failed }')
{
  echo "# A redirect beside nginx's"
  echo
  echo "\`LINKS=$links CONNECTIONS=$connections ROUNDS=$rounds SECONDS_A_ROUND=$seconds bench/redirect.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo "wrk on one core, the server on the other; keep-alive, codes drawn at random; medians of the"
  echo "rounds, which alternate. nginx answers every path with one constant \`return 302\`."
  echo "Start line: \`$(grep -m1 -i 'serving' "$work/terse.log" || true)\`"
  echo
  echo "| server | requests/s | p50 µs | p99 µs | CPU µs a request | resident MiB |"
  echo "|---|--:|--:|--:|--:|--:|"
  row "nginx" "$work/nginx.rounds" "$nginx_pid"
  row "Terse" "$work/terse.rounds" "$terse_pid"
  echo
  echo "Ratio of CPU, Terse to nginx: $(awk -v t="$(median "$work/terse.rounds" 4)" \
    -v n="$(median "$work/nginx.rounds" 4)" 'BEGIN { printf "%.2f", t / n }')." \
    "Answers that were no redirect: $failed."
  echo
  echo "Rounds (requests/s, p50 µs, p99 µs, CPU µs, failed):"
  echo
  echo '```'
  paste -d'|' "$work/nginx.rounds" "$work/terse.rounds" | sed 's/^/nginx /; s/|/ | terse /'
  echo '```'
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
[ "$failed" -eq 0 ] || { echo "bench: $failed answers were no redirect" >&2; exit 1; }
