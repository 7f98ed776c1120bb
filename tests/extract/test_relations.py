"""Memberships, missions and relations: one sentence a construction, the near miss beside the hit."""

from __future__ import annotations

import pytest

from extract.assemble import stated, unite
from extract.discourse import Discourse
from graph.facts import Fact
from tests.extract.conftest import Parse, Read

Row = tuple[str, ...]


def rows(discourse: Discourse, type: str, *shown: str) -> list[Row]:
    """The facts of a type as rows of what is asked for, with names for ids, sorted.

    As they are stated: how sure a word is, and so whether it is kept, is measured elsewhere.
    """
    drafts = discourse.register.drafts
    facts = [fact.to_dict() for fact in unite(fact for _, fact in stated(discourse)) if fact.type == type]
    values = [[str(fact.get(key, "")) for key in shown] for fact in facts]
    return sorted(tuple(drafts[one].names[0] if one in drafts else one for one in row) for row in values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finland joined NATO in April 2023.", [("Finland", "NATO", "member", "actual")]),
        ("Finland is a member of NATO.", [("Finland", "NATO", "member", "actual")]),
        ("Moldova wants to join the European Union.", [("Moldova", "European Union", "member", "requested")]),
        (
            "Iceland applied for membership of the European Union.",
            [("Iceland", "European Union", "member", "requested")],
        ),
        ("Norway is not a member of the European Union.", [("Norway", "European Union", "member", "denied")]),
        ("Poland left the European Union.", [("Poland", "European Union", "member", "actual")]),
        # Who may leave is a member still.
        ("Poland plans to leave the European Union.", [("Poland", "European Union", "member", "actual")]),
        (
            "Ghana won a seat on the Security Council.",
            [("Ghana", "United Nations Security Council", "member", "actual")],
        ),
        ("Ghana is chair of the African Union.", [("Ghana", "African Union", "member", "actual")]),
        (
            "Ecuador was granted observer status in the Pacific Alliance.",
            [("Ecuador", "Pacific Alliance", "observer", "actual")],
        ),
        (
            "Moldova received candidate status from the European Union.",
            [("Moldova", "European Union", "candidate", "actual")],
        ),
        (
            "One of the ten members of ASEAN is Laos.",
            [("Laos", "Association of Southeast Asian Nations", "member", "actual")],
        ),
        ("Serbia is an EU candidate country.", [("Serbia", "European Union", "candidate", "actual")]),
        ("Serbia is a candidate for EU membership.", [("Serbia", "European Union", "candidate", "actual")]),
        ("Ukraine submitted an application for membership of NATO.", [("Ukraine", "NATO", "member", "requested")]),
        ("Brazil was elected to the Arctic Council.", [("Brazil", "Arctic Council", "member", "actual")]),
        ("The minister praised NATO in Oslo.", []),
        ("Norway, a non-EU country, waited.", [("Norway", "European Union", "member", "denied")]),
        ("Norway, a pro-EU country, waited.", []),
        ("They heard of Ukraine's bid for membership of NATO.", [("Ukraine", "NATO", "member", "requested")]),
    ],
)
def test_memberships(parse: Parse, text: str, expected: list[Row]) -> None:
    assert rows(parse(text), "membership", "member", "body", "kind", "modality") == expected


