"""Persons of one name: those who serve different states are different persons."""

from __future__ import annotations

from collections.abc import Mapping

_STATE = "state/"


def kept_apart(served: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Which documents mean another person of the same name, each with what tells that person from others.

    Nobody holds posts of two states. So documents that give a name posts of different states mean different persons,
    and documents that share a state the same one; a document that gives it none says nothing, and is left out. Posts of
    organisations do not tell people apart: ministers become secretaries general.

    Args:
        served: for each document that gives the name a post, the ids of the states whose posts they are.

    Returns:
        For each such document the code of the first state of its person, in small letters; nothing where all
        documents may mean one person.

    >>> kept_apart({"a": frozenset({"state/GB"}), "b": frozenset({"state/US"}), "c": frozenset({"state/GB"})})
    {'a': 'gb', 'b': 'us', 'c': 'gb'}
    >>> kept_apart({"a": frozenset({"state/GB"}), "b": frozenset({"state/US", "state/GB"})})
    {}
    """
    groups: list[tuple[set[str], set[str]]] = []
    for document, states in sorted(served.items()):
        if not states:
            continue
        near = [group for group in groups if group[0] & states]
        groups = [group for group in groups if not group[0] & states]
        together = ({*states}.union(*(group[0] for group in near)), {document}.union(*(group[1] for group in near)))
        groups.append(together)
    if len(groups) < 2:
        return {}
    named = {
        document: min(states).removeprefix(_STATE).casefold() for states, documents in groups for document in documents
    }
    return dict(sorted(named.items()))
