# What a person types. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
MINUTES ?= 10
VENV ?= .venv
PY := $(VENV)/bin/python
export PYTHONPATH := $(CURDIR)
export DJANGO_SETTINGS_MODULE := communitylinkage.website.settings

.PHONY: help run demo code test check bench soak fuzz promises broken walks lock

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-11s%s\n", $$1, $$2}'

run: ## start the product with its demo on 127.0.0.1:8000 (PORT=... for another)
	@VENV=$(VENV) PORT=$(PORT) bash scripts/run

demo: ## load the demo programme into an empty database
	@VENV=$(VENV) bash scripts/environment run
	@$(PY) -m communitylinkage load_demo

code: ## the code of a demo account's second step (ROLE=mentor)
	@$(PY) -m communitylinkage demo_code $(or $(ROLE),mentor)

test: ## run everything, on SQLite and on PostgreSQL, in a real Chromium
	@VENV=$(VENV) bash scripts/test

check: ## style, types, import order, security, migrations, documents, translations
	@VENV=$(VENV) bash scripts/check

bench: ## measure speed; needs PostgreSQL, better with PostGIS (half an hour; never part of test)
	@VENV=$(VENV) bash scripts/environment test
	@DJANGO_SETTINGS_MODULE=bench.settings $(PY) -m bench $(BENCH)

soak: ## kill server and worker 200 times, play 20,000 steps of random people (SQLite; DATABASE_URL for PostgreSQL)
	@VENV=$(VENV) bash scripts/environment test
	@CRASH_ROUNDS=200 RANDOM_STEPS=20000 RANDOM_SEED=$${RANDOM_SEED:-$$RANDOM} $(PY) -m pytest tests/crash tests/random_people

fuzz: ## search every importer for an input that breaks it (MINUTES=10 each; IMPORTERS="uploads directory")
	@VENV=$(VENV) MINUTES=$(MINUTES) bash scripts/fuzz $(IMPORTERS)

promises: ## run each test of a promise and write docs/security/promises.md (SQLite; DATABASE_URL for PostgreSQL)
	@VENV=$(VENV) bash scripts/environment test
	@$(PY) -m communitylinkage catalogues
	@KEEP_FIGURES=1 $(PY) -m pytest $$($(PY) -c 'from communitylinkage.stewardship.promises import promises; print(*{one.test: 0 for one in promises()})'); \
	  said=$$?; VENV=$(VENV) bash scripts/reference; exit $$said

broken: ## take each promise's protection away, see its test fail, and write docs/security/promises.md
	@VENV=$(VENV) bash scripts/environment test
	@$(PY) -m communitylinkage catalogues
	@$(PY) -m tests.promises $(ONLY); said=$$?; VENV=$(VENV) bash scripts/reference; exit $$said

walks: ## play every walk anew and write docs/walks/ with its pictures
	@VENV=$(VENV) bash scripts/environment test
	@$(PY) -m tests.browser.walks

lock: ## write requirements/*.txt anew, with hashes
	@$(VENV)/bin/pip install -q uv
	@for part in run test; do $(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 requirements/$$part.in -o requirements/$$part.txt; done
