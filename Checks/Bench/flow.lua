-- Whole sign-ons at a service with sessions that exist: wrk -s flow.lua URL -- FILE BASIC BACK VERIFIER, with cookie and address of
-- authorization a line. Each code that comes back is redeemed next; two requests are one sign-on.

local report = dofile((debug.getinfo(1, "S").source:match("^@(.*/)") or "") .. "report.lua")
local sessions, codes = {}, {}
local turn = 0
local basic, back, verifier
local worker

-- What the one thread counts: wrk ends in a state of its own.
function setup(thread) worker = thread end

wrong = 0

function init(arguments)
    basic, back, verifier = arguments[2], arguments[3], arguments[4]
    for line in io.lines(arguments[1]) do
        local cookie, path = line:match("^(%S+)\t(%S+)$")
        sessions[#sessions + 1] = wrk.format("GET", path, { ["Cookie"] = "__Host-session=" .. cookie })
    end
end

function request()
    local code = table.remove(codes)
    if code then
        return wrk.format("POST", "/oidc/token", {
            ["Content-Type"] = "application/x-www-form-urlencoded", ["Authorization"] = basic,
        }, "grant_type=authorization_code&code=" .. code .. "&redirect_uri=" .. back .. "&code_verifier=" .. verifier)
    end
    turn = turn % #sessions + 1
    return sessions[turn]
end

function response(status, headers, body)
    if status == 303 then
        local code = (headers["Location"] or headers["location"] or ""):match("[?&]code=([%w_-]+)")
        if code then codes[#codes + 1] = code else wrong = wrong + 1 end
    elseif status ~= 200 or not body:find("id_token", 1, true) then
        wrong = wrong + 1
    end
end

function done(summary, latency) report(summary, latency, worker:get("wrong")) end
