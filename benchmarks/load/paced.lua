-- Holds each of wrk's connections back, so that all together ask RATE times a second:
-- wrk -s paced.lua URL -- CONNECTIONS RATE
local gap

function init(args)
    math.randomseed(20261122)
    gap = 1000 * tonumber(args[1]) / tonumber(args[2])
end

-- Whole milliseconds are all wrk knows: up or down by lot, so that the mean is right.
function delay()
    return math.floor(gap + math.random())
end
