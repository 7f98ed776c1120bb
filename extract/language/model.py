"""The language model's files, and the network that they hold, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.language.attested import Attested
from extract.language.decoding import names, trees
from extract.language.labels import ROOT, Labels
from extract.language.pieces import BEGIN, END, Pieces
from graph.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILES = (
    "model.onnx", "relations.onnx", "facts.onnx", "labels.json", "lemmas.tsv", "tokenizer.json", "calibration.json",
)  # fmt: skip
"""What the folder of a model holds."""

Ints = NDArray[np.intp]
Floats = NDArray[np.floating]


class Window(NamedTuple):
    """Words to read at once.

    Args:
        title: words of the title, before the rest.
        words: words of the text, none of them white space: context, then those to read.
        context: how many of `words` are context only.
        bounds: for each word to read whether it surely begins a sentence.
    """

    title: Sequence[str]
    words: Sequence[str]
    context: int
    bounds: NDArray[np.bool_]


class Reading(NamedTuple):
    """What the network says of the words of a window.

    Of the words to read, as numbers of the label sets, all of one length: `heads` are places among them, a root's own
    place is its head; `names` are places in `NAMES`. Of all words, title and context first: `rows` (words, ROWS, 3)
    and `triggers` (words, TRIGGERS) are scores, `vectors` (words, width) what `Model.relate` reads.
    """

    starts: NDArray[np.bool_]
    tags: Ints
    pos: Ints
    lemmas: Ints
    heads: Ints
    relations: Ints
    names: Ints
    rows: Floats
    triggers: Floats
    vectors: Floats


class Relations(NamedTuple):
    """Scores of the spans of a window: arguments (triggers, mentions, ROLES), same (mentions, mentions), attributes."""

    arguments: Floats
    same: Floats
    modality: Floats
    status: Floats
    format: Floats
    near: Floats


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


class Model:
    """The network, ready to run.

    One window is read at a time: in 8 bits, the numbers of a batch share their scale, and what is read in a text must
    not depend on its neighbours.

    Args:
        contents: the bytes of each of `FILES`.
        threads: processor cores to use.
    """

    def __init__(self, contents: Mapping[str, bytes], *, threads: int = 1) -> None:
        self.labels = Labels.from_json(contents["labels.json"].decode("utf-8"))
        self.attested = Attested.from_tsv(contents["lemmas.tsv"].decode("utf-8"))
        self.pieces = Pieces(contents["tokenizer.json"].decode("utf-8"))
        self._tagger = _session(contents["model.onnx"], threads)
        self._relater = _session(contents["relations.onnx"], threads)
        self._facts = _session(contents["facts.onnx"], threads)
        self._outputs = [tensor.name for tensor in self._tagger.get_outputs()]
        self._root = self.labels.relations.index(ROOT)

    def read(self, window: Window, *, bounded: bool = False) -> Reading:
        """Read a window.

        Args:
            window: words to read.
            bounded: sentences begin at the bounds of the window and nowhere else; else the model finds more.
        """
        values = self._tagger.run(None, self._inputs(window))
        output: dict[str, Any] = {name: value[0] for name, value in zip(self._outputs, values, strict=True)}
        skipped = len(window.title) + window.context
        own = {name: output[name][skipped:] for name in ("tags", "pos", "lemmas", "names", "starts", "dependents")}
        starts = window.bounds.copy() if bounded else (own["starts"] > 0) | window.bounds
        starts[:1] = True
        count = np.array([len(starts)])
        columns = np.r_[0, np.arange(skipped + 1, skipped + 1 + len(starts))]
        heads = trees(output["arcs"][skipped:][:, columns][None], starts[None], count)[0]
        labels = names(own["names"][None], starts[None], count)[0]
        relations = self._relations(own["dependents"], output["governors"][columns], heads)
        # From columns of the scores to places in the window.
        heads = np.where(heads == 0, np.arange(len(heads)), heads - 1)
        parse = (starts, own["tags"], own["pos"], own["lemmas"], heads, relations, labels)
        return Reading(*parse, output["rows"], output["triggers"], output["words"])

    def relate(self, vectors: Floats, mentions: Ints, triggers: Ints) -> Relations:
        """Score the spans of a window.

        Args:
            vectors: of the window's reading.
            mentions: (mentions, 3), at least one: first word, last word and kind of each.
            triggers: (triggers, 2): word and label of each.
        """
        if not len(triggers):
            # A graph that has seen only full inputs need not know empty ones; what is said of this one is dropped.
            whole = self.relate(vectors, mentions, np.zeros((1, 2), dtype=np.intp))
            return Relations(whole.arguments[:0], whole.same, *(scores[:0] for scores in whole[2:]))
        inputs = {"words": vectors, "mentions": mentions.astype(np.int64), "triggers": triggers.astype(np.int64)}
        return Relations(*self._facts.run(None, inputs))

    def _relations(self, dependents: Floats, governors: Floats, heads: Ints) -> Ints:
        (scores,) = self._relater.run(None, {"dependents": dependents, "governors": governors[heads]})
        # The root has its relation, and nothing else has.
        scores[:, self._root] = np.where(heads == 0, np.inf, -np.inf)
        best: Ints = scores.argmax(1)
        return best

    def _inputs(self, window: Window) -> dict[str, NDArray[np.int64]]:
        row, cases, firsts = [BEGIN], [0], []
        for words in (window.title, window.words):
            for ids, case in self.pieces(words):
                firsts.append(len(row))
                row.extend(ids)
                cases.extend([case] * len(ids))
            if words:
                row.append(END)
                cases.append(0)
        return {
            name: np.array([each], dtype=np.int64) for name, each in zip(_INPUTS, (row, cases, firsts), strict=True)
        }


_INPUTS = ("pieces", "cases", "firsts")


def _session(contents: bytes, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Idle threads sleep instead of spinning, for others need the processor too.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(contents, options, providers=["CPUExecutionProvider"])
