"""The training loop: windows of treebanks and of annotated documents in turn, one network, checkpoints."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from extract.language import attested
from extract.language.labels import Labels
from extract.language.pieces import Pieces
from extract.language.tokens import blank
from extract.training.checkpoint import restore, save, start_from
from extract.training.examples import Encoder, Numbers, batches, learn_labels, windows
from extract.training.fact_examples import Window, windows_of
from extract.training.fact_loss import fact_loss
from extract.training.fact_measures import measure_facts
from extract.training.gold import gold_document, read_gold
from extract.training.gold_records import GoldDocument, is_held_out
from extract.training.measures import measure
from extract.training.mpnet import half_precision
from extract.training.network import Network
from extract.training.sentences import Text
from extract.training.written import written_texts

_SEED = 20_241
_PIECES = 1_650
"""Word pieces in a batch, with the padding: four full windows."""

_RATES, _RATES_AGAIN = (8e-5, 7e-4), (6e-5, 5e-4)
"""The highest learning rates of the encoder and of the heads: from published weights, and from trained ones."""
_WARM_UP = 200
_LOWEST = 0.02
"""The learning rate falls to this part of its height, not to nothing."""

_SAVE_EVERY, _TELL_EVERY = 250, 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Args:
        out: the folder for weights and checkpoint, made where it is lacking.
        encoder: the folder of the published encoder.
        epochs: times that the annotated documents are read, in all. The learning rate falls to the end of the last.
        treebank: the part of the treebanks' windows that is read in each epoch.
        layers: layers of the encoder.
        share: the part of the annotated documents that is learned from, for a learning curve.
        resume: go on from `checkpoint.pt`, in the middle of an epoch if need be.
        start: a folder to start from instead of the published encoder: a shipped model, or where training left its
            `network.pt`.
        still: layers of the encoder, from below, that stay as they are, with its input; what starts from a trained
            model learns faster for it.
        keep: keep what these layers give from one epoch to the next, for 1.5 kB a word piece: with most layers still,
            an epoch takes half the time or less. The windows are then the same in every epoch.
    """

    out: Path
    encoder: Path
    epochs: int = 8
    treebank: float = 0.25
    layers: int = 8
    share: float = 1.0
    resume: bool = False
    start: Path | None = None
    still: int = 0
    keep: bool = False


