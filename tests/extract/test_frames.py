"""Frames: who stands where around a predicate, whatever the construction."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.frames import frame_of, support_of
from extract.subjects import case_of, is_passive

# Each word as text/part of speech/tag/relation/index of its head, as Universal Dependencies have it.
ACTIVE = "Ada/PROPN/NNP/nsubj/1 visited/VERB/VBD/ROOT/1 Oslo/PROPN/NNP/obj/1"
PASSIVE = (
    "Ada/PROPN/NNP/nsubj:pass/2 was/AUX/VBD/aux:pass/2 received/VERB/VBN/ROOT/2 by/ADP/IN/case/4 "
    "Bo/PROPN/NNP/obl:agent/2 in/ADP/IN/case/6 Oslo/PROPN/NNP/obl/2"
)
CONTROL = (
    "Bo/PROPN/NNP/nsubj/1 asked/VERB/VBD/ROOT/1 Ada/PROPN/NNP/obj/1 to/PART/TO/mark/4 visit/VERB/VB/xcomp/1 "
    "Oslo/PROPN/NNP/obj/4"
)
PROMISE = CONTROL.replace("asked", "promised")
COORDINATED = "Ada/PROPN/NNP/nsubj/1 arrived/VERB/VBD/ROOT/1 and/CCONJ/CC/cc/3 met/VERB/VBD/conj/1 Bo/PROPN/NNP/obj/3"
RELATIVE = "Ada/PROPN/NNP/nsubj/4 ,/PUNCT/,/punct/2 visiting/VERB/VBG/acl/0 Oslo/PROPN/NNP/obj/2 smiled/VERB/VBD/ROOT/4"
NOMINAL = "Ada/PROPN/NNP/nmod:poss/2 's/PART/POS/case/0 visit/NOUN/NN/ROOT/2 to/ADP/IN/case/4 Oslo/PROPN/NNP/nmod/2"
SUPPORTED = "Ada/PROPN/NNP/nsubj/1 held/VERB/VBD/ROOT/1 talks/NOUN/NNS/obj/1 with/ADP/IN/case/4 Bo/PROPN/NNP/obl/1"
BACKED = "Oslo/PROPN/NNP/compound/2 -/PUNCT/HYPH/punct/2 backed/VERB/VBN/amod/3 talks/NOUN/NNS/ROOT/3"
COPULA = (
    "Ada/PROPN/NNP/nsubj/3 is/AUX/VBZ/cop/3 a/DET/DT/det/3 member/NOUN/NN/ROOT/3 of/ADP/IN/case/5 Oslo/PROPN/NNP/nmod/3"
)


def doc_of(text: str) -> Doc:
    rows = [word.rsplit("/", 4) for word in text.split()]
    lemmas = {"held": "hold", "asked": "ask", "promised": "promise", "is": "be"}
    return Doc(
        spacy.blank("en").vocab,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) for row in rows],
        lemmas=[lemmas.get(row[0], row[0]) for row in rows],
    )


@pytest.mark.parametrize(
    ("text", "predicate", "place", "filler"),
    [
        (ACTIVE, 1, "subject", ["Ada"]),
        (ACTIVE, 1, "object", ["Oslo"]),
        (PASSIVE, 2, "object", ["Ada"]),  # not the subject: it is done to her
        (PASSIVE, 2, "subject", ["Bo"]),
        (PASSIVE, 2, "in", ["Oslo"]),
        (CONTROL, 4, "subject", ["Ada"]),  # who is asked
        (PROMISE, 4, "subject", ["Bo"]),  # who promises
        (COORDINATED, 3, "subject", ["Ada"]),
        (RELATIVE, 2, "subject", ["Ada"]),
        (NOMINAL, 2, "poss", ["Ada"]),
        (NOMINAL, 2, "to", ["Oslo"]),
        (NOMINAL, 2, "support", []),
        (SUPPORTED, 2, "support", ["Ada"]),
        (SUPPORTED, 2, "with", ["Bo"]),  # though the parse hangs it on the verb
        (BACKED, 2, "subject", ["Oslo"]),
        (BACKED, 2, "object", ["talks"]),
        (COPULA, 3, "subject", ["Ada"]),
        (COPULA, 3, "of", ["Oslo"]),
    ],
)
def test_frame_of_finds_the_arguments(text: str, predicate: int, place: str, filler: list[str]) -> None:
    frame = frame_of(doc_of(text)[predicate])
    assert [token.text for token in frame.get(place, [])] == filler


def test_is_passive_tells_the_voice() -> None:
    assert is_passive(doc_of(PASSIVE)[2])
    assert not is_passive(doc_of(ACTIVE)[1])


def test_support_of_is_the_verb_that_carries_the_noun() -> None:
    verb = support_of(doc_of(SUPPORTED)[2])
    assert verb is not None and verb.text == "held"
    assert support_of(doc_of(NOMINAL)[2]) is None


def test_case_of_is_the_preposition() -> None:
    doc = doc_of(PASSIVE)
    assert (case_of(doc[6]), case_of(doc[0])) == ("in", "")
