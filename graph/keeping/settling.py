"""Doing what is due: telling persons of one name apart, and finding which reports are of the same happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims import fact_from
from graph.described import TYPE
from graph.facts import Agreement, AnyFact, Meeting
from graph.keeping.applying import apply
from graph.keeping.batch import Batch
from graph.keeping.decision import AUTOMATIC, Decision
from graph.keeping.decisions import decisions
from graph.keeping.dues import Dues
from graph.keeping.happenings import Happening, Report, happenings, states
from graph.keeping.persons import kept_apart
from graph.records import Document, Entity
from graph.store import Store
from graph.terms import well_known

TOGETHER = 200
"""Keys or persons that are written together."""


def settle(store: Store) -> None:
    """Does what is due. What comes of it depends on what the store holds, and not on how that came to be.

    Raises:
        StoreError: the store is read only, or the disk refuses.
    """
    dues = Dues(store)
    while persons := dues.persons():  # documents that are put anew may make others due
        merged, current = set[str](), dict[str, list[Decision]]()
        for each in decisions(store):
            if each.automatic and each.action == "split":
                current.setdefault(each.entities[0], []).append(each)
            elif each.action == "merge":
                merged |= {*each.entities}  # people know better
        split = {each.entities[1]: person for person, several in current.items() for each in several}
        for some in _some(sorted({split.get(person, person) for person in persons})):
            with store.writing() as batch:
                _tell_apart(store, batch, some, current, merged)
    for keys in _some(dues.keys()):
        documents: dict[NamedNode, Document] = {}
        with store.writing() as batch:
            for key in keys:
                _report(store, batch, key, documents)
                dues.done(batch, key)


def _tell_apart(
    store: Store, batch: Batch, persons: Iterable[str], current: Mapping[str, list[Decision]], merged: set[str]
) -> None:
    """Splits persons who serve different states, and takes back the splits that hold no longer."""
    done, take, undo = set[str](), list[Decision](), list[Decision]()
    for person in persons:
        now = current.get(person, [])
        wanted = [] if person in merged else _splits(store, person, now)
        take += [each for each in wanted if each not in now]
        undo += [each for each in now if each not in wanted]
        done |= {person, *(each.entities[1] for each in (*wanted, *now))}
    if take or undo:
        apply(store, batch, take=take, undo=undo)
    for person in done:
        Dues(store).done(batch, store.terms.entity(person))


def _some(items: Iterable[str]) -> Iterator[tuple[str, ...]]:
    iterator = iter(items)
    while some := tuple(islice(iterator, TOGETHER)):
        yield some


def _splits(store: Store, person: str, current: Iterable[Decision]) -> list[Decision]:
    """How the documents that give a person posts are to be told apart; `current` is how they are now."""
    served: dict[str, frozenset[str]] = {}
    for name in sorted({person, *(each.entities[1] for each in current)}):
        for document, state in _posts(store, name):
            served[document] = served.get(document, frozenset()) | {state}
    return [
        Decision(
            action="split",
            entities=(person, f"{person}-{code}"),
            documents=(document,),
            reason=f"holds a post of {', '.join(sorted(served[document]))}; others of the name serve others",
            by=AUTOMATIC,
        )
        for document, code in kept_apart(served).items()
    ]


def _posts(store: Store, person: str) -> Iterator[tuple[str, str]]:
    """The documents that say that a person holds or held a post of a state, each with the state."""
    terms = store.terms
    actual = terms.term("Actual")
    for fact, graph in store.subjects(terms.term("person"), terms.entity(person)):
        if not any(quad.object == actual for quad in store.match(fact, terms.term("modality"), None, graph)):
            continue  # who denies that he is a minister is not another person for it
        for quad in store.match(fact, terms.term("body"), None, graph):
            body = terms.local(quad.object) if isinstance(quad.object, NamedNode) else ""
            if body.startswith("state/"):
                yield terms.local(graph).removeprefix("document/"), body


def _report(store: Store, batch: Batch, key: str, documents: dict[NamedNode, Document]) -> None:
    """Puts the happenings of a key in place of those that there were; `documents` are those that are known."""
    terms = store.terms
    noted = list(store.match(None, terms.term("happeningKey"), Literal(key), terms.ledger))
    nodes = [quad.subject for quad in noted if isinstance(quad.subject, NamedNode)]
    stem = terms.happening("").value
    old = {quad for node in nodes for quad in store.match(node, terms.term("reportOf"), None, terms.happenings)}
    for node in (node for node in nodes if node.value.startswith(stem)):
        old |= {*store.match(node, None, None, terms.happenings), *store.match(node, None, None, terms.ledger)}
    reports = [_read(store, node, documents) for node in nodes if not node.value.startswith(stem)]
    fresh = {quad for found in happenings(key, reports) for quad in _quads(store, key, found)}
    batch.discard(old - fresh)
    batch.add(fresh)


def _read(store: Store, node: NamedNode, documents: dict[NamedNode, Document]) -> Report:
    """A report as the store has it."""
    terms = store.terms
    [stated] = [
        quad for quad in store.engine.match(node, terms.term("statedIn"), None, None)
        if isinstance(quad.graph_name, NamedNode) and terms.is_document(quad.graph_name)
    ]  # fmt: skip
    graph = stated.graph_name
    assert isinstance(graph, NamedNode)
    fact = fact_from(store.described(node, graph), terms=terms)
    if graph not in documents:
        documents[graph] = _document(store, graph)
    return Report(terms.local(node).removeprefix("fact/"), documents[graph], fact, _places(store, fact, graph))


def _document(store: Store, graph: NamedNode) -> Document:
    """Which document it is, of when and from whom; its text, which may be long, stays where it is."""
    date, source = (
        next((quad.object.value for quad in store.match(graph, well_known(name), None, graph)), None)  # type: ignore[union-attr]
        for name in ("dc:date", "dc:source")
    )
    return Document(id=store.terms.local(graph).removeprefix("document/"), text="", date=date, source=source)


def _places(store: Store, fact: AnyFact, graph: NamedNode) -> frozenset[str]:
    place = fact.place if isinstance(fact, Meeting | Agreement) else None
    if place is None:
        return frozenset()
    country = store.described(store.terms.entity(place), graph).iri(store.terms.term("country"))
    known = (
        {place: Entity(id=place, type="Place", names=(place,), country=store.terms.local(country))} if country else {}
    )
    return frozenset(states([place], known))


def _quads(store: Store, key: str, found: Happening) -> Iterator[Quad]:
    terms = store.terms
    node, graph = terms.happening(found.id), terms.happenings
    yield Quad(node, terms.term("happeningKey"), Literal(key), terms.ledger)
    yield Quad(node, TYPE, terms.term("Happening"), graph)
    integer = well_known("xsd:integer")
    yield Quad(node, terms.term("documentCount"), Literal(str(found.documents), datatype=integer), graph)
    yield Quad(node, terms.term("sourceCount"), Literal(str(found.sources), datatype=integer), graph)
    if found.begin:
        yield Quad(node, terms.term("firstDay"), Literal(found.begin, datatype=well_known("xsd:date")), graph)
    for report in found.reports:
        yield Quad(terms.fact(report.id), terms.term("reportOf"), node, graph)
