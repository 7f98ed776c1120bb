"""An entity's card, found by any of its names."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph.facts import FACT_TYPES, Document, Entity, Membership, Reading
from graph.knowledge import KnowledgeGraph
from graph.lookup import HEADINGS, SECTIONS, UnknownNameError, cards, named, near
from graph.phrases import dated, phrase


@pytest.fixture
def graph(readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        yield graph


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Jens Stoltenberg", ["person/jens-stoltenberg"]),
        ("jens  STOLTENBERG", ["person/jens-stoltenberg"]),  # case and space do not count
        ("Elin Akero", ["person/elin-åkerö"]),  # nor do accents
        ("nato", ["organisation/nato"]),
        ("the alliance", ["organisation/nato"]),
        ("state/AZ", ["state/AZ"]),
        ("https://w3id.org/legation/id/state/AZ", ["state/AZ"]),
        ("Baku", ["place/baku", "state/AZ"]),  # the city, and the government that it stands for
        ("Stoltenber", []),  # one letter short is another name
        ("state/XX", []),
        ("", []),
        ("?!", []),
    ],
)
def test_cards_are_found_by_any_name(graph: KnowledgeGraph, name: str, ids: list[str]) -> None:
    assert [card.entity.id for card in cards(graph, name)] == ids


def test_card_of_a_person_tells_past_from_present_roles(graph: KnowledgeGraph) -> None:
    [card] = cards(graph, "Stoltenberg")
    assert list(card.sections) == ["Roles", "Past roles", "Visits"]
    [role], [past] = card.sections["Roles"], card.sections["Past roles"]
    assert role.text == "Jens Stoltenberg: Secretary General, NATO"
    assert past.text == "Jens Stoltenberg: Secretary General, NATO (former)"
    assert [source.document for source in past.sources] == ["news-2025"]
    assert [(line.when, line.modality) for line in card.sections["Visits"]] == [
        ("2024-03-18", "actual"),
        ("2024-03-20 to 2024-03-22", "planned"),
        ("", "cancelled"),
    ]


def test_card_cites_the_words_of_each_source(graph: KnowledgeGraph) -> None:
    [card] = cards(graph, "person/jens-stoltenberg")
    [source] = card.sections["Visits"][0].sources
    assert source.quote == "Jens Stoltenberg visited Baku on 18 March 2024 … a guest of President Ilham Aliyev"
    assert (source.document, source.date, source.confidence) == ("visit-2024", "2024-03-18", 0.85)


def test_card_of_a_state_has_what_happened_in_its_places(graph: KnowledgeGraph) -> None:
    [card] = cards(graph, "state/AZ")
    assert [line.text for line in card.sections["Visited by"]] == ["Jens Stoltenberg to Baku, received by Ilham Aliyev"]
    # The mission is in Baku and in Azerbaijan, and stands there once.
    assert len(card.sections["Missions received"]) == 1
    assert "Missions there" not in card.sections
    [accredited] = card.sections["Accredited to it"]
    assert (accredited.text, accredited.when) == ("Elin Åkerö: ambassador to Azerbaijan, Sweden", "since 2023")


def test_card_folds_documents_that_say_the_same(graph: KnowledgeGraph, visit: Reading) -> None:
    again = Reading(
        document=Document(id="again", text="Sweden is in the EU.", title="A title"),
        entities={key: visit.entities[key] for key in ("state/SE", "organisation/eu")},
        facts=(Membership(member="state/SE", body="organisation/eu", evidence=((0, 20),)),),
    )
    graph.add([again])
    [card] = cards(graph, "EU")
    [line] = [line for line in card.sections["Members"] if line.fact["member"] == "state/SE"]
    assert sorted(source.document for source in line.sources) == ["again", "visit-2024"]


def test_card_as_json_is_plain(graph: KnowledgeGraph) -> None:
    [card] = cards(graph, "NATO")
    data = json.loads(json.dumps(card.to_dict()))
    assert (data["id"], data["wikidata"], data["names"][0]) == ("organisation/nato", "Q7184", "NATO")
    assert data["sections"]["Members"][0]["fact"] == {
        "type": "membership",
        "member": "state/SE",
        "body": "organisation/nato",
        "kind": "member",
        "status": "current",
        "start": "2024-03",
        "modality": "actual",
    }


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Stoltenburg", "person/jens-stoltenberg"),
        ("Mr Jens Stoltenberg", "person/jens-stoltenberg"),
        ("Azerbajan", "state/AZ"),
        ("Elin Åkeröö", "person/elin-åkerö"),
        ("Zzz", None),
        ("", None),
    ],
)
def test_near_offers_what_is_alike(graph: KnowledgeGraph, name: str, first: str | None) -> None:
    found = near(graph, name)
    assert (found[0].entity if found else None) == first
    assert len({each.entity for each in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Baku", "place/baku, state/AZ"),
        ("Stoltenburg", "person/jens-stoltenberg"),
        ("Zzz", "no entity goes by 'Zzz'"),
    ],
)
def test_named_says_why_it_is_not_one(graph: KnowledgeGraph, name: str, told: str) -> None:
    with pytest.raises(UnknownNameError, match=told):
        named(graph, name)


def test_named_finds_the_one(graph: KnowledgeGraph) -> None:
    assert named(graph, "nikol pashinyan").id == "person/nikol-pashinyan"


def test_sections_cover_every_argument() -> None:
    wanted = {(kind.type, argument) for kind in FACT_TYPES.values() for argument in kind.arguments()}
    assert set(SECTIONS) == wanted
    assert set(SECTIONS.values()) <= set(HEADINGS)


PHRASES = {
    ("visit", "visit-2024", 0): "Jens Stoltenberg to Baku, received by Ilham Aliyev",
    ("membership", "visit-2024", 0): "Sweden: member of European Union",
    ("meeting", "talks-2025", 0): "Ilham Aliyev with Nikol Pashinyan, Washington: peace (summit)",
    ("agreement", "talks-2025", 0): "Azerbaijan and Armenia: agree peace treaty",
    ("relation", "talks-2025", 1): "Sweden: recognise, towards Georgia",
    ("mission", "news-2025", 0): "Swedish embassy of Sweden in Azerbaijan (exists)",
    ("role", "news-2025", 0): "Elin Åkerö: ambassador to Azerbaijan, Sweden",
    ("participation", "news-2025", 0): "Georgia: host in Noble Partner",
}


@pytest.mark.parametrize(("kind", "document", "number"), PHRASES)
def test_phrase_words_each_type_of_fact(readings: list[Reading], kind: str, document: str, number: int) -> None:
    [reading] = [each for each in readings if each.document.id == document]
    fact = [fact for fact in reading.facts if fact.type == kind][number]
    entities: dict[str, Entity] = dict(reading.entities)
    assert phrase(fact, lambda id: entities[id].name) == PHRASES[kind, document, number]


@pytest.mark.parametrize(
    ("start", "end", "modality", "told"),
    [
        ("2014", "2024", "actual", "2014 to 2024"),
        ("2014", None, "actual", "since 2014"),
        ("2027", None, "planned", "from 2027"),
        (None, "2024-10", "actual", "until 2024-10"),
        (None, None, "actual", ""),
    ],
)
def test_dated_tells_a_term(start: str | None, end: str | None, modality: str, told: str) -> None:
    fact = Membership(member="a", body="b", start=start, end=end, modality=modality)  # type: ignore[arg-type]
    assert dated(fact) == told
