"""Which posts stand at the top of which state: Norway has a king and a prime minister, and no president.

Of use where a text says "President Lind" and names three states.
"""

from __future__ import annotations

from functools import cache

from graph.offices import Office
from graph.tables import rows, split

# Other posts that a state has where it has one of the table.
_ALIKE = {
    "queen": "king", "emperor": "king", "empress": "king", "crown-prince": "royal", "crown-princess": "royal",
    "premier": "prime-minister", "federal-chancellor": "chancellor", "federal-president": "president",
    "deputy-prime-minister": "prime-minister", "first-deputy-prime-minister": "prime-minister",
    "first-vice-president": "vice-president",
}  # fmt: skip
_ROYAL = frozenset({"king", "emir", "sultan", "prince", "grand-duke"})
# Whose ministers are called secretaries.
_SECRETARIES = frozenset({"state/US"})


def may_have(state: str, office: Office) -> bool:
    """Whether a state has, or had since 1990, a post of a kind; true where nothing is known against it.

    Args:
        state: its id.
        office: the post.

    >>> from graph.offices import office
    >>> may_have("state/NO", office("office/president")), may_have("state/NO", office("office/king"))
    (False, True)
    """
    kind = office.id.removeprefix("office/")
    if state in _SECRETARIES and office.level == "minister" and kind.endswith("-minister"):
        return False
    kind = _ALIKE.get(kind, kind)
    has = _offices().get(state)
    if has is None or not (kind == "royal" or kind in _kinds()):
        return True
    return bool(has & _ROYAL) if kind == "royal" else kind in has


@cache
def _offices() -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset(split(row["offices"])) for row in rows("governments")}


@cache
def _kinds() -> frozenset[str]:
    return frozenset().union(*_offices().values())
