"""Agreements out of sentences: who is party to what, by which act, and whether it happened."""

from __future__ import annotations

import pytest

from graph.facts import Agreement, Reading
from tests.extract.conftest import Read


def agreements(reading: Reading) -> set[tuple[str | None, frozenset[str], str, str]]:
    """The agreements read: the name of each, its parties by name, the act and its modality."""
    name = {id: entity.name for id, entity in reading.entities.items()}
    return {
        (name[fact.agreement] if fact.agreement else None, frozenset(map(name.__getitem__, fact.party)), *_said(fact))
        for fact in reading.facts
        if isinstance(fact, Agreement)
    }


def _said(fact: Agreement) -> tuple[str, str]:
    return fact.action, fact.modality


@pytest.mark.parametrize(
    ("text", "parties", "said"),
    [
        ("Peru and Chile signed a border treaty.", {"Peru", "Chile"}, ("sign", "actual")),
        ("A border treaty was signed by Peru and Chile.", {"Peru", "Chile"}, ("sign", "actual")),
        # The other side stands in the phrase of the agreement.
        ("Peru signed a border treaty with Chile.", {"Peru", "Chile"}, ("sign", "actual")),
        ("Peru will sign a border treaty with Chile.", {"Peru", "Chile"}, ("sign", "planned")),
        ("Peru refused to sign the border treaty.", {"Peru"}, ("sign", "denied")),
        ("Peru has yet to ratify the border treaty.", {"Peru"}, ("ratify", "denied")),
        ("Peru has to ratify the border treaty.", {"Peru"}, ("ratify", "requested")),
        ("Peru ratified the border treaty in May.", {"Peru"}, ("ratify", "actual")),
        ("Peru withdrew from the border treaty.", {"Peru"}, ("withdraw", "actual")),
        ("Peru violated the border treaty.", {"Peru"}, ("breach", "actual")),
        ("Peru rejected the border treaty.", {"Peru"}, ("agree", "denied")),
        (
            "The border treaty between Peru and Chile entered into force.",
            {"Peru", "Chile"},
            ("enter_into_force", "actual"),
        ),
        ("Peru entered into a border treaty with Chile.", {"Peru"}, ("join", "actual")),
        # A person signs for the state whose office he holds.
        ("Chilean President Gabriel Boric signed the border treaty.", {"Chile"}, ("sign", "actual")),
        # The agreement itself tells its sides.
        ("The ceasefire between Peru and Chile holds.", {"Peru", "Chile"}, ("agree", "actual")),
    ],
)
def test_agreement_of_act(read: Read, text: str, parties: set[str], said: tuple[str, str]) -> None:
    found = {(frozenset(fact[1]), *fact[2:]) for fact in agreements(read(text))}
    assert (frozenset(parties), *said) in found


@pytest.mark.parametrize(
    "text",
    [
        # Of two states that agree to do something the agreement has no name.
        "Peru and Chile agreed to open the border.",
        # And nor has one that its parties alone describe.
        "Peru and Chile reached an agreement.",
    ],
)
def test_agreement_without_a_name(read: Read, text: str) -> None:
    assert (None, frozenset({"Peru", "Chile"}), "agree", "actual") in agreements(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Peru agreed to open the border.",
        "Peru signed for the parcel.",
        "The minister made a statement on Peru.",
        "A contract worker from Peru signed autographs.",
    ],
)
def test_agreement_near_miss(read: Read, text: str) -> None:
    assert agreements(read(text)) == set()


def test_agreement_takes_sides_told_elsewhere(read: Read) -> None:
    text = "The peace treaty between Peru and Chile is ready. The treaty will be signed in May."
    found = {(parties, said) for _, parties, act, said in agreements(read(text)) if act == "sign"}
    assert found == {(frozenset({"Peru", "Chile"}), "planned")}


def test_agreement_of_a_list_under_a_colon(read: Read) -> None:
    text = "Peru and Chile signed:\n\n(a) a treaty on borders;\n(b) an agreement on visas.\n\nThey dined."
    found = {name for name, *_ in agreements(read(text))}
    assert found == {"treaty on borders", "agreement on visas"}
