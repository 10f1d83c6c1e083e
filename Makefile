# `make` alone prints this list. Every target first installs what is missing, into .venv; PYTHON=... chooses a Python.
# The work is done by build.py; scripts/setup.sh does the installing.

PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup site desk serve check test accessibility engines hostile golden lock clean setup-test

help: ## print this list
	@echo "Golden Thread: make TARGET"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what building the site needs, into .venv
	@scripts/setup.sh run

site: setup ## check everything, then build the website and the PDFs into site/
	@$(PY) build.py build

desk: setup ## work in the browser: forms, previews and proposals, on this computer only
	@$(PY) build.py desk --open

serve: setup ## build, show the site on this computer, and build again on every change
	@$(PY) build.py serve

check: setup ## list what is wrong with the files, and change nothing
	@$(PY) build.py check

test: setup-test ## check the code and the files, then run all tests
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) build.py check
	$(PY) -m pytest -m "slow or not slow" -n auto --dist worksteal

accessibility: setup-test ## test the pages in a browser, and keep the results for the accessibility statement
	ACCESSIBILITY_TESTS=accessibility-tests.yml $(PY) -m pytest -m slow tests/browser/test_every_kind.py tests/browser/test_html.py tests/outputs/pdf/test_every_report.py

engines: setup-test ## build the site, and hold each kind of page against three more checkers; needs npm
	$(PY) build.py build
	PYTHONPATH=.:tests/support $(PY) tests/browser/other_engines.py site

hostile: setup-test ## try thousands of hostile inputs, kills and full disks, not only the sample that `make test` tries
	HOSTILE=all $(PY) -m pytest -n 2 --dist worksteal -m "slow or not slow" $(HOSTILE_TESTS)

golden: setup-test ## renew the expected pages, data, messages and pull-request comments in the tests
	PYTHONPATH=.:tests/support $(PY) tests/whole_site/test_golden.py
	PYTHONPATH=. $(PY) tests/support/typical_pull_requests.py
	$(PY) -m pytest -q -n 0 --renew -m "slow or not slow" $(patsubst %.expected.txt,%.py,$(shell find tests -name "*.expected.txt"))

lock: ## renew the exact versions in requirements/*.txt
	@command -v uv >/dev/null || { echo "Install uv first: python3 -m pip install uv" >&2; exit 3; }
	uv pip compile requirements/run.in --output-file requirements/run.txt $(LOCKING)
	uv pip compile requirements/test.in --output-file requirements/test.txt $(LOCKING)

clean: ## delete everything that can be made again: site/, build/ and .venv
	rm -rf site build .venv .staging-* .previous-* .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find goldenthread tests -name __pycache__ -prune -exec rm -rf {} +

setup-test:
	@scripts/setup.sh test

HOSTILE_TESTS = tests/deadlines/test_clocks.py tests/read/test_slips.py tests/markdown/test_hostile_texts.py \
	tests/publish/test_exchange.py tests/commands/test_build.py tests/editing/test_splice.py tests/read/test_broken_files.py \
	tests/commands/test_report_progress.py

# One lock for every system from Python 3.11 on, with the SHA-256 of each file and no address in it.
LOCKING = --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
