# Everything a newcomer needs; `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
STAMP := .venv/.installed

PAIRS ?= 20000
# Both run as many tests at once as the machine has cores; a file stays in one process, the longest begin first.
PYTEST := $(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

.PHONY: help up down unit test check fuzz soak bench docs specs lock
help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

up: $(STAMP) ## install, start Neo4j, load the sample, start the service, ask it one question
	@$(BIN)/graphsvc db up
	@$(BIN)/python -m seed load
	@$(BIN)/graphsvc service up

down: $(STAMP) ## stop the service and the local Neo4j
	@$(BIN)/graphsvc service down
	@$(BIN)/graphsvc db down

unit: $(STAMP) ## tests that need no database: about a minute
	$(PYTEST) -m "not live and not slow"

test: $(STAMP) ## all tests, live ones on throw-away servers: about a quarter of an hour
	$(PYTEST) --cov --cov-fail-under=95

check: $(STAMP) ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(STAMP) ## random documents and records (PAIRS=20000), completed both ways: equal bytes or the decoder refuses
	$(BIN)/python -m tests.tools.fuzz.fuzz --pairs $(PAIRS)

soak: $(STAMP) ## long forms of random and repeated tests: requests, callers, counties
	$(PYTEST) --long tests/live/asking/test_soak_live.py tests/live/asking/test_callers_live.py tests/live/seed/test_city_live.py

bench: $(STAMP) ## measure a whole city beside statements by hand; writes the table in docs/
	$(BIN)/python -m tests.bench

docs: $(STAMP) ## write what is generated anew: documents, SDL, answers of the catalogue; no database
	$(BIN)/python -m tests.tools.docs

specs: $(STAMP) ## write Cypher, answers and hits of the specs anew, on a Neo4j of their own
	$(BIN)/pytest tests/unit/compile/test_spec.py tests/live/asking/test_spec_live.py --rewrite-spec

lock: ## renew requirements.lock after a change in pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-strip-extras --generate-hashes \
	  --no-header pyproject.toml --output-file requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; install it, or name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv is missing; install it: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing pinned dependencies …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
