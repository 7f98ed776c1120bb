"""What tests of extraction share: one reader, and a document from a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.discourse import Discourse
from extract.pipeline import Reader
from graph.facts import Document, Reading

Read = Callable[..., Reading]
Parse = Callable[..., Discourse]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Our own model and tables, loaded once."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a text as a document of 10 March 2024, unless another date is given."""

    def read(text: str, *, date: str | None = "2024-03-10") -> Reading:
        return next(iter(reader.read([Document(id="test", text=text, date=date)])))

    return read


@pytest.fixture(scope="session")
def parse(reader: Reader) -> Parse:
    """Reads a text as far as its entities."""

    def parse(text: str, *, date: str | None = "2024-03-10") -> Discourse:
        return Discourse(reader.nlp(text), Document(id="test", text=text, date=date), reader.gazetteer)

    return parse
