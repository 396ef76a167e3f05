# Qualif. Only Python (3.11, 3.12 or 3.13, with venv) and make are needed: `make run`, `make test`
# and every other target set up what they use in .venv, once, from the lock files.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet
PYTEST := $(BIN)/python -m pytest -n 2
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome google-chrome-stable,$(shell command -v $(name))))
# The tests that hold on SQLite and on PostgreSQL alike; the system's server is used when it has one.
ON_BOTH := tests/store tests/office tests/exchange
POSTGRES := $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb)
DOSSIER := expert/samples/dossiers/dossier-complet.json
WRITTEN := expert/samples/dossiers/documents
SAMPLE ?= $(firstword $(sort $(wildcard expert/samples/*.yaml)))

# An environment remembers absolute paths: one that was copied or moved is made again.
HERE := $(VENV)/.made-in
ifneq ($(wildcard $(HERE)),)
ifneq ($(shell cat $(HERE)),$(CURDIR))
$(HERE): moved
endif
endif

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: $(VENV)/.run ## Open the application (without a terminal: qualify a sample and print the report)
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BIN)/qualif; else exec $(BIN)/qualif qualifier $(SAMPLE); fi

.PHONY: test
test: $(VENV)/.dev ## Run the tests
	$(PYTEST) $(TESTS)

.PHONY: test-postgres
test-postgres: $(VENV)/.postgres ## Run the tests of the store on a real PostgreSQL
	QUALIF_ESSAI_POSTGRES=oui $(PYTEST) $(or $(TESTS),$(ON_BOTH))

.PHONY: test-navigateur
test-navigateur: chromium $(VENV)/.navigateur ## Carry the application in a browser, headless Chromium (CHROMIUM=/path)
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -n 0 -m navigateur $(or $(TESTS),tests/browser)

.PHONY: chromium
chromium:
	@test -n "$(CHROMIUM)" || { \
		echo "Chromium est absent : installez-le (paquet chromium), ou indiquez-le : make test-navigateur CHROMIUM=/chemin" >&2; \
		echo "Chromium is missing: install it (package chromium), or name it: CHROMIUM=/path" >&2; exit 1; }

.PHONY: check
check: format lint types layers base test ## Everything the continuous integration checks

.PHONY: format
format: $(VENV)/.dev ## Check the formatting (make fix repairs it)
	$(BIN)/python -m ruff format --check

.PHONY: lint
lint: $(VENV)/.dev ## Check the code style
	$(BIN)/python -m ruff check

.PHONY: types
types: $(VENV)/.dev ## Check the types
	$(BIN)/python -m mypy

.PHONY: layers
layers: $(VENV)/.dev ## Check who imports whom
	$(BIN)/lint-imports --no-logo

.PHONY: base
base: $(VENV)/.dev ## Check the rule base
	$(BIN)/qualif base verifier

.PHONY: fix
fix: $(VENV)/.dev ## Format the code and repair what can be repaired
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

.PHONY: coverage
coverage: $(VENV)/.dev ## Show what carries and what tries each row of the legal dossier
	$(BIN)/python -m tests.coverage.table

.PHONY: ecrans
ecrans: $(VENV)/.dev ## Accept what the screens show now (read the difference before committing it)
	QUALIF_ACCEPTER=1 $(PYTEST) tests/tui/snapshots

.PHONY: affiches
affiches: $(VENV)/.dev ## Draw five posters of the screens in docs/affiches (SVG)
	$(BIN)/python -m tests.tui.posters

.PHONY: campaign
campaign: $(VENV)/.dev ## Run the long tests (100,000 random incidents and more)
	$(PYTEST) -m campaign

.PHONY: pannes
pannes: $(VENV)/.dev ## Fail each system call of each save in turn, and print what was lost
	$(BIN)/python -m tests.faults.run

.PHONY: exact
exact: $(VENV)/.dev ## Compare the interview with brute force on the law, and print how much was compared
	$(BIN)/python -m tests.interview.exactness

.PHONY: questions
questions: $(VENV)/.dev ## Compare what several orders of the questions cost each reader
	$(BIN)/python -m tests.interview.orders_table

.PHONY: mutants
mutants: $(VENV)/.dev ## Try every one-place change of the rules (NOTION=acces, SURVIVANTS=oui, SUITE=cas.md)
	$(BIN)/python -m tests.mutants.run $(NOTION) $(if $(SURVIVANTS),--survivants) $(if $(SUITE),--suite $(SUITE))

.PHONY: bench
bench: $(VENV)/.bench ## Measure speed and memory, beside other engines (ONLY=produit: one part)
	$(BIN)/python -m tests.benchmarks.run $(ONLY)

.PHONY: build
build: $(VENV)/.dev ## Build the wheel and the source archive in dist/
	rm -rf dist
	$(BIN)/python -m build --outdir dist

.PHONY: sbom
sbom: $(VENV)/.dev ## Write dist/qualif.cdx.json: the components, as CycloneDX
	@mkdir -p dist
	$(BIN)/qualif conformite nomenclature --format json > dist/qualif.cdx.json

.PHONY: exemples
exemples: $(VENV)/.run ## Write again the documents of the complete sample case, in Word and PDF
	rm -f $(WRITTEN)/*
	for name in $$($(BIN)/qualif document liste | cut -d' ' -f1); do \
		for form in docx pdf; do \
			case=$(DOSSIER); if [ $$name = note-personnel ]; then case=; fi; \
			$(BIN)/qualif document $$name $$case --format $$form --sortie $(WRITTEN)/$$name.$$form 2>/dev/null || exit 1; \
		done; \
	done

.PHONY: poste
poste: build ## Write dist/poste: everything an office PC needs, without network (PLATFORM=win_amd64)
	$(BIN)/python .ci/office_pc/bundle.py dist/*.whl dist/poste \
		--platform $(or $(PLATFORM),win_amd64) --python $(or $(PYTHON_OF),3.12)

.PHONY: lock
lock: $(VENV)/.dev ## Write the lock files again (versions and hashes only)
	$(PIP) uv
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate pyproject.toml --extra documents --extra equipe \
		--output-file requirements.lock
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --constraints requirements.lock \
		pyproject.toml --group dev --output-file requirements-dev.lock
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --constraints requirements-dev.lock \
		--group bench --output-file requirements-bench.lock
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --constraints requirements-dev.lock \
		--group navigateur --output-file requirements-navigateur.lock
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --constraints requirements-dev.lock \
		--group postgres --output-file requirements-postgres.lock

.PHONY: clean
clean: ## Remove the environment, the caches and the builds
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find expert knowledge tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What the user of `make run` needs, and what `make test` needs more. A stamp is newer than the
# files it was made from, so nothing is done twice.
$(VENV)/.run: $(HERE) requirements.lock pyproject.toml
	@echo "Installation des paquets de requirements.lock"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installation des paquets de requirements-dev.lock"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Only to be measured beside the product: no test and no other target needs it.
$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	@echo "Installation des paquets de requirements-bench.lock"
	@$(PIP) --require-hashes -r requirements-bench.lock
	@touch $@

# Only where the system has no PostgreSQL of its own.
$(VENV)/.postgres: $(VENV)/.dev requirements-postgres.lock
ifeq ($(strip $(POSTGRES)),)
	@echo "Installation des paquets de requirements-postgres.lock"
	@$(PIP) --require-hashes -r requirements-postgres.lock
endif
	@touch $@

# Only to drive a browser: Chromium itself comes from the system.
$(VENV)/.navigateur: $(VENV)/.dev requirements-navigateur.lock
	@echo "Installation des paquets de requirements-navigateur.lock"
	@$(PIP) --require-hashes -r requirements-navigateur.lock
	@touch $@

$(HERE):
	@set -e; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11 ""; do \
		if [ -n "$$python" ] && "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
			2>/dev/null; then break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Qualif demande Python 3.11, 3.12 ou 3.13 avec le module venv ; aucun n'a été trouvé." >&2; \
		echo "Installez-le (par exemple les paquets python3 et python3-venv), ou indiquez-le : make run PYTHON=/chemin/python3.12" >&2; \
		echo "Qualif needs Python 3.11, 3.12 or 3.13 with the venv module; none was found." >&2; \
		exit 1; \
	fi; \
	echo "Préparation de l'environnement dans $(VENV), une seule fois ($$("$$python" --version))."; \
	rm -rf $(VENV); \
	"$$python" -m venv $(VENV); \
	printf '%s' "$(CURDIR)" > $@

.PHONY: moved
moved:
