#!/usr/bin/env bash
# Takes the store away in every way, and tells what visitors get and when all is well again.
# usage: bench/outage.sh [BACKEND,…] [SECONDS…]     of postgresql redis cassandra; the first two
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
./mvnw -q -B -ntp -pl app -am package -DskipTests -Dspotless.check.skip -Dcheckstyle.skip
backends=${1:-postgresql,redis}
shift || true
exec bench/run.sh OutageTable "$backends" "${@:-5}"
