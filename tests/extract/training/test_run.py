"""A training run of a few steps, on weights of chance. It needs the extra `train`, and is left out without it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from tests.extract.training.test_gold import DOCUMENT

for module in ("torch", "onnx", "safetensors"):
    pytest.importorskip(module)

# Torch compiles parts of itself on import, and warns of its own older ways.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A folder like that of the published encoder, with one layer of chance."""
    from safetensors.torch import save_file

    from extract.training.mpnet import Encoder, published

    folder = tmp_path / "encoder"
    folder.mkdir()
    weights = {published(name): each for name, each in Encoder(1).state_dict().items() if name != "cases.weight"}
    save_file(weights, folder / "model.safetensors")
    (folder / "tokenizer.json").write_bytes((files("extract") / "model" / "tokenizer.json").read_bytes())
    return folder


def test_training_goes_on_from_its_checkpoint_and_its_export_is_read(
    tmp_path: Path, encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    # Other tests may be running beside this one, and threads that wait for each other are far slower than one.
    threads = torch.get_num_threads()
    torch.set_num_threads(1)

    from extract.language.model import Model, Window, read_files
    from extract.training.export import export
    from extract.training.gold_records import is_held_out
    from extract.training.loop import Plan, train
    from extract.training.sentences import Sentence, Syntax

    syntax = Syntax(
        ("NNP", "VBD", "NNP"), ("PROPN", "VERB", "PROPN"), ("Mira", "visit", "Bursa"), (2, 0, 2), ("a", "root", "b")
    )
    parsed = Sentence(("Mira", "visited", "Bursa"), None, syntax)
    named = Sentence(("Mira", "visited", "Bursa"), ("B-PERSON", "O", None), bounded=False)
    texts = [[parsed] * 4, [parsed, named]]
    gold = tmp_path / "gold"
    gold.mkdir()
    for number in range(30):
        (gold / f"{number}.json").write_text(json.dumps(DOCUMENT | {"id": f"d{number}"}), encoding="utf-8")
    assert {is_held_out(f"d{number}") for number in range(30)} == {True, False}
    out = tmp_path / "out"

    train(texts, texts, [gold], Plan(out, encoder, epochs=1, layers=1, treebank=1.0))
    first = torch.load(out / "network.pt", weights_only=True)
    train(texts, texts, [gold], Plan(out, encoder, epochs=2, layers=1, treebank=1.0, resume=True))
    second = torch.load(out / "network.pt", weights_only=True)
    assert any(not torch.equal(first[name], second[name]) for name in first)
    told = capsys.readouterr().out
    assert "from epoch 0 step 0" in told and "from epoch 1 step 0" in told
    assert "epoch 2 held out: names" in told and "epoch 2 treebank: tags" in told

    export(out, encoder, tmp_path / "model")
    model = Model(read_files(tmp_path / "model"))
    window = Window(("Visit",), ("Mira", "visited", "Bursa"), 0, np.zeros(3, dtype=bool))
    reading = model.read(window)
    assert reading.starts.tolist()[0] and len(reading.tags) == 3 and len(reading.vectors) == 4
    assert model.labels.relations == ("a", "root", "b")
    scores = model.relate(reading.vectors, np.array([[1, 1, 0], [3, 3, 3]]), np.array([[2, 6]]))
    assert scores.arguments.shape == (1, 2, 21) and scores.same.shape == (2, 2)
    torch.set_num_threads(threads)

    # What was shipped comes back, so that training can go on from it; 8 bits lose a little.
    from extract.training.shipped import weights_of

    back = weights_of(tmp_path / "model", encoder)
    assert set(back) == set(second)
    for name, value in back.items():
        assert torch.allclose(value.float(), second[name].float(), atol=0.02), name


def test_an_encoder_that_remembers_gives_what_it_would_give(encoder: Path) -> None:
    import torch

    from extract.training.mpnet import Encoder

    torch.manual_seed(1)
    plain, remembering = Encoder(2).eval(), Encoder(2).eval()
    remembering.load_state_dict(plain.state_dict())
    remembering.remember(1)
    pieces = torch.tensor([[101, 2003, 2004, 102, 1], [101, 2005, 102, 1, 1]])
    cases, mask = torch.zeros_like(pieces), torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 0, 0]])
    with torch.no_grad():
        wanted = plain(pieces, cases, mask)
        for _ in range(2):
            found = remembering(pieces, cases, mask)
            assert found.shape == wanted.shape
            assert torch.allclose(found[mask > 0], wanted[mask > 0], atol=0.01)
    assert torch.equal(remembering(pieces[1:, :3], cases[1:, :3], mask[1:, :3]).argmax(-1), found[1:, :3].argmax(-1))
