# Everything that is done with this project. `make` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo run test check format bench bench-search chaos lock clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(VENV)/runs  ## Open a desk on a local Slack in which you play everybody
	@$(BIN)/frontdesk demo $(ARGS)

run: $(VENV)/runs  ## Run the desk in your workspace (see docs/install.md)
	@$(BIN)/frontdesk run

test: $(VENV)/tests  ## Run the tests (make check: each story by both transports, and more examples)
	@$(BIN)/pytest -n 4 $(ARGS)

check: $(VENV)/tests  ## Format, lint, types, import contracts, policies, articles, and the tests with their coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/frontdesk check
	$(BIN)/frontdesk check --policy-only --config presets/by-role.yml
	$(BIN)/frontdesk check --policy-only --config presets/hospital.yml
	$(MAKE) test ARGS="--cov --cov-report=term --hypothesis-profile=whole"
	$(MAKE) chaos ARGS="--short --engine sqlite"

format: $(VENV)/tests  ## Put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/tests  ## Measure, as ratios against a named peer in the same run
	@$(BIN)/python -m bench

bench-search: $(VENV)/tests  ## Measure search on the public sets of ../shared/data, beside its rivals
	@$(BIN)/python -m bench search finding offers sorting $(ARGS)

chaos: $(VENV)/tests  ## Kill the desk at every point, break all around it, and compare how that ends
	@$(BIN)/python -m chaos $(ARGS)

# The lock files name all that is needed, so nothing else is asked for: --no-deps.
lock:  ## Pin the newest allowed versions, with their hashes (needs uv)
	uv pip compile $(LOCK) --extra semantic --group build pyproject.toml -o requirements.lock
	uv pip compile $(LOCK) --extra semantic --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
LOCK := --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q

clean:  ## Remove what the targets made
	rm -rf $(VENV) build .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp stands for "installed": it is older than the lock file when something has to be installed again.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Frontdesk needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/runs: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the desk needs (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/tests: requirements-dev.lock $(VENV)/runs
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
