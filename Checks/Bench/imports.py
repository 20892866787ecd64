"""Measures imports of one package and the insertion of the same rows by prepared statements; called by imports.sh."""

import argparse
import os
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

# In the order in which rows may refer to each other.
TABLES = [
    "provider", "organisation", "academic_session", "person", "person_identifier", "contact", "course",
    "school_group", "group_session", "role_assignment", "membership", "guardianship", "change_counter", "change_feed",
    "roster_run", "roster_run_before", "name_part", "person_word", "person_place", "group_name_part", "group_name", "change_log",
    "change_detail", "change_subject",
]
TREES = {"organisation", "academic_session"}


def own_memory(process):
    """The peak of a process's own memory in megabytes, without files of which the kernel shows it pages."""
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                lines = dict(line.split(":", 1) for line in file)
            peak = max(peak, int(lines["RssAnon"].split()[0]))
        except (FileNotFoundError, KeyError, ProcessLookupError):
            break
        time.sleep(0.02)
    return peak / 1024


def timed(command, environment=None):
    """Seconds and peak megabytes of its own memory of a command that must succeed."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **(environment or {})})
        memory = own_memory(process)
        status = process.wait()
        seconds = time.monotonic() - begun
        if status != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {status}: {said.read().decode()[-2000:]}")
    return seconds, memory


def order(table):
    return " ORDER BY parent_id IS NOT NULL, parent_id" if table in TREES else " ORDER BY rowid"


def sqlite_inserts(given, place):
    """The same rows into the same tables of a new file, one transaction with keys, indexes and foreign keys."""
    source = sqlite3.connect(given.database.removeprefix("sqlite:"))
    path = place / "inserts.sqlite"
    timed([given.program, "migrate"], {"DIGIONE_DATABASE": f"sqlite:{path}", "DIGIONE_DATA": str(place)})
    target = sqlite3.connect(path, isolation_level=None)
    for pragma in ["foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"]:
        target.execute(f"PRAGMA {pragma}")
    rows, seconds = 0, 0.0
    target.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
        try:
            found = source.execute(f"SELECT * FROM {table}{order(table)}").fetchall()
        except sqlite3.OperationalError:
            found = source.execute(f"SELECT * FROM {table}").fetchall()
        statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
        begun = time.monotonic()
        target.executemany(statement, found)
        seconds += time.monotonic() - begun
        rows += len(found)
    begun = time.monotonic()
    target.execute("COMMIT")
    return rows, seconds + time.monotonic() - begun


def psql(address, text):
    return subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", address, "-c", text], check=True, text=True,
        stdout=subprocess.PIPE).stdout


def postgres_inserts(given, place):
    """The same rows by PREPARE and EXECUTE in one transaction of a second database."""
    script, rows = place / "inserts.sql", 0
    with open(script, "w", encoding="utf-8") as file:
        file.write("BEGIN;\n")
        for table in TABLES:
            columns = psql(
                given.database, f"""SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""").split("\n")
            columns = [line.split(" ", 1) for line in columns if line]
            places = ", ".join(f"${number + 1}" for number in range(len(columns)))
            file.write(f"PREPARE put_{table} ({', '.join(kind for _, kind in columns)}) AS "
                       f"INSERT INTO {table} VALUES ({places});\n")
            values = " || ', ' || ".join(f"quote_nullable({name})" for name, _ in columns)
            tree = " ORDER BY parent_id NULLS FIRST" if table in TREES else ""
            lines = psql(
                given.database, f"SELECT 'EXECUTE put_{table} (' || {values} || ');' FROM {table}{tree}")
            rows += lines.count(f"EXECUTE put_{table} ")
            file.write(lines)
        file.write("COMMIT;\n")
    timed([given.program, "migrate"], {"DIGIONE_DATABASE": given.second})
    seconds, _ = timed(["psql", "-X", "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", given.second, "-f", str(script)])
    return rows, seconds


def bare(given, place):
    """For information: sqlite3's own .import into tables without keys, types and checks."""
    file = place / "bare.sqlite"
    commands = [f'.import "{path}" {path.stem}' for path in sorted(given.package.glob("*.csv"))]
    seconds, _ = timed(["sqlite3", str(file), "-cmd", ".mode csv", *commands])
    return seconds


def size(package):
    return sum(sum(1 for _ in open(path, "rb")) - 1 for path in package.glob("*.csv") if path.stem != "manifest")


def main(given):
    count, small = size(given.package), size(given.small)
    command = [given.program, "import", "oneroster", str(given.package)]
    small_command = [given.program, "import", "oneroster", str(given.small)]
    small_place = {"DIGIONE_DATABASE": given.small_database}
    small_first, small_memory = timed(small_command, small_place)
    small_again, small_memory_again = timed(small_command, small_place)
    first, memory = timed(command)
    again, memory_again = timed(command)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        is_sqlite = given.database.startswith("sqlite:")
        rows, inserts = (sqlite_inserts if is_sqlite else postgres_inserts)(given, place)
        plain = bare(given, place) if is_sqlite else None
    print(f"\n### Imports, {given.name}\n")
    print("| what | s | rows/s | own peak MB |\n| --- | ---: | ---: | ---: |")
    print(f"| import of {small:,} rows of files | {small_first:.1f} | {small / small_first:,.0f} | {small_memory:.0f} |")
    print(f"| the same again, nothing changed | {small_again:.1f} | {small / small_again:,.0f} | {small_memory_again:.0f} |")
    print(f"| import of {count:,} rows of files ({rows:,} rows of tables) | {first:.1f} | {count / first:,.0f} | {memory:.0f} |")
    print(f"| the same again, nothing changed | {again:.1f} | {count / again:,.0f} | {memory_again:.0f} |")
    print(f"| {rows:,} rows by prepared statements | {inserts:.1f} | {rows / inserts:,.0f} | |")
    if plain is not None:
        print(f"| `sqlite3 .import` into bare tables | {plain:.1f} | {count / plain:,.0f} | |")
    print(f"\n- The import reaches {inserts / first:.2f} of the prepared statements (aim 0.50).")
    print(f"- The second import is {first / again:.1f} times as fast (aim 5).")
    print(f"- {count / small:.0f} times the rows take {memory / small_memory:.2f} times the memory (aim: about 1).")


parser = argparse.ArgumentParser()
parser.add_argument("--name", required=True)
parser.add_argument("--program", required=True)
parser.add_argument("--package", required=True, type=Path)
parser.add_argument("--database", required=True)
parser.add_argument("--small", required=True, type=Path, help="a smaller package, for its memory")
parser.add_argument("--small-database", required=True)
parser.add_argument("--second", help="an empty database for the prepared statements, on PostgreSQL")
main(parser.parse_args())
