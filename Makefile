# `make help` lists what can be made. Every goal does its own set-up.

CACHE := $(or $(READINESS_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/digital-skills-readiness)
export PIP_CACHE_DIR ?= $(CACHE)/pip
export npm_config_cache ?= $(CACHE)/npm
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip install --require-hashes
VENV := .venv/made.stamp
LOCAL := .venv/local.stamp
DEV := .venv/dev.stamp
ASSETS := build/assets/made.stamp
LOOK := $(wildcard services/frontend/styles/* services/frontend/scripts/* services/frontend/icons/*)
UV := $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header \
  --python-version 3.11 pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run demo test lint fix bench screens assets lock

help:  ## List the goals
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(LOCAL) $(ASSETS)  ## Start everything with the sample, until Ctrl-C (PORT=8080, DATA=var)
	@$(PYTHON) -m deploy.local $(if $(DATA),--data "$(DATA)")

demo: $(LOCAL) $(ASSETS)  ## Play the sample on throw-away data; ends with 0 if it came out right
	@$(PYTHON) -m deploy.local --demo

test: $(DEV) $(ASSETS)  ## Run all tests
	@command -v chromium > /dev/null \
	  || { echo "Chromium is missing. As root: apt-get install chromium" >&2; exit 1; }
	$(PYTHON) -m pytest

lint: $(DEV)  ## Check style, types, layers, and the files for containers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint deploy/Dockerfile

fix: $(DEV)  ## Mend what the style checks can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) $(ASSETS)  ## Measure speed and memory beside the bare limits
	$(PYTHON) -m deploy.bench

screens: $(DEV) $(ASSETS)  ## Take the pictures of the README anew, of the sample
	$(PYTHON) -m pytest tests/browser/pictures.py

assets: $(ASSETS)  ## Fetch what the web pages are made with, and compile their style sheet

lock: $(DEV)  ## Pin everything anew: Python, web and Java packages
	$(PYTHON) -m pip install -q uv
	$(UV) --group local --group dev -o requirements/dev.txt
	$(UV) --group local -c requirements/dev.txt -o requirements/local.txt
	$(UV) -c requirements/dev.txt -o requirements/runtime.txt
	$(BIN)/npm install --package-lock-only
	$(PYTHON) -m deploy.local.lock_java

$(LOCAL): requirements/local.txt | $(VENV)
	$(PIP) -r $<
	@touch $@

$(DEV): requirements/dev.txt | $(VENV)
	$(PIP) -r $<
	@touch $@

node_modules/.stamp: package-lock.json package.json .npmrc | $(LOCAL)
	$(BIN)/npm ci
	@touch $@

$(ASSETS): node_modules/.stamp $(LOOK)
	$(BIN)/npm run --silent build
	@touch $@

# The first Python that is new enough. Whatever is missing is said with the command that mends it.
$(VENV):
	@set -e; \
	command -v git > /dev/null \
	  || { echo "git is missing. As root: apt-get install git" >&2; exit 1; }; \
	for python in python3.11 python3 python3.13 python3.12; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then break; fi; \
	  python=; \
	done; \
	test -n "$$python" \
	  || { echo "Python 3.11 is missing. As root: apt-get install python3.11 python3.11-venv" >&2; exit 1; }; \
	$$python -c 'import venv, ensurepip' 2> /dev/null \
	  || { echo "Python's venv is missing. As root: apt-get install $$(basename $$python)-venv" >&2; exit 1; }; \
	$$python -m venv --clear .venv
	@touch $@
