-- Puts a link in place of the one whose head is known, unless the attempt was fenced off.
-- KEYS: the link, the fence. ARGV: the old head, the link, channel, message.
local stored = redis.call('GET', KEYS[1])
if not stored or string.sub(stored, 1, #ARGV[1]) ~= ARGV[1] then
  return {'stale', stored}
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'fenced'}
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return {'done'}
