"""Reads documents annotated with facts (the gold form) for the names of their entities."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy

from extract.training.demonyms import Demonyms
from extract.training.sentences import Sentence, Text, mark
from extract.windows import cut

_KINDS = {"Person": "PERSON", "Organisation": "ORG", "State": "LOC", "Place": "LOC", "Event": "O", "Agreement": "O"}
"""A mission is a place to some corpora and an organisation to others, and so remains unknown."""

_LINKING = frozenset(("of", "the", "for", "and", "on", "in", "de", "al"))
"""Lower-cased words that may stand inside a name, and so are unknown between unknown words."""


def read_facts_corpus(folder: Path, demonyms: Demonyms) -> Iterator[Text]:
    """The names in each document of a folder of gold files; the sentences are not known.

    The gold lists the entities that matter to its facts, not all names: a capitalised word that is in none of them is
    unknown, a lower-cased one is in no name.
    """
    nlp = spacy.blank("en")
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        forms = name_forms(document["entities"], demonyms)
        text: Text = []
        for paragraph in document["text"].split("\n"):
            tokens = [token for token in nlp(paragraph) if not token.is_space]
            words = tuple(token.text for token in tokens)
            common = [token.is_stop or not token.text[0].isupper() for token in tokens]
            labels = _labelled(words, common, forms)
            for start, end in cut(words, [1] * len(words), set()):
                text.append(Sentence(words[start:end], tuple(labels[start:end]), bounded=False))
        yield text


def name_forms(entities: dict[str, dict[str, object]], demonyms: Demonyms) -> dict[tuple[str, ...], str | None]:
    """The words of each capitalised name with its label, `O` for what is no name here, `None` where that is unclear."""
    nlp = spacy.blank("en")
    forms: dict[tuple[str, ...], str | None] = {}
    for entity in entities.values():
        kind, names = entity["type"], entity["names"]
        assert isinstance(names, list)
        for name in names:
            words = tuple(token.text for token in nlp(name.removeprefix("the ")))
            if not words or not words[0][0].isupper():
                continue
            label = _KINDS.get(str(kind))
            if kind in ("State", "Place") and demonyms(words[-1]):
                label = "O"
            forms[words] = label if forms.get(words, label) == label else None
    return forms


def _labelled(
    words: Sequence[str], common: Sequence[bool], forms: dict[tuple[str, ...], str | None]
) -> list[str | None]:
    labels: list[str | None] = ["O" if is_common else None for is_common in common]
    free = [True] * len(words)
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        size, label = len(form), forms[form]
        for start in range(len(words) - size + 1):
            end = start + size
            if words[start] == form[0] and tuple(words[start:end]) == form and all(free[start:end]):
                free[start:end] = [False] * size
                if label in ("O", None):
                    labels[start:end] = [label] * size
                else:
                    mark(labels, start, end, label=label)
    for place in range(1, len(words) - 1):
        if words[place] in _LINKING and labels[place - 1] is None and labels[place + 1] is None:
            labels[place] = None
    return labels
