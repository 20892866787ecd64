#!/usr/bin/env bash
# Runs every `sh` block of docs/operating.md in its order, in a folder of its own: docs.sh [PROGRAM].
# Paths of the document lie in that folder, the public address is nobody's; SOURCE-ID and NAME are somebody of the sample, RUN its first import. Stops at the first that fails.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

digione=$(realpath "${1:-.build/debug/digione}")
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true; rm -rf "$place"' EXIT
mkdir -p "$place"/{bin,etc,var/lib/digione,var/backups,blocks}
ln -s "$digione" "$place/bin/digione"

# One file a block, named NUMBER.KIND: run, background, refused, stop, by-hand or settings.
python3 - "$place/blocks" <<'PYTHON'
import re, sys
from pathlib import Path
text = Path("docs/operating.md").read_text()
for number, (mark, body) in enumerate(re.findall(r"^```(\w+[^\n]*)\n(.*?)^```", text, re.M | re.S)):
    words = mark.split()
    kind = "settings" if words[0] == "ini" else (words[1] if len(words) > 1 else "run")
    Path(sys.argv[1], f"{number:02}.{kind}").write_text(body)
PYTHON

port=$(free_port)
somebody=
run=
ran=0

# The document's own paths, ports and persons as they are here.
here() {
    sed -e "s#/etc/#$place/etc/#g; s#/var/#$place/var/#g; s#PATH#$place/sample#g; s#8350#$port#g" \
        -e "s#https://digione.example#https://localhost:1#" \
        -e "s#SOURCE-ID#$somebody#g; s#NAME#bench-account#g; s#\\bRUN\\b#$run#g" "$1"
}

run_block() {
    say "-- $(basename "$1")"
    here "$1" >"$place/block.sh"
    PATH="$place/bin:$PATH" bash -euo pipefail "$place/block.sh" >"$place/output" 2>&1
}

export DIGIONE_CONFIG=$place/etc/digione.env
for block in "$place"/blocks/*; do
    case ${block##*.} in
        settings) here "$block" >"$DIGIONE_CONFIG" ;;
        by-hand) continue ;;
        background)
            here "$block" >"$place/block.sh"
            PATH="$place/bin:$PATH" bash -c "exec $(tail -1 "$place/block.sh")" >"$place/server.output" 2>&1 &
            server=$!
            wait_for "http://localhost:$port/readyz" $server || { cat "$place/server.output"; die "It does not serve."; }
            ;;
        refused)
            run_block "$block" && die "It should have been refused: $(cat "$block")"
            grep -q "in use" "$place/output" || { cat "$place/output"; die "It was refused for another reason."; }
            ;;
        stop | run)
            if [ "${block##*.}" = stop ]; then
                kill -TERM "$server"
                wait "$server" || die "The server did not stop in order."
                server=
            fi
            if grep -q NAME "$block"; then
                PATH="$place/bin:$PATH" digione bench-sessions --count 1 --role teacher --out "$place/sessions"
                name=$(cut -f4 "$place/sessions")
                sed -i "s#NAME#$name#g" "$block"
            fi
            if grep -qw RUN "$block"; then
                run=$(PATH="$place/bin:$PATH" digione import runs --provider jarvikaupunki | tail -1 | cut -d' ' -f1)
            fi
            if grep -q SOURCE-ID "$block"; then
                # The file is written by a command of the same block, so the block runs in two parts.
                grep -v SOURCE-ID "$block" >"$place/blocks/first"
                grep SOURCE-ID "$block" >"$place/blocks/second"
                run_block "$place/blocks/first" || { cat "$place/output"; die "It failed: $(cat "$block")"; }
                somebody=$(cut -d, -f1 "$place/sample/1/users.csv" | sed -n 2p | tr -d '"')
                block=$place/blocks/second
            fi
            run_block "$block" || { cat "$place/output"; die "It failed: $(cat "$block")"; }
            ;;
    esac
    ran=$((ran + 1))
done
[ $ran -gt 10 ] || die "Too few blocks were found."
say "$ran blocks of docs/operating.md did what they say."
