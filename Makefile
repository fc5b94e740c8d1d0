# Two commands: `make run` starts the portal, `make test` proves it. The rest serves them.
PYTHON ?= python3
PORT ?= 8000
PY = .venv/bin/python
PIP = $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: run test faults bench lint kunci bersih

run: .venv/.lokal
	@$(PY) manage.py run --port $(PORT)

test: .venv/.dev
	@$(PY) -m jmo.siapan
	@$(PY) -m tests.peramban
	@$(PY) -m pytest $(UJI)

# Kill, stop, fill and empty the servers under real workers: a quarter of an hour (docs/gangguan.md).
faults: .venv/.dev
	@$(PY) -m jmo.siapan
	@$(PY) -m tests.faults $(UJI)

bench: .venv/.dev
	@$(PY) -m jmo.siapan
	@$(PY) manage.py bench $(NAME)

bench-%: .venv/.dev
	@$(PY) manage.py bench $*

lint: .venv/.dev
	@.ci/lint

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.lokal: requirements.txt requirements-lokal.txt | .venv/bin/python
	@echo "Installing packages (about a minute, once) ..."
	@$(PIP) -r requirements.txt -r requirements-lokal.txt
	@touch $@

.venv/.dev: .venv/.lokal requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Resolve the requirements anew and write their hashes; needs `uv` on the PATH.
kunci:
	for nama in requirements requirements-lokal requirements-dev; do \
		uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url \
			--no-emit-find-links --override requirements-overrides.txt $$nama.in -o $$nama.txt; \
	done

bersih:
	rm -rf .jmo .venv
