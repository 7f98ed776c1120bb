"""The graph as FollowTheMoney, held against the schemata of that model."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from typing import Any

import pytest

from graph.export import exported
from graph.facts import Relation, Visit
from graph.ftm import SCHEMATA
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity

THING = {"name", "alias", "country", "wikidataId", "sourceUrl", "summary", "description"}
INTERVAL = {"startDate", "endDate", "date", "summary", "description", "recordId", "proof>Document"}
MODEL: dict[str, tuple[set[str], set[str], set[str]]] = {
    "Document": (set(), {"fileName"}, THING | {"fileName", "title", "publishedAt", "language"}),
    "Address": (set(), set(), THING | {"full"}),
    "Person": ({"LegalEntity"}, {"name"}, THING),
    "Organization": ({"LegalEntity"}, {"name"}, THING),
    "PublicBody": ({"Organization", "LegalEntity"}, {"name"}, THING),
    "Event": (set(), {"name"}, THING | INTERVAL | {"location", "involved>LegalEntity"}),
    "Position": (set(), {"name"}, THING | {"organization>Organization"}),
    "Occupancy": (set(), {"holder", "post"}, INTERVAL | {"holder>Person", "post>Position", "status"}),
    "Membership": (
        set(), {"member", "organization"},
        INTERVAL | {"member>LegalEntity", "organization>Organization", "role", "status"},
    ),
    "UnknownLink": (
        set(), {"subject", "object"}, INTERVAL | {"subject>Thing", "object>Thing", "role", "status"},
    ),
}  # fmt: skip
"""Of the schemata that are used: what they extend beside Thing, what they require, and the properties that are used,
with what they point to. After the schema files of followthemoney 4.11 (https://github.com/opensanctions/followthemoney)."""

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")


def read(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    """What is exported, by id, each held against the model."""
    every = [json.loads(line) for line in exported(graph, "ftm").splitlines()]
    found = {each["id"]: each for each in every}
    assert len(found) == len(every)
    for each in every:
        _, needed, known = MODEL[each["schema"]]
        ranges = dict(each.partition(">")[::2] for each in known)
        assert ID.fullmatch(each["id"]) and needed <= set(each["properties"]) <= set(ranges)
        for name, values in each["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            assert name[-4:].lower() != "date" or all(DATE.fullmatch(value) for value in values)
            for value in values if ranges[name] else ():
                schema = found[value]["schema"]
                assert ranges[name] in (schema, *MODEL[schema][0], "Thing"), (each, name)
    return found


@pytest.fixture
def made(readings: list[Reading]) -> dict[str, dict[str, Any]]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        return read(graph)


def of(made: dict[str, dict[str, Any]], schema: str) -> list[dict[str, list[str]]]:
    return [each["properties"] for each in made.values() if each["schema"] == schema]


def test_every_entity_has_its_schema(made: dict[str, dict[str, Any]], readings: list[Reading]) -> None:
    entities = {entity.id: entity for reading in readings for entity in reading.entities.values()}
    schemata = sorted(SCHEMATA[entity.type] for entity in entities.values())
    assert (
        sorted(each["schema"] for id, each in made.items() if "." in id and not id.startswith("document")) == schemata
    )
    sweden = made["state.SE"]["properties"]
    assert (sweden["name"], sweden["country"], sweden["wikidataId"]) == (["Sweden"], ["se"], ["Q34"])
    assert made["place.baku"]["properties"]["country"] == ["az"]


def test_post_is_a_position_with_its_holders(made: dict[str, dict[str, Any]]) -> None:
    posts = {each["properties"]["name"][0]: id for id, each in made.items() if each["schema"] == "Position"}
    assert set(posts) == {"Secretary General of NATO", "President", "Ambassador of Sweden to Azerbaijan"}
    held = [each for each in of(made, "Occupancy") if each["post"] == [posts["Secretary General of NATO"]]]
    assert sorted(each["status"][0] for each in held) == ["current", "ended"]
    assert {each["holder"][0] for each in held} == {"person.jens-stoltenberg"}
    [envoy] = [each for each in of(made, "Occupancy") if each["post"] == [posts["Ambassador of Sweden to Azerbaijan"]]]
    assert envoy["startDate"] == ["2023"] and made[envoy["holder"][0]]["properties"]["name"] == ["Elin Åkerö"]


def test_visit_and_meeting_are_events_with_those_involved(made: dict[str, dict[str, Any]]) -> None:
    [visit] = [each for each in of(made, "Event") if "visited" in each["name"][0]]
    assert visit["involved"] == ["person.jens-stoltenberg", "person.ilham-aliyev"]
    assert (visit["location"], visit["country"], visit["date"]) == (["Baku"], ["az"], ["2024-03-18"])
    assert visit["description"] == [
        "Jens Stoltenberg visited Baku on 18 March 2024 … a guest of President Ilham Aliyev"
    ]
    assert made[visit["proof"][0]]["properties"]["title"] == ["Stoltenberg in Baku"]


def test_what_is_not_actual_is_a_link_that_says_so(made: dict[str, dict[str, Any]]) -> None:
    told = {each["summary"][0]: each["status"][0] for each in of(made, "UnknownLink") if "status" in each}
    assert told["Denied: Azerbaijan threatened Armenia"] == "denied"
    assert told["Planned: Jens Stoltenberg to visit Tbilisi, 2024-03-20 to 2024-03-22"] == "planned"
    assert not [each for each in of(made, "Event") if "Tbilisi" in each["name"][0]]
    [planned] = [each for each in of(made, "UnknownLink") if each.get("status") == ["planned"]]
    assert (planned["startDate"], planned["endDate"], planned["role"]) == (["2024-03-20"], ["2024-03-22"], ["visit"])


def test_odd_ids_names_and_dates_stay_within_the_model() -> None:
    known = {
        "person/-Å/x": Entity(id="person/-Å/x", type="Person", names=('<b> "x"\n',)),
        "state/AUSTRIA-HUNGARY": Entity(id="state/AUSTRIA-HUNGARY", type="State", names=("Austria-Hungary",)),
    }
    facts = (
        Visit(visitor=("person/-Å/x",), destination=("state/AUSTRIA-HUNGARY",), date="1899/1901"),
        Relation(source="state/AUSTRIA-HUNGARY", target="person/-Å/x", action="lift_sanctions", date="1900"),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="http://a.example/1", text="…"), entities=known, facts=facts)])
        made = read(graph)
    assert "country" not in made["state.AUSTRIA-HUNGARY"]["properties"]
    [visit] = of(made, "Event")
    assert (visit["startDate"], visit["endDate"]) == (["1899"], ["1901"])
    [act] = of(made, "UnknownLink")
    assert act["role"] == ["relation: lift sanctions"] and "status" not in act


@pytest.mark.skipif(
    find_spec("followthemoney") is None, reason="reads it with followthemoney itself where that is there"
)
def test_followthemoney_reads_all_of_it(readings: list[Reading]) -> None:
    from followthemoney import model  # type: ignore[import-not-found]

    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        for line in exported(graph, "ftm").splitlines():
            given = json.loads(line)
            proxy = model.get_proxy(given, cleaned=False)
            model.get(given["schema"]).validate(given)
            assert {name: sorted(proxy.get(name)) for name in given["properties"]} == {
                name: sorted(values) for name, values in given["properties"].items()
            }
