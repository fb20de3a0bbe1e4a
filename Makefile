# The commands of this checkout. Each sets up what it needs first, and is quick the second time.

.DEFAULT_GOAL := help
.PHONY: help edition test corpora lint docs package clean distclean

BIN := .venv/bin

help: ## tell these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

edition: ## set up what is missing and build the edition in tei/ into build/
	@sh scripts/setup.sh edition
	$(BIN)/siglum build
	@sh scripts/results.sh

test: ## set up what is missing, then lint, type check and run all tests (with CI=true none is skipped)
	@sh scripts/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

corpora: ## run every file of the corpora beside this checkout through siglum (make test takes a sample)
	@sh scripts/setup.sh test
	SIGLUM_CORPORA=all $(BIN)/pytest -m corpora

lint: ## format the code, then check its style and its types
	@sh scripts/setup.sh test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy

docs: ## write docs/findings.md, crosswalks.md and phrases.md anew from their tables
	@sh scripts/setup.sh test
	$(BIN)/python -m siglum.reports.handbook > docs/findings.md
	$(BIN)/python -m siglum.crosswalks.handbook > docs/crosswalks.md
	$(BIN)/python -m siglum.phrases.handbook > docs/phrases.md

package: ## build the package and run the tests against it, in an environment of its own
	@sh scripts/setup.sh test
	@sh scripts/package.sh

clean: ## remove what was built, and caches
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## also remove the virtual environment
	rm -rf .venv
