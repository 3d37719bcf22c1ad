#!/usr/bin/env bash
# What do honest clients get while thousands of connections are idle, slow or hostile, and while
# the server is asked for 1, 2, 5 and 10 times what it can do? Prints two tables; takes five minutes.
# usage: bench/pressure.sh
#   IDLE=10000 SLOW=4000 QUICK=200 SECONDS_EACH=10 ATTACKS='.*' RESULT=bench/results/pressure.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
# shellcheck source=config/find-jdk.sh
. config/find-jdk.sh
find_jdk || exit 1
idle=${IDLE:-10000} slow=${SLOW:-4000} quick=${QUICK:-200} seconds=${SECONDS_EACH:-10}
attacks=${ATTACKS:-.*} # a regular expression of their names
ulimit -n "$(ulimit -Hn)"

./terse version > /dev/null
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
bench/run.sh --build "$classpath"
export BENCH_CLASSPATH=$classpath
{
  echo "# Under pressure"
  echo
  echo "\`IDLE=$idle SLOW=$slow QUICK=$quick SECONDS_EACH=$seconds bench/pressure.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo "Server, attackers and honest clients share the machine; the server has a heap of 256 MiB."
  echo
  echo "## Connections"
  echo
  echo "Honest clients send 200 requests a second, at times that do not depend on the answers, and"
  echo "latency counts from those times. \`server.header-timeout\` is 5 s, \`server.idle-timeout\` 10 s."
  echo "Loops late: how late the server's event loops were, by its own histogram, whose bounds end at 1 s."
  echo "CPU: what the server took of the machine's cores meanwhile, and attackers and honest clients,"
  echo "which are one process. Descriptors and memory are before, during and after the attack; recovery is"
  echo "until descriptors have returned."
  echo
  bench/run.sh SiegeTable "$idle" "$slow" "$quick" "$seconds" "$attacks"
  echo
  echo "## Load"
  echo
  echo "PostgreSQL behind 20 ms of latency each way; two tenths known redirects, three tenths look-ups"
  echo "of unknown codes, four tenths of the API, one tenth pages, for $seconds s, at a rate that does"
  echo "not depend on the answers. Unanswered: requests that waited for an answer at once, at most."
  echo
  bench/run.sh OverloadTable "$seconds"
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
