"""A folder of saved pages and PDFs, the same ones each time: how many are read, how whole, and how fast. Run it by hand
with the root of the project as working directory.

The pages are in several encodings, layouts and ways to tell the date, with what stands around a text on a page; some
have no text at all, and must be refused by name. The PDFs are in one column and in two, with running heads and numbers
of pages, and words broken at the ends of lines. Every sentence is known, so that it can be told whether a text came out
whole, in its order, with its date and without the rest.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from time import process_time

from files import placed_pdf

FIRST_DAY = datetime.date(2021, 1, 4)
CITIES = "Riga Oslo Tallinn Vilnius Lisbon Accra Nairobi Tbilisi Astana Hanoi Lima Suva".split()
STATES = "Norway Latvia Estonia Lithuania Portugal Ghana Kenya Georgia Kazakhstan Vietnam Peru Fiji".split()
OFFICES = ("foreign minister", "president", "prime minister", "ambassador", "deputy foreign minister", "trade minister")
SUBJECTS = ("fish", "cables under the sea", "transit by rail", "visas for students", "rescue at sea", "grain", "water")
NAMES = {
    "west": ("José Núñez", "João Brandão", "Zoë Lindqvist", "Jürgen Weiß", "Anna Berg", "Grace Wanjiru"),
    "middle": ("Petra Šimková", "Łukasz Wójcik", "Zoltán Kővári", "Jānis Ozols", "Anna Berg", "Idriss Saleh"),
}
SENTENCES = (
    "The {office} of {state}, {name}, arrived in {city} on Monday for two days of talks on {subject}.",
    "She was received at the airport by {name}, who has been {office} of {state} since the spring of last year.",
    "Both sides said that they wanted an agreement on {subject} before the end of the year.",
    "{state} and {other} agreed to open consulates in {city} and in the harbour towns of the north.",
    "{name}, the {office} of {state}, thanked the government of {other} for its hospitality and its patience.",
    "A memorandum on {subject} was signed in the evening, after negotiations that had lasted for nine rounds.",
    "The embassy of {state} in {city} did not comment, and the ministry of {other} spoke of a misunderstanding.",
    "“We have never been closer than in these days,” said {name}, and recalled the visit of the {office} of {state}.",
    "The parliaments of {state} and {other} have yet to ratify the treaty on {subject} that was concluded in {city}.",
)
LAYOUTS = ("article", "main", "div", "table", "pre", "breaks")
CODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "ascii", "iso-8859-1", "windows-1250")
TOLD = ("meta", "linked", "time", "dateline", "modified")
EMPTY = {
    "script": "<div id='root'></div><noscript>Please enable JavaScript.</noscript><script>start()</script>",
    "paywall": "<h1>{title}</h1><p>The ministers …</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>",
    "error": "<h1>404 Not Found</h1><p>The page that you are looking for could not be found.</p>",
}
AROUND = (
    "Most read",
    "Ten best lakes",
    "Accept all cookies",
    "Share on",
    "All rights reserved",
    "press service",
    "Page 2",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file, and what is to come out of it: its sentences in their order; none where there is nothing to read."""

    name: str
    data: bytes
    kind: str
    sentences: tuple[str, ...] = ()
    date: str = ""


def made(pages: int, pdfs: int, seed: int) -> Iterator[Made]:
    """The files, one after the other."""
    for number in range(pages + pdfs):
        rng = random.Random(f"{seed}-{number}")
        yield _page(rng, number) if number < pages else _pdf(rng, number)


