"""A decision that a person took about what was read: the record, as JSON and as RDF."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self, get_args

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad

from graph.dates import Interval
from graph.described import TYPE
from graph.errors import RecordError
from graph.records import digest
from graph.terms import Terms, well_known

Action = Literal["merge", "distinct", "split", "reject", "accept", "amend", "note"]
ACTIONS: tuple[str, ...] = get_args(Action)
ABOUT_FACTS = frozenset(("reject", "accept", "amend", "note"))
"""The actions that are about one fact; the others are about entities."""

AUTOMATIC = "legation"
"""Who took a decision that the program took itself; a person's decision stands above it."""

_ALONE = frozenset({"person", "state"})
"""Kinds of entities that are never one with what is of another kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom, when and why.

    Args:
        action: one of `ACTIONS`. `merge`: the entities are one, which keeps the first id; `distinct`: they are not;
            `split`: in the documents, the first entity is another, the second; `reject`: nobody should believe the
            fact; `accept`: it is right; `amend`: `changes` are put in place of what was read; `note`: `text` is to be
            remembered.
        entities: ids of entities.
        documents: ids of documents; that of the fact, where it is about one.
        fact: the id of the fact, as it was read.
        claim: what the fact claims, as JSON; finds it again in a corrected text from the same `source`.
        changes: fields of the fact with their new values, as JSON.
        text: the words of a note.
        reason, score: why, and how sure, 0 to 1.
        by, on: who decided it, and when (`YYYY-MM-DD`), as they say themselves.
    """

    action: Action
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    fact: str | None = None
    claim: str | None = None
    source: str | None = None
    changes: str | None = None
    text: str | None = None
    reason: str | None = None
    score: float | None = None
    by: str | None = None
    on: str | None = None

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise RecordError(f"a decision is one of {', '.join(ACTIONS)}; got {self.action!r}")
        if self.on is not None:
            day = Interval.parse(self.on)
            if day.precision != "day" or "/" in self.on:
                raise RecordError(f"a decision is taken on a day, YYYY-MM-DD; got {self.on!r}")
        if self.score is not None and not 0 <= self.score <= 1:
            raise RecordError(f"a score is between 0 and 1; got {self.score!r}")
        if self.action in ABOUT_FACTS and not self.fact:
            raise RecordError(f"to {self.action} names a fact by its id; got none")
        if self.action not in ABOUT_FACTS and (len(self.entities) < 2 or len({*self.entities}) != len(self.entities)):
            raise RecordError(f"to {self.action} names two entities or more, each once; got {list(self.entities)}")
        kinds = [id.partition("/")[0] for id in self.entities]
        if self.action == "merge" and len({*kinds}) > 1 and not _ALONE.isdisjoint(kinds):
            raise RecordError(f"a person or a state is one with its like; got {', '.join(self.entities)}")
        if self.action == "split" and (len(self.entities) != 2 or not self.documents):
            raise RecordError("to split names an entity, the id that it gets, and the documents where it does")
        if self.action == "split" and not re.fullmatch(rf"{re.escape(kinds[0])}/[^\s<>\"{{}}|\\^`]+", self.entities[1]):
            raise RecordError(f"the id of what is split off is {kinds[0]}/NAME; got {self.entities[1]!r}")
        if self.action == "amend" and not self.changes:
            raise RecordError("to amend names what is changed; got nothing")
        if self.action == "note" and not (self.text or "").strip():
            raise RecordError("a note has words; got none")

    @property
    def id(self) -> str:
        """A hash of the whole decision."""
        return digest(json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True))

    @property
    def automatic(self) -> bool:
        """Whether the program took it itself."""
        return self.by == AUTOMATIC

    def changed(self) -> dict[str, Any]:
        """The fields of the fact that are changed, with their new values."""
        return dict(json.loads(self.changes)) if self.changes else {}

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON; absent values are left out."""
        values: dict[str, Any] = asdict(self)
        values |= {"entities": list(self.entities), "documents": list(self.documents)}
        for name in ("claim", "changes"):
            values[name] = json.loads(values[name]) if values[name] else None
        return {name: value for name, value in values.items() if value not in (None, [])}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The mirror of `to_dict`.

        Raises:
            RecordError: a key is unknown or missing, or a value is not what it should be.
        """
        known = {field.name for field in fields(cls)}
        if not isinstance(data, Mapping) or "action" not in data or not {*data} <= known:
            raise RecordError(f"a decision has an action and may have {', '.join(sorted(known))}; got {data!r}")
        values = dict(data)
        for name in ("entities", "documents"):
            given = values.get(name, [])
            if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
                raise RecordError(f"the {name} of a decision are a list of ids; got {given!r}")
            values[name] = tuple(given)
        for name in ("claim", "changes"):
            given = values.get(name)
            if given is not None and not isinstance(given, Mapping):
                raise RecordError(f"the {name} of a decision is an object; got {given!r}")
            values[name] = canonical_json(given) if given else None
        return cls(**values)


def canonical_json(data: Mapping[str, Any]) -> str:
    """JSON that is the same for the same data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def decision_quads(decision: Decision, number: int, *, terms: Terms) -> list[Quad]:
    """A decision as quads of `lg:decisions`; `number` is its place in the order in which they were taken."""
    node = NamedNode(f"{terms.base}decision/{decision.id}")
    about = [*map(terms.entity, decision.entities), *map(terms.document, decision.documents)]
    about += [terms.fact(decision.fact)] if decision.fact else []
    shown = {
        terms.term("note"): decision.text,
        terms.term("reason"): decision.reason,
        well_known("dc:creator"): decision.by,
        well_known("dc:date"): decision.on,
        terms.term("record"): canonical_json(decision.to_dict()),
        terms.term("decides"): decision.action,
    }
    triples: list[tuple[NamedNode, NamedNode | Text]] = [(TYPE, terms.term("Decision"))]
    triples += [(terms.term("about"), each) for each in about]
    triples += [(property, Text(value)) for property, value in shown.items() if value is not None]
    triples.append((terms.term("number"), Text(str(number), datatype=well_known("xsd:integer"))))
    return [Quad(node, property, value, terms.decisions) for property, value in triples]
