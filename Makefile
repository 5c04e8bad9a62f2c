# One command each. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
DEVELOPED := .venv/developed
DOCUMENTS := README.md docs/tables.md docs/sources.md docs/methodology.md docs/cookbook.md docs/operations.md \
	docs/commands.md docs/pictures/rooms.svg $(sort $(wildcard docs/tables/*.md))

.PHONY: help warehouse test chaos fuzz check fmt hold lint docs screenshots ui notebook lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

warehouse: $(INSTALLED) ## Build the warehouse and publish data/neocloud.duckdb
	$(BIN)/neocloud build

test: $(DEVELOPED) ## Run every test
	$(BIN)/python -m pytest -q

chaos: $(DEVELOPED) ## Kill, crowd, fill and attack for a quarter of an hour; docs/operations.md has the count
	NEOCLOUD_RECORD=1 NEOCLOUD_KILLS=300 NEOCLOUD_EXAMPLES=60 $(BIN)/python -m pytest -q \
		tests/trials/chaos tests/trials/bad_input tests/readers/test_hostile_readers.py tests/project/test_storage_faults.py \
		tests/readers/test_published_file_faults.py tests/cli/test_bounded.py tests/cli/test_odd_paths.py \
		tests/trials/clients/test_every_macro.py \
		tests/cli/test_streams.py tests/orchestration/instance/test_ui_server.py tests/warehouse/test_publish.py

fuzz: $(DEVELOPED) ## Try five minutes of odd seed files on the reader
	NEOCLOUD_RECORD=1 NEOCLOUD_FUZZ_SECONDS=300 $(BIN)/python -m pytest -n 0 -q -s tests/trials/bad_input/test_fuzz_seed_files.py

check: $(DEVELOPED) ## Hold every file to the rules of the house, in seconds; builds nothing
	$(BIN)/neocloud check

fmt: $(DEVELOPED) ## Sort seeds, format the SQL and Python that changed
	$(BIN)/neocloud fmt

hold: $(DEVELOPED) ## Run the tests that hold one table: make hold TABLE=growth.valuations
	$(BIN)/neocloud test $(TABLE)

lint: $(DEVELOPED) ## Check style, SQL, types and the order of the rooms
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar sql pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

docs: $(DEVELOPED) ## Rewrite the generated documents from the warehouse
	$(BIN)/neocloud build
	$(BIN)/python -m cogapp -r $(DOCUMENTS)

screenshots: $(DEVELOPED) ## Take the README's pictures anew; needs a Chromium and make ui running
	$(BIN)/neocloud report
	$(BIN)/python docs/screenshots/take.py data/report.html http://127.0.0.1:3000

ui: $(INSTALLED) ## Watch and run the pipeline in the browser
	$(BIN)/neocloud ui

notebook: $(DEVELOPED) ## Walk the note's argument with live SQL in the browser
	$(BIN)/marimo run docs/notebooks/the_note.py

lock: $(INSTALLED) ## Renew both locks from pyproject.toml
	$(COMPILE) --all-extras --group dev --upgrade --output-file requirements-dev.lock
	$(COMPILE) --constraints requirements-dev.lock --upgrade --output-file requirements.lock

clean: ## Remove the environment and the built data
	rm -rf .venv data

# One resolution for both locks: the run-time one may choose nothing that the other did not.
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --group install --universal --generate-hashes \
	--no-emit-index-url --no-strip-extras --custom-compile-command "make lock"

# uv takes seconds for what takes pip a minute. Where it fails (no wheel for this platform, an index
# that only pip is told of) pip does the same. Neither compiles what may never be imported.
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-compile
install = $(BIN)/uv pip install --python $(BIN)/python $(1) || $(PIP) $(1)

# Only what building and reading needs; shows what it does.
$(INSTALLED): requirements.lock pyproject.toml
	@echo "making .venv: first uv, then the $$(grep -c '^[a-z].*==' requirements.lock) packages of requirements.lock"
	@$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/# via/p' requirements.lock >.venv/uv.lock
	-@$(PIP) --quiet --require-hashes --requirement .venv/uv.lock
	@$(call install,--require-hashes --requirement requirements.lock)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

$(DEVELOPED): $(INSTALLED) requirements-dev.lock
	@echo "adding to .venv the rest of the $$(grep -c '^[a-z].*==' requirements-dev.lock) packages of requirements-dev.lock"
	@$(call install,--require-hashes --requirement requirements-dev.lock)
	@echo "and, for the tests of other clients, the older DuckDBs that people's tools embed"
	@$(BIN)/python -m tests.trials.clients.installed
	@touch $@
