"""The lines of a chronology: each has a day, and tells of nothing but what happened on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from extract.facts.dates import is_over
from extract.language.labels import TIMES
from extract.language.records import Argument, Mention, Statements, Time, Trigger
from graph.records import DatedSpan, Document


def dated_line(document: Document, offset: int) -> DatedSpan | None:
    """The line of a chronology in which a character of the text stands, with its date."""
    place = bisect_right(document.dates, offset, key=lambda span: span[0]) - 1
    if place < 0 or offset >= document.dates[place][1]:
        return None
    return document.dates[place]


def told_in(line: DatedSpan, trigger: Trigger, doc: Doc, said: Statements, base: str | None) -> Trigger:
    """What a line of a chronology states.

    What it tells in the present tense ("arrives in Berlin") has happened, or is planned where the line is of a day
    after the document, whose date is `base`.
    """
    arguments, modality = tuple(_within(line, trigger.arguments, doc, said)), trigger.modality
    if base is not None and not is_over(line[2].split("/")[0], base):
        modality = "planned" if modality == "actual" else modality
    elif modality == "planned" and doc[trigger.start].tag_ in {"VBZ", "VBP"}:
        modality = "actual"
    return replace(trigger, arguments=arguments, modality=modality)


def _within(line: DatedSpan, arguments: Iterable[Argument], doc: Doc, said: Statements) -> Iterator[Argument]:
    """The arguments that stand in a line of a chronology: each tells of a day of its own, and of nothing in the others.

    Who is meant by "the minister" there may have been named further up, and so may the title name whom all is about.
    """
    for one in arguments:
        words: Mention | Time = said.times[one.place] if one.role in TIMES else said.mentions[one.place]
        if getattr(words, "title", False) or line[0] <= doc[words.start].idx < line[1]:
            yield one
