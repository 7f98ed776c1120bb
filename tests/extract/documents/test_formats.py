"""Every form of file that people bring: what is read out of it, and what is said where it cannot be read."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from extract.documents import Hints, Refusal
from graph.records import Document

Read = Callable[..., list[Any]]

WHOLE = ("a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.odt", "a.rtf", "a.epub", "a.eml", "a.mht", "nitf.xml",
         "newsml.xml", "a.atom", "a.txt.gz", "a.html.xz")  # fmt: skip
PARTS = {"a.jsonl": 3, "a.jsonl.bz2": 3, "a.csv": 3, "a.xlsx": 3, "a.parquet": 3, "a.rss": 2, "a.mbox": 2, "a.json": 2,
         "sentences.xml": 2, "a.sgm": 2, "a.zip": 2}  # fmt: skip


def test_every_form_is_tried(made: ModuleType) -> None:
    assert {*WHOLE, *PARTS} == set(made.FORMS)


@pytest.mark.parametrize("name", WHOLE)
def test_read_documents_reads_the_text_and_the_date_of_every_form(found: Read, made: ModuleType, name: str) -> None:
    [doc] = found(name, made.FORMS[name]())
    assert isinstance(doc, Document), doc
    text = " ".join(doc.text.split())
    assert all(paragraph in text for paragraph in made.PARAGRAPHS)
    assert doc.date == "2024-03-05"
    assert "<" not in doc.text and "Struck out" not in doc.text and "Most read" not in doc.text
    assert doc.title == made.TITLE or name == "a.pdf"


@pytest.mark.parametrize(("name", "count"), PARTS.items())
def test_read_documents_reads_every_record(found: Read, made: ModuleType, name: str, count: int) -> None:
    docs = found(name, made.FORMS[name]())
    assert [type(doc) for doc in docs] == [Document] * count, docs
    assert all(doc.date and doc.date.startswith("2024-03") for doc in docs)
    assert len({doc.id for doc in docs}) == count


def test_read_documents_keeps_what_a_wire_says_of_itself(found: Read, made: ModuleType) -> None:
    [nitf] = found("x.xml", made.nitf())
    assert (nitf.id, nitf.source, nitf.title) == ("wire-2024-1", "Northern Wire", made.TITLE)
    [newsml] = found("x.xml", made.newsml())
    assert (newsml.id, newsml.language) == ("urn:newsml:example.org:20240305:1", "en")
    first, second = found("x.xml", made.sentences())
    assert (first.id, first.source, first.date) == ("W_1", "NWR", "2024-03-04")
    assert first.text == "Norway on Monday accused Chad of breaching the treaty."  # no tag, attribute or parse
    assert second.text == "Chad on Tuesday recalled its ambassador to Norway."
    long, short = found("x.sgm", made.corpus())
    assert (long.title, long.date) == ("Berg & Ozols meet", "2024-03-05")
    assert long.text.startswith("RIGA, March 5\n\nThe two ministers")
    assert "Smith & Sons" in short.text
    rss, stub = found("x.xml", made.rss())
    assert (rss.id, rss.source, rss.date, stub.date) == (
        "urn:wire:1",
        "https://example.org/1",
        "2024-03-05",
        "2024-03-06",
    )
    [atom] = found("x.xml", made.atom())
    assert (atom.source, atom.date) == ("https://example.org/1", "2024-03-05")


def test_read_documents_takes_a_file_for_what_it_is(found: Read, made: ModuleType) -> None:
    for name, maker in made.FORMS.items():
        if name in ("a.md", "a.csv", "a.txt"):
            continue  # nothing in them says so
        docs = found("lies.txt", maker())
        assert docs and all(isinstance(doc, Document) for doc in docs), (name, docs)


def test_read_documents_gives_the_pages_of_a_pdf(found: Read, made: ModuleType) -> None:
    lines = [
        ["Ministry of Foreign Affairs", "1", "The minister of Norway visited Riga on Monday and held talks with her"],
        ["Ministry of Foreign Affairs", "2", "counterpart. They signed a treaty on fish.", "Ms Berg left in the eve-"],
        ["Ministry of Foreign Affairs", "3", "ning. She is back in Oslo."],
    ]
    [doc] = found("a.pdf", made.pdf(lines))
    assert doc.text == (
        "Ministry of Foreign Affairs\n\nThe minister of Norway visited Riga on Monday and held talks with her counterpart. "
        "They signed a treaty on fish.\n\nMs Berg left in the evening. She is back in Oslo."
    )
    assert [doc.page(doc.text.index(word)) for word in ("visited", "counterpart", "treaty", "evening", "Oslo")] == [
        1,
        2,
        2,
        3,
        3,
    ]


def test_read_documents_reads_what_is_attached_to_a_mail(found: Read, made: ModuleType) -> None:
    release = made.pdf([["The minister of Chad arrived in Oslo on Friday."]])
    mail = made.mail(release)
    for disposition in (b"attachment", b"inline"):
        message, attached = found("a.eml", mail.replace(b"Disposition: attachment", b"Disposition: " + disposition))
        assert message.title == made.TITLE
        assert attached.source.endswith("a.eml/release.pdf") and attached.text.startswith("The minister of Chad")


def test_read_documents_reads_a_message_that_is_passed_on(found: Read) -> None:
    inner = "From: a@example.org\nSubject: Earlier\nDate: Mon, 4 Mar 2024 09:00:00 +0000\n\nChad recalled its envoy to Oslo.\n"
    head = "From: b@example.org\nSubject: Fwd\nDate: Tue, 5 Mar 2024 09:00:00 +0000\nMIME-Version: 1.0\n"
    parts = (
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee what came yesterday.\n--x\n"
    )
    message, before = found("a.eml", f"{head}{parts}Content-Type: message/rfc822\n\n{inner}--x--\n")
    assert (message.text, before.text) == ("See what came yesterday.", "Chad recalled its envoy to Oslo.")
    assert (before.title, before.date) == ("Earlier", "2024-03-04")


def _mail(subject: str, date: str, body: str, head: str = "") -> str:
    return f"From press@example.org Tue Mar  5 08:00:00 2024\nSubject: {subject}\nDate: {date}\nMIME-Version: 1.0\n{head}\n{body}\n\n"


@pytest.mark.parametrize("date", ["sometime in March", "5/3/2024", "Tue, 45 Mar 2024 08:00:00 +0100"])
def test_read_documents_reads_a_message_whose_day_cannot_be_read(found: Read, date: str) -> None:
    [doc] = found("a.mbox", _mail("Berg in Riga", date, "The foreign minister of Norway visited Riga."))
    assert (doc.title, doc.date, doc.text) == ("Berg in Riga", None, "The foreign minister of Norway visited Riga.")
    [doc] = found(
        "b.mbox", _mail("Berg", "5/3/2024", "The foreign minister of Norway was in Riga."), Hints(first="day")
    )
    assert doc.date == "2024-03-05"


def test_read_documents_reads_a_message_that_only_passes_another_on(found: Read) -> None:
    inner = (
        "Subject: Lind in {0}\nDate: Mon, 04 Mar 2024 09:00:00 +0100\n\nThe minister of Sweden visited {0} on Monday."
    )
    part = 'Content-Type: multipart/mixed; boundary="x"\n'
    coded = base64.encodebytes(inner.format("Oslo").encode()).decode()
    head = "--x\nContent-Type: message/rfc822\n"
    mailbox = (
        _mail("Fwd", "Tue, 05 Mar 2024 09:00:00 +0100", inner.format("Lima"), "Content-Type: message/rfc822\n"),
        _mail("Fwd", "Tue, 05 Mar 2024 09:00:00 +0100", f"{head}\n{inner.format('Riga')}\n--x--", part),
        _mail("Fwd", "", f"{head}Content-Transfer-Encoding: base64\n\n{coded}\n--x--", part),
    )
    docs = found("a.mbox", "".join(mailbox))
    assert [(doc.title, doc.date, doc.text[:-11]) for doc in docs] == [
        (f"Lind in {place}", "2024-03-04", f"The minister of Sweden visited {place}")
        for place in ("Lima", "Riga", "Oslo")
    ]
    assert docs[0].source.endswith("a.mbox message 1/message 1.eml")


def test_read_documents_parts_the_messages_of_a_mailbox(found: Read, made: ModuleType) -> None:
    first, second = found("saved", made.mailbox())
    assert (first.title, second.date) == (made.TITLE, "2024-03-06")
    assert second.text == "Norway recalled its ambassador to Chad on Monday.\n\nFrom Riga there was no word."


def test_read_documents_finds_the_paragraphs_of_a_pdf_by_its_gaps(found: Read, made: ModuleType) -> None:
    left = ["The minister of Norway came to Riga", "on Monday for talks on fish with her"]
    right = ["counterpart, who had long waited for", "them. They signed a treaty."]
    lines = [(50, 800, "Talks in Riga between Norway and Latvia"), (50, 770, "RIGA, 5 March 2024")]
    lines += [(50, 740 - 14 * n, line) for n, line in enumerate(left)]
    lines += [(310, 740 - 14 * n, line) for n, line in enumerate(right)]
    [doc] = found("a.pdf", made.placed_pdf([lines]))
    assert doc.text == (
        "Talks in Riga between Norway and Latvia\n\nRIGA, 5 March 2024\n\nThe minister of Norway came to Riga on Monday "
        "for talks on fish with her counterpart, who had long waited for them. They signed a treaty."
    )
    assert (doc.title, doc.date) == ("Talks in Riga between Norway and Latvia", "2024-03-05")


def test_read_documents_reads_rich_text_with_its_letters_and_tables(found: Read) -> None:
    table = (
        r"\trowd State\cell Envoy\cell\row\trowd Norway\cell Anna Berg\cell\row\trowd Chad\cell Idriss Saleh\cell\row"
    )
    [doc] = found("a.rtf", rf"{{\rtf1\ansi\ansicpg1250 J\u257?nis \'8amits met her in Oslo.\par {table} }}")
    assert (
        doc.text
        == "Jānis Šmits met her in Oslo.\n\nState: Norway; Envoy: Anna Berg.\n\nState: Chad; Envoy: Idriss Saleh."
    )


def test_read_documents_counts_what_an_archive_holds_beside_documents(found: Read, made: ModuleType) -> None:
    files = {"p/a.txt": made.text(), "p/b.png": b"\x89PNG", "__MACOSX/p/._a.txt": b"x", "p/README.md": b"# Hello"}
    kinds = [one.kind if isinstance(one, Refusal) else "read" for one in found("a.zip", made.archive(files))]
    assert sorted(kinds) == [".png", "hidden", "read", "readme"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", lambda made: made.pdf([[""]]), "its pages are pictures of it"),
        ("a.pdf", lambda made: made.pdf()[:300], "it is damaged"),
        ("a.doc", lambda made: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
        ("a.tar", lambda made: b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"\0" * 300, "a tar archive"),
        ("a.docx", lambda made: made.archive({"word/document.xml": b"<w:p"}), "it is damaged"),
        ("a.zip", lambda made: made.archive({"a.png": b"x"}), "it holds none"),
        ("a.zip", lambda made: made.archive({"a.txt": made.text()})[:-30], "it is damaged"),
        ("a.gz", lambda made: gzip.compress(made.text(), mtime=0)[:-9], "it is damaged"),
        ("a.gz", lambda made: gzip.compress(b"a" * 60_000_000, mtime=0), "more than 200 times its size"),
        ("a.docx", lambda made: made.archive({"word/document.xml": b" " * 150_000_000}), "more than any document has"),
        ("a.xml", lambda made: b"<?xml version='1.0'?><settings><mode>on</mode></settings>", "there is none in it"),
        ("a.xml", lambda made: b"<?xml version='1.0'?><rss><item><text>The minister left", "malformed XML"),
        ("a.csv", lambda made: b"code,gdp\nNOR,3.4\nTCD,1.2\n", "name the column with --field text=NAME"),
        ("a.csv", lambda made: b"", "the file is empty"),
        ("a.csv", lambda made: b"Date;Body;Source\n", "nothing but headings or blank lines"),
        ("a.jsonl", lambda made: b"\n\n\n", "nothing but headings or blank lines"),
        ("a.zip", lambda made: made.archive({"b.csv": b"date,text\n"}), "nothing but headings or blank lines"),
        ("a.xlsx", lambda made: made.archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<"}), "a spreadsheet"),
        ("a.parquet", lambda made: b"PAR1" + b"\0" * 40, "a Parquet file"),
        ("a.json", lambda made: b"[" * 600 + b"]" * 600, "nested too deeply"),
    ],
)  # fmt: skip
def test_read_documents_says_why_a_file_cannot_be_read(
    found: Read, made: ModuleType, name: str, content: Callable[[ModuleType], bytes], said: str
) -> None:
    refusals = found(name, content(made))
    assert all(isinstance(one, Refusal) for one in refusals), refusals
    assert said in refusals[-1].reason and "\n" not in refusals[-1].reason


def test_read_documents_unpacks_no_archive_in_an_archive_without_end(found: Read, made: ModuleType) -> None:
    data = made.text()
    for _ in range(6):
        data = made.archive({"in.zip": data})
    [refusal] = found("a.zip", data)
    assert "lie in more than 3 archives" in refusal.reason


@pytest.mark.parametrize("where", ["text", "attribute"])
def test_read_documents_follows_no_entity(found: Read, tmp_path: Any, where: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The number is 8141.")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "aha">]>'
    used = "<text>The minister left. &x;</text>" if where == "text" else '<text>Left.</text><a b="&y;"/>'
    for one in found("a.xml", f'<?xml version="1.0"?>{head}<rss><item>{used}</item></rss>'):
        assert "8141" not in str(one)
        assert where == "attribute" or "entities are not resolved" in one.reason


def test_read_documents_reads_every_text_of_a_message_and_digests_of_messages(found: Read) -> None:
    head = "From: a@example.org\nSubject: Talks\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
    one, two = "The minister of Chad left for Lisbon on Monday.", "The minister of Mali left for Dublin on Friday."
    parts = "".join(f"--x\nContent-Type: text/plain\n{more}\n{text}\n" for more, text in (
        ("", one), ('Content-Disposition: inline; filename="more.txt"\n', two)
    ))  # fmt: skip
    [doc] = found("a.eml", f"{head}Content-Type: multipart/mixed; boundary=x\n\n{parts}--x--\n")
    assert one in doc.text and two in doc.text
    inner = f"From: b@example.org\nSubject: More\n\n{two}\n"
    docs = found("b.eml", f"{head}Content-Type: multipart/digest; boundary=x\n\n--x\n\n{inner}\n--x--\n")
    assert [doc.text for doc in docs] == [two]
