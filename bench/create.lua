-- Makes links, each to a target of its own; counts answers that are not 201.
dofile("bench/result.lua")
local made = 0
local run = os.time()

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
