#!/usr/bin/env bash
# Runs the JMH benchmarks whose names match; further arguments are JMH's own.
# usage: bench/jmh.sh NAME [JMH-OPTION…]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
./mvnw -q -B -ntp -pl bench -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$classpath" -Dmdep.includeScope=compile \
  -Dspotless.check.skip -Dcheckstyle.skip
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
  -cp "bench/target/classes:$(cat "$classpath")" org.openjdk.jmh.Main "$@"
