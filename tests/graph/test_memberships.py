"""Who belongs to what, and when."""

from __future__ import annotations

import pytest

from graph.memberships import Standing, standings


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("1973-01-01", "2020-01-31", "2020-01-31", True),
        ("1973-01-01", "2020-01-31", "2020-02-01", False),
        ("1973-01-01", "2020-01-31", "2020", True),
        ("1973-01-01", "", "1972-12-31", False),
        ("1973", "", "1973-06-01", True),
        ("", "", "1500", True),
    ],
)
def test_standing_held_is_as_precise_as_its_dates(start: str, end: str, date: str, held: bool) -> None:
    assert Standing("organisation/eu", "state/GB", "member", start, end, "treaty").held(date) is held


def test_standings_are_picked_by_body_member_and_date() -> None:
    assert {one.body for one in standings(member="state/AZ", date="2024")} >= {
        "organisation/un",
        "organisation/osce",
        "organisation/council-of-europe",
        "organisation/ots",
        "agreement/partnership-for-peace",
    }
    assert [one.kind for one in standings(body="organisation/eu", member="state/UA")] == ["candidate"]
    assert standings(body="organisation/nato", member="state/SE", date="2023-12") == ()
    assert standings(body="organisation/nobody") == ()


def test_standings_keep_a_member_that_came_back_twice() -> None:
    south_africa = standings(body="organisation/commonwealth", member="state/ZA")
    assert [(one.start, one.end) for one in south_africa] == [("1931-12-11", "1961-05-31"), ("1994-06-01", "")]
