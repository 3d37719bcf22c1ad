#!/usr/bin/env bash
# Builds the image and runs it as deploy/run.sh does, without a daemon, and checks what
# docs/guides/deploy-container.md promises: size, user, read-only root, health, redirects, data that
# outlives a restart, a clean stop. Needs root, podman and runc.
#
# The image of the JDK is made of this machine's JDK and Debian packages and takes the place of the
# one in the registry; --pull takes the registry's instead. Maven's repository is this machine's.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1

readonly JDK_IMAGE=docker.io/library/eclipse-temurin:25-jdk
readonly MAX_MEGABYTES=190
readonly START_SECONDS=240
readonly STOP_SECONDS=60 # the server gives up sooner, and its status tells it

work=$(mktemp -d)
run=
port=$((20000 + RANDOM % 10000))
export CONTAINERS_CONF=$work/containers.conf CONTAINERS_STORAGE_CONF=$work/storage.conf
export BUILDAH_ISOLATION=chroot TERSE_ENGINE=podman TERSE_NAME=terse-$port

finish() {
  podman rm --force --ignore --time 0 "$TERSE_NAME" "$TERSE_NAME-broken" >/dev/null 2>&1 || true
  [ -z "$run" ] || wait "$run" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

say() {
  echo "deploy/test.sh: $*"
}

fail() {
  say "FAILED: $*" >&2
  [ ! -s "$work/run.log" ] || tail -n 30 "$work/run.log" >&2
  exit 1
}

# What a machine without systemd, user namespaces and a bridge can do; nothing of it is the image's.
configure() {
  cat >"$CONTAINERS_CONF" <<TEXT
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[containers]
netns = "host"
log_driver = "k8s-file"
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
env = ["TERSE_SERVER=http://127.0.0.1:$port", "TZ=Asia/Tokyo"]
volumes = ["$HOME/.m2:/root/.m2"]
TEXT
  cat >"$CONTAINERS_STORAGE_CONF" <<TEXT
[storage]
driver = "vfs"
graphroot = "$work/storage"
runroot = "$work/run"
TEXT
}

# The registry's image of the JDK, as far as the build needs it.
stand_in() {
  local root=$work/jdk
  mkdir -p "$root"/{usr/bin,usr/sbin,usr/lib,usr/lib64,etc,root,tmp,opt/java}
  ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root/"
  dpkg-query -L bash dash coreutils findutils sed grep debianutils libc-bin libc6 libstdc++6 \
    libgcc-s1 zlib1g libtinfo6 libacl1 libattr1 libgmp10 libselinux1 libpcre2-8-0 |
    grep -v -e /share/ -e gconv | while read -r file; do
      if [ -f "$file" ]; then echo ".$file"; fi
    done | tar -C / -c --no-recursion -T - | tar -C "$root" -x
  ln -sf dash "$root/usr/bin/sh"
  tar -C "$JAVA_HOME" -c -h . |
    (mkdir "$root/opt/java/openjdk" && tar -C "$root/opt/java/openjdk" -x)
  echo "root:x:0:0:root:/root:/bin/sh" >"$root/etc/passwd"
  tar -C "$root" -c . | podman import --quiet --change "ENV JAVA_HOME=/opt/java/openjdk" \
    --change "ENV PATH=/opt/java/openjdk/bin:/usr/sbin:/usr/bin" \
    --change "ENV MAVEN_ARGS=-o" - "$JDK_IMAGE" >/dev/null
  rm -r "$root"
}

# Runs a command of Terse in the container.
terse() {
  podman exec "$TERSE_NAME" java @/opt/terse/command "$@"
}

start() {
  deploy/run.sh --server.listen "127.0.0.1:$port" >"$work/run.log" 2>&1 </dev/null &
  run=$!
  local seconds=$SECONDS
  until curl -sf -o /dev/null "http://127.0.0.1:$port/-/health/ready"; do
    kill -0 "$run" 2>/dev/null || fail "the container ended before it was ready"
    [ -z "$(podman ps -q --filter "name=$TERSE_NAME")" ] && seconds=$SECONDS
    [ $((SECONDS - seconds)) -lt $START_SECONDS ] || fail "not ready within $START_SECONDS s"
    sleep 0.2
  done
}

stop() {
  local began=$SECONDS status=0
  podman kill --signal TERM "$TERSE_NAME" >/dev/null
  wait "$run" || status=$?
  run=
  [ $status -eq 0 ] || fail "SIGTERM ended it with status $status"
  [ $((SECONDS - began)) -le $STOP_SECONDS ] || fail "SIGTERM took $((SECONDS - began)) s"
}

# The checks; each succeeds or fails, and is shown something broken below.
is_small() {
  [ "$(podman image inspect --format '{{.Size}}' terse)" -lt $(($1 * 1000000)) ]
}
runs_as_nobody() {
  local pid
  pid=$(podman inspect --format '{{.State.Pid}}' "$1")
  [ "$(sed -n 's/^Uid:[[:space:]]*//p' "/proc/$pid/status" | tr '\t' ' ')" = \
    "65532 65532 65532 65532" ]
}
starts_from_its_cache() {
  podman exec --env "_JAVA_OPTIONS=-XX:AOTMode=on ${2-}" "$1" \
    java @/opt/terse/command version >/dev/null 2>&1
}
cannot_write_its_root() {
  local store=$2
  ! podman exec "$1" java @/opt/terse/command codes --count 1 --store.url "rocksdb:$store" \
    >/dev/null 2>&1
}
is_healthy() {
  local try
  for try in 1 2 3; do
    ! podman healthcheck run "$1" >/dev/null 2>&1 || return 0
    say "not healthy at try $try"
  done
  return 1
}
redirects() {
  [ "$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "http://127.0.0.1:$port/$1")" = "302 $2" ]
}

check_parts() {
  terse shorten http://bücher.example/ü --code umlaut --title "Grüße" >/dev/null
  redirects umlaut http://xn--bcher-kva.example/%C3%BC || fail "a name beyond ASCII came out wrong"
  [ "$(terse list --query grüße | wc -l)" -eq 1 ] || fail "search finds nothing"
  grep -q '+09:00 INFO' "$work/run.log" || fail "the time zone is not known"
  grep -qE 'transport=(epoll|io_uring)' "$work/run.log" || fail "Netty's native transport is missing"
  # What listens there speaks no TLS; that Java says so shows that it has all it needs for it.
  terse list --server "https://localhost:$port" >"$work/tls" 2>&1 || true
  grep -q 'SSLException' "$work/tls" || fail "TLS does not begin: $(cat "$work/tls")"
  podman exec "$TERSE_NAME" java -XshowSettings:properties -version >"$work/properties" 2>&1
  grep -q 'user.name = terse' "$work/properties" || fail "the user has no name"
}

main() {
  configure
  if [ "${1-}" != --pull ] && command -v dpkg-query >/dev/null; then
    stand_in
    say "made a stand-in for $JDK_IMAGE in $SECONDS s"
  fi
  local began=$SECONDS
  start
  say "built and ready in $((SECONDS - began)) s," \
    "$(($(podman image inspect --format '{{.Size}}' terse) / 1000000)) MB"
  is_small $MAX_MEGABYTES || fail "the image is larger than $MAX_MEGABYTES MB"
  runs_as_nobody "$TERSE_NAME" || fail "it runs as another user than 65532"
  cannot_write_its_root "$TERSE_NAME" /opt/x || fail "the root file system can be written"
  starts_from_its_cache "$TERSE_NAME" || fail "its ahead-of-time cache does not go with its jars"
  is_healthy "$TERSE_NAME" || fail "it is not healthy"
  terse shorten https://example.com/long --code printed >/dev/null
  redirects printed https://example.com/long || fail "the link does not redirect"
  check_parts
  stop
  start
  redirects printed https://example.com/long || fail "the link is gone after a restart"
  stop
  say "user, read-only root, health, redirects, restart and SIGTERM are as promised"
  see_broken_ones
  say "all passed in $SECONDS s"
}

# The same checks, shown what they must not let pass.
see_broken_ones() {
  run=
  podman run --detach --name "$TERSE_NAME-broken" --user 0 terse serve --server.listen \
    "127.0.0.1:$((port + 1))" >/dev/null
  sleep 1
  ! is_small 50 || fail "the check of the size sees nothing"
  ! starts_from_its_cache "$TERSE_NAME-broken" -XX:-UseCompactObjectHeaders ||
    fail "the check of the cache sees nothing"
  ! runs_as_nobody "$TERSE_NAME-broken" || fail "the check of the user sees nothing"
  ! cannot_write_its_root "$TERSE_NAME-broken" /opt/x || fail "the check of the root sees nothing"
  ! is_healthy "$TERSE_NAME-broken" || fail "the check of the health sees nothing"
  ! redirects printed https://example.com/long || fail "the check of redirects sees nothing"
  podman kill --signal KILL "$TERSE_NAME-broken" >/dev/null
}

main "$@"
