-- Asks what a file says, line after line: wrk -s asks.lua URL -- FILE, with method, path, headers (`Name: value|…`) and body, apart
-- by tabs; a dash stands for nothing.

local report = dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local requests = {}
local turn = 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local fields = {}
        for field in line:gmatch("[^\t]+") do fields[#fields + 1] = field end
        local headers = {}
        for name, value in fields[3]:gmatch("([^:|]+): ([^|]+)") do headers[name] = value end
        requests[#requests + 1] = wrk.format(fields[1], fields[2], headers, fields[4] ~= "-" and fields[4] or nil)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency) report(summary, latency) end
