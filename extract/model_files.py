"""The language model's files, and the network that they hold, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.attested import Attested
from extract.decoding import names, trees
from extract.labels import ROOT, Labels
from extract.lexicon import patterns, words
from extract.pieces import BEGIN, END, Pieces
from graph.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILES = ("model.onnx", "relations.onnx", "labels.json", "lemmas.tsv", "tokenizer.json")
"""What the folder of a model holds."""

Ints = NDArray[np.intp]


class Window(NamedTuple):
    """Words to read at once.

    Args:
        words: the words, none of them white space.
        bounds: for each word whether it surely begins a sentence.
    """

    words: Sequence[str]
    bounds: NDArray[np.bool_]


class Reading(NamedTuple):
    """What the network says of the words of a window, as numbers of the label sets; all of one length.

    `heads` are places in the window, a root's own place is its head; `names` are places in `NAMES`.
    """

    starts: NDArray[np.bool_]
    tags: Ints
    pos: Ints
    lemmas: Ints
    heads: Ints
    relations: Ints
    names: Ints


def read_files(folder: Traversable | None = None) -> dict[str, bytes]:
    """The files of a model.

    Args:
        folder: where they lie; without it, the model that comes with the package.

    Raises:
        ModelError: one of `FILES` is not there.
    """
    folder = folder if folder is not None else files("extract") / "model"
    found = {}
    for name in FILES:
        try:
            found[name] = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(
                f"expected the file {name!r} of the language model in {str(folder)!r}, and cannot read it ({error}); "
                "install the package with its data, or make the model with `python -m extract.training`"
            ) from error
    return found


def _of_the_field() -> Iterator[tuple[str, str]]:
    """The verbs and nouns of the lexicon, each with the first letter of its tags; the treebanks lack many of them."""
    yield from ((part[0], lemma) for part, lemma in patterns() if part in {"VERB", "NOUN"})
    for part in ("verb", "noun"):
        for listed in words("modality")[part].values():
            yield from ((part[0].upper(), lemma) for lemma in listed)


class Model:
    """The network, ready to run.

    Args:
        contents: the bytes of each of `FILES`.
        threads: processor cores to use.
        pieces: word pieces in a batch, with the padding; memory grows with it.
    """

    def __init__(self, contents: Mapping[str, bytes], *, threads: int = 1, pieces: int = 4_000) -> None:
        self.labels = Labels.from_json(contents["labels.json"].decode("utf-8"))
        self.attested = Attested.from_tsv(contents["lemmas.tsv"].decode("utf-8"), _of_the_field())
        self.pieces = Pieces(contents["tokenizer.json"].decode("utf-8"))
        self._tagger = _session(contents["model.onnx"], threads)
        self._relater = _session(contents["relations.onnx"], threads)
        self._batch = pieces
        self._root = self.labels.relations.index(ROOT)

    def read(self, windows: Sequence[Window], *, bounded: bool = False) -> list[Reading]:
        """Read windows, in batches of like length, and give what was read in the order of the windows.

        Args:
            windows: words to read; what is read in one does not depend on the others, but for rounding.
            bounded: sentences begin at the bounds of the windows and nowhere else; else the model finds more.
        """
        encoded = [self.pieces(window.words) for window in windows]
        sizes = [sum(len(ids) for ids, _case in words) + 2 for words in encoded]
        readings: dict[int, Reading] = {}
        batch: list[int] = []
        for place in sorted(range(len(windows)), key=lambda place: (sizes[place], place)):
            if batch and (len(batch) + 1) * sizes[place] > self._batch:
                readings.update(zip(batch, self._run(batch, encoded, windows, bounded), strict=True))
                batch = []
            batch.append(place)
        if batch:
            readings.update(zip(batch, self._run(batch, encoded, windows, bounded), strict=True))
        return [readings[place] for place in range(len(windows))]

    def _run(
        self,
        batch: Sequence[int],
        encoded: Sequence[list[tuple[tuple[int, ...], int]]],
        windows: Sequence[Window],
        bounded: bool,
    ) -> list[Reading]:
        lengths = np.array([len(encoded[place]) for place in batch])
        output = dict(
            zip(
                (tensor.name for tensor in self._tagger.get_outputs()),
                self._tagger.run(None, _inputs([encoded[place] for place in batch])),
                strict=True,
            )
        )
        starts = np.zeros_like(output["starts"], dtype=bool) if bounded else output["starts"] > 0
        for row, place in enumerate(batch):
            starts[row, : lengths[row]] |= windows[place].bounds
            starts[row, lengths[row] :] = False
        starts[:, 0] = True
        heads = trees(output["arcs"], starts, lengths)
        labels = names(output["names"], starts, lengths)
        relations = self._relations(output, heads, lengths)
        # From columns of the scores to places in the window.
        heads = np.where(heads == 0, np.arange(heads.shape[1]), heads - 1)
        whole = Reading(starts, output["tags"], output["pos"], output["lemmas"], heads, relations, labels)
        return [Reading._make(column[row, :length] for column in whole) for row, length in enumerate(lengths.tolist())]

    def _relations(self, output: Mapping[str, NDArray[Any]], heads: Ints, lengths: Ints) -> Ints:
        valid = np.arange(heads.shape[1]) < lengths[:, None]
        governors = np.take_along_axis(output["governors"], heads[..., None], 1)
        pairs = {"dependents": output["dependents"][valid], "governors": governors[valid]}
        (scores,) = self._relater.run(None, pairs)
        # The root has its relation, and nothing else has.
        scores[:, self._root] = np.where(heads[valid] == 0, np.inf, -np.inf)
        relations = np.zeros(heads.shape, dtype=np.intp)
        relations[valid] = scores.argmax(1)
        return relations


def _session(contents: bytes, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Idle threads sleep instead of spinning, for others need the processor too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(contents, options, providers=["CPUExecutionProvider"])


def _inputs(encoded: Sequence[list[tuple[tuple[int, ...], int]]]) -> dict[str, NDArray[np.int64]]:
    rows: list[list[int]] = []
    cases: list[list[int]] = []
    firsts: list[list[int]] = []
    for window in encoded:
        row, case_row, first_row = [BEGIN], [0], []
        for ids, case in window:
            first_row.append(len(row))
            row.extend(ids)
            case_row.extend([case] * len(ids))
        row.append(END)
        rows.append(row)
        cases.append(case_row)
        firsts.append(first_row)
    return {"pieces": _padded(rows), "cases": _padded(cases, len(max(rows, key=len))), "firsts": _padded(firsts)}


def _padded(rows: Sequence[Sequence[int]], width: int = 0) -> NDArray[np.int64]:
    table = np.zeros((len(rows), width or max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table
