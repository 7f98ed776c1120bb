"""The component in a pipeline, with the model that comes with the package."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.language.component import Component, load_model
from extract.language.model import FILES
from graph.errors import ModelError

NEWS = (
    "Foreign Minister Elin Sorvik flew to Ankara on Tuesday. She met President Orhan Demirel, who had invited her.\n\n"
    "Norway and Turkey will open talks about trade. “We hope for an agreement by May,” Sorvik said in Oslo."
)

TEXTS = [
    NEWS,
    "",
    " \n\n ",
    "\n\nVisit to Rome\n\nThe delegation  arrived late.\n",
    "x" * 20_000,
    "Yes",
    "the delegates talked " * 100,
    " ".join(f"Envoy {number} came from Cairo." for number in range(60)),
    "¡\u200b\ufeff!  ☃ \t 東京 …",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def layers(doc: Doc) -> list[object]:
    names: list[object] = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    names += [(span.start, span.end, span.label_) for group in doc.spans.values() for span in group]
    tokens = [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    return [*names, *tokens]


@pytest.mark.parametrize("text", TEXTS)
def test_component_sets_every_layer_and_a_valid_tree(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for layer in ("TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer)
    for sentence in doc.sents:
        assert [token.dep_ for token in sentence].count("ROOT") == 1
        assert sentence.root.head == sentence.root
        for token in sentence:
            assert token.tag_ and token.pos_ and token.lemma_ and token.dep_
            # Ancestors end: every token leads to the root of its own sentence.
            assert [*token.ancestors, token][-1 if token == sentence.root else -2] == sentence.root
            assert token.head.sent == sentence
            assert (token.pos_ == "SPACE") == token.is_space
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def test_component_finds_sentences_names_and_relations(nlp: Language) -> None:
    doc = nlp(NEWS)
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["Foreign", "She", "Norway", "“We"]
    names = {ent.text: ent.label_ for ent in doc.ents}
    assert names["Elin Sorvik"] == names["Orhan Demirel"] == "PERSON"
    assert names["Ankara"] == names["Norway"] == names["Oslo"] == "LOC"
    flew = doc[4]
    assert (flew.text, flew.tag_, flew.pos_, flew.lemma_, flew.dep_) == ("flew", "VBD", "VERB", "fly", "ROOT")
    assert {child.dep_ for child in flew.children} >= {"nsubj", "obl", "punct"}


def test_component_ends_a_sentence_with_its_paragraph(nlp: Language) -> None:
    doc = nlp("Talks on the\n\nborder went on")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Talks on the", "border went on"]


def test_component_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    together = list(nlp.pipe(TEXTS, batch_size=4))
    assert [doc.text for doc in together] == TEXTS
    for doc in together:
        assert layers(doc) == layers(nlp(doc.text))


def test_component_comes_back_from_bytes_and_from_disk(nlp: Language, tmp_path: Path) -> None:
    expected = layers(nlp(NEWS))
    again = spacy.blank("en")
    again.add_pipe("legation_reader", config={"path": str(tmp_path / "nowhere")})
    again.from_bytes(nlp.to_bytes())
    assert layers(again(NEWS)) == expected
    nlp.to_disk(tmp_path / "saved")
    assert layers(spacy.load(tmp_path / "saved")(NEWS)) == expected


def test_component_tells_which_file_of_the_model_is_missing(tmp_path: Path) -> None:
    encoder = Component(spacy.blank("en"), path=str(tmp_path))
    with pytest.raises(ModelError, match=f"{FILES[0]}.*extract.training"):
        encoder.load()
    with pytest.raises(ModelError, match="labels"):
        for name in FILES[:3]:
            (tmp_path / name).write_bytes(b"")
        load_model(tmp_path)


def test_component_says_what_it_assigns(nlp: Language) -> None:
    assigned = nlp.get_pipe_meta("legation_reader").assigns
    assert {
        "doc.ents",
        "doc.sents",
        "doc.spans",
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.dep",
        "token.head",
    } <= set(assigned)
