"""Who holds the post that a person names: "President of Cuba", "NATO Secretary General", "the Cuban president"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from graph.facts import Role
from graph.knowledge import KnowledgeGraph
from graph.offices import find_office
from graph.phrases import had_ended
from graph.terms import slug

_ORDER = {"current": 0, "acting": 0, "designate": 1, "former": 2}


def holders(graph: KnowledgeGraph, name: str, bodies: Callable[[str], Sequence[str]]) -> list[str]:
    """The ids of those who hold a post, present holders before designated and former ones and
    the latest first; empty where none is known.

    Args:
        graph: what to look in.
        name: title and body in either order.
        bodies: gives the ids of the states or organisations that a name stands for.
    """
    found: dict[str, tuple[int, str]] = {}
    for title, body in _split(name):
        for id in bodies(body):
            for statement in graph.facts(entity=id, type="role"):
                fact = statement.fact
                if not isinstance(fact, Role) or fact.body != id or fact.modality != "actual":
                    continue
                if _same(title, fact.title):
                    written = statement.document.date
                    status = "former" if had_ended(fact, written) else fact.status
                    latest = (-_ORDER[status], written or fact.start or "")
                    found[fact.person] = max(found.get(fact.person, (-9, "")), latest)
        if found:
            break
    return sorted(sorted(found), key=lambda person: found[person], reverse=True)


def _split(name: str) -> Iterator[tuple[str, str]]:
    """Each way to part a name into title and body, the likeliest first."""
    words = name.strip().removeprefix("the ").removeprefix("The ").split()
    for place in range(1, len(words) - 1):
        if words[place] in ("of", "at", "for"):
            yield " ".join(words[:place]), " ".join(words[place + 1 :])
    for place in range(len(words) - 1, 0, -1):
        body = re.sub(r"['’]s?$", "", " ".join(words[:place]))
        yield " ".join(words[place:]), body


def _same(asked: str, title: str) -> bool:
    """Whether a title is the one that is asked for, whatever the wording: "Minister of Foreign Affairs" is one."""
    if slug(asked) == slug(title):
        return slug(asked) != ""
    post = _office(asked)
    return post is not None and post == _office(title)


def _office(title: str) -> str | None:
    words = title.title().replace(" Of ", " of ").replace(" For ", " for ").split()
    found = find_office(words, 0) if words else None
    return found[1].id if found and found[0] == len(words) else None
