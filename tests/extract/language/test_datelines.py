import pytest

from extract.language.datelines import report_starts
from extract.language.tokens import blank

DATELINES = [
    ("OSLO, 4 May 2021 — The minister met the king.", "The"),
    ("KYIV (AP) - Finland's president arrived.", "Finland"),
    ("RABAT, Morocco – Talks began.", "Talks"),
    ("Vienna, 3 June – Delegates met.", "Delegates"),
]
NONE = [
    "NATO – the alliance of thirty-two – met in Oslo.",
    "OPEC – Which has grown – Met in Vienna.",
    "Anna Berg – The envoy to Chad.",
    "Articles 4 – 6 of the treaty apply.",
    "The minister met the king – Both smiled.",
    "– Both smiled.",
    "OSLO –",
]


@pytest.mark.parametrize(("text", "begins"), DATELINES)
def test_a_report_starts_behind_its_dateline(text: str, begins: str) -> None:
    doc = blank()(text)
    assert [doc[place].text for place in report_starts(doc, [0])] == [begins]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert list(report_starts(blank()(text), [0])) == []
