"""The whole way from documents to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.assemble import read
from extract.encoder import load_model
from graph.errors import ModelError
from graph.facts import Document, Reading
from graph.gazetteer import Gazetteer, load

# Documents that go through the language model together: enough to fill its batches, few enough to stream.
BATCH = 32


class Reader:
    """Reads documents: language model, entities, facts.

    Use one for many documents; making it loads the model.

    Args:
        model: a folder or package of a spaCy pipeline with tags, parse and entities; by default our own.
        actors: a YAML file of the user's own actors, added to the tables.
        threads: processor threads for the language model, 1 or more.

    >>> from graph.facts import Document
    >>> text = "President Ilham Aliyev visited Ankara on 3 March 2024."
    >>> [reading] = Reader().read([Document(id="a", text=text)])
    >>> [fact.type for fact in reading.facts]
    ['role', 'visit']
    """

    def __init__(self, model: str | None = None, actors: Path | None = None, threads: int = 1) -> None:
        self.gazetteer: Gazetteer = load(actors)
        self.nlp: Language = load_model(threads=threads) if model is None else _other(model)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The readings of some documents, in their order, as a stream."""
        pairs = ((document.text, document) for document in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self.reading(doc, document)

    def reading(self, doc: Doc, document: Document) -> Reading:
        """The reading of a document that is parsed already."""
        return read(doc, document, self.gazetteer)


# Relations that tell Universal Dependencies, which the frames read, from other schemes.
_UNIVERSAL = frozenset({"nsubj", "obj", "obl", "nmod", "case"})


def _other(name: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"--model expects the name or folder of an installed spaCy pipeline; {name!r} cannot be loaded: {error}"
        ) from error
    if "legation_encoder" in nlp.pipe_names:
        return nlp
    missing = sorted({"parser", "ner"} - set(nlp.pipe_names))
    if missing:
        raise ModelError(f"a pipeline needs a parse and entities; {name!r} lacks {', '.join(missing)}")
    relations = set(nlp.pipe_labels.get("parser", ()))
    if not relations >= _UNIVERSAL:
        raise ModelError(
            f"facts are read from Universal Dependencies; the parser of {name!r} has other relations and lacks "
            f"{', '.join(sorted(_UNIVERSAL - relations))}; leave --model out, or name a pipeline trained on a treebank"
        )
    return nlp
