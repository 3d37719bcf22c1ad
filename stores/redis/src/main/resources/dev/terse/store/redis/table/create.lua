-- Puts a link if its key was never used and its attempt was not fenced off.
-- KEYS: the link, the fence, the bucket's ages. ARGV: the link, its age, channel, message.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {'taken'}
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'fenced'}
end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[3], 0, ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return {'done'}
