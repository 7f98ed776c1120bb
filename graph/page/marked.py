"""A document's text cut into paragraphs, with the pieces that facts rest on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and the ids of the facts that rest on it; of those that begin here, in `anchors`."""

    text: str
    facts: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def paragraphs(text: str, evidence: Iterable[tuple[str, Span]]) -> list[list[Piece]]:
    """The paragraphs of a text, each as pieces in order; together they are the text without the gaps.

    Args:
        text: the document's text, paragraphs parted by blank lines.
        evidence: a fact's id with a span of the text, in any order; spans may overlap.

    >>> paragraphs("Ada met Bo.", [("f", (0, 7))])
    [[Piece(text='Ada met', facts=('f',), anchors=('f',)), Piece(text=' Bo.', facts=(), anchors=())]]
    """
    spans = sorted((span, id) for id, span in set(evidence))
    out, seen = list[list[Piece]](), set[str]()
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        start, end = found.span()
        inside = [(span, id) for span, id in spans if span[0] < end and span[1] > start]
        cuts = sorted({start, end, *(min(max(edge, start), end) for span, _ in inside for edge in span)})
        pieces = []
        for left, right in itertools.pairwise(cuts):
            facts = tuple(dict.fromkeys(id for span, id in inside if span[0] <= left and span[1] >= right))
            anchors = tuple(id for id in facts if id not in seen)
            seen |= set(anchors)
            pieces.append(Piece(text[left:right], facts, anchors))
        out.append(pieces)
    return out
