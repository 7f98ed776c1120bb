"""What texts call events and agreements, and which descriptions are of one thing."""

from __future__ import annotations

import pytest

from extract.discourse import Discourse
from tests.extract.conftest import Parse


def names(discourse: Discourse) -> list[str]:
    """All names of all described things."""
    return [name for found in discourse.described.values() for name in found.names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Compounds with hyphens stay whole.
        ("They signed a free-trade deal with Chile.", "free-trade deal"),
        ("The five-party talks resumed in Beijing.", "five-party talks"),
        # Coordinated modifiers.
        ("A defence and security agreement was signed in Rome.", "defence and security agreement"),
        # What it is about, and without that.
        ("The treaty on borders was signed.", "treaty on borders"),
        ("The ministers praised the agreement with Peru.", "agreement with Peru"),
        # Titles go on behind the noun.
        ("Both states joined the Treaty of Friendship and Cooperation.", "Treaty of Friendship and Cooperation"),
        ("They spoke at the Summit of the Americas in June.", "Summit of the Americas"),
        # A number tells one resolution from another.
        ("The council adopted resolution 1701.", "resolution 1701"),
        # Without the adjectives that any summit has.
        ("The upcoming NATO summit will be held in Oslo.", "NATO summit"),
        # With whose it is.
        ("He will attend NATO's anniversary summit.", "NATO's anniversary summit"),
    ],
)
def test_described_names_contain(parse: Parse, text: str, name: str) -> None:
    assert name in names(parse(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A date is no part of a name.
        ("They spoke at the Summit of the Americas in June.", "Summit of the Americas in June"),
        # The verb before is not either.
        ("Chile signed trade agreements.", "signed trade agreements"),
        # Two things that "and" joins are two.
        ("They spoke about refugees and peace talks.", "refugees and peace talks"),
    ],
)
def test_described_names_lack(parse: Parse, text: str, name: str) -> None:
    assert name not in names(parse(text))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The ministers attended the Geneva conference.", "Event"),
        ("The two sides signed a ceasefire.", "Agreement"),
        ("The ASEAN meeting ended on Friday.", "Event"),
        ("A peacekeeping force was sent to Mali.", "Event"),
        ("France issued a joint statement with Spain.", "Agreement"),
        # A bare weak noun is an act, not a thing.
        ("The meeting ended on Friday.", None),
        ("The minister made a statement.", None),
        # Two states that meet are a meeting.
        ("The French-German meeting ended on Friday.", None),
        ("She said so at a news conference.", None),
        ("Co-operation between the two is close.", None),
    ],
)
def test_described_thing_is(parse: Parse, text: str, type: str | None) -> None:
    discourse = parse(text)
    kinds = {discourse.type(mention.entity) for mention in discourse.mentions} & {"Event", "Agreement"}
    assert kinds == ({type} if type else set())


@pytest.mark.parametrize(
    ("text", "one"),
    [
        # A bare noun takes up what was described.
        ("Peru and Chile signed a border treaty. The treaty ends a long dispute.", True),
        ("Peru and Chile signed a border treaty. The accord ends a long dispute.", True),
        # A word in common, and nothing that contradicts.
        ("They met at the APEC summit in Lima. The summit ended on Sunday.", True),
        # A new one is another one.
        ("Peru signed a border treaty. Chile signed a trade treaty.", False),
        ("The council adopted resolution 1701. It had adopted resolution 1559 before.", False),
        # An event is no agreement.
        ("They signed a treaty. The summit ended on Sunday.", False),
    ],
)
def test_descriptions_are_one(parse: Parse, text: str, one: bool) -> None:
    discourse = parse(text)
    things = [discourse.mention_at(head) for head in discourse.described]
    entities = {mention.entity for mention in things if mention is not None}
    assert (len(entities) == 1) is one


def test_described_thing_keeps_the_id_of_the_tables(parse: Parse) -> None:
    discourse = parse("Australia ratified the Kyoto Protocol. The protocol limits emissions.")
    [head] = discourse.described
    mention = discourse.mention_at(head)
    assert mention is not None and mention.entity == "agreement/kyoto-protocol"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LIMA, Peru – Chile signed a treaty with Brazil.", "Peru"),
        # A dash inside a sentence makes no dateline.
        ("Peru signed the treaty with Chile – at last.", None),
    ],
)
def test_datelines_take_no_part(parse: Parse, text: str, place: str | None) -> None:
    discourse = parse(text)
    silent = [token for token in discourse.doc if token.text == "Peru" and not discourse.refs(token)]
    assert [token.text for token in silent] == ([place] if place else [])
