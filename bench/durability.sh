#!/usr/bin/env bash
# Is anything lost that was acknowledged? The server on the embedded store, under load: power cuts on
# a disk of its own, kills, crash states replayed from a record of its writes and syncs, and calls to
# the kernel that fail. Ends with status 1 if anything is lost. Needs root, loop devices and strace.
# usage: bench/durability.sh [N]     cycles of each kind; 20
#   CUTS=N KILLS=N STATES=10*N NTH=1 RESULT=bench/results/durability.md
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=bench/lib.sh
. bench/lib.sh
cycles=${1:-20}
cuts=${CUTS:-$cycles} kills=${KILLS:-$cycles} states=${STATES:-$((10 * cycles))} nth=${NTH:-1}
require strace losetup mkfs.ext4
./terse version >&2
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
lost=0

# try PROGRAM [ARGUMENT…]: adds the row that it prints.
try() {
  bench/run.sh --end-to-end "dev.terse.e2e.$1" "${@:2}" | grep '^|' | tee -a "$rows" >&2 || lost=1
}

# repeat N PROGRAM [ARGUMENT…]: tries N times, on a new store after each 25, since each trial
# compares what all before it have left in its store.
repeat() {
  local left
  for ((left = $1; left > 0; left -= 25)); do
    try "${@:2}" $((left < 25 ? left : 25))
  done
}

# sums: one row for all of one kind. A cell of trials may go on after its number.
sums() {
  awk -F ' *[|] *' '
    { if (!($2 in trials)) order[++kinds] = $2
      trials[$2] += $3; more[$2] = $3; sub(/^[0-9]+/, "", more[$2])
      gsub(/,/, ""); links[$2] += $4; wrong[$2] += $5; seconds[$2] += $6 }
    END { for (i = 1; i <= kinds; i++) { kind = order[i]
      printf "| %s | %d%s | %d | %d | %d |\n",
        kind, trials[kind], more[kind], links[kind], wrong[kind], seconds[kind] } }' "$rows" |
    sed -E ':again; s/([0-9])([0-9]{3})\b/\1,\2/; t again'
}
repeat "$cuts" power.PowerCuts cut
repeat "$kills" power.PowerCuts kill
repeat "$states" crash.CrashStates
[ "$nth" -eq 0 ] || try fault.Faults "$nth"

{
  echo "# Is anything lost that was acknowledged?"
  echo
  echo "\`CUTS=$cuts KILLS=$kills STATES=$states NTH=$nth bench/durability.sh\`,"
  echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(machine)."
  echo
  echo "The packaged server on the embedded store; 16 clients (8 for failed calls) make, change and delete"
  echo "links. After each trial the store is opened: every acknowledged link is compared byte for byte,"
  echo "the target index, the list and the search with the links, and codes drawn with those given."
  echo "[Durability](../../docs/concepts/durability.md) says how each of them is done."
  echo
  echo "| what | trials | links acknowledged | lost or wrong | s |"
  echo "|---|--:|--:|--:|--:|"
  sums
} | if [ -n "${RESULT-}" ]; then cat > "$RESULT"; else cat; fi
exit "$lost"
