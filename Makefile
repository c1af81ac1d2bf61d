# make site | offline | versions | serve | check | verify | verify-all | test | test-full | bench | new | backends | drift | lock | clean
PYTHON ?= python3
PORT ?= 8000
CPUS ?= default
BIN := .venv/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes
# Keras is imported hundreds of times; where an environment keeps Python from writing what it compiled, three times as fast.
COMPILED := --compile-bytecode
export NO_MKDOCS_2_WARNING := 1

# A .venv of a Python that is gone, or of another than the one that is named by PYTHON, is made anew.
VERSION := -ISc "import sys; print('%d.%d' % sys.version_info[:2])"
HAS := $(shell $(BIN)/python $(VERSION) 2>/dev/null)
WANTS := $(if $(filter file,$(origin PYTHON)),$(HAS),$(shell $(PYTHON) $(VERSION)))
ANEW := $(if $(filter $(or $(HAS),none),$(WANTS)),,anew)

site: .venv/site  ## build the site into site/, from sources and records
	$(BIN)/python scripts/publish.py

offline: site  ## and an archive in site/ that opens from disk, with a link to it on the home page
	$(BIN)/python scripts/offline.py

versions: offline  ## and beside it the guide to each version of Keras that kept/ holds; keeps the present one there
	$(BIN)/python scripts/versions.py kept

serve: .venv/site  ## preview live; PORT=8000
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

verify: .venv/verify  ## renew the records that are stale; NAME=relu of one, WRITE=1 accepts other outputs
	$(BIN)/python scripts/verify.py $(NAME) $(if $(WRITE),--write)

verify-all: .venv/verify  ## verify from nothing, compare with the records, change nothing; CPUS="default AVX2 AVX"
	$(BIN)/python scripts/verify.py --all --cpus "$(CPUS)"

check: .venv/test  ## some seconds: format, lint, types, width of prose
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	npx prettier --check docs/assets/scripts docs/assets/styles "scripts/**/*.js" "bench/**/*.js"
	PYTHONPATH=scripts $(BIN)/python -m checking.lines README.md CONTRIBUTING.md docs/*.md docs/guide/*/index.md

test: .venv/test site  ## build, then test the machine and the site in a browser; NAME=relu one page
	$(BIN)/python -m pytest -n auto -m "not slow" $(if $(NAME),--name $(NAME))

# In the order of their files, so that the bench, which takes longest and uses one core, begins first.
test-full: test bench/node_modules/.package-lock.json  ## and what is slow: cold double builds, other generators, a small run of the bench
	$(BIN)/python -m pytest -n auto -m slow --no-loadscope-reorder

bench: .venv/test site bench/node_modules/.package-lock.json  ## measure this site against the stock stack
	$(BIN)/python bench/bench.py

new: .venv/verify  ## begin a function: make new NAME=morph
	$(BIN)/python scripts/new.py $(NAME)

backends: .venv-backends/ready  ## record what jax, torch and TensorFlow do; NAME=relu of one
	.venv-backends/bin/python scripts/backends.py $(NAME)

drift: .venv/verify  ## compare the catalog with the installed Keras; NAME=relu of one
	$(BIN)/python scripts/drift.py $(NAME)

lock: .venv/uv  ## pin what the requirements*.in ask for
	for list in requirements-uv requirements requirements-verify requirements-test; do $(BIN)/uv pip compile --quiet --universal \
		--python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header $$list.in -o $$list.txt || exit; done

clean:  ## take away what was built
	rm -rf site .cache docs/generated

.venv/uv: requirements-uv.txt $(ANEW)
	$(if $(ANEW),$(PYTHON) -m venv --clear .venv)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-uv.txt
	touch $@

.venv/site: .venv/uv requirements.txt
	$(INSTALL) -r requirements.txt
	touch $@

.venv/verify: .venv/site requirements-verify.txt
	$(INSTALL) $(COMPILED) -r requirements-verify.txt
	touch $@

.venv/test: .venv/verify requirements-test.txt package.json package-lock.json
	$(INSTALL) $(COMPILED) -r requirements-test.txt
	npm ci --silent --no-audit --no-fund
	$(BIN)/python tests/browser.py
	touch $@

.venv-backends/ready: requirements-backends.txt requirements-keras2.txt
	@echo "fetching keras, jax, torch, tensorflow-cpu and tf-keras into .venv-backends, once: 2.9 GB on disk, more where torch brings CUDA"
	$(PYTHON) -m venv .venv-backends
	.venv-backends/bin/pip install --quiet -r requirements-backends.txt
	.venv-backends/bin/pip install --quiet --no-deps -r requirements-keras2.txt
	touch $@

bench/node_modules/.package-lock.json: bench/package.json bench/package-lock.json
	npm ci --silent --no-audit --no-fund --prefix bench
	touch $@

.PHONY: anew site offline versions serve check verify verify-all test test-full bench new backends drift lock clean
