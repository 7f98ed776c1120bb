"""The training loop: epochs over fresh windows, scores as it goes, and checkpoints to go on from."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from extract import attested
from extract.labels import Labels
from extract.pieces import Pieces
from extract.training.examples import Encoder, Numbers, batches, learn_labels, windows
from extract.training.measures import measure
from extract.training.network import Network, minilm
from extract.training.sentences import Text

_SEED = 20_241
_PIECES = 1_600
"""Word pieces in a batch, with the padding: about 400 steps an epoch on half a million words."""

_ENCODER_RATE, _HEAD_RATE = 1.5e-4, 1e-3
_WARM_UP = 200
_LOWEST = 0.02
"""The learning rate falls to this part of its height, not to nothing."""

_SAVE_EVERY, _TELL_EVERY = 200, 50


def train(texts: Sequence[Text], held_out: Sequence[Text], out: Path, *, epochs: int, resume: bool = False) -> None:
    """Train the network on texts and leave `network.pt`, `labels.json` and `checkpoint.pt` in a folder.

    The same texts, epochs and versions give the same order of the same windows; sums on several threads may differ in
    their last digits.

    Args:
        texts: annotated texts.
        held_out: texts to tell scores on after each epoch; nothing is chosen by them.
        out: the folder, made where it is lacking.
        epochs: times that the texts are read, in all. The learning rate falls to the end of the last.
        resume: go on from `checkpoint.pt`, in the middle of an epoch if need be.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(_SEED)
    labels = _labels(texts, out)
    encode = Encoder(Pieces((minilm() / "tokenizer.json").read_text(encoding="utf-8")), labels)
    numbers = [[encode(sentence) for sentence in text if sentence.words] for text in texts]
    checks = _examples([[encode(sentence) for sentence in text] for text in held_out], epoch=-1)
    network = Network(labels)
    network.start_from_minilm()
    steps = epochs * sum(1 for _ in batches(_examples(numbers, 0), pieces=_PIECES, dice=_dice(0)))
    optimiser, schedule = _optimiser(network, steps)
    epoch = step = 0
    if resume:
        epoch, step = _restore(out / "checkpoint.pt", network, optimiser, schedule)
    print(f"{sum(map(len, numbers))} sentences, about {steps} steps, from epoch {epoch} step {step}", flush=True)
    while epoch < epochs:
        _train_epoch(network, optimiser, schedule, _Place(out, epoch, step), _examples(numbers, epoch))
        epoch, step = epoch + 1, 0
        _save(out / "checkpoint.pt", network, optimiser, schedule, epoch, step)
        torch.save(network.state_dict(), out / "network.pt")
        print(f"epoch {epoch}", measure(network, checks), flush=True)


class _Place:
    """Where an epoch stands, and where it keeps its checkpoint."""

    def __init__(self, out: Path, epoch: int, step: int) -> None:
        self.checkpoint, self.epoch, self.step = out / "checkpoint.pt", epoch, step


def _train_epoch(network: Network, optimiser: Any, schedule: Any, place: _Place, examples: Sequence[Numbers]) -> None:
    network.train()
    begun, words, total, done = time.perf_counter(), 0, 0.0, 0
    for step, batch in enumerate(batches(examples, pieces=_PIECES, dice=_dice(place.epoch))):
        if step < place.step:
            continue
        # Half precision in the encoder; the heads keep the full one (see Network.forward).
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = network.loss(batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        words, total, done = words + int(batch["words"].sum()), total + loss.item(), done + 1
        if (step + 1) % _TELL_EVERY == 0:
            pace = words / (time.perf_counter() - begun)
            print(f"epoch {place.epoch} step {step + 1} loss {total / done:.3f} {pace:.0f} words/s", flush=True)
            total, done = 0.0, 0
        if (step + 1) % _SAVE_EVERY == 0:
            _save(place.checkpoint, network, optimiser, schedule, place.epoch, step + 1)


def _dice(epoch: int) -> random.Random:
    return random.Random(f"{_SEED} {epoch}")


def _examples(texts: Sequence[Sequence[Numbers]], epoch: int) -> list[Numbers]:
    dice = _dice(epoch)
    return [window for text in texts for window in windows(text, dice)]


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


def _optimiser(network: Network, steps: int) -> tuple[Any, Any]:
    encoder = [*network.encoder.parameters(), *network.case.parameters()]
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def rate(step: int) -> float:
        return min(1.0, step / _WARM_UP) * max(_LOWEST, 1 - step / steps)

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def _save(path: Path, network: Network, optimiser: Any, schedule: Any, epoch: int, step: int) -> None:
    state = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "dropout": torch.get_rng_state(),
        "place": (epoch, step),
    }
    # Written beside and moved, so that an interrupted run never leaves half a checkpoint.
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def _restore(path: Path, network: Network, optimiser: Any, schedule: Any) -> tuple[int, int]:
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["dropout"])
    epoch, step = state["place"]
    return epoch, step
