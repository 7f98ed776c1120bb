"""Two thousand damaged files, the same ones each time: what becomes of each. Run it by hand; the last results are in
`results.md`.

Every file must come out as a document or as a refusal that names it, none may take the processor longer than `LONGEST`
seconds, and nothing outside the folder may be read: a secret lies beside it, which the files ask for in every way they
know, and the process tells when it opens a socket or a file elsewhere, beside those of Python and its packages, of which
some are loaded only when they are needed. `--first 1234 --count 1` tries one of them again.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from files import FORMS, PARAGRAPHS, archive, page, pdf, text

LONGEST = 10.0
SECRET = "The minister keeps the number 8141 under her hat and tells nobody of it, least of all the press."


def truncated(rng: random.Random) -> tuple[str, bytes]:
    name, data = whole(rng)
    return name, data[: rng.randrange(len(data))]


def flipped(rng: random.Random) -> tuple[str, bytes]:
    name, data = whole(rng)
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 20, 200))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return name, bytes(out)


def spliced(rng: random.Random) -> tuple[str, bytes]:
    """The middle of one file inside another."""
    (name, data), (_, other) = whole(rng), whole(rng)
    at, start = rng.randrange(len(data)), rng.randrange(len(other))
    return name, data[:at] + other[start : start + rng.randrange(2000)] + data[at:]


def misnamed(rng: random.Random) -> tuple[str, bytes]:
    """The content of one form under the ending of another."""
    return whole(rng)[0], whole(rng)[1]


def encoded(rng: random.Random) -> tuple[str, bytes]:
    """Text in an encoding that nobody told, or told wrongly."""
    words = "\n\n".join((*PARAGRAPHS, "Šefčovič, Erdoğan, João, Ðorđe and Ærø were there too."))
    data = words.encode(rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1250", "cp1252", "cp1254", "utf-7")), "replace")
    head = rng.choice(
        (b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b'<html><meta charset="koi8-r"><p>', b'<meta charset="x-99">')
    )
    return rng.choice(("a.txt", "a.html", "a.csv", "a.json")), head + data


def nested(rng: random.Random) -> tuple[str, bytes]:
    depth = rng.choice((300, 3_000, 100_000))
    tag = rng.choice(("div", "table", "li", "b", "p", "font"))
    kind = rng.randrange(4)
    if kind == 0:
        return "a.html", b"<html><body>" + f"<{tag}>".encode() * depth + text() + f"</{tag}>".encode() * depth
    if kind == 1:
        return "a.json", b"[" * depth + b'{"text": "x"}' + b"]" * rng.choice((depth, 0))
    if kind == 2:
        return "a.xml", b"<item>" + b"<a>" * depth + b"<text>The minister left.</text>" + b"</a>" * depth + b"</item>"
    return "a.md", b">" * depth + b" " + text() + b"\n" + b"- " * depth + b"[" * depth


def giant(rng: random.Random) -> tuple[str, bytes]:
    """Lines, words and numbers without an end."""
    size = rng.choice((10_000, 300_000, 2_000_000))
    piece = rng.choice(
        (
            b"a",
            b"The minister left. ",
            b"- ",
            b"1",
            b"\n",
            b" ",
            b"a-\n",
            b"(",
            b"5 March 2024: ",
            b"&amp;",
            b"A:",
            b"|",
        )
    )
    data = piece * (size // len(piece))
    name = rng.choice(("a.txt", "a.html", "a.md", "a.csv", "a.jsonl"))
    if name == "a.jsonl":
        return name, b'{"text": "' + data.replace(b"\n", b"\\n") + b'"}\n'
    return name, (b"date,text\n2024-01-01," + data if name == "a.csv" else b"<p>" + data if name == "a.html" else data)


def strange(rng: random.Random) -> tuple[str, bytes]:
    """Control characters, directions of writing, halves of characters, marks upon marks."""
    odd = [
        "\u202e",
        "\u2066",
        "\x00",
        "\x07",
        "\x1b[2J",
        "\ufeff",
        "\ufdd0",
        "\u0301" * 50,
        "\u2028",
        "\x85",
        "🏳️‍🌈",
        "\ufffe",
        "\f",
    ]
    words = " ".join(PARAGRAPHS).split(" ")
    for _ in range(rng.randrange(1, 60)):
        words.insert(rng.randrange(len(words)), rng.choice(odd))
    said = " ".join(words)
    if rng.random() < 0.3:
        return "a.jsonl", (
            '{"id": "\\ud800", "title": "\\udc00 x", "text": "' + said.replace("\x00", "") + ' \\ud83d."}'
        ).encode("utf-8", "replace")
    return rng.choice(("a.txt", "a.html", "a.md")), said.encode("utf-8", "replace")


def bomb(rng: random.Random) -> tuple[str, bytes]:
    zeros = rng.choice((b"\0", b"a", b"\n", b"{}\n")) * 60_000_000
    kind = rng.randrange(6)
    if kind == 0:
        return rng.choice(("a.txt.gz", "a.jsonl.gz", "a.gz")), gzip.compress(zeros, 9, mtime=0)
    if kind == 1:
        return "a.zip", archive({f"{n}.jsonl": zeros for n in range(3)})
    if kind == 2:
        return "a.docx", archive({"[Content_Types].xml": b"<a/>", "word/document.xml": zeros * 3})
    if kind == 3:
        inner = archive({"b.txt": zeros})
        for _ in range(5):
            inner = archive({"c.zip": inner})
        return "a.zip", inner
    if kind == 4:
        return "a.xlsx", archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": zeros * 3})
    stream = zlib.compress(b"BT (a) Tj ET\n" * 2_000_000)
    return (
        "a.pdf",
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
        % (len(stream), stream),
    )


def looped(rng: random.Random) -> tuple[str, bytes]:
    """A PDF whose parts point at themselves."""
    data = pdf([["The minister left for Oslo."], ["She is back."]])
    old, new = rng.choice((
        (b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 2 0 R]"),
        (b"/Contents 5 0 R", b"/Contents 4 0 R"),
        (b"/Pages 2 0 R", b"/Pages 1 0 R"),
        (b"/Length ", b"/Length 5 0 R "),
        (b"/Count 2", b"/Count 999999999"),
        (b"/F1 3 0 R", b"/F1 4 0 R"),
        (b"/Parent 2 0 R", b"/Parent 4 0 R"),
        (b"trailer\n<<", b"trailer\n<< /Prev %d" % data.index(b"xref\n0")),
        (b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 3 0 R"),
    ))  # fmt: skip
    return "a.pdf", data.replace(old, new)


def external(rng: random.Random) -> tuple[str, bytes]:
    """Markup that asks for a file or an address."""
    target = rng.choice(
        ("secret.txt", "../secret.txt", "file:///etc/hostname", "http://127.0.0.1:9/x", "//127.0.0.1/x")
    )
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{target}"><!ENTITY % p SYSTEM "{target}">%p;]>'
    laughs = (
        '<!DOCTYPE a [<!ENTITY a "ha ha ha ha ha ">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
        + "]>"
    )
    head = rng.choice((entity, laughs, f'<!DOCTYPE a SYSTEM "{target}">'))
    used = rng.choice(("&x;", "&m;", ""))
    item = f"<item><title>x</title><date>2024-03-05</date><text>The minister left for Oslo. {used}</text></item>"
    kind = rng.randrange(5)
    if kind == 0:
        return "a.xml", f'<?xml version="1.0"?>{head}<rss>{item}</rss>'.encode()
    if kind == 1:
        body = f'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>The minister left. {used}</w:t></w:r></w:p></w:body></w:document>'
        return "a.docx", archive({"[Content_Types].xml": b"<a/>", "word/document.xml": f"{head}{body}".encode()})
    if kind == 2:
        inside = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
        return "a.xml", f"<rss>{item.replace('</text>', inside + '</text>')}</rss>".encode()
    if kind == 3:
        return "a.html", page(
            (
                *PARAGRAPHS,
                f'</p><iframe src="{target}"></iframe><object data="{target}"></object><link rel="import" href="{target}"><p>',
            )
        )
    return "a.epub", archive(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": f'{head}<c><rootfile full-path="../../{target}"/></c>'.encode(),
            "../secret.txt": b"x",
        }
    )


def named(rng: random.Random) -> tuple[str, bytes]:
    """A sound file under a name that is none."""
    names = (
        b"\xff\xfe.txt",
        b"a\nb.txt",
        b"\x1b[31mred.txt",
        b"-",
        b"--help",
        b"a" * 250 + b".txt",
        "ä\u0308\u202e.txt".encode(),
        b"con.txt",
        b" .txt",
        b"a.txt.",
        b"%00.txt",
        b"a'b\"c.txt",
    )
    return rng.choice(names).decode("utf-8", "surrogateescape"), text()


def whole(rng: random.Random) -> tuple[str, bytes]:
    name = rng.choice(sorted(FORMS))
    return name, _made(name)


_KEPT: dict[str, bytes] = {}


def _made(name: str) -> bytes:
    if name not in _KEPT:
        _KEPT[name] = FORMS[name]()
    return _KEPT[name]


DAMAGE: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    truncated, truncated, truncated, flipped, flipped, flipped, spliced, spliced, misnamed, encoded, nested, giant, strange,
    bomb, looped, external, named,
)  # fmt: skip


def write(folder: Path, count: int, seed: int = 8141, first: int = 0) -> Iterator[tuple[str, Path]]:
    """Writes the damaged files, each into a folder of its own, and gives them with what was done to them."""
    for number in range(first, first + count):
        rng = random.Random(f"{seed}-{number}")
        damage = DAMAGE[number % len(DAMAGE)]
        name, data = damage(rng)
        path = folder / f"{number:05}" / name
        path.parent.mkdir()
        path.write_bytes(data)
        yield damage.__name__, path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=8141)
    arguments = parser.parse_args()
    from extract.documents import Refusal, read_documents
    from extract.documents.english import english_likelihoods

    python = [Path(each).resolve() for each in (sys.prefix, sys.base_prefix, *sys.path) if each]
    opened: list[str] = []
    watching = False

    def watch(event: str, details: tuple[object, ...]) -> None:
        if not watching:
            return
        if event.startswith("socket."):
            opened.append(f"{event} {details[:1]}")
        elif event == "open" and details[1] is not None:
            opened.append(
                os.path.realpath(os.fsdecode(details[0])) if isinstance(details[0], str | bytes) else str(details[0])
            )

    sys.addaudithook(watch)
    # So that what is loaded on first use is loaded: readers of pages and text, and the detector of languages.
    list(read_documents(["samples"]))
    english_likelihoods("The minister left.")
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest, crashes, silent, leaks, outside = (0.0, ""), [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "secret.txt").write_text(SECRET)
        inputs = folder / "inputs"
        inputs.mkdir()
        for damage, path in write(inputs, arguments.count, arguments.seed, arguments.first):
            started = process_time()
            opened.clear()
            watching = True
            try:
                found = list(read_documents([path.parent]))
            except Exception as error:  # whatever it is, it is what this script looks for
                crashes.append(f"{path.parent.name} {damage}: {type(error).__name__}: {error}")
                found = []
            watching = False
            seconds = process_time() - started
            slowest = max(slowest, (seconds, f"{damage} {path.name!r} ({path.parent.name})"))
            if seconds > LONGEST:
                crashes.append(f"{path.parent.name} {damage}: took {seconds:.0f} s")
            outcomes[damage, "refused" if all(isinstance(one, Refusal) for one in found) else "read"] += 1
            silent += [] if found else [f"{path.parent.name} {damage}"]
            leaks += [str(path) for one in found if "8141" in getattr(one, "text", "")]
            allowed = (path.parent.resolve(), *python)
            outside += [each for each in opened if not any(Path(each).is_relative_to(one) for one in allowed)]
            path.unlink()
    for damage in dict.fromkeys(each.__name__ for each in DAMAGE):
        print(f"{damage:10} {outcomes[damage, 'read']:5} read {outcomes[damage, 'refused']:5} refused")
    print(f"slowest: {slowest[0]:.1f} s, {slowest[1]}")
    for what, found in {
        "crashes or hangs": crashes, "not accounted for": silent, "leaks": leaks, "opened elsewhere": sorted(set(outside)),
    }.items():  # fmt: skip
        print(f"{what}: {len(found)}", *found[:20], sep="\n  ")
    sys.exit(bool(crashes or silent or leaks or outside))


if __name__ == "__main__":
    main()
