-- Asks for codes from the file that the first argument names; counts answers that are no redirect.
-- The second argument says how they are chosen: "random" (each as often), "zipf" (the k-th as often
-- as 1/k^s says, s being the third argument or 1), or "once" (one after the other).
local requests = {}
local choice = {}
local next_choice = 0
wrong = 0
local threads = {}
local CHOICES = 1000000

function setup(thread)
  table.insert(threads, thread)
end

local function draw_zipf(exponent)
  local sums, sum = {}, 0
  for k = 1, #requests do
    sum = sum + 1 / k ^ exponent
    sums[k] = sum
  end
  for i = 1, CHOICES do
    local wanted = math.random() * sum
    local low, high = 1, #sums
    while low < high do
      local middle = math.floor((low + high) / 2)
      if sums[middle] < wanted then low = middle + 1 else high = middle end
    end
    choice[i] = low
  end
end

function init(args)
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = "GET /" .. line .. " HTTP/1.1\r\nHost: localhost\r\n\r\n"
  end
  if args[2] == "zipf" then
    draw_zipf(tonumber(args[3] or "1"))
  elseif args[2] == "once" then
    for i = 1, #requests do
      choice[i] = i
    end
  end
end

function request()
  if #choice == 0 then
    return requests[math.random(#requests)]
  end
  next_choice = next_choice % #choice + 1
  return requests[choice[next_choice]]
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
