import pytest

from extract.posts import Post
from extract.roster import Roster
from tests.extract.conftest import Parse


@pytest.fixture
def posts(parse: Parse) -> list[Post]:
    text = "Estonian President Alar Karis received Finnish Foreign Minister Elina Valtonen in Tallinn."
    return list(parse(text).posts)


def test_a_post_is_found_by_its_words_and_by_its_holder(posts: list[Post]) -> None:
    president, minister = posts
    roster = Roster(posts)
    assert list(roster) == posts
    assert list(roster.of(president.person or "")) == [president]
    assert list(roster.of("person/nobody")) == []
    assert roster.headed[minister.head] == minister
    assert roster.covering(minister.end - 1) == minister
    assert roster.covering(minister.end) is None
    assert list(roster.starting(president.start)) == [president]
    assert list(roster.ending(president.end)) == [president]


def test_a_title_ends_before_its_noun(posts: list[Post]) -> None:
    _, minister = posts
    roster = Roster(posts)
    assert roster.titled(minister.start) == minister
    assert roster.titled(minister.head) is None
