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
    counts[$name]=$(python3 Checks/Scripts/count.py "$name" swift "$out/$name.log" $status) || status=1
    [ "$status" -eq 0 ] || grep -E '^✘|error:|Fatal' "$out/$name.log" | tail -60 || true
    say "${counts[$name]}"
    return $status
}

engine() { DIGIONE_TEST_ENGINE=$1 swift_suite "$1" --filter OnEngine; }

browser() {
    local status=0
    DIGIONE_CHECK_EXTENT=$extent .venv/bin/python -m pytest -q -p no:cacheprovider Checks/Outside \
        >"$out/browser.log" 2>&1 || status=$?
    counts[browser]=$(python3 Checks/Scripts/count.py browser pytest "$out/browser.log" $status) || status=1
    if [ "$status" -eq 0 ]; then tail -3 "$out/browser.log"; else tail -150 "$out/browser.log"; fi
    return $status
}

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
[ "$extent" != all ] || part "release" Checks/Scripts/release.sh

begin "all parts: $((SECONDS - start)) s"
[ ${#failed[@]} -eq 0 ] || say "Failed: ${failed[*]}"
for name in rules sqlite postgres browser; do say "${counts[$name]:-$name: 0 passed, 1 failed}"; done
[ ${#failed[@]} -eq 0 ]
