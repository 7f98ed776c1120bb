"""Scores of the model as it is shipped: `python -m extract.training.scores CORPORA`."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from extract.language.component import load_model
from extract.language.labels import NAMES
from extract.language.model import Model, Reading, Window, read_files
from extract.language.windows import cut
from extract.training.corpora import evaluation_texts
from extract.training.measures import f1, spans
from extract.training.sentences import Sentence, Text


def treebank_scores(model: Model, texts: Sequence[Text], *, running: bool) -> dict[str, float]:
    """The part of words, 0 to 1, that is right in each layer of parsed texts; relations only under the right head.

    Args:
        model: the model.
        texts: parsed texts. All words count, punctuation too.
        running: let the model find the sentences in the words of a text; else they are given one by one.
    """
    right: Counter[str] = Counter()
    words = 0
    for sentences, reading in _read(model, texts, running=running):
        base = 0
        for sentence in sentences:
            syntax = sentence.syntax
            assert syntax is not None
            for place, word in enumerate(sentence.words, start=base):
                own = place - base
                head = syntax.heads[own] + base - 1 if syntax.heads[own] else place
                attached = reading.heads[place] == head
                right["UAS"] += attached
                right["LAS"] += attached and model.labels.relations[reading.relations[place]] == syntax.relations[own]
                right["XPOS"] += model.labels.tags[reading.tags[place]] == syntax.tags[own]
                right["UPOS"] += model.labels.pos[reading.pos[place]] == syntax.pos[own]
                tag, edit = model.labels.tags[reading.tags[place]], model.labels.lemmas[reading.lemmas[place]]
                right["lemmas"] += model.attested(word, tag, edit) == syntax.lemmas[own]
            base += len(sentence.words)
        words += base
        right["sentences"] += _whole_sentences(sentences, reading)
        right["sentences found"] += int(reading.starts.sum())
        right["sentences wanted"] += len(sentences)
    scores = {layer: right[layer] / words for layer in ("UAS", "LAS", "XPOS", "UPOS", "lemmas")}
    return scores | {"sentences F1": f1(right["sentences"], right["sentences found"], right["sentences wanted"])}


def name_scores(model: Model, texts: Sequence[Text]) -> dict[str, float]:
    """F1 of names, 0 to 1, for each kind and for all: bounds and kind must be right."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for sentences, reading in _read(model, texts, running=False):
        gold = [label for sentence in sentences for label in sentence.names or ()]
        if len(gold) != len(reading.names) or None in gold:
            continue
        known = spans([label for label in gold if label])
        mine = spans([NAMES[label] for label in reading.names.tolist()])
        for counter, group in ((right, known & mine), (found, mine), (wanted, known)):
            counter.update(kind for _start, _end, kind in group)
            counter["all"] += len(group)
    return {kind: f1(right[kind], found[kind], wanted[kind]) for kind in sorted(wanted)}


def pace(texts: Sequence[Text], *, model: Path | None, threads: int) -> float:
    """Words per second of the whole pipeline, from plain text to annotated documents."""
    nlp = load_model(model, threads=threads)
    plain = ["\n\n".join(" ".join(sentence.words) for sentence in text) for text in texts]
    list(nlp.pipe(plain[:8]))
    begun = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(plain))
    return words / (time.perf_counter() - begun)


def _read(model: Model, texts: Sequence[Text], *, running: bool) -> Iterator[tuple[Sequence[Sentence], Reading]]:
    """Each text, or each sentence where the bounds are given, with what the model reads in it."""
    groups = texts if running else [[sentence] for text in texts for sentence in text]
    for group in groups:
        words = [word for sentence in group for word in sentence.words]
        sizes = [len(ids) for ids, _case in model.pieces(words)]
        parts = []
        for context, start, end in cut(words, sizes, set()):
            window = Window((), words[context:end], start - context, np.zeros(end - start, dtype=bool))
            reading = model.read(window, bounded=not running)
            parts.append(reading._replace(heads=reading.heads + start))
        yield group, Reading(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _whole_sentences(sentences: Sequence[Sentence], reading: Reading) -> int:
    ends = np.cumsum([len(sentence.words) for sentence in sentences]).tolist()
    found = [*np.flatnonzero(reading.starts).tolist(), len(reading.starts)]
    return len(set(pairwise(found)) & set(pairwise([0, *ends])))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m extract.training.scores", description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder of corpora, laid out as extract/model/README.md says")
    parser.add_argument("--model", type=Path, help="the folder of a model (default: the one in the package)")
    parser.add_argument("--threads", type=int, default=1, help="processor cores to use (default: 1)")
    asked = parser.parse_args()
    parsed, named = evaluation_texts(asked.corpora)
    ready = Model(read_files(asked.model), threads=asked.threads)
    for title, scores in (
        ("English Web Treebank dev, sentences given", treebank_scores(ready, parsed, running=False)),
        ("English Web Treebank dev, running text", treebank_scores(ready, parsed, running=True)),
        ("English Web Treebank dev, names F1", name_scores(ready, parsed)),
        ("CrossNER politics dev, names F1", name_scores(ready, named)),
    ):
        print(f"{title}: " + ", ".join(f"{name} {100 * score:.1f}" for name, score in scores.items()))
    print(f"{pace(parsed, model=asked.model, threads=asked.threads):.0f} words/s on {asked.threads} core(s), all in")
