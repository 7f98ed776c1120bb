"""Which decisions can be taken at all."""

from __future__ import annotations

import pytest

from graph.errors import RecordError
from graph.keeping.decision import Decision


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"action": "merge", "entities": ["person/a", "organisation/nato"]}, "with its like"),
        ({"action": "merge", "entities": ["state/SE", "place/sweden"]}, "with its like"),
        ({"action": "split", "entities": ["person/a", "foo"], "documents": ["d"]}, "is person/NAME"),
        ({"action": "split", "entities": ["person/a", "organisation/a"], "documents": ["d"]}, "is person/NAME"),
    ],
)
def test_a_decision_makes_nobody_another_kind(data: dict[str, object], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        Decision.from_dict(data)
