"""Files as archives, ministries and other people's programs write them, each of a kind that was once misread."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

import pytest

from extract.documents import Refusal
from extract.documents.stubs import stub_reason
from graph.records import Document
from tests.extract.documents.conftest import Found, Read

TEXT = (
    "The foreign minister of Latvia travelled to Oslo on Monday, and they spoke about the sea that both of them share."
)
MORE = "The two sides also spoke about trade between their countries, which had grown in the first half of the year."


def documents(found: list[Found]) -> list[Document]:
    return [one for one in found if isinstance(one, Document)]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("State,Body,Joined\nNorway,NATO,1949\nFinland,NATO,2023\n", ["State: Norway; Body: NATO; Joined: 1949."]),
        (
            "Date,Sender,Recipient,Type\n1962-10-24,U Thant,John Kennedy,Message\n1962-10-26,Dean Rusk,U Thant,Letter\n",
            ["1962-10-24: Sender: U Thant; Recipient: John Kennedy; Type: Message."],
        ),
        (f"Date,Body\n2024-03-05,{TEXT.replace(',', '')}\n", [TEXT.replace(",", "")]),
        (f'"Clippings of the embassy"\n\nDate;Text\n2024-03-05;{TEXT}\n2024-03-06;{MORE}\n', [TEXT]),
    ],
)
def test_a_column_of_texts_holds_texts(found: Read, table: str, lines: list[str]) -> None:
    [first, *_] = documents(found("a.csv", table))
    assert first.text.split("\n\n")[: len(lines)] == lines


@pytest.mark.parametrize(
    ("charset", "coded"),
    [
        *(
            (said, coded)
            for said in (None, "us-ascii", "iso-8859-1", "utf-8", "nonsense-8")
            for coded in ("utf-8", "cp1252")
        ),
        ("windows-1252", "cp1252"),
    ],
)
def test_mail_has_its_letters_whatever_its_program_says(found: Read, charset: str | None, coded: str) -> None:
    said = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    head = f"From: a@example.org\nSubject: Visit\nDate: Tue, 5 Mar 2024 08:00:00 +0000\n{said}\n"
    body = f"François Müller said: “We agree” – that is all. {TEXT}\n"
    [document] = documents(found("a.eml", head.encode() + body.encode(coded)))
    assert document.text.startswith("François Müller said: “We agree” – that is all.")


def test_mail_keeps_quotations_apart_and_takes_the_page_where_the_plain_text_is_none(found: Read) -> None:
    head = "From: a@example.org\nSubject: Re: Visit\nDate: Tue, 5 Mar 2024 08:00:00 +0000\n\n"
    [document] = documents(
        found("a.eml", f"{head}I agree with this.\n\n> {TEXT.replace(' and ', chr(10) + '> and ')}\n")
    )
    assert document.text == f"I agree with this.\n\n{TEXT}"
    message = EmailMessage()
    message["Subject"] = "Release"
    message.set_content("Your program does not show HTML. View this message in your browser.")
    message.add_alternative(f"<html><body><p>{TEXT}</p><p>{MORE}</p><p>{TEXT[:-1]} again.</p></body></html>", "html")
    [document] = documents(found("b.eml", message.as_bytes()))
    assert document.text.startswith(TEXT) and "your browser" not in document.text


def test_archives_of_mailing_lists_hide_addresses(found: Read) -> None:
    one = "From anna at example.org  Tue Mar  5 08:00:00 2024\nFrom: anna at example.org (Anna)\nDate: Tue, 5 Mar 2024"
    other = "From bo at example.org  Wed Mar  6 08:00:00 2024\nFrom: bo at example.org (Bo)\nDate: Wed, 6 Mar 2024"
    archive = f"{one} 08:00:00 +0000\nSubject: Oslo\n\n{TEXT}\n\n{other} 08:00:00 +0000\nSubject: Trade\n\n{MORE}\n"
    assert [(each.title, each.date) for each in documents(found("list.mbox", archive))] == [
        ("Oslo", "2024-03-05"), ("Trade", "2024-03-06"),
    ]  # fmt: skip


def test_feeds_have_ids_pictures_and_letters_of_their_own(found: Read) -> None:
    item = (
        "<item><title>UK &amp; France</title><guid>12345 at https://x.example</guid>"
        f"<description><![CDATA[UK & France. {TEXT}]]></description>"
        '<media:content url="x.jpg"><media:credit>Photograph: Anna Berg</media:credit></media:content></item>'
    )
    feed = f'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel>{item}</channel></rss>'
    for data in (feed.encode(), f'<?xml version="1.0" encoding="utf-16"?>{feed}'.encode("utf-16")):
        [document] = documents(found("a.rss", data))
        assert (document.id, document.title) == ("12345_at_https://x.example", "UK & France")
        assert document.text == f"UK & France. {TEXT}"


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"_id": {"$oid": "65e7"}, "text": TEXT}, {"id": "65e7"}),
        ({"text": f"C&ocirc;te d&#8217;Ivoire. {TEXT}"}, {"text": f"Côte d’Ivoire. {TEXT}"}),
        ({"text": f"One line.<br>{TEXT}"}, {"text": f"One line.\n\n{TEXT}"}),
        ({"maintext": TEXT, "date_publish": "2024-03-05 10:00:00+00"}, {"date": "2024-03-05"}),
        ({"text": TEXT, "date": "5-Mar-24"}, {"date": "2024-03-05"}),
        ({"text": TEXT, "date": "n.d."}, {"date": None}),
        ({"text": TEXT, "language": "English, French"}, {"language": "en"}),
        ({"body": TEXT, "source": [{"name": "OCHA"}], "date": {"created": "2024-03-05"}}, {"source": "OCHA"}),
        ({"text": ["Hello ", {"type": "bold", "text": "minister. "}, TEXT]}, {"text": f"Hello minister. {TEXT}"}),
    ],
)
def test_records_of_other_programs(found: Read, record: dict[str, object], wanted: dict[str, object]) -> None:
    [document] = documents(found("a.json", json.dumps(record)))
    assert {name: getattr(document, name) for name in wanted} == wanted


def test_numbers_of_lists_stay_as_they_are_written(found: Read) -> None:
    [document] = documents(
        found("a.md", "# Visits\n\n12. March 2024: Berg visits Riga.\n15. March 2024: Ozols visits Oslo.\n")
    )
    assert document.text.split("\n")[-2:] == ["12. March 2024: Berg visits Riga.", "15. March 2024: Ozols visits Oslo."]


def test_the_head_of_a_memorandum_is_no_table(found: Read) -> None:
    head = "TO:\tThe Minister\nFROM:\tAnna Berg\nCC:\tPermanent Secretary\nDATE:\t5 March 2024\n"
    [document] = documents(found("memo.txt", f"MEMORANDUM\n\n{head}\n{TEXT}\n"))
    assert document.date == "2024-03-05" and "FROM: Anna Berg" in document.text


def test_an_empty_cell_between_spaces_is_one(found: Read) -> None:
    rows = ("State      Minister        Since", "Norway     Anna Berg       2020", "Latvia     Janis Ozols     2021")
    table = "\n".join((*rows, "Chad                       2022"))
    [document] = documents(found("a.txt", f"Members\n\n{table}\n\n{TEXT}\n"))
    assert "State: Chad; Since: 2022." in document.text


def test_word_files_say_more_than_their_text(found: Read) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="urn:wp"'
    drawing = "<w:drawing><wp:anchor><wp:positionH><wp:posOffset>-114300</wp:posOffset></wp:positionH></wp:anchor></w:drawing>"
    body = (
        f"<w:p><w:r>{drawing}<w:t>The Under</w:t><w:noBreakHyphen/><w:t>Secretary left.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{TEXT}</w:t><w:cr/><w:t>{MORE}</w:t></w:r></w:p>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    [document] = documents(found("a.docx", packed.getvalue()))
    assert document.text == f"The Under-Secretary left.\n\n{TEXT}\n\n{MORE}"


@pytest.mark.parametrize(
    ("head", "foot", "date"),
    [
        ("", '<aside><time datetime="2025-09-01">1 September</time></aside>', None),
        ("", '<footer><time datetime="2025-09-01">1 September</time></footer>', None),
        ('<time datetime="2024-03-05">5 March</time>', '<time datetime="2025-09-01">x</time>', "2024-03-05"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "2010-01-01"}, '
            '{"@type": "NewsArticle", "datePublished": "2024-03-05"}]}</script>',
            "",
            "2024-03-05",
        ),
        ("", "<p>Last updated: 1 September 2025</p>", None),
        ("<span>05.03.2024 | Press office</span>", "", "2024-03-05"),
        ("<div>Release - 5 March 2024</div>", '<aside><time datetime="2025-09-01">x</time></aside>', "2024-03-05"),
    ],
)
def test_a_page_is_dated_by_what_is_said_of_its_own_text(found: Read, head: str, foot: str, date: str | None) -> None:
    page = f"<html><body><article><h1>Visit</h1>{head}<p>{TEXT}</p><p>{MORE}</p></article>{foot}</body></html>"
    [document] = documents(found("a.html", page))
    assert document.date == date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Minister warns\nSubscribe to unlock this article. Cancel anytime. Then €69 per month. Why us?", "paywall"),
        (
            "Before you continue\nWe and our 842 partners store information on your device. "
            "Our partners process it for personalised ads. You may manage your choices in the privacy policy.",
            "cookies",
        ),
        ("451: Unavailable due to legal reasons\nYou are in a region where access cannot be granted.", "error"),
        ("Oops!\nWe can’t find the page that you’re looking for. It may have been typed incorrectly.", "error"),
        ("Sign in\nEnter your email address and password. Forgot your password? Create one here.", "password"),
        ("This domain is for sale.\nThe owner of this domain has not yet uploaded a site.", "sale"),
        ("Hrm.\nThe Wayback Machine has not archived that URL.", "kept elsewhere"),
    ],
)
def test_stub_reason_knows_pages_that_are_none(text: str, said: str) -> None:
    assert said in (stub_reason(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "The Estonian foreign ministry said on Monday that its website was temporarily unavailable after an attack from "
        "abroad, and that the ambassador was summoned.",
        "We and our partners stand with Ukraine.",
        "India would like to buy jets from France. The ministers meet on Monday.",
        "Iran refused full access to its sites.",
    ],
)
def test_stub_reason_lets_short_news_pass(text: str) -> None:
    assert stub_reason(text) is None


def test_parts_of_a_saved_page_in_an_archive_are_passed_over(found: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("visit.html", f"<html><body><article><p>{TEXT}</p><p>{MORE}</p></article></body></html>")
        archive.writestr("visit_files/frame.html", f"<html><body><p>{MORE}</p></body></html>")
    page, part = found("a.zip", packed.getvalue())
    assert isinstance(page, Document) and isinstance(part, Refusal) and "part of a saved page" in part.reason
