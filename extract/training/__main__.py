"""Trains the language model: `python -m extract.training CORPORA --out FOLDER`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from extract.training.corpora import evaluation_texts, training_texts
from extract.training.loop import train

parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
parser.add_argument("corpora", type=Path, help="the folder of corpora, laid out as extract/model/README.md says")
parser.add_argument("--out", type=Path, required=True, help="where the weights and the checkpoint go")
parser.add_argument("--facts-corpus", type=Path, help="a folder of documents in the gold form, for their names")
parser.add_argument("--epochs", type=int, default=5, help="times that the texts are read (default: 5)")
parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in OUT")
parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="processor cores to use (default: all)")

if __name__ == "__main__":
    import torch

    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    parsed, named = evaluation_texts(asked.corpora)
    # Every eighth text is enough to see how it goes.
    train(
        training_texts(asked.corpora, facts=asked.facts_corpus),
        [*parsed[::8], *named[::4]],
        asked.out,
        epochs=asked.epochs,
        resume=asked.resume,
    )
