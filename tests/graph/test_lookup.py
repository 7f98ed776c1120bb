"""An entity's card, found by any of its names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph.fact import MODALITIES
from graph.facts import (
    FACT_TYPES,
    Agreement,
    AnyFact,
    Meeting,
    Membership,
    Mission,
    Participation,
    Relation,
    Role,
    Visit,
)
from graph.knowledge import KnowledgeGraph, Statement
from graph.lookup import HEADINGS, SECTIONS, UnknownNameError, cards, named
from graph.name_search import meant, near
from graph.ontology import choices
from graph.phrases import dated, phrase, sentence
from graph.reading import Reading
from graph.records import Document, Entity
from graph.valid_time import held, holds


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
        ("STATE/az", ["state/AZ"]),
        ("state:AZ", ["state/AZ"]),
        ("AZ", ["state/AZ"]),  # ISO 3166, two letters and three
        ("GEO", ["state/GE"]),
        ("geo", ["state/GE"]),  # nothing has that name, so it is a code
        ("Q227", ["state/AZ"]),
        ("US", []),  # a code of a state that no document names
        ("the European Union", ["organisation/eu"]),
        ("Republic of Azerbaijan", ["state/AZ"]),  # a name of the tables that no document uses
        ("Pashinyan", ["person/nikol-pashinyan"]),  # a surname that is no name by itself
        ("Nikol", ["person/nikol-pashinyan"]),
        ("Pash", []),  # part of a word is no part of a name
        ("NATO Secretary General", ["person/jens-stoltenberg"]),
        ("Secretary-General of the Alliance", ["person/jens-stoltenberg"]),
        ("Swedish ambassador", ["person/elin-åkerö"]),
        ("President of NATO", []),  # nobody holds that post
        ("Stoltenburg", ["person/jens-stoltenberg"]),  # a slip that can mean one only
        ("Azerbajan", ["state/AZ"]),
        ("Austria", []),  # known, but not here; and no slip for anything that is
        ("Stolten", []),
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
    assert role.text == "Jens Stoltenberg is Secretary General of NATO"
    assert past.text == "Jens Stoltenberg was Secretary General of NATO"
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
    assert [line.text for line in card.sections["Visited by"]] == [
        "Jens Stoltenberg visited Baku, received by Ilham Aliyev"
    ]
    # The mission is in Baku and in Azerbaijan, and stands there once.
    assert len(card.sections["Missions received"]) == 1
    assert "Missions there" not in card.sections
    [accredited] = card.sections["Accredited to it"]
    assert (accredited.text, accredited.when) == (
        "Elin Åkerö is ambassador of Sweden to Azerbaijan",
        "since 2023",
    )


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
    ("visit", "visit-2024", 0): "Jens Stoltenberg visited Baku, received by Ilham Aliyev",
    ("visit", "visit-2024", 1): "Jens Stoltenberg to visit Tbilisi",
    ("visit", "news-2025", 0): "Jens Stoltenberg to visit Georgia",
    ("membership", "visit-2024", 0): "Sweden is a member of the European Union",
    ("meeting", "talks-2025", 0): "Ilham Aliyev met Nikol Pashinyan at a summit in Washington about peace",
    ("meeting", "news-2025", 0): "Armenia to meet NATO",
    ("agreement", "talks-2025", 0): "Azerbaijan and Armenia agreed on the peace treaty",
    ("agreement", "talks-2025", 1): "Armenia to sign the peace treaty",
    ("relation", "talks-2025", 0): "Azerbaijan threatened Armenia",
    ("relation", "talks-2025", 1): "Sweden recognised Georgia",
    ("mission", "news-2025", 0): "Sweden has an embassy in Azerbaijan (Baku)",
    ("role", "news-2025", 0): "Elin Åkerö is ambassador of Sweden to Azerbaijan",
    ("participation", "news-2025", 0): "Georgia hosted Noble Partner",
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


WORDED: list[tuple[AnyFact, str]] = [
    (Visit(visitor=("Ada", "Bo"), host=("Cy",)), "Ada and Bo were received by Cy"),
    (
        Visit(visitor=("Ada",), host=("Cy",), modality="possible", date="2024"),
        "Possible: Ada to be received by Cy, 2024",
    ),
    (Meeting(participant=("Ada", "Bo", "Cy"), format="call"), "Ada, Bo and Cy spoke by telephone"),
    (Meeting(participant=("Ada",)), "Ada held talks"),
    (Meeting(participant=("Ada", "Bo"), against=("Bo", "Ada"), place="Cy"), "Ada and Bo met in Cy"),
    (Meeting(participant=("Ada",), against=("Bo",), format="lunch"), "Ada had a meal with Bo"),
    (Role(person="Ada", title="envoy", status="designate"), "Ada is to be envoy"),
    (Role(person="Ada", title="envoy", status="acting", start="2020"), "Ada is acting envoy, since 2020"),
    (Mission(mission="Embassies of Ada and Bo", sender="Bo", receiver="Cy"), "Bo has an embassy in Cy"),
    (Mission(sender="Bo", receiver="organisation/nato", action="open"), "Bo opened a mission to the organisation/nato"),
    (Mission(sender="Bo", receiver="Cy", action="close"), "Bo closed its mission in Cy"),
    (Mission(mission="consulate", place="Cy", action="open"), "consulate was opened in Cy"),
    (Mission(mission="embassy in Cy", place="Cy", action="open"), "embassy in Cy was opened"),
    (Participation(participant=("Ada",), event="summit in Cy", place="Cy"), "Ada took part in summit in Cy"),
    (Agreement(agreement="Pact", action="sign", place="Cy", date="2020"), "Pact was signed in Cy, 2020"),
    (Agreement(party=("Ada",), action="enter_into_force"), "An agreement entered into force for Ada"),
    (Relation(source="state/a", target="state/b", action="expel"), "state/a expelled diplomats of state/b"),
    (Relation(source="state/a", target="person/b", action="expel"), "state/a expelled person/b"),
    (Relation(source="Ada", target="Bo", action="sever"), "Ada and Bo severed relations"),
    (Relation(source="Ada", target="Bo", action="accuse", modality="denied"), "Denied: Ada accused Bo"),
]


@pytest.mark.parametrize(("fact", "told"), WORDED)
def test_sentence_tells_a_fact_as_one_would_say_it(fact: AnyFact, told: str) -> None:
    assert sentence(fact, str) == told


@pytest.mark.parametrize("kind", FACT_TYPES.values())
def test_sentence_has_words_for_every_action_and_modality(kind: type[AnyFact]) -> None:
    needed: dict[str, dict[str, Any]] = {
        "meeting": {"participant": ("a", "b")},
        "role": {"person": "a", "title": "t"},
        "membership": {"member": "a", "body": "b"},
        "participation": {"event": "e"},
        "relation": {"source": "a", "target": "b", "action": "aid"},
    }
    for name, words in {"modality": MODALITIES, **choices(kind.type)}.items():
        told = {sentence(kind(**{**needed.get(kind.type, {}), name: word}), str) for word in words}
        assert all(told) and (len(told) > len(words) // 2 or kind is Meeting)


def test_sentence_is_the_label_of_a_fact_in_the_graph(graph: KnowledgeGraph) -> None:
    labels = {row["label"].value for row in graph.query("SELECT ?label { ?fact a lg:Visit ; rdfs:label ?label }")}  # type: ignore[union-attr]
    assert labels == {
        "Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18",
        "Planned: Jens Stoltenberg to visit Tbilisi, 2024-03-20 to 2024-03-22",
        "Cancelled: Jens Stoltenberg to visit Georgia",
    }


def test_cards_as_of_a_day_leave_out_what_came_later(graph: KnowledgeGraph) -> None:
    [early], [late] = (cards(graph, "NATO", day=day) for day in (date(2024, 2, 29), date(2024, 3, 31)))
    assert "Members" not in early.sections
    assert {line.fact["member"] for line in late.sections["Members"]} == {"state/SE", "state/FI"}


HELD: list[tuple[AnyFact, str | None, str, bool]] = [
    (Membership(member="a", body="b", start="2004", end="2010"), None, "2010-12-31", True),
    (Membership(member="a", body="b", start="2004", end="2010"), None, "2011-01-01", False),
    (Membership(member="a", body="b", status="former"), "2020", "2021-01-01", False),  # over, nobody knows when
    (Membership(member="a", body="b", status="former", end="2022"), "2023", "2021-01-01", False),  # nor since when
    (Membership(member="a", body="b", status="former", end="2022"), "2023", "2022-01-01", True),
    (Membership(member="a", body="b"), "2020", "2019-12-31", False),  # the document vouches for its day and after
    (Membership(member="a", body="b"), "2020", "2020-01-01", True),
    (Membership(member="a", body="b"), None, "2020-01-01", False),  # nothing says when
    (Visit(visitor=("a",), date="2020-05"), None, "2020-04-30", False),
    (Visit(visitor=("a",), date="2020-05"), None, "2024-01-01", True),
    (Visit(visitor=("a",)), "2020-05", "2020-05-01", True),
    (Visit(visitor=("a",)), None, "2020-05-01", False),
]


@pytest.mark.parametrize(("fact", "written", "day", "held"), HELD)
def test_holds_goes_by_the_term_or_the_document(fact: AnyFact, written: str | None, day: str, held: bool) -> None:
    assert holds(Statement(Document(id="d", text="…", date=written), fact), date.fromisoformat(day)) is held


def test_meant_takes_no_name_for_another_that_is_nearly_as_like(readings: list[Reading]) -> None:
    alike = {
        "state/AT": Entity(id="state/AT", type="State", names=("Austria",)),
        "state/AU": Entity(id="state/AU", type="State", names=("Australia",)),
    }
    facts = (Membership(member="state/AT", body="state/AU", evidence=((0, 3),)),)
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="Not so."), entities=alike, facts=facts)])
        assert [each.entity for each in meant(graph, "Austraila")] == ["state/AU"]
        assert [each.entity for each in meant(graph, "Austria")] == ["state/AT"]
        assert [each.entity for each in near(graph, "Austrlia")] == ["state/AU", "state/AT"]
        assert meant(graph, "Austr") == []


@pytest.mark.parametrize(
    ("name", "meant_id"),
    [
        ("Untied States", "state/US"),  # two letters swapped, and a whole word of another of its names
        ("Unitde States", "state/US"),
        ("Untied Kingdom", "state/GB"),
        ("Uinted Nations", "organisation/un"),
        ("Stats", None),
        ("United", None),
    ],
)
def test_slip_in_one_name_is_seen_beside_the_words_of_another(name: str, meant_id: str | None) -> None:
    names = {
        "state/US": ("State", ("United States", "the States", "US")),
        "state/GB": ("State", ("United Kingdom", "Britain")),
        "organisation/un": ("Organisation", ("United Nations", "UN")),
        "organisation/oas": ("Organisation", ("Organization of American States",)),
    }
    known = {id: Entity(id=id, type=type, names=given) for id, (type, given) in names.items()}  # type: ignore[arg-type]
    facts = (
        Membership(member="state/US", body="organisation/un"),
        Membership(member="state/GB", body="organisation/oas"),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        found = meant(graph, name)
        assert [each.entity for each in found if each.how == "like"] == ([meant_id] if meant_id else [])
        assert near(graph, "Untied States")[0].name == "United States"


def test_matches_give_the_present_holder_of_a_post_first(readings: list[Reading], visit: Reading) -> None:
    other = Entity(id="person/ada-lind", type="Person", names=("Ada Lind",))
    role = Role(person=other.id, title="secretary general", body="organisation/nato", evidence=((0, 3),))
    later = Document(id="later", text="NATO has a new head.", date="2025-01")
    entities = {other.id: other, "organisation/nato": visit.entities["organisation/nato"]}
    with KnowledgeGraph.open() as graph:
        graph.add([*readings, Reading(document=later, entities=entities, facts=(role,))])
        found = [each.entity for each in meant(graph, "secretary general of NATO")]
        assert found == ["person/ada-lind", "person/jens-stoltenberg"]
        # What is about one person is not to be about one of those who held a post, unsaid.
        with pytest.raises(UnknownNameError, match="is the post of several; use the id of one: person/ada-lind, pers"):
            named(graph, "secretary general of NATO")


def test_named_takes_a_post_that_one_person_is_known_to_have_held(graph: KnowledgeGraph) -> None:
    assert named(graph, "NATO Secretary General").id == "person/jens-stoltenberg"


def test_named_takes_only_the_types_that_are_asked_for(graph: KnowledgeGraph) -> None:
    assert named(graph, "Baku", types=["State"]).id == "state/AZ"
    with pytest.raises(UnknownNameError, match="of type Person"):
        named(graph, "Baku", types=["Person"])


def test_what_one_document_ends_is_over_in_another() -> None:
    """A member that left, an embassy that was closed, a minister with a last day: what left them open is over then."""
    early: tuple[AnyFact, ...] = (
        Membership(member="state/GB", body="organisation/eu", start="1973"),
        Mission(sender="state/SE", receiver="state/CN", action="open", date="2001"),
        Role(person="person/ada", title="Minister", body="state/SE"),
    )
    late: tuple[AnyFact, ...] = (
        Membership(member="state/GB", body="organisation/eu", status="former", end="2020-01-31"),
        Mission(sender="state/SE", receiver="state/CN", action="close", date="2012-01-01"),
        Role(person="person/ada", title="minister", body="state/SE", status="former", start="2009", end="2013"),
    )
    told = [
        Statement(Document(id=id, text="…", date=day), fact)
        for id, day, facts in (("a", "2010", early), ("b", "2021", late))
        for fact in facts
    ]
    kept = {
        year: [(each.document.id, each.fact.type) for each in held(told, date(year, 6, 1))]
        for year in (2011, 2014, 2022)
    }
    assert kept[2011] == [("a", "membership"), ("a", "mission"), ("a", "role"), ("b", "role")]
    assert kept[2014] == [("a", "membership"), ("b", "mission")]
    assert kept[2022] == [("b", "mission")]


def test_a_card_as_of_a_day_knows_where_places_lie_and_of_which_kind_missions_are() -> None:
    types = {"state/FI": "State", "state/NO": "State", "place/oslo": "Place", "mission/consulate": "Mission"}
    known = {
        id: Entity(id=id, type=type, names=(id,), country="state/NO" if type == "Place" else None)  # type: ignore[arg-type]
        for id, type in types.items()
    }
    opened = Mission(sender="state/FI", place="place/oslo", action="open", date="2019", evidence=((0, 1),))
    closed = Mission(sender="state/FI", receiver="state/NO", action="close", date="2021", evidence=((0, 1),))
    with KnowledgeGraph.open() as graph:
        graph.add(
            Reading(document=Document(id=fact.action, text="…", date="2022"), entities=known, facts=(fact,))
            for fact in (opened, closed)
        )
        [before], [after] = (cards(graph, "state/NO", day=date(year, 6, 1)) for year in (2020, 2022))
    assert set(before.sections) == {"Missions there"}
    assert set(after.sections) == {"Missions received"}
