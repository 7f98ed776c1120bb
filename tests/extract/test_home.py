"""The state that a document comes from, by the address of its source."""

from __future__ import annotations

import pytest

from extract.home import home_of
from graph.facts import Document
from graph.gazetteer import load


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://www.mfa.gov.az/en/news/1", "state/AZ"),
        ("https://www.gov.uk/government/news/talks", "state/GB"),
        ("https://www.diplomatie.gouv.fr/en/", "state/FR"),
        ("https://www.mofa.go.jp/press/", "state/JP"),
        ("a release of www.state.gov (public domain)", "state/US"),
        ("https://www.defense.mil/News/", "state/US"),
        # Who writes under a state's letters is not the state.
        ("https://www.lemonde.fr/international/", None),
        ("https://gov.example.com/", None),
        ("notes/governor.txt", None),
        (None, None),
    ],
)
def test_home_of(source: str | None, expected: str | None) -> None:
    assert home_of(Document(id="a", text="", source=source), load()) == expected
