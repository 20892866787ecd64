#!/usr/bin/env bash
# A demo municipality at http://localhost:PORT until Ctrl-C: demo.sh PORT.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

port=${1:-8080}
export DIGIONE_DATA=${DIGIONE_DATA:-.run/demo}

Checks/Scripts/setup.sh build
if [ -x "$release_build"/release/digione ]; then
    say "Building what changed (release)"
    build_release
    digione="$release_build"/release/digione
else
    [ -e .build/debug/digione ] || say "Building; the first time takes about 9 minutes on two cores."
    swift build --product digione
    digione=.build/debug/digione
fi

mkdir -p "$DIGIONE_DATA"
[ -e "$DIGIONE_DATA/demo.json" ] || say "Making two municipalities with about 2,000 pupils (seconds)"
"$digione" prepare-demo --pupils 2000 >"$DIGIONE_DATA/persons.txt" \
    || die "The demo could not be made. To begin anew: rm -r $DIGIONE_DATA"

"$digione" serve --demo --port "$port" >"$DIGIONE_DATA/server.out" &
server=$!
# Ctrl-C reaches the server too: by then it may have ended by itself.
trap 'kill -TERM $server 2>/dev/null || true; wait $server 2>/dev/null || true; exit 0' INT TERM
wait_for "http://localhost:$port/readyz" $server \
    || die "The server did not start. If port $port is taken: make demo PORT=8090"

begin "DigiOne answers at http://localhost:$port (Ctrl-C ends it)"
cat "$DIGIONE_DATA/persons.txt"
wait $server
