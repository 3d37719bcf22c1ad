#!/usr/bin/env bash
# What does a redirect cost beside nginx's? wrk on one core, the server on the other: LINKS links,
# keep-alive, each of CONNECTIONS, codes drawn each of CHOICES ("random": each as often; "zipf": the
# k-th as often as 1/k^0.99 says), ROUNDS interleaved rounds of SECONDS_A_ROUND each. Visits are
# counted. SERVERS are any of: nginx (one constant answer), map (nginx with a map of all links),
# terse, and ordinary (Terse without its shortcut).
# usage: bench/redirect.sh [--smoke]
#   LINKS=100000 CONNECTIONS="64 1000" CHOICES="random zipf" ROUNDS=5 SECONDS_A_ROUND=5
#   SERVERS="nginx map terse ordinary" RESULT=bench/results/redirect.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh

links=${LINKS:-100000} connections=${CONNECTIONS:-64 1000} choices=${CHOICES:-random zipf}
rounds=${ROUNDS:-5} seconds=${SECONDS_A_ROUND:-5} servers=${SERVERS:-nginx map terse ordinary}
warm_up=600000
if [ "${1-}" = --smoke ]; then
  links=1000 connections=64 choices=zipf rounds=1 seconds=3 warm_up=1
fi
require wrk nginx curl taskset pgrep
[ "$(nproc)" -ge 2 ] || { echo "bench: needs two cores" >&2; exit 2; }
ulimit -n 16384 2> /dev/null || true

work=$(mktemp -d)
declare -A port server_pid
stop() {
  [ ${#server_pid[@]} -eq 0 ] || kill "${server_pid[@]}" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

./terse version > /dev/null
bench/run.sh PopulateStore "rocksdb:$work/data" "$links" > "$work/codes"

# start_nginx NAME [HTTP LOCATION]
start_nginx() {
  port[$1]=$(free_port)
  nginx_on "${port[$1]}" "$work" "$@"
  server_pid[$1]=$!
}

# start_terse NAME OPTION…
start_terse() {
  local name=$1
  shift
  port[$name]=$(free_port)
  cp -r "$work/data" "$work/data-$name"
  taskset -c 0 ./terse serve --server.listen "127.0.0.1:${port[$name]}" \
    --store.url "rocksdb:$work/data-$name" "$@" > "$work/$name.log" 2>&1 &
  server_pid[$name]=$!
  await_http "http://127.0.0.1:${port[$name]}/-/health/ready"
}

declare -A title=(
  [nginx]="nginx, one constant" [map]="nginx, map of all links"
  [terse]="Terse" [ordinary]="Terse without the shortcut")
for server in $servers; do
  case $server in
    nginx) start_nginx nginx ;;
    map)
      # nginx's maps know no case: of codes that differ in nothing else, the first one counts.
      awk '!seen[tolower($0)]++ {
        print "/" $0, "\"https://example.com/a/page/of/some/length?with=a&query=" NR - 1 "\";" }' \
        "$work/codes" > "$work/map"
      # shellcheck disable=SC2016  # nginx's variables
      start_nginx map "map_hash_max_size $((links * 3 + 1024)); map_hash_bucket_size 256;
        map \$uri \$target { default ''; include $work/map; }" 'return 302 $target;' ;;
    terse) start_terse terse ;;
    ordinary) start_terse ordinary --redirect.shortcut=false ;;
    *) echo "bench: no server is called $server" >&2; exit 2 ;;
  esac
done

# load SERVER CONNECTIONS CHOICE: wrk's RESULT line.
load() {
  taskset -c 1 wrk -t1 -c"$2" -d"${seconds}s" --timeout 30s -s bench/redirect.lua \
    "http://127.0.0.1:${port[$1]}" -- "$work/codes" "$3" 0.99 | awk '/^RESULT/'
}

# round SERVER CONNECTIONS CHOICE: one round; appends what it measured.
round() {
  measured "${server_pid[$1]}" load "$@" >> "$work/rounds.$2.$3.$1"
  echo "$2 connections, $3, $1: $(tail -n 1 "$work/rounds.$2.$3.$1")" >&2
}

# Each is warm before its first round counts: the JVM compiles, the cache fills.
for server in $servers; do
  for ((asked = 0; asked < warm_up; )); do
    asked=$((asked + $(load "$server" 64 random | cut -d' ' -f2)))
  done
done
for count in $connections; do
  for choice in $choices; do
    for ((i = 0; i < rounds; i++)); do
      for server in $servers; do
        round "$server" "$count" "$choice"
      done
    done
  done
done

failed=$(cat "$work"/rounds.* | awk '{ failed += $5 } END { print failed }')
# row FILE TITLE PID BASE: a line of the table; BASE is the file that ratios are to.
row() {
  printf '| %s | %.0f | %.0f | %.0f | %.2f | %s | %s |\n' "$2" "$(median "$1" 1)" \
    "$(median "$1" 2)" "$(median "$1" 3)" "$(median "$1" 4)" \
    "$(awk -v a="$(median "$1" 4)" -v b="$(median "$4" 4)" 'BEGIN { printf "%.2f", a / b }')" \
    "$(rss_mib "$3")"
}
{
  echo "# A redirect beside nginx's"
  echo
  echo "\`LINKS=$links CONNECTIONS=\"$connections\" CHOICES=\"$choices\" ROUNDS=$rounds" \
    "SECONDS_A_ROUND=$seconds bench/redirect.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo "wrk on one core, the server on the other; keep-alive; medians of the rounds, which alternate."
  echo "nginx counts no visits; Terse does, and writes them once a second on the core it is measured on."
  echo "Codes are drawn each as often (\"random\") or by Zipf's law with exponent 0.99 (\"zipf\")."
  echo "Start line: \`$(cat "$work"/*.log | grep -m1 -i 'App: serving' || true)\`"
  for count in $connections; do
    for choice in $choices; do
      echo
      echo "## $count connections, $choice"
      echo
      echo "| server | requests/s | p50 µs | p99 µs | CPU µs a request | to the first | resident MiB |"
      echo "|---|--:|--:|--:|--:|--:|--:|"
      for server in $servers; do
        row "$work/rounds.$count.$choice.$server" "${title[$server]}" "${server_pid[$server]}" \
          "$work/rounds.$count.$choice.${servers%% *}"
      done
    done
  done
  echo
  echo "Answers that were no redirect: $failed."
  echo
  echo "Rounds (requests/s, p50 µs, p99 µs, CPU µs, failed):"
  echo
  echo '```'
  for file in "$work"/rounds.*; do
    sed "s/^/${file##*/rounds.} /" "$file"
  done
  echo '```'
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
[ "$failed" -eq 0 ] || { echo "bench: $failed answers were no redirect" >&2; exit 1; }
