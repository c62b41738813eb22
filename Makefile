# `make chat` talks to Earshot, `make test` checks everything. Each sets up .venv first, once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: chat test check bench catalog clean

chat: .venv/ready
	$(BIN)/bot chat

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell bot catalog knowledge tests README.md CHANGELOG.md CONTRIBUTING.md
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered

check: test

bench: .venv/ready
	$(BIN)/python -m tests.bench.catalog
	$(BIN)/python -m tests.bench.kills
	$(BIN)/python -m tests.bench.reading
	$(BIN)/python -m tests.bench.answers
	$(BIN)/python -m tests.bench.layers
	$(BIN)/python -m tests.bench.linking
	$(BIN)/python -m tests.bench.pictures
	$(BIN)/python -m tests.bench.discord

clean:
	rm -rf .venv build *.egg-info

.venv/ready: pyproject.toml requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@# without setuptools' advice on editable installs, which reads like an error
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch .venv/ready
