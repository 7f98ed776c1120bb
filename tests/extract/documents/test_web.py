"""Saved pages: their text, their dates, and those that have no text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extract.documents import Refusal
from extract.documents.stubs import stub_reason
from graph.records import Document

Read = Callable[..., list[Any]]

BODY = (
    "<p>The foreign minister of Norway, Anna Berg, visited Riga on Monday and held talks with the Latvian foreign minister, "
    "Janis Ozols. The two said that they would sign an agreement on fishing in the autumn.</p><p>Ms Berg also met the "
    "president of Latvia, who thanked Norway for its support over the years.</p>"
)


def _page(head: str = "", above: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Berg in Riga</title>{head}</head><body><nav><ul><li><a href='/'>Home</a>"
        f"</li></ul></nav><article><h1>Berg in Riga</h1>{above}{body}</article><footer><p>Copyright 2010-2026 Wire. Last "
        "updated 1 February 2026.</p></footer></body></html>"
    )


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


PUBLISHED, CHANGED = (
    _meta("article:published_time", "2024-03-06T08:00:00Z"),
    _meta("article:modified_time", "2025-01-09"),
)


@pytest.mark.parametrize(
    ("head", "above", "date"),
    [
        (CHANGED + PUBLISHED, "<p>5 March 2024</p>", "2024-03-06"),
        (CHANGED, "<p>5 March 2024</p>", "2024-03-05"),
        (CHANGED, "<p>RIGA, 5 March 2024 – The talks went on.</p>", "2024-03-05"),
        (CHANGED, "<p>Published <time datetime='2024-03-05T08:00Z'>yesterday</time></p>", "2024-03-05"),
        (CHANGED, "<p>Updated <time datetime='2025-03-05T08:00Z'>yesterday</time></p>", "2025-01-09"),
        (CHANGED, "", "2025-01-09"),
        ("", "", None),  # neither the year of the copyright nor that of the footer
        (_meta("date", "5/3/2024"), "", None),  # it can be read two ways, so it tells nothing
        (_meta("DC.date.issued", "2024-03-05"), "", "2024-03-05"),
        ('<script type="application/ld+json">{"dateModified": "2025-01-01", "datePublished": "2024-03-05"}</script>', "", "2024-03-05"),
    ],
)  # fmt: skip
def test_read_documents_dates_a_page_by_when_it_was_published(
    found: Read, head: str, above: str, date: str | None
) -> None:
    [doc] = found("a.html", _page(head, above))
    assert isinstance(doc, Document) and doc.date == date


def test_read_documents_joins_the_lines_of_a_text_in_a_frame(found: Read) -> None:
    text = (
        "PRESS RELEASE No. 12\n5 March 2024\n\nThe foreign minister of Norway, Anna Berg, visited Riga on Monday\n"
        "and held talks with the Latvian foreign minister, Janis Ozols. The two minis-\nters signed an agreement on\ntransport.\n"
    )
    [doc] = found("a.html", f"<html><head><title>Berg in Riga</title></head><body><pre>{text}</pre></body></html>")
    assert doc.date == "2024-03-05"
    assert doc.text.endswith(
        "The foreign minister of Norway, Anna Berg, visited Riga on Monday and held talks with the Latvian foreign minister, "
        "Janis Ozols. The two ministers signed an agreement on transport."
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<div id='app'></div><noscript>Please enable JavaScript.</noscript><script>go({'body': 'The minister left.'})</script>", "scripts that would fetch it"),
        ("<p>You need to enable JavaScript to run this app.</p>", "JavaScript"),
        ("<h1>Berg in Riga</h1><p>The foreign minister …</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>", "paywall"),
        ("<p>This article is only available to subscribers.</p>", "paywall"),
        ("<p>We and our partners use cookies to store information on your device.</p><p>Accept all cookies. Manage your preferences.</p>", "cookies"),
        ("<h1>404 Not Found</h1><p>The page you are looking for could not be found.</p>", "error"),
        ("<h1>Access denied</h1><p>You do not have permission to view this page.</p>", "error"),
        ("<h1>Just a moment...</h1><p>Checking your browser before you go on. Ray ID: 81a4</p>", "robot"),
        ("", "no running text"),
        ("<meta http-equiv='Refresh' content='0; url=/berg'><p>The page is here now.</p>", "leads to another address"),
    ],
)  # fmt: skip
def test_read_documents_refuses_a_body_that_is_none(found: Read, body: str, said: str) -> None:
    [refusal] = found("a.html", f"<!DOCTYPE html><html><head><title>Berg</title></head><body>{body}</body></html>")
    assert isinstance(refusal, Refusal), refusal
    assert said in refusal.reason and "none was found" in refusal.reason


def test_read_documents_leaves_out_what_stands_around_a_text_in_a_frame(found: Read) -> None:
    around = (
        "<div>Ten best lakes</div><h2>Talks in Riga</h2><p>5 March 2024</p><pre>{}</pre><div>Share on Facepage</div>"
    )
    text = "The foreign minister of Norway visited Riga on Monday\nand held talks with her counterpart on fish.\n"
    [doc] = found("a.html", f"<html><head><title>Talks in Riga</title></head><body>{around.format(text)}</body></html>")
    assert doc.text == (
        "5 March 2024\n\nThe foreign minister of Norway visited Riga on Monday and held talks with her counterpart on fish."
    )
    assert (doc.title, doc.date) == ("Talks in Riga", "2024-03-05")


def test_read_documents_takes_a_page_out_of_the_table_that_lays_it_out(found: Read) -> None:
    page = f"<table><tr><td>Home<br>Archive</td><td><h1>Berg in Riga</h1><p>5 March 2024</p>{BODY}</td></tr></table>"
    [doc] = found("a.html", f"<html><head><title>Berg in Riga</title></head><body>{page}</body></html>")
    assert " | " not in doc.text and doc.date == "2024-03-05"
    assert "in the autumn.\n\nMs Berg also met" in doc.text


def test_read_documents_takes_the_encoding_that_a_page_declares_as_xml(found: Read) -> None:
    head = '<?xml version="1.0" encoding="iso-8859-2"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Talks</title>'
    [doc] = found("a.html", f"{head}</head><body><p>Łukasz</p>{BODY}</body></html>".encode("iso-8859-2"))
    assert "Łukasz" in doc.text


@pytest.mark.parametrize(
    "text",
    [
        "The minister was denied access to the site. She said that the talks had been moved to Vienna.",
        "Berg: cookies for the ambassador\n\nThe minister brought biscuits.",
        "The ministers met in Oslo on Monday and spoke of fish, of cables and of the treaty that both parliaments are to "
        "ratify in the autumn, as had been agreed in Riga last year. Subscribe to read more.",
    ],
)
def test_stub_reason_lets_texts_pass_that_speak_of_such_things(text: str) -> None:
    assert stub_reason(text) is None
