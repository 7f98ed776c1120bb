"""Names: the tables and the model together."""

from __future__ import annotations

import pytest

from extract.entity_types import type_of
from extract.names import LABELS
from tests.extract.conftest import Parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow rejected the plan.", {"Moscow": "state/RU"}),  # acts
        ("They met in Moscow.", {"Moscow": "place/moscow"}),  # is a place
        ("The Turkish government agreed.", {"Turkish": "state/TR"}),
        ("NATO and the European Union agreed.", {"NATO": "organisation/nato", "European Union": "organisation/eu"}),
        ("The U.S. and South Korea agreed.", {"U.S.": "state/US", "South Korea": "state/KR"}),
    ],
)
def test_names_are_linked_to_the_tables(parse: Parse, text: str, expected: dict[str, str]) -> None:
    discourse = parse(text)
    doc = discourse.doc
    linked = {doc[m.start : m.end].text: m.entity for m in discourse.mentions}
    assert {name: linked.get(name) for name in expected} == expected


def test_a_known_name_inside_a_person_is_the_persons(parse: Parse) -> None:
    discourse = parse("The banker Michael Jordan spoke to reporters in London.")
    types = {discourse.doc[m.start : m.end].text: type_of(m.entity) for m in discourse.mentions}
    assert types.get("Michael Jordan") == "Person"
    assert "Jordan" not in types


def test_labels_of_other_pipelines_are_mapped() -> None:
    assert {LABELS[label] for label in ("PERSON", "ORG", "GPE", "LOC", "FAC")} == {"Person", "Organisation", "Place"}
    assert "DATE" not in LABELS