def _page(rng: random.Random, number: int) -> Made:
    coding = rng.choice(CODINGS)
    paragraphs, title = _text(rng, "middle" if coding == "windows-1250" else "west" if coding[0] == "i" else None)
    day = FIRST_DAY + datetime.timedelta(number)
    if rng.random() < 0.06:
        kind = rng.choice(sorted(EMPTY))
        body = EMPTY[kind].format(title=title)
        data = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()
        return Made(name=f"page-{number:03}.html", data=data, kind=f"page without text, {kind}")
    told, layout = rng.choice(TOLD), rng.choice(LAYOUTS)
    if told == "dateline":
        paragraphs[0][0] = f"RIGA, {day.day} {day:%B %Y} (Northern Wire) – {paragraphs[0][0]}"
    head = {
        "meta": f'<meta property="article:published_time" content="{day}T08:00:00Z"><meta property="article:modified_time" '
        'content="2025-11-02">',
        "linked": f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "datePublished": str(day)})}</script>',
        "modified": f'<meta property="og:updated_time" content="{day}">',
    }.get(told, "")
    above = f'<p><time datetime="{day}">some days ago</time></p>' if told == "time" else ""
    # Of UTF-16 the first bytes tell, and ASCII is UTF-8 already.
    declared = "" if coding in ("utf-16", "ascii", "utf-8-sig") else f'<meta charset="{coding}">'
    page = (
        f'<!DOCTYPE html><html lang="en"><head>{declared}<title>{escape(title)} | Northern Wire</title>{head}<style>p {{}}'
        f"</style></head><body>{_banner(rng)}<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World affairs</a></li>"
        f"</ul></nav>{_body(layout, title, above, paragraphs)}<aside class='sidebar'><h3>Most read</h3><ul><li><a href='/a'>"
        "Ten best lakes</a></li><li><a href='/b'>What to cook in May</a></li></ul></aside><div class='share'><a href='#'>"
        "Share on Facepage</a></div><footer><p>© 2010–2026 Northern Wire. All rights reserved.</p></footer></body></html>"
    )
    data = page.encode("cp1252" if coding == "iso-8859-1" else coding, "xmlcharrefreplace")
    sentences = tuple(sentence for paragraph in paragraphs for sentence in paragraph)
    kind = f"page, {layout}"
    return Made(name=f"page-{number:03}.html", data=data, kind=kind, sentences=sentences, date=str(day))


def _banner(rng: random.Random) -> str:
    banner = "<div class='cookie-banner' role='dialog'><p>We use cookies.</p><button>Accept all cookies</button></div>"
    return banner if rng.random() < 0.5 else ""


def _body(layout: str, title: str, above: str, paragraphs: list[list[str]]) -> str:
    texts = [escape(" ".join(paragraph), quote=False) for paragraph in paragraphs]
    shown = "".join(f"<p>{text}</p>\n" for text in texts)
    heading = f"<h1>{escape(title)}</h1>{above}"
    if layout in ("article", "main"):
        return f"<{layout}>{heading}{shown}</{layout}>"
    if layout == "table":
        return f"<table width='100%'><tr><td class='left'>Archive</td><td>{heading}{shown}</td></tr></table>"
    if layout == "pre":
        return f"{heading}<pre>" + "\n\n".join("\n".join(_wrapped(text, 72)) for text in texts) + "\n</pre>"
    if layout == "breaks":
        return f"<div id='story'>{heading}{'<br><br>'.join(texts)}</div>"
    return f"<div class='content'><div class='inner'>{heading}<div class='text'>{shown}</div></div></div>"


def _pdf(rng: random.Random, number: int) -> Made:
    paragraphs, title = _text(rng, "west", paragraphs=rng.randint(5, 14))
    day = FIRST_DAY + datetime.timedelta(number)
    columns = rng.choice((1, 2))
    lines = [title, "", f"RIGA, {day.day} {day:%B %Y}", ""]
    for paragraph in paragraphs:
        lines += [*_wrapped(" ".join(paragraph), 44 if columns == 2 else 88), ""]
    height, owner = 44, rng.choice(STATES)
    filled = [lines[at : at + height] for at in range(0, len(lines), height)]
    sheets = [filled[at : at + columns] for at in range(0, len(filled), columns)]
    foot = rng.choice(("- {} -", "Page {} of {}", "{}"))
    pages = [
        [
            (50, 800, f"Ministry of Foreign Affairs of {owner}, press service"),
            *(
                (50 + 260 * c, 770 - 15 * n, line)
                for c, each in enumerate(sheet)
                for n, line in enumerate(each)
                if line
            ),
            (290, 40, foot.format(place, len(sheets))),
        ]
        for place, sheet in enumerate(sheets, 1)
    ]
    sentences = tuple(sentence for paragraph in paragraphs for sentence in paragraph)
    kind = f"PDF, {'two columns' if columns == 2 else 'one column'}"
    return Made(name=f"release-{number:03}.pdf", data=placed_pdf(pages), kind=kind, sentences=sentences, date=str(day))