@pytest.mark.parametrize(
    ("text", "body", "members"),
    [
        ("Three NATO countries (Latvia, Norway and Spain) took part.", "NATO", ["Latvia", "Norway", "Spain"]),
        ("Fifteen NATO allies, including Sweden and Spain, voted.", "NATO", ["Spain", "Sweden"]),
        (
            "Three observers were admitted to the Pacific Alliance: Ecuador, France and Portugal.",
            "Pacific Alliance",
            ["Ecuador", "France", "Portugal"],
        ),
        (
            "The EU-3 (consisting of France, Germany and the United Kingdom) met.",
            "E3",
            ["France", "Germany", "United Kingdom"],
        ),
        ("A Lebanese-Syrian commission met in Beirut.", "Lebanese-Syrian commission", ["Lebanon", "Syria"]),
        (
            "Brunei joined ASEAN in 1984, Laos and Myanmar in 1997.",
            "Association of Southeast Asian Nations",
            ["Brunei", "Laos", "Myanmar"],
        ),
        ("Poland joined NATO in 1999 and visited Spain in 2001.", "NATO", ["Poland"]),
        (
            "Peru and Chile met. Both sides recalled that their countries are members of the Pacific Alliance.",
            "Pacific Alliance",
            ["Chile", "Peru"],
        ),
        ("Adams of the Reform Party spoke.", "Reform Party", ["Adams"]),
        ("A Turkish commission met in Ankara.", "", []),  # one state has it alone
        ("Labour MP Ann Lee spoke.", "Labour Party", ["Ann Lee"]),
        ("Adams of the World Bank spoke.", "", []),  # no party
        ("NATO (in Brussels and Mons) waited.", "", []),  # no list of states
    ],
)
def test_members_told_by_lists_and_names(parse: Parse, text: str, body: str, members: list[str]) -> None:
    assert rows(parse(text), "membership", "member", "body") == [(member, body) for member in members]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Swedish embassy in Baku was quiet.", [("Sweden", "Baku", "exists", "actual")]),
        ("Japan opened an embassy in Vanuatu.", [("Japan", "Vanuatu", "open", "actual")]),
        ("Canada will close its consulate in Lahore.", [("Canada", "Lahore", "close", "planned")]),
        (
            "Poland has an embassy and a consulate in Chad.",
            [("Poland", "Chad", "exists", "actual"), ("Poland", "Chad", "exists", "actual")],
        ),
        ("Chile has no embassy in Chad.", [("Chile", "Chad", "exists", "denied")]),
        (
            "The embassies of Chile and Peru in Hanoi were quiet.",
            [("Chile", "Hanoi", "exists", "actual"), ("Peru", "Hanoi", "exists", "actual")],
        ),
        # Each in the other's capital.
        (
            "Peru and Ecuador will open embassies in Lima and Quito.",
            [("Ecuador", "Lima", "open", "planned"), ("Peru", "Quito", "open", "planned")],
        ),
        (
            "Poland opened embassies in Lima and Quito.",
            [("Poland", "Lima", "open", "actual"), ("Poland", "Quito", "open", "actual")],
        ),
        (
            "They met the head of the EU's Delegation to Lima.",
            [("European Union", "Peru", "exists", "actual")],
        ),
        ("The embassy was quiet.", []),
    ],
)
def test_missions(parse: Parse, text: str, expected: list[Row]) -> None:
    found = [
        (sender, place or receiver, action, modality)
        for sender, place, receiver, action, modality in rows(
            parse(text), "mission", "sender", "place", "receiver", "action", "modality"
        )
    ]
    assert found == expected


