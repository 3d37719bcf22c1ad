-- Tells whether what is stored was written by an attempt; if not, fences it off: it never will.
-- KEYS: the link, the fence. ARGV: the token's place in the head, the token, the fence's seconds.
local stored = redis.call('GET', KEYS[1])
local place = tonumber(ARGV[1])
if stored and string.sub(stored, place, place + #ARGV[2] - 1) == ARGV[2] then
  return {'done', stored}
end
redis.call('SET', KEYS[2], '', 'EX', ARGV[3])
return {'fenced', stored}
