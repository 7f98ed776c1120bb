# Every target sets up what it needs in .venv; Python 3.11 or newer and make are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
STORE := build/demo-store

.PHONY: demo test check bench docs pictures notebooks tables clean

demo: $(READY)
	rm -rf $(STORE)
	$(BIN)/legation build samples --store $(STORE)
	$(BIN)/legation query --store $(STORE) --format table -f docs/demo.rq
	$(BIN)/legation lookup NATO --store $(STORE)
	$(BIN)/legation draw --limit 26 --store $(STORE) --out build/demo.png

# The tests of a file share what it costs to make, so a file stays in one process.
test: check
	$(BIN)/pytest -n auto --dist loadfile

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

# One picture of each kind, out of the samples; to be made anew after a change of the model or of a picture.
pictures: $(READY)
	rm -rf $(STORE)
	$(BIN)/legation build samples --store $(STORE)
	$(BIN)/legation draw --limit 26 --store $(STORE) --out docs/network.png
	$(BIN)/legation draw NATO --limit 12 --store $(STORE) --out docs/around.png
	$(BIN)/legation draw 'Kofi Annan' --kind timeline --store $(STORE) --out docs/timeline.png
	$(BIN)/legation draw --kind matrix --limit 20 --store $(STORE) --out docs/matrix.png
	$(BIN)/legation draw 'United Nations' --kind roles --store $(STORE) --out docs/roles.png
	$(BIN)/legation draw ASEAN --kind growth --store $(STORE) --out docs/growth.png

# The notebooks that are kept with what they show, run anew.
notebooks: $(READY)
	$(BIN)/python notebooks/refresh.py

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
