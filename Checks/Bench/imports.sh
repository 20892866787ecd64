#!/usr/bin/env bash
# Imports of a large package by a release build, on SQLite and on PostgreSQL, against prepared statements, and the memory
# that a package of a fifth of the size takes beside it:
# imports.sh [USERS] [ENROLMENTS]. Prints Markdown. DIGIONE_BENCH_PROGRAM names another program.
source "$(dirname "${BASH_SOURCE[0]}")/../Scripts/common.sh"

users=${1:-100000}
enrolments=${2:-600000}

program_under_load "${DIGIONE_BENCH_PROGRAM:-}"

place=$(mktemp -d)
finish() {
    postgres_stop
    rm -rf "$place"
}
trap finish EXIT

python3 Checks/Bench/roster.py "$users" "$enrolments" "$place/package"
python3 Checks/Bench/roster.py "$((users / 5))" "$((enrolments / 5))" "$place/small"
export DIGIONE_DATA=$place DIGIONE_LOG_LEVEL=error

measure() {
    DIGIONE_DATABASE=$2 "$digione" migrate >/dev/null
    DIGIONE_DATABASE=$3 "$digione" migrate >/dev/null
    DIGIONE_DATABASE=$2 python3 Checks/Bench/imports.py --name "$1" --program "$digione" --package "$place/package" \
        --database "$2" --small "$place/small" --small-database "$3" ${4:+--second "$4"}
}

say "$(date +%F), $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1); $users users, $enrolments enrolments."
measure SQLite "sqlite:$place/bench.sqlite" "sqlite:$place/small.sqlite"
postgres_start -c shared_buffers=256MB
for name in second small; do
    psql -X -q "$postgres_address" -c "CREATE DATABASE $name ENCODING 'UTF8' TEMPLATE template0"
done
measure PostgreSQL "$postgres_address" "${postgres_address/digione?/small?}" "${postgres_address/digione?/second?}"
