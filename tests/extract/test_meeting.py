"""Meetings: one sentence a construction, the near miss beside the hit."""

from __future__ import annotations

import pytest

from graph.facts import Meeting, Reading
from tests.extract.conftest import Read


def meetings(reading: Reading) -> list[tuple[set[str], set[str], str]]:
    """Who meets whom, and whether it happened."""
    name = {id: entity.name for id, entity in reading.entities.items()}
    return [
        ({name[one] for one in fact.participant}, {name[one] for one in fact.against}, fact.modality)
        for fact in reading.facts
        if isinstance(fact, Meeting)
    ]


@pytest.mark.parametrize(
    ("text", "mine", "others"),
    [
        ("Alexander Stubb met Edgars Rinkēvičs in Riga.", {"Alexander Stubb"}, {"Edgars Rinkēvičs"}),
        (
            "Bo Cole met Prime Minister Justin Trudeau, Foreign Minister Mélanie Joly and other Canadian officials.",
            {"Bo Cole"},
            {"Justin Trudeau", "Mélanie Joly", "Canada"},
        ),
        ("The foreign ministers of Finland, Norway and Sweden met in Oslo.", {"Finland", "Norway", "Sweden"}, set()),
        ("Finland and Norway held talks in Oslo.", {"Finland", "Norway"}, set()),
        ("Talks between Finland and Norway ended.", {"Finland", "Norway"}, set()),
        ("U.S.-China talks began in Geneva.", {"United States", "China"}, set()),
        # Who acts in the clause around the talks took part in them.
        ("Alexander Stubb spoke after talks with Edgars Rinkēvičs.", {"Alexander Stubb"}, {"Edgars Rinkēvičs"}),
        ("Bo Cole spoke at a news conference with Edgars Rinkēvičs.", {"Bo Cole"}, {"Edgars Rinkēvičs"}),
        ("Alexander Stubb and Edgars Rinkēvičs discussed trade.", {"Alexander Stubb", "Edgars Rinkēvičs"}, set()),
        (
            "Finnish President Alexander Stubb met his Latvian counterpart, Edgars Rinkēvičs.",
            {"Alexander Stubb"},
            {"Edgars Rinkēvičs"},
        ),
        (
            "Alexander Stubb met Edgars Rinkēvičs in Riga. He was joined by Foreign Minister Elina Valtonen.",
            {"Alexander Stubb", "Elina Valtonen"},
            {"Edgars Rinkēvičs"},
        ),
        (
            "Finnish minister Bo Cole met Cy Dahl. The Finnish delegation included Ann Lee and Di Moe.",
            {"Bo Cole", "Ann Lee", "Di Moe"},
            {"Cy Dahl"},
        ),
    ],
)  # fmt: skip
def test_meetings(read: Read, text: str, mine: set[str], others: set[str]) -> None:
    assert meetings(read(text)) == [(mine, others, "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "They discussed trade.",
        "Alexander Stubb met the deadline.",
        "Alexander Stubb welcomed Latvia's decision.",
        # Students and soldiers do not act for their state, and one's own state is no other side.
        "Finland and Latvia met with students in Riga.",
        "Finnish President Alexander Stubb met Finnish officials.",
        "Speaking to the BBC, Alexander Stubb praised Latvia.",
        "Chad and Sudan completed their accession negotiations.",
    ],
)
def test_meetings_near_miss(read: Read, text: str) -> None:
    assert meetings(read(text)) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Alexander Stubb will meet Edgars Rinkēvičs.", "planned"),
        # Who has set out to meet somebody has not met him yet; who had the opportunity did.
        ("Alexander Stubb arrived in Riga to meet Edgars Rinkēvičs.", "planned"),
        ("Alexander Stubb had the opportunity to meet Edgars Rinkēvičs.", "actual"),
        ("Alexander Stubb is ready to meet Edgars Rinkēvičs.", "possible"),
        ("Alexander Stubb refused to meet Edgars Rinkēvičs.", "denied"),
    ],
)
def test_meetings_modality(read: Read, text: str, modality: str) -> None:
    assert meetings(read(text)) == [({"Alexander Stubb"}, {"Edgars Rinkēvičs"}, modality)]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Alexander Stubb spoke by phone with Edgars Rinkēvičs.", "call"),
        ("Alexander Stubb telephoned Edgars Rinkēvičs.", "call"),
        ("Finland and Latvia signed the treaty in the presence of Alexander Stubb.", "ceremony"),
        ("Alexander Stubb met Edgars Rinkēvičs.", "talks"),
    ],
)
def test_meetings_format(read: Read, text: str, format: str) -> None:
    assert [fact.format for fact in read(text).facts if isinstance(fact, Meeting)] == [format]


def test_meetings_place_and_date(read: Read) -> None:
    reading = read("Alexander Stubb met Edgars Rinkēvičs in Riga on Tuesday.")
    [fact] = [fact for fact in reading.facts if isinstance(fact, Meeting)]
    assert fact.place is not None
    assert (reading.entities[fact.place].name, fact.date) == ("Riga", "2024-03-05")
