"""The whole way from documents to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.entities.descriptions import is_named
from extract.entities.linking import link
from extract.entities.named import known_names
from extract.entities.register import Draft, Register
from extract.facts.confidence import Calibration
from extract.facts.stating import stated
from extract.language.component import Component, load_model
from graph.errors import ModelError
from graph.facts import AnyFact
from graph.gazetteer import Gazetteer, load
from graph.reading import Reading
from graph.records import Document, Entity

# Documents that go through the language model together: enough to fill its batches, few enough to stream.
BATCH = 32


class Reader:
    """Reads documents: language model, entities, facts.

    Use one for many documents; making it loads the model.

    Args:
        model: a folder with a model of ours, or the folder or package of a spaCy pipeline that has `legation_reader`;
            by default the model that comes with the package.
        actors: a YAML file of the user's own actors, added to the tables.
        threads: processor threads for the language model, 1 or more.
        least: the confidence from which a fact is kept, 0 to 1.

    >>> from graph.records import Document
    >>> text = "President Ilham Aliyev visited Ankara on 3 March 2024."
    >>> [reading] = Reader().read([Document(id="a", text=text)])
    >>> [fact.type for fact in reading.facts]
    ['role', 'visit']
    """

    def __init__(
        self, model: str | None = None, actors: Path | None = None, threads: int = 1, least: float = 0.0
    ) -> None:
        self.gazetteer: Gazetteer = load(actors)
        self.nlp: Language = load_model(threads=threads) if model is None else _other(model, threads)
        self.least = least
        component = self.nlp.get_pipe("legation_reader")
        assert isinstance(component, Component)
        component.known = partial(known_names, gazetteer=self.gazetteer)
        self.calibration = Calibration.from_json(component.calibration)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The readings of some documents, in their order, as a stream."""
        pairs = ((self.prepared(document), document) for document in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self.reading(doc, document)

    def reading(self, doc: Doc, document: Document) -> Reading:
        """The reading of a document that the language model has read already."""
        register = Register(self.gazetteer)
        ids = link(doc, document, register)
        raw = stated(doc, document, ids, self.calibration, countries(register.drafts.values()))
        facts = tuple(fact for fact in self.calibration.of(raw) if fact.confidence >= self.least)
        return Reading(document=document, entities=_entities(register, facts), facts=facts)

    def prepared(self, document: Document) -> Doc:
        """A document as the language model takes it: its text in tokens, and its title."""
        doc = self.nlp.make_doc(document.text)
        doc._.title = document.title or ""
        return doc


def countries(entities: Iterable[Entity | Draft]) -> dict[str, str]:
    """The state in which each lies or to which it belongs, where that is told."""
    return {entity.id: entity.country for entity in entities if entity.country}


def _entities(register: Register, facts: tuple[AnyFact, ...]) -> dict[str, Entity]:
    """Every entity that is named, and of the described ones those that a fact speaks of; with their countries."""
    used = {entity for fact in facts for _, entity in fact.entities()}
    for state in sorted(used - register.drafts.keys()):
        register.known(state)  # for which something in it stands
    shown = {id for id, draft in register.drafts.items() if id in used or is_named(draft, register.gazetteer)}
    for country in sorted({country for id in shown if (country := register.drafts[id].country)}):
        if country in register.drafts or register.gazetteer.entity(country):
            shown.add(register.known(country) if register.gazetteer.entity(country) else country)
    return {id: register.drafts[id].entity() for id in sorted(shown)}


def _other(name: str, threads: int) -> Language:
    import spacy

    if (Path(name) / "model.onnx").is_file():
        return load_model(name, threads=threads)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"--model expects a folder with a model, or the name or folder of an installed spaCy pipeline; {name!r} "
            f"cannot be loaded: {error}"
        ) from error
    if "legation_reader" not in nlp.pipe_names:
        raise ModelError(
            f"facts are read by the component 'legation_reader'; {name!r} has {', '.join(nlp.pipe_names)}; "
            "add it with nlp.add_pipe('legation_reader'), or leave --model out"
        )
    return nlp
