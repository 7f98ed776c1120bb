"""Records: which field says what, and how it says it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from extract.documents import Hints, Refusal, named_fields
from extract.documents.dates import parse_date
from graph.errors import DocumentError
from graph.reading import Reading
from graph.records import Document

Read = Callable[..., list[Any]]
TEXT = "Norway recalled its ambassador to Chad on Monday."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("20240305", "2024-03-05"),
        (20240305, "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("5-Mar-2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:00:00 GMT", "2024-03-05"),
        ("Tue Mar  5 08:00:00 2024", "2024-03-05"),
        ("Tue Mar 05 08:00:00 +0000 2024", "2024-03-05"),
        ("2024-03-05T23:30:00.123-08:00", "2024-03-05"),  # the day where it was written
        ("20240305T080000Z", "2024-03-05"),
        ("2024-03-05 08:00:00", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("March 2024", "2024-03"),
        (2024, "2024"),
        (1709625600, "2024-03-05"),
        ("1709625600000", "2024-03-05"),
        (1709625600.5, "2024-03-05"),
        (45356, "2024-03-05"),  # as a spreadsheet counts days
        ("45356.5", "2024-03-05"),
        ("25/3/2024", "2024-03-25"),
        ("3/25/2024", "2024-03-25"),
        ("4/4/2024", "2024-04-04"),
        ("1763-03-04", "1763-03-04"),
        ("14940607", "1494-06-07"),
        ("24 October 1648", "1648-10-24"),
        ("1494", "1494"),
        # None of these is a date.
        ("5 March", None),
        ("20241305", None),
        ("30/2/2024", None),
        ("12345", None),
        ("last spring", None),
        ("", None),
    ],
)
def test_parse_date_takes_every_form_that_can_be_read_one_way(value: str | int | float, date: str | None) -> None:
    assert parse_date(value) == date


@pytest.mark.parametrize("value", ["5/3/2024", "05-03-2024", "5/3/2024 08:00"])
def test_parse_date_refuses_two_readings_unless_told(value: str) -> None:
    with pytest.raises(DocumentError, match="is 2024-03-05 with the day first and 2024-05-03 with the month first"):
        parse_date(value)
    assert (parse_date(value, "day"), parse_date(value, "month")) == ("2024-03-05", "2024-05-03")


def test_read_documents_refuses_one_record_for_its_date_and_reads_the_others(found: Read) -> None:
    lines = "".join(
        json.dumps({"date": date, "text": f"{TEXT} {date}"}) + "\n" for date in ("20240305", "5/3/2024", 1709625600)
    )
    first, refusal, last = found("a.jsonl", lines)
    assert (first.date, last.date) == ("2024-03-05", "2024-03-05")
    assert isinstance(refusal, Refusal) and refusal.source.endswith("line 2") and "--day-first" in refusal.reason
    assert [one.date for one in found("b.jsonl", lines, Hints(first="month"))][1] == "2024-05-03"


@pytest.mark.parametrize(
    "id", ["https://news.example.org/2024/03/05/berg-riga?x=1#top", "urn:afp:20240305:1", "5", "tag:a,b"]
)
def test_read_documents_takes_addresses_and_urns_for_ids(found: Read, id: str) -> None:
    [doc] = found("a.json", json.dumps({"id": id, "text": TEXT}))
    assert doc.id == id


@pytest.mark.parametrize("id", ["two <words>", "<a>", "-x", "x" * 1001])
def test_read_documents_refuses_an_id_that_is_none(found: Read, id: str) -> None:
    [refusal] = found("a.json", json.dumps({"id": id, "text": TEXT}))
    assert isinstance(refusal, Refusal) and "an id is a word, a number, an address or a URN" in refusal.reason


@pytest.mark.parametrize(
    ("record", "title", "date", "source"),
    [
        ({"headline": "Recall", "body": TEXT, "published": "2024-03-05", "url": "https://a.b/c"}, "Recall", "2024-03-05", "https://a.b/c"),
        ({"title": "Recall", "content": f"{TEXT}… [+99 chars]", "publishedAt": "2024-03-05T08:00:00Z", "source": {"id": None, "name": "Wire"}}, "Recall", "2024-03-05", "Wire"),
        ({"webTitle": "Recall", "webPublicationDate": "2024-03-05", "fields": {"bodyText": TEXT}, "webUrl": "https://a.b"}, "Recall", "2024-03-05", "https://a.b"),
        ({"headline": {"main": "Recall"}, "pub_date": "2024-03-05", "lead_paragraph": TEXT, "web_url": "https://a.b"}, "Recall", "2024-03-05", "https://a.b"),
        ({"Headline": "Recall", "Full Text": TEXT, "Publication Date": "5 March 2024", "Publisher": "Wire"}, "Recall", "2024-03-05", "Wire"),
        ({"title": "Recall", "content_html": f"<p>{TEXT}</p>", "date_published": "2024-03-05", "url": "u"}, "Recall", "2024-03-05", "u"),
        ({"title": "Recall", "articleBody": [TEXT], "datePublished": "2024-03-05", "url": "u", "dateModified": "2025-01-01"}, "Recall", "2024-03-05", "u"),
        ({"title": {"rendered": "<em>Recall</em>"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "date": "2024-03-05T08:00:00", "link": "u"}, "Recall", "2024-03-05", "u"),
        ({"title": "Re&#99;all", "text": TEXT, "date": "2024-03-05", "link": "u"}, "Recall", "2024-03-05", "u"),
        ({"title": "Recall", "text": TEXT, "modified": "2025-01-01", "link": "u"}, "Recall", "2025-01-01", "u"),
    ],
)  # fmt: skip
def test_read_documents_knows_the_names_of_news_services(
    found: Read, record: dict[str, Any], title: str, date: str, source: str
) -> None:
    [doc] = found("a.json", json.dumps(record))
    assert isinstance(doc, Document), doc
    assert (doc.text, doc.title, doc.date, doc.source) == (TEXT, title, date, source)


def test_read_documents_finds_records_inside_an_answer(found: Read) -> None:
    answer = {"status": "ok", "response": {"hits": {"hits": [{"_source": {"body": TEXT, "date": 1709625600}}]}}}
    [doc] = found("a.json", json.dumps(answer))
    assert (doc.text, doc.date) == (TEXT, "2024-03-05")


def test_read_documents_takes_the_fields_that_are_named(found: Read) -> None:
    record = {"id": 7, "story": {"en": TEXT, "no": "Norge"}, "body": "Not this.", "seen": "5/3/2024"}
    hints = Hints(fields=named_fields(["text=story.en", "date=seen"]), first="day")
    [doc] = found("a.json", json.dumps(record), hints)
    assert (doc.text, doc.date, doc.id) == (TEXT, "2024-03-05", "7")
    [refusal] = found("b.json", json.dumps({"body": TEXT}), hints)
    assert isinstance(refusal, Refusal) and "expected the text as 'story.en'; got None there" in refusal.reason


@pytest.mark.parametrize("pair", ["text", "text=", "=body", "words=body"])
def test_named_fields_refuses_what_names_none(pair: str) -> None:
    with pytest.raises(DocumentError, match="a field is NAME=THEIRS"):
        named_fields([pair])


@pytest.mark.parametrize(
    "table",
    [
        f"date,text\n2024-03-05,{TEXT}\n",
        f'\ufeffClippings;\n\nSeen;Published;Story\nx;5 March 2024;"{TEXT}"\n;;\n',
        f"published\tbody\n1709625600\t{TEXT}\n".encode("utf-16"),
    ],
)
def test_read_documents_finds_the_heading_row_of_a_table(found: Read, table: str | bytes) -> None:
    [doc] = found("a.csv", table)
    assert (doc.text, doc.date) == (TEXT, "2024-03-05")


# --- given facts -------------------------------------------------------------------------------------------------


GIVEN = {
    "id": "n-1",
    "date": "2024-03-05",
    "text": "Norway  recalled its ambassador to Chad on Monday.",
    "entities": {"state/NO": {"type": "State", "names": ["Norway"]}, "state/TD": {"type": "State", "names": ["Chad"]}},
    "facts": [
        {"type": "relation", "modality": "actual", "action": "recall", "source": "state/NO", "target": "state/TD",
         "date": "2024-03-04", "evidence": [[0, 50]]}
    ],
}  # fmt: skip


def test_read_documents_takes_facts_as_they_are_if_asked(found: Read) -> None:
    [reading] = found("a.json", json.dumps(GIVEN), Hints(facts="given"))
    assert isinstance(reading, Reading)
    assert reading.document.text == GIVEN["text"]  # with both spaces, so that the evidence stays in place
    assert [fact.type for fact in reading.facts] == ["relation"]


def test_read_documents_says_that_facts_were_left_aside(found: Read) -> None:
    refusal, doc = found("a.json", json.dumps(GIVEN))
    assert isinstance(doc, Document) and isinstance(refusal, Refusal)
    assert refusal.of == "facts" and "the facts that it carries (1) are left aside" in refusal.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"entities": {}}, "which are no entities there"),
        ({"facts": [{"type": "dream"}]}, "dream"),
        ({"date": "soon"}, "got 'soon'"),
        ({"facts": [{**GIVEN["facts"][0], "evidence": [[0, 900]]}]}, "evidence lies in the text"),  # type: ignore[index,dict-item]
    ],
)
def test_read_documents_refuses_facts_that_are_none(found: Read, change: dict[str, Any], said: str) -> None:
    [refusal] = found("a.json", json.dumps(GIVEN | change), Hints(facts="given"))
    assert isinstance(refusal, Refusal) and said in refusal.reason and "--facts given" in refusal.reason


def test_read_documents_keeps_the_paragraphs_of_a_text_with_little_markup(found: Read) -> None:
    text = "Norway in <i>Riga</i>\n\n<b>1962</b>\n\nJanuary 5 — Norway opens an embassy\nin Riga.\n\nMarch 7 — Talks."
    [doc] = found("a.json", json.dumps({"text": text}))
    assert doc.text == "Norway in Riga\n\n1962\n\nJanuary 5 — Norway opens an embassy in Riga.\n\nMarch 7 — Talks."
    assert [date for _, _, date in doc.dates] == ["1962-01-05", "1962-03-07"]


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (("5/3/2024", "25/3/2024"), ["2024-03-05", "2024-03-25"]),
        (("3/25/2024", "5/3/2024 10:00"), ["2024-03-25", "2024-05-03"]),
        (("5/3/2024", "6/3/2024"), [None, None]),
        (("5/3/2024", "25/3/2024", "3/25/2024"), [None, "2024-03-25", "2024-03-25"]),
    ],
)
def test_read_documents_tells_the_days_of_a_table_by_others_of_their_column(
    found: Read, days: tuple[str, ...], dates: list[str | None]
) -> None:
    rows = [f"{day},The minister of Chad left for place number {n}.\n" for n, day in enumerate(days)]
    docs = found("a.csv", f"Date,Text\n{''.join(rows)}")
    assert [getattr(doc, "date", None) for doc in docs] == dates
    assert all("say which with --day-first" in doc.reason for doc in docs if isinstance(doc, Refusal))


def test_read_documents_cuts_no_text_that_a_comma_parts(found: Read) -> None:
    refusal, doc = found(
        "a.csv", "Date,Text\n2024-03-05,The minister left, and came back.\n2024-03-06,He left again.,\n"
    )
    assert "expected 2 cells, as the heading has; got 3" in refusal.reason and refusal.source.endswith("line 2")
    assert doc.text == "He left again."


def test_read_documents_keeps_the_rows_before_a_damaged_one(found: Read) -> None:
    rows = "".join(f"2024-03-0{n},The minister left for place number {n}.\n" for n in range(1, 6))
    docs = found("a.csv", f"Date,Text\n{rows}2024-03-06,He left\ragain.\n")
    assert [doc.date for doc in docs if not isinstance(doc, Refusal)] == [f"2024-03-0{n}" for n in range(1, 6)]
    assert isinstance(docs[-1], Refusal)


def test_read_documents_writes_half_a_character_as_none(found: Read) -> None:
    [doc] = found("a.jsonl", '{"text": "The minister of Chad left for Lisbon on Monday \\ud83d."}\n')
    assert doc.text == "The minister of Chad left for Lisbon on Monday \ufffd."
    [refusal] = found("b.jsonl", '{"id": "a\\ud83d", "text": "The minister of Chad left for Lisbon on Monday."}\n')
    assert "an id is" in refusal.reason


def test_read_documents_keeps_the_records_before_damage(found: Read) -> None:
    good = [f'{{"text": "The minister of Chad left for place number {n} on Monday."}}' for n in range(3)]
    docs = found("a.json", f'[{", ".join(good)}, {{"text" "none"}}]')
    assert [isinstance(doc, Refusal) for doc in docs] == [False, False, False, True]


def test_a_record_that_is_nested_too_deeply_is_refused_alone(found: Any) -> None:
    deep = "[" * 600 + "]" * 600
    first, refused, last = found(
        "a.json", f'[{{"text": "One."}}, {{"text": "Two.", "x": {deep}}}, {{"text": "Three."}}]'
    )
    assert (first.text, last.text) == ("One.", "Three.")
    assert isinstance(refused, Refusal) and "nested too deeply" in refused.reason
