-- Puts a hint if the target has none; otherwise shows the first few.
-- KEYS: the target's hints. ARGV: the hint, how many to show.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('ZADD', KEYS[1], 0, ARGV[1])
  return {}
end
return redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[2]) - 1)
