# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install demo up test check lint types contracts unit evaluate bench requirements clean
SHELL := /bin/bash

# The newest Python from 3.11 on that this machine has.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

install: .venv/.installed ## Build both environments (nothing else is needed first)
	@$(BIN)/wayhome install-rasa

.venv/.installed: requirements/dev.txt requirements/uv.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Wayhome needs Python 3.11 or newer; looked for python3.13, python3.12, python3.11 and python3 on PATH. Get one with your system's packages or pyenv, then try again."; exit 1; }
	@echo "The application's environment: building (the first time takes about half a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip install --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## Install, train, load demo people, start everything and print the addresses
	@$(BIN)/wayhome up

up: demo ## The same as demo

test: install check ## Run everything: lint, types, contracts and every test
	@$(BIN)/wayhome train
	@$(PYTEST) tests -n 2 -m "not quick"

check: .venv/.installed lint types contracts unit ## The quick half: lint, types, contracts, tests without a database

lint: .venv/.installed ## Look for faults of style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.installed ## Check the types
	@$(BIN)/mypy

contracts: .venv/.installed ## Check who may import whom
	@$(BIN)/lint-imports

unit: .venv/.installed ## Run the unit tests that need no database
	@$(PYTEST) tests/unit -n 2 -m quick

evaluate: install ## Measure how well texts are understood; prints what docs/evaluation.md holds
	@$(BIN)/wayhome train
	@for texts in unseen fresh; do for how in "" "--rules-only" "--noise"; do \
		echo "== $$texts texts $$how"; $(BIN)/wayhome evaluate tests/evaluation/$$texts.jsonl --totals $$how; done; done
	@echo "== everyday texts"; $(BIN)/wayhome evaluate tests/evaluation/everyday.txt --totals
	@echo "== candidates for the second opinion"; $(BIN)/python -m tests.evaluation.candidates

requirements: .venv/.installed ## Pin and hash the newest dependencies
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/app.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra dev -c requirements/app.txt pyproject.toml -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.10 requirements/rasa.in -o requirements/rasa.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-deps --python-version 3.10 requirements/embeddings.in -o requirements/embeddings.txt
	@grep -A 40 '^uv==' requirements/app.txt | awk 'NR == 1 || /--hash/ {print; next} {exit}' > requirements/uv.txt

clean: ## Take away both environments and all data of this machine's demo
	rm -rf .venv .venv-rasa var
