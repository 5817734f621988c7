# What can be done with Heed on this machine? `make help` says.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
DATA ?= var/demo
PORT ?= 8000
export PYTHONPATH := $(CURDIR):$(CURDIR)/platform
# Every server and worker is a process of its own: compiled once, not by each.
unexport PYTHONDONTWRITEBYTECODE
ifeq ($(shell uname -s),Darwin)
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib:/usr/lib
endif

.PHONY: help setup setup-test demo test branches bench proof doctor format requirements

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup ## run everything with invented data (RESET=1 starts over, DATA= and PORT= choose)
	@exec $(PYTHON) -m infra.local.demo --data $(DATA) --port $(PORT) $(if $(filter 1,$(RESET)),--reset)

test: setup-test ## check the style, the types, the layers, and run every test
	@$(PYTHON) -m infra.local.check

branches: setup-test ## run the tests and count the branches they take, at half the speed
	@COVERAGE_CORE=ctrace $(PYTHON) -m infra.local.check --only tests --cov-branch --cov-fail-under=85

proof: setup-test ## run the random proofs ten times as long
	@HEED_PROOF=10 $(PYTHON) -m infra.local.check --only proof

bench: setup ## measure the speed, as ratios
	@$(PYTHON) -m infra.bench

doctor: setup ## say what is wrong with the running demo, and what to do
	@$(PYTHON) -m infra.local.run --demo --data $(DATA) -- $(PYTHON) manage.py doctor

format: setup ## put the code into its one form
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix . && .venv/bin/djlint --reformat --quiet platform

setup:
	@bash infra/setup.sh demo

setup-test:
	@bash infra/setup.sh test

UV ?= $(if $(shell command -v uv),uv,var/uv/bin/uv)
PINS := pip compile --quiet --universal --python-version 3.13 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"

requirements: ## choose the packages' versions anew, within pyproject.toml
	$(UV) $(PINS) pyproject.toml -o requirements.txt
	$(UV) $(PINS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
