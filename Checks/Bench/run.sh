#!/usr/bin/env bash
# Requests per second of a release build with 50,000 people, on SQLite and on PostgreSQL: run.sh [SECONDS] [PUPILS] [all|lists].
# "lists" measures only the register's lists: with 104000 pupils of 218,000 people, most of them in one register. Prints Markdown.
# Everything runs on loopback, bounded in count and time.
source "$(dirname "${BASH_SOURCE[0]}")/../Scripts/common.sh"

seconds=${1:-10}
pupils=${2:-26000}
what=${3:-all}
many=${BENCH_PROVIDERS:-1000}
# What `fsync` takes on an ordinary disk: docs/performance.md.
sync_ms=3

program_under_load "${DIGIONE_BENCH_PROGRAM:-}"

place=$(mktemp -d)
processes=()
finish() {
    for process in "${processes[@]}"; do kill -TERM "$process" 2>/dev/null || true; done
    wait 2>/dev/null || true
    postgres_stop
    rm -rf "$place"
}
trap finish EXIT

chmod 711 "$place"
cc -O2 -shared -fPIC -o "$place/slow_sync.so" Checks/Bench/slow_sync.c -ldl

bare_port=$(free_port)
"$digione" bench-bare --port "$bare_port" >/dev/null 2>"$place/bare.log" &
bare=$!
processes+=("$bare")
wait_for "http://127.0.0.1:$bare_port/hello" "$bare" || die "The bare route did not start: $(cat "$place/bare.log")"

"$digione" sample --pupils "$pupils" --seed 1 --today "$(date +%F)" --out "$place/sample" >&2
people=$(($(cat "$place"/sample/[12]/users.csv | wc -l) - 2))

# Loads the people, makes 200 sessions of each kind, serves, measures: measure NAME DATABASE SERVER-PROCESS-OF-DATABASE
measure() {
    local name=$1 server port
    export DIGIONE_DATABASE=$2 DIGIONE_DATA=$place/$1 DIGIONE_LOG_LEVEL=warning
    mkdir -p "$DIGIONE_DATA"
    local start=$SECONDS
    for package in 1 2; do
        "$digione" import oneroster "$place/sample/$package" --provider \
            "$([ $package = 1 ] && echo jarvikaupunki || echo koivula)" >"$DIGIONE_DATA/import.log" 2>&1 \
            || die "The import failed: $(tail -5 "$DIGIONE_DATA/import.log")"
        [ "$what" = lists ] || "$digione" bench-timetables "$place/sample/$package" --provider \
            "$([ $package = 1 ] && echo jarvikaupunki || echo koivula)"
    done
    local loading=$((SECONDS - start)) roles=(office)
    if [ "$what" = all ]; then
        roles=(pupil guardian teacher office)
        "$digione" bench-registers --days 100
    fi
    for role in "${roles[@]}"; do
        "$digione" bench-sessions --count 200 --role $role --out "$DIGIONE_DATA/$role.tsv"
    done
    port=$(free_port)
    "$digione" serve --port "$port" >/dev/null 2>"$DIGIONE_DATA/serve.log" &
    server=$!
    processes+=("$server")
    wait_for "http://127.0.0.1:$port/readyz" "$server" || die "The server did not start."
    python3 Checks/Bench/measure.py --name "$name" --port "$port" --server "$server" --bare-port "$bare_port" \
        --bare "$bare" --sessions "$DIGIONE_DATA" --seconds "$seconds" --people "$people" --loading "$loading" --program "$digione" \
        --what "$what" ${3:+--database "$3"}
    if [ "$what" = lists ]; then
        kill -TERM "$server"
        wait "$server" || die "The server did not stop in order."
        return
    fi
    [ "$name" != SQLite ] || python3 Checks/Bench/idle.py --port "$port" --server "$server"
    local expected found
    expected=$(python3 Checks/Bench/looks.py "$port" "$DIGIONE_DATA/teacher.2.tsv" 2 "$digione" bench-looks)
    kill -TERM "$server"
    wait "$server" || die "The server did not stop in order."
    found=$("$digione" bench-looks)
    echo "- Access log: $expected looks were taken, ${found%% *} are stored in ${found##* } rows after a normal stop;" \
        "lost: $((expected - ${found%% *}))."
    [ "$expected" = "${found%% *}" ] || die "The access log lost looks."
    slow "$name" "$port" "${4:-}"
}

