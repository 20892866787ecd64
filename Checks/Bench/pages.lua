-- Asks for the pages of many sessions in turn, or signs in by password: wrk -s pages.lua URL -- FILE COLUMN[REST]|sign-in
-- REST is added to the path of the column.
-- FILE has one session a line: cookie, desktop, page of a group, sign-in name, apart by tabs.

local report = dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local requests = {}
local turn = 0

local function encoded(text)
    return (text:gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function made(fields, what)
    if what == "sign-in" then
        local body = "name=" .. encoded(fields[4]) .. "&password=" .. encoded(os.getenv("BENCH_PASSWORD"))
        return wrk.format("POST", "/sign-in", {
            ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin",
        }, body)
    end
    local column, rest = what:match("^(%d+)(.*)$")
    local path = fields[tonumber(column)]
    if path == "-" then return nil end
    return wrk.format("GET", path .. rest, { ["Cookie"] = "__Host-session=" .. fields[1] })
end

function init(arguments)
    if #arguments == 0 then
        requests[1] = wrk.format("GET")
        return
    end
    for line in io.lines(arguments[1]) do
        local fields = {}
        for field in line:gmatch("[^\t]+") do fields[#fields + 1] = field end
        requests[#requests + 1] = made(fields, arguments[2])
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency) report(summary, latency) end
