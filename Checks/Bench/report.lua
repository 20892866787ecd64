-- The one line for the script that reads what wrk says: requests, microseconds they took, errors, and latencies in microseconds.
return function(summary, latency, wrong)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout + (wrong or 0),
        latency:percentile(50), latency:percentile(99)))
end
