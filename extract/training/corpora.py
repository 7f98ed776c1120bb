"""Reads public annotated corpora in the form in which they are published, into one kind of sentence.

A folder of corpora holds, each where it is there: `ud_english_ewt/{train,dev}.conllu` (Universal Dependencies English
Web Treebank) with `dev.uner.iob2` (Universal NER), `gum/train/*.conllu` (Georgetown University Multilayer corpus),
`redocred/dev_revised.json` (Re-DocRED), `crossner_politics/{train,dev}.txt` (CrossNER).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.training.demonyms import Demonyms
from extract.training.sentences import Sentence, Syntax, Text, mark
from graph.errors import DocumentError

_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}


def training_texts(corpora: Path) -> list[Text]:
    """All texts to train on in a folder of corpora; the development parts are left out.

    Raises:
        DocumentError: the folder lacks the English Web Treebank, without which there is no parser.
    """
    treebanks = [text for path in _treebanks(corpora) for text in read_conllu(path)]
    demonyms = Demonyms.learn(treebanks)
    texts = list(treebanks)
    if (path := corpora / "redocred" / "dev_revised.json").exists():
        texts += read_redocred(path, demonyms)
    if (path := corpora / "crossner_politics" / "train.txt").exists():
        texts += read_crossner(path)
    return texts


def evaluation_texts(corpora: Path) -> tuple[list[Text], list[Text]]:
    """The texts to measure by: English Web Treebank dev (parse and names), CrossNER politics dev (names)."""
    treebank = corpora / "ud_english_ewt"
    texts = list(read_conllu(_existing(treebank / "dev.conllu")))
    names = treebank / "dev.uner.iob2"
    if names.exists():
        known = dict(read_uner(names))
        texts = [[replace(sentence, names=known.get(sentence.words)) for sentence in text] for text in texts]
    return texts, list(read_crossner(_existing(corpora / "crossner_politics" / "dev.txt")))


def read_conllu(path: Path) -> Iterator[Text]:
    """The texts of a CoNLL-U file, by its `# newdoc` lines; sentences whose words are masked with `_` are left out."""
    text: Text = []
    for comments, rows in _blocks(path):
        if text and any(comment.startswith("# newdoc") for comment in comments):
            yield text
            text = []
        # Lines of ranges (1-2) and of empty nodes (1.1) are no words.
        words = [row for row in rows if row[0].isdigit()]
        if not any((row[1] == "_" and row[3] == "_") or (row[1].strip("_") == "" and len(row[1]) > 1) for row in words):
            text.append(_parsed(words))
    if text:
        yield text


def read_uner(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words and the names of each sentence of a Universal NER file."""
    for _comments, rows in _blocks(path):
        words = [row for row in rows if row[0].isdigit()]
        yield tuple(row[1] for row in words), _bio([row[2] for row in words], _UNER)


def read_crossner(path: Path) -> Iterator[Text]:
    """The sentences of a CrossNER file, each a text of its own, for they do not follow one another."""
    for _comments, rows in _blocks(path):
        yield [Sentence(tuple(row[0] for row in rows), _bio([row[1] for row in rows], _CROSSNER))]


def read_redocred(path: Path, demonyms: Demonyms) -> Iterator[Text]:
    """The paragraphs of a Re-DocRED file, with sentences. Demonyms, places there, are no names here."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        # Words of no letters but white space stand in the file; they would be nothing to the encoder.
        sentences = [[word if word.strip() else "-" for word in words] for words in document["sents"]]
        labels: list[list[str | None]] = [["O"] * len(words) for words in sentences]
        for mention in _longest_first(document):
            start, end = mention["pos"]
            row = labels[mention["sent_id"]]
            label = _UNER.get(mention["type"])
            demonym = label == "LOC" and demonyms(sentences[mention["sent_id"]][end - 1])
            if label and not demonym and all(known == "O" for known in row[start:end]):
                mark(row, start, end, label=label)
        yield [Sentence(tuple(words), tuple(row)) for words, row in zip(sentences, labels, strict=True)]


def _treebanks(corpora: Path) -> list[Path]:
    return [_existing(corpora / "ud_english_ewt" / "train.conllu"), *sorted(corpora.glob("gum/train/*.conllu"))]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise DocumentError(f"expected the corpus file {str(path)!r}, which is not there; see extract/model/README.md")
    return path


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []


def _parsed(rows: Sequence[Sequence[str]]) -> Sentence:
    syntax = Syntax(
        tags=tuple(row[4] for row in rows),
        pos=tuple(row[3] for row in rows),
        # An underscore is a missing lemma, except of itself.
        lemmas=tuple(row[1] if row[2] == "_" else row[2] for row in rows),
        heads=tuple(int(row[6]) for row in rows),
        relations=tuple(row[7] for row in rows),
    )
    return Sentence(tuple(row[1] for row in rows), None, syntax)


def _bio(tags: Sequence[str], kinds: dict[str, str]) -> tuple[str, ...]:
    labels = []
    for tag in tags:
        kind = kinds.get(tag[2:])
        labels.append(f"{tag[:2]}{kind}" if kind else "O")
    return tuple(labels)


def _longest_first(document: dict[str, Any]) -> list[dict[str, Any]]:
    mentions = [mention for cluster in document["vertexSet"] for mention in cluster]
    return sorted(mentions, key=lambda mention: (mention["pos"][0] - mention["pos"][1], mention["pos"][0]))
