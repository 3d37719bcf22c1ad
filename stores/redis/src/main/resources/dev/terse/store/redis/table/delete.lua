-- Puts a tombstone in place of the link whose head is known, unless the attempt was fenced off.
-- KEYS: the link, the fence, the bucket's ages, the bucket's tombstones.
-- ARGV: the old head, the tombstone, the link's age, its key, channel, message.
local stored = redis.call('GET', KEYS[1])
if not stored or string.sub(stored, 1, #ARGV[1]) ~= ARGV[1] then
  return {'stale', stored}
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'fenced'}
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[3])
redis.call('ZADD', KEYS[4], 0, ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return {'done'}
