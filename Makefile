# make run    sets up what is missing and starts the dashboard (ADDRESS=127.0.0.1 PORT=8501)
# make test   sets up what is missing and runs every test, in a real browser too
# make soak   what takes long: attacks a server of its own for about an hour, and the long tests at their full length
# make publish  sets up what `python -m publish` needs (from coded interviews to a findings package)
# make .venv-spark/done  what --engine needs besides (counting on a Spark cluster): docs/gross.md
# make check  while you work: format, lint, types, import contracts, unit tests; no network
# make lock   pins anew what the requirements files leave open, with hashes, for Linux, Windows and macOS
# make fonts  the typefaces of the screen, from Streamlit's
# make sbom   the list of all parts with their licences (sbom.json, CycloneDX)

PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= 127.0.0.1
BIN := .venv/bin

.PHONY: run test soak publish check format lock fonts sbom
run: .venv/run.done
	$(BIN)/streamlit run app.py --server.address "$(ADDRESS)" --server.port "$(PORT)"

test: .venv/dev.done
	@tests/browser/find_chromium.sh
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n 3 --max-worker-restart 0 --dist loadfile --durations=15 -m "(browser or long) and not soak" tests
	-@$(MAKE) --no-print-directory .venv-spark/done
	@if test -e .venv-spark/done; then .venv-spark/bin/python -m pytest -q -m "spark and not soak" tests/publish/spark; \
	  else echo "SKIPPED: tests/publish/spark (.venv-spark cannot be set up here)"; fi

soak: .venv/dev.done
	$(BIN)/pytest -o faulthandler_timeout=0 -m soak tests
	$(MAKE) --no-print-directory .venv-spark/done
	.venv-spark/bin/python -m pytest -m spark tests/publish/spark

publish: .venv/publish.done
	$(BIN)/python -m publish --help

check: .venv/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n 2 --max-worker-restart 0 -m "not browser and not long and not soak" tests

format: .venv/dev.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The largest first: the smaller ones take its versions.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock: .venv/dev.done
	$(LOCK) -o requirements-dev.lock requirements-dev.txt
	$(LOCK) -c requirements-dev.lock -o requirements-publish.lock requirements-publish.txt
	$(LOCK) -c requirements-dev.lock -o requirements.lock requirements.txt

fonts: .venv/dev.done
	$(BIN)/python .ci/fonts.py

# Of an environment that holds what runs and publishes, and no development tool
sbom: .venv/dev.done
	@rm -rf .venv/parts && $(PYTHON) -m venv .venv/parts
	$(call install,.venv/parts/bin,requirements-publish.lock)
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.json .venv/parts/bin/python
	$(BIN)/python .ci/sbom.py sbom.json
	@rm -rf .venv/parts

# Locked packages only, each with its hash; setuptools, which venv lays and nothing needs, goes.
define install
	$(1)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2)
	@$(1)/python -m pip uninstall --quiet --yes setuptools
endef

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11)"; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Installing python3-venv"; \
	  $$(test "$$(id -u)" = 0 || echo sudo) apt-get update -qq; \
	  $$(test "$$(id -u)" = 0 || echo sudo) apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }

.venv/run.done: requirements.lock | .venv/bin/python
	$(call install,$(BIN),$<)
	@touch $@

.venv/publish.done: requirements-publish.lock | .venv/bin/python
	$(call install,$(BIN),$<)
	@touch $@ .venv/run.done

# An environment of its own that sees the packages of .venv: Spark's client stays out of what serves.
.venv-spark/done: requirements-spark.txt | .venv/publish.done
	@rm -rf .venv-spark && $(PYTHON) -m venv .venv-spark
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > "$$(.venv-spark/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/befundatlas.pth"
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/dev.done: requirements-dev.lock | .venv/bin/python
	$(call install,$(BIN),$<)
	@touch $@ .venv/run.done .venv/publish.done
