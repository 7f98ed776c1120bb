"""Persons: which names of a document are one person's, and what each goes by."""

from __future__ import annotations

import pytest

from extract.people import clean, parts
from tests.extract.conftest import Parse


def people(parse: Parse, text: str) -> list[set[str]]:
    drafts = parse(text).register.drafts
    return [set(draft.names) for id, draft in sorted(drafts.items()) if draft.type == "Person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A surname joins the full name, before or behind it.
        ("Ada Lindqvist left. Lindqvist was tired.", [{"Ada Lindqvist", "Lindqvist"}]),
        ("Minister Lindqvist left. Ada Lindqvist was tired.", [{"Ada Lindqvist", "Lindqvist"}]),
        ("Ada M. Lindqvist left. Ada Lindqvist was tired.", [{"Ada M. Lindqvist", "Ada Lindqvist", "Lindqvist"}]),
        # Accents and a slip of the pen make nobody new.
        ("President Zoltán Kovács left. Kovacs was tired.", [{"Zoltán Kovács", "Kovács", "Kovacs"}]),
        ("Bo Andersson left. Andresson was tired.", [{"Bo Andersson", "Andersson", "Andresson"}]),
        # A family name that two bear is nobody's own.
        ("Fidel Castro met Raúl Castro.", [{"Fidel Castro"}, {"Raúl Castro"}]),
        ("King Charles the III waved. Charles III left.", [{"Charles III"}]),
        ("Ban Ki-moon left. Ban was tired.", [{"Ban Ki-moon", "Ban"}]),
    ],
)
def test_people_are_told_apart(parse: Parse, text: str, expected: list[set[str]]) -> None:
    found = people(parse, text)
    assert len(found) == len(expected)
    assert all(wanted <= names for wanted, names in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Semenov met Olga Semenova.",
        "Ada Lindqvist met Eva Lindqvist.",
        "Bo Khan met Lee Khal.",
    ],
)
def test_people_near_miss(parse: Parse, text: str) -> None:
    assert len(people(parse, text)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Mark\nRutte’s", "Mark Rutte"), ("Charles the III", "Charles III"), ("Ada Lindqvist,", "Ada Lindqvist")],
)
def test_clean_leaves_the_name_alone(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_parts_leave_initials_and_suffixes_out() -> None:
    assert parts("Joseph R. Biden, Jr.") == ["joseph", "biden"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Amir Sheikh Omar Al Haddad of Qatar.", {"Omar Al Haddad"}),
        ("Army spokesman Maj. Gen. Omar Haddad said so.", {"Omar Haddad"}),
        ("President Tshombe Ilunga left.", {"Tshombe Ilunga"}),
    ],
)
def test_titles_are_no_part_of_a_name(parse: Parse, text: str, expected: set[str]) -> None:
    [names] = people(parse, text)
    assert expected <= names