def test_mission_names_the_receiver_only_where_the_text_does(parse: Parse) -> None:
    assert rows(parse("The Swedish embassy in Baku was quiet."), "mission", "receiver") == [("",)]
    text = "The permanent mission of Chile to the United Nations in New York met."
    assert rows(parse(text), "mission", "receiver", "place") == [("United Nations", "New York")]
    assert rows(parse("The Swedish embassy in Baku, Azerbaijan, was quiet."), "mission", "receiver") == [
        ("Azerbaijan",)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France condemned Iran.", [("France", "Iran", "condemn", "actual")]),
        ("Iran was condemned by France.", [("France", "Iran", "condemn", "actual")]),
        ("France condemned Iran's actions.", [("France", "Iran", "condemn", "actual")]),
        ("France condemned a Saudi-led raid.", [("France", "Saudi Arabia", "condemn", "actual")]),
        ("Finland called the Russian decision provocative.", [("Finland", "Russia", "condemn", "actual")]),
        ("The Russian decision is unacceptable, Finland said.", [("Finland", "Russia", "condemn", "actual")]),
        ("Finland called the Russian decision interesting.", []),
        ("Kenya alleged that Uganda had supplied the rebels.", [("Kenya", "Uganda", "accuse", "actual")]),
        ("Kenya said that Uganda had supplied the farmers.", []),
        # The accusation is the fact, not what it says.
        ("Kenya accused Uganda of aiding Sudan.", [("Kenya", "Uganda", "accuse", "actual")]),
        ("Iran vowed to retaliate against Israel.", [("Iran", "Israel", "threaten", "actual")]),
        ("Serbia said Kosovo would face consequences.", [("Serbia", "Kosovo", "threaten", "actual")]),
        ("Iran vowed to support Iraq.", [("Iran", "Iraq", "support", "planned")]),
        ("They discussed Norway's support for Ukraine.", [("Norway", "Ukraine", "support", "actual")]),
        ("Norway offered its support for Ukraine.", [("Norway", "Ukraine", "support", "possible")]),
        (
            "Greece called on the European Union to impose sanctions on Albania.",
            [("European Union", "Albania", "sanction", "requested")],
        ),
        ("Greece expelled two Turkish diplomats.", [("Greece", "Türkiye", "expel", "actual")]),
        ("Greece expressed support for Cyprus.", [("Greece", "Cyprus", "support", "actual")]),
        ("Greece expressed doubts about Cyprus.", []),
        ("Peru withdrew its recognition of Western Sahara.", [("Peru", "Western Sahara", "derecognise", "actual")]),
        ("Peru blamed the attack on Chile.", [("Peru", "Chile", "accuse", "actual")]),
        ("Peru pledged 50 million dollars to Haiti.", [("Peru", "Haiti", "aid", "planned")]),
        # From whom one hopes to have it.
        ("Chile sought support from Peru.", [("Peru", "Chile", "support", "requested")]),
        ("Chile received aid from Peru.", [("Peru", "Chile", "aid", "actual")]),
        ("Chile received visitors from Peru.", []),
        (
            "Norway reaffirmed its commitment to Kosovo's independence.",
            [("Norway", "Kosovo", "support", "actual")],
        ),
        ("Norway issued a warning to Iran.", [("Norway", "Iran", "threaten", "actual")]),
        ("Norway issued a stamp to Iran.", []),
        ("The United States donated vaccines to Ghana.", [("United States", "Ghana", "aid", "actual")]),
        ("Chad severed diplomatic relations with Sudan.", [("Chad", "Sudan", "sever", "actual")]),
        ("Nepal does not have diplomatic relations with Bhutan.", [("Nepal", "Bhutan", "establish", "denied")]),
        # Who has had none since a year had them before.
        ("Nepal and Bhutan have had no diplomatic relations since 1980.", [("Nepal", "Bhutan", "sever", "actual")]),
        ("Serbia refused to recognise Kosovo.", [("Serbia", "Kosovo", "recognise", "denied")]),
        ("Poland recalled its ambassador from Belarus.", [("Poland", "Belarus", "recall", "actual")]),
        ("Chad ordered Turkish diplomats to leave.", [("Chad", "Türkiye", "expel", "actual")]),
        ("Chad declared the French ambassador persona non grata.", [("Chad", "France", "expel", "actual")]),
        ("Chad declared the French ambassador the winner.", []),
        ("The United States imposed sanctions on Syria.", [("United States", "Syria", "sanction", "actual")]),
        (
            "Egypt brokered a truce between Israel and Hamas.",
            [("Egypt", "Hamas", "mediate", "actual"), ("Egypt", "Israel", "mediate", "actual")],
        ),
        (
            "Talks between Greece and Albania went on under United Nations mediation.",
            [("United Nations", "Albania", "mediate", "actual"), ("United Nations", "Greece", "mediate", "actual")],
        ),
        ("Norway praised the weather in Iran.", []),
    ],
)
def test_relations(parse: Parse, text: str, expected: list[Row]) -> None:
    assert rows(parse(text), "relation", "source", "target", "action", "modality") == expected


def test_relation_to_the_own_state_is_domestic(parse: Parse) -> None:
    assert rows(parse("Polish Prime Minister Jan Nowak criticised Poland."), "relation", "target") == []
    assert rows(parse("Polish Prime Minister Jan Nowak criticised Latvia."), "relation", "target") == [("Latvia",)]


def test_every_fact_quotes_its_evidence(read: Read) -> None:
    text = "Finland joined NATO in April 2023. Chad severed diplomatic relations with Sudan."
    reading = read(text)
    assert reading.facts
    for fact in reading.to_dict()["facts"]:
        assert fact["quote"] and fact["quote"] in text
        assert Fact.from_dict(fact)
