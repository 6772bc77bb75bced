# Everything a newcomer needs; `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
RUNTIME := .venv/.runtime
STAMP := .venv/.installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

PAIRS ?= 20000
FILES ?= 5000
SEQUENCES ?= 20000
# Both run in as many processes as the machine has cores; what belongs together stays in one (tests/conftest.py).
PYTEST := $(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

.PHONY: help up down unit test check fuzz soak bench docs specs lock
help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

up: $(RUNTIME) ## install, start Neo4j with the sample in it, start the service, ask it one question
	@echo "2 of 3: Neo4j with the sample in it; usually 40 s the first time, 2 s once it runs"
	@$(BIN)/python -m seed up
	@echo "3 of 3: the service, and one question; usually 15 s, 2 s once it runs"
	@$(BIN)/graphsvc service up

down: $(RUNTIME) ## stop the service and the local Neo4j
	@$(BIN)/graphsvc service down
	@$(BIN)/graphsvc db down

unit: $(STAMP) ## tests that need no database: about a minute
	$(PYTEST) -m "not live and not slow"

test: $(STAMP) ## all tests, live ones on throw-away servers: about 25 minutes
	$(PYTEST) --cov --cov-fail-under=95

check: $(STAMP) ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(STAMP) ## random documents and records (PAIRS=20000), completed both ways; mutated files (FILES=5000): no row is lost; sequences of deliveries (SEQUENCES=20000): as a model of days has it
	$(BIN)/python -m tests.tools.fuzz.fuzz --pairs $(PAIRS)
	$(BIN)/python -m tests.tools.fuzz.files --files $(FILES)
	$(BIN)/python -m tests.tools.fuzz.sequences --sequences $(SEQUENCES)

soak: $(STAMP) ## long forms of random and repeated tests: requests, callers, counties
	$(PYTEST) --long tests/live/asking/test_soak_live.py tests/live/asking/test_callers_live.py tests/live/seed/test_city_live.py \
	  tests/live/seed/test_seed_live.py \
	  tests/live/seed/test_rates_live.py tests/live/plans/test_plans_live.py \
	  tests/faults/test_killed_live.py tests/live/seed/test_since_live.py tests/live/seed/test_states_live.py \
	  tests/live/runs/test_area_live.py tests/live/runs/test_undo_live.py

bench: $(STAMP) ## measure a whole city beside statements by hand; writes the table in docs/
	$(BIN)/python -m tests.bench

docs: $(STAMP) ## write what is generated anew: documents, SDL, answers of the catalogue; no database
	$(BIN)/python -m tests.tools.docs

specs: $(STAMP) ## write Cypher, answers and hits of the specs anew, on a Neo4j of their own
	$(BIN)/pytest tests/unit/compile/test_spec.py tests/live/asking/test_spec_live.py --rewrite-spec

lock: ## renew both locks after a change in pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra build --no-strip-extras --generate-hashes \
	  --no-header pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-strip-extras --generate-hashes \
	  --no-header --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

# What runs, without the tools for tests. The lock lists every package, and a module is compiled when it is imported.
$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; install it, or name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv is missing; install it: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "1 of 3: the packages of requirements.lock; usually 15 s, a minute where they have to be fetched"
	@$(PIP) --no-deps --no-compile --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMP): $(RUNTIME) requirements-dev.lock
	@echo "installing the tools for tests and checks, pinned in requirements-dev.lock …"
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
