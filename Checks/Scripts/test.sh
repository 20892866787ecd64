#!/usr/bin/env bash
# Everything that must hold: test.sh [all]. Each part says how long it took; the counts stand at the end.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

extent=${1:-}
out=.build/checks
failed=()
declare -A counts

# Runs one part, keeps its output, and notes whether it failed.
part() {
    local name=$1
    shift
    begin "$name"
    timed "$name" "$@" || failed+=("$name")
}

lint() {
    swift format lint --strict --recursive --parallel App Base Capabilities Checks Edges Kernel Package.swift
}

# The rules and both engines share one build; `count.py` reads what the runner printed.
swift_suite() {
    local name=$1 status=0
    shift
    swift test --skip-build "$@" >"$out/$name.log" 2>&1 || status=$?
    counts[$name]=$(python3 Checks/Scripts/count.py "$name" swift $status "$out/$name.log") || status=1
    [ "$status" -eq 0 ] || grep -E '^✘|error:|Fatal' "$out/$name.log" | tail -60 || true
    say "${counts[$name]}"
    return $status
}

engine() { DIGIONE_TEST_ENGINE=$1 swift_suite "$1" --filter OnEngine; }

# Everything on SQLite, half of it beside the other with a house each, and the journeys once more on PostgreSQL.
browser() {
    local status=0
    outside -n 2 --dist loadgroup Checks/Outside >"$out/browser.log" 2>&1 || status=$?
    postgres_start
    DIGIONE_BROWSER_DATABASE=$postgres_address outside Checks/Outside/test_journeys.py \
        >"$out/browser-postgres.log" 2>&1 || status=$?
    postgres_stop
    counts[browser]=$(python3 Checks/Scripts/count.py browser pytest $status "$out"/browser*.log) || status=1
    for log in "$out"/browser*.log; do
        if [ "$status" -eq 0 ]; then tail -1 "$log"; else tail -100 "$log"; fi
    done
    say "${counts[browser]}"
    return $status
}

outside() { DIGIONE_CHECK_EXTENT=$extent .venv/bin/python -m pytest -q -p no:cacheprovider "$@"; }

trap postgres_stop EXIT

start=$SECONDS
begin "what this machine needs"
timed "setup" Checks/Scripts/setup.sh build test
mkdir -p "$out"
part "format" lint
begin "build"
[ -e .build/debug/digione ] || say "The first build takes about 9 minutes on two cores."
timed "build" swift build --build-tests || die "It does not build, so nothing was tested."
part "rules" swift_suite rules --skip OnEngine
part "sqlite" engine sqlite
part "postgres" engine postgres
part "browser" browser
part "docs" Checks/Scripts/docs.sh
[ "$extent" != all ] || part "release" Checks/Scripts/release.sh

begin "all parts: $((SECONDS - start)) s"
[ ${#failed[@]} -eq 0 ] || say "Failed: ${failed[*]}"
for name in rules sqlite postgres browser; do say "${counts[$name]:-$name: 0 passed, 1 failed}"; done
[ ${#failed[@]} -eq 0 ]
