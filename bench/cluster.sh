#!/usr/bin/env bash
# What does a request cost on 1, 2 and 4 nodes behind nginx, and what does it ask of the store?
# Each backend: LINKS links; on each number of nodes a warm-up, then rounds of redirects that no
# cache holds yet, of redirects by Zipf's law, and of creates. Everything shares the machine's
# cores, so that the figures are costs: requests a second do not show how it scales.
# usage: bench/cluster.sh [--smoke] [BACKEND…]     of rocksdb postgresql redis cassandra; all
#   LINKS=100000 NODES="1 2 4" CONNECTIONS=64 SECONDS_A_ROUND=6 RESULT=bench/results/cluster.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh

links=${LINKS:-100000} counts=${NODES:-1 2 4} connections=${CONNECTIONS:-64}
seconds=${SECONDS_A_ROUND:-6}
backends=(rocksdb postgresql redis cassandra)
if [ "${1-}" = --smoke ]; then
  shift
  links=2000 counts=2 seconds=3 backends=(postgresql)
fi
[ $# -eq 0 ] || backends=("$@")
require wrk nginx curl pgrep

# shellcheck source=bench/backend.sh
. bench/backend.sh
build

# start_balancer: nginx in front of the nodes; sets nginx and port.
start_balancer() {
  local node_port upstreams=
  for node_port in "${ports[@]}"; do
    upstreams+="server 127.0.0.1:$node_port; "
  done
  port=$(free_port)
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
  upstream terse { $upstreams keepalive 256; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:$port backlog=4096;
    location / {
      proxy_pass http://terse;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host \$http_host;
    }
  }
}
CONF
  PATH="$PATH:/usr/sbin" nginx -e "$work/nginx.log" -c "$work/nginx.conf" &
  nginx=$!
  others+=("$nginx")
  await_http "http://127.0.0.1:$port/-/health/ready"
}

nodes_ticks() {
  local pid total=0
  for pid in "${nodes[@]}"; do
    total=$((total + $(cpu_ticks "$pid")))
  done
  echo "$total"
}

# round NAME SECONDS SCRIPT [ARGUMENT…]: one round; its figures stand in $work/NAME:
# requests/s p50 p99 µs-nodes µs-nginx µs-store operations failed, the costs a request.
round() {
  local name=$1 length=$2 script=$3 line nodes_before nginx_before micros operations
  shift 3
  nodes_before=$(nodes_ticks)
  nginx_before=$(cpu_ticks "$nginx")
  store_load
  micros=$store_micros operations=$store_operations
  line=$(wrk -t1 -c"$connections" -d"${length}s" --timeout 30s -s "bench/$script" \
    "http://127.0.0.1:$port" -- "$@" | awk '/^RESULT/')
  store_load
  awk -v line="$line" -v nodes=$(($(nodes_ticks) - nodes_before)) \
    -v nginx=$(($(cpu_ticks "$nginx") - nginx_before)) -v hz="$(getconf CLK_TCK)" \
    -v micros=$((store_micros - micros)) -v operations=$((store_operations - operations)) 'BEGIN {
    split(line, r, " ");
    printf "%.0f %d %d %.1f %.1f %.1f %.3f %d\n", r[2] / (r[3] / 1e6), r[4], r[5],
      nodes / hz * 1e6 / r[2], nginx / hz * 1e6 / r[2], micros / r[2], operations / r[2], r[6] }' \
    > "$work/$name"
  echo "$name: $(cat "$work/$name")" >&2
  failed=$((failed + $(awk '{ print $8 }' "$work/$name")))
}

# rows BACKEND NODES: the rows of what has just been measured.
rows() {
  local name
  for name in cold zipf create; do
    awk -v head="| $1 | $2 |" '{ printf "%s %d | %.1f / %.1f | %.0f | %.0f | %.0f | %.2f |\n", head,
      $1, $2 / 1000, $3 / 1000, $4, $5, $6, $7 }' "$work/$name" >> "$work/$name.rows"
  done
}

failed=0
for backend in "${backends[@]}"; do
  start_backend "$backend"
  bench/run.sh PopulateStore "$url" "$links" > "$work/codes"
  head -n $((links / 10)) "$work/codes" > "$work/warm"
  tail -n +$((links / 10 + 1)) "$work/codes" | shuf > "$work/rest"
  for count in $counts; do
    [ "$backend" != rocksdb ] || [ "$count" = "${counts%% *}" ] || continue
    start_nodes "$count"
    start_balancer
    echo "$backend, $count nodes: $(grep -hm1 serving "$work"/node0.log)" >&2
    round warm-up "$seconds" redirect.lua "$work/warm" random
    round cold "$seconds" redirect.lua "$work/rest" once
    round zipf "$seconds" redirect.lua "$work/codes" zipf
    round warm-up $((seconds / 2 + 1)) create.lua
    round create "$seconds" create.lua
    rows "$backend" "$count"
    stop_nodes
  done
  stop_backend
done

table() {
  echo
  echo "## $1"
  echo
  echo "| backend | nodes | requests/s | p50 / p99 ms | node µs | nginx µs | store µs | store operations |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|"
  cat "$work/$2.rows"
}
{
  echo "# Many nodes on one store: what a request costs"
  echo
  echo "\`LINKS=$links NODES=\"$counts\" CONNECTIONS=$connections SECONDS_A_ROUND=$seconds bench/cluster.sh ${backends[*]}\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo "wrk, nginx, the nodes and the store share these cores. So requests a second do not show how"
  echo "it scales: more nodes compete for the same two cores. What holds elsewhere is the CPU time of"
  echo "each part and the operations that the store counts, both for one request."
  table "Redirects that no cache holds: each code once" cold
  table "Redirects by Zipf's law, caches warm" zipf
  table "Creates over the API" create
  echo
  echo "Answers that were wrong: $failed. Store operations are PostgreSQL's transactions, Redis's"
  echo "commands, those of its scripts included, Cassandra's statements. Cassandra's three nodes and their CPU time count together."
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
[ "$failed" -eq 0 ] || { echo "bench: $failed answers were wrong" >&2; exit 1; }
