"""Exports of press archives, mail that answers and passes on, subtitles, wikis, and records with parts of texts."""

from __future__ import annotations

import json

import pytest

from extract.documents import Hints, Refusal
from graph.records import Document
from tests.extract.documents.conftest import Found, Read

ONE = "The foreign minister of Latvia travelled to Oslo on Monday, and the two spoke about the sea that they share."
TWO = "Chad has recalled its ambassador to Norway, who had been in office since the year before, the ministry said."

LABELLED = f"""SE World
HD Latvia and Norway
   talk
WC 40 words
PD 5 March 2024
SN Northern News
LA English
LP
{ONE}
TD
They will meet again.
RE latv : Latvia
PUB Northern Media
AN Document NNEWS00020240305ek350001x

HD Envoy recalled
PD 6 March 2024
SN Northern News
LP
{TWO}
"""
UNLABELLED = f"""Latvia and Norway talk
By Anna Berg
40 words
5 March 2024
09:30 AM
Northern News
NNEWS
English
Copyright 2024 Northern Media

{ONE}

Document NNEWS00020240305ek350001x

Envoy recalled
38 words
6 March 2024
Northern News
NNEWS
English
(c) 2024 Northern Media

{TWO}

Document NNEWS00020240306ek360001y
"""
NUMBERED = f"""                               1 of 2 DOCUMENTS

                              Northern News

                        March 5, 2024 Tuesday

Latvia and Norway talk

BYLINE: By ANNA BERG
LENGTH: 40 words

{ONE}

LOAD-DATE: March 5, 2024
LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                              Northern News

                        March 6, 2024 Wednesday

Envoy recalled

LENGTH: 38 words

{TWO}

LOAD-DATE: March 6, 2024
"""
HEADED = f"""Latvia and Norway talk
Northern News
March 5, 2024 Tuesday
Copyright 2024 Northern Media
Length: 40 words
Body
{ONE}
Load-Date: March 5, 2024
End of Document
Envoy recalled
Northern News
March 6, 2024 Wednesday
Length: 38 words
Body
{TWO}
Load-Date: March 6, 2024
End of Document
"""
RULED = f"""____________________________________________________________
Document 1 of 2

Latvia and Norway talk

Author: Berg, Anna
Full text: {ONE}
Publication title: Northern News
Publication date: Mar 5, 2024
____________________________________________________________
Document 2 of 2

Envoy recalled

Full text: {TWO}
Publication date: Mar 6, 2024
____________________________________________________________
"""
TAGGED = f"""TY  - NEWS
TI  - Latvia and Norway talk
DA  - 2024/03/05/
JO  - Northern News
AB  - {ONE}
ER  -

TY  - NEWS
T1  - Envoy recalled
Y1  - 2024/03/06
N2  - {TWO}
ER  -
"""


def documents(found: list[Found]) -> list[Document]:
    return [one for one in found if isinstance(one, Document)]


@pytest.mark.parametrize("export", [LABELLED, UNLABELLED, NUMBERED, HEADED, RULED, TAGGED])
def test_each_article_of_an_export_is_a_document(found: Read, export: str) -> None:
    first, second = documents(found("export.txt", export))
    assert (first.title, first.date) == ("Latvia and Norway talk", "2024-03-05")
    assert first.text.split("\n\n")[0] == ONE
    assert (second.title, second.date, second.text) == ("Envoy recalled", "2024-03-06", TWO)


def mail(body: str, subject: str = "Re: Talks") -> str:
    head = f"From: a@example.org\nTo: b@example.org\nSubject: {subject}\nDate: Tue, 5 Mar 2024 08:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}"


OLDER = (
    "On Mon, 4 Mar 2019 at 10:00, Kari Lund wrote:\n> The President of Chad arrived in Oslo today.\n> He will stay.\n"
)


@pytest.mark.parametrize(
    ("body", "text", "title", "date"),
    [
        # What is answered is another message, of another day.
        (f"{ONE}\n\n{OLDER}", ONE, "Re: Talks", "2024-03-05"),
        (
            f"See below.\n\n{OLDER}",
            "The President of Chad arrived in Oslo today.\nHe will stay.",
            "Re: Talks",
            "2019-03-04",
        ),
        (
            f"For your files.\n\n-----Original Message-----\nFrom: Press\nSent: Friday, 1 March 2019\nSubject: Visit\n\n{ONE}\n",
            ONE,
            "Visit",
            "2019-03-01",
        ),
        (f"{ONE}\n\n-- \nAnna Berg\nMinistry of Foreign Affairs", ONE, "Re: Talks", "2024-03-05"),
    ],
)
def test_a_message_says_what_is_its_own(found: Read, body: str, text: str, title: str, date: str) -> None:
    [message] = documents(found("a.eml", mail(body)))
    assert (message.text, message.title, message.date) == (text, title, date)


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_subtitles_are_read_without_their_times(found: Read, head: str) -> None:
    sign = "." if head else ","
    words = ONE.split()
    parts = [" ".join(words[start : start + 6]) for start in range(0, len(words), 6)]
    cues = [f"{n}\n00:00:{n:02}{sign}000 --> 00:00:{n + 1:02}{sign}000\n{part}" for n, part in enumerate(parts)]
    [document] = documents(found("a.vtt" if head else "a.srt", head + "\n\n".join(cues)))
    assert document.text == ONE


