"""Makes what the network is trained on: windows of consecutive sentences as numbers, and batches of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from extract.language import lemmas
from extract.language.labels import NAMES, Labels
from extract.language.pieces import BEGIN, CASES, END, PAD, Pieces
from extract.training.sentences import Sentence, Text

SOFT_PIECES, HARD_PIECES = 360, 420

UNKNOWN = -100
"""The target of a word whose label is not known; the loss leaves it out."""

HEADS = ("names", "tags", "pos", "lemmas", "starts", "heads", "relations")
"""What is learned for each word, in the order of `Numbers.targets`."""

# A label seen more rarely is learned from nothing and only widens the head.
_RAREST = 4

# How a window loses its case, and how often: plain text typed in lower case, headlines in capitals or title case.
_DISGUISES = ((0.05, "lower"), (0.02, "upper"), (0.02, "title"))

_SINGLE = 0.15
"""The part of windows that hold one sentence, as headings and captions do."""

_MOST_SENTENCES = 16


@dataclass(frozen=True, slots=True)
class Numbers:
    """A sentence, or a window of them, as the network sees it.

    Args:
        pieces: word pieces, without the marks of begin and end.
        cases: the case class of each piece.
        firsts: the place of each word's first piece.
        targets: for each of `HEADS` a number per word; heads count from 1, 0 is a root.
    """

    pieces: list[int]
    cases: list[int]
    firsts: list[int]
    targets: tuple[list[int], ...]


def learn_labels(texts: Iterable[Text]) -> Labels:
    """The label sets of parsed texts, the most frequent first."""
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter(), Counter())
    for text in texts:
        for sentence in text:
            if syntax := sentence.syntax:
                scripts = map(lemmas.script, sentence.words, syntax.lemmas)
                for counter, labels in zip(counts, (syntax.tags, syntax.pos, scripts, syntax.relations), strict=True):
                    counter.update(labels)
    return Labels(*(tuple(label for label, count in c.most_common() if count >= _RAREST) for c in counts))


class Encoder:
    """Turns sentences into numbers."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self._pieces = pieces
        names, tags, pos, scripts, relations = (
            {label: number for number, label in enumerate(group)}
            for group in (NAMES, labels.tags, labels.pos, labels.lemmas, labels.relations)
        )
        self._names, self._tags, self._pos, self._scripts, self._relations = names, tags, pos, scripts, relations

    def __call__(self, sentence: Sentence) -> Numbers:
        """One sentence as numbers."""
        pieces: list[int] = []
        cases: list[int] = []
        firsts: list[int] = []
        for ids, case in self._pieces(sentence.words):
            firsts.append(len(pieces))
            pieces.extend(ids)
            cases.extend([case] * len(ids))
        count = len(sentence.words)
        unknown = [UNKNOWN] * count
        names = [self._names[n] if n else UNKNOWN for n in sentence.names] if sentence.names else unknown
        starts = [1] + [0] * (count - 1) if sentence.bounded else unknown
        parse = [unknown, unknown, unknown, unknown, unknown]
        if syntax := sentence.syntax:
            scripts = map(lemmas.script, sentence.words, syntax.lemmas)
            parse = [
                [self._tags.get(label, UNKNOWN) for label in syntax.tags],
                [self._pos.get(label, UNKNOWN) for label in syntax.pos],
                [self._scripts.get(label, UNKNOWN) for label in scripts],
                list(syntax.heads),
                [self._relations.get(label, UNKNOWN) for label in syntax.relations],
            ]
        return Numbers(pieces, cases, firsts, (names, *parse[:3], starts, *parse[3:]))


def windows(text: Sequence[Numbers], dice: random.Random) -> Iterator[Numbers]:
    """Cut a text into windows of whole consecutive sentences, of random length. Sentences too long are left out."""
    begin = 0
    while begin < len(text):
        most = 1 if dice.random() < _SINGLE else dice.randint(1, _MOST_SENTENCES)
        end, pieces = begin, 0
        while end < min(len(text), begin + most):
            pieces = pieces + len(text[end].pieces)
            if end > begin and pieces > SOFT_PIECES:
                break
            end += 1
        window = _joined(text[begin:end])
        if len(window.pieces) <= HARD_PIECES:
            yield _disguised(window, dice)
        begin = end


def batches(examples: Sequence[Numbers], *, pieces: int, dice: random.Random) -> Iterator[dict[str, Tensor]]:
    """Batches of examples of like length, at most `pieces` word pieces with the padding, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].pieces) + dice.random() * 6, i))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * (len(examples[i].pieces) + 2) > pieces:
            groups.append([])
        groups[-1].append(i)
    dice.shuffle(groups)
    for group in groups:
        yield collate([examples[i] for i in group])


def collate(examples: Sequence[Numbers]) -> dict[str, Tensor]:
    """One padded batch: `pieces`, `cases` (batch, pieces), `firsts`, `words` and the `HEADS` (batch, words)."""
    batch = {
        "pieces": _padded([[BEGIN, *x.pieces, END] for x in examples], PAD),
        "mask": _padded([[1] * (len(x.pieces) + 2) for x in examples], 0),
        "cases": _padded([[0, *x.cases, 0] for x in examples], 0),
        "firsts": _padded([[first + 1 for first in x.firsts] for x in examples], 0),
        "words": _padded([[1] * len(x.firsts) for x in examples], 0).bool(),
    }
    for place, head in enumerate(HEADS):
        batch[head] = _padded([x.targets[place] for x in examples], UNKNOWN)
    return batch


def _padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    # To a multiple: a processor's library prepares its products anew for each new shape.
    width = -(-max(map(len, rows)) // 32) * 32
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def _joined(sentences: Sequence[Numbers]) -> Numbers:
    if len(sentences) == 1:
        return sentences[0]
    pieces: list[int] = []
    cases: list[int] = []
    firsts: list[int] = []
    targets: tuple[list[int], ...] = tuple([] for _ in HEADS)
    for sentence in sentences:
        for head, into, values in zip(HEADS, targets, sentence.targets, strict=True):
            shift = len(firsts) if head == "heads" else 0
            into.extend(value + shift if value > 0 else value for value in values)
        firsts.extend(first + len(pieces) for first in sentence.firsts)
        pieces.extend(sentence.pieces)
        cases.extend(sentence.cases)
    return Numbers(pieces, cases, firsts, targets)


def _disguised(window: Numbers, dice: random.Random) -> Numbers:
    chance = dice.random()
    letters = {CASES.index(case) for case in ("lower", "title", "upper", "mixed")}
    for part, case in _DISGUISES:
        if chance < part:
            cases = [CASES.index(case) if known in letters else known for known in window.cases]
            return Numbers(window.pieces, cases, window.firsts, window.targets)
        chance -= part
    return window
