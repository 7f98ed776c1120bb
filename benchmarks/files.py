"""One file of each form that Legation reads, made here byte by byte: for benchmarks and tests. Every text is our own."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import textwrap
import zipfile
from collections.abc import Callable, Iterable
from html import escape

TITLE = "Berg in Riga for talks on fish"
PARAGRAPHS = (
    "RIGA, 5 March 2024 (Northern Wire) – The foreign minister of Norway, Anna Berg, visited Riga on Monday and held talks "
    "with the Latvian foreign minister, Janis Ozols.",
    "The two ministers said that they would sign an agreement on fishing in the autumn, and that their states would open a "
    "joint office in Ventspils before the end of the year.",
    "Ms Berg also met the president of Latvia, Ilze Kalnina, who thanked Norway for its support over the years.",
)


def text() -> bytes:
    """Wrapped at 72 columns."""
    return "\n\n".join((TITLE, *(textwrap.fill(each, 72) for each in PARAGRAPHS))).encode()


def markdown() -> bytes:
    return f"# {TITLE}\n\n{_joined(PARAGRAPHS)}\n".encode()


def page(paragraphs: Iterable[str] = PARAGRAPHS, title: str = TITLE) -> bytes:
    """A saved page with what stands around a text."""
    body = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Northern Wire</title>'
        '<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body><nav><ul><li><a href="/">'
        f"Home</a></li><li><a href='/world'>World</a></li></ul></nav><article><h1>{escape(title)}</h1>{body}</article>"
        "<aside><h3>Most read</h3><ul><li><a href='/a'>Ten best lakes</a></li></ul></aside>"
        "<footer><p>Copyright 2010-2026 Northern Wire</p></footer></body></html>"
    ).encode()


def pdf(pages: Iterable[Iterable[str]] = ()) -> bytes:
    """A PDF of some lines a page, in Helvetica."""
    given = [list(lines) for lines in pages] or [textwrap.wrap(" ".join(PARAGRAPHS), 80)]
    shown = ("".join(f"({_escaped(line)}) Tj T*\n" for line in lines) for lines in given)
    return _pdf([f"BT /F1 11 Tf 14 TL 50 780 Td\n{lines}ET" for lines in shown])


def placed_pdf(pages: Iterable[Iterable[tuple[int, int, str]]]) -> bytes:
    """A PDF of lines that each stand at a place of their page: points from the left, points from the foot, and words."""
    return _pdf(
        [
            "\n".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({_escaped(line)}) Tj ET" for x, y, line in page)
            for page in pages
        ]
    )


def _pdf(pages: list[str]) -> bytes:
    """A PDF of pages that are drawn by some commands each."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, page in enumerate(pages):
        content = page.encode("cp1252", "replace")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip


def docx(paragraphs: Iterable[str] = PARAGRAPHS) -> bytes:
    """A Word document, the last paragraph added and a first one deleted in tracked changes."""
    *first, last = paragraphs
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in (TITLE, *first))
    body += "<w:p><w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del></w:p>"
    body += f"<w:p><w:ins><w:r><w:t>{escape(last)}</w:t></w:r></w:ins></w:p>"
    document = f'<?xml version="1.0"?><w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>'
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return archive({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})


def odt(paragraphs: Iterable[str] = PARAGRAPHS) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = f"<text:h>{TITLE}</text:h>" + "".join(f"<text:p>{escape(each)}</text:p>" for each in paragraphs)
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>"
    )
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def rtf(paragraphs: Iterable[str] = PARAGRAPHS) -> bytes:
    lines = "".join(f"{each}\\par\n" for each in (TITLE, *paragraphs))
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\n" + lines.replace("–", "\\u8211?") + "}").encode("ascii")


