"""The hard names, each in a sentence: what the tables, the language model and the context make of them together."""

from __future__ import annotations

import pytest

from extract.entities.types import type_of
from tests.extract.conftest import Linked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The two Congos.
        (
            "The Democratic Republic of the Congo and the Republic of the Congo signed a customs agreement.",
            {"Democratic Republic of the Congo": "state/CD", "Republic of the Congo": "state/CG"},
        ),
        (
            "Rwanda and DR Congo agreed on a ceasefire, and Congo-Brazzaville offered to host the talks.",
            {"DR Congo": "state/CD", "Congo-Brazzaville": "state/CG"},
        ),
        ("Officials in Congo said that the eastern provinces were calm.", {"Congo": "state/CD"}),
        ("The Congolese president arrived in Kinshasa on Monday.", {"Congolese": "state/CD"}),
        # The two Koreas.
        ("South Korea offered talks to North Korea.", {"South Korea": "state/KR", "North Korea": "state/KP"}),
        ("The envoys of the ROK and the DPRK sat at one table.", {"ROK": "state/KR", "DPRK": "state/KP"}),
        ("The Korean president visited Tokyo.", {"Korean": "state/KR"}),
        # The Guineas.
        (
            "Guinea, Guinea-Bissau and Equatorial Guinea recalled their ambassadors.",
            {"Guinea": "state/GN", "Guinea-Bissau": "state/GW", "Equatorial Guinea": "state/GQ"},
        ),
        ("Papua New Guinea signed a security pact with Australia.", {"Papua New Guinea": "state/PG"}),
        # Neighbours in the alphabet.
        (
            "Niger expelled the ambassador of France, while Nigeria kept its own.",
            {"Niger": "state/NE", "Nigeria": "state/NG"},
        ),
        (
            "The Nigerien foreign minister met his Nigerian counterpart in Abuja.",
            {"Nigerien": "state/NE", "Nigerian": "state/NG"},
        ),
        (
            "Dominica opened an embassy in the Dominican Republic.",
            {"Dominica": "state/DM", "Dominican Republic": "state/DO"},
        ),
        ("The Dominican foreign minister condemned the raid.", {"Dominican": "state/DO"}),
        # Georgia, and the State of Georgia.
        ("Georgia signed an association agreement with the European Union.", {"Georgia": "state/GE"}),
        (
            "Tbilisi said that Georgia would not impose sanctions on Russia.",
            {"Tbilisi": "state/GE", "Georgia": "state/GE"},
        ),
        ("The State of Georgia elected a new governor.", {"State of Georgia": "place/georgia-us"}),
        ("Protesters gathered in Atlanta, Georgia, on Sunday.", {"Georgia": "place/georgia-us"}),
        ("The talks took place in Batumi, Georgia.", {"Batumi": "place/batumi", "Georgia": "state/GE"}),
        ("Washington, Georgia and Ukraine agreed on a plan.", {"Washington": "state/US", "Georgia": "state/GE"}),
        # Names of people and birds.
        ("Jordan condemned the attack on Amman.", {"Jordan": "state/JO"}),
        ("The banker Michael Jordan visited London.", {"Michael Jordan": "person/michael-jordan"}),
        ("Chad reopened its embassy in Khartoum.", {"Chad": "state/TD"}),
        ("Chad Myers, an analyst, praised the decision.", {"Chad Myers": "person/chad-myers"}),
        ("My brother Chad met the minister in Paris.", {"Chad": "person/chad"}),
        ("Turkey accused Greece of violating its airspace.", {"Turkey": "state/TR"}),
        ("George Washington refused the crown.", {"George Washington": "person/george-washington"}),
        # Recognised by all, by some, by one.
        ("The Holy See and Vietnam agreed to appoint a resident representative.", {"Holy See": "state/VA"}),
        ("The Vatican sent a delegation to Hanoi.", {"Vatican": "state/VA", "Hanoi": "place/hanoi"}),
        ("Taiwan opened a representative office in Lithuania.", {"Taiwan": "state/TW"}),
        ("The Republic of China severed relations with Honduras.", {"Republic of China": "state/TW"}),
        (
            "The People's Republic of China thanked Nauru.",
            {"People's Republic of China": "state/CN", "Nauru": "state/NR"},
        ),
        ("China protested to Japan.", {"China": "state/CN"}),
        ("Norway recognised Palestine.", {"Palestine": "state/PS"}),
        ("Serbia refused to recognise Kosovo.", {"Serbia": "state/RS", "Kosovo": "state/XK"}),
        ("Morocco claims Western Sahara.", {"Morocco": "state/MA", "Western Sahara": "state/EH"}),
        ("Turkey alone recognises Northern Cyprus.", {"Northern Cyprus": "state/CY-TRNC"}),
        ("Syria recognised Abkhazia and South Ossetia.", {"Abkhazia": "state/GE-AB", "South Ossetia": "state/X-SO"}),
        (
            "Moldova and Transnistria held talks in Tiraspol.",
            {"Moldova": "state/MD", "Transnistria": "state/MD-PMR", "Tiraspol": "place/tiraspol"},
        ),
        # Names that changed.
        ("ASEAN urged Burma to free its prisoners.", {"Burma": "state/MM"}),
        ("Myanmar boycotted the summit.", {"Myanmar": "state/MM"}),
        ("Swaziland kept its relations with Taiwan.", {"Swaziland": "state/SZ"}),
        ("Eswatini is the only African state that recognises Taipei.", {"Eswatini": "state/SZ"}),
        (
            "Greece and Macedonia agreed on the name North Macedonia.",
            {"Macedonia": "state/MK", "North Macedonia": "state/MK"},
        ),
        ("Ivory Coast withdrew its troops from Mali.", {"Ivory Coast": "state/CI"}),
        ("Côte d'Ivoire signed the treaty.", {"Côte d'Ivoire": "state/CI"}),
        ("Cape Verde joined the organisation in 1977.", {"Cape Verde": "state/CV"}),
        ("East Timor applied to join ASEAN.", {"East Timor": "state/TL"}),
        ("Czechia summoned the Russian ambassador.", {"Czechia": "state/CZ"}),
        # States that are no more.
        (
            "The Soviet Union and the United States signed a treaty in Moscow.",
            {"Soviet Union": "state/SUHH", "Moscow": "place/moscow"},
        ),
        ("Yugoslavia broke with the Soviet Union in 1948.", {"Yugoslavia": "state/YUCS"}),
        ("East Germany closed its embassy in Santiago.", {"East Germany": "state/DD", "Santiago": "place/santiago"}),
        ("Zaire restored relations with Israel in 1982.", {"Zaire": "state/ZR"}),
        ("Upper Volta recognised the People's Republic of China in 1973.", {"Upper Volta": "state/BF"}),
        # Islands, continents, capitals.
        (
            "Ireland protested to Britain over Northern Ireland.",
            {"Ireland": "state/IE", "Britain": "state/GB", "Northern Ireland": "place/northern-ireland"},
        ),
        ("The Irish prime minister met the British prime minister.", {"Irish": "state/IE", "British": "state/GB"}),
        ("Micronesia signed a compact with the United States.", {"Micronesia": "state/FM"}),
        ("America withdrew from the agreement.", {"America": "state/US"}),
        ("Washington imposed sanctions on Tehran.", {"Washington": "state/US", "Tehran": "state/IR"}),
        ("The delegation flew to Washington on Friday.", {"Washington": "place/washington"}),
        ("The governor of Washington State received the consul.", {"Washington State": "place/washington-state"}),
        (
            "Samoa and American Samoa agreed on fishing quotas.",
            {"Samoa": "state/WS", "American Samoa": "state/AS"},
        ),
        ("Sudan and South Sudan agreed to open their border.", {"Sudan": "state/SD", "South Sudan": "state/SS"}),
        ("Saint Lucia established relations with Taiwan.", {"Saint Lucia": "state/LC"}),
    ],
)
def test_hard_names_are_linked(linked: Linked, text: str, expected: dict[str, str]) -> None:
    found = linked(text)
    assert {name: found.get(name) for name in expected} == expected


