"""Roles: who holds which post of whom, from the words beside a name to what the document tells elsewhere."""

from __future__ import annotations

import pytest

from graph.facts import Reading, Role
from tests.extract.conftest import Read

# Person, title, body, status, modality.
Row = tuple[str, str, str | None, str, str]


def roles(reading: Reading) -> list[Row]:
    names = {key: entity.name for key, entity in reading.entities.items()}
    found = [fact for fact in reading.facts if isinstance(fact, Role)]
    return [(names[role.person], role.title, names.get(role.body or ""), role.status, role.modality) for role in found]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Ada Lindqvist arrived in Baku.",
        "Ada Lindqvist, the Norwegian Foreign Minister, arrived in Baku.",
        "Norway's Foreign Minister, Ada Lindqvist, arrived in Baku.",
        "Foreign Minister Ada Lindqvist of Norway arrived in Baku.",
        "Ada Lindqvist (Norway's Foreign Minister) arrived in Baku.",
        "Foreign Minister Ada Lindqvist arrived. It was the first visit of a Norwegian Foreign Minister to Baku. "
        "The Norwegian Foreign Minister, Ada Lindqvist, left on Friday.",
    ],
)
def test_role_is_one_however_it_is_worded(read: Read, text: str) -> None:
    assert roles(read(text)) == [("Ada Lindqvist", "Foreign Minister", "Norway", "current", "actual")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian Prime Minister Ada Lindqvist and Foreign Minister Carl Berg met the press.",
            [("Ada Lindqvist", "Norway"), ("Carl Berg", "Norway")],
        ),
        (
            "Prime Minister Ada Lindqvist and Foreign Minister Carl Berg of Norway met the press.",
            [("Ada Lindqvist", "Norway"), ("Carl Berg", "Norway")],
        ),
        (
            "The prime ministers of Norway and Sweden, Ada Lindqvist and Bo Dahl, met in Oslo.",
            [("Ada Lindqvist", "Norway"), ("Bo Dahl", "Sweden")],
        ),
        (
            "The envoys Ana Quispe (Peru) and Bo Dahl (Sweden) spoke.",
            [("Ana Quispe", "Peru"), ("Bo Dahl", "Sweden")],
        ),
        (
            "Norwegian Prime Minister Ada Lindqvist met her Danish counterpart, Bo Dahl.",
            [("Ada Lindqvist", "Norway"), ("Bo Dahl", "Denmark")],
        ),
        (
            "Norwegian Prime Minister Ada Lindqvist arrived. Her spokesman, Luis Rojas, said nothing.",
            [("Ada Lindqvist", "Norway"), ("Luis Rojas", "Norway")],
        ),
        ("King Harald V of Norway and Queen Sonja waved.", [("Harald V", "Norway"), ("Sonja", "Norway")]),
        ("In Chile, the envoys met President Ada Lindqvist.", [("Ada Lindqvist", "Chile")]),
        # Two presidents are of two states: what is taken by one is not the other's.
        (
            "President Ada Lindqvist of Chile met President Bo Dahl.",
            [("Ada Lindqvist", "Chile"), ("Bo Dahl", None)],
        ),
        # A state that has no such post is not meant.
        ("In Norway, the envoys met President Ada Lindqvist.", [("Ada Lindqvist", None)]),
        ("Secretary of Defense Dana Field left.", [("Dana Field", "United States")]),
        (
            "Ana Quispe joined the World Health Organization as a budget officer.",
            [("Ana Quispe", "World Health Organization")],
        ),
        ("Ada Lindqvist heads the African Union.", [("Ada Lindqvist", "African Union")]),
        ("The World Trade Organization is led by Ada Lindqvist.", [("Ada Lindqvist", "World Trade Organization")]),
    ],
)
def test_role_has_the_body_that_the_document_tells(
    read: Read, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(person, body) for person, _, body, _, _ in roles(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "status", "modality"),
    [
        ("Ada Lindqvist became prime minister of Norway in 2021.", "current", "actual"),
        ("Ada Lindqvist will become prime minister of Norway.", "designate", "planned"),
        ("Ada Lindqvist may become prime minister of Norway.", "current", "possible"),
        ("Ada Lindqvist refused to become prime minister of Norway.", "current", "denied"),
        ("Ada Lindqvist was the prime minister of Norway.", "former", "actual"),
        ("Ada Lindqvist resigned as prime minister of Norway.", "former", "actual"),
        ("Ada Lindqvist, Nominee for Ambassador of Norway to Chad", "designate", "planned"),
        ("They intend to nominate Ada Lindqvist to serve as ambassador of Norway.", "designate", "planned"),
    ],
)
def test_role_status_and_modality(read: Read, text: str, status: str, modality: str) -> None:
    [(person, _, body, found, said)] = roles(read(text))
    assert (person, body, found, said) == ("Ada Lindqvist", "Norway", status, modality)


