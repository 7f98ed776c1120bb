import pytest

from extract.datelines import report_starts
from extract.pipeline import Reader
from tests.extract.conftest import Read

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
def test_a_report_starts_behind_its_dateline(reader: Reader, text: str, begins: str) -> None:
    doc = reader.nlp.make_doc(text)
    assert [doc[place].text for place in report_starts(doc, [0])] == [begins]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_dateline_is_none(reader: Reader, text: str) -> None:
    assert list(report_starts(reader.nlp.make_doc(text), [0])) == []


def test_a_dateline_is_no_part_of_what_is_quoted(read: Read) -> None:
    text = "RABAT, 4 May 2021 — Norwegian Foreign Minister Ine Eriksen Søreide met Antony Blinken in Oslo."
    (meeting,) = [fact for fact in read(text).facts if fact.type == "meeting"]
    ((start, _end),) = meeting.evidence
    assert text[start:].startswith("Norwegian")
    assert meeting.place == "place/oslo"
