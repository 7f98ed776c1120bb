"""Reading documents: what comes out of each form, and what is said of each that cannot be read."""

from __future__ import annotations

import io
import json
import random
import sys
import textwrap
from pathlib import Path

import pytest

from extract.documents import Refusal, document_from_text, read_documents
from extract.documents.dates import parse_date
from extract.documents.decoding import decode
from extract.documents.english import english_share
from extract.documents.heading import find_date, find_title
from extract.documents.prose import tidy
from graph.errors import DocumentError
from graph.reading import Reading
from graph.records import Document, digest

PROSE = (
    "The Finnish foreign minister arrived in Oslo on Tuesday for two days of talks with her Norwegian counterpart. "
    "They are expected to sign a memorandum on rescue at sea before she leaves, and both parliaments must ratify it."
)
GERMAN = (
    "Der Außenminister ist am Dienstag in Oslo eingetroffen und wird dort zwei Tage lang mit seiner norwegischen "
    "Kollegin über die Schifffahrt im hohen Norden sprechen, bevor er nach Helsinki zurückkehrt."
)
FRENCH = (
    "Le ministre des Affaires étrangères est arrivé mardi à Oslo pour deux jours de discussions avec son homologue "
    "norvégienne sur la navigation dans le Grand Nord, avant de repartir pour Helsinki jeudi matin."
)


def _one(path: Path, content: str | bytes, date: str | None = None) -> Document | Refusal:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_documents([path], date=date)
    assert not isinstance(found, Reading)
    return found


def _document(path: Path, content: str | bytes) -> Document:
    found = _one(path, content)
    assert isinstance(found, Document), found
    return found