def test_role_of_each_in_a_succession(read: Read) -> None:
    assert roles(read("Ada Lindqvist succeeded Bo Dahl as prime minister of Norway.")) == [
        ("Ada Lindqvist", "prime minister", "Norway", "current", "actual"),
        ("Bo Dahl", "prime minister", "Norway", "former", "actual"),
    ]


def test_roles_of_a_career_have_one_holder(read: Read) -> None:
    text = (
        "Ada Lindqvist served as deputy director of the Peace Research Institute and as adviser to the Norwegian "
        "government."
    )
    assert [(person, body, status) for person, _, body, status, _ in roles(read(text))] == [
        ("Ada Lindqvist", "Peace Research Institute", "former"),
        ("Ada Lindqvist", "Norwegian government", "former"),
    ]


def test_role_for_each_receiving_state(read: Read) -> None:
    reading = read("Dana Field, Nominee for Ambassador to Barbados, Grenada and Saint Lucia")
    sent = [fact.to for fact in reading.facts if isinstance(fact, Role)]
    assert sent == ["state/BB", "state/GD", "state/LC"]


def test_role_dates(read: Read) -> None:
    [became] = [f for f in read("Ada Lindqvist became prime minister of Norway in 2021.").facts if f.type == "role"]
    [left] = [f for f in read("Ada Lindqvist resigned as mayor of Oslo in May 2020.").facts if f.type == "role"]
    [since] = [f for f in read("Ada Lindqvist has been mayor of Oslo since May 2019.").facts if f.type == "role"]
    assert isinstance(became, Role) and isinstance(left, Role) and isinstance(since, Role)
    assert (became.start, left.end, since.start) == ("2021", "2020-05", "2019-05")


@pytest.mark.parametrize(
    "text",
    [
        "General Bo Dahl arrived.",
        "Professor Bo Dahl arrived.",
        "Bo Dahl is a lawyer.",
        "The minister said that Bo Dahl was late.",
        "Bo Dahl's brother, the prime minister of Norway, spoke.",
        "The head of the army left the room.",
    ],
)
def test_role_near_miss(read: Read, text: str) -> None:
    assert roles(read(text)) == []


def test_role_is_less_sure_where_its_body_is_inferred(read: Read) -> None:
    told, inferred = (
        next(fact for fact in read(text).facts if fact.type == "role")
        for text in ("President Ada Lindqvist of Chile left.", "In Chile, the envoys met President Ada Lindqvist.")
    )
    assert told.confidence > inferred.confidence


def test_role_of_the_publishers_own_state(reader: object, read: Read) -> None:
    from extract.pipeline import Reader
    from graph.facts import Document

    assert isinstance(reader, Reader)
    text = (
        "The minister welcomed Norway's pledge. Foreign Minister Ada Lindqvist met Foreign Minister Bo Dahl of Sweden."
    )
    document = Document(id="own", text=text, source="https://www.mfa.gov.no/news/1")
    [reading] = reader.read([document])
    assert ("Ada Lindqvist", "Norway") in [(person, body) for person, _, body, _, _ in roles(reading)]
