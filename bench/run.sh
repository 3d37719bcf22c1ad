#!/usr/bin/env bash
# Runs one of bench's programs.
# usage: bench/run.sh CLASS [ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
./mvnw -q -B -ntp -pl bench -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$classpath" -Dmdep.includeScope=runtime \
  -Dspotless.check.skip -Dcheckstyle.skip
class=$1
shift
[[ $class == *.* ]] || class=dev.terse.bench.$class
MALLOC_ARENA_MAX=1 "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
  -cp "bench/target/classes:$(cat "$classpath")" "$class" "$@"