def test_a_wiki_is_read_without_its_apparatus_and_is_as_old_as_its_last_change(found: Read) -> None:
    page = f"""<html><head><script type="application/ld+json">{{"@type":"Article","datePublished":"2008-01-01T00:00:00Z",
    "dateModified":"2024-06-01T00:00:00Z"}}</script></head><body class="mediawiki"><h1>Latvia and Norway</h1>
    <div id="mw-content-text"><div class="mw-parser-output"><div class="hatnote">Not to be confused with Lapland.</div>
    <p>{ONE}<sup class="reference">[1]</sup></p><div id="toc" class="toc">Contents 1 History</div>
    <h2>History<span class="mw-editsection">[edit]</span></h2><p>{TWO}</p>
    <ol class="references"><li>Berg, A. Retrieved 5 May 2023.</li></ol></div></div></body></html>"""
    [document] = documents(found("a.html", page))
    assert document.date == "2024-06-01"
    assert [part for part in document.text.split("\n\n") if part != "History"] == [ONE, TWO]


def test_the_day_of_another_article_is_not_that_of_a_page(found: Read) -> None:
    aside = "<div class='related'><h3>Related</h3><a href='/x'>Chad</a> <time datetime='2025-11-12'>12 November</time></div>"
    [document] = documents(
        found("a.html", f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article>{aside}</body></html>")
    )
    assert document.date is None


@pytest.mark.parametrize(
    ("record", "text", "date"),
    [
        ({"abstract": "Short.", "lead_paragraph": ONE, "pub_date": "2024-03-05"}, ONE, "2024-03-05"),
        ({"notes": ONE, "event_date": "05MAR2024"}, ONE, "2024-03-05"),
        ({"data": {"text": ONE, "created_at": "Mar 5, 2024 @ 10:15:00.000"}}, ONE, "2024-03-05"),
        ({"objects": [{"text": ONE, "date": "2024-03-05"}]}, ONE, "2024-03-05"),
    ],
)
def test_records_of_other_services(found: Read, record: dict[str, object], text: str, date: str) -> None:
    [document] = documents(found("a.json", json.dumps(record)))
    assert (document.text, document.date) == (text, date)


def test_a_year_of_two_digits_wants_an_order(found: Read) -> None:
    table = f"date,text\n05/03/24,{ONE.replace(',', '')}\n"
    [refusal] = found("a.csv", table)
    assert isinstance(refusal, Refusal) and "--day-first" in refusal.reason
    [document] = documents(found("b.csv", table, hints=Hints(first="day")))
    assert document.date == "2024-03-05"


def test_what_was_removed_is_no_document(found: Read) -> None:
    [refusal] = found("a.json", json.dumps({"title": "[Removed]", "content": "[Removed]", "publishedAt": "1970-01-01"}))
    assert isinstance(refusal, Refusal) and "removed" in refusal.reason


def test_a_cable_is_called_by_its_subject(found: Read) -> None:
    text = f"UNCLAS NDJAMENA 000123\n\nSIPDIS\n\nSUBJECT: CHAD: PRESIDENT MEETS ENVOY\n\n1. {ONE}\n\n2. {TWO}"
    assert documents(found("a.txt", text))[0].title == "CHAD: PRESIDENT MEETS ENVOY"
    release = f"FOR IMMEDIATE RELEASE\n\nMinister visits Oslo\n\n{ONE}"
    assert documents(found("b.txt", release))[0].title == "Minister visits Oslo"


def test_an_older_wire_may_have_characters_that_xml_does_not_know(found: Read) -> None:
    wire = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd"><LEWIS><REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE>
    <UNKNOWN>&#5;&#5;&#5;C T</UNKNOWN><TEXT>&#2;<TITLE>TALKS</TITLE><BODY>{ONE}&#3;</BODY></TEXT></REUTERS></LEWIS>"""
    [document] = documents(found("a.sgm", wire))
    assert document.date == "1987-02-26" and ONE in document.text


def test_each_article_of_a_page_is_read(found: Read) -> None:
    long = f"<p>{ONE}</p><p>{ONE.replace('Latvia', 'Estonia')}</p>"
    page = f"<html><body><main><article><h2>Talks</h2>{long}</article><article><h2>Recall</h2><p>{TWO}</p></article></main>"
    [document] = documents(found("a.html", page))
    assert all(part in document.text for part in (ONE, "Estonia", "Recall", TWO))
    teaser = "<article><h3>More</h3><p>Chad recalls its ambassador.</p></article>"
    page = f"<html><body><article><h1>Talks</h1>{long * 3}</article><aside>{teaser * 3}</aside></body></html>"
    [document] = documents(found("b.html", page))
    assert "Chad" not in document.text
