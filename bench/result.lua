-- The end of a load script: counts answers that are wrong, and prints what was measured as one line:
-- RESULT requests, microseconds, p50, p99, failed.
wrong = 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.timeout
  for _, thread in ipairs(threads) do
    failed = failed + (thread:get("wrong") or 0)
  end
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), failed))
end
