"""Windows of annotated documents as numbers, as the network reads them: title, context, and a part of the text."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from extract.language.labels import ARGUMENTS, ROLES, ROWS, TIME, TIMES, TRIGGERS
from extract.language.pieces import BEGIN, END, MASK, PAD, Pieces
from extract.language.windows import TITLE_PIECES, cut
from extract.training.gold_records import GoldDocument, GoldText, Mention
from graph.records import ENTITY_TYPES

UNKNOWN = -100

_UNTITLED = 0.25
"""The part of windows that are read without the title, as texts without one are."""

_STEP = 32

_HIDDEN = 0.04
"""The part of words that are hidden from the encoder in training, so that it learns to read around them."""


@dataclass(slots=True)
class Window:
    """One window with its targets.

    Args:
        pieces, cases: with the marks of begin and end.
        firsts: the place of each word's first piece; words of the title come first.
        rows: (ROWS, words), 0 outside, 1 begin, 2 inside, or `UNKNOWN`.
        spans: for each mention its first and last word and its kind.
        same: (mentions, mentions), 1 where two stand for the same entity, 0 where they do not, `UNKNOWN` else.
        triggers: word and label of each.
        attributes: those of `ATTRIBUTES` of each trigger, -1 where not known.
        arguments: (triggers, mentions, ROLES), 1, 0 or `UNKNOWN`.
        unknown: words and labels of which it is not known whether the word states them.
        own: the first word that this window reads for itself; those before are context.
    """

    pieces: list[int]
    cases: list[int]
    firsts: list[int]
    rows: Tensor
    spans: list[tuple[int, int, int]]
    same: Tensor
    triggers: list[tuple[int, int]]
    attributes: list[list[int]]
    arguments: Tensor
    unknown: list[tuple[int, int]]
    own: int
    document: str = ""
    named: list[bool] = field(default_factory=list)


def kind_of(mention: Mention) -> int:
    """The kind of a mention: names by type, then references by type, then times."""
    if mention.type == TIME:
        return 2 * len(ENTITY_TYPES)
    return mention.type + (0 if mention.name else len(ENTITY_TYPES))


ALLOWED = torch.tensor([[float(role in ARGUMENTS[label.partition(":")[0]]) for role in ROLES] for label in TRIGGERS])
"""Which arguments each label may have."""

_IS_TIME = torch.tensor([role in TIMES for role in ROLES])


def windows_of(document: GoldDocument, pieces: Pieces, dice: random.Random | None) -> Iterator[Window]:
    """The windows of a document; with dice, as they are varied in training."""
    text = document.text
    encoded = pieces(text.words)
    sizes = [len(ids) for ids, _case in encoded]
    title = document.title if dice is None or dice.random() >= _UNTITLED else None
    head: list[tuple[tuple[int, ...], int]] = []
    if title is not None:
        for one in pieces(title.words):
            if sum(len(ids) for ids, _ in head) + len(one[0]) > TITLE_PIECES:
                break
            head.append(one)
    for part in cut(text.words, sizes, text.bounds):
        yield _window(document, title, head, encoded, part.context, part.start, part.end, dice)


def _window(
    document: GoldDocument,
    title: GoldText | None,
    head: Sequence[tuple[tuple[int, ...], int]],
    encoded: Sequence[tuple[tuple[int, ...], int]],
    context: int,
    start: int,
    end: int,
    dice: random.Random | None,
) -> Window:
    ids, cases, firsts = [BEGIN], [0], []
    for group in (head, encoded[context:end]):
        for numbers, case in group:
            firsts.append(len(ids))
            hidden = dice is not None and dice.random() < _HIDDEN
            ids.extend([MASK] * len(numbers) if hidden else numbers)
            cases.extend([case] * len(numbers))
        if group is head and head:
            ids.append(END)
            cases.append(0)
    ids.append(END)
    cases.append(0)
    shift = len(head) - context
    count = len(firsts)
    rows = torch.zeros(len(ROWS), count, dtype=torch.long)
    mentions: list[Mention] = []
    if title is not None and head:
        mentions += _mark(rows, title, 0, len(head), 0)
        rows[-1, : len(head)] = UNKNOWN
    inside = _mark(rows, document.text, context, end, shift)
    keys = {m.key: len(mentions) + i for i, m in enumerate(inside)}
    placed = [(m.start, m.end) for m in mentions] + [(m.start + shift, m.end + shift) for m in inside]
    mentions += inside
    spans = [(a, b - 1, kind_of(m)) for (a, b), m in zip(placed, mentions, strict=True)]
    for first, behind in document.text.titles:
        if context <= first and behind <= end:
            rows[-1, first + shift] = 1
            rows[-1, first + shift + 1 : behind + shift] = 2
    triggers, attributes, filled = [], [], []
    for (word, label), one in document.text.triggers.items():
        if context <= word < end:
            triggers.append((word + shift, label))
            attributes.append([one.modality, one.status, one.format, one.near])
            filled.append(one)
    arguments = torch.zeros(len(triggers), len(spans), len(ROLES))
    for i, one in enumerate(filled):
        for role, key in one.arguments:
            if key in keys:
                arguments[i, keys[key], ROLES.index(role)] = 1
        if not one.times_known:
            arguments[i][:, _IS_TIME] = torch.where(arguments[i][:, _IS_TIME] > 0, 1.0, float(UNKNOWN))
        arguments[i][:, ALLOWED[one.label] == 0] = UNKNOWN
    unknown = [(w + shift, label) for w, label in document.text.unknown_triggers if context <= w < end]
    unknown += [(word, label) for word in range(len(head)) for label in range(len(TRIGGERS))]
    return Window(
        ids,
        cases,
        firsts,
        rows,
        spans,
        _same(mentions),
        triggers,
        attributes,
        arguments,
        unknown,
        len(head) + start - context,
        document.id,
        [m.name for m in mentions],
    )


def _mark(rows: Tensor, text: GoldText, start: int, end: int, shift: int) -> list[Mention]:
    """Writes the mentions of some words into the rows, and gives them in order."""
    if not text.references_known:
        rows[len(ENTITY_TYPES) : 2 * len(ENTITY_TYPES), start + shift : end + shift] = UNKNOWN
    for a, b, type in text.unknown_rows:
        if start <= a and b <= end:
            rows[type, a + shift : b + shift] = UNKNOWN
            rows[type + len(ENTITY_TYPES), a + shift : b + shift] = UNKNOWN
    inside = sorted((m for m in text.mentions.values() if start <= m.start and m.end <= end), key=lambda m: m.key)
    for m in inside:
        if m.type != TIME:
            row = kind_of(m)
            rows[row, m.start + shift] = 1
            rows[row, m.start + shift + 1 : m.end + shift] = 2
            # A span is not a name and a reference at once, and the other row was set unknown for want of this.
            other = m.type if not m.name else m.type + len(ENTITY_TYPES)
            part = rows[other, m.start + shift : m.end + shift]
            part[part == UNKNOWN] = 0 if text.references_known else UNKNOWN
    return inside


def _same(mentions: Sequence[Mention]) -> Tensor:
    count = len(mentions)
    same = torch.full((count, count), float(UNKNOWN))
    for i, one in enumerate(mentions):
        for j, other in enumerate(mentions):
            if i != j and one.type == other.type and other.name and one.entities and other.entities:
                same[i, j] = float(bool(one.entities & other.entities))
    return same


def collate(windows: Sequence[Window]) -> dict[str, Tensor]:
    """The inputs of a batch of windows, padded."""
    # To a multiple: a processor's library prepares its products anew for each new shape.
    longest = -(-max(len(w.pieces) for w in windows) // _STEP) * _STEP
    most = max(len(w.firsts) for w in windows)
    return {
        "pieces": torch.tensor([w.pieces + [PAD] * (longest - len(w.pieces)) for w in windows]),
        "cases": torch.tensor([w.cases + [0] * (longest - len(w.cases)) for w in windows]),
        "mask": torch.tensor([[1] * len(w.pieces) + [0] * (longest - len(w.pieces)) for w in windows]),
        "firsts": torch.tensor([w.firsts + [0] * (most - len(w.firsts)) for w in windows]),
    }


def guessed(rows: np.ndarray, known: set[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The spans that a head of mentions marks and the annotation does not have: from its best labels (words, ROWS)."""
    found = []
    for row in range(2 * len(ENTITY_TYPES)):
        marks = rows[:, row]
        for start in np.flatnonzero(marks == 1).tolist():
            end = start
            while end + 1 < len(marks) and marks[end + 1] == 2:
                end += 1
            if (start, end, row) not in known:
                found.append((start, end, row))
    return found
