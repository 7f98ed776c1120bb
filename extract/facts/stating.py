"""From a text that was read and linked to its facts, each once, with raw confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from extract.facts.confidence import Calibration
from extract.facts.decoding import decode
from extract.facts.persons_first import persons_first
from extract.facts.unite import unite
from graph.facts import AnyFact
from graph.records import Document


def stated(
    doc: Doc, document: Document, ids: Sequence[tuple[str, ...]], calibration: Calibration, countries: Mapping[str, str]
) -> tuple[AnyFact, ...]:
    """The facts of a text, in the order of their evidence.

    Args:
        doc: read by the language model.
        document: its record.
        ids: the entities that each mention stands for, as `extract.entities.linking.link` gives them.
        calibration: from which chances words and arguments count.
        countries: the state in which an entity lies or to which it belongs, by its id.
    """
    return unite(persons_first(decode(doc, document, ids, calibration, countries)))
