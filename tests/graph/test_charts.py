"""Charts: what they show, and that every text of them can be read at 10, 60 and 300 rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.charts import Chart, DrawingError, newest, origin, page, saved, words
from graph.cli import app
from graph.facts import Agreement, Meeting, Membership, Role, Visit
from graph.growth import Change, changes, growth_chart
from graph.home import homes, incumbencies
from graph.knowledge import KnowledgeGraph, Statement
from graph.lettering import drawable
from graph.lookup import named
from graph.matrix import contacts, matrix
from graph.reading import Reading
from graph.records import Document, Entity
from graph.spells import Spell
from graph.tenures import Tenure, tenure_chart, tenures
from graph.timeline import Moment, moments, timeline


@pytest.fixture
def graph(readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        yield graph


def assert_legible(chart: Chart) -> None:
    """No two texts share a point, and none leaves the page."""
    chart.figure.draw_without_rendering()
    width, height = chart.figure.bbox.width, chart.figure.bbox.height
    boxes = [text.get_window_extent() for text in chart.figure.axes[0].texts if text.get_rotation() == 0]
    assert [box for box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height] == []
    over = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one.x0 + 1 < other.x1 and other.x0 + 1 < one.x1 and one.y0 + 1 < other.y1 and other.y0 + 1 < one.y1
    ]
    assert over == []


# --- what they show ------------------------------------------------------------------------------------------------


def test_moments_are_in_the_order_of_time_and_told_once(graph: KnowledgeGraph, visit: Reading) -> None:
    again = Reading(document=Document(id="z", text=visit.document.text), entities=visit.entities, facts=visit.facts)
    graph.add([again])
    found = moments(graph, [named(graph, "Stoltenberg")])
    assert [(each.when, each.modality, len(each.statements)) for each in found] == [
        ("2024-03-18", "actual", 2),
        ("2024-03-20 to 2024-03-22", "planned", 2),
    ]


@pytest.mark.parametrize(
    ("begin", "end", "count"),
    [(None, None, 2), (date(2024, 3, 19), None, 1), (date(2024, 3, 23), None, 0), (None, date(2024, 3, 20), 1)],
)
def test_moments_take_a_period(graph: KnowledgeGraph, begin: date | None, end: date | None, count: int) -> None:
    assert len(moments(graph, [named(graph, "Stoltenberg")], begin=begin, end=end)) == count


def test_moments_of_a_state_take_its_places(graph: KnowledgeGraph) -> None:
    told = [each.text for each in moments(graph, [named(graph, "state/GE")])]
    assert told == ["Jens Stoltenberg to visit Tbilisi"]


def test_homes_prefer_states_and_present_posts() -> None:
    bodies = {id: Entity(id=id, type="State", names=(id,)) for id in ("state/SE", "state/FI", "state/NO")}
    people = {id: Entity(id=id, type="Person", names=(id,)) for id in ("person/a", "person/b")}
    un = {"organisation/un": Entity(id="organisation/un", type="Organisation", names=("UN",))}
    spans: Any = {"evidence": ((0, 1),)}
    facts = (
        Role(person="person/a", title="envoy", body="organisation/un", **spans),
        Role(person="person/a", title="minister", body="state/SE", status="former", **spans),
        Role(person="person/a", title="president", body="state/NO", modality="denied", **spans),
        Role(person="person/b", title="minister", body="state/SE", status="former", **spans),
        Role(person="person/b", title="president", body="state/FI", **spans),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities={**bodies, **people, **un}, facts=facts)])
        assert homes(incumbencies(graph)) == {"person/a": "state/SE", "person/b": "state/FI"}


def test_contacts_count_people_for_their_states(graph: KnowledgeGraph, visit: Reading) -> None:
    text = "Lind of Sweden was in Baku, and met Berg of Georgia."
    entities = {
        "person/lind": Entity(id="person/lind", type="Person", names=("Lind",)),
        "person/berg": Entity(id="person/berg", type="Person", names=("Berg",)),
        "state/SE": Entity(id="state/SE", type="State", names=("Sweden",)),
        "state/GE": Entity(id="state/GE", type="State", names=("Georgia",)),
        "state/AZ": Entity(id="state/AZ", type="State", names=("Azerbaijan",)),
        "place/baku": visit.entities["place/baku"],
    }
    spans: Any = {"evidence": ((0, 4),)}
    facts = (
        Role(person="person/lind", title="minister", body="state/SE", **spans),
        Role(person="person/berg", title="minister", body="state/GE", **spans),
        Visit(visitor=("person/lind",), destination=("place/baku",), date="2025-05", **spans),
        Meeting(participant=("person/lind",), against=("person/berg",), **spans),
        Visit(visitor=("person/berg",), destination=("state/SE",), modality="planned", **spans),
    )
    graph.add([Reading(document=Document(id="n", text=text), entities=entities, facts=facts)])
    assert dict(contacts(graph)) == {
        ("state/SE", "state/AZ"): 1,
        ("state/SE", "state/GE"): 1,
        ("state/GE", "state/SE"): 1,
    }
    # The meeting has no date, and so is in no period.
    assert dict(contacts(graph, begin=date(2025, 1, 1))) == {("state/SE", "state/AZ"): 1}
    assert dict(contacts(graph, begin=date(2025, 6, 1))) == {}


def test_tenures_join_what_documents_say_of_one_post(graph: KnowledgeGraph) -> None:
    [former, present] = sorted(tenures(graph, named(graph, "NATO")), key=lambda each: len(each.time.seen))[:1] * 2
    assert (present.person, present.title) == ("Jens Stoltenberg", "Secretary General")
    assert present.time.seen == (date(2024, 3, 18),)
    assert former == present  # the document that calls him the former one gives no date, and none of its own
    [ambassador] = tenures(graph, named(graph, "Elin Åkerö"))
    assert (ambassador.title, ambassador.time.begin) == ("Ambassador to Azerbaijan", date(2023, 1, 1))


def test_changes_tell_who_came_and_went(graph: KnowledgeGraph) -> None:
    nato = named(graph, "NATO")
    assert changes(graph, nato) == [Change(year=2024, joined=("Sweden",), left=())]
    assert changes(graph, named(graph, "EU")) == []  # nobody says since when


def test_origin_names_documents_and_dates(graph: KnowledgeGraph) -> None:
    assert origin(graph, "wires") == "Source: wires, 3 documents, 2024-03-18 to 2025-08"


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Erdoğan Дмитрий Γιώργος სალომე 王毅", "Erdoğan Дмитрий Γιώργος სალომე Wang Yi"),
        ("안녕 and 日本", "An Nyeong and Ri Ben"),
        ("محمد", "محمد"),
        ("a\u202eb\u200f c", "ab c"),  # marks that turn text around
        ("plain", "plain"),
    ],
)
def test_drawable_writes_in_letters_that_the_font_has(name: str, drawn: str) -> None:
    assert drawable(name) == drawn


# --- that they can be read -----------------------------------------------------------------------------------------

NAMES = (
    "Ada Lind",
    "Recep Tayyip Erdoğan",
    "王毅",
    "სალომე ზურაბიშვილი",
    "محمد بن سلمان",
    "Xanana Gusmão of Timor-Leste",
)
SIZES = (10, 60, 300)


def some_moments(count: int) -> list[Moment]:
    statement = Statement(Document(id="d", text="…"), Agreement())
    modalities = ("actual", "planned", "denied")
    return [
        Moment(
            day=date(1990 + number // 9, number % 12 + 1, number % 27 + 1),
            when=f"{1990 + number // 9}-{number % 12 + 1:02}",
            text=f"{NAMES[number % 6]} met {NAMES[number % 5]} about what the two sides had agreed on "
            * (number % 3 + 1),
            modality=modalities[number % 3],
            type=("visit", "meeting", "role")[number % 3],
            statements=(statement,) * (number % 2 + 1),
        )
        for number in range(count)
    ]


def some_tenures(count: int) -> list[Tenure]:
    return [
        Tenure(
            person=NAMES[number % 6],
            title=f"Special Representative of the Secretary-General for the region number {number}"[: 20 + number % 60],
            body="",
            time=Spell(
                begin=date(1950 + number % 70, 1, 1) if number % 3 else None,
                end=date(1955 + number % 70, 1, 1) if number % 4 else None,
                seen=(date(1952 + number % 70, 6, 1),),
            ),
            ahead=number % 7 == 0,
        )
        for number in range(count)
    ]


def some_contacts(count: int) -> Chart:
    names = {f"state/{number}": f"{NAMES[number % 6]} {number}" for number in range(count)}
    pairs = {(f"state/{n}", f"state/{n * 7 % count}"): n % 15 + 1 for n in range(count) if n != n * 7 % count}
    return matrix(pairs, names, title="Contacts", source="Source: here", limit=300)


def some_growth(count: int) -> Chart:
    every = [Change(year=1900 + n, joined=NAMES * (n % 4), left=NAMES[: n % 2]) for n in range(min(count, 120))]
    return growth_chart(every, title="Members")


CHARTS: dict[str, Callable[[int], Chart]] = {
    "timeline": lambda count: timeline(some_moments(count), title="What was when", source="Source: here"),
    "roles": lambda count: tenure_chart(some_tenures(count), of="", title="Posts", source="Source: here"),
    "matrix": some_contacts,
    "growth": some_growth,
}


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("kind", CHARTS)
def test_chart_is_legible(kind: str, count: int) -> None:
    assert_legible(CHARTS[kind](count))


@pytest.mark.parametrize(("kind", "ending"), [*zip(CHARTS, ["png", "svg", "pdf", "svg"], strict=True)])
def test_chart_gives_the_same_bytes(kind: str, ending: str, tmp_path: Path) -> None:
    one, two = (tmp_path / f"{name}.{ending}" for name in ("one", "two"))
    for out in (one, two):
        saved(CHARTS[kind](10).figure, out)
    assert one.read_bytes() == two.read_bytes() != b""


def test_chart_says_what_it_leaves_out() -> None:
    chart = timeline(some_moments(60), title="Few", limit=20)
    assert (chart.shown, chart.of) == (20, 60)
    assert any("20 of 60 facts" in text.get_text() for text in chart.figure.axes[0].texts)


def test_chart_of_nothing_is_refused() -> None:
    for made in (
        lambda: timeline([], title="None"),
        lambda: tenure_chart([], of="", title="None"),
        lambda: matrix({}, {}, title="None"),
        lambda: growth_chart([], title="None"),
    ):
        with pytest.raises(DrawingError, match=r"nothing to draw.*\(None\)"):
            made()


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with KnowledgeGraph.open(tmp_path / "wires") as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "wires"))
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draw", "NATO", "--kind", "growth"], "1 of 1 years"),
        (["draw", "Stoltenberg", "--kind", "timeline"], "2 of 2 dated facts"),
        (["draw", "NATO", "--kind", "roles"], "1 of 1 posts"),
        (["timeline", "Sweden", "NATO"], "2 of 2 dated facts"),
    ],
)
def test_commands_draw_charts(store: Path, arguments: list[str], told: str) -> None:
    out = store / "chart.svg"
    result = CliRunner().invoke(app, [*arguments, "--out", str(out)])
    assert (result.exit_code, result.stdout) == (0, f"{out}: {told}\n")
    assert "<svg" in out.read_text("utf-8")


def test_timeline_prints_rows_with_their_words(store: Path) -> None:
    result = CliRunner().invoke(app, ["timeline", "Stoltenberg", "--to", "2024-03-19"])
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "2024-03-18 Jens Stoltenberg visited Baku, received by Ilham Aliyev “Jens Stoltenberg visited" in shown
    assert "Tbilisi" not in shown


@pytest.mark.parametrize("kind", ["timeline", "roles", "growth"])
def test_draw_of_a_chart_of_one_needs_a_name(store: Path, kind: str) -> None:
    assert CliRunner().invoke(app, ["draw", "--kind", kind]).exit_code == 2


def test_memberships_that_are_no_full_ones_do_not_grow_a_body(graph: KnowledgeGraph, visit: Reading) -> None:
    partner = Membership(member="state/FI", body="organisation/nato", kind="partner", start="1994", evidence=((0, 4),))
    entities = {id: visit.entities[id] for id in ("state/FI", "organisation/nato")}
    graph.add([Reading(document=Document(id="p", text="Finland."), entities=entities, facts=(partner,))])
    assert [each.year for each in changes(graph, named(graph, "NATO"))] == [2024]


def test_sentence_that_begins_with_an_arabic_name_runs_from_the_left() -> None:
    figure, axes = page(300, 200, title="عمان met Ada", caption="")
    words(axes, 10, 50, "Ada met عمان")
    figure.draw_without_rendering()
    assert [text.get_text() for text in axes.texts] == ["\u200eعمان met Ada", "", "Ada met عمان"]


def test_captions_count_one_as_one(graph: KnowledgeGraph) -> None:
    one = moments(graph, [named(graph, "Azerbaijan")])[:1]
    texts = [text.get_text() for text in timeline(one, title="A title").figure.axes[0].texts]
    assert "1 fact with a date" in texts


def test_who_came_back_is_a_member_again_and_who_held_a_post_twice_has_two_terms(tmp_path: Path) -> None:
    entities = {
        "state/GM": Entity(id="state/GM", type="State", names=("Gambia",)),
        "state/GH": Entity(id="state/GH", type="State", names=("Ghana",)),
        "person/ada": Entity(id="person/ada", type="Person", names=("Ada Lind",)),
        "organisation/cw": Entity(id="organisation/cw", type="Organisation", names=("Commonwealth",)),
    }
    body = "organisation/cw"
    facts = (
        Membership(member="state/GM", body=body, start="1965", end="2013-10-02", status="former", evidence=((0, 1),)),
        Membership(member="state/GM", body=body, start="2018-02-08", evidence=((1, 2),)),
        Membership(member="state/GH", body=body, start="1957", evidence=((2, 3),)),
        Role(
            person="person/ada", title="chair", body=body, start="2000", end="2003", status="former", evidence=((3, 4),)
        ),
        Role(person="person/ada", title="chair", body=body, start="2010", end="2012", evidence=((4, 5),)),
    )
    document = Document(id="history", text="A history.", date="2021-06")
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add([Reading(document=document, entities=entities, facts=facts)])
        found = changes(graph, entities[body])
        terms = [each.time for each in tenures(graph, entities["person/ada"])]
        assert newest(graph) == 2021
    assert [(each.year, each.joined, each.left) for each in found] == [
        (1957, ("Ghana",), ()), (1965, ("Gambia",), ()), (2013, (), ("Gambia",)), (2018, ("Gambia",), ()),
    ]  # fmt: skip
    # A document of 2021 does not make the second term, which had ended by then, any longer.
    assert [(term.first, term.last, term.seen) for term in terms] == [
        (date(2000, 1, 1), date(2004, 1, 1), ()), (date(2010, 1, 1), date(2013, 1, 1), ()),
    ]  # fmt: skip
    assert growth_chart(found, title="Members", until=2021).shown == 4
