-- Puts a value in place of the one that is expected.
-- KEYS: the settings. ARGV: name, expected, value.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return {1}
