"""Who belongs to which body, and since when: the table of memberships, for background facts and for questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from graph.tables import rows

Kind = Literal["member", "partner", "observer", "candidate", "participant"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of time in which a state or organisation belonged to a body in one way.

    Args:
        body: the id of the organisation, or of the programme that states take part in.
        member: the id of the state or organisation that belongs to it.
        kind: how it belongs.
        start: when it joined, as a partial ISO date; empty where the table does not say.
        end: when it ceased to belong; empty while it does.
        source: the treaty or decision, in words.
    """

    body: str
    member: str
    kind: Kind
    start: str
    end: str
    source: str

    def held(self, date: str) -> bool:
        """Whether it held on a date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), as far as the table is precise.

        >>> Standing("organisation/eu", "state/GB", "member", "1973-01-01", "2020-01-31", "").held("2021")
        False
        """
        return self.start[: len(date)] <= date and (not self.end or date <= self.end[: len(date)])


def standings(*, body: str | None = None, member: str | None = None, date: str | None = None) -> tuple[Standing, ...]:
    """The memberships of a body, of a member, or all, in the order of the table.

    Args:
        body: only of this body (`organisation/nato`).
        member: only of this state or organisation (`state/TR`).
        date: only those that held then, as a partial ISO date.

    >>> [one.start for one in standings(body="organisation/nato", member="state/TR")]
    ['1952-02-18']
    """
    return tuple(
        one
        for one in _all()
        if (body is None or one.body == body)
        and (member is None or one.member == member)
        and (date is None or one.held(date))
    )


@cache
def _all() -> tuple[Standing, ...]:
    return tuple(
        Standing(row["body"], row["member"], cast(Kind, row["kind"]), row["begin"], row["end"], row["source"])
        for row in rows("memberships")
    )
