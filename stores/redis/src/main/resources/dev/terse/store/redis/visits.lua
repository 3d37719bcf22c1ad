-- Adds a bucket's part of a batch of visits, unless this node has added it already.
-- KEYS: the number of this node's last batch, then the visits of each link.
-- ARGV: the batch's number, the seconds for which it is remembered, then for each link how many
-- hours follow, and for each hour its number and its visits.
local last = redis.call('GET', KEYS[1])
if last and tonumber(last) >= tonumber(ARGV[1]) then
  return {0}
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
local at = 3
for i = 2, #KEYS do
  local first = tonumber(redis.call('HGET', KEYS[i], 'first'))
  local latest = tonumber(redis.call('HGET', KEYS[i], 'last'))
  local hours = tonumber(ARGV[at])
  at = at + 1
  for _ = 1, hours do
    local number = tonumber(ARGV[at])
    redis.call('HINCRBY', KEYS[i], ARGV[at], ARGV[at + 1])
    redis.call('HINCRBY', KEYS[i], 'total', ARGV[at + 1])
    if not first or number < first then
      first = number
    end
    if not latest or number > latest then
      latest = number
    end
    at = at + 2
  end
  redis.call('HSET', KEYS[i], 'first', first, 'last', latest)
end
return {1}
