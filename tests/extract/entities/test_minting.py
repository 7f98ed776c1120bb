"""What is made into an entity of its own, and what is known of it."""

from __future__ import annotations

import pytest

from extract.entities.linking import link
from extract.entities.register import Register
from extract.language.records import Mention, Statements
from extract.language.tokens import blank
from graph.gazetteer import load
from graph.records import Document, EntityType


def minted(text: str, name: str, type: EntityType) -> Register:
    """The entities made of a text in which one name is marked."""
    doc = blank()(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    words, marked = [token.text for token in doc], name.split()
    at = next(place for place in range(len(words)) if words[place : place + len(marked)] == marked)
    mention = Mention(at, at + len(marked), type, True, name)
    doc._.statements = Statements((mention,), (), (), ())
    register = Register(load())
    link(doc, Document(id="d", text=text), register)
    return register


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He went to the Foreign Ministry in Berlin again.", "Foreign Ministry", "state/DE"),
        ("The Norwegian Foreign Ministry in Oslo said so.", "Norwegian Foreign Ministry", "state/NO"),
        # Other bodies may sit anywhere.
        ("The Peace Forum in Berlin said so.", "Peace Forum", None),
        ("The Foreign Ministry in turn said so.", "Foreign Ministry", None),
    ],
)
def test_a_ministry_is_of_the_state_in_which_it_sits(text: str, name: str, country: str | None) -> None:
    [draft] = (draft for draft in minted(text, name, "Organisation").drafts.values() if draft.type == "Organisation")
    assert draft.country == country


@pytest.mark.parametrize(
    ("name", "made"), [("agreement", False), ("treaty", False), ("fishing agreement", True), ("Cairo Treaty", True)]
)
def test_what_is_called_an_agreement_and_no_more_is_no_entity(name: str, made: bool) -> None:
    found = minted(f"The two states signed the {name} on Monday.", name, "Agreement").drafts
    assert [draft.type for draft in found.values()] == ["Agreement"] * made
