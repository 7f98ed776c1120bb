"""What was read out of one document, and the JSON that it is handed on as; a fact with the document that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import RecordError
from graph.facts import AnyFact, fact_from_dict
from graph.records import Document, Entity, on_a_line, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of one document: its entities by id, and its facts in the order of their evidence."""

    document: Document
    entities: Mapping[str, Entity]
    facts: tuple[AnyFact, ...]

    def to_dict(self) -> dict[str, Any]:
        """The shape of a gold file; each fact also has `quote`, the text of its evidence."""
        doc = self.document
        out: dict[str, Any] = {"id": doc.id, "title": doc.title, "date": doc.date, "source": doc.source}
        out |= {"language": doc.language, "licence": doc.licence, "text": doc.text}
        out |= {"dates": [list(span) for span in doc.dates] or None, "pages": list(doc.pages) or None}
        out = {key: value for key, value in out.items() if value is not None}
        out["entities"] = {key: entity.to_dict() for key, entity in self.entities.items()}
        out["facts"] = [fact.to_dict() | self._shown(fact) for fact in self.facts]
        return out

    def _shown(self, fact: AnyFact) -> dict[str, Any]:
        """What a person wants to see of a fact's evidence: its words, and the pages where there are some."""
        text, spans = self.document.text, fact.evidence
        pages = sorted({page for start, _ in spans if (page := self.document.page(start))})
        return {"quote": quote(text, spans)} | ({"page": pages} if pages else {})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """The mirror of `to_dict`; reads gold files as well.

        Raises:
            RecordError: `id` or `text` is missing, or a fact names an entity that is not there.
        """
        missing = [key for key in ("id", "text") if not isinstance(data.get(key), str)]
        if missing:
            raise RecordError(f"a document has an id and a text; {missing[0]} is missing among {sorted(data)}")
        known = ("id", "text", "title", "date", "source", "language", "licence")
        dates = tuple((int(start), int(end), str(date)) for start, end, date in data.get("dates", ()))
        pages = tuple(int(start) for start in data.get("pages", ()))
        about = {key: data[key] for key in known if data.get(key) is not None}
        about |= _on_lines({key: about[key] for key in ("title", "source") if key in about})
        document = Document(**about, dates=dates, pages=pages)
        entities = {key: Entity.from_dict(key, value) for key, value in data.get("entities", {}).items()}
        facts = tuple(fact_from_dict(_on_lines(fact)) for fact in data.get("facts", ()))
        for fact in facts:
            lost = sorted({key for _, key in fact.entities()} - entities.keys())
            if lost:
                raise RecordError(
                    f"a {fact.type} of document {document.id!r} names {lost}, which are no entities there"
                )
        return cls(document=document, entities=entities, facts=facts)


def _on_lines(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with each string on one line: titles, topics and names of posts are none of several."""
    return {key: on_a_line(value) if isinstance(value, str) else value for key, value in values.items()}


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, and the document that states it."""

    document: Document
    fact: AnyFact

    @property
    def id(self) -> str:
        """The fact's id."""
        return self.fact.id(self.document.id)

    @property
    def quote(self) -> str:
        """The words that state it."""
        return quote(self.document.text, self.fact.evidence)
