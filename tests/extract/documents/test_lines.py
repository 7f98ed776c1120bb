"""Lines: what a page breaks is put together; chronologies are dated line by line; what is English passes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from extract.documents import Refusal
from extract.documents.chronology import dated_spans
from extract.documents.draft import Draft
from extract.documents.english import require_english
from extract.documents.finishing import finish
from extract.documents.prose import tidy
from graph.errors import DocumentError

Read = Callable[..., list[Any]]

COLUMNS = """Ministry of Fish and Cables
The foreign minister of Norway        She thanked the government of
arrived in Riga on Monday for         Latvia for its hospitality and
talks with her counterpart, who       said that the two countries had
received her at the airport and       never been closer than in these
took her to the old town, where       days. A treaty on fish is to be
they signed an agreement.             signed in the autumn."""
TABLE = """Embassy of Norway in Riga             Anna Berg, since June 2020
Embassy of Latvia in Oslo             Janis Ozols, since May 2021
Embassy of Chad in Vilnius            Idriss Saleh, since 2022
Embassy of Peru in Tallinn            Rosa Quispe, since 2019
Embassy of Fiji in Helsinki           Jone Koroi, since 2023"""


def text_of(raw: str) -> str:
    return finish(Draft(text=raw), source="x").text


def test_finish_puts_columns_one_below_the_other() -> None:
    assert text_of(COLUMNS).startswith("Ministry of Fish and Cables\n\nThe foreign minister of Norway arrived in Riga")
    assert "they signed an agreement. She thanked the government of Latvia for its hospitality" in text_of(COLUMNS)


def test_finish_leaves_a_table_its_rows() -> None:
    assert "Embassy of Norway in Riga | Anna Berg, since June 2020\n" in text_of(TABLE)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        # Page numbers and words to turn over; a sentence goes on behind them.
        ("The minister said that the\n\n- 2 -\n\ntalks went well.", "The minister said that the talks went well."),
        ("The talks went well.\n\n(more)\n\nPage 2 of 3\n\nShe left.\n\n###", "The talks went well.\n\nShe left."),
        ("The talks\n\n1\n\nwent well.\n\n2\n\nShe left.", "The talks went well.\n\nShe left."),
        # A number alone may be the text's own, and so may a fraction within it.
        ("How many ships?\n\n7\n\nShe left.", "How many ships?\n\n7\n\nShe left."),
        ("About 2/3 of the members agreed.", "About 2/3 of the members agreed."),
        # A head that is repeated at the edge of each page stays where it stands first.
        ("MFA news\n1\nThe talks\f MFA news\n2\nwent well.\fMFA news\n3\nShe left.", "MFA news\nThe talks went well.\nShe left."),
        ("Head\nOne.\fTail\nTwo.", "Head\nOne.\nTail\nTwo."),
        # Hyphens at line ends.
        ("The foreign minis-\nter left.", "The foreign minister left."),
        ("A long-\nterm plan.", "A long-term plan."),
        ("The Secretary-\nGeneral left.", "The Secretary-\nGeneral left."),
        ("The oﬃcial left the ﬂeet.", "The official left the fleet."),
        ("The talks went well and\nended.", "The talks went well and ended."),
        ("Talks with -\nnobody.", "Talks with -\nnobody."),
    ],
)  # fmt: skip
def test_finish_drops_what_only_the_page_has(raw: str, text: str) -> None:
    assert text_of(raw) == text


def test_tidy_joins_the_lines_of_a_narrow_column_and_no_list() -> None:
    column = (
        "the foreign minister of Norway\narrived in Riga on Monday for\ntalks with her counterpart, who\nreceived her."
    )
    assert "\n" not in tidy(column)
    names = "Ambassador Anna Berg, Norway\nAmbassador Janis Ozols, Latvia\nAmbassador Rosa Quispe, Peru\nMinister Jone Koroi, Fiji"
    assert tidy(names) == names


# --- chronologies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("3 March 2024: Dahl visits Riga.\n5 March 2024: Brazil recalls its envoy.", ["2024-03-03", "2024-03-05"]),
        ("• 2024-03-03 – Dahl visits Riga\n• 2024-03-05 – Brazil recalls its envoy", ["2024-03-03", "2024-03-05"]),
        ("[5 March 2024] | Dahl visits Riga", ["2024-03-05"]),
        ("Timeline of 2023\n\nMarch 5: Dahl visits Riga.\n\n7–9 March: Talks.", ["2023-03-05", "2023-03-07/2023-03-09"]),
        ("3 March 2024: Dahl visits Riga.\n\n5 March: Envoy recalled.", ["2024-03-03", "2024-03-05"]),
        ("1992: Norway opens an embassy.\n1994–1996: Talks.", ["1992", "1994/1996"]),
        ("3 March 2024\nDahl visits Riga.\n\n5 March 2024\nTalks.\n\n7 March 2024\nNo talks.", ["2024-03-03", "2024-03-05", "2024-03-07"]),
        ("28 February – 2 March 2024: Berg visits Lima.", ["2024-02-28/2024-03-02"]),
        ("30 December 2023 – 2 January 2024: Talks.\n5 and 6 January: Talks.", ["2023-12-30/2024-01-02", "2024-01-05/2024-01-06"]),
        ("30 December – 2 January 2024: Talks.", ["2023-12-30/2024-01-02"]),
        ("March 5-7, 2024: Dahl visits Riga.\nMarch 30 – April 2: Talks.", ["2024-03-05/2024-03-07", "2024-03-30/2024-04-02"]),
        ("- 3 March 2024\n- Dahl visits Riga.\n- 5 March 2024\n- Talks.\n- 7 March 2024\n- No talks.", ["2024-03-03", "2024-03-05", "2024-03-07"]),
        ("5 March 2024 – 12 ministers meet.", ["2024-03-05"]),
        # Marks of bold words and of headings are no part of a date.
        ("**1962**\n\nJanuary 5 — Talks.\n\n<b>1963</b>\n\nJanuary 6 — Talks.\n\n<h3>1964</h3>\n\nJanuary 7 — Talks.",
         ["1962-01-05", "1963-01-06", "1964-01-07"]),
        ("== 1962 ==\n\n__January 5__ — Talks.\n\n(1963)\n\n**January 6:** Talks.", ["1962-01-05", "1963-01-06"]),
        ("**5 March 2024:** Talks.\n\n- *March 6* – Talks.", ["2024-03-05", "2024-03-06"]),
        # A date and a sentence, so many times, is one too.
        ("5 March 2024. Dahl visits Riga.\n6 March 2024 Talks.\n**7 March 2024** No talks.", ["2024-03-05", "2024-03-06", "2024-03-07"]),
        ("2024\n(5 March) Dahl visits Riga.\n(6 March) Talks.", ["2024-03-05", "2024-03-06"]),
        ("1962\nOct. 16\nTalks.\nOct. 22\nNo talks.\nOct. 28\nTalks.", ["1962-10-16", "1962-10-22", "1962-10-28"]),
        # None of these is a line of a chronology.
        ("5 March 2024. Dahl visits Riga.\n\n6 March 2024 Talks.", []),
        ("1992: Norway opens an embassy.", []),
        ("March 5: no year is told.\n\nMarch 6: none here.", []),
        ("On 5 March 2024: nothing.", []),
        ("5 March 2024, a Tuesday, was calm.", []),
        ("31 February 2024: no such day.", []),
        ("12:30 – lunch\n13:00 – talks", []),
    ],
)  # fmt: skip
def test_dated_spans_dates_each_line_by_its_beginning(text: str, dates: list[str]) -> None:
    text = tidy(text)
    spans = dated_spans(text)
    assert [date for _, _, date in spans] == dates
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_read_documents_reads_a_chronology_line_by_line(found: Read) -> None:
    lines = [
        "4 April 2021: Finnish Foreign Minister Aino Salo visits Tallinn for talks on cables and ferries in the Gulf.",
        "6 April 2021: Peruvian President Rosa Quispe meets Chilean President Juan Soto in Arica.",
        "9 April 2021: Fiji opens embassy in Suva's sister city, Port Moresby, and names Jone Koroi ambassador to it.",
        "12 April 2021: Chad expels Beninese envoy.",
    ]
    [doc] = found("a.txt", "\n".join(lines))
    assert doc.text == "\n\n".join(lines)
    assert [(doc.text[start:end], date[-2:]) for start, end, date in doc.dates] == [
        (line, f"{int(line.split()[0]):02}") for line in lines
    ]
    assert doc.date is None  # none of its lines tells when it was written


# --- language ----------------------------------------------------------------------------------------------------


def test_require_english_passes_every_form_of_english_and_nothing_else(root: Path) -> None:
    rows = [line.split(" | ", 2) for line in (root / "tests/data/languages.txt").read_text("utf-8").splitlines()]
    rows = [row for row in rows if not row[0].startswith("#")]
    wrong = []
    for language, form, text in rows:
        try:
            require_english(text.replace(" / ", "\n"))
            passed = True
        except DocumentError:
            passed = False
        wrong += [(language, form, text[:40])] if passed != (language == "en") else []
    assert wrong == []
    assert len({row[0] for row in rows}) > 40 and sum(row[0] == "en" for row in rows) >= 10


def test_read_documents_refuses_what_has_no_words(found: Read) -> None:
    [refusal] = found("a.txt", "12 % 13 - 14\n" * 20)
    assert isinstance(refusal, Refusal) and "no words" in refusal.reason


def test_tidy_joins_lines_without_an_end_in_a_moment() -> None:
    started = process_time()
    assert tidy("a-\n" * 300_000) == "a-" * 300_000
    assert process_time() - started < 10


@pytest.mark.parametrize("year", ["**1962**", "- 1962 -", "(1962)", "1962."])
def test_finish_takes_no_year_for_the_number_of_a_page(year: str) -> None:
    text = finish(
        Draft(text=f"Norway in Riga\n\n{year}\n\nJanuary 5 — The embassy opens.\n\n- 12 -\n\nMarch 7 — Talks."),
        source="x",
    )
    assert text.text == f"Norway in Riga\n\n{year}\n\nJanuary 5 — The embassy opens.\n\nMarch 7 — Talks."
    assert [date for _, _, date in text.dates] == ["1962-01-05", "1962-03-07"]
    assert (
        "\n1962\n" in finish(Draft(text="Talks in Riga\f1962\n\nJanuary 5 — Talks went on.\fThe end."), source="x").text
    )
