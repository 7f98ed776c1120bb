"""The language model as a spaCy component: sentences, tags, lemmas, parse and names.

`load_model` makes a whole pipeline of it; `nlp.add_pipe("legation_encoder")` puts it into another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex

from extract.datelines import report_starts
from extract.labels import NAMES, ROOT
from extract.model_files import FILES, Model, Reading, Window, read_files
from extract.windows import cut, paragraph_starts

Ints = NDArray[np.intp]

_ATTRIBUTES = [HEAD, DEP, TAG, POS, LEMMA]
# "U.S.-China" is three words, as "Sino-Russian" and "EU-China" are to spaCy's own rules.
_BEHIND_INITIALS = r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z])"


def load_model(path: str | Path | None = None, *, threads: int = 1) -> Language:
    """An English pipeline with Legation's own language model.

    Args:
        path: the folder of a model; without it, the model that comes with the package.
        threads: processor cores to use.

    Returns:
        a pipeline whose documents have sentences, `tag_` (Penn Treebank), `pos_`, `lemma_`, `dep_` (Universal
        Dependencies; `ROOT` for roots), `head`, and `ents` labelled PERSON, ORG or LOC.

    Raises:
        ModelError: a file of the model is missing.

    >>> doc = load_model()("Ilham Aliyev visited Ankara.")
    >>> [(ent.text, ent.label_) for ent in doc.ents]
    [('Ilham Aliyev', 'PERSON'), ('Ankara', 'LOC')]
    """
    nlp = spacy.blank("en")
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), _BEHIND_INITIALS])
    assert isinstance(nlp.tokenizer, Tokenizer)
    nlp.tokenizer.infix_finditer = infixes.finditer
    encoder = nlp.add_pipe("legation_encoder", config={"path": str(path) if path else None, "threads": threads})
    assert isinstance(encoder, Encoder)
    encoder.load()
    # A text is as long as it is; the limit of spaCy is for models whose memory grows with it.
    nlp.max_length = 1_000_000_000
    return nlp


class Encoder:
    """The component. Its model is loaded when first used.

    Args:
        path: the folder of a model; without it, the model that comes with the package.
        threads: processor cores to use.
        pieces: word pieces in a batch; memory grows with it.
    """

    def __init__(self, *, path: str | None = None, threads: int = 1, pieces: int = 4_000) -> None:
        self._path, self._threads, self._pieces = path, threads, pieces
        self._files: dict[str, bytes] | None = None
        self._model: Model | None = None

    def load(self) -> Model:
        """The model, loaded at the first call.

        Raises:
            ModelError: a file of it is missing.
        """
        if self._model is None:
            self._model = Model(self._contents(), threads=self._threads, pieces=self._pieces)
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text.

        Windows of one text are read together, those of different texts are not: in 8 bits, the numbers of a batch share
        their scale, and what is read in a text must not depend on its neighbours.
        """
        model = self.load()
        windows = _windows(doc, model)
        readings = model.read([window for _tokens, window in windows])
        _write(doc, [(tokens, reading) for (tokens, _window), reading in zip(windows, readings, strict=True)], model)
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model's files as bytes."""
        return spacy.util.to_bytes({name: partial(self._contents().__getitem__, name) for name in FILES}, exclude)

    def from_bytes(self, contents: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Take the model's files out of bytes of `to_bytes`."""
        found: dict[str, bytes] = {}
        spacy.util.from_bytes(contents, {name: partial(found.__setitem__, name) for name in FILES}, exclude)
        self._files, self._model = found, None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._contents().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Take the model's files from a folder of `to_disk`."""
        self._files, self._model = read_files(Path(path)), None
        return self

    def __getstate__(self) -> dict[str, Any]:
        # A running network cannot travel to another process; its files can, and it is made anew there.
        return {**self.__dict__, "_files": self._contents(), "_model": None}

    def _contents(self) -> dict[str, bytes]:
        if self._files is None:
            self._files = read_files(Path(self._path) if self._path else None)
        return self._files


def _windows(doc: Doc, model: Model) -> list[tuple[Ints, Window]]:
    """The windows of a text, each with the places of its words among the tokens.

    A dateline stands in a window of its own: what begins behind it would be taken for a part of it.
    """
    texts = [token.text for token in doc]
    solid = np.array([place for place, text in enumerate(texts) if not text.isspace()], dtype=np.intp)
    words = [texts[place] for place in solid]
    paragraphs = sorted(paragraph_starts(texts))
    bounds = np.isin(solid, paragraphs)
    sizes = [len(ids) for ids, _case in model.pieces(words)]
    reports = np.isin(solid, list(report_starts(doc, [*solid[:1].tolist(), *paragraphs]))).nonzero()[0].tolist()
    windows: list[tuple[int, int]] = []
    for begin, stop in pairwise((0, *reports, len(words))):
        inside = (bounds[begin:stop].nonzero()[0]).tolist()
        parts = cut(words[begin:stop], sizes[begin:stop], set(inside))
        windows.extend((begin + start, begin + end) for start, end in parts)
    return [(solid[start:end], Window(words[start:end], bounds[start:end])) for start, end in windows]


def _write(doc: Doc, readings: Sequence[tuple[Ints, Reading]], model: Model) -> None:
    """Write what was read into the text, all tokens at once."""
    strings = doc.vocab.strings
    count = len(doc)
    # White space is attached to the token before it; at the beginning of a text, to the first word.
    heads = np.arange(-1, count - 1)
    first = int(readings[0][0][0]) if readings else 0
    heads[: first + 1] = first
    table: Any = np.zeros((count, len(_ATTRIBUTES)), dtype=np.uint64)
    table[:, 1:4] = [strings.add(label) for label in ("ROOT" if not readings else "dep", "_SP", "SPACE")]
    table[:, 4] = doc.to_array(ORTH)
    for column, labels in ((1, model.labels.relations), (2, model.labels.tags), (3, model.labels.pos)):
        numbers = np.array([strings.add("ROOT" if label == ROOT else label) for label in labels], dtype=np.uint64)
        for tokens, reading in readings:
            table[tokens, column] = numbers[(reading.relations, reading.tags, reading.pos)[column - 1]]
    spans: list[Span] = []
    for tokens, reading in readings:
        heads[tokens] = tokens[reading.heads]
        table[tokens, 4] = [
            strings.add(model.attested(doc[token].text, model.labels.tags[tag], model.labels.lemmas[edit]))
            for token, tag, edit in zip(tokens.tolist(), reading.tags.tolist(), reading.lemmas.tolist(), strict=True)
        ]
        spans.extend(_spans(doc, tokens, reading.names))
    table[:, 0] = (heads - np.arange(count)).astype(np.int64).view(np.uint64)
    doc.from_array(_ATTRIBUTES, table)
    doc.set_ents(spans)


def _spans(doc: Doc, tokens: Ints, names: Ints) -> Iterator[Span]:
    """The names of a window; one that white space parts is none."""
    for begin in np.flatnonzero(names % 2 == 1).tolist():  # B- labels are the odd ones, each before its I-
        end = begin + 1
        while end < len(names) and names[end] == names[begin] + 1:
            end += 1
        start, last = int(tokens[begin]), int(tokens[end - 1])
        if last - start == end - 1 - begin:
            yield Span(doc, start, last + 1, label=NAMES[names[begin]][2:])


@Language.factory(
    "legation_encoder",
    assigns=[
        "doc.sents",
        "doc.ents",
        "token.is_sent_start",
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.ent_iob",
        "token.ent_type",
    ],
    default_config={"path": None, "threads": 1, "pieces": 4_000},
)
def make_encoder(nlp: Language, name: str, path: str | None, threads: int, pieces: int) -> Encoder:
    """Make the component for a pipeline; see `Encoder` for the options."""
    return Encoder(path=path, threads=threads, pieces=pieces)
