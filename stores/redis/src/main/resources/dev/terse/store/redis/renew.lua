-- Puts a receipt in place of the one that is expected.
-- KEYS: the receipt. ARGV: expected, new, the milliseconds for which it is kept.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {1}
