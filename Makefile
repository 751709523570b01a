# dondoc: what a developer types. Each target sets up what it needs by itself; only Python 3.11 and make are required.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= auto
# Compiled once, not at each of the thousand starts in the tests, also where writing that down is switched off.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: audit bench help setup demo test crash long mutants check lock wheel browser ocr clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done

setup:  ## prepare .venv with everything for development
	@$(PYTHON) setup_env.py dev

demo:  ## the whole program on this machine: phones in the browser, no token
	@$(PYTHON) setup_env.py run
	@$(BIN)/dondoc demo

test: setup  ## run all tests, on SQLite and PostgreSQL (ARGS="-k status" to choose, WORKERS=0 for one after the other)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

crash: setup  ## kill the real program hundreds of times on both engines (ARGS="--seed 7 --kills 40" to choose)
	@$(BIN)/python -m tests.crash $(ARGS)

long: setup  ## what takes longer than `make test` may: every outage of the grid, campaigns of kills of one program and of several, seasons of a small ward and a year of a large one, 2,000 simulated weeks and 300 on PostgreSQL, 20,000 sentences, scans
	@$(BIN)/python -m tests.sentences --count 20000
	@$(BIN)/python -m tests.outage
	@$(BIN)/python -m tests.crash --kills 40 --points 20 --channel-kills 8
	@$(BIN)/python -m tests.workers --faults 200
	@$(BIN)/python -m tests.time --seasons 20
	@$(BIN)/python -m tests.time 7
	@$(BIN)/python -m tests.simulation --weeks 2000
	@$(BIN)/python -m tests.simulation --postgresql --weeks 200
	@$(BIN)/python -m tests.simulation --standby --weeks 100
	@$(BIN)/python -m tests.simulation.mutants --known
	@$(BIN)/python -m tests.documents.generated --count 1000
	@$(BIN)/python -m tests.documents.scans_slow

mutants: setup  ## break a copy of the program on purpose and show which test notices (ARGS="history" to choose)
	@$(BIN)/python -m tests.mutants $(ARGS)

check: setup  ## ruff, mypy --strict, import contracts, completeness
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy tests benchmarks setup_env.py audit.py
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -q tests/test_architecture*.py

bench: setup  ## measure against floors in the same run and write docs/performance.md (ARGS="--pairs 1")
	@$(BIN)/python -m benchmarks $(ARGS)

audit: setup  ## licences of all dependencies, and their known vulnerabilities (ARGS="--offline" where there is no network)
	@$(BIN)/python audit.py $(ARGS)

lock:  ## resolve the dependencies and write the lock files; what is locked keeps its version (ARGS="--renew": the newest of all)
	@$(PYTHON) setup_env.py lock $(ARGS)

wheel: setup  ## build the package that pipx, uv or pip installs, into dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build --target wheel --directory dist

browser:  ## install Chromium for the browser tests (Debian or Ubuntu, as root)
	@command -v chromium >/dev/null || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium; }

ocr:  ## install tesseract with its Vietnamese data, to read scans (Debian or Ubuntu, as root)
	@tesseract --list-langs 2>/dev/null | grep -qx vie || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends tesseract-ocr tesseract-ocr-vie; }

clean:  ## remove .venv, caches and what was built
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist .demo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
