#!/usr/bin/env bash
# Builds release/digione-VERSION and starts it from another place, where nothing of the build folder can be read.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

begin "release build"
Checks/Scripts/setup.sh build
timed "release build" build_release

version=$(git rev-parse --short HEAD 2>/dev/null || date +%Y%m%d)
folder=release/digione-$version
rm -rf "$folder"
mkdir -p "$folder"
cp "$release_build"/release/digione "$folder/"
cp -r "$release_build"/release/*.resources "$folder/"
strip --strip-debug "$folder/digione"
cp Checks/Scripts/digione.service "$folder/"
sed "s/VERSION/$version/" Checks/Scripts/release-readme.txt >"$folder/README.txt"
say "$folder: $(du -sh "$folder" | cut -f1)"

if command -v systemd-analyze >/dev/null; then
    begin "unit file"
    unit=$(mktemp -d)
    # The program is not at its place here, so another stands in for it; everything else is as shipped.
    sed "s#/opt/digione/digione#/bin/true#; s#^Documentation=.*##" "$folder/digione.service" >"$unit/digione.service"
    systemd-analyze verify "$unit/digione.service" || die "systemd does not take the unit file."
    rm -rf "$unit"
    say "systemd takes it."
fi

begin "start from another place"
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true; rm -rf "$place"' EXIT
cp -r "$folder" "$place/digione"
# A program built here would also find its resources in the build folder: that path is overwritten in the copy.
hidden=$(printf '%s' "$PWD/$release_build" | sed 's/./_/g; s/^_/\//')
LC_ALL=C sed -i "s|$PWD/$release_build|$hidden|g" "$place/digione/digione"
port=$(free_port)
(
    cd "$place"
    mkdir data
    export DIGIONE_DATA="$place/data"
    "$place/digione/digione" migrate
    exec "$place/digione/digione" serve --port "$port"
) >"$place/output" 2>&1 &
server=$!
wait_for "http://localhost:$port/healthz" $server && wait_for "http://localhost:$port/sign-in" $server || {
    cat "$place/output"
    die "The released program did not start."
}
kill -TERM $server
status=0
wait $server || status=$?
server=
[ "$status" -eq 0 ] || die "The released program ended with $status instead of stopping in order."
say "It started, answered and stopped in order."
