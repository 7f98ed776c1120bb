"""What a printed page adds to a text is taken off: running heads, page numbers; and columns side by side are undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.documents.bars import rows_apart
from extract.documents.columns import unfolded
from extract.documents.dates import YEAR
from extract.documents.wrapping import goes_on, joined

# Lines that can only be the number of a page or a word to turn over; a year is a heading.
_NUMBER = re.compile(
    rf"(?:page|p\.|pg\.?) ?\d{{1,4}}(?: ?(?:of|/) ?\d{{1,4}})?\.?|[-–—*[(.]+ ?(?!{YEAR}\b)\d{{1,4}} ?[-–—*\]).]+"
    r"|\d{1,3} ?(?:/|of) ?\d{1,3}|[-–—*(]* ?more(?: to follow)?\.* ?[-–—*)]*|/?\d{1,3}…|…/\d{1,3}|#+(?: ?#+)*|-30-",
    re.IGNORECASE,
)
# The number of a page beside its running head: "212   REVIEW OF ENVOYS", "NOTES AND NEWS   213".
_HEADED = re.compile(r"\s*(?:(?P<left>\d{1,4})[ |]+(?P<head>\S.*?)|(?P<foot>\S.*?)[ |]+(?P<right>\d{1,4}))\s*")
# So many of them that count up are no rows of a list.
_FEWEST_HEADS = 3
_BARE = re.compile(rf"(?!{YEAR}$)\d{{1,4}}|[ivxl]{{1,6}}")
# How many lines at the edge of a page may be its running head or foot.
_EDGE = 2
_LONGEST_HEAD = 120
# A longer line was not wrapped by hand.
_WRAPPED = 100
# How far from a page number a line must stand that is repeated there to be a running head too.
_NEAR = 2

MARK = "\ufdd0"
"""Stands behind the first word of each page but the first, until `marked_pages` takes it out; no character at all."""


def without_furniture(text: str) -> str:
    """A text without running heads and page numbers, its columns one below the other, its tables written out.

    Use it before lines are joined. Form feeds, where there are any, part the pages; what goes on over the page is put
    together, and `MARK` left behind the first word of each. A running head stays where it stands first.

    >>> without_furniture("Talks in Oslo\\n\\nThe minister\\n\\n- 2 -\\n\\nleft.")
    'Talks in Oslo\\n\\nThe minister left.'
    """
    pages = [rows_apart(unfolded(page.split("\n"))) for page in text.replace(MARK, "").split("\f")]
    if len(pages) > 1:
        pages = _trimmed(pages)
    out: list[str] = []
    for number, page in enumerate(pages):
        lines = _unnumbered(page)
        if number:
            lines = _marked(lines)
            while out and not out[-1].strip():
                out.pop()
        first = next((n for n, line in enumerate(lines) if line.strip()), None)
        if number and out and first is not None and goes_on(out[-1], lines[first]):
            _go_on(out, lines[first])
            lines = lines[first + 1 :]
        out += lines
    return "\n".join(out)


def marked_pages(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the marks, and where each page begins in it; nothing where there is no mark.

    >>> marked_pages("One two\ufdd0 three.")
    ('One two three.', (0, 4))
    """
    first, *parts = text.split(MARK)
    if not parts:
        return text, ()
    starts, clean = [0], first
    for part in parts:
        starts.append(max(clean.rfind(" "), clean.rfind("\n")) + 1)
        clean += part
    return clean, tuple(starts)


def _marked(lines: list[str]) -> list[str]:
    for n, line in enumerate(lines):
        if line.strip():
            head, gap, rest = line.strip().partition(" ")
            return [*lines[:n], f"{head}{MARK}{gap}{rest}", *lines[n + 1 :]]
    return lines


def _trimmed(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without what is repeated at their edges, and without bare numbers there."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page, at in zip(pages, edges, strict=True) for key in {_key(page[n]) for n in at})
    needed = max(2, len(pages) // 2)
    seen: set[str] = set()
    out = []
    for page, at in zip(pages, edges, strict=True):
        dropped = set()
        for n in at:
            line, key = page[n].strip(), _key(page[n])
            if _BARE.fullmatch(line) or (counts[key] >= needed and len(line) <= _LONGEST_HEAD and key in seen):
                dropped.add(n)
        seen |= {_key(page[n]) for n in at}
        out.append([line for n, line in enumerate(page) if n not in dropped])
    return out


def _edges(page: Sequence[str]) -> list[int]:
    filled = [n for n, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _key(line: str) -> str:
    """A line without its numbers, which change from page to page."""
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _unnumbered(page: list[str]) -> list[str]:
    """The lines without page numbers, and without the head that is repeated beside them."""
    dropped = {n for n, line in enumerate(page) if _NUMBER.fullmatch(line.strip())} | _counted(page) | _headed(page)
    if not dropped:
        return page
    near = [_around(page, n) for n in dropped]
    counts = Counter(key for at in near for key in {_key(page[n]) for n in at})
    seen: set[str] = set()
    for n in sorted({n for at in near for n in at} - dropped):
        key = _key(page[n])
        if counts[key] > 1 and len(page[n]) <= _LONGEST_HEAD and re.search(r"[A-Z]", page[n]):
            dropped |= {n} if key in seen else set()
            seen.add(key)
    out: list[str] = []
    gap = False
    for n, line in enumerate(page):
        if n in dropped:
            gap = True
        elif not gap or not line.strip():
            out += [line] if not gap else []
        else:
            while out and not out[-1].strip():
                out.pop()
            if out and goes_on(out[-1], line):
                _go_on(out, line)
            else:
                out += ["", line]
            gap = False
    return out


def _go_on(out: list[str], line: str) -> None:
    """Adds what goes on from the page before; lines that were wrapped by hand stay two, to be joined with others."""
    if max(len(out[-1]), len(line)) <= _WRAPPED < len(out[-1]) + len(line):
        out.append(line)
    else:
        out[-1] = joined(out[-1].rstrip(), line.strip())


def _counted(page: Sequence[str]) -> set[int]:
    """Bare numbers that stand alone and count up, as those of pages do."""
    alone = [
        (n, int(line))
        for n, line in enumerate(page)
        if re.fullmatch(r"\s*\d{1,3}\s*", line)
        and not (n and page[n - 1].strip())
        and not (n + 1 < len(page) and page[n + 1].strip())
    ]
    numbers = [number for _, number in alone]
    counts_up = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return {n for n, _ in alone} if counts_up else set()


def _headed(page: Sequence[str]) -> set[int]:
    """Running heads in capitals, which may take turns, each beside a number; the numbers count up."""
    found = [
        (n, int(match["left"] or match["right"]))
        for n, line in enumerate(page)
        if len(line) <= _LONGEST_HEAD and (match := _HEADED.fullmatch(line)) and line.isupper()
        and not (n and page[n - 1].strip())
    ]  # fmt: skip
    steps = {after - before for (_, before), (_, after) in pairwise(found)}
    return {n for n, _ in found} if len(found) >= _FEWEST_HEADS and steps <= {1, 2} else set()


def _around(page: Sequence[str], number: int) -> list[int]:
    """The lines next to a page number."""
    above = [n for n in range(number - 1, max(number - 6, -1), -1) if page[n].strip()][:_NEAR]
    below = [n for n in range(number + 1, min(number + 6, len(page))) if page[n].strip()][:_NEAR]
    return above + below