def _text(rng: random.Random, names: str | None, paragraphs: int = 0) -> tuple[list[list[str]], str]:
    """Paragraphs of sentences, and a title."""
    known = NAMES[names] if names else (*NAMES["west"], *NAMES["middle"])

    def sentence() -> str:
        state, other = rng.sample(STATES, 2)
        return rng.choice(SENTENCES).format(
            office=rng.choice(OFFICES), state=state, other=other, name=rng.choice(known), city=rng.choice(CITIES),
            subject=rng.choice(SUBJECTS),
        )  # fmt: skip

    count = paragraphs or rng.randint(4, 12)
    title = f"{rng.choice(STATES)} and {rng.choice(STATES)} talk of {rng.choice(SUBJECTS)} in {rng.choice(CITIES)}"
    return [[sentence() for _ in range(rng.randint(2, 4))] for _ in range(count)], title


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most a width, with long words broken where there is room."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
        elif len(word) > 9 and word.isascii() and word.isalpha() and word.islower() and len(line) + 7 <= width:
            lines.append(f"{line} {word[:5]}-")
            line = word[5:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def amiss(file: Made, text: str, date: str | None) -> Iterator[str]:
    """What is wrong with what came out of a file."""
    even = " ".join(text.split())
    place = 0
    for sentence in file.sentences:
        if sentence not in even:
            yield f"without {sentence[:40]!r}"
        elif (place := even.find(sentence, place)) < 0:
            yield f"with {sentence[:40]!r} out of its order"
            break
        else:
            place += len(sentence)
    if any(mark in even for mark in AROUND[:-2]) or any(even.count(mark) > 1 for mark in AROUND[-2:]):
        yield "with what stands around it"
    if date != file.date:
        yield f"of {date} instead of {file.date}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--pdfs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=8141)
    parser.add_argument("--keep", type=Path, help="a folder to write the files to (default: one that is removed again)")
    arguments = parser.parse_args()
    from extract.documents import Refusal, read_documents
    from graph.records import Document

    list(read_documents(["samples"]))  # so that what is loaded on first use is loaded
    files = {file.name: file for file in made(arguments.pages, arguments.pdfs, arguments.seed)}
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for file in files.values():
            (folder / file.name).write_bytes(file.data)
        started = process_time()
        found = list(read_documents([folder]))
        seconds = process_time() - started
    told = {Path(str(one.source)).name: one for one in found if isinstance(one, Document | Refusal)}
    outcomes: Counter[tuple[str, str]] = Counter()
    faults = [f"{name}: not accounted for" for name in files.keys() - told.keys()]
    for name, file in files.items():
        one = told.get(name)
        if isinstance(one, Document):
            outcomes[file.kind, "read"] += 1
            faults += [f"{name} ({file.kind}): {fault}" for fault in amiss(file, one.text, one.date)]
        elif one:
            outcomes[file.kind, "refused"] += 1
        if one and isinstance(one, Document) != bool(file.sentences):
            faults.append(f"{name} ({file.kind}): {one if isinstance(one, Refusal) else 'read'}")
    for kind in sorted({file.kind for file in files.values()}):
        print(f"{kind:28} {outcomes[kind, 'read']:4} read {outcomes[kind, 'refused']:4} refused by name")
    words = sum(len(one.text.split()) for one in found if isinstance(one, Document))
    print(f"{len(files):,} files, {words:,} words, {seconds:.1f} s of the processor, {words / seconds:,.0f} words/s")
    print(f"faults: {len(faults)}", *sorted(faults)[:40], sep="\n  ")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
