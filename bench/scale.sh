#!/usr/bin/env bash
# Is a large store as good as a small one? Fills stores of N links and of SMALL, and measures: how
# long filling takes, bytes a link, the start, resident memory, redirects cold (each of a link that
# nobody has asked for since the start) and warm, beside the small store's and nginx's constant answer,
# at each of CONNECTIONS, by Zipf's law and each link as often; and creates.
# usage: bench/scale.sh [N]     10000000; a million at least
#   SMALL=100000 CONNECTIONS="64 1000" WARM_SECONDS=60 ROUNDS=5 SECONDS_A_ROUND=5
#   ROOMY=1GiB KEEP=DIRECTORY RESULT=bench/results/scale.md
# At last the large store is measured with ROOMY for cache.size and a heap of 3 GiB. KEEP holds the
# stores for another run, which fills and indexes only what is not there. RESULT gets a section; what it
# holds already stays.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
links=${1:-10000000} small=${SMALL:-100000} rounds=${ROUNDS:-5} seconds=${SECONDS_A_ROUND:-5}
connections=${CONNECTIONS:-64 1000} warm_seconds=${WARM_SECONDS:-60} roomy_size=${ROOMY:-1GiB}
cold_links=200000 warm_links=2000000
require wrk nginx curl taskset shuf
[ "$(nproc)" -ge 2 ] || { echo "bench: needs two cores" >&2; exit 2; }
[ "$links" -ge 1000000 ] || { echo "bench: a million links at least" >&2; exit 2; }
ulimit -n 16384 2> /dev/null || true

work=$(mktemp -d)
stores=$work
[ -z "${KEEP-}" ] || stores=$KEEP/$links-$small
mkdir -p "$stores"
declare -A port server_pid fill_seconds
stop() {
  [ ${#server_pid[@]} -eq 0 ] || kill "${server_pid[@]}" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

say() { echo "$(date +%T) $*" >&2; }

# store_of NAME: the store that is asked, or whose links are.
store_of() {
  case $1 in
    nginx) echo "$stores/small" ;;
    roomy) echo "$stores/large" ;;
    *) echo "$stores/$1" ;;
  esac
}

# fill NAME LINKS
fill() {
  local began=$SECONDS
  if [ ! -e "$stores/$1.seconds" ]; then
    say "filling $2 links"
    rm -rf "${stores:?}/$1"
    bench/run.sh PopulateStore "rocksdb:$stores/$1" "$2" > "$stores/$1.codes"
    echo $((SECONDS - began)) > "$stores/$1.seconds"
  fi
  fill_seconds[$1]=$(cat "$stores/$1.seconds")
}

# start NAME: sets started to the milliseconds to the first redirect.
start() {
  local code began tries
  code=$(head -n 1 "$(store_of "$1").codes")
  port[$1]=$(free_port)
  began=${EPOCHREALTIME/./}
  taskset -c 0 ./terse serve --server.listen "127.0.0.1:${port[$1]}" \
    --store.url "rocksdb:$(store_of "$1")" > "$work/$1.log" 2>&1 &
  server_pid[$1]=$!
  for ((tries = 0; tries < 12000; tries++)); do
    ! curl -sf -o /dev/null "http://127.0.0.1:${port[$1]}/$code" 2> /dev/null || break
    sleep 0.005
  done
  started=$(((${EPOCHREALTIME/./} - began) / 1000))
}

# load NAME CONNECTIONS SCRIPT [ARGUMENT…]: wrk's RESULT line.
load() {
  taskset -c 1 wrk -t1 -c"$2" -d"${seconds}s" -s "bench/$3" "http://127.0.0.1:${port[$1]}" \
    -- "${@:4}" | awk '/^RESULT/'
}

# round NAME CONNECTIONS CHOICE [AS]: appends what warm redirects measured, under AS if not NAME. nginx has an answer for all.
round() {
  local file="$work/rounds.${4-$1}.$2.$3"
  measured "${server_pid[$1]}" load "$1" "$2" redirect.lua "$(store_of "$1").codes" "$3" 0.99 >> "$file"
  say "$1, $2 connections, $3: $(tail -n 1 "$file")"
}

# warm NAME
warm() {
  local choice
  for choice in random zipf; do
    say "warming up $1, $choice"
    seconds=$((warm_seconds / 2)) load "$1" 64 redirect.lua "$(store_of "$1").codes" "$choice" 0.99 \
      > /dev/null
  done
}

./terse version > /dev/null
fill large "$links"
fill small "$small"
if [ ! -e "$stores/indexed" ]; then
  bytes=$(du -sb "$stores/large" | cut -f 1)
  start large
  say "indexing"
  began=$SECONDS
  await_index "${port[large]}"
  echo "$bytes $started $((SECONDS - began)) $(du -sb "$stores/large/index" | cut -f 1)" > "$stores/indexed"
  kill "${server_pid[large]}"
  wait "${server_pid[large]}" || true