def train(texts: Sequence[Text], checks: Sequence[Text], gold: Sequence[Path], plan: Plan) -> None:
    """Train the network and leave `network.pt`, `labels.json`, `lemmas.tsv` and `checkpoint.pt` in a folder.

    The same data, plan and versions give the same order of the same windows; sums on several threads may differ in
    their last digits.

    Args:
        texts: parsed texts and texts with names.
        checks: texts to tell scores on after each epoch; nothing is chosen by them.
        gold: folders of annotated documents; the short texts that come with the package are learned as well.
        plan: how to train.
    """
    plan.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(_SEED)
    labels = _labels(texts, plan.out)
    pieces = Pieces((plan.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    encode = Encoder(pieces, labels)
    numbers = [[encode(sentence) for sentence in text if sentence.words] for text in texts]
    parsed = _treebank([[encode(sentence) for sentence in text] for text in checks], _dice("checks"))
    nlp = blank()
    documents = [document for folder in gold for document in read_gold(folder, nlp)]
    held = [window for d in documents if is_held_out(d.id) for window in windows_of(d, pieces, None)]
    learned = [d for d in documents if not is_held_out(d.id)]
    learned += [gold_document(text, nlp) for text in written_texts()]
    _dice("share").shuffle(learned)
    learned = learned[: round(plan.share * len(learned))]
    network = Network(labels, layers=plan.layers)
    start_from(network, plan.encoder, plan.start, plan.still)
    if plan.keep:
        network.encoder.remember(plan.still)
    steps = plan.epochs * len(_batches(numbers, learned, pieces, plan, 0))
    optimiser, schedule = _optimiser(network, steps, _RATES if plan.start is None else _RATES_AGAIN)
    epoch = step = 0
    if plan.resume:
        epoch, step = restore(plan.out / "checkpoint.pt", network, optimiser, schedule)
    print(
        f"{len(learned)} documents, {len(held)} windows held out, {steps} steps, from epoch {epoch} step {step}",
        flush=True,
    )
    while epoch < plan.epochs:
        place = _Place(plan.out, epoch, step)
        _train_epoch(network, optimiser, schedule, place, _batches(numbers, learned, pieces, plan, epoch))
        epoch, step = epoch + 1, 0
        save(place.checkpoint, network, optimiser, schedule, (epoch, step))
        torch.save(network.state_dict(), plan.out / "network.pt")
        print(f"epoch {epoch} held out:", measure_facts(network, held), flush=True)
        print(f"epoch {epoch} treebank:", measure(network, parsed), flush=True)


class _Place:
    """Where an epoch stands, and where it keeps its checkpoint."""

    def __init__(self, out: Path, epoch: int, step: int) -> None:
        self.checkpoint, self.epoch, self.step = out / "checkpoint.pt", epoch, step


def _train_epoch(network: Network, optimiser: Any, schedule: Any, place: _Place, steps: Sequence[Any]) -> None:
    network.train()
    begun, pieces, totals = time.perf_counter(), 0, {"facts": [0.0, 0], "treebank": [0.0, 0]}
    for step, batch in enumerate(steps):
        if step < place.step:
            continue
        # Half precision in the encoder; the heads keep the full one (see Network.forward).
        with half_precision():
            is_treebank = isinstance(batch, dict)
            loss = network.treebank_loss(batch) if is_treebank else fact_loss(network, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        schedule.step()
        total = totals["treebank" if is_treebank else "facts"]
        total[0], total[1] = total[0] + loss.item(), total[1] + 1
        pieces += int(batch["pieces"].numel()) if is_treebank else sum(len(w.pieces) for w in batch)
        if (step + 1) % _TELL_EVERY == 0:
            pace = pieces / (time.perf_counter() - begun)
            told = " ".join(f"{name} {total / max(1, count):.3f}" for name, (total, count) in totals.items())
            print(f"epoch {place.epoch} step {step + 1} of {len(steps)} loss {told} {pace:.0f} pieces/s", flush=True)
            totals = {name: [0.0, 0] for name in totals}
        if (step + 1) % _SAVE_EVERY == 0:
            save(place.checkpoint, network, optimiser, schedule, (place.epoch, step + 1))


def _dice(what: object) -> random.Random:
    return random.Random(f"{_SEED} {what}")


def _treebank(texts: Sequence[Sequence[Numbers]], dice: random.Random) -> list[Numbers]:
    return [window for text in texts for window in windows(text, dice)]


def _batches(
    numbers: Sequence[Sequence[Numbers]], documents: Sequence[GoldDocument], pieces: Pieces, plan: Plan, epoch: int
) -> list[Any]:
    """The steps of an epoch in random order: batches of treebank windows, and lists of windows of documents."""
    dice, varied = _dice(epoch), _dice("kept" if plan.keep else epoch)
    parsed = _treebank(numbers, varied)
    varied.shuffle(parsed)
    steps: list[Any] = list(batches(parsed[: round(plan.treebank * len(parsed))], pieces=_PIECES, dice=dice))
    read = [window for document in documents for window in windows_of(document, pieces, varied)]
    order = sorted(range(len(read)), key=lambda i: (len(read[i].pieces) + dice.random() * 40, i))
    group: list[Window] = []
    for i in order:
        longest = max([len(read[i].pieces), *(len(w.pieces) for w in group)])
        if group and (len(group) + 1) * longest > _PIECES:
            steps.append(group)
            group = []
        group.append(read[i])
    if group:
        steps.append(group)
    dice.shuffle(steps)
    return steps


def _labels(texts: Sequence[Text], out: Path) -> Labels:
    labels = learn_labels(texts)
    (out / "labels.json").write_text(labels.to_json(), encoding="utf-8")
    words = (
        word
        for text in texts
        for sentence in text
        if (syntax := sentence.syntax) is not None
        for word in zip(sentence.words, syntax.tags, syntax.lemmas, strict=True)
    )
    (out / "lemmas.tsv").write_text(attested.learn(words).to_tsv(), encoding="utf-8")
    return labels


def _optimiser(network: Network, steps: int, rates: tuple[float, float]) -> tuple[Any, Any]:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": params, "lr": rate} for params, rate in zip((encoder, heads), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def rate(step: int) -> float:
        return min(1.0, step / _WARM_UP) * max(_LOWEST, 1 - step / steps)

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
