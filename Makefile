# Builds, runs, tests and checks Vitrine; `make` alone lists what it can do.
# Each environment is rebuilt only when the list it is made from has changed.

PYTHON ?= python3
VENV := .venv
BENCH_VENV := .venv-bench
RUN := $(VENV)/bin/python
PIP_OPTIONS := -qq --disable-pip-version-check
NPM_OPTIONS := --ignore-scripts --no-audit --no-fund --loglevel=error
ARGS ?=
# As many tests at once as there are processors; each worker has its own databases, server and browser.
IN_PARALLEL := --numprocesses=auto --maxprocesses=8 --dist=worksteal

# The oldest Node.js that every tool in package.json accepts; empty where there is none.
NODE = $(shell node -p 'const [a, b] = process.versions.node.split(".").map(Number); a > 20 || (a == 20 && b >= 19) ? "node" : ""' 2>/dev/null)
JAVASCRIPT_TESTS = $(shell find tests -name '*.test.js' | sort)
NO_NODE = echo "Node.js 20.19 or newer was not found, so this step is skipped:"

# Tests start a hundred processes, and each would compile our code anew where this is set.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-python test-javascript torture lint format types check bench clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run-installed  ## build what is needed, then migrate, load and serve the profile
	@exec $(RUN) -m flask --app app start $(ARGS)

test: test-python test-javascript  ## run every test

test-python: $(VENV)/.dev-installed  ## run the Python and browser tests (ARGS="-k facet" narrows them)
	@if [ -n "$(NODE)" ]; then $(MAKE) --silent node_modules/.installed; fi
	@command -v chromium >/dev/null || echo "Chromium was not found, so browser tests are skipped: apt-get install chromium"
	@$(RUN) -m pytest $(IN_PARALLEL) $(ARGS)

torture: $(VENV)/.dev-installed  ## try every rule with a thousand new examples, and kill and crowd servers, for minutes
	@$(RUN) -m pytest $(IN_PARALLEL) -m "hypothesis or torture" --hypothesis-profile=torture $(ARGS)

test-javascript:  ## run the JavaScript tests
	@if [ -z "$(NODE)" ]; then $(NO_NODE) JavaScript tests; \
	elif [ -z "$(JAVASCRIPT_TESTS)" ]; then echo "There are no JavaScript tests."; \
	else $(MAKE) --silent node_modules/.installed && node --test --test-concurrency=4 --test-reporter=spec $(JAVASCRIPT_TESTS); fi

lint: $(VENV)/.dev-installed  ## look for faults and for text that is not formatted
	@$(RUN) -m ruff format --check --output-format concise .
	@$(RUN) -m ruff check --output-format concise .
	@if [ -z "$(NODE)" ]; then $(NO_NODE) lint of scripts and styles; \
	else $(MAKE) --silent node_modules/.installed \
		&& npm run --silent lint:scripts && npm run --silent lint:styles; fi

format: $(VENV)/.dev-installed  ## format the Python and JavaScript, and mend what can be mended safely
	@$(RUN) -m ruff check --quiet --fix-only .
	@$(RUN) -m ruff format --quiet .
	@if [ -z "$(NODE)" ]; then $(NO_NODE) format of scripts and styles; \
	else $(MAKE) --silent node_modules/.installed && npm run --silent format; fi

types: $(VENV)/.dev-installed  ## check the types of Python and JavaScript
	@$(RUN) -m mypy
	@if [ -z "$(NODE)" ]; then $(NO_NODE) types of scripts; \
	else $(MAKE) --silent node_modules/.installed && npm run --silent types; fi

check: lint types  ## lint and types together

bench: $(VENV)/.dev-installed $(BENCH_VENV)/.installed  ## measure what must be fast, Datasette beside us
	@if [ -z "$(NODE)" ]; then $(NO_NODE) page audit; \
	else $(MAKE) --silent bench/node_modules/.installed; fi
	@DATASETTE=$(BENCH_VENV)/bin/datasette $(RUN) -m bench $(ARGS)

clean:  ## remove what make has built
	rm -rf $(VENV) $(BENCH_VENV) node_modules bench/node_modules

$(VENV)/.run-installed: requirements.txt requirements.lock | $(VENV)/bin/python
	@echo "Installing what Vitrine needs to run …"
	@$(RUN) -m pip install $(PIP_OPTIONS) -r requirements.txt
	@touch $@

$(VENV)/.dev-installed: requirements-dev.txt requirements.txt requirements.lock | $(VENV)/bin/python
	@echo "Installing what Vitrine needs to be tested …"
	@$(RUN) -m pip install $(PIP_OPTIONS) -r requirements-dev.txt
	@touch $@ $(VENV)/.run-installed

$(BENCH_VENV)/.installed: requirements-bench.txt | $(BENCH_VENV)/bin/python
	@echo "Installing what Vitrine is measured against …"
	@$(BENCH_VENV)/bin/python -m pip install $(PIP_OPTIONS) -r requirements-bench.txt
	@touch $@

# A half-made environment would look finished to the next run, so it is removed.
$(VENV)/bin/python $(BENCH_VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Vitrine needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(@D:/bin=) || { rm -rf $(@D:/bin=); \
		echo "Python could not make a virtual environment; on Debian, install python3-venv first." >&2; exit 1; }

node_modules/.installed: package.json package-lock.json
	@echo "Installing the JavaScript tools …"
	@npm ci $(NPM_OPTIONS) >/dev/null
	@touch $@

bench/node_modules/.installed: bench/package.json bench/package-lock.json
	@echo "Installing the page audit …"
	@npm ci $(NPM_OPTIONS) --prefix bench >/dev/null
	@touch $@
