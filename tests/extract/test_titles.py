"""Posts by their wording: office, title, status, body and receiver, as far as the words around an office tell."""

from __future__ import annotations

import pytest

from extract.titles import find_titles
from tests.extract.conftest import Parse

# Title, status, and the names of body and receivers.
Row = tuple[str, str, str | None, tuple[str, ...]]


def wordings(parse: Parse, text: str) -> list[Row]:
    discourse = parse(text)
    names = {id: draft.names[0] for id, draft in discourse.register.drafts.items()}
    return [
        (post.title, post.status, names.get(post.body or ""), tuple(names[one] for one in post.to))
        for post in find_titles(discourse)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian Foreign Minister Ada Lindqvist left.", ("Foreign Minister", "current", "Norway", ())),
        ("Norway's former prime minister left.", ("prime minister", "former", "Norway", ())),
        ("The acting defence minister of Sweden left.", ("defence minister", "acting", "Sweden", ())),
        ("The Swedish president-elect left.", ("president-elect", "designate", "Sweden", ())),
        # "Irish" counts only beside a post, for it is too common elsewhere.
        ("The Irish foreign minister left.", ("foreign minister", "current", "Ireland", ())),
        ("Peru's ambassador to Ghana left.", ("ambassador", "current", "Peru", ("Ghana",))),
        ("Peru's ambassador to Ghana and Togo left.", ("ambassador", "current", "Peru", ("Ghana", "Togo"))),
        ("Peru's ambassador in Accra left.", ("ambassador", "current", "Peru", ("Ghana",))),
        ("The NATO spokesperson left.", ("spokesperson", "current", "NATO", ())),
        (
            "A spokesperson for the Peruvian Foreign Ministry left.",
            ("spokesperson", "current", "Peruvian Foreign Ministry", ()),
        ),
        (
            "The Peruvian Foreign Ministry spokesman left.",
            ("spokesman", "current", "Peruvian Foreign Ministry", ()),
        ),
        # A body that another state's is known by belongs to the state before it.
        ("The Brazilian Senate President left.", ("President", "current", "Brazilian Senate", ())),
        (
            "The Director for Central Asia at the National Security Council left.",
            ("Director for Central Asia", "current", "National Security Council", ()),
        ),
        (
            "The deputy chief of mission at the U.S. Embassy in Beirut left.",
            ("deputy chief of mission", "current", "U.S. Embassy in Beirut", ()),
        ),
        (
            "The Minister of Trade and Industry of Ghana left.",
            ("Minister of Trade and Industry", "current", "Ghana", ()),
        ),
        ("The chair of The Lanterns left.", ("chair", "current", "The Lanterns", ())),
        ("The head of the governing Hezbollah party left.", ("head", "current", "Hezbollah", ())),
    ],
)
def test_find_titles_reads_the_words_around_an_office(parse: Parse, text: str, expected: Row) -> None:
    assert wordings(parse, text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly met.",
        "General elections were held in Ghana.",
        "They will head for Oslo.",
        "The delegation left Oslo.",
    ],
)
def test_find_titles_near_miss(parse: Parse, text: str) -> None:
    assert wordings(parse, text) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        # A field of work is no body, even where it bears a name.
        ("The Secretary of Defense left.", None),
        ("The Assistant to the President for Homeland Security left.", None),
        ("The special representative for Afghanistan left.", None),
        ("The foreign minister resigned in May 2020.", None),
    ],
)
def test_find_titles_takes_no_field_for_a_body(parse: Parse, text: str, body: str | None) -> None:
    assert wordings(parse, text)[0][2] == body


def test_find_titles_keeps_the_owner_of_a_post(parse: Parse) -> None:
    [adviser, president] = find_titles(parse("The adviser to the president left."))
    assert adviser.owner == president.head
