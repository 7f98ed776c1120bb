"""Trains the language model: `python -m extract.training CORPORA ENCODER --gold FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from extract.training.corpora import evaluation_texts, training_texts
from extract.training.loop import Plan, train

parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
parser.add_argument("corpora", type=Path, help="the folder of corpora, laid out as extract/model/README.md says")
parser.add_argument("encoder", type=Path, help="the folder of the published encoder: model.safetensors, tokenizer.json")
parser.add_argument("--gold", type=Path, action="append", default=[], help="a folder of annotated documents")
parser.add_argument("--out", type=Path, required=True, help="where the weights and the checkpoint go")
parser.add_argument("--epochs", type=int, default=8, help="times that the documents are read (default: 8)")
parser.add_argument("--layers", type=int, default=8, help="layers of the encoder (default: 8)")
parser.add_argument("--treebank", type=float, default=0.25, help="part of the treebanks read an epoch (default: 0.25)")
parser.add_argument("--share", type=float, default=1.0, help="part of the documents to learn from (default: all)")
parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in OUT")
parser.add_argument("--start", type=Path, help="the folder of a shipped model to start from")
parser.add_argument("--still", type=int, default=0, help="lower layers that stay as they are (default: 0)")
parser.add_argument("--keep", action="store_true", help="keep what the still layers give, for the next epoch")
parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="processor cores to use (default: all)")

if __name__ == "__main__":
    import torch

    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    parsed, named = evaluation_texts(asked.corpora)
    plan = Plan(
        out=asked.out,
        encoder=asked.encoder,
        epochs=asked.epochs,
        treebank=asked.treebank,
        layers=asked.layers,
        share=asked.share,
        resume=asked.resume,
        start=asked.start,
        still=asked.still,
        keep=asked.keep,
    )
    # Every eighth text is enough to see how it goes.
    train(training_texts(asked.corpora), [*parsed[::8], *named[::4]], asked.gold, plan)
