#!/usr/bin/env bash
# Runs one of bench's programs. With BENCH_CLASSPATH, a file that --build wrote, it builds nothing.
# usage: bench/run.sh CLASS [ARGUMENT…]
#        bench/run.sh --build FILE
#        bench/run.sh --end-to-end CLASS [ARGUMENT…]    a program among the end-to-end tests
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1

# build MODULE SCOPE FILE: compiles the module, tests included, and writes its class path to FILE.
build() {
  ./mvnw -q -B -ntp -pl "$1" -am test-compile dependency:build-classpath \
    -Dmdep.outputFile="$3" -Dmdep.includeScope="$2" \
    -Dspotless.check.skip -Dcheckstyle.skip
}

if [ "$1" = --build ]; then
  build bench runtime "$2"
  exit
fi
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
own=bench/target/classes
if [ "$1" = --end-to-end ]; then
  shift
  build app test "$classpath"
  own=app/target/test-classes:app/target/classes
elif [ -n "${BENCH_CLASSPATH-}" ]; then
  cp "$BENCH_CLASSPATH" "$classpath"
else
  build bench runtime "$classpath"
fi
class=$1
shift
[[ $class == *.* ]] || class=dev.terse.bench.$class
MALLOC_ARENA_MAX=1 "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Dterse.root="$PWD" \
  -cp "$own:$(cat "$classpath")" "$class" "$@"
