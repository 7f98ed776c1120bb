"""What tests of extraction share: one reader, and a document from a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.entities.linking import link
from extract.entities.named import unmarked
from extract.entities.register import Register
from extract.pipeline import Reader
from graph.reading import Reading
from graph.records import Document

Read = Callable[..., Reading]
Linked = Callable[[str], dict[str, str]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Our own model and tables, loaded once."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a text as a document of 10 March 2024, unless another date is given."""

    def read(text: str, *, date: str | None = "2024-03-10", title: str | None = None) -> Reading:
        return next(iter(reader.read([Document(id="test", text=text, date=date, title=title)])))

    return read


@pytest.fixture(scope="session")
def linked(reader: Reader) -> Linked:
    """The names in a text, each with the entity that it is linked to."""

    def linked(text: str) -> dict[str, str]:
        document = Document(id="test", text=text, date="2024-03-10")
        doc = reader.nlp(reader.prepared(document))
        register = Register(reader.gazetteer)
        ids = link(doc, document, register)
        mentions = (*doc._.statements.mentions, *unmarked(doc))
        words = [token.text for token in doc]
        found = {}
        for mention, one in zip(mentions, ids, strict=True):
            if mention.name and one:
                # A name that is a part of a longer one of the tables goes by that: "the State of Georgia".
                start, end = mention.start, mention.end
                for at in range(max(0, start - 4), start + 1):
                    match = reader.gazetteer.longest(words, at)
                    if match and match[0] >= end and words[at] != "The":
                        start, end = at, match[0]
                        break
                found[doc[start:end].text] = one[0]
        return found

    return linked
