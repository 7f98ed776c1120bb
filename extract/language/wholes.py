"""Names to their ends: what the head of names and the parse say of words behind the last that is marked as a mention.

The head of mentions marks each word on its own, and now and then drops the last of a name that is rare
("Angelique [Chrisafis]", "White [House]"). Two other heads have read the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.language.model import Reading
from graph.records import EntityType

_TYPES = frozenset({"Person", "Organisation", "Place"})
"""Types of which the head of names knows the whole name."""

_WITHIN = frozenset({"and", "for", "of", "the"})


def name_end(first: int, last: int, type: EntityType, words: Sequence[str], reading: Reading) -> int:
    """The last word of a name. That of a state is as it is marked, for its names are those of the tables.

    Args:
        first, last: the words that are marked as a mention, as places among `words`.
        type: what the mention is.
        words: those that the reading is of.
        reading: what the network says of them.
    """
    if type == "State":
        return last
    end = _named(first, reading) if type in _TYPES else last
    added = words[last + 1 : end + 1]
    if added and added[-1][0].isupper() and all(_is_part(word) for word in added):
        last = end
    while (
        last + 1 < len(words)
        and reading.heads[last] == last + 1
        and _is_inside(int(reading.names[last + 1]))
        and words[last + 1].isalpha()
        and words[last + 1][0].isupper()
    ):
        last += 1
    return last


def _named(first: int, reading: Reading) -> int:
    """The last word of the name that begins at a word; the word itself where none does."""
    names, last = reading.names, first
    # Labels that begin a name are odd, each before the one that goes on with it.
    while names[first] % 2 == 1 and last + 1 < len(names) and names[last + 1] == names[first] + 1:
        last += 1
    return last


def _is_part(word: str) -> bool:
    return word.isalpha() and (word[0].isupper() or word in _WITHIN)


def _is_inside(label: int) -> bool:
    return label > 0 and label % 2 == 0
