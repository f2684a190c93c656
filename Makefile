# make run    sets up what is missing and starts the dashboard (ADDRESS=127.0.0.1 PORT=8501)
# make test   sets up what is missing and runs every test, in a real browser too
# make publish  sets up what `python -m publish` needs (from coded interviews to a findings package)
# make check  while you work: format, lint, types, import contracts, unit tests; no network

PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= 127.0.0.1
BIN := .venv/bin

.PHONY: run test publish check format
run: .venv/run.done
	$(BIN)/streamlit run app.py --server.address "$(ADDRESS)" --server.port "$(PORT)"

test: .venv/dev.done
	@tests/browser/find_chromium.sh
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n 2 --dist loadfile -m "browser or long" tests

publish: .venv/publish.done
	$(BIN)/python -m publish --help

check: .venv/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n 2 -m "not browser and not long" tests

format: .venv/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11)"; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Installing python3-venv"; \
	  $$(test "$$(id -u)" = 0 || echo sudo) apt-get update -qq; \
	  $$(test "$$(id -u)" = 0 || echo sudo) apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }

.venv/run.done: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/publish.done: requirements.txt requirements-publish.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-publish.txt
	@touch $@ .venv/run.done

.venv/dev.done: requirements.txt requirements-publish.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/run.done .venv/publish.done
