"""Where training starts, and how it is kept: published or trained weights, and checkpoints to go on from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from extract.training.network import Network
from extract.training.shipped import weights_of


def start_from(network: Network, encoder: Path, trained: Path | None, still: int) -> None:
    """Give a network the weights to start from, and fix those that are not to be trained.

    Args:
        network: is changed.
        encoder: the folder of the published encoder.
        trained: a folder to start from instead: of a shipped model, or where training left its `network.pt`. What it
            lacks starts afresh.
        still: layers of the encoder, from below, that stay as they are, with its input.

    Raises:
        ValueError: the folder holds weights that the network does not have.
    """
    network.encoder.start_from(encoder)
    if trained is not None:
        kept = trained / "network.pt"
        known = torch.load(kept, weights_only=True) if kept.is_file() else weights_of(trained, encoder)
        missing, unknown = network.load_state_dict(known, strict=False)
        if unknown:
            raise ValueError(f"{trained} holds weights that this network does not have: {', '.join(unknown)}")
        print("started from", trained, "without", ", ".join(missing) or "nothing", flush=True)
    # Word vectors of pieces that no text here has would drift from those that are trained.
    network.encoder.pieces.weight.requires_grad_(False)
    if still:
        below = [network.encoder.places, network.encoder.cases, network.encoder.normed, network.encoder.distances]
        for part in (*below, *network.encoder.layers[:still]):
            part.requires_grad_(False)


def save(path: Path, network: Network, optimiser: Any, schedule: Any, place: tuple[int, int]) -> None:
    """Keep all that training needs to go on from a place, an epoch and a step."""
    state = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "dropout": torch.get_rng_state(),
        "place": place,
    }
    # Written beside and moved, so that an interrupted run never leaves half a checkpoint.
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def restore(path: Path, network: Network, optimiser: Any, schedule: Any) -> tuple[int, int]:
    """Go on from what `save` kept: the epoch and the step."""
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["dropout"])
    epoch, step = state["place"]
    return epoch, step
