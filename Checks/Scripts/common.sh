# What the scripts share; sourced, with the top of the tree as working directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Where release builds live, apart from the debug builds, so that neither waits for the other.
release_build=.build-release

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
    [ -e "$release_build/release/digione" ] || say "The first release build takes about 12 minutes on two cores."
    swift build -c release --scratch-path "$release_build" --static-swift-stdlib --product digione
}

# The program under load: PROGRAM, built already, or the release build of now. Sets `digione`.
program_under_load() {
    digione=${1:-$release_build/release/digione}
    Checks/Scripts/setup.sh build bench >&2
    [ -n "${1:-}" ] || build_release >&2
    digione=$(realpath "$digione")
}

# On which day and what figures were measured.
day_and_machine() {
    echo "$(date +%F), $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), Linux $(uname -r | cut -d. -f1,2)"
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

# A PostgreSQL of our own in a temporary folder, reached by a unix socket there and by nothing else. Sets
# `postgres_address`; `postgres_stop` ends it and removes the folder.
postgres_start() {
    local as=() settings
    postgres_bin=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -type d | sort -V | tail -1)/bin
    postgres_folder=$(mktemp -d /tmp/digione-pg-XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$postgres_folder"
        as=(runuser -u postgres --)
    fi
    postgres_as=("${as[@]}")
    settings="-c listen_addresses= -c unix_socket_directories=$postgres_folder $*"
    (
        cd "$postgres_folder"
        "${as[@]}" "$postgres_bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C >log
        "${as[@]}" "$postgres_bin/pg_ctl" start -w -D data -l server.log -o "$settings" >log
        "${as[@]}" "$postgres_bin/createdb" -h "$postgres_folder" -U postgres digione
    )
    postgres_address="postgres:///digione?host=$postgres_folder&user=postgres"
}

postgres_stop() {
    [ -n "${postgres_folder:-}" ] || return 0
    (cd "$postgres_folder" && "${postgres_as[@]}" "$postgres_bin/pg_ctl" stop -w -m fast -D data >log) || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