def epub(paragraphs: Iterable[str] = PARAGRAPHS) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{TITLE}</dc:title><dc:language>en</dc:language><dc:rights>CC0</dc:rights></metadata><manifest>"
        '<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    first, *rest = paragraphs
    chapters = {
        name: f"<html><head><title>x</title></head><body>{''.join(f'<p>{escape(p)}</p>' for p in parts)}</body></html>"
        for name, parts in (("book/one.xhtml", [first]), ("book/two.xhtml", rest))
    }
    files = {"META-INF/container.xml": container, "book/content.opf": package, **chapters}
    return archive({"mimetype": b"application/epub+zip"} | {name: each.encode() for name, each in files.items()})


def mail(attached: bytes = b"") -> bytes:
    head = f"From: press@example.org\nTo: desk@example.org\nSubject: {TITLE}\nDate: Tue, 05 Mar 2024 09:00:00 +0100\n"
    head += "Message-ID: <1@example.org>\nMIME-Version: 1.0\n"
    plain = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_joined(PARAGRAPHS)}\n"
    if not attached:
        return (head + plain).encode()
    import base64

    parts = f'Content-Type: multipart/mixed; boundary="x"\n\n--x\n{plain}\n--x\n'
    parts += 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="release.pdf"\n'
    return (head + parts + "Content-Transfer-Encoding: base64\n\n").encode() + base64.encodebytes(attached) + b"--x--\n"


def mailbox() -> bytes:
    """Two messages, one of which quotes the line that stands above each."""
    second = "From: b@example.org\nSubject: Envoy recalled\nDate: Wed, 6 Mar 2024 09:00:00 +0100\nMessage-ID: <2@example.org>\n\n"
    return (
        b"From a@example.org Tue Mar  5 08:00:00 2024\n" + mail() + b"\nFrom b@example.org Wed Mar  6 08:00:00 2024\n"
        + second.encode() + b"Norway recalled its ambassador to Chad on Monday.\n\n>From Riga there was no word.\n"
    )  # fmt: skip


def web_archive() -> bytes:
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/berg\nSubject: Berg\n"
    head += "Date: Fri, 9 Jan 2026 08:00:00 -0000\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="y"\n\n--y\n'
    head += "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return f"{head}Content-Location: https://example.org/berg\n\n".encode() + page() + b"\n--y--\n"


def rss() -> bytes:
    item = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Northern Wire</title><item><title>{TITLE}</title><link>https://example.org/1</link>"
        "<guid>urn:wire:1</guid><pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><description>Short.</description>"
        f"<content:encoded>{escape(item)}</content:encoded></item><item><title>Envoy recalled</title>"
        "<pubDate>Wed, 06 Mar 2024 08:00:00 GMT</pubDate><description>Norway recalled its ambassador to Chad on Monday."
        "</description></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>urn:wire:1</id>'
        f'<title>{TITLE}</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>'
        f'<published>2024-03-05T08:00:00Z</published><updated>2025-01-01T00:00:00Z</updated><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</div></content></entry></feed>'
    ).encode()


def nitf() -> bytes:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE nitf SYSTEM "nitf-3-5.dtd"><nitf><head><title>x</title><docdata>'
        '<doc-id id-string="wire-2024-1" regsrc="Northern Wire"/><date.issue norm="20240305T080000Z"/></docdata></head>'
        f"<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><dateline><location>RIGA</location></dateline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    ).encode()


def newsml() -> bytes:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        '<newsItem guid="urn:newsml:example.org:20240305:1" xml:lang="en-GB"><itemMeta>'
        "<versionCreated>2024-03-05T08:00:00Z</versionCreated></itemMeta><contentMeta>"
        f"<headline>{TITLE}</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
        "</inlineXML></contentSet></newsItem></itemSet></newsMessage>"
    ).encode()


