"""Tables: rows are read under their heading row, in every form of file; what has none keeps its bars."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from extract.documents import Hints, Refusal
from extract.documents.bars import rows_apart
from extract.documents.blocks import fragment_text
from extract.documents.draft import Draft
from extract.documents.finishing import finish
from extract.documents.tables import under_headings

Read = Callable[..., list[Any]]

ROWS = "State: Norway; Envoy: Anna Berg.\n\nState: Chad; Envoy: Idriss Saleh."
INNER = "<table><tr><th>State<th>Envoy</tr><tr><td>Norway<td>Anna Berg</tr><tr><td>Chad<td>Idriss Saleh</tr></table>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Member", "Joined"], ["Norway", "1949"], ["Spain", ""]], ["Member: Norway; Joined: 1949.", "Spain"]),
        # What is no usual heading is one where numbers stand below it.
        ([["Land", "Votes"], ["Norway", "12"], ["Chad", "7"]], ["Land: Norway; Votes: 12.", "Land: Chad; Votes: 7."]),
        # A cell over all columns is a caption, above the heading or within.
        ([["Members", ""], ["State", "Since"], ["Norway", "1949"], ["Later", ""], ["Spain", "1982"]],
         ["Members", "State: Norway; Since: 1949.", "Later", "State: Spain; Since: 1982."]),
        # A day comes first, as in a chronology; a year does where it stands first.
        ([["Visitor", "Date"], ["Dahl", "5 March 2024"], ["Berg", "20240306"]], ["5 March 2024: Dahl.", "2024-03-06: Berg."]),
        ([["Year", "Event"], ["1992", "An embassy opens."], ["1994–1996", "Talks"]], ["1992: An embassy opens.", "1994–1996: Talks."]),
        # A heading may have two rows; what stands above several columns names each of them.
        ([["State", "Visit", ""], ["", "Minister", "Date"], ["Chad", "Saleh", "2024"], ["Mali", "Diarra", ""]], ["State: Chad; Visit Minister: Saleh; Visit Date: 2024.", "State: Mali; Visit Minister: Diarra."]),
        ([["State", "Envoy", ""], ["", "Anna Berg", "2020"], ["Chad", "Idriss Saleh", "2021"]], ["Envoy: Anna Berg; 2020.", "State: Chad; Envoy: Idriss Saleh; 2021."]),
        # A cell too many has no heading, and the others keep theirs.
        ([["State", "Envoy"], ["Chad", "Saleh", "2021"], ["Mali", "Diarra"]], ["State: Chad; Envoy: Saleh; 2021.", "State: Mali; Envoy: Diarra."]),
        # Which part of a day comes first is told by a day of its column that can be read one way only.
        ([["Date", "Visitor"], ["5/3/2024", "Dahl"], ["25/3/2024", "Berg"]], ["2024-03-05: Dahl.", "2024-03-25: Berg."]),
        ([["Date", "Visitor"], ["5/3/2024", "Dahl"], ["3/25/2024", "Berg"]], ["2024-05-03: Dahl.", "2024-03-25: Berg."]),
        ([["Date", "Visitor"], ["5/3/2024", "Dahl"], ["3/25/2024", "Berg"], ["25/3/2024", "Lind"]],
         ["Date: 5/3/2024; Visitor: Dahl.", "2024-03-25: Berg.", "2024-03-25: Lind."]),
        ([["Date", "Visitor", "Place"], ["5/3/2024", "Dahl", "Riga"], ["5–7 March 2024", "Berg", "Lima"]],
         ["Date: 5/3/2024; Visitor: Dahl; Place: Riga.", "5–7 March 2024: Visitor: Berg; Place: Lima."]),
        ([["Event", "Place"], ["Dahl meets Berg.", "Riga"], ["Talks", "Lima"]], ["Event: Dahl meets Berg. Place: Riga.", "Event: Talks; Place: Lima."]),
        # None of these has a heading row.
        ([["Norway", "Oslo"], ["Latvia", "Riga"], ["Chad", "N'Djamena"]], None),
        ([["Name", "Anna Berg"], ["Post", "Riga"], ["Since", "2020"]], None),
        ([["State", "Post"], ["Norway", "x" * 301], ["Chad", "Riga"]], None),
        ([["State", "Since 2020"], ["Norway", "1"], ["Chad", "2"]], None),
        ([["State", "Envoy"]], None),
        ([], None),
    ],
)  # fmt: skip
def test_under_headings(rows: list[list[str]], lines: list[str] | None) -> None:
    assert under_headings(rows) == lines


@pytest.mark.parametrize(
    "table",
    [
        "State\tEnvoy\nNorway\tAnna Berg\nChad\tIdriss Saleh",
        "State | Envoy\nNorway | Anna Berg\nChad | Idriss Saleh",
        "| State | Envoy |\n|-------|-------|\n| Norway | Anna Berg |\n| Chad | Idriss Saleh |",
        "+-----+-----+\n| State | Envoy |\n+=====+=====+\n| Norway | Anna Berg |\n| Chad | Idriss Saleh |\n+-----+-----+",
        "State          Envoy\nNorway         Anna Berg\nChad           Idriss Saleh",
    ],
)
def test_finish_reads_the_tables_of_a_plain_text_row_by_row(table: str) -> None:
    text = finish(Draft(text=f"Envoys at large\n\n{table}\n\nThe list is complete."), source="x").text
    assert text == f"Envoys at large\n\n{ROWS}\n\nThe list is complete."


def test_rows_apart_leaves_what_is_no_table() -> None:
    for lines in (
        ["RIGA | 5 March 2024 | Wire", "The minister left."],
        ["--", "", "a"],
        ["Norway | Oslo", "Chad | Riga"],
        [],
    ):
        assert rows_apart(lines) == lines
    assert rows_apart(["Norway\tOslo", "Chad\tRiga"]) == ["Norway | Oslo", "Chad | Riga"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><th>State</th><th>Envoy</th></tr><tr><td>Norway</td><td>Anna Berg</td></tr><tr><td>Chad</td><td>Idriss Saleh</td></tr></table>", ROWS),
        ("<table><thead><tr><td>Staat</td><td>Bote</td></tr></thead><tr><td>Norway</td><td>A. Berg</td></tr></table>", "Staat: Norway; Bote: A. Berg."),
        ("<table><tr><th>State<th colspan=2>Term<th>Post</tr><tr><td rowspan=2>Chad<td>1990<td>1992<td>Oslo</tr><tr><td>1994<td>1996<td>Riga</tr></table>",
         "State: Chad; Term: 1990; 1992; Post: Oslo.\n\nState: Chad; Term: 1994; 1996; Post: Riga."),
        ("<table><tr><th>Born</th><td>1950</td></tr><tr><th>Office</th><td>Envoy</td></tr></table>", "Born | 1950\n\nOffice | Envoy"),
        ("<table><tr><td rowspan=99999999999>a<td>b</tr><tr><td>c</tr></table>", "a | b\n\nc"),
        # Two rows of headings, in `<thead>` or as `<th>`; a row over all columns is none.
        ("<table><thead><tr><td rowspan=2>State<td colspan=2>Visit</tr><tr><td>Minister<td>Place</tr></thead><tr><td>Chad<td>Saleh<td>Riga</tr></table>",
         "State: Chad; Visit Minister: Saleh; Visit Place: Riga."),
        ("<table><caption>Visits</caption><tr><td><th colspan=2>Visit</tr><tr><th>State<th>Minister<th>Place</tr><tr><th colspan=3>March</tr><tr><td>Chad<td>Saleh<td>Riga</tr></table>",
         "Visits\n\nMarch\n\nState: Chad; Visit Minister: Saleh; Visit Place: Riga."),
        # A table in a cell: one that has headings itself takes it in, any other gives way to it.
        (f"<table><tr><th>Post<th>Envoys</tr><tr><td>Riga<td>Two: {INNER}</tr><tr><td>Lima<td>none</tr></table>",
         f"Post: Riga; Envoys: Two: {ROWS}\n\nPost: Lima; Envoys: none.".replace("Berg.\n\n", "Berg. ")),
        (f"<table><tr><td>Riga<td>Two: {INNER}</tr><tr><td>Lima<td>none</tr></table>", f"Riga\n\nTwo:\n\n{ROWS}\n\nLima | none"),
        ("<table><tr><form><td>Riga<td>Two</form></tr></table>", "Riga | Two"),
    ],
)  # fmt: skip
def test_fragment_text_reads_a_table_row_by_row(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


def test_read_documents_reads_the_tables_of_pages_and_of_word_documents(found: Read, made: ModuleType) -> None:
    rows = (("State", "Envoy"), ("Norway", "Anna Berg"), ("Chad", "Idriss Saleh"))
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    [doc] = found(
        "a.html", made.page((*made.PARAGRAPHS, "Below.")).replace(b"<p>Below.</p>", f"<table>{page}</table>".encode())
    )
    assert doc.text.endswith(f"over the years.\n\n{ROWS}")

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f"<w:document {space}><w:body><w:tbl><w:tblPr/>{table}</w:tbl></w:body></w:document>"
    [doc] = found("a.docx", made.archive({"[Content_Types].xml": b"<a/>", "word/document.xml": document.encode()}))
    assert doc.text == ROWS
    office, text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    odt = "".join(
        f"<t:table-row>{''.join(f'<t:table-cell><x:p>{cell}</x:p></t:table-cell>' for cell in row)}</t:table-row>"
        for row in rows
    )
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:x="{text}" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        f"<o:body><o:text><t:table>{odt}</t:table></o:text></o:body></o:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    [doc] = found("a.odt", made.archive({"mimetype": mimetype, "content.xml": content.encode()}))
    assert doc.text == ROWS


def test_read_documents_dates_the_rows_of_a_chronology_in_a_table(found: Read) -> None:
    rows = "<tr><th>Date</th><th>Event</th></tr><tr><td>5–7 March 2024</td><td>Dahl visits Riga for talks on fish.</td></tr>"
    rows += "<tr><td>8 March 2024</td><td>The envoy of Chad is recalled by his government.</td></tr>"
    [doc] = found(
        "a.html", f"<html><head><title>Events</title></head><body><main><table>{rows}</table></main></body></html>"
    )
    assert [(doc.text[start:end], date) for start, end, date in doc.dates] == [
        ("5–7 March 2024: Dahl visits Riga for talks on fish.", "2024-03-05/2024-03-07"),
        ("8 March 2024: The envoy of Chad is recalled by his government.", "2024-03-08"),
    ]


def test_read_documents_reads_a_table_without_texts_as_one_document_and_says_so(found: Read) -> None:
    remark, doc = found("a.csv", "state;envoy;since\nNorway;Anna Berg;2020\nChad;Idriss Saleh;2022\n")
    assert doc.text == "State: Norway; Envoy: Anna Berg; Since: 2020.\n\nState: Chad; Envoy: Idriss Saleh; Since: 2022."
    assert isinstance(remark, Refusal) and remark.of == "remark" and "--field text=NAME" in remark.reason
    [refusal] = found("b.csv", "state,envoy\nNorway,Anna Berg\n", Hints(fields={"text": "story"}))
    assert isinstance(refusal, Refusal) and refusal.of == "document"
    # A column of texts under a name that is not known is no table of names.
    [refusal] = found("c.csv", f"date,place,tale\n2024-03-05,Riga,{'The minister left. ' * 20}\n")
    assert isinstance(refusal, Refusal) and "name the column" in refusal.reason


def test_read_documents_reads_a_workbook_sheet_by_sheet(found: Read) -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        news, envoys, _ = book.add_worksheet("News"), book.add_worksheet("Envoys"), book.add_worksheet("Empty")
        news.write_row(0, 0, ["Date", "Text"])
        news.write_datetime(1, 0, datetime.datetime(2024, 3, 5), day)
        news.write(1, 1, "Norway recalled its ambassador to Chad.")
        news.write_row(2, 0, [45357, "Chad recalled its ambassador to Norway."])
        envoys.write_row(0, 0, ["State", "Envoy", "Since"])
        envoys.write_row(1, 0, ["Norway", "Anna Berg"])
        envoys.write_datetime(1, 2, datetime.datetime(2020, 6, 1), day)
    first, second, remark, table = found("a.xlsx", out.getvalue())
    assert (first.date, second.date) == ("2024-03-05", "2024-03-06")
    assert table.text == "State: Norway; Envoy: Anna Berg; Since: 2020-06-01."
    assert remark.source == table.source and remark.source.endswith("a.xlsx sheet 'Envoys'")


def test_a_bar_in_a_cell_is_none_between_cells() -> None:
    lines = ["| Name | Took office |", "|---|---|", "| Anna Berg \\| acting | 2016 |", "| Bo Lind | 2017 |"]
    said = [line for line in rows_apart(lines) if line]
    assert said == ["Name: Anna Berg | acting; Took office: 2016.", "Name: Bo Lind; Took office: 2017."]


def test_read_documents_loses_no_cell_of_markdown_and_of_a_plain_text(found: Read) -> None:
    [doc] = found(
        "a.md", "# Envoys\n\n| State | Envoy |\n|--|--|\n| Norway | *Anna* Berg | acting |\n| Chad | Idriss Saleh |\n"
    )
    assert doc.text == ROWS.replace("Berg", "Berg; acting")
    [doc] = found("b.txt", "State\tEnvoy\nNorway\tAnna Berg\tacting\nChad\tIdriss Saleh\nLatvia\tJanis Ozols\n")
    assert doc.text == f"{ROWS.replace('Berg', 'Berg; acting')}\n\nState: Latvia; Envoy: Janis Ozols."


def test_read_documents_reads_a_page_that_tables_lay_out_to_the_last_cell(found: Read) -> None:
    table = f"<table><tr><td>Riga</td><td>Two: {INNER}</td></tr><tr><th>Lima</th><td>none</td></tr></table>"
    [doc] = found(
        "a.html", f"<html><body><main>{'<p>The envoys were called home for talks.</p>' * 9}{table}</main></body></html>"
    )
    assert [line for line in doc.text.split("\n\n") if "home" not in line] == [
        "Riga", "Two: State: Norway; Envoy: Anna Berg.", "State: Chad; Envoy: Idriss Saleh.", "Lima", "none",
    ]  # fmt: skip


def test_fragment_text_reads_tables_in_tables_in_a_moment() -> None:
    deep = "<table><tr><td>" * 60 + "The minister left for Oslo. " * 20 + "</td></tr></table>" * 60
    assert fragment_text(deep).startswith("The minister left for Oslo. The")


def test_read_documents_reads_a_heading_of_two_rows_in_word(found: Read, made: ModuleType) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = (
        head + cell("Land", '<w:vMerge w:val="restart"/>') + cell("Stay", '<w:gridSpan w:val="2"/>'),
        head + cell("", "<w:vMerge/>") + cell("Guest") + cell("Town"),
        cell("Chad", '<w:vMerge w:val="restart"/>') + cell("Saleh") + cell("Riga"),
        cell("", "<w:vMerge/>") + cell("Diarra") + cell("Lima"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f"<w:document {space}><w:body><w:tbl>{table}</w:tbl></w:body></w:document>"
    [doc] = found("a.docx", made.archive({"[Content_Types].xml": b"<a/>", "word/document.xml": document.encode()}))
    assert (
        doc.text
        == "Land: Chad; Stay Guest: Saleh; Stay Town: Riga.\n\nLand: Chad; Stay Guest: Diarra; Stay Town: Lima."
    )


def test_read_documents_reads_a_heading_of_two_rows_in_a_list(found: Read) -> None:
    _, doc = found("a.csv", "State,Visit,\n,Minister,Place\nChad,Idriss Saleh,Riga\n")
    assert doc.text == "State: Chad; Visit Minister: Idriss Saleh; Visit Place: Riga."


def test_read_documents_reads_a_table_in_a_list_of_markdown(found: Read) -> None:
    table = "- | State | Envoy |\n  | --- | --- |\n  | Norway | Anna Berg | 2020 |\n  | Chad | Idriss Saleh |\n"
    [doc] = found("a.md", f"# Envoys\n\n{table}")
    assert doc.text.count("Envoy") == 2 and "Norway" in doc.text and "2020" in doc.text


def test_read_documents_keeps_empty_cells_and_breaks_of_markdown(found: Read) -> None:
    rows = "| State | Envoy | Since |\n|--|--|--|\n| Norway | Anna Berg | 2020 |\n| | Per Dahl<br>acting | 2022 |\n"
    [doc] = found("a.md", f"# Envoys\n\n{rows}")
    assert doc.text == "State: Norway; Envoy: Anna Berg; Since: 2020.\n\nEnvoy: Per Dahl acting; Since: 2022."


def test_read_documents_tells_two_tables_apart_that_an_empty_line_parts(found: Read) -> None:
    rows = ["State: Norway; Envoy: Anna | Berg.", "State: Chad; Envoy: Idriss Saleh."]
    rows += ["Member: Finland; Joined: 2023.", "Member: Sweden; Joined: 2024."]
    markdown = "| State | Envoy |\n|--|--|\n| Norway | Anna \\| Berg |\n| Chad | Idriss Saleh |\n\n"
    markdown += "| Member | Joined |\n|--|--|\n| Finland | 2023 |\n| Sweden | 2024 |\n"
    [doc] = found("a.md", markdown)
    assert doc.text.split("\n\n") == rows
    [doc] = found("a.txt", markdown)
    assert doc.text.split("\n\n") == rows
    plain = "State\tEnvoy\nNorway\tAnna | Berg\nChad\tIdriss Saleh\n\nMember\tJoined\nFinland\t2023\nSweden\t2024\n"
    [doc] = found("b.txt", plain)
    assert doc.text.split("\n\n") == rows


def test_read_documents_fills_the_rows_of_a_cell_of_a_workbook_that_stands_for_several(found: Read) -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        envoys, figures = book.add_worksheet("Envoys"), book.add_worksheet("Figures")
        envoys.write_row(2, 1, ["State", "Envoy", "Since"])
        envoys.merge_range(3, 1, 4, 1, "Norway")
        envoys.write_row(3, 2, ["Anna Berg", 2020])
        envoys.write_row(4, 2, ["Bo Lind", 2021])
        for row in range(5):
            figures.write_row(row, 0, [row, 2 * row])
    _, table, refused = found("a.xlsx", out.getvalue())
    assert table.text == "State: Norway; Envoy: Anna Berg; Since: 2020.\n\nState: Norway; Envoy: Bo Lind; Since: 2021."
    # What cannot be read beside it is told.
    assert isinstance(refused, Refusal) and refused.source.endswith("a.xlsx sheet 'Figures'")


def test_read_documents_loses_no_row_to_a_quote_that_is_not_closed(found: Read) -> None:
    rows = 'date\ttext\n2024-03-05\t"Never, said Anna Berg in Riga.\n2024-03-06\tBo Lind left.\n2024-03-07\tA "b" c.\n'
    assert [(doc.date, doc.text) for doc in found("a.tsv", rows)] == [
        ("2024-03-05", '"Never, said Anna Berg in Riga.'), ("2024-03-06", "Bo Lind left."), ("2024-03-07", 'A "b" c.'),
    ]  # fmt: skip
    [doc] = found("b.tsv", 'date\ttext\n2024-03-05\t"Anna Berg left.\nShe flew to Riga, ""at once""."\n')
    assert doc.text.split() == 'Anna Berg left. She flew to Riga, "at once".'.split()


def test_under_headings_takes_the_day_of_what_happens_on_one() -> None:
    heading, rows = ["Visit date", "Guest", "End date"], [["5 March 2024", "Anna Berg", "7 March 2024"]] * 2
    assert under_headings([heading, *rows], headed=1) == ["5 March 2024: Guest: Anna Berg; End date: 7 March 2024."] * 2
    assert under_headings([["Start date", "Guest"], ["5 March 2024", "Anna Berg"]], headed=1) == [
        "Start date: 5 March 2024; Guest: Anna Berg."
    ]
