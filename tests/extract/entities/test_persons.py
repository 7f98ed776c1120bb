"""Persons: which names of a document are one person's, and what each goes by."""

from __future__ import annotations

import pytest

from extract.entities.persons import link_persons, parts
from extract.entities.register import Register, clean
from graph.gazetteer import load


def linked(*names: str) -> tuple[list[str], Register]:
    """The ids of some names in the order of a text, and the register that they were made in."""
    register = Register(load())
    return link_persons(list(enumerate(names)), {}, register), register


@pytest.mark.parametrize(
    "names",
    [
        # A surname joins the full name, before or behind it.
        ("Ada Lindqvist", "Lindqvist"),
        ("Lindqvist", "Ada Lindqvist"),
        ("Ada M. Lindqvist", "Ada Lindqvist"),
        # Accents and a slip of the pen make nobody new.
        ("Zoltán Kovács", "Kovacs"),
        ("Bo Andersson", "Andresson"),
        ("Charles III", "Charles III"),
        ("Ban Ki-moon", "Ban"),
        ("Jim Yong Kim", "Jim Kim"),
    ],
)
def test_link_persons_joins_the_names_of_one(names: tuple[str, ...]) -> None:
    ids, register = linked(*names)
    [id] = set(ids)
    assert set(names) <= set(register.drafts[id].names)


@pytest.mark.parametrize(
    "names",
    [
        ("Pavel Semenov", "Olga Semenova"),
        ("Ada Lindqvist", "Eva Lindqvist"),
        ("Bo Khan", "Lee Khal"),
        ("Fidel Castro", "Raúl Castro"),
    ],
)
def test_link_persons_tells_two_apart(names: tuple[str, ...]) -> None:
    ids, register = linked(*names)
    assert len(set(ids)) == 2
    # A family name that two bear is nobody's own.
    shared = names[0].split()[-1]
    assert names[1].split()[-1] != shared or all(shared not in draft.names for draft in register.drafts.values())


def test_link_persons_takes_a_surname_for_the_last_one_named() -> None:
    ids, _ = linked("Fidel Castro", "Raúl Castro", "Castro", "Fidel Castro", "Castro")
    assert ids[2] == ids[1] and ids[4] == ids[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Mark\nRutte’s", "Mark Rutte"), ("Charles the III", "Charles III"), ("Ada Lindqvist,", "Ada Lindqvist")],
)
def test_clean_leaves_the_name_alone(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_parts_leave_initials_and_suffixes_out() -> None:
    assert parts("Joseph R. Biden, Jr.") == ["joseph", "biden"]
