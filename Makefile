# The commands of this house. Each installs what it needs on Debian and says so.
PORT ?= 8080
SECONDS ?= 10

KILLS ?= 200
STOPS ?= 20
SEED ?=
LOAD ?= 60
RATE ?= 200

.PHONY: help demo test check test-all bench faults load docs release setup

help:
	@echo "make demo      a demo municipality at http://localhost:$(PORT) (PORT=8090 moves it)"
	@echo "make test      format, rules, both databases, a real browser (make check is the same)"
	@echo "make test-all  the same with every role, language, theme and width, and the release"
	@echo "make bench     requests per second on both databases (SECONDS=3 for a quick look)"
	@echo "make faults    the server killed 200 times and PostgreSQL stopped 20 times under writes (KILLS=10 STOPS=2)"
	@echo "make load      200 sign-ons a second for a minute, PostgreSQL restarted in the middle (LOAD=10 RATE=50)"
	@echo "make docs      every command of docs/operating.md, run with the program that is built"
	@echo "make release   a folder with the binary and all it needs, tried from another place"
	@echo "make setup     only install what the commands above need"

demo:
	@Checks/Scripts/demo.sh $(PORT)

test check:
	@Checks/Scripts/test.sh

test-all:
	@Checks/Scripts/test.sh all

bench:
	@Checks/Bench/run.sh $(SECONDS)
	@Checks/Bench/run.sh $(SECONDS) 104000 lists
	@Checks/Bench/imports.sh $(USERS) $(ENROLMENTS)

faults:
	@Checks/Faults/run.sh $(KILLS) $(STOPS) $(SEED)

load:
	@Checks/Faults/load.sh $(LOAD) $(RATE)

docs:
	@Checks/Scripts/docs.sh

release:
	@Checks/Scripts/release.sh

setup:
	@Checks/Scripts/setup.sh build test bench
