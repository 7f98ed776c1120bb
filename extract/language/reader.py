"""Reads a text with the model, window by window, and puts together what the windows say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.language.datelines import report_starts
from extract.language.labels import ARGUMENTS, FORMATS, KINDS, ROLES, STATUSES, TIMES, TRIGGERS
from extract.language.model import Model, Reading, Relations, Window
from extract.language.records import Argument, Mention, Statements, Time, Trigger
from extract.language.spans import mention_spans, sigmoid, softmax, title_end, trigger_words
from extract.language.times import find_times
from extract.language.wholes import name_end
from extract.language.windows import TITLE_PIECES, cut, is_safe, paragraph_starts
from graph.fact import MODALITIES
from graph.records import ENTITY_TYPES, EntityType

Ints = NDArray[np.intp]
Known = tuple[int, int, EntityType]

LEAST_ARGUMENT = 0.05
LEAST_SAME = 0.1
"""Candidates with a smaller chance are dropped; which of the others count is for those who use them."""

_TIMES = frozenset(TIMES)
_LINKING = frozenset("a an and at by for from in of on the to with".split())
_TIME_KIND = KINDS - 1
_BODY, _HELD = ENTITY_TYPES.index("Organisation"), frozenset({"Agreement", "Event"})
_ALLOWED = {label: frozenset(ARGUMENTS[label.partition(":")[0]]) for label in TRIGGERS}


class TextReader:
    """Reads one text.

    Args:
        doc: the text, split into tokens.
        title: its headline, split into tokens; may be empty.
        model: the network.
        known: names that are known to stand in the text, as first token, end and type; those that the network does
            not mark are mentions as well.
    """

    def __init__(self, doc: Doc, title: Doc, model: Model, known: Sequence[Known] = ()) -> None:
        self.doc, self.model = doc, model
        texts = [token.text for token in doc]
        self.solid = np.array([place for place, text in enumerate(texts) if not text.isspace()], dtype=np.intp)
        self.words = [texts[place] for place in self.solid]
        self._paragraphs = sorted(paragraph_starts(texts))
        self._title = [token for token in title if not token.is_space]
        place = {int(token): i for i, token in enumerate(self.solid)}
        self._known = deque((place[a], place[b - 1], ENTITY_TYPES.index(type)) for a, b, type in known)
        self._tabled = {first for first, *_ in self._known}
        self._mentions: list[Mention] = []
        self._placed: list[tuple[int, int, int]] = []  # first word, last word and kind of each mention
        self._times = list(self._found_times())
        self._time_starts = [time.start for time in self._times]
        self._begun: list[tuple[int, int]] = []  # of each window its first word, and the mentions before it
        self._triggers: list[Trigger] = []
        self._same: list[tuple[int, int, float]] = []

    def read(self) -> Iterator[tuple[Ints, Reading]]:
        """What each window says of the words that it reads for itself, with the places of their tokens."""
        title = self._title_words()
        bounds = np.isin(self.solid, self._paragraphs)
        safe = [place for place in range(1, len(self.words)) if is_safe(self.words, place)]
        parts = list(self._parts(bounds))
        starts = bounds.copy()
        starts[safe] = True
        for context, start, end in parts:
            window = Window(title, self.words[context:end], start - context, starts[start:end])
            reading = self.model.read(window)
            self._state(reading, len(title), context, start, end)
            yield self.solid[start:end], reading

    def statements(self) -> Statements:
        """What the windows read so far state."""
        return Statements(tuple(self._mentions), tuple(self._times), tuple(self._triggers), tuple(self._same))

    def _title_words(self) -> list[str]:
        words, used = [], 0
        for token, (ids, _case) in zip(self._title, self.model.pieces([t.text for t in self._title]), strict=True):
            used += len(ids)
            if used > TITLE_PIECES:
                break
            words.append(token.text)
        return words

    def _parts(self, bounds: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
        """Context, start and end of each window; what stands behind a dateline is not a part of it."""
        sizes = [len(ids) for ids, _case in self.model.pieces(self.words)]
        starts = [*self.solid[:1].tolist(), *self._paragraphs]
        reports = set(np.isin(self.solid, list(report_starts(self.doc, starts))).nonzero()[0].tolist())
        bounds[list(reports)] = True
        yield from cut(self.words, sizes, set(bounds.nonzero()[0].tolist()))

    def _found_times(self) -> Iterator[Time]:
        begins = [int(self.doc[place].idx) for place in self.solid.tolist()]
        offset, before = 0, None
        for paragraph in self.doc.text.split("\n"):
            for one in (times := find_times(paragraph, before)):
                first = bisect_right(begins, offset + one.start) - 1
                last = bisect_left(begins, offset + one.end) - 1
                if 0 <= first <= last:
                    yield Time(int(self.solid[first]), int(self.solid[last]) + 1, one)
            before = times[-1] if times else before
            offset += len(paragraph) + 1

    def _state(self, reading: Reading, title: int, context: int, start: int, end: int) -> None:
        """Adds the mentions, triggers and references of a window.

        Words of a window are counted from its first; `shift` leads from words of the text to them.
        """
        shift = title - context
        own = start + shift
        self._begun.append((start, len(self._mentions)))
        if start == 0:
            for first, last, kind, chance in mention_spans(reading.rows, 0, title):
                self._add(first, last, kind, chance, title=True)
        read = self.words[start:end]
        for first, last, kind, chance in mention_spans(reading.rows, own, len(reading.rows)):
            if kind < len(ENTITY_TYPES) and first - shift not in self._tabled:
                last = own + name_end(first - own, last - own, ENTITY_TYPES[kind], read, reading)
            self._add(first - shift, last - shift, kind, chance, title=False)
        self._add_known(start, end)
        places, spans = self._within(context, end, shift)
        times, timed = self._times_within(context, end, shift)
        stated = list(trigger_words(reading.triggers, own, len(reading.rows)))
        if not spans and not timed:
            return
        table = np.array([*spans, *timed], dtype=np.intp).reshape(-1, 3)
        words = np.array([(word, label) for word, label, _ in stated], dtype=np.intp).reshape(-1, 2)
        scores = self.model.relate(reading.vectors, table, words)
        self._add_triggers(reading, stated, scores, [*places, *times], len(places), shift)
        self._add_same(scores, places, start)

    def _add(self, first: int, last: int, kind: int, chance: float, *, title: bool) -> None:
        word = self._title[last].lower_ if title else self.words[last].lower()
        while last > first and word in _LINKING:
            # A name does not end with what leads on to the rest of it.
            last -= 1
            word = self._title[last].lower_ if title else self.words[last].lower()
        type = ENTITY_TYPES[kind % len(ENTITY_TYPES)]
        if title:
            start, end = first, last + 1
            text = " ".join(token.text for token in self._title[start:end])
        else:
            start, end = int(self.solid[first]), int(self.solid[last]) + 1
            text = self.doc[start:end].text
        self._mentions.append(Mention(start, end, type, kind < len(ENTITY_TYPES), text, title, chance))
        self._placed.append((first, last, kind))

    def _add_known(self, start: int, end: int) -> None:
        """Adds the known names among some words that no name of the network's touches.

        A body may stand within the name of what it holds or makes: "the [APEC] meeting".
        """
        begun = self._begun[-1][1]
        marked: set[int] = set()
        bounded: set[int] = set()
        for (first, last, _), mention in zip(self._placed[begun:], self._mentions[begun:], strict=True):
            if mention.name and not mention.title:
                marked.update(range(first, last + 1))
                if mention.type not in _HELD:
                    bounded.update(range(first, last + 1))
        while self._known and self._known[0][0] < end:
            first, last, type = self._known.popleft()
            taken = bounded if type == _BODY else marked
            if start <= first and taken.isdisjoint(range(first, last + 1)):
                self._add(first, last, type, 1.0, title=False)

    def _within(self, context: int, end: int, shift: int) -> tuple[list[int], list[tuple[int, int, int]]]:
        """The places of the mentions of the title and of some words, and their spans in the window."""
        places, spans = [], []
        headed = sum(1 for _ in takewhile(lambda mention: mention.title, self._mentions))
        for place in range(headed):
            places.append(place)
            spans.append(self._placed[place])
        recent = next((count for begin, count in reversed(self._begun) if begin <= context), 0)
        for place in range(max(headed, recent), len(self._mentions)):
            first, last, kind = self._placed[place]
            if context <= first and last < end:
                places.append(place)
                spans.append((first + shift, last + shift, kind))
        return places, spans

    def _times_within(self, context: int, end: int, shift: int) -> tuple[list[int], list[tuple[int, int, int]]]:
        low, high = int(self.solid[context]), int(self.solid[end - 1])
        begin, stop = bisect_left(self._time_starts, low), bisect_right(self._time_starts, high)
        places = [place for place in range(begin, stop) if self._times[place].end - 1 <= high]
        spans = []
        for place in places:
            first = int(np.searchsorted(self.solid, self._times[place].start))
            last = int(np.searchsorted(self.solid, self._times[place].end - 1))
            spans.append((first + shift, last + shift, _TIME_KIND))
        return places, spans

    def _add_triggers(
        self,
        reading: Reading,
        stated: Sequence[tuple[int, int, float]],
        scores: Relations,
        places: Sequence[int],
        mentions: int,
        shift: int,
    ) -> None:
        """Adds what the words that state something state; `places` are of the mentions, then of the times."""
        chances = sigmoid(scores.arguments)
        modalities = softmax(scores.modality)
        near = softmax(scores.near)[:, 1:].cumsum(-1)
        for i, (word, label, chance) in enumerate(stated):
            last = title_end(reading.rows, word) if TRIGGERS[label] == "role" else word
            modality = int(modalities[i].argmax())
            allowed = _ALLOWED[TRIGGERS[label]]
            arguments = tuple(
                Argument(ROLES[role], places[j], float(chances[i, j, role]))
                for j, role in np.argwhere(chances[i] >= LEAST_ARGUMENT).tolist()
                if ROLES[role] in allowed and (j >= mentions) == (ROLES[role] in _TIMES)
            )
            self._triggers.append(
                Trigger(
                    start=int(self.solid[word - shift]),
                    end=int(self.solid[last - shift]) + 1,
                    label=TRIGGERS[label],
                    chance=chance,
                    modality=MODALITIES[modality],
                    status=STATUSES[int(scores.status[i].argmax())],
                    format=FORMATS[int(scores.format[i].argmax())],
                    sure=float(modalities[i, modality]),
                    arguments=arguments,
                    near=tuple(near[i].tolist()),
                )
            )

    def _add_same(self, scores: Relations, places: Sequence[int], start: int) -> None:
        """Of each mention that this window reads for itself, the names that may be the same."""
        chances = sigmoid(scores.same[: len(places), : len(places)])
        own = int(self.solid[start])
        for i, j in np.argwhere(chances >= LEAST_SAME).tolist():
            one, other = self._mentions[places[i]], self._mentions[places[j]]
            fresh = (one.title and start == 0) or (not one.title and one.start >= own)
            if i != j and fresh and other.name and one.type == other.type:
                self._same.append((places[i], places[j], float(chances[i, j])))
