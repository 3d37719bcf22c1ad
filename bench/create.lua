-- Makes links, each to a target of its own; counts answers that are not 201.
wrong = 0
local threads = {}
local made = 0
local run = os.time()

function setup(thread)
  table.insert(threads, thread)
end

function request()
  made = made + 1
  local body = string.format(
    '{"target": "https://example.com/a/page/of/some/length?with=a&query=%d-%d"}', run, made)
  return wrk.format("POST", "/-/api/v1/links", { ["Content-Type"] = "application/json" }, body)
end

function response(status)
  if status ~= 201 then
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.timeout
  for _, thread in ipairs(threads) do
    failed = failed + (thread:get("wrong") or 0)
  end
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), failed))
end
