# Two commands are all a newcomer needs: `make run` and `make test`.
# Any Python from 3.11 on.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SECONDS ?= 600
# Compiled when first imported: compiling everything, used or not, would double the time.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes

.PHONY: run test quick check audit chaos illustrative lock chromium clean

run: $(VENV)/ready  ## Set up and start the app on http://localhost:8501
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/ready-dev chromium check audit  ## Everything that must hold, the browser journeys included
	$(BIN)/python -m pytest

quick: check  ## The same without browser and the slowest tests: under three minutes on two cores
	$(BIN)/python -m pytest --ignore=tests/browser -m "not slow"

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

audit: $(VENV)/ready-dev  ## Known vulnerabilities of what is pinned; says so where nothing could be looked up
	@$(BIN)/python .ci/audit.py

chaos: $(VENV)/ready-dev  ## Ten minutes of kills, wrong clocks and damage: what was acknowledged, lost, torn, silent
	$(BIN)/python -m tests.store.chaos $(SECONDS)

illustrative: $(VENV)/ready  ## Make the illustrative data again, the same to the byte
	$(BIN)/python data/illustrative/make.py

lock:  ## Pin everything anew from the .in files
	uv pip compile -q --universal --python-version 3.11 --no-header --generate-hashes requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --no-header --generate-hashes -c requirements.txt requirements-dev.in -o requirements-dev.txt
	@for python in 3.11 3.12 3.13 3.14; do for on in linux windows macos; do echo "Wheels for Python $$python on $$on"; \
	  uv pip compile -q --only-binary :all: --python-platform $$on --python-version $$python -c requirements.txt requirements.in \
	    >/dev/null || exit 1; done; done

$(VENV)/ready: requirements.txt
	@echo "Setting up: a minute or two, once"
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@echo "Setting up the tests"
	@$(PIP) -r requirements-dev.txt
	@touch $@

chromium:  # The browser journeys need Debian's Chromium, of which the headless shell is enough.
	@command -v chromium-headless-shell >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser tests"; \
	    export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; \
	    apt-get install -y -qq chromium-headless-shell fonts-liberation >/dev/null || apt-get install -y -qq chromium >/dev/null; \
	  elif ! command -v chromium >/dev/null; then \
	    echo "Chromium is missing, so the browser tests will be skipped. To run them: sudo apt-get install chromium-headless-shell"; \
	  fi; }

clean:  ## Remove what was installed and stored here; the next start begins anew
	rm -rf $(VENV) var
