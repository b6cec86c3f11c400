# One word a job; `make help` lists them. Every target but `help` and `clean` first brings .venv up to requirements.lock.
SHELL := /bin/bash
PYTHON := .venv/bin/python
SCALE ?= 0.1
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup run demo test lint bench soak fuzz model screenshots translations migration lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  \2/p' Makefile

setup: ## install what is missing (system packages, .venv, catalogues)
	@packaging/setup.sh

run: setup ## open the window; without a display, play the demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(PYTHON) main.py; \
	else echo "run: this machine has no display (DISPLAY and WAYLAND_DISPLAY are empty); playing the demo without a window instead."; \
	$(MAKE) --no-print-directory demo; fi

demo: setup ## play the whole story without a window into build/demo
	@rm -rf build/demo && mkdir -p build && $(PYTHON) main.py demo build/demo

lint: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) packaging/check_translations.py

test: lint ## every check: format, lint, types, layers, translations, tests
	.venv/bin/pytest -n $(JOBS) --dist loadgroup

bench: setup ## the performance bars beside their floors (SCALE=0.1; SCALE=1 is the full bar)
	SCALE=$(SCALE) $(PYTHON) -m bench

soak: setup ## kill the program N times, let N random counties come to agree, try the tests with N faults (N=500)
	KASHI_SOAK_N=$(or $(N),500) .venv/bin/pytest -n $(JOBS) --dist loadgroup tests/journeys/test_kill.py tests/sync/test_convergence.py
	$(PYTHON) -m tests.mutation --named --count $(or $(N),500)

fuzz: setup ## search N times as far for an input that breaks something (N=10000 examples a property)
	KASHI_FUZZ_N=$(or $(N),10000) .venv/bin/pytest -m fuzz -n $(JOBS)

model: setup ## run N random schedules of the rules of the exchange (N=100000; FIRST=1)
	$(PYTHON) -m tests.model --count $(or $(N),100000) --first $(or $(FIRST),1)

screenshots: setup ## write every screen to build/screenshots
	@mkdir -p build && QT_QPA_PLATFORM=offscreen $(PYTHON) -m ui.screenshots build/screenshots

translations: setup ## refresh the English catalogue from the sources and build it
	$(PYTHON) packaging/check_translations.py --update

migration: setup ## write the next migration from the declarations (NAME="a hobby for volunteers")
	$(PYTHON) packaging/new_migration.py $(NAME)

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	packaging/lock.sh

clean: ## remove what was built, keep .venv
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
