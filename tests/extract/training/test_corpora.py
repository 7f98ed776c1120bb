"""The readers of corpora, on tiny files in the public forms."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from extract.training.corpora import (
    evaluation_texts,
    read_conllu,
    read_crossner,
    read_redocred,
    read_uner,
    training_texts,
)
from extract.training.demonyms import Demonyms
from extract.training.measures import f1, spans
from graph.errors import DocumentError

DEMONYMS = Demonyms({"Turkish": Counter(JJ=4, NNP=1), "Turkey": Counter(NNP=3), "American": Counter(JJ=3, NNP=2)})

CONLLU = """# newdoc id = one
# sent_id = one-1
# text = They don't.
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t2:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

# sent_id = one-2
# text = ___ ___
1\t___\t_\tNOUN\tNN\t_\t0\troot\t0:root\t_
2\t___\t_\tNOUN\tNN\t_\t1\tdep\t1:dep\t_

# newdoc id = two
# sent_id = two-1
# text = Turkish talks
1\tTurkish\tTurkish\tADJ\tJJ\t_\t2\tamod\t2:amod\t_
2\ttalks\ttalk\tNOUN\tNNS\t_\t0\troot\t0:root\tEntity=1)
"""

UNER = """# sent_id = one-1
1\tThey\tO\t-\t-
2\tdo\tO\t-\t-
3\tn't\tO\t-\t-
4\t.\tO\t-\t-

# sent_id = two-1
1\tTurkish\tB-ORG\t-\t-
2\ttalks\tI-ORG\t-\t-
"""

CROSSNER = "Mira\tB-politician\nHolt\tI-politician\nleft\tO\nTurkish\tB-misc\nUnity\tB-politicalparty\n\nYes\tO\n"

REDOCRED = [
    {
        "title": "Mira Holt",
        "sents": [["Mira", "Holt", "is", "American", "."], ["She", "moved", "to", "\xa0", "Bursa", ",", "Turkey", "."]],
        "vertexSet": [
            [{"type": "PER", "pos": [0, 2], "sent_id": 0, "name": "Mira Holt"}],
            [{"type": "LOC", "pos": [3, 4], "sent_id": 0, "name": "American"}],
            [{"type": "LOC", "pos": [4, 5], "sent_id": 1, "name": "Bursa"}],
            [{"type": "LOC", "pos": [4, 7], "sent_id": 1, "name": "Bursa , Turkey"}],
            [{"type": "TIME", "pos": [0, 1], "sent_id": 1, "name": "She"}],
        ],
        "labels": [],
    }
]


def written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_read_conllu_gives_texts_of_words_and_leaves_out_what_is_masked(tmp_path: Path) -> None:
    first, second = read_conllu(written(tmp_path / "a.conllu", CONLLU))
    assert [sentence.words for sentence in first] == [("They", "do", "n't", ".")]
    assert second[0].words == ("Turkish", "talks")
    syntax = first[0].syntax
    assert syntax is not None
    assert syntax.heads == (2, 0, 2, 2)
    assert syntax.lemmas == ("they", "do", "not", ".")
    assert syntax.relations == ("nsubj", "root", "advmod", "punct")
    assert (syntax.tags[1], syntax.pos[1]) == ("VBP", "AUX")
    # The entity layer of a treebank is no layer of names.
    assert second[0].names is None


def test_read_crossner_maps_the_kinds_and_drops_the_others(tmp_path: Path) -> None:
    first, second = read_crossner(written(tmp_path / "train.txt", CROSSNER))
    assert first[0].names == ("B-PERSON", "I-PERSON", "O", "O", "B-ORG")
    assert second[0].words == ("Yes",)
    assert first[0].syntax is None


def test_read_uner_gives_names_by_sentence(tmp_path: Path) -> None:
    known = dict(read_uner(written(tmp_path / "dev.iob2", UNER)))
    assert known["Turkish", "talks"] == ("B-ORG", "I-ORG")


def test_read_redocred_takes_longest_names_and_no_demonyms(tmp_path: Path) -> None:
    (text,) = read_redocred(written(tmp_path / "dev.json", json.dumps(REDOCRED)), DEMONYMS)
    assert text[0].names == ("B-PERSON", "I-PERSON", "O", "O", "O")
    assert text[1].names == ("O", "O", "O", "O", "B-LOC", "I-LOC", "I-LOC", "O")
    # White space as a word would be nothing to the encoder.
    assert text[1].words[3] == "-"


def test_demonyms_are_told_from_places() -> None:
    assert all(map(DEMONYMS, ("Turkish", "Americans", "Nigerians", "Japanese")))
    assert not any(map(DEMONYMS, ("Turkey", "Nigeria", "Philippines", "Seas")))


def test_training_texts_leave_out_the_development_parts(tmp_path: Path) -> None:
    written(tmp_path / "ud_english_ewt" / "train.conllu", CONLLU)
    written(tmp_path / "ud_english_ewt" / "dev.conllu", CONLLU.replace("They", "We"))
    written(tmp_path / "ud_english_ewt" / "dev.uner.iob2", UNER.replace("They", "We"))
    written(tmp_path / "crossner_politics" / "train.txt", CROSSNER)
    written(tmp_path / "crossner_politics" / "dev.txt", CROSSNER.replace("Mira", "Nora"))
    words = {word for text in training_texts(tmp_path) for sentence in text for word in sentence.words}
    assert {"They", "Mira"} <= words
    assert not {"We", "Nora"} & words
    parsed, named = evaluation_texts(tmp_path)
    assert parsed[1][0].names == ("B-ORG", "I-ORG")
    assert named[0][0].words[0] == "Nora"


def test_training_texts_say_which_corpus_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"train\.conllu"):
        training_texts(tmp_path)


def test_spans_and_f1_count_whole_names() -> None:
    gold = spans(["B-LOC", "I-LOC", "O", "B-ORG", "I-LOC"])
    assert gold == {(0, 2, "LOC"), (3, 4, "ORG"), (4, 5, "LOC")}
    assert spans(["B-LOC", "B-LOC"]) == {(0, 1, "LOC"), (1, 2, "LOC")}
    assert f1(0, 0, 0) == 0.0
    assert f1(2, 3, 5) == pytest.approx(0.5)
