-- Posts each form of a file once: wrk -s saves.lua URL -- FILE, with cookie, path and form a line, apart by tabs.

local report = dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long nanoseconds; } moment; int clock_gettime(int clock, moment *now);")
local clock = ffi.new("moment")

local function microseconds()
    ffi.C.clock_gettime(1, clock)
    return tonumber(clock.seconds) * 1e6 + tonumber(clock.nanoseconds) / 1e3
end

local requests = {}
local turn = 0
local answers = 0
local worker

-- What the one thread counts, for the line at the end: wrk itself runs on until its time is over.
function setup(thread) worker = thread end

begun = 0
ended = 0
counted = 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local fields = {}
        for field in line:gmatch("[^\t]+") do fields[#fields + 1] = field end
        requests[#requests + 1] = wrk.format("POST", fields[2], {
            ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin",
            ["Cookie"] = "__Host-session=" .. fields[1],
        }, fields[3])
    end
end

-- The last connections end with the forms, so that none is sent twice.
function request()
    if begun == 0 then begun = microseconds() end
    turn = math.min(turn + 1, #requests)
    return requests[turn]
end

function response(status)
    answers = answers + 1
    if answers <= #requests then ended, counted = microseconds(), answers end
    if answers >= #requests - 32 then wrk.thread:stop() end
end

function done(summary, latency)
    summary.requests = worker:get("counted")
    summary.duration = worker:get("ended") - worker:get("begun")
    report(summary, latency)
end
