"""Who holds a post that is named: those who hold it now before those who did."""

from __future__ import annotations

from graph.facts import Role
from graph.knowledge import KnowledgeGraph
from graph.posts import holders
from graph.reading import Reading
from graph.records import Document, Entity


def test_holders_whose_term_is_over_come_after_those_who_hold_the_post() -> None:
    types = {"person/ada": "Person", "person/bo": "Person", "state/FI": "State"}
    known = {id: Entity(id=id, type=type, names=(id,)) for id, type in types.items()}  # type: ignore[arg-type]
    told = {
        "2021": Role(person="person/ada", title="president", body="state/FI", start="2000", end="2010"),
        "2015": Role(person="person/bo", title="president", body="state/FI"),
    }
    with KnowledgeGraph.open() as graph:
        graph.add(
            Reading(document=Document(id=date, text="…", date=date), entities=known, facts=(fact,))
            for date, fact in told.items()
        )
        assert holders(graph, "president of Finland", lambda name: ["state/FI"]) == ["person/bo", "person/ada"]
