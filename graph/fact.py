"""What every fact is: a claim with its modality, the words that state it, and how sure it is.

The eight types are in `graph.facts`. A type declares its fields, and all else follows from them: which hold entities
(`one`, `many`), which words a field may hold, how it stands in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, Self, get_args, get_origin, get_type_hints

from graph.errors import RecordError
from graph.records import Span, digest

Modality = Literal["actual", "planned", "possible", "requested", "denied", "cancelled"]
MODALITIES: tuple[str, ...] = get_args(Modality)


def one(*, required: bool = False) -> Any:
    """A field that holds one entity id."""
    return field(metadata={"entity": True}) if required else field(default=None, metadata={"entity": True})


def many(json_name: str | None = None) -> Any:
    """A field that holds entity ids, in the order of the text; `json_name` where Python keeps the name for itself."""
    renamed = {"json": json_name} if json_name else {}
    return field(default=(), metadata={"entity": True, "many": True, **renamed})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all eight fact types share. Use one of them, or `graph.facts.fact_from_dict`.

    Args:
        modality: `actual` (it happened, holds, is under way), `planned`, `possible`, `requested`, `denied` or
            `cancelled`.
        date, end: partial ISO dates (`2024`, `2024-03`, `2024-03-18`) or an interval (`2025/2026`); `end` is the
            last day of a stay.
        evidence: the spans of the text that state the fact, in order.
        confidence: 0 to 1; how often the pattern that found it was right on documents with known facts.
    """

    type: ClassVar[str]
    modality: Modality = "actual"
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"a confidence is between 0 and 1; got {self.confidence!r}")
        for name, allowed in self._shape().choices.items():
            if getattr(self, name) not in allowed:
                raise RecordError(
                    f"the {name} of a {self.type} is one of {', '.join(allowed)}; got {getattr(self, name)!r}"
                )

    @classmethod
    def _shape(cls) -> _Shape:
        return _found(cls)  # type: ignore[arg-type]  # mypy takes the hash of the records for that of their class

    @classmethod
    def arguments(cls) -> dict[str, bool]:
        """The names of the fields that hold entity ids, each with whether it holds several."""
        return dict(cls._shape().arguments)

    @classmethod
    def labels(cls) -> tuple[str, ...]:
        """The names of the other fields that say what the fact is: title, action, date and the like."""
        return cls._shape().labels

    @classmethod
    def json_name(cls, name: str) -> str:
        """What a field is called in JSON: its own name, but `with` for `against`."""
        return cls._shape().json.get(name, name)

    @property
    def claim(self) -> tuple[Any, ...]:
        """What makes it the same claim: type, arguments, labels and modality, and not evidence or confidence."""
        shown = (*self.arguments(), *self.labels(), "modality")
        return (self.type, *(getattr(self, name) for name in shown))

    def id(self, document: str) -> str:
        """The fact's id within a document: a hash of the document's id and the claim."""
        return digest(document, json.dumps(self.claim, ensure_ascii=False))

    def entities(self) -> Iterator[tuple[str, str]]:
        """Each argument with each entity id that fills it, in the order of the fields."""
        for name, several in self.arguments().items():
            value = getattr(self, name)
            if several:
                yield from ((name, each) for each in value)
            elif value is not None:
                yield name, value

    def merged(self, other: Self) -> Self:
        """The same claim with the evidence of both, and the higher confidence."""
        evidence = tuple(sorted({*self.evidence, *other.evidence}))
        return replace(self, evidence=evidence, confidence=max(self.confidence, other.confidence))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON in the shape of the gold files; absent values are left out."""
        out: dict[str, Any] = {"type": self.type}
        for name in (*self.arguments(), *self.labels(), "modality"):
            value = getattr(self, name)
            if value not in (None, ()):
                out[self.json_name(name)] = list(value) if isinstance(value, tuple) else value
        out["evidence"] = [list(span) for span in self.evidence]
        out["confidence"] = round(self.confidence, 3)
        return out

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The mirror of `to_dict`; a single value is taken where several may stand, and unknown keys are refused.

        Raises:
            RecordError: a key is unknown, or an argument is missing.
        """
        known = {cls.json_name(f.name): f.name for f in fields(cls)}
        unknown = sorted(set(data) - set(known) - {"type", "quote"})
        if unknown:
            raise RecordError(f"a {cls.type} has no {', '.join(unknown)}; it may have {', '.join(sorted(known))}")
        values = {known[key]: value for key, value in data.items() if key in known}
        for name, several in cls.arguments().items():
            value = values.get(name)
            if several and value is not None:
                values[name] = (value,) if isinstance(value, str) else tuple(value)
        if "evidence" in values:
            values["evidence"] = tuple((int(start), int(end)) for start, end in values["evidence"])
        try:
            return cls(**values)
        except TypeError as error:
            raise RecordError(f"a {cls.type} lacks an argument: {error}; got {dict(data)!r}") from error


class _Shape(NamedTuple):
    """What the fields of a fact type are for, found once, for it is asked of every fact many times."""

    arguments: dict[str, bool]
    labels: tuple[str, ...]
    json: dict[str, str]
    choices: dict[str, tuple[str, ...]]


@cache
def _found(kind: type[Fact]) -> _Shape:
    shared, own, hints = {f.name for f in fields(Fact)}, fields(kind), get_type_hints(kind)
    return _Shape(
        arguments={f.name: "many" in f.metadata for f in own if "entity" in f.metadata},
        labels=tuple(f.name for f in own if f.name not in shared and "entity" not in f.metadata),
        json={f.name: f.metadata.get("json", f.name) for f in own},
        choices={f.name: get_args(hints[f.name]) for f in own if get_origin(hints[f.name]) is Literal},
    )
