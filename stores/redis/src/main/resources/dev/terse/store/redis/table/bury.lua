-- Puts a tombstone where there never was anything.
-- KEYS: the link, the bucket's tombstones. ARGV: the tombstone, its key.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {'taken'}
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], 0, ARGV[2])
return {'done'}
