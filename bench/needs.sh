#!/usr/bin/env bash
# The arithmetic of docs/concepts/scale.md: what a load needs, from what a request was measured to
# cost. Prints its two tables. The inputs are the page's, in microseconds of CPU time.
# usage: bench/needs.sh
#   HIT=12 READ=57 STORE_READ=35 CORES=16 BUSY=0.6 FRESH=1 FLUSH=1
set -euo pipefail
awk -v hit="${HIT:-12}" -v read="${READ:-57}" -v store="${STORE_READ:-35}" \
  -v cores="${CORES:-16}" -v busy="${BUSY:-0.6}" -v fresh="${FRESH:-1}" -v flush="${FLUSH:-1}" '
  # The sum of 1/k up to n.
  function harmonic(n) { return log(n) + 0.5772 }
  # The part of requests, at rate a node, whose link was last read longer than age ago.
  function part(rate, links, age,    h) {
    h = harmonic(links)
    return log((links * h + rate * age) / (h + rate * age)) / h
  }
  function entries(share, links) { return exp(share * harmonic(links) - 0.5772) }
  function count(n) {
    return n >= 1e6 ? sprintf("%.1f M", n / 1e6) : n >= 1e4 ? sprintf("%.0f k", n / 1e3) \
      : sprintf("%.0f", n)
  }
  BEGIN {
    print "| redirects/s | links | redirects/s a node | nodes | asked of the store | store reads/s | store cores | visit rows/s |"
    print "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for (load = 1e4; load <= 1e7; load *= (load < 1e6 ? 100 : 10)) {
      for (links = 1e9; links <= 1e11; links *= 100) {
        rate = load
        for (i = 0; i < 20; i++) {
          asked = part(rate, links, fresh)
          rate = cores * busy / ((hit + asked * read) / 1e6)
          if (rate > load / 2) rate = load / 2
        }
        nodes = int(load / rate + 0.999)
        if (nodes > 2) nodes += int(nodes / 10) + 1
        printf "| %s | %s | %s | %d | %.0f %% | %s | %.0f | %s |\n", count(load),
          (links == 1e9 ? "10^9" : "10^11"), count(rate), nodes, 100 * asked, count(load * asked),
          load * asked * store / 1e6 / busy, count(load * part(rate, links, flush))
      }
    }
    print ""
    print "| of all requests, in memory | entries for 10^9 links | memory | entries for 10^11 links | memory |"
    print "|--:|--:|--:|--:|--:|"
    for (share = 0.5; share < 0.95; share += 0.1)
      printf "| %.0f %% | %s | %.1f GB | %s | %.1f GB |\n", 100 * share,
        count(entries(share, 1e9)), entries(share, 1e9) * 430 / 1e9,
        count(entries(share, 1e11)), entries(share, 1e11) * 430 / 1e9
  }'