fi
read -r bytes first_start index_seconds index_bytes < "$stores/indexed"
start large
resident=$(rss_mib "${server_pid[large]}")
say "waiting for the index to be merged"
await_idle "${server_pid[large]}"
# Java compiles first, on other links than the cold ones: on one core, what it compiles is waited for.
half=$((links / 2))
head -n $((half < warm_links ? half : warm_links)) "$stores/large.codes" > "$work/warm.codes"
tail -n $half "$stores/large.codes" | shuf -n "$cold_links" > "$work/cold.codes"
say "warming up large, once"
seconds=$warm_seconds load large 64 redirect.lua "$work/warm.codes" random > /dev/null
load large 1 redirect.lua "$work/warm.codes" random > /dev/null
cold=$(load large 1 redirect.lua "$work/cold.codes" once)
say "cold: $cold"
start small
port[nginx]=$(free_port)
nginx_on "${port[nginx]}" "$work" nginx
server_pid[nginx]=$!
warm small
warm large
for count in $connections; do
  for ((i = 0; i < rounds; i++)); do
    for choice in zipf random; do
      for name in nginx small large; do
        round "$name" "$count" "$choice"
      done
    done
  done
done
loaded=$(rss_mib "${server_pid[large]}")
load large 64 create.lua > /dev/null
created=$(load large 64 create.lua)
kill "${server_pid[large]}"
wait "${server_pid[large]}" || true
unset "server_pid[large]"
TERSE_CACHE_SIZE=$roomy_size TERSE_JAVA_OPTS=-Xmx3g start roomy
await_idle "${server_pid[roomy]}"
warm roomy
for count in $connections; do
  for ((i = 0; i < rounds; i++)); do
    round small "$count" zipf beside
    round roomy "$count" zipf
  done
done
roomy_resident=$(rss_mib "${server_pid[roomy]}")
failed=$({ cat "$work"/rounds.* && echo "$cold" && echo "$created"; } |
  awk '{ failed += $NF } END { print failed }')

# count NUMBER: with commas.
count() { sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta' <<< "$1"; }
{
  echo
  echo "## $(count "$links") links"
  echo
  echo "\`SMALL=$small WARM_SECONDS=$warm_seconds ROUNDS=$rounds SECONDS_A_ROUND=$seconds bench/scale.sh $links\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "| | measured | goal |"
  echo "|---|--:|--:|"
  echo "| filling | ${fill_seconds[large]} s, $(count $((links / fill_seconds[large]))) links/s | |"
  echo "| store | $((bytes / links)) bytes a link | |"
  echo "| indexing for the search, on one core | $index_seconds s, $((index_bytes / links)) bytes a link | |"
  echo "| start to the first redirect, with all to index / indexed | $first_start / $started ms | 2,000 ms |"
  echo "| resident after the start / after the load | $resident / $loaded MiB | |"
  awk -v r="$cold" 'BEGIN { split(r, f, " ")
    printf "| cold redirects, one after the other, p50 / p99 | %.2f / %.2f ms | p99 1 ms |\n", f[4] / 1000, f[5] / 1000 }'
  awk -v r="$created" 'BEGIN { split(r, f, " ")
    printf "| links made a second, 64 connections | %.0f | |\n", f[2] / (f[3] / 1e6) }'
  echo
  echo "Warm, beside a store of $(count "$small") links and nginx's constant answer, medians of the rounds:"
  echo
  echo "| connections, choice | redirects/s, and beside the small store's | CPU µs a redirect: nginx, small, large | large to nginx |"
  echo "|---|--:|--:|--:|"
  for connection in $connections; do
    for choice in zipf random; do
      of() { median "$work/rounds.$1.$connection.$choice" "$2"; }
      awk -v a="$(of large 1)" -v b="$(of small 1)" -v n="$(of nginx 4)" -v s="$(of small 4)" \
        -v l="$(of large 4)" -v row="$connection, $choice" 'BEGIN {
        printf "| %s | %.0f, %.0f %% | %.2f, %.2f, %.2f | %.2f |\n", row, a, 100 * a / b, n, s, l, l / n }'
    done
  done
  for connection in $connections; do
    of() { median "$work/rounds.$1.$connection.zipf" "$2"; }
    awk -v a="$(of roomy 1)" -v b="$(of beside 1)" -v s="$(of beside 4)" -v l="$(of roomy 4)" \
      -v row="$connection, zipf, \`cache.size: $roomy_size\`" 'BEGIN {
      printf "| %s | %.0f, %.0f %% | , %.2f, %.2f | |\n", row, a, 100 * a / b, s, l }'
  done
  echo
  echo "Resident with \`cache.size: $roomy_size\` and -Xmx3g, after its load: $roomy_resident MiB."
  echo
  echo "Goals: 85 % of the small store's by Zipf's law at 10 million; no more CPU time than nginx."
  echo
  echo "Answers that were neither a redirect nor 201: $failed."
} | if [ -n "${RESULT-}" ]; then cat >> "$RESULT"; else cat; fi
[ "$failed" -eq 0 ] || { echo "bench: $failed answers were wrong" >&2; exit 1; }
