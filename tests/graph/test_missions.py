"""The table of missions is read whole, and its classes are found as they are written."""

from __future__ import annotations

import re
from itertools import chain
from typing import get_args

import pytest

from graph.missions import Kind, find_mission, mission_terms
from graph.offices import office
from graph.tables import rows, split

ARTICLE = re.compile(r"[1-9]\d?(\(\d\)(\([a-d]\))?)?")


def test_table_has_ids_once_and_in_order() -> None:
    found = [row["id"] for row in rows("missions")]
    assert found == sorted(set(found))
    assert all(re.fullmatch(r"(accreditation|class|head|level)/[a-z-]+", id) for id in found)


def test_names_are_clean_and_mean_one_class() -> None:
    named = [row for row in rows("missions") if row["id"].startswith("class/")]
    names = list(chain.from_iterable((row["name"], *split(row["names"])) for row in named))
    assert all(name and name == name.strip() for name in names)
    assert len(names) == len(set(names))


def test_terms_have_what_their_kind_needs() -> None:
    assert {one.kind for one in mission_terms()} == set(get_args(Kind))
    for one in mission_terms():
        family = one.id.partition("/")[0]
        assert (family == "class") == (one.kind in {"diplomatic", "permanent", "consular", "other", "historical"}), one
        assert (family == "head") == (one.kind in {"head", "consular head"}) == (one.office is not None), one
        # A consul has a post, and no say in the level of relations between the states.
        assert (one.kind == "head") == (one.level is not None), one
        assert (one.kind == "level") == (one.code is not None), one
        assert not one.heads or family == "class", one


def test_references_lead_somewhere() -> None:
    ids = {one.id for one in mission_terms()}
    conventions = {row["id"] for row in rows("agreements")}
    for one in mission_terms():
        assert set(one.heads) <= {id for id in ids if id.startswith("head/")}, one
        assert one.level is None or one.level in {id for id in ids if id.startswith("level/")}, one
        assert one.office is None or office(one.office) is not None, one
        assert one.convention is None or one.convention in conventions, one
        assert bool(one.articles) == (one.convention is not None), one
        assert all(ARTICLE.fullmatch(article) for article in one.articles), one


def test_every_head_heads_something() -> None:
    headed = set(chain.from_iterable(one.heads for one in mission_terms()))
    # A pro-nuncio headed a nunciature where the nuncio is not the doyen of the diplomatic corps.
    assert {one.id for one in mission_terms() if one.id.startswith("head/")} - headed == {"head/pro-nuncio"}


def test_levels_are_counted_as_the_data_sets_do() -> None:
    codes = {one.id: one.code for one in mission_terms("level")}
    assert codes == {"level/none": 0, "level/charge": 1, "level/minister": 2, "level/ambassador": 3, "level/other": 9}


@pytest.mark.parametrize(
    ("head", "article", "level"),
    [
        ("head/ambassador", "14(1)(a)", "level/ambassador"),
        ("head/nuncio", "14(1)(a)", "level/ambassador"),
        ("head/high-commissioner", "14(1)(a)", "level/ambassador"),
        ("head/envoy", "14(1)(b)", "level/minister"),
        ("head/internuncio", "14(1)(b)", "level/minister"),
        ("head/charge-en-titre", "14(1)(c)", "level/charge"),
        ("head/charge-ad-interim", "19", "level/charge"),
    ],
)
def test_heads_of_mission_are_in_the_classes_of_1961(head: str, article: str, level: str) -> None:
    term = next(one for one in mission_terms("head") if one.id == head)
    assert (term.convention, term.articles, term.level) == ("agreement/vienna-diplomatic", (article,), level)


@pytest.mark.parametrize(
    ("head", "article"),
    [
        ("head/consul-general", "9(1)(a)"),
        ("head/consul", "9(1)(b)"),
        ("head/vice-consul", "9(1)(c)"),
        ("head/consular-agent", "9(1)(d)"),
    ],
)
def test_heads_of_consular_posts_are_in_the_classes_of_1963(head: str, article: str) -> None:
    term = next(one for one in mission_terms("consular head") if one.id == head)
    assert (term.convention, term.articles) == ("agreement/vienna-consular", (article,))


@pytest.mark.parametrize(
    ("text", "end", "id"),
    [
        ("Embassy of Ghana", 1, "class/embassy"),
        ("embassies in both capitals", 1, "class/embassy"),
        ("Apostolic Nunciature in Lima", 2, "class/nunciature"),
        ("High Commission in Accra", 2, "class/high-commission"),
        ("Permanent Mission to the United Nations", 2, "class/permanent-mission"),
        ("Permanent Observer Mission of Palestine", 3, "class/permanent-observer-mission"),
        ("permanent representation to the EU", 2, "class/permanent-representation"),
        ("liaison office in Tbilisi", 2, "class/liaison-office"),
        ("Interests Section", 2, "class/interests-section"),
        ("Consulate - General", 3, "class/consulate-general"),
        ("consulate general in Osh", 2, "class/consulate-general"),
        ("consulate in Osh", 1, "class/consulate"),
        ("honorary consulate", 2, "class/honorary-consulate"),
        ("vice-consulate", 1, "class/vice-consulate"),
        ("legation", 1, "class/legation"),
        ("contact point embassy", 3, "class/contact-point-embassy"),
    ],
)
def test_find_mission_knows_a_class(text: str, end: int, id: str) -> None:
    found = find_mission(text.split(), 0)
    assert found is not None
    assert (found[0], found[1].id) == (end, id)


@pytest.mark.parametrize(
    "text",
    [
        "mission",
        "peacekeeping mission",
        "high commissioner",
        "delegation of deputies",
        "ambassador",
        "trade mission",
        ".",
    ],
)
def test_find_mission_leaves_other_words_alone(text: str) -> None:
    assert find_mission(text.split(), 0) is None