# Shared commits are for disks on which a commit takes milliseconds, as `fsync` does on ordinary ones; this one may be faster. So
# saving is measured once more with every `fsync` made so slow: of the server that writes the file, or of the database server,
# which is started again: slow NAME PORT [again]
slow() {
    local preload=(env LD_PRELOAD="$place/slow_sync.so" BENCH_SYNC_MS="$sync_ms") library=(--sync-library "$place/slow_sync.so")
    if [ "$3" = again ]; then
        postgres_again "${preload[@]}"
        preload=(env)
        library=()
    fi
    "${preload[@]}" "$digione" serve --port "$2" >/dev/null 2>"$DIGIONE_DATA/slow.log" &
    server=$!
    processes+=("$server")
    wait_for "http://127.0.0.1:$2/readyz" "$server" || die "The server did not start."
    python3 Checks/Bench/measure.py --name "$1" --port "$2" --server "$server" --bare-port 0 --bare 0 \
        --sessions "$DIGIONE_DATA" --seconds "$seconds" --people 0 --loading 0 --program "$digione" --sync-ms "$sync_ms" \
        "${library[@]}"
    kill -TERM "$server"
    wait "$server" || die "The server did not stop in order."
    [ "$3" != again ] || postgres_again
}

# Starts PostgreSQL again, with what stands before it.
postgres_again() {
    (
        cd "$postgres_folder"
        "${postgres_as[@]}" "$postgres_bin/pg_ctl" stop -w -m fast -D data >log
        "${postgres_as[@]}" "$@" "$postgres_bin/pg_ctl" start -w -D data -l server.log >log -o \
            "-c listen_addresses= -c unix_socket_directories=$postgres_folder ${postgres_settings[*]}"
    )
}

# Serves one education provider and a thousand side by side: places NAME DATABASE-OF-ONE DATABASE-OF-MANY
places() {
    local name=$1 count=1 ports=() servers=() address
    shift
    for address in "$@"; do
        export DIGIONE_DATABASE=$address DIGIONE_DATA=$place/$name-$count DIGIONE_LOG_LEVEL=warning
        mkdir -p "$DIGIONE_DATA"
        "$digione" bench-providers --count "$count"
        ports+=("$(free_port)")
        "$digione" serve --port "${ports[-1]}" >/dev/null 2>"$DIGIONE_DATA/serve.log" &
        servers+=("$!")
        processes+=("$!")
        wait_for "http://127.0.0.1:${ports[-1]}/readyz" "${servers[-1]}" || die "The server did not start."
        count=$many
    done
    python3 Checks/Bench/places.py --name "$name" --one "${ports[0]}" --many "${ports[1]}" --providers "$many" \
        --seconds "$seconds"
    for server in "${servers[@]}"; do
        kill -TERM "$server"
        wait "$server" || die "The server did not stop in order."
    done
}

measure SQLite "sqlite:$place/SQLite/digione.sqlite"
[ "$what" = lists ] || places SQLite "sqlite:$place/one.sqlite" "sqlite:$place/many.sqlite"
postgres_settings=(-c shared_buffers=256MB -c max_connections=50)
postgres_start "${postgres_settings[@]}"
postmaster=$(head -1 "$postgres_folder/data/postmaster.pid")
measure PostgreSQL "$postgres_address" "$postmaster" again
[ "$what" = all ] || exit 0
for name in one many; do
    (cd "$postgres_folder" && "${postgres_as[@]}" "$postgres_bin/createdb" -h "$postgres_folder" -U postgres "$name")
done
places PostgreSQL "${postgres_address/digione?/one?}" "${postgres_address/digione?/many?}"