def _reason(path: Path, content: str | bytes) -> str:
    found = _one(path, content)
    assert isinstance(found, Refusal), found
    assert found.source == path.as_posix()
    return found.reason


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\n", "the file is empty"),
        ("bom-only.txt", b"\xff\xfe", "the file is empty"),
        ("empty.jsonl", b"", "the file is empty"),
        ("report.txt", b"%PDF-1.7\n%\xe2\xe3", "expected a PDF; it is damaged"),
        ("picture.md", b"\x89PNG\r\n\x1a\n", "this is a PNG picture"),
        ("letter.txt", b"PK\x03\x04abc", "zip archive"),
        ("nul.txt", b"The minister\x00 left", "NUL bytes"),
        ("no-bom.txt", PROSE.encode("utf-16-le"), "without a byte order mark"),
        ("cut-bom.txt", b"\xff\xfeT\x00h", "does not fit"),
        ("broken.txt", f"{PROSE} Šefčovič".encode() + b" \xc5 Blan\xc3", "it is broken (byte 0xc5"),
        ("east-or-west.txt", f"{PROSE} Šefčovič".encode("cp1250"), "may be cp1252 ('Šefèoviè') or cp1250 ('Šefčovič')"),
        ("russian.txt", ("Министр прибыл в Баку во вторник. " * 5).encode("cp1251"), "nor does a usual other encoding"),
        ("german.txt", GERMAN, "expected English"),
        ("french.html", f"<html><body><article><p>{FRENCH}</p></article></body></html>", "expected English"),
        ("german.md", f"# Besuch\n\n{GERMAN}", "expected English"),
        ("russian.md", "Министр прибыл в Баку во вторник и встретился с президентом республики. " * 3, "English"),
        ("nothing.html", "<html><body><script>go()</script></body></html>", "none was found"),
        ("malformed.json", '{"text": "The minister', "malformed JSON"),
        ("number.json", "7", "expected an object with a 'text'; got 7"),
        ("no-text.json", '{"title": "Visit"}', "expected an object with a 'text'; got None there, among ['title']"),
        ("bad-id.json", json.dumps({"id": "<b>", "text": PROSE}), "got '<b>'"),
        ("list-id.json", json.dumps({"id": [1], "text": PROSE}), "expected a string as 'id'; got [1]"),
        ("bad-date.json", json.dumps({"date": "last spring", "text": PROSE}), "got 'last spring'"),
        ("number-title.json", json.dumps({"title": 5, "text": PROSE}), "expected a string as 'title'; got 5"),
        ("language.json", json.dumps({"language": "fr", "text": PROSE}), "its language is given as 'fr'"),
    ],
)
def test_read_documents_refuses_what_it_cannot_read(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    assert said in _reason(tmp_path / name, content)


def test_read_documents_goes_on_after_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.txt").write_text(PROSE)
    found = list(read_documents([tmp_path / "missing.txt", tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert [type(one).__name__ for one in found] == ["Refusal", "Refusal", "Document"]
    assert str(found[0]) == f"{(tmp_path / 'missing.txt').as_posix()}: no such file or folder"


def test_read_documents_names_the_faulty_line_and_reads_the_others(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "one", "text": PROSE}),
        "{oops",
        "",
        json.dumps({"id": "four", "text": "He left."}),
        "[]",
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    found = list(read_documents([tmp_path / "many.jsonl"]))
    name = (tmp_path / "many.jsonl").as_posix()
    assert [one.id for one in found if isinstance(one, Document)] == ["one", "four"]
    refusals = {one.source: one.reason for one in found if isinstance(one, Refusal)}
    assert list(refusals) == [f"{name} line 2", f"{name} line 5"]
    assert "malformed JSON" in refusals[f"{name} line 2"]


def test_read_documents_reads_a_list_and_names_its_faulty_record(tmp_path: Path) -> None:
    (tmp_path / "many.json").write_text(json.dumps([{"text": "She arrived."}, 7, {"text": "She left."}]))
    first, fault, last = read_documents([tmp_path / "many.json"])
    assert isinstance(first, Document) and first.id == digest("She arrived.")
    assert isinstance(fault, Refusal) and fault.source.endswith("many.json record 2")
    assert isinstance(last, Document) and last.source == f"{(tmp_path / 'many.json').as_posix()} record 3"


def test_read_documents_keeps_the_known_keys_of_a_record(tmp_path: Path) -> None:
    record = {"id": "visit-1", "title": "A visit", "date": "12 March 2024", "text": PROSE, "source": "The Courier"}
    extra = {"language": "en-GB", "licence": "CC0", "mood": 3}
    assert _document(tmp_path / "one.json", json.dumps(record | extra)) == Document(
        id="visit-1",
        text=PROSE,
        title="A visit",
        date="2024-03-12",
        source="The Courier",
        language="en",
        licence="CC0",
    )


def test_read_documents_reads_the_same_text_once(tmp_path: Path) -> None:
    for name, text in (("a.txt", PROSE), ("b.txt", PROSE.replace(" ", "  ")), ("c.txt", PROSE + " He left.")):
        (tmp_path / name).write_text(text)
    first, double, other = read_documents([tmp_path])
    assert isinstance(first, Document) and isinstance(other, Document)
    assert isinstance(double, Refusal) and double.reason.startswith(f"the same text as {first.source};")


def test_read_documents_refuses_a_second_text_under_one_id(tmp_path: Path) -> None:
    records = [{"id": "one", "text": "She arrived."}, {"id": "one", "text": "She left."}]
    first, second = map(json.dumps, records)
    (tmp_path / "two.jsonl").write_text(f"{first}\n{second}\n")
    _, refusal = read_documents([tmp_path / "two.jsonl"])
    assert isinstance(refusal, Refusal) and "its id 'one' belongs to another text" in refusal.reason


def test_read_documents_searches_folders_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in (
        "b/two.txt",
        "a.md",
        "b/one.txt",
        "README.md",
        ".hidden.txt",
        ".git/three.txt",
        "b/picture.png",
        "C.TXT",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")
    found = [one for one in read_documents([tmp_path, tmp_path / "a.md"]) if isinstance(one, Document)]
    assert [Path(str(one.source)).relative_to(tmp_path).as_posix() for one in found] == [
        "C.TXT",
        "a.md",
        "b/one.txt",
        "b/two.txt",
    ]


def test_read_documents_says_that_a_folder_holds_none(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    passed, refusal = read_documents([tmp_path])
    assert isinstance(passed, Refusal) and (passed.of, passed.kind) == ("file", ".png")
    assert isinstance(refusal, Refusal) and "the folder holds no document" in refusal.reason


@pytest.mark.parametrize(
    ("piped", "texts"),
    [
        (PROSE, [PROSE]),
        (f"<!DOCTYPE html>\n<html><body><article><p>{PROSE}</p></article></body></html>", [PROSE]),
        (f"# A visit\n\n**{PROSE}**", [PROSE]),
        (json.dumps({"text": PROSE}, indent=1), [PROSE]),
        ('{"text": "She arrived."}\n{"text": "She left."}\n', ["She arrived.", "She left."]),
        ('[{"text": "She arrived."}, {"text": "She left."}]', ["She arrived.", "She left."]),
        ("[Applause] She arrived.", ["[Applause] She arrived."]),
    ],
)
def test_read_documents_sniffs_standard_input(monkeypatch: pytest.MonkeyPatch, piped: str, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.encode())))
    found = list(read_documents(["-"]))
    assert [one.text for one in found if isinstance(one, Document)] == texts
    assert all((one.source or "").startswith("standard input") for one in found)


def test_read_documents_takes_the_date_it_is_given(tmp_path: Path) -> None:
    dated = _one(tmp_path / "a.txt", f"OSLO, 12 March 2024 — {PROSE}", date="1999-05")
    assert isinstance(dated, Document) and dated.date == "1999-05"


@pytest.mark.parametrize("date", ["12 March 2024", "2024-13", "2024-02-30", "soon", ""])
def test_read_documents_refuses_a_date_that_is_none(date: str) -> None:
    with pytest.raises(DocumentError, match="a date is YYYY-MM-DD"):
        read_documents([], date=date)


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="iso-8859-1">
<title>Minister visits Oslo | The Courier</title>
<meta property="og:title" content="Minister visits Oslo">
<meta property="article:published_time" content="1987-05-14T09:30:00+02:00"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World affairs</a></li></ul></nav></header>
<aside><h3>Most read</h3><ul><li><a href="/a">Ten best hotels in Lisbon</a></li></ul></aside>
<main><article><h1>Minister visits Oslo</h1><p>{PROSE}</p><h2>Background</h2>
<p>José&nbsp;Sarney &amp; João Cunha wrote that the talks had lasted for years, and that nobody knew why they had.</p>
<ul><li>Rescue</li><li>Weather</li></ul></article></main>
<footer><p>&copy; 2024 The Courier. All rights reserved.</p></footer></body></html>"""


def test_read_documents_takes_the_main_text_of_a_page(tmp_path: Path) -> None:
    page = _document(tmp_path / "page.html", PAGE.encode("latin-1"))
    assert page.text == (
        f"{PROSE}\n\nBackground\n\nJosé Sarney & João Cunha wrote that the talks had lasted for years, and that nobody "
        "knew why they had.\n\n- Rescue\n- Weather"
    )
    assert (page.title, page.date) == ("Minister visits Oslo", "1987-05-14")


def test_read_documents_takes_the_markup_out_of_markdown(tmp_path: Path) -> None:
    source = (
        "---\ndate: 12 March 2024\nsource: 'Invented'\n---\n# Talks in *Oslo*\n\nThe **Finnish** minister met\n"
        "[her counterpart](http://x.example).\n\n## Next\n\n* One thing\n* Another thing\n  that goes on\n\n3. Third\n"
        "4. Fourth\n\n| State | Joined |\n|---|---|\n| Finland | 2023 |\n\n> Quoted &amp; kept\n\n"
        "**Q:** What next?\n**A:** Nothing.\n\n<div>Centred</div>\n\n```\nlast\n```"
    )
    doc = _document(tmp_path / "talks.md", source)
    assert doc.text == (
        "The Finnish minister met her counterpart.\n\nNext\n\n- One thing\n- Another thing that goes on\n\n3. Third\n"
        "4. Fourth\n\nState: Finland; Joined: 2023.\n\nQuoted & kept\n\n"
        "Q: What next?\nA: Nothing.\n\nCentred\n\nlast"
    )
    assert (doc.title, doc.date, doc.source) == ("Talks in Oslo", "2024-03-12", "Invented")


def test_read_documents_takes_the_header_lines_off_a_text(tmp_path: Path) -> None:
    doc = _document(tmp_path / "a.txt", f"Title: A visit\nDate: 3 May 2021\nLicence: CC0\n\n{PROSE}\n\nDate: never")
    assert (doc.title, doc.date, doc.licence) == ("A visit", "2021-05-03", "CC0")
    assert doc.text == f"{PROSE}\n\nDate: never"


def test_document_from_text_leaves_a_guessed_headline_in_the_text() -> None:
    doc = document_from_text(f"Minister in Oslo\n\nOSLO, 12 March 2024 (Courier) — {PROSE}")
    assert (doc.title, doc.date) == ("Minister in Oslo", "2024-03-12")
    assert doc.text.startswith("Minister in Oslo\n\nOSLO, 12 March 2024")


@pytest.mark.parametrize(
    ("text", "evened"),
    [
        ("A visit\r\n\r\n\r\nShe left.\r", "A visit\n\nShe left."),
        ("Tu\u0308rkiye\u00a0and co\u00adoperation\u200b \x07now", "Türkiye and cooperation now"),
        ("\tOne.  \n \n  Two.", "One.\n\nTwo."),
        ("- Armenia\n- Georgia", "- Armenia\n- Georgia"),
        ("Embassy of Sweden\nBaku", "Embassy of Sweden\nBaku"),
        (textwrap.fill(PROSE, 72), PROSE),
        (f"{textwrap.fill(PROSE, 64)}\n\n{textwrap.fill(PROSE, 64)}", f"{PROSE}\n\n{PROSE}"),
        # Long lines are paragraphs even where no blank line stands between them.
        (f"{PROSE}\n{PROSE}\nShe left.", f"{PROSE}\n\n{PROSE}\n\nShe left."),
        # The turns of speakers begin lines of their own in wrapped text too.
        (
            "Q: The minister has been in Oslo since Tuesday, we are told. Is that\nso, and will she stay?\n"
            "Ms Šimková: It is so. She will stay until Thursday, and then she goes\non to Riga.",
            "Q: The minister has been in Oslo since Tuesday, we are told. Is that so, and will she stay?\n"
            "Ms Šimková: It is so. She will stay until Thursday, and then she goes on to Riga.",
        ),
        # A colon in the middle of wrapped prose begins no turn.
        (
            "The delegation will hear the same three words from everybody it meets in\nOslo: not this year, said an "
            "official.",
            "The delegation will hear the same three words from everybody it meets in Oslo: not this year, said an "
            "official.",
        ),
        (
            "The ministers agreed on the following steps for the coming year:\n"
            "1. a joint exercise at sea, to be held in the far north in August\nor September;\n2. a round table.",
            "The ministers agreed on the following steps for the coming year:\n"
            "1. a joint exercise at sea, to be held in the far north in August or September;\n2. a round table.",
        ),
        (
            "She was received by the President and then by the new Deputy Secretary-\nGeneral.",
            "She was received by the President and then by the new Deputy Secretary-General.",
        ),
    ],
)
def test_tidy_joins_wrapped_lines_and_keeps_the_others(text: str, evened: str) -> None:
    assert tidy(text) == evened


def test_tidy_done_twice_changes_nothing_more() -> None:
    rng = random.Random(1)
    words = ["the", "minister", "for", "talks", "-", "*", "Q:", "Name:", "12.", "a)", "Secretary-", "ending.", "said,"]
    gaps = [*[" "] * 9, "\n", "\n\n"]
    for _ in range(300):
        once = tidy("".join(rng.choice(words) + rng.choice(gaps) for _ in range(rng.randint(5, 300))))
        assert tidy(once) == once


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Türkiye".encode(), "Türkiye"),
        (b"\xef\xbb\xbfBaku", "Baku"),
        ("Šefčovič".encode("utf-16"), "Šefčovič"),
        ("Šefčovič".encode("utf-32"), "Šefčovič"),
        # Curly quotes and these letters are the same in all of the usual Windows encodings.
        (
            "the “two sides” met José Núñez’s aide".replace("ñ", "n").encode("cp1252"),
            "the “two sides” met José Núnez’s aide",
        ),
        (b'<meta charset="windows-1250"> \x8aef\xe8ovi\xe8', '<meta charset="windows-1250"> Šefčovič'),
    ],
)
def test_decode_reads_what_can_be_told(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("BAKU, 12 March 2024 — The minister left.", "2024-03-12"),
        ("BAKU, March 12, 2024 (Courier) - The minister left.", "2024-03-12"),
        ("WASHINGTON, D.C., 3 May 2011 – The minister left.", "2011-05-03"),
        ("Rio de Janeiro, 19 Nov. 2024 -- The minister left.", "2024-11-19"),
        ("• 15 December, 2025", "2025-12-15"),
        ("Tuesday, 12 March 2024, 14:16 GMT", "2024-03-12"),
        ("Published on March 3rd, 2024 at 10:30 am", "2024-03-03"),
        ("Date: 12.03.2024", "2024-03-12"),
        ("Done at Vienna on 14 July 2015.", "2015-07-14"),
        ("İstanbul, March 2024", "2024-03"),
        ("2024-03-12T10:00:00Z", "2024-03-12"),
        # Not one of these dates the document.
        ("Geneva, March 3", None),
        ("On 12 March 2024 — a Tuesday — the minister left.", None),
        ("Elections on 12 March 2024", None),
        ("Summit planned for 12 June 2025", None),
        ("The minister left on 12 March 2024.", None),
        ("May 2024 was warm.", None),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("12 March 2024 and 13 March 2024", None),
    ],
)
def test_find_date_takes_datelines_and_lone_dates_only(line: str, date: str | None) -> None:
    assert find_date(f"A headline\n\n{line}\n\nMore text stands here.") == date


def test_find_date_looks_at_the_top_and_the_last_line_only() -> None:
    many = "\n\n".join(["The minister left."] * 20)
    assert find_date(f"{many}\n\n12 March 2024\n\n{many}") is None
    assert find_date(f"{many}\n\nVienna, 14 July 2015") == "2015-07-14"


@pytest.mark.parametrize(
    ("value", "date"),
    [("2024", "2024"), ("2024-03", "2024-03"), ("March 2024", "2024-03"), ("1 April 1949", "1949-04-01"), ("24", None)],
)
def test_parse_date_keeps_the_precision_given(value: str, date: str | None) -> None:
    assert parse_date(value) == date


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Minister visits Oslo", "Minister visits Oslo"),
        ("The minister visited Oslo.", None),
        ("“The minister visited Oslo.”", None),
        ("Minister Hale: “We will wait”", "Minister Hale: “We will wait”"),
        ("Q: What of Oslo", None),
        ("FOREIGN MINISTER: Oslo, and then", None),
        ("12 March 2024", None),
        ("- Oslo", None),
        ("Oslo " * 60 + "end", None),
    ],
)
def test_find_title_takes_a_short_line_that_is_no_sentence(first: str, title: str | None) -> None:
    assert find_title(f"{first}\n\nShe left.") == title


def test_find_title_needs_a_text_below() -> None:
    assert find_title("The minister visited Oslo") is None


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        FRENCH,
        "De minister had dinsdag in Oslo overleg met zijn collega over de vraag of we dit jaar nog een verdrag kunnen "
        "sluiten, en of het parlement dat zal steunen.",
        "Ministeren sagde, at det er vigtigt, at landene her i Norden kan have tillid til hinanden, fordi der er krig "
        "i Europa, og at han vil rejse til Oslo.",
        "El ministro ha llegado el martes a Oslo para dos días de conversaciones con su homóloga noruega sobre la "
        "navegación en el norte, y he aquí lo que no dijo.",
    ],
)
def test_english_share_tells_english_from_its_neighbours(text: str) -> None:
    assert (english_share(PROSE) or 0) > 0.12
    share = english_share(text)
    assert share is not None and share < 0.04


def test_read_documents_takes_a_short_notice_full_of_names(tmp_path: Path) -> None:
    notice = (
        "Serbian President Aleksandar Vučić met Czech Prime Minister Petr Fiala in Belgrade. Güler Çelik was appointed "
        "ambassador to Serbia. Petr Nowak became consul general in Novi Sad."
    )
    assert english_share(notice) == 0
    assert _document(tmp_path / "a.txt", notice)


def test_read_documents_gives_few_words_the_benefit_of_the_doubt(tmp_path: Path) -> None:
    assert _document(tmp_path / "a.txt", "Der Minister ist in Oslo.").title is None
