#!/usr/bin/env bash
# Checks the files of deploy/ by the programs that read them: haproxy.cfg by HAProxy, terse.service by
# systemd-analyze, and the unit's system call filter by what a server really calls, under strace.
# The compose and Kubernetes files are checked by tests in app/.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
PATH=$PATH:/usr/sbin
./terse version # builds what is needed

readonly MAX_EXPOSURE=20 # in tenths of systemd's points, of which 100 is the worst
readonly UNIT=deploy/systemd/terse.service
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() {
  echo "deploy/check.sh: FAILED: $*" >&2
  exit 1
}

check_balancer() {
  TERSE_BIND=127.0.0.1:8080 TERSE_NODE_1=127.0.0.1:8081 TERSE_NODE_2=127.0.0.1:8082 \
    haproxy -c -q -f deploy/haproxy.cfg || fail "HAProxy does not take deploy/haproxy.cfg"
}

check_unit() {
  # The same unit with a program that is there: /opt/java is made by the installation.
  sed "s#^ExecStart=/opt/java/bin/java#ExecStart=$(command -v true)#" "$UNIT" >"$work/terse.service"
  local said
  said=$(systemd-analyze verify "$work/terse.service" 2>&1 | grep terse.service || true)
  [ -z "$said" ] || fail "systemd-analyze verify: $said"
  systemd-analyze security --offline=true --threshold=$MAX_EXPOSURE "$work/terse.service" \
    >/dev/null || fail "systemd-analyze security rates the unit worse than $MAX_EXPOSURE tenths"
}

# The system calls of a filter set, nested sets resolved.
calls_of() {
  local entry
  systemd-analyze syscall-filter "$1" | sed -n 's/^ *\([@a-z_0-9-]*\)$/\1/p' | while read -r entry; do
    case $entry in
      "$1") ;;
      @*) calls_of "$entry" ;;
      *) echo "$entry" ;;
    esac
  done
}

# Names on standard input that the unit's filter refuses.
refused() {
  local allowed=$work/allowed denied=$work/denied set
  calls_of @system-service | sort -u >"$allowed"
  for set in @privileged @resources; do calls_of "$set"; done | sort -u >"$denied"
  sort -u | comm -23 - <(comm -23 "$allowed" "$denied")
}

check_system_calls() {
  grep -qx 'SystemCallFilter=@system-service' "$UNIT" || fail "the unit's filter is not the one known here"
  grep -qx 'SystemCallFilter=~@privileged @resources' "$UNIT" ||
    fail "the unit's filter is not the one known here"
  echo ptrace mount | tr ' ' '\n' | refused | grep -q mount || fail "the comparison sees nothing"

  local port=$((20000 + RANDOM % 10000)) status=0 all
  strace -f -qq -c -U name -o "$work/summary" "$JAVA_HOME/bin/java" -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -jar app/target/terse/terse.jar serve --server.listen "127.0.0.1:$port" \
    --store.url "rocksdb:$work/store" >"$work/log" 2>&1 &
  local strace=$!
  local url=http://127.0.0.1:$port
  for _ in $(seq 1500); do
    curl -sf --max-time 10 -o /dev/null "$url/-/health/ready" && break
    kill -0 "$strace" || fail "$(cat "$work/log")"
    sleep 0.2
  done
  curl -sf -o /dev/null "$url/-/api/v1/links" -H 'Content-Type: application/json' \
    -d '{"target": "https://example.com/", "code": "a", "title": "words"}' || fail "$(cat "$work/log")"
  [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/a")" = 302 ] || fail "no redirect under strace"
  curl -sf -o /dev/null "$url/-/api/v1/links?q=words"
  server=$(pgrep -P "$strace")
  kill "$server"
  wait "$strace" || status=$?
  server=
  [ $status -eq 0 ] || fail "the server under strace ended with status $status"
  grep -vE -e '-|^syscall|^total' "$work/summary" >"$work/calls"
  all=$(refused <"$work/calls")
  [ "$(wc -l <"$work/calls")" -gt 30 ] || fail "strace saw too little"
  [ -z "$all" ] || fail "the unit's filter refuses what the server calls: $all"
}

check_balancer
check_unit
check_system_calls
echo "deploy/check.sh: HAProxy, systemd and the system calls agree"
