# Mosaic's commands. `make` alone lists them.

PYTHON ?= python3
PORT ?= $(or $(shell sed -n 's/^PORT=//p' .env 2> /dev/null),8000)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

# These commands are for development, unless .env says otherwise. In production nothing sets DEBUG.
ifeq ($(wildcard .env),)
export DEBUG ?= true
endif
export PORT

.PHONY: help
help: ## List the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1@/' | column -t -s @

.PHONY: run
run: .venv/runtime ## Set up everything and serve on 127.0.0.1:8000 (PORT= for another)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo --if-empty
	@$(MANAGE) welcome
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

.PHONY: test
test: .venv/development ## Set up everything and run the tests (ARGS= for pytest's options)
	@$(BIN)/pytest --numprocesses auto $(ARGS)

.PHONY: bench
bench: .venv/runtime ## Measure how fast it is (ARGS=--help lists the options)
	@$(BIN)/python -m bench $(ARGS)

.PHONY: torture
torture: .venv/runtime ## Read and edit under load, and kill its parts meanwhile (ARGS=--help lists the options)
	@$(BIN)/python -m torture $(ARGS)

.PHONY: quality
quality: .venv/development ## Ask the search questions whose answers are known, and show how it does
	@$(BIN)/pytest tests/cms/search/test_quality.py --quiet --no-header --capture=no

.PHONY: lint
lint: .venv/development ## Check style, types, migrations, the image, the house's rules, and the API's contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/hadolint Dockerfile
	@$(MANAGE) makemigrations --check --dry-run --verbosity 0
	@$(BIN)/pytest --quiet --no-header tests/test_migrations.py
	@$(MANAGE) check
	@$(MANAGE) spectacular --validate --fail-on-warn --file /dev/null
	@$(MANAGE) openapi

.PHONY: audit
audit: .venv/development ## Ask whether what is locked has known vulnerabilities (needs the registry)
	@$(BIN)/python .ci/audit.py requirements.lock

.PHONY: format
format: .venv/development ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: messages
messages: .venv/development ## Extract and compile the texts to translate (needs gettext)
	@$(MANAGE) makemessages --locale fr --locale he --no-location --ignore .venv --ignore var --ignore tests
	@$(MANAGE) compilemessages --locale fr --locale he --ignore .venv

.PHONY: pictures
pictures: .venv/development ## Take the pictures of the translators' guide anew (needs Chromium)
	@$(BIN)/pytest --quiet tests/browser/pictures.py

.PHONY: lock
lock: ## Lock the dependencies (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" pyproject.toml --output-file requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" pyproject.toml --group dev \
		--constraints requirements.lock --output-file requirements-dev.lock

# What the environment holds is marked by an empty file, made anew when a lock file changes.

.venv/runtime: requirements.lock | .venv/bin/python
	@test -e .venv/development || $(BIN)/pip install --quiet --require-hashes --requirement $<
	@touch $@

.venv/development: requirements-dev.lock | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes --requirement $<
	@touch $@ .venv/runtime

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Mosaic needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
