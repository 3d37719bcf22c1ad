# shellcheck shell=bash
# shellcheck disable=SC2034  # what it sets is read by those who source it
# Sourced, after lib.sh, by the scenarios on shared backends: a work directory, a backend's servers,
# and nodes on it; everything ends with the script. The backend is stopped before the next starts.

work=$(mktemp -d)
chmod 755 "$work"
export BENCH_CLASSPATH=$work/classpath
nodes=()
ports=()
others=()
backend_pid=

# start_backend NAME: of rocksdb postgresql redis cassandra; sets url.
start_backend() {
  url=rocksdb:$work/$1
  [ "$1" != rocksdb ] || return 0
  mkfifo "$work/$1.in" "$work/$1.out"
  bench/run.sh ServeBackend "$1" "$work/$1" < "$work/$1.in" > "$work/$1.out" &
  backend_pid=$!
  exec {to_backend}> "$work/$1.in" {from_backend}< "$work/$1.out"
  read -r url <&"$from_backend" || { echo "bench: $1 does not start" >&2; exit 1; }
}

# stop_backend: ends it and removes its data.
stop_backend() {
  [ -z "$backend_pid" ] || {
    exec {to_backend}>&-
    wait "$backend_pid" 2> /dev/null || true
    exec {from_backend}<&-
  }
  backend_pid=
}

# store_load: sets store_micros and store_operations, what the backend has done since its start.
store_load() {
  store_micros=0 store_operations=0
  [ -z "$backend_pid" ] || {
    echo >&"$to_backend"
    read -r store_micros store_operations <&"$from_backend"
  }
}

# start_nodes COUNT: that many nodes on url, open to all; sets nodes (their pids) and ports.
start_nodes() {
  local i node_port
  nodes=() ports=()
  for ((i = 0; i < $1; i++)); do
    node_port=$(free_port)
    ./terse serve --server.listen "127.0.0.1:$node_port" --store.url "$url" --auth.mode open \
      > "$work/node$i.log" 2>&1 &
    nodes+=("$!")
    ports+=("$node_port")
    await_http "http://127.0.0.1:$node_port/-/health/ready"
  done
}

# stop_nodes: ends the nodes, and whatever stands in others.
stop_nodes() {
  local pids=("${others[@]}" "${nodes[@]}")
  [ ${#pids[@]} -eq 0 ] || {
    kill "${pids[@]}" 2> /dev/null || true
    wait "${pids[@]}" 2> /dev/null || true
  }
  nodes=() others=()
}

end_all() {
  stop_nodes
  stop_backend
  rm -rf "$work"
}
trap end_all EXIT

# build: the product and bench's programs, once.
build() {
  ./terse version > /dev/null
  bench/run.sh --build "$BENCH_CLASSPATH"
}