def sentences() -> bytes:
    """As event coders keep them."""
    return (
        b'<Sentences>\n<Sentence date="20240304" id="W_1" source="NWR" sentence="True">\n<Text>\nNorway on Monday accused\n'
        b"Chad of breaching the treaty.\n</Text>\n<Parse>\n(ROOT (S (NP NORWAY )))\n</Parse>\n</Sentence>\n"
        b'<Sentence date="20240305" id="W_2" source="NWR" sentence="True">\n<Text>\nChad on Tuesday recalled its ambassador '
        b"to Norway.\n</Text>\n</Sentence>\n</Sentences>\n"
    )


def corpus() -> bytes:
    """As newswire corpora are: no root, bare ampersands."""
    return (
        '<DOC id="NWR_ENG_20240305.0001" type="story">\n<HEADLINE>\nBerg &AMP; Ozols meet\n</HEADLINE>\n<DATELINE>\nRIGA, '
        f"March 5\n</DATELINE>\n<TEXT>\n<P>\n{textwrap.fill(PARAGRAPHS[1], 60)}\n</P>\n<P>\n{PARAGRAPHS[2]}\n</P>\n</TEXT>\n"
        '</DOC>\n<DOC id="NWR_ENG_20240306.0002" type="story">\n<TEXT>\n<P>\nThe firm Smith & Sons left the talks of the '
        "ministers in Riga.\n</P>\n</TEXT>\n</DOC>\n"
    ).encode()


def json_page() -> bytes:
    """As news services send it."""
    first = {
        "webTitle": TITLE,
        "webPublicationDate": "2024-03-05T08:00:00Z",
        "fields": {"body": f"<p>{PARAGRAPHS[0]}</p>"},
    }
    second = {
        "headline": {"main": "Envoy recalled"},
        "publishedAt": 1709712000,
        "content": PARAGRAPHS[1],
        "url": "https://e.org/2",
    }
    return json.dumps({"status": "ok", "response": {"results": [first, second]}}).encode()


def json_lines() -> bytes:
    records = ({"id": f"urn:wire:{n}", "date": "2024-03-05", "text": each} for n, each in enumerate(PARAGRAPHS))
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def table() -> bytes:
    rows = "".join(f'2024-03-0{n};"{each}";Northern Wire\n' for n, each in enumerate(PARAGRAPHS, 1))
    return f"Date;Body;Source\n{rows}".encode()


def spreadsheet() -> bytes:
    """An XLSX with text in its cells."""

    def cell(place: str, value: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    rows = [("Clippings of March", ""), ("Published", "Story"), *(("2024-03-05", each) for each in PARAGRAPHS)]
    data = "".join(
        f'<row r="{n}">{cell(f"A{n}", one)}{cell(f"B{n}", two)}</row>' for n, (one, two) in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.'
        f'main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="News" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
    }
    return archive({name: each.encode() for name, each in files.items()})


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    out = io.BytesIO()
    write_table(pa.table({"date": ["2024-03-05"] * 3, "body": list(PARAGRAPHS)}), out)
    return out.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    """A zip archive, with the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2024, 3, 5, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()


FORMS: dict[str, Callable[[], bytes]] = {
    "a.txt": text, "a.md": markdown, "a.html": page, "a.pdf": pdf, "a.docx": docx, "a.odt": odt, "a.rtf": rtf,
    "a.epub": epub, "a.eml": mail, "a.mht": web_archive, "a.mbox": mailbox, "a.rss": rss, "a.atom": atom, "nitf.xml": nitf,
    "newsml.xml": newsml, "sentences.xml": sentences, "a.sgm": corpus, "a.json": json_page, "a.jsonl": json_lines,
    "a.csv": table, "a.xlsx": spreadsheet, "a.parquet": parquet,
    "a.txt.gz": lambda: gzip.compress(text(), mtime=0), "a.jsonl.bz2": lambda: bz2.compress(json_lines()),
    "a.html.xz": lambda: lzma.compress(page()), "a.zip": lambda: archive({"in/b.txt": text(), "in/c.pdf": pdf()}),
}  # fmt: skip
"""A maker for each form, by a name with the usual ending."""


def _joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
