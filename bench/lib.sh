# shellcheck shell=bash
# Sourced by the load scenarios: processes, CPU time, medians, the head of a results page.

# require PROGRAM...: ends with what to install when one is missing.
require() {
  local program missing=()
  for program in "$@"; do
    PATH="$PATH:/usr/sbin" command -v "$program" > /dev/null || missing+=("$program")
  done
  [ ${#missing[@]} -eq 0 ] || {
    echo "bench: needs ${missing[*]}: install them and run this again" >&2
    exit 2
  }
}

# free_port: a TCP port of loopback that nothing listens on, and below those that the kernel gives to
# whoever connects.
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
  done
  echo "$port"
}

# await_http URL: waits at most 5 minutes until URL answers, and not with an error.
await_http() {
  local i
  for ((i = 0; i < 3000; i++)); do
    curl -sf --max-time 10 -o /dev/null "$1" && return
    sleep 0.1
  done
  echo "bench: $1 does not answer" >&2
  exit 1
}

# await_index PORT: returns when the search of a Terse there knows all links, in three hours at most.
await_index() {
  local i
  for ((i = 0; i < 10800; i++)); do
    curl -sf -o /dev/null "http://127.0.0.1:$1/-/api/v1/links?q=query&limit=1" && return
    sleep 1
  done
  echo "bench: the search of port $1 does not know all links" >&2
  exit 1
}

# await_idle PID: returns when the process does next to nothing, no merge of its search index among it; in
# half an hour at most.
await_idle() {
  local before now i
  before=$(cpu_ticks "$1")
  for ((i = 0; i < 360; i++)); do
    sleep 5
    now=$(cpu_ticks "$1")
    [ $((now - before)) -ge $(($(getconf CLK_TCK) / 4)) ] || return 0
    before=$now
  done
  echo "bench: process $1 is busy with itself" >&2
  exit 1
}

# nginx_on PORT DIRECTORY NAME [HTTP LOCATION]: one worker on core 0 that answers as LOCATION says, or
# always with one redirect; its files in DIRECTORY; it is the last process in the background.
nginx_on() {
  local answer=${5:-return 302 https://example.com/a/page/of/some/length?with=a&query=string;}
  cat > "$2/$3.conf" << CONF
worker_processes 1;
daemon off;
pid $2/$3.pid;
error_log $2/$3.log;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path $2; proxy_temp_path $2; fastcgi_temp_path $2;
  uwsgi_temp_path $2; scgi_temp_path $2;
  ${4-}
  server {
    listen 127.0.0.1:$1 backlog=4096;
    location / { $answer }
  }
}
CONF
  PATH="$PATH:/usr/sbin" taskset -c 0 nginx -e "$2/$3.log" -c "$2/$3.conf" &
  await_http "http://127.0.0.1:$1/"
}

# cpu_ticks PID: user and system time of the process and its children, in clock ticks.
cpu_ticks() {
  local pid total=0 ticks
  for pid in "$1" $(pgrep -P "$1" || true); do
    ticks=$(awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat")
    total=$((total + ticks))
  done
  echo "$total"
}

# measured PID COMMAND…: runs COMMAND, which prints wrk's RESULT line; prints requests/s, p50 and p99
# in µs, CPU µs that PID used for each request, and how many failed.
measured() {
  local pid=$1 before after line
  shift
  before=$(cpu_ticks "$pid")
  line=$("$@")
  after=$(cpu_ticks "$pid")
  awk -v line="$line" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" 'BEGIN {
    split(line, r, " ");
    printf "%.0f %d %d %.2f %d\n", r[2] / (r[3] / 1e6), r[4], r[5], ticks / hz * 1e6 / r[2], r[6] }'
}

# rss_mib PID: resident memory of the process and its children, in MiB.
rss_mib() {
  local pid
  for pid in "$1" $(pgrep -P "$1" || true); do
    awk '/^VmRSS/ { print $2 }' "/proc/$pid/status"
  done | awk '{ kib += $1 } END { printf "%.0f\n", kib / 1024 }'
}

# median FILE COLUMN: the median of a column of numbers.
median() {
  awk -v column="$2" '{ print $column }' "$1" | sort -g \
    | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# machine: what ran this, in one line.
machine() {
  printf '%s, %s cores, %s GiB, Linux %s' \
    "$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)" "$(nproc)" \
    "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" "$(uname -r)"
}
