-- Asks for codes from the file that the first argument names, each on a line of the same width;
-- counts answers that are no redirect. The second argument says how they are chosen: "random" (each
-- as often), "zipf" (the k-th as often as 1/k^s says, s being the third argument or 1), or "once" (one
-- after the other). The file is mapped, not read, so that it may hold a hundred million.
dofile("bench/result.lua")
local ffi = require("ffi")
ffi.cdef [[
  int open(const char *path, int flags);
  long lseek(int file, long offset, int whence);
  void *mmap(void *address, size_t length, int protection, int flags, int file, long offset);
]]
local READ_ONLY, FROM_END, PROTECT_READ, SHARED = 0, 2, 1, 1
local CHOICES = 1000000

local lines, width, count
local chosen = {}
local next_choice = 0
local ask

local function map(path)
  local file = ffi.C.open(path, READ_ONLY)
  local size = tonumber(ffi.C.lseek(file, 0, FROM_END))
  lines = ffi.cast("const char *", ffi.C.mmap(nil, size, PROTECT_READ, SHARED, file, 0))
  width = 1
  while lines[width - 1] ~= 10 do
    width = width + 1
  end
  assert(size % width == 0, path .. ": its lines differ in width")
  count = size / width
end

-- A drawer of 1 .. count by Zipf's law, without a table of its sums: rejection-inversion, after
-- Hoermann and Derflinger, "Rejection-inversion to generate variates from monotone discrete
-- distributions" (1996).
local function zipf(s)
  local q = 1 - s
  local function area(x) return math.abs(q) < 1e-9 and math.log(x) or (x ^ q - 1) / q end
  local function inverse(y) return math.abs(q) < 1e-9 and math.exp(y) or (1 + y * q) ^ (1 / q) end
  local low, high = area(1.5) - 1, area(count + 0.5)
  return function()
    while true do
      local y = high + math.random() * (low - high)
      local k = math.min(math.max(math.floor(inverse(y) + 0.5), 1), count)
      if y >= area(k + 0.5) - k ^ -s then
        return k
      end
    end
  end
end

local function request_of(k)
  local code = ffi.string(lines + (k - 1) * width, width - 1)
  return "GET /" .. code .. " HTTP/1.1\r\nHost: localhost\r\n\r\n"
end

function init(args)
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
  map(args[1])
  if args[2] == "once" then
    ask = function()
      next_choice = next_choice % count + 1
      return next_choice
    end
  elseif args[2] == "zipf" then
    local draw = zipf(tonumber(args[3] or "1"))
    for i = 1, CHOICES do
      chosen[i] = draw()
    end
    ask = function()
      next_choice = next_choice % CHOICES + 1
      return chosen[next_choice]
    end
  else
    ask = function() return math.random(count) end
  end
end

function request()
  return request_of(ask())
end

function response(status)
  if status ~= 302 then
    wrong = wrong + 1
  end
end
