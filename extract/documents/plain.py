"""Plain text and Markdown, each to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extract.documents.bars import BORDER
from extract.documents.cues import spoken
from extract.documents.draft import Draft
from extract.documents.prose import TURN, tidy

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEYS = {"headline": "title", "published": "date", "license": "licence"}
_HEADER = re.compile(
    r"(id|title|headline|date|published|source|language|licen[cs]e)[ \t]*:[ \t]*(\S.*?)[ \t]*", re.IGNORECASE
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def from_text(text: str) -> Draft:
    """A plain text; lines such as `Title: …` and `Date: …` at its very top are taken off."""
    lines = re.split("\r\n|\r|\n", spoken(text).lstrip("\ufeff \t\r\n"))
    count = next((n for n, line in enumerate(lines) if not _HEADER.fullmatch(line)), len(lines))
    return Draft(text="\n".join(lines[count:]), **_header(lines[:count]))


def from_markdown(text: str) -> Draft:
    """A text in CommonMark with tables; front matter and a first `# heading` are taken off the text."""
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    header = _header(front.group(1).split("\n")) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
    if tokens and tokens[0].type == "heading_open":
        header.setdefault("title", _inline(tokens[1]))
        if tidy(header["title"]) == tidy(_inline(tokens[1])):
            tokens = tokens[3:]
    return Draft(text="".join(_blocks(tokens, text[front.end() if front else 0 :].split("\n"))), **header)


def _header(lines: Iterable[str]) -> dict[str, Any]:
    """The `key: value` lines that say something about the document, under the names of `Draft`."""
    found: dict[str, str] = {}
    for line in lines:
        if match := _HEADER.fullmatch(line):
            key = match.group(1).lower()
            value = match.group(2)
            quoted = re.fullmatch(r"""(["'])(.*)\1""", value)
            found[_KEYS.get(key, key)] = quoted.group(2) if quoted else value
    return found


def _blocks(tokens: list[Token], lines: Sequence[str]) -> Iterable[str]:
    """The text of each block, with the line breaks after it."""
    ordered: list[bool] = []
    row: list[str] = []
    width = 0
    for n, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered.append(token.type.startswith("ordered"))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            ordered.pop()
            yield "" if ordered else "\n"
        elif token.type == "list_item_open":
            # As it is written, which may be a year or a day, and not as it would be counted.
            yield f"{token.info}. " if ordered[-1] else "- "
        elif token.type == "inline":
            in_cell = tokens[n - 1].type in ("th_open", "td_open")
            yield _barred(_inline(token)) if in_cell else _inline(token)
        elif token.type in ("fence", "code_block", "html_block"):
            yield _TAG.sub(" ", token.content) if token.type == "html_block" else token.content
            yield "\n"
        elif token.type == "thead_open":
            width = 0
        elif token.type == "thead_close":
            yield f"{BORDER}\n\n"
        elif token.type == "th_close":
            width += 1
            yield "" if tokens[n + 1].type == "tr_close" else " | "
        elif token.type == "tr_open" and token.map:
            row = _split(lines[token.map[0]])
            yield "|" if row and not row[0] else ""  # an empty cell is one, too
        elif token.type == "td_close":
            # The parser leaves out the cells of a row that has more than its heading.
            yield "".join(f" | {_barred(cell)}" for cell in row[width:]) if tokens[n + 1].type == "tr_close" else " | "
        elif token.type in ("paragraph_close", "heading_close", "tr_close"):
            yield "\n" if ordered else "\n\n"


def _barred(cell: str) -> str:
    """The text of a cell, so that a bar in it parts no cells."""
    return cell.replace("|", "\\|")


def _split(line: str) -> list[str]:
    """The cells of a row, told as the parser does."""
    from markdown_it.rules_block.table import escapedSplit

    cells = [cell.strip() for cell in escapedSplit(line.strip("> "))]
    return cells[not cells[0] : len(cells) - (not cells[-1])]


def _inline(token: Token) -> str:
    """The text of a paragraph or heading, pictures left out; a line break is a space, but not before a speaker."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "softbreak" else "\v")
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append(" ")
    return re.sub(rf"\n(?!{TURN})", " ", "".join(parts)).replace("\v", "\n")