def test_government_of_a_state_is_the_state(linked: Linked) -> None:
    assert set(linked("The Dominican government condemned the raid.").values()) == {"state/DO"}


@pytest.mark.parametrize(
    "text",
    [
        "The president pardoned a turkey at the White House.",
        "They ate turkey on the plane.",
        "The banker Michael Jordan spoke to reporters.",
        "My brother Chad met the minister.",
        "He visited the church of Santa Lucia in Naples.",
        "George Washington refused the crown.",
    ],
)
def test_people_birds_and_churches_are_no_states(linked: Linked, text: str) -> None:
    assert [id for id in linked(text).values() if type_of(id) == "State"] == []


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # An adjective that two states share is the one's that the text speaks of, before or after.
        ("The Congolese foreign minister landed in Brazzaville.", "Congolese", "state/CG"),
        ("The Dominican prime minister thanked the parliament of Dominica.", "Dominican", "state/DM"),
        ("North Korea denied the report. The Korean leader did not speak.", "Korean", "state/KP"),
        ("North Korea denied what South Korea said. The Korean president did not speak.", "Korean", "state/KR"),
        # A noun is, where it shortens what came before; beside another name it keeps its usual sense.
        ("The Republic of the Congo agreed. Congo will send troops.", "Congo", "state/CG"),
        ("Congo accused Congo-Brazzaville of aggression.", "Congo", "state/CD"),
        ("Taiwan accused China of aggression.", "China", "state/CN"),
        ("Brazzaville and Kinshasa agreed, and Congo will send troops.", "Congo", "state/CD"),
    ],
)
def test_a_shared_name_is_the_one_s_that_the_text_speaks_of(
    linked: Linked, text: str, name: str, expected: str
) -> None:
    assert linked(text)[name] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States imposed sanctions on Tehran.", "state/IR"),
        ("The road to Tehran was closed.", "place/tehran"),
    ],
)
def test_a_capital_is_its_government_where_something_is_laid_upon_it(linked: Linked, text: str, expected: str) -> None:
    assert linked(text)["Tehran"] == expected


def test_what_is_left_of_a_government_is_no_place(linked: Linked) -> None:
    assert "government" not in linked("The Dominican government condemned the raid.")


def test_a_post_is_no_body(linked: Linked) -> None:
    found = linked("Northern Ireland's first minister met the Taoiseach in Dublin.")
    assert [id for id in found.values() if type_of(id) == "Organisation"] == []
