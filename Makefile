# `make help` lists the targets. Everything runs in .venv, which the targets make themselves.
PYTHON ?= python3
PORT ?= 8000
OUT ?= .
VENV := .venv
SITE_URL ?= http://localhost:$(PORT)
# Where the site is in service: manage.py with its settings and as its user (docs/operations.md).
SERVICE ?= /usr/local/sbin/san-sang-so
MANAGE := $(if $(wildcard $(SERVICE)),$(SERVICE),$(VENV)/bin/python manage.py)
RUN := DEBUG=1 SITE_URL=$(SITE_URL) $(VENV)/bin/python manage.py
PACKAGES := language registry background accounts indexes survey providers associations roadmap reports privacy api assessment

.PHONY: help install run demo test lint air bench messages lock backup restore audit

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.runtime: requirements.txt
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then VIRTUAL_ENV=$(VENV) uv pip install -q --require-hashes -r requirements.txt; \
	else $(VENV)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt; fi
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	@if command -v uv >/dev/null 2>&1; then VIRTUAL_ENV=$(VENV) uv pip install -q --require-hashes -r requirements-dev.txt; \
	else $(VENV)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt; fi
	@touch $@

install: $(VENV)/.runtime ## Set up .venv, texts, fonts
	@mkdir -p build/assets
	@$(RUN) compile_texts -v 0
	@$(RUN) build_assets

demo: install ## Migrate and load the demo (kept if it is there already)
	@$(RUN) migrate -v 0
	@$(RUN) load_demo

run: demo ## Set up, load the demo and serve it on PORT (8000), with its worker
	@echo "Open http://localhost:$(PORT)/  (Ctrl+C stops it)"
	@$(RUN) work & worker=$$!; trap 'kill $$worker 2>/dev/null; wait $$worker' EXIT INT TERM; \
	$(RUN) runserver --noreload $(PORT)

backup: $(VENV)/.runtime ## Keep database and files in a new file OUT, or in a folder OUT
	@$(MANAGE) backup --out "$(OUT)"

restore: $(VENV)/.runtime ## Go back to the backup FILE (REPLACE=1: also where something stands)
	@$(MANAGE) restore "$(FILE)" $(if $(filter 1,$(REPLACE)),--replace)

test: install $(VENV)/.development ## Set up and run every test
	@sh tests/run

lint: $(VENV)/.development ## Style, types, templates, what bandit finds dangerous
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/bandit -q -ll -c pyproject.toml -r $(PACKAGES) scoring tables
	@$(VENV)/bin/djlint --lint --quiet $(wildcard */templates)

audit: $(VENV)/.development ## Known holes in the libraries, where the list of them can be reached
	@$(VENV)/bin/python -m tests.audit

air: $(VENV)/.development ## How much air the code has: syntax nodes a line, long lines, comments
	@$(VENV)/bin/python -m tests.air

bench: install $(VENV)/.development ## Measure against the goals of docs/performance.md
	@DEBUG=0 SECRET_KEY=bench $(VENV)/bin/python -m performance $(ONLY)

messages: $(VENV)/.development ## Collect interface texts into */locale (needs GNU gettext)
	@for package in $(PACKAGES); do (cd $$package && ../$(VENV)/bin/django-admin makemessages -l vi --no-location -v 0); done

lock: ## Pin requirements again from the .in files (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt
