# Dagkaart: `make run` and `make test` on any Debian or Ubuntu with git, make and Python 3.11; everything else is fetched.
# What a step needs is fetched once: a stamp in .tools/stamps stands for each step that is done.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

STAMPS := .tools/stamps
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.venv/bin:$(PATH)
export NPM_CONFIG_UPDATE_NOTIFIER := false
export PYTHONUNBUFFERED := 1
# Some machines forbid Python to keep what it has compiled; every start of the server then takes seconds more.
export PYTHONDONTWRITEBYTECODE :=

ARGS ?=
WORKERS ?= 2

PYTHON := $(STAMPS)/python
NODE := $(STAMPS)/node
BROWSERS := $(STAMPS)/browsers
FRONTEND := build/manifest.json
WORDS := $(STAMPS)/words
READY := $(PYTHON) $(FRONTEND) $(WORDS)

frontend_sources := $(shell find frontend pictograms -type f -not -path 'frontend/templates/*' 2>/dev/null) vite.config.ts
word_sources := $(shell find locales pictograms -type f -name '*.po' -o -name '*.toml' 2>/dev/null)

.PHONY: help run dev test bench lint languages format build clean
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

run: $(READY) ## start Dagkaart on http://localhost:8000, with a demo in it; ARGS=--empty starts clean
	@dagkaart migrate
	@exec dagkaart serve $(ARGS)

dev: $(READY) ## the same, and both sides follow every change you save
	@dagkaart migrate
	@tools/dev $(ARGS)

test: lint $(BROWSERS) ## everything: lint, types, scripts, Python with SQLite, PostgreSQL and S3, browsers
	npm test
	pytest -n $(WORKERS) --ignore=tests/e2e
	pytest tests/e2e

bench: $(READY) $(BROWSERS) ## measure, and print a table
	python -m bench $(ARGS)

lint: $(READY) ## every check that runs nothing
	ruff check
	ruff format --check
	mypy
	lint-imports
	djlint frontend/templates --quiet --lint
	npm run --silent check

languages: $(READY) ## how far each language is: labels, reviewed, and who says the words
	@python -m app.speech.coverage

format: $(PYTHON) $(NODE) ## lay out every file
	ruff check --fix-only --quiet
	ruff format
	npm run --silent format

build: $(READY) ## build the scripts, drawings, words and calendars

clean: ## remove what was built and fetched; your data stays
	rm -rf build .tools node_modules .venv

.tools/bin/uv:
	python3 tools/get_uv.py

$(PYTHON): pyproject.toml uv.lock | .tools/bin/uv
	uv sync --quiet --locked
	@mkdir -p $(@D) && touch $@

.tools/bin/npm: tools/get-node | .tools/bin/uv
	tools/get-node

$(NODE): package.json package-lock.json | .tools/bin/npm
	npm ci --no-fund --no-audit --loglevel=error
	@mkdir -p $(@D) && touch $@

$(FRONTEND): $(NODE) $(frontend_sources)
	npm run --silent build
	@touch $@

$(WORDS): $(PYTHON) $(word_sources)
	dagkaart build
	@touch $@

$(BROWSERS): tools/get-browsers | $(PYTHON)
	tools/get-browsers
	@touch $@
