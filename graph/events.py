"""Facts as event records, for those who work with event data: PLOVER and CAMEO dyads, who did what to whom and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.dates import Interval
from graph.facts import AnyFact
from graph.home import homes, in_post, incumbencies, state_of
from graph.knowledge import KnowledgeGraph, Statement
from graph.network import dyads
from graph.ontology import FACT_CLASSES, choices, concept_name, ontology
from graph.phrases import sentence
from graph.reports import reported
from graph.selection import known, known_from
from graph.state_codes import codes
from graph.terms import TERMS

_SHARED = ("modality", "sentence", "quote", "document", "confidence", "happening")
PLOVER = (
    "event_id", "event_date", "date_precision", "event_type", "event_mode", "actor_name", "actor_country", "actor_id",
    "recipient_name", "recipient_country", "recipient_id", *_SHARED,
)  # fmt: skip
CAMEO = (
    "event_id", "event_date", "date_precision", "source_name", "source_code", "target_name", "target_code",
    "cameo_code", "cameo_root", "source_cow", "target_cow", *_SHARED,
)  # fmt: skip


def events(graph: KnowledgeGraph, scheme: str) -> bytes:
    """A CSV of dyads, one a pair of actors and fact, by date and then id.

    The date is the first day; `date_precision` says whether the text gives a day, or only the month or the year. A
    person acts for the state whose post he holds, or held; only who holds it at the time is one of its government.

    Facts that event data codes no act for (a post, a standing membership, an embassy that exists) are left out. What
    did not happen, or not yet, is there with its modality: where events are counted, take `actual` only, and those of
    one `happening` as one.

    Args:
        graph: where they come from.
        scheme: `plover` or `cameo`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PLOVER if scheme == "plover" else CAMEO)
    writer.writerows(_rows(graph, scheme))
    return out.getvalue().encode()


def code(fact: AnyFact, scheme: str) -> str:
    """The code of a fact in a scheme, of its action or format before that of its type; empty where there is none.

    >>> from graph.facts import Meeting, Role
    >>> code(Meeting(format="call"), "cameo"), code(Role(person="person/a", title="envoy"), "plover")
    ('041', '')
    """
    for name in choices(fact.type):
        if name not in ("modality", "status"):
            found = _codes(scheme).get(concept_name(fact.type, name, getattr(fact, name)))
            if found:
                return found
    return _codes(scheme).get(FACT_CLASSES[fact.type], "")


@cache
def _codes(scheme: str) -> dict[str, str]:
    """The code of each term of the ontology; of several the first."""
    found: dict[str, list[str]] = {}
    for quad in parse(ontology().encode(), format=RdfFormat.TURTLE):
        if quad.predicate == TERMS.term(scheme) and isinstance(quad.subject, NamedNode):
            name = quad.subject.value.removeprefix(TERMS.namespace)
            found.setdefault(name, []).append(quad.object.value)
    return {name: min(values) for name, values in found.items()}


def _rows(graph: KnowledgeGraph, scheme: str) -> Iterator[list[str]]:
    posts, happenings = incumbencies(graph), reported(graph.store)
    home = homes(posts)

    @cache
    def name(id: str) -> str:
        entity = graph.entity(id)
        return entity.name if entity else id

    @cache
    def state(id: str) -> str:
        return state_of(graph, id, home) or ""

    @cache
    def actor(id: str, time: Interval | None) -> str:
        governs = in_post(posts.get(id, ()), state(id), time)
        return _actor(id, codes(state(id)).iso3, governs=governs)

    for statement in sorted(graph.facts(), key=_by_date):
        fact = statement.fact
        act = code(fact, scheme)
        if not act or (fact.type == "mission" and getattr(fact, "action", "") == "exists"):
            continue
        span, written = known(fact), statement.document.date
        day, precision = (span.begin.isoformat(), span.precision) if span and span.begin else ("", "")
        # What no words date is of the days of its document.
        time = span or (Interval.parse(written) if written else None)
        shared = [fact.modality, sentence(fact, name), statement.quote, statement.document.id, f"{fact.confidence:.3f}"]
        shared.append(happenings.get(statement.id, ""))
        for number, (one, other) in enumerate(dyads(fact)):
            about = [f"{statement.id}-{number}", day, precision]
            first, second = codes(state(one)), codes(state(other))
            if scheme == "plover":
                mode = str(getattr(fact, "action", getattr(fact, "format", "")))
                yield [*about, act, mode, name(one), first.iso3, one, name(other), second.iso3, other, *shared]
            else:
                actors = [name(one), actor(one, time), name(other), actor(other, time)]
                yield [*about, *actors, act, act[:2], first.cow, second.cow, *shared]


def _by_date(statement: Statement) -> tuple[date, str]:
    return known_from(statement.fact) or date.max, statement.id


def _actor(id: str, iso3: str, *, governs: bool) -> str:
    """A CAMEO actor: the state, with GOV for those who hold a post of it at the time, or IGO for a body."""
    if id.startswith("organisation/"):
        return "IGO"
    return f"{iso3}GOV" if iso3 and governs else iso3
