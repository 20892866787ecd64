#!/usr/bin/env bash
# The server is killed, and PostgreSQL stopped hard, under writing load: run.sh [KILLS] [STOPS] [SEED].
# Prints Markdown with counts. DIGIONE_FAULTS_PROGRAM names a program that is built already. Loopback only.
source "$(dirname "${BASH_SOURCE[0]}")/../Scripts/common.sh"

kills=${1:-200}
stops=${2:-20}
seed=${3:-$RANDOM}
program_under_load "${DIGIONE_FAULTS_PROGRAM:-}"

place=$(mktemp -d)
trap 'postgres_stop; rm -rf "$place"' EXIT
status=0

echo "$(day_and_machine)."
echo
echo "| engine | what happened | times | answered | found | missing | half | not answered | refused | seed |"
echo "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
python3 Checks/Faults/faults.py --program "$digione" --place "$place/sqlite" --times "$kills" --seed "$seed" || status=1
postgres_start
python3 Checks/Faults/faults.py --program "$digione" --place "$place/postgres" --times "$stops" --seed "$seed" \
    --database "$postgres_address" --folder "$postgres_folder" --binaries "$postgres_bin" \
    --prefix "${postgres_as[*]}" || status=1
exit $status
