"""The lexicon of diplomatic verbs and nouns: which word states which fact, and where its arguments stand.

The words are data, in `ontologies/lexicon/*.toml`, one file a fact type. An entry:

    [[entry]]
    pos = "verb"                          # verb, noun or adjective
    lemmas = ["visit", "tour"]
    visitor = ["subject"]                 # argument = places, the first that is filled counts
    destination = ["object", "in|at"]     # `a|b`: both places together

Optional: `action`, `format`, `kind`, `capacity` (a label of the fact), `object` (lemmas one of which must be the
object; "diplomatic relation" asks for the modifier too), `infinitive` and `predicate` (the same for what is vowed "to"
and what something is "called"), `with_mod`, `with_of` and `with_to` (lemmas one of which must stand before the noun, or
after its "of" or "to"), `case` (the prepositions it must stand after), `particle`, `needs` (the arguments without which
the word states nothing), `modality` (what the word itself says).
Adding a verb needs no code.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import KnowledgeError
from graph.facts import FACT_TYPES, MODALITIES, Modality

PARTS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB")}
_CONDITIONS = {
    "pos",
    "lemmas",
    "object",
    "particle",
    "modality",
    "with_mod",
    "with_of",
    "with_to",
    "case",
    "needs",
    "infinitive",
    "predicate",
}


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One entry of the lexicon: words of one part of speech that state one fact with the same places of arguments."""

    fact: str
    pos: str
    lemmas: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Any] = field(default_factory=dict)
    object: frozenset[str] = frozenset()
    with_mod: frozenset[str] = frozenset()
    with_of: frozenset[str] = frozenset()
    with_to: frozenset[str] = frozenset()
    case: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    predicate: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    particle: str | None = None
    modality: Modality | None = None

    def name(self, lemma: str) -> str:
        """What a measured confidence is kept under: `visit/verb/tour`."""
        action = self.labels.get("action")
        return "/".join(filter(None, (self.fact, action, self.pos, lemma)))


@cache
def patterns() -> Mapping[tuple[str, str], tuple[Pattern, ...]]:
    """Every pattern by part of speech (as spaCy has it) and lemma.

    Raises:
        KnowledgeError: an entry names an unknown argument, label or part of speech.
    """
    index: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for fact in FACT_TYPES:
        for pattern in _read(fact):
            for lemma in pattern.lemmas:
                for part in PARTS[pattern.pos]:
                    index[part, lemma].append(pattern)
    return {key: tuple(found) for key, found in index.items()}


@cache
def words(name: str) -> Mapping[str, Any]:
    """Another file of the lexicon (`modality`, `groups`, `nouns`), as its TOML has it."""
    return tomllib.loads((files("ontologies") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


def _read(fact: str) -> list[Pattern]:
    path = files("ontologies") / "lexicon" / f"{fact}.toml"
    if not path.is_file():
        return []
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_pattern(fact, entry) for entry in table.get("entry", ())]


def _pattern(fact: str, entry: Mapping[str, Any]) -> Pattern:
    kind = FACT_TYPES[fact]
    arguments = {kind.json_name(name) for name in kind.arguments()}
    labels = set(kind.labels())
    unknown = set(entry) - _CONDITIONS - arguments - labels
    if unknown or entry.get("pos") not in PARTS or not entry.get("lemmas"):
        raise KnowledgeError(
            f"an entry of ontologies/lexicon/{fact}.toml has a pos ({', '.join(PARTS)}), lemmas, and the arguments and "
            f"labels of a {fact} ({', '.join(sorted(arguments | labels))}); got {dict(entry)!r}"
        )
    if entry.get("modality", "actual") not in MODALITIES:
        raise KnowledgeError(f"a modality is one of {', '.join(MODALITIES)}; got {entry['modality']!r} in {fact}.toml")
    return Pattern(
        fact=fact,
        pos=entry["pos"],
        lemmas=tuple(entry["lemmas"]),
        slots={name: tuple(entry[name]) for name in sorted(arguments) if name in entry},
        labels={name: str(entry[name]) for name in sorted(labels) if name in entry},
        object=frozenset(entry.get("object", ())),
        with_mod=frozenset(entry.get("with_mod", ())),
        with_of=frozenset(entry.get("with_of", ())),
        with_to=frozenset(entry.get("with_to", ())),
        case=frozenset(entry.get("case", ())),
        infinitive=frozenset(entry.get("infinitive", ())),
        predicate=frozenset(entry.get("predicate", ())),
        needs=frozenset(entry.get("needs", ())),
        particle=entry.get("particle"),
        modality=entry.get("modality"),
    )
