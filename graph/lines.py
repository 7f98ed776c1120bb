"""Facts as people read them: each in words once, with all documents that state it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.knowledge import KnowledgeGraph, Statement
from graph.phrases import Naming, dated, phrase
from graph.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that states a fact, and the words that do.

    Args:
        document: its id.
        title: what it is called: its title, or its first words.
        date: its date, where it has one.
        fact: the fact's id in that document.
        evidence: the spans of the text that state it, and `quote` the words of them.
        confidence: the fact's, 0 to 1.
    """

    document: str
    title: str
    date: str | None
    fact: str
    evidence: tuple[Span, ...]
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact on a card; documents that say the same share a line.

    Args:
        when: the date or the time of it as the text gives it, or empty.
        text: the fact in words.
        fact: the fact as JSON, without evidence and confidence, which are the sources'.
    """

    when: str
    text: str
    modality: str
    fact: dict[str, Any]
    sources: tuple[Source, ...]


def lines(statements: Iterable[Statement], name: Naming) -> tuple[Line, ...]:
    """Statements as lines, in their order; those that say the same of the same are one.

    Args:
        statements: of any facts.
        name: called with each entity id, as `naming` makes it.
    """
    told: dict[tuple[str, ...], Line] = {}
    for statement in statements:
        line = _line(statement, name)
        # Two persons of one name did not do one thing: the sentence counts with its ids as well.
        key = (line.when, line.text, identified(statement), line.modality)
        same = told.get(key)
        told[key] = replace(same, sources=(*same.sources, *line.sources)) if same else line
    return tuple(told.values())


def identified(statement: Statement) -> str:
    """What a statement says with the ids of its entities for their names: who is meant, however he is called."""
    return phrase(statement.fact, str, written=statement.document.date)


def numbered(told: Iterable[Line]) -> dict[str, int]:
    """The documents of some lines, each with the number that a person cites it by, from 1."""
    documents = dict.fromkeys(source.document for line in told for source in line.sources)
    return {document: number for number, document in enumerate(documents, start=1)}


def naming(graph: KnowledgeGraph) -> Naming:
    """From an id to the name of the entity in a graph, each looked up once; an id that is not there stays as it is."""
    known: dict[str, str] = {}

    def name(id: str) -> str:
        if id not in known:
            known[id] = graph.name(id) or id
        return known[id]

    return name


def _line(statement: Statement, name: Naming) -> Line:
    document, fact = statement.document, statement.fact
    source = Source(
        document=document.id,
        title=document.heading,
        date=document.date,
        fact=statement.id,
        evidence=fact.evidence,
        quote=statement.quote,
        confidence=fact.confidence,
    )
    claim = {key: value for key, value in fact.to_dict().items() if key not in ("evidence", "confidence")}
    said = phrase(fact, name, written=document.date)
    return Line(when=dated(fact), text=said, modality=fact.modality, fact=claim, sources=(source,))
