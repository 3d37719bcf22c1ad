#!/usr/bin/env bash
# Draws the README's charts from the tables in bench/results: docs/charts/*.svg.
# usage: bench/charts.sh [--check]     --check: ends with status 1 if a chart is not what it would draw
set -euo pipefail
cd "$(dirname "$0")/.."

# cell FILE SECTION ROW COLUMN: a cell of the table below the heading that begins with SECTION, in
# the row whose first cell begins with ROW; numbers lose their commas.
cell() {
  awk -F ' *[|] *' -v section="$2" -v row="$3" -v column="$4" '
    /^#/ { here = index($0, section) > 0 }
    here && index($2, row) == 1 && NF > 2 { gsub(",", "", $(column + 1)); print $(column + 1); found = 1; exit }
    END { if (!found) { print "charts: no row \"" row "\" below \"" section "\"" > "/dev/stderr"; exit 1 } }
  ' "bench/results/$1"
}

# chart NAME TITLE UNIT: horizontal bars from lines "label<TAB>value<TAB>class" of standard input;
# a line without a value is a heading.
chart() {
  awk -F '\t' -v title="$2" -v unit="$3" '
    { label[NR] = $1; value[NR] = $2; kind[NR] = $3; if ($2 + 0 > most) most = $2 + 0 }
    END {
      height = 44 + 24 * NR
      printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"%d\" viewBox=\"0 0 720 %d\" role=\"img\" aria-label=\"%s\">\n", height, height, title
      print "<style>text{font:13px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:15px}.h{font-weight:600}.n{font-variant-numeric:tabular-nums}rect{fill:#8c959f}.us{fill:#0969da}@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#6e7681}.us{fill:#58a6ff}}</style>"
      printf "<text class=\"t\" x=\"0\" y=\"18\">%s</text>\n", title
      for (i = 1; i <= NR; i++) {
        y = 32 + 24 * (i - 1)
        if (value[i] == "") {
          printf "<text class=\"h\" x=\"0\" y=\"%d\">%s</text>\n", y + 16, label[i]
          continue
        }
        width = 360 * value[i] / most
        printf "<text x=\"230\" y=\"%d\" text-anchor=\"end\">%s</text>", y + 16, label[i]
        printf "<rect%s x=\"240\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\"/>", (kind[i] == "us" ? " class=\"us\"" : ""), y + 3, width
        printf "<text class=\"n\" x=\"%.1f\" y=\"%d\">%s %s</text>\n", 248 + width, y + 16, value[i], unit
      }
      print "</svg>"
    }' > "$into/$1.svg"
}

redirects() {
  local section
  for section in "64 connections, zipf" "64 connections, random" "1000 connections, zipf" \
    "1000 connections, random"; do
    printf '%s\n' "$section"
    printf 'nginx, one constant\t%s\t\n' "$(cell redirect.md "$section" "nginx, one constant" 5)"
    printf 'nginx, map of all links\t%s\t\n' "$(cell redirect.md "$section" "nginx, map" 5)"
    printf 'Terse, counting visits\t%s\tus\n' "$(cell redirect.md "$section" "Terse" 5)"
  done
}

creates() {
  local count
  for count in 1 64 512; do
    printf 'the disk'"'"'s own syncs\t%s\t\n' "$(cell create.md "Making links" "$count" 6)"
    printf 'links, %s connections\t%s\tus\n' "$count" "$(cell create.md "Making links" "$count" 2)"
  done
}

draw() {
  into=$1
  mkdir -p "$into"
  redirects | chart redirect "CPU time a redirect" "µs"
  creates | chart create "Links made, each on the disk before it is acknowledged" "/s"
}

if [ "${1-}" = --check ]; then
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  draw "$fresh"
  diff -r "$fresh" docs/charts > /dev/null || {
    echo "charts: docs/charts is not what bench/results says: run bench/charts.sh" >&2
    exit 1
  }
else
  draw docs/charts
fi
