#!/usr/bin/env bash
# Runs the JMH benchmarks whose names match; further arguments are JMH's own.
# usage: bench/jmh.sh NAME [JMH-OPTION…]
set -euo pipefail
exec "$(dirname "$0")/run.sh" org.openjdk.jmh.Main "$@"
