"""From what a person types to the entities that are meant: by id, code, name, post, part of a name, or likeness.

Each way is tried only where the one before found nothing, so that a good match is never lost among poor ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pyoxigraph import DefaultGraph, NamedNode
from pyoxigraph import Literal as Text

from graph.knowledge import KnowledgeGraph
from graph.likeness import Likeness, clear, likenesses
from graph.posts import holders
from graph.records import ENTITY_TYPES
from graph.states import states
from graph.terms import slug, well_known

How = Literal["id", "code", "name", "post", "part", "like"]

_CODE = re.compile(r"[A-Z]{2,3}|Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entity that may be meant.

    Args:
        entity: its id.
        name: which of its names matched; for a code or a post the words that were looked for.
        how: the way it was found.
        score: 0 to 100, how like the name is; 100 but for `like`.
    """

    entity: str
    name: str
    how: How
    score: float = 100.0


def matches(graph: KnowledgeGraph, name: str) -> list[Match]:
    """The entities that a name stands for, best first; empty where there is none, and then `near` has offers.

    Args:
        graph: what to look in.
        name: an id (`state/AZ`, `state:az`), an IRI, a code (`GB`, `GBR`, `Q145`), any name or acronym in any case
            and with or without accents and "the", a post ("President of Cuba", "NATO Secretary General"), or words of
            a name, such as a surname.
    """
    if direct := _directly(graph, name):
        return direct
    known = _Names(graph)
    found = _by_id(known, name) or _unique([*_by_code(known, name), *known.called(name)]) or _by_table(known, name)
    if not found:
        found = [Match(entity=id, name=name, how="post") for id in holders(graph, name, lambda body: _ids(known, body))]
    if not found and name.strip().upper() != name.strip():
        found = _by_code(known, name.strip().upper())
    return found or known.having(name)


def _directly(graph: KnowledgeGraph, name: str) -> list[Match]:
    """Those whose id, code or name is written so but for capitals: found in a large store as soon as in a small one."""
    terms, wanted = graph.store.terms, " ".join(name.split())
    if "/" in wanted and _is_there(graph, wanted):
        return [Match(entity=wanted, name=wanted, how="id")]
    id = _codes().get(wanted) if _CODE.fullmatch(wanted) else None
    found = [Match(entity=id, name=wanted, how="code")] if id and _is_there(graph, id) else []
    written = dict.fromkeys((wanted, wanted.title(), wanted.upper(), wanted.lower()))
    for property in ("prefLabel", "altLabel"):
        label = well_known(f"skos:{property}")
        same = [
            (terms.local(quad.subject), each)
            for each in written
            for quad in graph.store.engine.match(None, label, Text(each), DefaultGraph())
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(terms.base)
        ]
        found += [Match(entity=id, name=each, how="name") for id, each in sorted(same)]
    return _unique(found)


def _is_there(graph: KnowledgeGraph, id: str) -> bool:
    """Whether a document names an entity of this id."""
    label = well_known("skos:prefLabel")
    return any(True for _ in graph.store.engine.match(graph.store.terms.entity(id), label, None, DefaultGraph()))


def meant(graph: KnowledgeGraph, name: str) -> list[Match]:
    """As `matches`, and where there is none the one entity whose name is so like that a slip is the likelier.

    A name that the tables know, of an entity that no document names, is no slip.
    """
    found = matches(graph, name)
    if found or known_by_tables(name):
        return found
    likest = clear(_alike(graph, name))
    return [_like(likest)] if likest else []


def known_by_tables(name: str) -> bool:
    """Whether the tables of states, bodies and places know a name, whether or not a document uses it."""
    from graph.gazetteer import load

    return bool(load().find(name))


def near(graph: KnowledgeGraph, name: str, *, limit: int = 5) -> list[Match]:
    """The entities whose names are most like one that nothing goes by, best first, each once."""
    return [_like(each) for each in _alike(graph, name)[:limit]]


def _alike(graph: KnowledgeGraph, name: str) -> list[Likeness]:
    return likenesses(_folded(name), ((folded, id, known) for folded, id, _, known in _Names(graph).rows))


def _like(found: Likeness) -> Match:
    return Match(entity=found.entity, name=found.name, how="like", score=found.score)


