"""Reads annotated documents (the gold form) into what the network learns from them: mentions, triggers, arguments.

The annotation is sparse in known ways, and what it does not say is unknown, not absent: a name in small letters is
annotated where a fact uses it; a fact is annotated at one place, though others may state it again; in older documents
facts have evidence only. Such places are left out of the loss.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from extract.language.labels import ARGUMENTS, ATTRIBUTES, NEAR, TIME, TIMES
from extract.language.times import FUTURE, PAST, Expression, find_times
from extract.training.gold_records import GoldDocument, GoldText, Key, Mention, Trigger, label_of, listed, trigger_of
from extract.training.gold_words import DETERMINERS, Words
from graph.records import ENTITY_TYPES

# Words before the one that carries the meaning of a trigger.
_LIGHT = DETERMINERS | frozenset(
    "was were is are be been being has have had having will would shall should could can may might must did do does to "
    "not never also and or his her its their our my first formally officially".split()
)
_LONGEST = 12
"""Words of a reference; what is longer is cut at its end."""
_FAR = 90
"""Words between a trigger and a time outside its evidence, beyond which the time is not taken for the trigger's."""


def read_gold(folder: Path, nlp: Language) -> Iterator[GoldDocument]:
    """The documents of a folder of gold files, in the order of their names."""
    for path in sorted(folder.glob("*.json")):
        yield gold_document(json.loads(path.read_text(encoding="utf-8")), nlp)


def gold_document(data: dict[str, Any], nlp: Language) -> GoldDocument:
    """One annotated document, out of what its file holds."""
    kind = data.get("kind") or ("news" if "Wikinews" in data["source"] else "press")
    annotator = _Annotator(data, nlp)
    return GoldDocument(data["id"], data["source"], kind, annotator.title(), annotator.text())


