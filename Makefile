# One command each. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
DOCUMENTS := README.md docs/tables.md docs/sources.md docs/methodology.md docs/cookbook.md docs/operations.md

.PHONY: help warehouse test chaos fuzz lint docs screenshots ui lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

warehouse: $(INSTALLED) ## Build the warehouse and publish data/neocloud.duckdb
	$(BIN)/neocloud build

test: $(INSTALLED) ## Run every test
	$(BIN)/python -m pytest -q

chaos: $(INSTALLED) ## Kill, crowd, fill and attack for a quarter of an hour; docs/operations.md has the count
	NEOCLOUD_RECORD=1 NEOCLOUD_KILLS=300 NEOCLOUD_EXAMPLES=60 $(BIN)/python -m pytest -q \
		tests/trials/chaos tests/trials/bad_input tests/readers/test_hostile_readers.py tests/project/test_storage_faults.py \
		tests/readers/test_published_file_faults.py

fuzz: $(INSTALLED) ## Try five minutes of odd seed files on the reader
	NEOCLOUD_RECORD=1 NEOCLOUD_FUZZ_SECONDS=300 $(BIN)/python -m pytest -n 0 -q -s tests/trials/bad_input/test_fuzz_seed_files.py

lint: $(INSTALLED) ## Check style, SQL and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql
	$(BIN)/mypy

docs: $(INSTALLED) ## Rewrite the generated documents from the warehouse
	$(BIN)/neocloud build
	$(BIN)/python -m cogapp -r $(DOCUMENTS)

screenshots: $(INSTALLED) ## Take the README's pictures anew; needs a Chromium and make ui running
	$(BIN)/neocloud report
	$(BIN)/python docs/screenshots/take.py data/report.html http://127.0.0.1:3000

ui: $(INSTALLED) ## Watch and run the pipeline in the browser
	$(BIN)/neocloud ui

lock: $(INSTALLED) ## Renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
		--no-emit-index-url --no-strip-extras --upgrade --custom-compile-command "make lock" \
		--output-file requirements.lock

clean: ## Remove the environment and the built data
	rm -rf .venv data

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
