"""The language model as a spaCy component: sentences, tags, lemmas, parse, names, and what the text states.

`load_model` makes a whole pipeline of it; `nlp.add_pipe("legation_reader")` puts it into another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import from_bytes, to_bytes

from extract.language.labels import NAMES, ROOT
from extract.language.model import FILES, Model, Reading, read_files
from extract.language.reader import Known, TextReader
from extract.language.records import Statements
from extract.language.tokens import blank

Ints = NDArray[np.intp]

_ATTRIBUTES = [HEAD, DEP, TAG, POS, LEMMA]

Doc.set_extension("title", default="", force=True)
Doc.set_extension("statements", default=Statements(), force=True)


def load_model(path: str | Path | None = None, *, threads: int = 1) -> Language:
    """An English pipeline with Legation's own language model.

    Args:
        path: the folder of a model; without it, the model that comes with the package.
        threads: processor cores to use.

    Returns:
        a pipeline whose documents have sentences, `tag_` (Penn Treebank), `pos_`, `lemma_`, `dep_` (Universal
        Dependencies; `ROOT` for roots), `head`, `ents` labelled PERSON, ORG or LOC, the span groups `mentions`,
        `times` and `triggers`, and in `doc._.statements` what the text states (`extract.language.records`). A headline
        that is set as `doc._.title` before is read along.

    Raises:
        ModelError: a file of the model is missing.

    >>> doc = load_model()("Ilham Aliyev visited Ankara.")
    >>> [(ent.text, ent.label_) for ent in doc.ents]
    [('Ilham Aliyev', 'PERSON'), ('Ankara', 'LOC')]
    >>> [(trigger.text, trigger.label_) for trigger in doc.spans["triggers"]]
    [('visited', 'visit')]
    """
    nlp = blank()
    component = nlp.add_pipe("legation_reader", config={"path": str(path) if path else None, "threads": threads})
    assert isinstance(component, Component)
    component.load()
    return nlp


class Component:
    """The component. Its model is loaded when first used.

    Args:
        path: the folder of a model; without it, the model that comes with the package.
        threads: processor cores to use.

    Set `known` to a function that gives the names that are known to stand in a text (first token, end, type of the
    entity), where there are tables of them: those that the network does not mark are mentions as well.
    """

    def __init__(self, nlp: Language, *, path: str | None = None, threads: int = 1) -> None:
        self._nlp, self._path, self._threads = nlp, path, threads
        self._files: dict[str, bytes] | None = None
        self._model: Model | None = None
        self.known: Callable[[Doc], Sequence[Known]] = _none

    def load(self) -> Model:
        """The model, loaded at the first call.

        Raises:
            ModelError: a file of it is missing.
        """
        if self._model is None:
            self._model = Model(self._contents(), threads=self._threads)
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text."""
        model = self.load()
        reader = TextReader(doc, self._nlp.make_doc(doc._.title), model, self.known(doc))
        slim = [
            (tokens, reading._replace(rows=_NONE, triggers=_NONE, vectors=_NONE)) for tokens, reading in reader.read()
        ]
        _write(doc, slim, model)
        doc._.statements = reader.statements()
        _write_spans(doc, doc._.statements)
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model's files as bytes."""
        return to_bytes({name: partial(self._contents().__getitem__, name) for name in FILES}, exclude)

    def from_bytes(self, contents: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Take the model's files out of bytes of `to_bytes`."""
        found: dict[str, bytes] = {}
        from_bytes(contents, {name: partial(found.__setitem__, name) for name in FILES}, exclude)
        self._files, self._model = found, None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._contents().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        """Take the model's files from a folder of `to_disk`."""
        self._files, self._model = read_files(Path(path)), None
        return self

    def __getstate__(self) -> dict[str, Any]:
        # A running network cannot travel to another process; its files can, and it is made anew there.
        return {**self.__dict__, "_files": self._contents(), "_model": None}

    @property
    def calibration(self) -> str:
        """The text of `calibration.json`: thresholds and confidence of what the model says, for `extract.facts`."""
        return self._contents()["calibration.json"].decode("utf-8")

    def _contents(self) -> dict[str, bytes]:
        if self._files is None:
            self._files = read_files(Path(self._path) if self._path else None)
        return self._files


_NONE = np.zeros(0)


def _none(_doc: Doc) -> Sequence[Known]:
    return ()


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


def _write_spans(doc: Doc, said: Statements) -> None:
    """The mentions, times and triggers of the text as groups of spans, for spaCy's own tools."""
    groups = {
        "mentions": [Span(doc, m.start, m.end, label=m.type) for m in said.mentions if not m.title],
        "times": [Span(doc, t.start, t.end, label="Time") for t in said.times],
        "triggers": [Span(doc, t.start, t.end, label=t.label) for t in said.triggers],
    }
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)


@Language.factory(
    "legation_reader",
    assigns=[
        "doc.sents",
        "doc.ents",
        "doc.spans",
        "doc._.statements",
        "token.is_sent_start",
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.ent_iob",
        "token.ent_type",
    ],
    default_config={"path": None, "threads": 1},
)
def make_component(nlp: Language, name: str, path: str | None, threads: int) -> Component:
    """Make the component for a pipeline; see `Component` for the options."""
    return Component(nlp, path=path, threads=threads)
