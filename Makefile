# Every target sets up what it needs in .venv; Python 3.11 or newer and make are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
STORE := build/demo-store

.PHONY: demo test check bench docs tables clean

demo: $(READY)
	rm -rf $(STORE)
	$(BIN)/legation build samples --store $(STORE)
	$(BIN)/legation query --store $(STORE) --format table -f docs/demo.rq
	$(BIN)/legation lookup NATO --store $(STORE)
	$(BIN)/legation draw --store $(STORE) --out build/demo.png

test: check
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/speed.py

# The ontology, the saved questions and the command line as pages to read.
docs: $(READY)
	$(BIN)/python -m graph.ontology_page docs/ontology.html
	$(BIN)/python -m graph.question_page docs/questions.md
	$(BIN)/python -m graph.command_page extract.cli:app docs/commands.md

# The tables that are derived from other sources; this alone needs a C++ compiler and the ICU library.
tables: $(READY)
	$(BIN)/pip install --quiet -c constraints.txt -e '.[tables]'
	$(BIN)/python -m graph.regenerate

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@
