from __future__ import annotations

import pytest

from graph.facts import Role
from graph.keeping.decision import Decision
from graph.keeping.desk import decide
from graph.keeping.doubtful import LEAST, alike, doubtful
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity

NATO = Entity(id="organisation/nato", type="Organisation", names=("NATO",))


def named(document: str, *names: str, post: bool = False) -> Reading:
    """A document that names persons, who hold a post of NATO or none."""
    persons = [Entity(id="person/" + name.lower().replace(" ", "-"), type="Person", names=(name,)) for name in names]
    facts = [Role(person=each.id, title="chair", body=NATO.id, evidence=((0, 4),)) for each in persons if post]
    entities = {each.id: each for each in (*persons, *([NATO] if post else []))}
    return Reading(document=Document(id=document, text="Some text."), entities=entities, facts=tuple(facts))


@pytest.mark.parametrize(
    ("one", "other", "offered"),
    [
        ("Jens Stoltenberg", "J. Stoltenberg", True),
        ("Jens Stoltenberg", "Stoltenberg", True),
        ("Jens Stoltenberg", "Jens Stoltenburg", True),
        ("Recep Tayyip Erdoğan", "Recep Erdogan", True),
        ("Xi Jinping", "Jinping Xi", True),
        ("Jens Stoltenberg", "Jens Weidmann", False),
        ("Jens Stoltenberg", "K. Stoltenberg", False),
        ("Ada Lind", "Bo Lind", False),
        ("Ada Lind", "Ada", True),
    ],
)
def test_alike_names(one: str, other: str, offered: bool) -> None:
    assert (alike(one, other) >= LEAST) is offered, alike(one, other)
    assert alike(one, other) == alike(other, one)


def test_doubtful_pairs_come_by_score_with_their_reasons(fresh: KnowledgeGraph) -> None:
    fresh.add([
        named("a", "Ada Lind", post=True), named("b", "A Lind", post=True),
        named("c", "Bo Ek", "B Ek"), named("d", "Cy Borg"),
    ])  # fmt: skip
    [pair] = doubtful(fresh)
    assert (pair.one.id, pair.other.id) == ("person/ada-lind", "person/a-lind")
    assert pair.score == 1.0 and pair.reasons[1] == "both hold a post of organisation/nato"
    decide(fresh.store, [Decision(action="distinct", entities=("person/a-lind", "person/ada-lind"))])
    assert doubtful(fresh) == []


def test_doubtful_pair_that_was_merged_is_not_offered_again(fresh: KnowledgeGraph) -> None:
    fresh.add([named("a", "Ada Lind"), named("b", "A Lind")])
    [pair] = doubtful(fresh)
    decide(fresh.store, [Decision(action="merge", entities=(pair.one.id, pair.other.id))])
    assert doubtful(fresh) == []