class _Names:
    """Every name of a graph, read once: folded, the entity's id, whether it is not the preferred one, as written."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.rows: list[tuple[str, str, bool, str]] = [
            (_folded(known), id, not preferred, known) for id, known, preferred in _names(graph)
        ]
        self.ids = {id for _, id, _, _ in self.rows}

    def called(self, name: str) -> list[Match]:
        """Those that go by the whole name, by their preferred name first, then by id."""
        wanted = _folded(name)
        found = sorted((other, id, known) for folded, id, other, known in self.rows if folded == wanted != "")
        return [Match(entity=id, name=known, how="name") for _, id, known in found]

    def having(self, name: str) -> list[Match]:
        """Those with a name that has all the words in this order; of persons the last word counts before others."""
        wanted = _folded(name)
        if len(wanted) < 3:
            return []
        inside, ending = f" {wanted} ", f" {wanted}"
        found = [
            (not folded.endswith(ending), len(folded), id, known)
            for folded, id, _, known in self.rows
            if inside in f" {folded} "
        ]
        surnames = [each for each in found if not each[0] and each[2].startswith("person/")]
        return _unique(Match(entity=id, name=known, how="part") for _, _, id, known in sorted(surnames or found))


def _ids(known: _Names, name: str) -> list[str]:
    """The states and organisations that a name stands for, in the graph or in the tables alone."""
    found = [*_by_code(known, name), *known.called(name), *_by_table(known, name)]
    bodies = [each.entity for each in found if each.entity.startswith(("state/", "organisation/"))]
    return list(dict.fromkeys(bodies))


def _by_id(known: _Names, name: str) -> list[Match]:
    local = name.strip().removeprefix(known.graph.store.terms.base)
    kind, colon, rest = local.partition(":")
    if colon and kind in {each.lower() for each in ENTITY_TYPES}:
        local = f"{kind}/{rest}"
    if local in known.ids:
        return [Match(entity=local, name=local, how="id")]
    if "/" not in local:
        return []
    folded = local.casefold()
    return [Match(entity=id, name=local, how="id") for id in sorted(known.ids) if id.casefold() == folded]


def _by_code(known: _Names, name: str) -> list[Match]:
    code = name.strip()
    id = _codes().get(code) if _CODE.fullmatch(code) else None
    return [Match(entity=id, name=code, how="code")] if id in known.ids and id else []


def _by_table(known: _Names, name: str) -> list[Match]:
    """By a name that the tables know and no document used, where a document names the entity."""
    from graph.gazetteer import load

    written = dict.fromkeys((name.strip(), name.strip().title(), name.strip().upper()))
    senses = [sense for each in written for sense in load().find(each) if sense.how != "description"]
    return _unique(Match(entity=sense.id, name=name, how="name") for sense in senses if sense.id in known.ids)


@cache
def _codes() -> dict[str, str]:
    """States by ISO 3166 codes of two and three letters and by Wikidata id."""
    found: dict[str, str] = {}
    for state in states():
        two = state.id.removeprefix("state/")
        for code in (two if len(two) == 2 else None, state.alpha3, state.wikidata):
            if code:
                found.setdefault(code, state.id)
    return found


def _names(graph: KnowledgeGraph) -> Iterator[tuple[str, str, bool]]:
    """Every entity's id with each of its names, and whether that is the preferred one, in no order."""
    base = graph.store.terms.base
    for property, preferred in (("prefLabel", True), ("altLabel", False)):
        for row in graph.query(f"SELECT ?entity ?name {{ ?entity skos:{property} ?name }}").rows:
            entity, name = row
            if isinstance(entity, NamedNode) and isinstance(name, Text) and entity.value.startswith(base):
                yield graph.store.terms.local(entity), name.value, preferred


def _folded(name: str) -> str:
    """Small letters without accents and without a leading "the"; most names are plain and need little work."""
    if name.isascii() and name.replace(" ", "").isalnum():
        folded = " ".join(name.lower().split())
    else:
        folded = slug(name).replace("-", " ")
    return folded.removeprefix("the ")


def _unique(found: Iterable[Match]) -> list[Match]:
    first: dict[str, Match] = {}
    for match in found:
        first.setdefault(match.entity, match)
    return list(first.values())