class _Annotator:
    def __init__(self, data: dict[str, Any], nlp: Language) -> None:
        self.data, self.nlp = data, nlp
        self.types = {key: ENTITY_TYPES.index(entity["type"]) for key, entity in data["entities"].items()}
        self.forms: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, entity in data["entities"].items():
            for name in entity["names"]:
                words = tuple(token.text for token in nlp.make_doc(name) if not token.is_space)
                while len(words) > 1 and words[0].lower() in DETERMINERS:
                    words = words[1:]
                if words:
                    self.forms[words].add(key)

    def title(self) -> GoldText:
        """The headline: its names alone are known."""
        found = Words(self.nlp, self.data.get("title") or "")
        mentions, unknown = self._names(found)
        return GoldText(found.words, set(), mentions, unknown, {}, set(), [], references_known=False)

    def text(self) -> GoldText:
        """The text, with all that is annotated."""
        words = Words(self.nlp, self.data["text"])
        mentions, unknown = self._names(words)
        times = self._times(words, mentions)
        facts = self.data["facts"]
        known = any("trigger" in fact for fact in facts) or not facts
        text = GoldText(words.words, words.bounds, mentions, unknown, {}, set(), [], references_known=known)
        # All mentions first, so that each argument finds the names that stand inside its own.
        placed = [(fact, self._arguments(fact, words, text)) for fact in facts]
        for fact, arguments in placed:
            self._fact(fact, words, text, arguments, times)
        return text

    def _names(self, words: Words) -> tuple[dict[Key, Mention], list[tuple[int, int, int]]]:
        mentions: dict[Key, Mention] = {}
        unknown: list[tuple[int, int, int]] = []
        taken: dict[int, set[int]] = defaultdict(set)
        for form in sorted(self.forms, key=lambda form: (-len(form), form)):
            keys = self.forms[form]
            types = {self.types[key] for key in keys}
            for start in words.by_word.get(form[0].lower(), ()):
                end = start + len(form)
                if tuple(words.words[start:end]) != form:
                    continue
                free = [type for type in sorted(types) if not taken[type] & set(range(start, end))]
                if not form[0][0].isupper() and not any(part[0].isupper() for part in form):
                    # A common noun is a name only where a fact says so.
                    unknown.extend((start, end, type) for type in free)
                    continue
                if len(free) > 1:
                    unknown.extend((start, end, type) for type in free)
                    continue
                for type in free:
                    taken[type].update(range(start, end))
                    mine = frozenset(key for key in keys if self.types[key] == type)
                    mention = Mention(start, end, type, True, mine if len(mine) == 1 else None)
                    mentions[mention.key] = mention
        return mentions, unknown

    def _times(self, words: Words, mentions: dict[Key, Mention]) -> dict[Key, Expression]:
        text, found = self.data["text"], {}
        offset, before = 0, None
        for paragraph in text.split("\n"):
            for time in (times := find_times(paragraph, before)):
                span = words.span(offset + time.start, offset + time.end)
                if span is not None:
                    mention = Mention(*span, TIME, True, None)
                    mentions[mention.key] = mention
                    found[mention.key] = time
            before = times[-1] if times else before
            offset += len(paragraph) + 1
        return found

    def _arguments(self, fact: dict[str, Any], words: Words, text: GoldText) -> list[tuple[str, str, Key | None]]:
        """The arguments of a fact: role, entity, and the mention that stands for it there."""
        found = []
        for role, spans in (fact.get("mentions") or {}).items():
            for key, span in zip(listed(fact.get(role)), spans, strict=False):
                found.append((role, key, self._mention(key, span, words, text) if span else None))
        return found

    def _mention(self, key: str, span: Sequence[int], words: Words, text: GoldText) -> Key | None:
        place = words.span(*span)
        if place is None:
            return None
        start, end = place
        type = self.types[key]
        inside = [
            mention
            for mention in text.mentions.values()
            if mention.type == type and start <= mention.start and mention.end <= end and mention.name
        ]
        mine = [mention for mention in inside if mention.entities is None or key in mention.entities]
        if mine:
            mention = max(mine, key=lambda mention: (mention.end - mention.start, -mention.start))
            if mention.entities is None:
                mention.entities = frozenset({key})
            return mention.key
        form = tuple(words.words[start:end])
        named = key in self.forms.get(form, ())
        over = next(
            (
                m
                for m in text.mentions.values()
                if m.type == type and m.name == named and m.start < end and start < m.end
            ),
            None,
        )
        if over is not None and (over.start, over.end) != (start, end):
            return over.key if over.entities and key in over.entities else None
        mention = Mention(start, min(end, start + _LONGEST), type, named, frozenset({key}))
        known = text.mentions.get(mention.key)
        if known is not None:
            known.entities = (known.entities or frozenset()) | {key}
        else:
            text.mentions[mention.key] = mention
        return mention.key

    def _fact(
        self,
        fact: dict[str, Any],
        words: Words,
        text: GoldText,
        arguments: list[tuple[str, str, Key | None]],
        times: dict[Key, Expression],
    ) -> None:
        label = label_of(fact)
        if label is None:
            return
        stated = [span for each in fact["evidence"] if (span := words.span(*each))]
        trigger = fact.get("trigger")
        again = stated[1:] if trigger else stated
        for start, end in again:
            text.unknown_triggers.update((word, label) for word in range(start, end))
        place = words.span(*trigger) if trigger else None
        if place is None:
            return
        start, end = place
        if fact["type"] == "role":
            text.titles.append((start, end))
            size, form = end - start, words.lower[start:end]
            for other in words.by_word[words.lower[start]]:
                if other != start and words.lower[other : other + size] == form:
                    text.unknown_triggers.add((other, label))
        else:
            start = next((word for word in range(start, end) if words.lower[word] not in _LIGHT), start)
        one = text.triggers.setdefault((start, label), trigger_of(fact, start, label))
        for role, key, mention in arguments:
            if role in ARGUMENTS[fact["type"]] and (found := mention or _nearest(text, key, start)):
                one.arguments.add((role, found))
        self._date(fact, one, stated, times)

    def _date(
        self, fact: dict[str, Any], trigger: Trigger, stated: list[tuple[int, int]], times: dict[Key, Expression]
    ) -> None:
        guessed = bool(self.data.get("date_inferred"))
        if guessed and not any(fact.get(role) for role in TIMES):
            trigger.times_known = False  # "on Tuesday" may be its day, which nobody could reckon
        if self.data.get("date") and not guessed and "date" in ARGUMENTS[fact["type"]]:
            trigger.near = max(trigger.near, 0)
        for role in TIMES:
            wanted = fact.get(role)
            if not wanted or role not in ARGUMENTS[fact["type"]]:
                continue
            fitting = []
            for key, time in times.items():
                values = {time.value(self.data.get("date"), tense) for tense in (PAST, FUTURE)} - {None}
                fit = max((_fit(value, wanted, last=role == "end") for value in values if value), default=0)
                inside = any(start <= key[0] < end for start, end in stated)
                away = abs(key[0] - trigger.word)
                if fit and (inside or away <= _FAR):
                    fitting.append((-inside, -fit, away, key))
            if fitting:
                trigger.arguments.add((role, min(fitting)[3]))
            elif role == "date" and not guessed and (near := _near(wanted, self.data.get("date") or "")):
                trigger.near = near
            else:
                trigger.times_known = False


def _nearest(text: GoldText, key: str, word: int) -> Key | None:
    """The name of an entity that stands nearest to a word: what an argument that is left unsaid there is read from."""
    named = [m for m in text.mentions.values() if m.name and m.entities == frozenset({key})]
    return min(named, key=lambda m: (abs(m.start - word), m.start)).key if named else None


def _near(wanted: str, base: str) -> int:
    """How near to the date of the document a date is, as a place in `ATTRIBUTES`; 0, "untold", where it is another."""
    told = (word for word, length in NEAR.items() if wanted == base[:length] and len(wanted) == length)
    return ATTRIBUTES["near"].index(next(told, "untold"))


def _fit(value: str, wanted: str, *, last: bool) -> int:
    """How well a time says a date: 2 exactly, 1 in a part of it, 0 not at all."""
    if value == wanted:
        return 2
    ends = [value.split("/")[-1 if last else 0], wanted.split("/")[-1 if last else 0]]
    return 1 if ends[0].startswith(ends[1]) or ends[1].startswith(ends[0]) else 0
