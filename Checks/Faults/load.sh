#!/usr/bin/env bash
# Sign-ons at a steady rate while PostgreSQL is restarted: load.sh [SECONDS] [RATE] [TYPISTS]. Prints Markdown with counts.
# DIGIONE_FAULTS_PROGRAM names a program that is built already. Loopback only, bounded in count and time.
source "$(dirname "${BASH_SOURCE[0]}")/../Scripts/common.sh"

seconds=${1:-60}
rate=${2:-200}
typists=${3:-280}
program_under_load "${DIGIONE_FAULTS_PROGRAM:-}"

place=$(mktemp -d)
trap 'postgres_stop; rm -rf "$place"' EXIT

echo "$(day_and_machine);" \
    "the server, PostgreSQL and those who ask share them."
echo
postgres_start
python3 Checks/Faults/load.py --program "$digione" --place "$place/load" --seconds "$seconds" --rate "$rate" --typists "$typists" \
    --database "$postgres_address" --folder "$postgres_folder" --binaries "$postgres_bin" --prefix "${postgres_as[*]}"
