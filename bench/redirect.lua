-- Asks for codes drawn at random from the file that CODES names; counts answers that are no redirect.
local codes = {}
wrong = 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
  for line in io.lines(args[1]) do
    codes[#codes + 1] = "GET /" .. line .. " HTTP/1.1\r\nHost: localhost\r\n\r\n"
  end
end

function request()
  return codes[math.random(#codes)]
end

function response(status)
  if status ~= 302 then
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
