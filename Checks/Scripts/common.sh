# What the scripts share; sourced, with the top of the tree as working directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*"; }

# One line above a part of the work.
begin() { printf '\n== %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Runs a command and says how long it took.
timed() {
    local name=$1 start=$SECONDS status=0
    shift
    "$@" || status=$?
    printf '%s: %d s\n' "$name" $((SECONDS - start))
    return $status
}

# Builds the product in release; the same flags everywhere, so that nothing is built twice.
build_release() {
    [ -e .build/release/digione ] || say "The first release build takes about 12 minutes on two cores."
    swift build -c release --static-swift-stdlib --product digione
}

# Waits until ADDRESS answers while process PID lives.
wait_for() {
    local address=$1 pid=$2
    for _ in $(seq 1 300); do
        kill -0 "$pid" 2>/dev/null || return 1
        python3 - "$address" <<'PYTHON' 2>/dev/null && return 0
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(0 if opener.open(sys.argv[1], timeout=2).status == 200 else 1)
PYTHON
        sleep 0.1
    done
    return 1
}

# A port of loopback that nobody listens on.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
