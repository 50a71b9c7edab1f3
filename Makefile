# The set-up of a fresh machine: Python 3.11 or later and make.
#
#   make edition   virtual environment, install, validate, build the site
#   make test      everything, and lint, types and tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTED := $(VENV)/.installed-for-tests

.PHONY: edition test lint versions bench bench-scale recall mutants schema reference pictures docs clean

edition: $(INSTALLED)
	@$(BIN)/siglum build
	@echo "Open _site/index.html in a browser."

test: $(TESTED) lint
	$(BIN)/pytest -n auto

lint: $(TESTED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The fast tests, with the lowest versions of the dependencies and on the newest Python here.
versions: $(TESTED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[versions]'
	$(BIN)/python tests/versions.py

bench: $(TESTED)
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_validators.py
	$(BIN)/python tests/bench_rendering.py

bench-scale: $(TESTED)
	$(BIN)/python tests/bench_scale.py

# How many of the mistakes planted in valid documents are reported, beside jing.
recall: $(TESTED)
	$(BIN)/python tests/relaxng/recall.py

# Which faults, put into the code one at a time, no test notices. It takes some minutes; ARGS says
# which modules, how many faults and other ones: make mutants ARGS="odd/merge --count 200 --seed 2"
mutants: $(TESTED)
	$(BIN)/python tests/mutation $(ARGS)

# The schemas and the guide made from schema/siglum-edition.odd.
schema: $(INSTALLED)
	cd schema && for format in rng xsd sch html; do \
	  ../$(BIN)/siglum odd compile siglum-edition.odd --to $$format -o siglum-edition.$$format \
	    || exit 1; \
	done

# The pages of docs/reference/, of what the program itself holds.
reference: $(TESTED)
	$(BIN)/python tests/reference.py

# The pictures of docs/pictures/; that of a page needs Chromium.
pictures: $(TESTED)
	$(BIN)/python tests/pictures.py

# The documentation as a site, _docs/; a dead link is an error.
docs: $(VENV)/.installed-for-docs
	$(BIN)/zensical build --clean --strict

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(TESTED): $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

$(VENV)/.installed-for-docs: $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

clean:
	rm -rf $(VENV) _site _docs
