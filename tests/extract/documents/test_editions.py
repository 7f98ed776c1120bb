"""Editions and journals in XML, texts in two languages, and what printers and programs do to pages and tables."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from types import ModuleType

import pytest

from extract.documents import Refusal
from graph.records import Document
from tests.extract.documents.conftest import Found, Read

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:dates="http://example.org/dates" xml:id="north-1897">
<teiHeader><fileDesc><titleStmt><title>Letters from the North</title></titleStmt></fileDesc></teiHeader>
<text><front><p>The editors thank the archive for leave to print these letters.</p></front><body>
<div type="compilation"><head>Denmark</head>
<div type="document" xml:id="d1" dates:doc-dateTime-min="1897-03-05T00:00:00-05:00">
<head>1. The Minister in Denmark (Carter) to the Secretary<note n="1">Box 4.</note></head>
<opener><dateline>Copenhagen, <date>March 5, 1897</date>.</dateline></opener>
<p>Sir: The King received the ambas<lb break="no"/>sador of Russia yesterday, and
<choice><abbr>Den.</abbr><expan>Denmark</expan></choice> recalled its consul from Lisbon.<pb n="12"/></p>
<list><item>One treaty</item><item>Two letters</item></list><closer><signed>John Carter</signed></closer></div>
<div type="document" xml:id="d2" dates:doc-dateTime-min="1897-03-09T00:00:00-05:00"><head>2. The answer</head>
<p>Sir: Your letter has been received, and the President approves of the course that you took.</p></div>
</div></body></text></TEI>"""

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter from Turin</title>
</titleStmt><publicationStmt><date when="2001">2001</date></publicationStmt></fileDesc><profileDesc><creation>
<date when="1858-07-24">July 1858</date></creation></profileDesc></teiHeader>
<text><body><p>The minister met the Emperor in Plombières, and they agreed on what was to be done.</p></body></text></TEI>"""

ARTICLE = """<article xml:lang="en"><front><article-meta><article-id pub-id-type="doi">10.1000/envoys.7</article-id>
<title-group><article-title>Envoys of <italic>small</italic> states</article-title></title-group>
<pub-date><day>5</day><month>3</month><year>2024</year></pub-date>
<abstract><p>This article looks at the envoys of small states and at what became of them.</p></abstract></article-meta></front>
<body><sec><title>Malta</title><p>Malta opened an embassy in Riga<xref ref-type="bibr">[1]</xref> in 2021.</p></sec></body>
<back><ref-list><ref><mixed-citation>Smith, J. Envoys. 2019.</mixed-citation></ref></ref-list></back></article>"""


def one(found: list[Found]) -> Document:
    [document] = [each for each in found if isinstance(each, Document)]
    return document


def test_each_letter_of_a_volume_is_a_document(found: Read) -> None:
    first, second = found("north.xml", VOLUME)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.date) == ("north-1897/d1", "1897-03-05")
    assert first.title == "1. The Minister in Denmark (Carter) to the Secretary"
    assert first.text.split("\n\n") == [
        "Copenhagen, March 5, 1897.",
        "Sir: The King received the ambassador of Russia yesterday, and Denmark recalled its consul from Lisbon.",
        "- One treaty\n- Two letters",
        "John Carter",
    ]
    assert (second.title, second.date) == ("2. The answer", "1897-03-09")


def test_a_letter_is_of_the_day_when_it_was_written(found: Read) -> None:
    letter = one(found("turin.xml", LETTER))
    assert (letter.title, letter.date) == ("A letter from Turin", "1858-07-24")
    assert letter.text.startswith("The minister met the Emperor")


def test_an_article_of_a_journal_is_read_without_its_notes(found: Read) -> None:
    article = one(found("a.xml", ARTICLE))
    assert (article.id, article.title, article.date) == ("10.1000/envoys.7", "Envoys of small states", "2024-03-05")
    assert article.text.split("\n\n") == [
        "This article looks at the envoys of small states and at what became of them.",
        "Malta",
        "Malta opened an embassy in Riga in 2021.",
    ]


ENGLISH = (
    "The Minister of Foreign Affairs of Chad, Ali Moussa, visited Paris on Tuesday and met the French minister, with "
    "whom she signed an agreement on transport."
)
FRENCH = (
    "Le ministre des Affaires étrangères du Tchad, Ali Moussa, s'est rendu à Paris mardi et a rencontré la ministre "
    "française, avec laquelle il a signé un accord sur les transports entre les deux pays, qui se sont félicités de "
    "leur coopération et ont promis de la poursuivre."
)
NAMES = (
    "Delegations: João Silva Pereira (Brasil), Marta Gómez Ruiz (México), Pierre Lefèvre (France), Jürgen Weiß "
    "(Deutschland), Søren Kjær Ørsted (Danmark), Ağrı Çelik (Türkiye), Łukasz Wójcik (Polska), Nuno Conceição (Angola), "
    "Inês Magalhães (Portugal), Óscar Peña (Perú), Zoë Dubois (Belgique), Iñaki Goñi (España), Håkon Sørlie (Norge)"
)


@pytest.mark.parametrize("parts", [(ENGLISH, FRENCH), (FRENCH, ENGLISH), ("Communiqué", FRENCH, ENGLISH)])
def test_of_a_text_in_two_languages_the_english_one_is_read(found: Read, parts: tuple[str, ...]) -> None:
    remark, document = found("a.txt", "\n\n".join(parts))
    assert isinstance(document, Document) and document.text == ENGLISH
    assert isinstance(remark, Refusal) and remark.of == "remark" and "in another language" in remark.reason


@pytest.mark.parametrize("text", [f"{ENGLISH}\n\n{NAMES}\n\n{ENGLISH}", f"{ENGLISH}\n\n“Vive la France !”, she said."])
def test_names_and_quotations_are_no_other_language(found: Read, text: str) -> None:
    assert one(found("a.txt", text)).text == text


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("Riga, 5–6 March 2024", "2024-03-06"),
        ("Riga, March 5-6, 2024", "2024-03-06"),
        ("30 December 2023 – 2 January 2024", "2024-01-02"),
        ("Riga, 12 March 2024 and 13 March 2024", None),
    ],
)
def test_what_several_days_were_spent_on_was_written_on_the_last(found: Read, day: str, date: str | None) -> None:
    assert one(found("a.txt", f"Statement of the ministers\n{day}\n\n{ENGLISH}")).date == date


def test_running_heads_that_take_turns_are_taken_off(found: Read) -> None:
    pages = [
        "The foreign minister of Norway arrived in Riga on 5 March. She met her Latvian",
        "212                                  REVIEW OF ENVOYS",
        "counterpart, and they signed an agreement. The next day the minister went on to\n"
        "Vilnius, where she opened an embassy with the Lithuanian foreign minister, who had",
        "TALKS IN THE NORTH                                  213",
        "been in office since 2020. Latvia and Lithuania then recalled their ambassadors from\n"
        "Minsk, and Norway followed them a week later. The ambassador of Latvia went home",
        "214                                  REVIEW OF ENVOYS",
        "on the same day.",
    ]
    text = one(found("a.txt", "\n\n".join(pages))).text
    assert text == " ".join(page.replace("\n", " ") for page in pages[::2])


def test_a_quote_that_is_not_closed_takes_in_no_other_row(found: Read) -> None:
    rows = [
        f'2024-03-05,"Visit,{ENGLISH.replace(",", "")}',
        '2024-03-06,"Recall, again","Chad has recalled its envoy.',
        'He left."',
    ]
    rows += [f"2024-03-07,Embassy {n},Norway has opened embassy {n}." for n in range(3)]
    first, second, *rest = found("a.csv", "\n".join(["date,title,text", *rows]))
    assert isinstance(first, Document) and first.date == "2024-03-05"
    assert isinstance(second, Document) and second.text == "Chad has recalled its envoy.\nHe left."
    assert [each.date for each in rest if isinstance(each, Document)] == ["2024-03-07"] * 3


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tuesday, 5 March 2024, 10 a.m.", "2024-03-05"),
        ("Washington, April 6, 1974, 3:15–4 p.m.", "1974-04-06"),
        ("Helsinki, March 5, 1974, 1015Z.", "1974-03-05"),
        ("March 5, 2024 Tuesday", "2024-03-05"),
        ("R 051015Z MAR 74", "1974-03-05"),
        ("Cable dated:2009-03-05T14:22:00", "2009-03-05"),
        ("Delivered on 5 March 2024 in Oslo", "2024-03-05"),
        ("25/3/2024", "2024-03-25"),
        ("5/3/2024", None),
        ("Press release | 5 March 2024 | Oslo", "2024-03-05"),
        # Rows of lists, and lives, are of other days.
        ("Treaty of friendship | Oslo | 5 March 1960\n\nAgreement on trade | Oslo | 6 April 1961", None),
        ("Born – 5 March 1960 – Oslo", None),
        ("Treaty – 5 March 1910 – Oslo\n\nIn 1924 it was renewed.", None),
    ],
)
def test_a_line_of_its_own_dates_a_text(found: Read, line: str, date: str | None) -> None:
    assert one(found("a.txt", f"Meeting of the council\n{line}\n\n{ENGLISH}")).date == date


@pytest.mark.parametrize(
    "text",
    [
        f"Statement by the Minister, Oslo, 5 March 2024\n\n{ENGLISH}",
        f"{ENGLISH}\n\nDone in Oslo on 5 March 2024 in duplicate in the English and Norwegian languages.",
    ],
)
def test_titles_and_closing_formulas_date_a_text(found: Read, text: str) -> None:
    assert one(found("a.txt", text)).date == "2024-03-05"


def test_days_in_figures_begin_entries_where_one_of_them_tells_the_order(found: Read) -> None:
    lines = ["05/03/2019: President Saleh visits Oslo.", "25/03/2019: Chad recalls its envoy.", "6/4/2019: Talks end."]
    document = one(found("a.txt", "\n".join(lines)))
    assert [date for _, _, date in document.dates] == ["2019-03-05", "2019-03-25", "2019-04-06"]
    assert document.text.split("\n\n") == lines


def test_entries_of_a_month_stand_apart(found: Read) -> None:
    lines = [
        "Mar. 12-15 - President Saleh visits Oslo and meets the King.",
        "June - A treaty is signed.",
        "July: Talks.",
    ]
    document = one(found("a.txt", "\n".join(["1961", *lines])))
    assert [date for _, _, date in document.dates] == ["1961-03-12/1961-03-15", "1961-06", "1961-07"]


def test_columns_of_a_pdf_that_are_drawn_line_by_line_are_read_one_after_the_other(
    found: Read, made: ModuleType
) -> None:
    left = textwrap.wrap(
        "On the left the minister of Latvia told how she had gone to Oslo and what was said there. " * 3, 38
    )
    right = textwrap.wrap(
        "On the right the envoy of Chad wrote that he was leaving his post and why he had to go. " * 3, 38
    )
    lines = zip_longest(left, right, fillvalue="")
    page = [
        each for n, pair in enumerate(lines) for each in ((60, 760 - 13 * n, pair[0]), (320, 760 - 13 * n, pair[1]))
    ]
    text = " ".join(one(found("a.pdf", made.placed_pdf([[each for each in page if each[2]]]))).text.split())
    assert text == " ".join([*left, *right])


def test_a_table_in_a_pdf_is_read_row_by_row(found: Read, made: ModuleType) -> None:
    rows = [
        ("Country", "Ambassador", "Since"),
        ("Norway", "Anna Berg", "2001"),
        ("Chad", "Toura Gaba", "1974"),
        ("Mali", "Modibo Keita", "1962"),
    ]
    page = [(60 + 150 * n, 700 - 14 * row, cell) for row, cells in enumerate(rows) for n, cell in enumerate(cells)]
    text = one(found("a.pdf", made.placed_pdf([[(60, 740, "Heads of mission in Oslo"), *page]]))).text
    assert text.split("\n\n")[1:] == [
        "Country: Norway; Ambassador: Anna Berg; Since: 2001.",
        "Country: Chad; Ambassador: Toura Gaba; Since: 1974.",
        "Country: Mali; Ambassador: Modibo Keita; Since: 1962.",
    ]


def test_wide_gaps_in_justified_prose_are_none_between_columns(found: Read, made: ModuleType) -> None:
    words = textwrap.wrap(f"{ENGLISH} {ENGLISH} {ENGLISH}", 40)
    page = []
    for n, line in enumerate(words):
        at = line.index(" ", 8 + n % 12)
        page += [(60, 700 - 13 * n, line[:at]), (60 + 5 * at + 30, 700 - 13 * n, line[at + 1 :])]
    assert " ".join(one(found("a.pdf", made.placed_pdf([page]))).text.split()) == " ".join(words)
