"""The whole way: the same each time, on any input."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from extract.pipeline import Reader
from graph.errors import ModelError
from graph.records import Document

TEXT = "President Ilham Aliyev met Türkiye’s Foreign Minister Hakan Fidan in Baku on Monday.\n\nHe will visit Ankara."


def test_reader_gives_the_same_each_time(reader: Reader) -> None:
    documents = [Document(id=f"d{i}", text=TEXT * (i % 3 + 1), date="2024-03-12") for i in range(4)]
    first = [reading.to_dict() for reading in reader.read(documents)]
    assert first == [reading.to_dict() for reading in reader.read(documents)]
    assert first == [next(iter(reader.read([document]))).to_dict() for document in documents]


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "x" * 5000, "Ünïcödé 日本語 текст", "A" * 3 + " met " + "B" * 3])
def test_reader_reads_anything(reader: Reader, text: str) -> None:
    [reading] = reader.read([Document(id="d", text=text)])
    assert reading.document.text == text


def test_reader_takes_a_saved_pipeline_of_ours(reader: Reader, tmp_path: Path) -> None:
    reader.nlp.to_disk(tmp_path / "saved")
    document = Document(id="d", text=TEXT, date="2024-03-12")
    again = Reader(model=str(tmp_path / "saved"))
    assert next(iter(again.read([document]))) == next(iter(reader.read([document])))


def test_reader_refuses_a_pipeline_without_our_component(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="legation_reader"):
        Reader(model=str(tmp_path / "blank"))


def test_reader_leaves_out_what_is_less_sure_than_asked(reader: Reader) -> None:
    document = Document(id="d", text=TEXT, date="2024-03-12")
    [all_], [none] = reader.read([document]), Reader(least=1.0).read([document])
    assert all_.facts and not none.facts
    assert all(0 < fact.confidence < 1 for fact in all_.facts)


def test_reader_names_what_no_fact_speaks_of_where_it_has_a_name(reader: Reader) -> None:
    text = "The Kyoto Protocol and the Oslo Accords are old, and the talks were long. All recall the APEC meeting."
    [reading] = reader.read([Document(id="d", text=text)])
    assert not reading.facts
    assert {"agreement/kyoto-protocol", "agreement/oslo-accords", "organisation/apec"} <= set(reading.entities)
    assert not [entity for entity in reading.entities.values() if "talks" in entity.names]


def test_reader_refuses_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        Reader(model="no_such_model")
