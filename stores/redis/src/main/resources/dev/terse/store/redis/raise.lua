-- Raises the sequence to a floor. Numbers are compared as text: Lua's lose digits above 2^53.
-- KEYS: the sequence. ARGV: the floor.
local position = redis.call('GET', KEYS[1]) or '0'
local floor = ARGV[1]
if #position < #floor or (#position == #floor and position < floor) then
  redis.call('SET', KEYS[1], floor)
  return {1}
end
return {0}
