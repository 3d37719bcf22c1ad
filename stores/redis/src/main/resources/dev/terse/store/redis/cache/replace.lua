-- Puts ARGV[2] for ARGV[3] milliseconds at KEYS[1] if ARGV[1] is there. What is no string counts
-- as an empty one.
local held = redis.pcall('GET', KEYS[1])
if type(held) == 'table' then
  held = ''
end
if held ~= ARGV[1] then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1}
