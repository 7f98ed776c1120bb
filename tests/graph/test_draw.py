"""Pictures of the network: where things go, what folds, and that nothing covers anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import networkx as nx
import pytest

from graph.charts import page
from graph.curves import BENDS, STEPS, Curve, overlap, run, settle, within
from graph.draw import DrawingError, draw, facts_in, most_tied
from graph.fact import MODALITIES
from graph.facts import FACT_TYPES
from graph.gathering import gathered
from graph.knowledge import KnowledgeGraph
from graph.layout import GAP, arrange
from graph.picture import FOOT, HEAD, LINES, NODES, SIDE, STANDINGS, Page, picture, plan
from graph.reading import Reading
from graph.records import ENTITY_TYPES
from graph.ties import STANDINGS as BY_MODALITY
from graph.ties import Tie, ties


@pytest.fixture
def network(readings: list[Reading]) -> nx.MultiDiGraph:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        return graph.network()


@pytest.fixture
def samples(samples_store: Path) -> Iterator[nx.MultiDiGraph]:
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        yield graph.network()


def linked(*edges: tuple[str, str, str, str, str, str]) -> nx.MultiDiGraph:
    """A network of states, an edge each for source, target, type, label, modality and date."""
    network = nx.MultiDiGraph()
    for number, (source, target, type, label, modality, date) in enumerate(edges):
        network.add_nodes_from((source, target), type="State", label="")
        network.add_edge(source, target, key=str(number), type=type, label=label, modality=modality, date=date)
    for node in network:
        network.nodes[node]["label"] = f"State of {node.upper()}"
    return network


def assert_legible(page: Page) -> None:
    labels = [box for box in page.labels if box]
    taken = [*page.boxes.values(), *labels]
    assert not [pair for pair in combinations(taken, 2) if overlap(*pair)]
    width, height = page.size
    room = (0, FOOT - 0.01, width - SIDE + 0.01, height - HEAD + 0.01)  # places are rounded to a hundredth of a point
    assert [box for box in taken if not within(box, room)] == []


# --- what is drawn -----------------------------------------------------------------------------------------------


def test_styles_tell_every_kind_apart() -> None:
    assert set(NODES) == set(ENTITY_TYPES) and len(set(NODES.values())) == len({*dict(NODES.values())}) == 7
    assert set(LINES) == set(FACT_TYPES) and len(set(LINES.values())) == 8
    assert set(BY_MODALITY) == set(MODALITIES) and {*BY_MODALITY.values(), "over"} == set(STANDINGS)


@pytest.mark.parametrize(
    ("edges", "labels"),
    [
        # Two of a kind are one line with a count and the years.
        ([("a", "b", "visit", "visit", "actual", "2023"), ("a", "b", "visit", "visit", "actual", "2024-05")],
         ["2023–24 ×2"]),
        # A meeting has no direction, a visit has.
        ([("a", "b", "meeting", "talks", "actual", ""), ("b", "a", "meeting", "talks", "actual", "")], ["talks ×2"]),
        ([("a", "b", "visit", "visit", "actual", ""), ("b", "a", "visit", "visit", "actual", "")], ["", ""]),
        # What happened and what was planned are two lines, and so are two kinds.
        ([("a", "b", "visit", "visit", "actual", ""), ("a", "b", "visit", "visit", "planned", "2025")], ["2025", ""]),
        ([("a", "b", "visit", "visit", "denied", ""), ("a", "b", "relation", "accuse", "denied", "")], ["accuse", ""]),
        # Planned and possible are alike.
        ([("a", "b", "visit", "visit", "possible", "2025"), ("a", "b", "visit", "visit", "planned", "2025")],
         ["2025 ×2"]),
        # Different acts are all told, each with its years, in as many lines as they need.
        ([("a", "b", "relation", "sever", "actual", "1961"), ("b", "a", "relation", "restore", "actual", "2015")],
         ["restore 2015,\nsever 1961 ×2"]),
        ([("a", "b", "relation", action, "actual", "") for action in ("condemn", "sanction", "threaten", "accuse")],
         ["accuse, condemn,\nsanction, threaten ×4"]),
        # A long title goes on in the next line; the underscore of an action is none of the reader's business.
        ([("a", "b", "role", "Minister of Foreign Affairs and Trade", "actual", "")],
         ["Minister of Foreign\nAffairs and Trade"]),
        ([("a", "b", "relation", "lift_sanctions", "actual", "")], ["lift sanctions"]),
        ([("a", "b", "role", "Special Representative of the Secretary-General for the region and all that is near it",
           "actual", "")] * 2, ["Special Representative\nof the Secretary-General\nfor the region and all …\n×2"]),
        ([("a", "b", "mission", "exists", "actual", "")], [""]),
    ],
)  # fmt: skip
def test_ties_fold_facts_of_a_kind(edges: list[tuple[str, str, str, str, str, str]], labels: list[str]) -> None:
    assert [tie.label for tie in ties(linked(*edges))] == labels


Term = tuple[str, str, str, str]


@pytest.mark.parametrize(
    ("terms", "label", "standing"),
    [
        # Title, status, first day and last day; each term has its own years.
        ([("ambassador", "former", "1990-01-01", "1995-12-31"), ("ambassador", "former", "2005-01-01", "2009-12-31")],
         "ambassador 1990–95,\n2005–09 ×2", "over"),
        ([("member", "former", "1996-03-01", "2003-12-31")], "member 1996–2003", "over"),
        ([("member", "former", "", "2018-12-31")], "member until 2018", "over"),
        ([("member", "current", "1990-01-01", "")], "member since 1990", "real"),
        ([("minister", "former", "2004-01-01", "")], "former\nminister from 2004", "over"),
        ([("minister", "former", "", "")], "former minister", "over"),
        ([("minister", "designate", "2027-01-01", "")], "minister from 2027", "open"),
        # Told of one term twice, and by another document exactly.
        ([("member", "current", "1949-01-01", ""), ("member", "former", "1949-04-04", "1966-12-31")],
         "member 1949–66 ×2", "real"),
        # A post that is over does not end another.
        ([("minister", "former", "1990-01-01", "1994-12-31"), ("President", "current", "", "")],
         "minister 1990–94,\nPresident ×2", "real"),
        ([("President", "current", "", ""), ("president", "current", "", ""), ("president", "acting", "", "")],
         "president ×3", "real"),
    ],
)  # fmt: skip
def test_ties_tell_terms_apart_and_whether_they_are_over(terms: list[Term], label: str, standing: str) -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from("ab", type="State", label="a state")
    for key, (title, status, begin, end) in enumerate(terms):
        about = {"type": "role", "modality": "actual", "date": begin or end}
        network.add_edge("a", "b", key, label=title, status=status, begin=begin, end=end, **about)
    [tie] = ties(network)
    assert (tie.label, tie.standing) == (label, standing)


@pytest.mark.parametrize(
    ("type", "label", "directed"),
    [("meeting", "talks", False), ("agreement", "sign", False), ("relation", "sever", False),
     ("relation", "condemn", True), ("visit", "visit", True), ("membership", "member", True)],
)  # fmt: skip
def test_ties_point_from_who_acts(type: str, label: str, directed: bool) -> None:
    [tie] = ties(linked(("b", "a", type, label, "actual", "")))
    assert tie.directed == directed
    assert (tie.source, tie.target) == (("b", "a") if directed else ("a", "b"))


@pytest.mark.parametrize(("limit", "shown"), [(2, "ab"), (4, "abcd"), (9, "abcdxy")])
def test_most_tied_grows_from_the_middle(limit: int, shown: str) -> None:
    edges = [("a", other, "visit", "visit", "actual", "") for other in "bcd"]
    network = linked(*edges, ("b", "c", "visit", "visit", "actual", ""), ("x", "y", "visit", "visit", "actual", ""))
    assert "".join(sorted(most_tied(network, limit))) == shown


def test_most_tied_goes_by_facts_and_not_by_lines() -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from("abcdexyz", type="State", label="a state")
    network.add_edges_from([("a", other, "meeting", {"label": "talks"}) for other in "bcde"])
    network.add_edges_from([("x", "y", "visit", {}), ("y", "z", "call", {}), ("z", "x", "pact", {})])
    assert sorted(most_tied(network, 3)) == ["x", "y", "z"]


def met(number: int) -> nx.MultiDiGraph:
    """A network of a meeting of so many in Oslo, of which a second document tells of two."""
    edge = {"type": "meeting", "label": "summit", "modality": "actual", "date": "2012-02-29", "happening": "h"}
    network = nx.MultiDiGraph()
    people = [f"person/{place:02}" for place in range(number)]
    network.add_nodes_from(people, type="Person", label="Somebody")
    network.add_node("place/oslo", type="Place", label="Oslo")
    network.add_edges_from((*pair, "one", edge) for pair in combinations(people, 2))
    network.add_edges_from((each, "place/oslo", "one", {**edge, "label": "meeting"}) for each in people)
    network.add_edge(people[0], people[1], "two", **(edge | {"label": "talks", "date": ""}))
    return network


def test_meeting_of_many_is_one_node_tied_to_each() -> None:
    made = gathered(met(30))
    [node] = [node for node, data in made.nodes(data=True) if data.get("gathering")]
    assert (made.nodes[node]["type"], made.nodes[node]["label"]) == ("Event", "Summit of 30, 2012-02-29")
    assert {source for source, _ in made.in_edges(node)} | {"place/oslo"} == set(made) - {node}
    assert facts_in(made) == 2
    lines = ties(made)
    assert len(lines) == 31 and not any(tie.directed or tie.label for tie in lines)


def test_meeting_of_few_and_a_visit_of_many_to_one_stay_as_they_are() -> None:
    few = met(5)
    visits = linked(*((other, "a", "visit", "visit", "actual", "") for other in "bcdefghij"))
    assert gathered(few) is few and gathered(visits) is visits


def test_visit_of_many_to_several_keeps_its_direction() -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from("abcdefyz", type="State", label="a state")
    edge = {"type": "visit", "label": "visit", "modality": "planned", "date": "2024"}
    network.add_edges_from((one, other, "one", edge) for one in "abcdef" for other in "yz")
    made = gathered(network)
    assert made.nodes["fact/one"]["label"] == "Visit of 6, 2024"
    assert {*made.predecessors("fact/one")} == {*"abcdef"} and {*made.successors("fact/one")} == {*"yz"}
    assert {tie.standing for tie in ties(made) if tie.directed} == {"open"}


def test_gathering_takes_no_room_of_an_entity(tmp_path: Path) -> None:
    network = met(30)
    network.add_edge("person/00", "state/x", "role", type="role", label="envoy", modality="actual", date="")
    network.add_edge("person/01", "state/x", "post", type="role", label="envoy", modality="actual", date="")
    network.add_node("state/x", type="State", label="Sweden")
    shown = most_tied(gathered(network), 4)
    assert {"person/00", "person/01", "state/x", "happening/h"} < set(shown) and len(shown) == 5
    drawn = draw(network, tmp_path / "many.svg", title="Many", limit=4)
    assert (drawn.entities, drawn.of_entities, drawn.facts, drawn.of_facts) == (4, 32, 4, 4)


def test_most_tied_keeps_the_centre() -> None:
    edges = [("a", other, "visit", "visit", "actual", "") for other in "bcd"]
    network = linked(*edges, ("x", "y", "visit", "visit", "actual", ""))
    assert sorted(most_tied(network, 2, centre="y")) == ["x", "y"]


# --- where it goes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "network",
    [nx.empty_graph(1), nx.path_graph(2), nx.star_graph(40), nx.complete_graph(9), nx.empty_graph(7),
     nx.barabasi_albert_graph(60, 2, seed=1), nx.disjoint_union(nx.cycle_graph(8), nx.path_graph(3))],
    ids=["one", "two", "star", "complete", "apart", "sixty", "parts"],
)  # fmt: skip
def test_arrange_keeps_boxes_apart(network: nx.Graph) -> None:
    named = nx.relabel_nodes(network, str)
    sizes = {node: (40.0 + 7 * len(node), 30.0) for node in named}
    places = arrange(named, sizes)
    assert places == arrange(named, sizes)
    for one, other in combinations(named, 2):
        across, down = (abs(places[one][axis] - places[other][axis]) for axis in (0, 1))
        needed = [(sizes[one][axis] + sizes[other][axis]) / 2 + GAP - 0.05 for axis in (0, 1)]
        assert across >= needed[0] or down >= needed[1]
    assert all(x >= sizes[node][0] / 2 and y >= sizes[node][1] / 2 for node, (x, y) in places.items())


def test_arrange_puts_neighbours_nearer() -> None:
    path = nx.path_graph([*"abcdef"])
    places = arrange(path, dict.fromkeys(path, (20.0, 20.0)))
    assert [node for node, _ in sorted(places.items(), key=lambda item: item[1][0])] in ([*"abcdef"], [*"fedcba"])


def tie(source: str, target: str, **about: str) -> Tie:
    values = {"type": "visit", "standing": "real", "label": "label", "directed": True, "count": 1} | about
    return Tie(source=source, target=target, **values)  # type: ignore[arg-type]


def test_run_bends_around_what_lies_between() -> None:
    places = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (200.0, 0.0)}
    boxes = {node: (x - 10, y - 10, x + 10, y + 10) for node, (x, y) in places.items()}
    near, far = run([tie("a", "b"), tie("a", "c")], places, boxes, {}, 5)
    assert near.bend == 0 and far.bend != 0


def test_run_ends_lines_at_the_names_below_their_nodes() -> None:
    places = {"a": (0.0, 200.0), "b": (0.0, 0.0)}
    names = {"a": [(-30.0, 180.0, 30.0, 190.0), (-80.0, 170.0, 80.0, 180.0)]}
    down, up = run([tie("a", "b"), tie("b", "a")], places, {}, names, 5)
    for shares, curve in ((down.points(STEPS), down), (up.points(STEPS), up)):
        assert not [point for point in shares for box in names["a"] if within((*point, *point), box)]
        assert min(abs(curve.at(share)[1] - 170) for share in (0, 1)) < 3  # from the last line of the name
        assert min(abs(curve.at(share)[1] - 5) for share in (0, 1)) < 3  # to the marker


def test_run_goes_on_behind_names_that_leave_no_room() -> None:
    places = {"a": (0.0, 40.0), "b": (0.0, 0.0)}
    [curve] = run([tie("a", "b")], places, {}, {"a": [(-30.0, 6.0, 30.0, 34.0)]}, 5)
    assert curve.at(0)[1] == pytest.approx(35, abs=1) and curve.at(1)[1] == pytest.approx(5, abs=1)


def test_run_parts_lines_between_the_same_two() -> None:
    places = {"a": (0.0, 0.0), "b": (100.0, 0.0)}
    pairs = [("a", "b"), ("b", "a")] * 3
    curves = run([tie(*pair) for pair in pairs], places, {}, {}, 5)
    middles = sorted(curve.at(0.5)[1] for curve in curves)
    assert all(later - earlier > 5 for earlier, later in pairwise(middles))


def test_settle_leaves_a_label_out_where_there_is_no_room() -> None:
    curve = Curve(tie=tie("a", "b"), start=(0, 0), end=(100, 0), bend=BENDS[0])
    page = (-50.0, -50.0, 150.0, 50.0)
    [free] = settle([curve], {"label": (30, 10)}, [], page)
    assert free == (35, -5, 65, 5)
    [moved] = settle([curve], {"label": (30, 10)}, [(48, -5, 52, 5)], page)
    assert moved is not None and not overlap(moved, (48, -5, 52, 5))
    assert settle([curve], {"label": (30, 10)}, [(0, -5, 100, 5)], page) == [None]
    assert settle([curve], {"label": (30, 10)}, [], (0, 1, 100, 50)) == [None]


# --- the picture -------------------------------------------------------------------------------------------------


def test_plan_of_the_samples_is_legible(samples: nx.MultiDiGraph) -> None:
    page = plan(most_tied(samples, 40))
    assert len(page.boxes) >= 20
    assert sum(box is not None for box in page.labels) >= 10
    assert_legible(page)


@pytest.mark.parametrize("limit", [5, 25, 60])
def test_plan_is_legible_at_any_size(samples: nx.MultiDiGraph, limit: int) -> None:
    assert_legible(plan(most_tied(samples, limit)))


def test_picture_writes_texts_where_they_were_planned(network: nx.MultiDiGraph) -> None:
    page, figure = plan(network), picture(network, title="A title")
    figure.draw_without_rendering()
    axes = figure.axes[0]
    drawn = {text.get_text(): text.get_window_extent() for text in axes.texts}
    scale = figure.dpi / 72
    for curve, box in zip(page.curves, page.labels, strict=True):
        if box:
            extent = drawn[curve.tie.label]
            assert extent.width / scale <= box[2] - box[0] + 1 and extent.height / scale <= box[3] - box[1] + 1
    for node, lines in page.names.items():
        extent, box = drawn["\n".join(lines)], page.boxes[node]
        assert box[0] - 1 <= extent.x0 / scale and extent.x1 / scale <= box[2] + 1
        assert box[1] - 1 <= extent.y0 / scale


def test_picture_and_chart_have_room_for_a_long_title_and_caption(network: nx.MultiDiGraph) -> None:
    title, caption = (
        "Special Representative of the Secretary-General " * 3,
        "10 documents, 2015-07-15 to 2025-11-05; " * 6,
    )
    chart, _ = page(300, 200, title=title, caption=caption)
    for figure in (picture(network, title=title, caption=caption), chart):
        width = figure.get_size_inches()[0] * figure.dpi
        texts = [(text.get_text().strip(), text.get_window_extent()) for axes in figure.axes for text in axes.texts]
        written = "".join(text for text, _ in texts).replace(" ", "")
        assert title.replace(" ", "") in written
        assert any(text.startswith(caption.strip()) for text, _ in texts)
        assert all(box.x1 < width for _, box in texts)


def test_picture_has_a_legend_of_what_occurs(network: nx.MultiDiGraph) -> None:
    texts = {text.get_text() for text in picture(network, title="A title", caption="A caption").axes[0].texts}
    assert {"A title", "Person", "Mission", "Visit", "Agreement", "denied or cancelled"} <= texts
    assert any(text.startswith("A caption") for text in texts)
    small = {
        text.get_text() for text in picture(linked(("a", "b", "visit", "visit", "actual", "")), title="").axes[0].texts
    }
    assert "State" in small and not {"Person", "Meeting", "denied or cancelled"} & small


def test_caption_tells_how_many_labels_found_no_room() -> None:
    edges = [("a", "b", "relation", action, modality, "2015") for action in ("sanction", "accuse", "aid", "threaten")
             for modality in ("actual", "planned", "denied")]  # fmt: skip
    edges += [("b", "a", type, "a long word or two", "actual", "1990") for type in ("visit", "role", "mission")]
    page = plan(linked(*edges), caption="2 entities")
    missing = sum(not box for box in page.labels)
    assert missing > 1
    assert page.caption == f"2 entities. {missing} labels left out for want of room"
    assert plan(linked(edges[0]), caption="2 entities").caption == "2 entities"


def test_picture_takes_names_as_they_are() -> None:
    network = linked(("a", "b", "role", "Minister for $5 & $6 <i>", "actual", ""))
    network.nodes["a"]["label"] = "A very long name of an organisation that goes on for several lines and is cut $x^2$"
    texts = {text.get_text() for text in picture(network, title="$a_b$").axes[0].texts}
    assert {"$a_b$", "A very long name of\nan organisation that\ngoes on for several\nlines and is cut …"} <= texts


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_draw_gives_the_same_bytes(network: nx.MultiDiGraph, tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
    for file in files:
        drawn = draw(network, file, title="Twice")
    one, two = (file.read_bytes() for file in files)
    assert one == two
    assert one[:5] in {"png": [b"\x89PNG\r"], "svg": [b"<?xml"], "pdf": [b"%PDF-"]}[ending]
    assert (drawn.entities, drawn.of_facts) == (len(network), 18)


def test_draw_says_what_it_leaves_out(network: nx.MultiDiGraph, tmp_path: Path) -> None:
    drawn = draw(network, tmp_path / "few.svg", title="Few", limit=5)
    assert drawn.entities == 5 and drawn.of_entities == len(network) > 5 and drawn.facts < drawn.of_facts


@pytest.mark.parametrize(
    ("name", "told"), [("a.gif", "ending in .png, .svg, .pdf; got"), ("a", "got"), ("a.png", "nothing to draw")]
)
def test_draw_refuses_what_it_cannot(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(DrawingError, match=told):
        draw(nx.MultiDiGraph(), tmp_path / name, title="Nothing")
