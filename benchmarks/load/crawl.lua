-- Asks for each address of a file once: wrk -t2 -s crawl.lua URL -- FILE TURN TURNS
-- Of the lines, those of a turn are a third (or whatever TURNS says), and each thread takes every other of them.
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(args)
    requests = {}
    place = 0
    local turn, turns, line = tonumber(args[2]), tonumber(args[3]), 0
    for path in io.lines(args[1]) do
        if line % turns == turn and math.floor(line / turns) % 2 == number then
            requests[#requests + 1] = wrk.format("GET", path)
        end
        line = line + 1
    end
end

function request()
    place = place + 1
    if place > #requests then
        if place == #requests + 1 then
            print("no address is left")
        end
        place = 1
    end
    return requests[place]
end
