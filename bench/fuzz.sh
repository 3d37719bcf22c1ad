#!/usr/bin/env bash
# Long runs of chance against our parsers (FuzzTarget): Jazzer, guided by the branches it reaches, takes
# MINUTES in all, divided among them. What it finds is kept in app/target/fuzz; ends with status 1 then.
# usage: bench/fuzz.sh [MINUTES]     10
#   RESULT=bench/results/fuzz.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
# shellcheck source=bench/lib.sh
. bench/lib.sh
minutes=${1:-10}
version=0.30.0
found=$PWD/app/target/fuzz
targets=$(grep -cE '^  [A-Z_]+\(' app/src/test/java/dev/terse/fuzz/FuzzTarget.java)
seconds=$((minutes * 60 / targets))

mkdir -p "$found"
for part in jazzer jazzer-api; do
  [ -f "$found/$part-$version.jar" ] || ./mvnw -q -B -ntp dependency:copy -N \
    -Dartifact="com.code-intelligence:$part:$version" -DoutputDirectory="$found"
done
status=0
rows=$(bench/run.sh --end-to-end dev.terse.fuzz.LongFuzz \
  "$seconds" "$found/jazzer-$version.jar:$found/jazzer-api-$version.jar" "$found") || status=1

{
  echo "# Parsers against chance"
  echo
  echo "\`bench/fuzz.sh $minutes\`, $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "Jazzer $version, $seconds s for each parser, guided by the branches of dev.terse that it reaches."
  echo "What must hold is written in \`app/src/test/java/dev/terse/fuzz/FuzzTarget.java\`."
  echo
  echo "| parser | runs | branches reached | inputs kept | found |"
  echo "|---|--:|--:|--:|---|"
  echo "$rows"
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
exit "$status"
