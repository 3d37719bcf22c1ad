# shellcheck shell=sh
# Java's ahead-of-time cache of an artifact: what a start loads, read and linked. Sourced by ./terse
# and deploy/image/assemble.sh; POSIX sh.
#
#   . config/aot-cache.sh
#   make_aot_cache JAVA_HOME ARTIFACT [OPTION…]   # runs the artifact, writes ARTIFACT/terse.aot
#   is_aot_cached JAVA_HOME ARTIFACT              # whether it is there, made by this Java of these jars

# What the run that makes the cache and those that use it must have in common. Netty's events, if on, have
# the first request wait for all of Java's Flight Recorder.
aot_options="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Dio.netty.jfr.enabled=false"

# Status 1 if it cannot be made. An empty file is left then, so that nobody tries again: Java starts
# without it as well, in twice the time.
make_aot_cache() {
  aot_home=$1
  aot_cache=$2/terse.aot
  aot_jar=$2/terse.jar
  shift 2
  # shellcheck disable=SC2086  # several options
  if "$aot_home/bin/java" $aot_options -Xmx512m --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow "-XX:AOTCacheOutput=$aot_cache.new" "-Xlog:aot*=error" \
    "$@" -cp "$aot_jar" dev.terse.app.Rehearsal; then
    mv "$aot_cache.new" "$aot_cache"
  else
    rm -f "$aot_cache.new" "$aot_cache.new.config"
    : >"$aot_cache"
  fi
  cp "$aot_home/release" "$aot_cache.jdk" 2>/dev/null || : >"$aot_cache.jdk"
  [ -s "$aot_cache" ]
}

is_aot_cached() {
  [ -e "$2/terse.aot" ] || return 1
  [ ! -r "$1/release" ] || cmp -s "$1/release" "$2/terse.aot.jdk" || return 1
  [ -z "$(find "$2/terse.jar" "$2"/lib/terse-*.jar -newer "$2/terse.aot")" ]
}
