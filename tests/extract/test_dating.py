"""Dates that one act lends to another."""

from __future__ import annotations

import pytest

from graph.facts import Meeting
from tests.extract.conftest import Read

VISIT = "Finnish President Alexander Stubb visited Riga from 5 to 8 March. "


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (VISIT + "He met Edgars Rinkēvičs.", "2024-03-05/2024-03-08"),
        (VISIT + "He met Edgars Rinkēvičs in Riga.", "2024-03-05/2024-03-08"),
        # Its own date stands, and another place or modality is another act.
        (VISIT + "He met Edgars Rinkēvičs on 6 March.", "2024-03-06"),
        (VISIT + "He met Edgars Rinkēvičs in Oslo.", None),
        (VISIT + "He will meet Edgars Rinkēvičs.", None),
        (VISIT + "Ulf Kristersson met Edgars Rinkēvičs.", None),
    ],
)
def test_with_dates_of_what_belongs_together(read: Read, text: str, date: str | None) -> None:
    assert [fact.date for fact in read(text).facts if isinstance(fact, Meeting)] == [date]
