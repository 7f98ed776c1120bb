"""Participation out of sentences: who takes part in what, in which capacity, and whether it happened."""

from __future__ import annotations

import pytest

from graph.facts import Participation, Reading
from tests.extract.conftest import Read


def participations(reading: Reading) -> set[tuple[str, str, str, str]]:
    """Each participant with the event, the capacity and the modality."""
    name = {id: entity.name for id, entity in reading.entities.items()}
    return {
        (name[one], name[fact.event], fact.capacity, fact.modality)
        for fact in reading.facts
        if isinstance(fact, Participation)
        for one in fact.participant
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gabriel Boric attended the APEC summit.", ("Gabriel Boric", "APEC summit", "participant", "actual")),
        ("Peru will take part in the APEC summit.", ("Peru", "APEC summit", "participant", "planned")),
        ("Peru will not participate in the APEC summit.", ("Peru", "APEC summit", "participant", "denied")),
        ("Peru boycotted the APEC summit.", ("Peru", "APEC summit", "participant", "denied")),
        ("Peru hosted the APEC summit.", ("Peru", "APEC summit", "host", "actual")),
        ("The APEC summit was hosted by Peru.", ("Peru", "APEC summit", "host", "actual")),
        # Who acts at an event takes part in it.
        ("Aung San spoke at the APEC summit in Lima.", ("Aung San", "APEC summit in Lima", "participant", "actual")),
        # What one travels for lies where the journey does.
        ("Peru will send a minister to attend the APEC summit.", ("Peru", "APEC summit", "participant", "planned")),
    ],
)  # fmt: skip
def test_participation_of_word(read: Read, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in participations(read(text))


def test_participation_of_both_who_meet_on_the_sidelines(read: Read) -> None:
    found = participations(read("Gabriel Boric met Olaf Scholz on the sidelines of the NATO summit."))
    assert {who for who, *_ in found} == {"Gabriel Boric", "Olaf Scholz"}


def test_participation_in_the_event_told_before(read: Read) -> None:
    found = participations(read("The APEC summit opens on Monday in Lima. Brazil will also attend."))
    assert ("Brazil", "APEC summit", "participant", "planned") in found


@pytest.mark.parametrize(
    "text",
    [
        "Gabriel Boric said at a news conference that trade grows.",
        "Peru held talks with Chile.",
        "Gabriel Boric spoke before the APEC summit.",
        "Gabriel Boric took the train.",
    ],
)
def test_participation_near_miss(read: Read, text: str) -> None:
    assert participations(read(text)) == set()


DELEGATION = """The president announced the designation of a delegation to attend the Oslo Conference.

The Honorable Ada Lind will lead the delegation.

Members of the delegation:

The Honorable Maria Torres, Ambassador to Norway

The Honorable Peter Okafor, Deputy Secretary of Energy

The conference lasts two days."""


def test_participation_of_the_members_of_a_delegation(read: Read) -> None:
    found = {(who, said) for who, _, _, said in participations(read(DELEGATION))}
    assert found == {("Ada Lind", "planned"), ("Maria Torres", "planned"), ("Peter Okafor", "planned")}
