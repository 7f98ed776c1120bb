"""The hard names, each in a sentence: what the tables say without a language model, and where they leave it open.

Words are as spaCy splits them. A `?` after an id marks a name that counts only with support from the context.
"""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer, load


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def linked(gazetteer: Gazetteer, text: str) -> dict[str, str]:
    """The names in a sentence with the first of their senses, from left to right, none inside another."""
    words, at, out = text.split(), 0, {}
    while at < len(words):
        found = gazetteer.longest(words, at)
        if found:
            end, senses = found
            out[" ".join(words[at:end])] = senses[0].id + "?" * senses[0].needs_context
        at = found[0] if found else at + 1
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Democratic Republic of the Congo opened a border post with the Republic of the Congo .",
            {"Democratic Republic of the Congo": "state/CD", "Republic of the Congo": "state/CG"},
        ),
        (
            "Congo - Brazzaville will host the talks , and DR Congo will attend .",
            {"Congo - Brazzaville": "state/CG", "DR Congo": "state/CD"},
        ),
        ("A ferry crosses the Congo near here .", {"Congo": "state/CD?"}),
        (
            "South Korea offered North Korea a telephone line .",
            {"South Korea": "state/KR", "North Korea": "state/KP"},
        ),
        ("The ROK and the DPRK sent no observers .", {"ROK": "state/KR", "DPRK": "state/KP"}),
        ("Korea has two governments .", {"Korea": "state/KR?"}),
        (
            "Guinea - Bissau , Equatorial Guinea and Papua New Guinea voted in favour .",
            {"Guinea - Bissau": "state/GW", "Equatorial Guinea": "state/GQ", "Papua New Guinea": "state/PG"},
        ),
        (
            "Guinea abstained , as did the Bissau - Guinean envoy .",
            {"Guinea": "state/GN?", "Bissau - Guinean": "state/GW"},
        ),
        ("Niger recalled its envoy from Nigeria .", {"Niger": "state/NE", "Nigeria": "state/NG"}),
        ("Nigerien and Nigerian officers met .", {"Nigerien": "state/NE", "Nigerian": "state/NG"}),
        (
            "Dominica thanked the Dominican Republic .",
            {"Dominica": "state/DM", "Dominican Republic": "state/DO"},
        ),
        ("A Dominican minister spoke .", {"Dominican": "state/DO"}),
        (
            "The Republic of Georgia has a consulate in the State of Georgia .",
            {"Republic of Georgia": "state/GE", "State of Georgia": "place/georgia-us"},
        ),
        ("Georgia was on her mind .", {"Georgia": "state/GE?"}),
        ("Jordan returned the ball .", {"Jordan": "state/JO?"}),
        ("The Hashemite Kingdom of Jordan signed .", {"Hashemite Kingdom of Jordan": "state/JO"}),
        ("Chad borrowed a car .", {"Chad": "state/TD?"}),
        (
            "The Republic of Chad signed , and Chadian troops left .",
            {"Republic of Chad": "state/TD", "Chadian": "state/TD"},
        ),
        ("Turkey sent a note .", {"Turkey": "state/TR"}),
        ("They ate turkey , drank from china and talked of jordan almonds .", {}),
        ("The Holy See spoke ; the Vatican did not comment .", {"Holy See": "state/VA", "Vatican": "state/VA"}),
        (
            "Taiwan , whose name is Republic of China , faces the People 's Republic of China .",
            {"Taiwan": "state/TW", "Republic of China": "state/TW", "People 's Republic of China": "state/CN"},
        ),
        ("China protested .", {"China": "state/CN?"}),
        (
            "Palestine , Kosovo and Western Sahara were on the list .",
            {"Palestine": "state/PS", "Kosovo": "state/XK", "Western Sahara": "state/EH"},
        ),
        (
            "Northern Cyprus , Abkhazia , South Ossetia and Transnistria asked to be heard .",
            {
                "Northern Cyprus": "state/CY-TRNC",
                "Abkhazia": "state/GE-AB",
                "South Ossetia": "state/X-SO",
                "Transnistria": "state/MD-PMR",
            },
        ),
        ("Burma is now Myanmar .", {"Burma": "state/MM", "Myanmar": "state/MM"}),
        ("Swaziland is now Eswatini .", {"Swaziland": "state/SZ", "Eswatini": "state/SZ"}),
        ("North Macedonia objected .", {"North Macedonia": "state/MK"}),
        ("Macedonia is a region of Greece as well .", {"Macedonia": "state/MK?", "Greece": "state/GR"}),
        ("Ivory Coast is Côte d'Ivoire .", {"Ivory Coast": "state/CI", "Côte d'Ivoire": "state/CI"}),
        ("Cape Verde is Cabo Verde .", {"Cape Verde": "state/CV", "Cabo Verde": "state/CV"}),
        ("East Timor is Timor - Leste .", {"East Timor": "state/TL", "Timor - Leste": "state/TL"}),
        ("Czechia is the Czech Republic .", {"Czechia": "state/CZ", "Czech Republic": "state/CZ"}),
        (
            "The Soviet Union , Yugoslavia , East Germany and Czechoslovakia are no more .",
            {
                "Soviet Union": "state/SUHH",
                "Yugoslavia": "state/YUCS",
                "East Germany": "state/DD",
                "Czechoslovakia": "state/CSHH",
            },
        ),
        ("The Federal Republic of Yugoslavia applied .", {"Federal Republic of Yugoslavia": "state/CSXX"}),
        ("Zaire lost its name , and Upper Volta changed its own .", {"Zaire": "state/ZR", "Upper Volta": "state/BF"}),
        (
            "The Republic of Ireland and Northern Ireland share a border .",
            {"Republic of Ireland": "state/IE", "Northern Ireland": "place/northern-ireland"},
        ),
        ("Ireland is an island .", {"Ireland": "state/IE?"}),
        (
            "The Federated States of Micronesia voted .",
            {"Federated States of Micronesia": "state/FM"},
        ),
        ("Micronesia has many islands .", {"Micronesia": "state/FM?"}),
        ("America is a continent , the United States a state .", {"America": "state/US?", "United States": "state/US"}),
        ("Latin America , not America .", {"Latin America": "place/latin-america", "America": "state/US?"}),
        (
            "He flew from Washington State to Washington , D.C .",
            {"Washington State": "place/washington-state", "Washington , D.C": "place/washington"},
        ),
        ("Samoa and American Samoa play today .", {"Samoa": "state/WS", "American Samoa": "state/AS"}),
        ("Sudan and South Sudan closed their border .", {"Sudan": "state/SD", "South Sudan": "state/SS"}),
        ("Sudanese and South Sudanese envoys met .", {"Sudanese": "state/SD", "South Sudanese": "state/SS"}),
        (
            "Saint Lucia voted , and so did St. Lucia 's neighbour .",
            {"Saint Lucia": "state/LC", "St. Lucia": "state/LC"},
        ),
        ("The church of Santa Lucia stands in Venice .", {"Venice": "place/venice"}),
        ("Moldova speaks of Transdniester .", {"Moldova": "state/MD", "Transdniester": "state/MD-PMR"}),
    ],
)
def test_hard_names_in_a_sentence(gazetteer: Gazetteer, text: str, expected: dict[str, str]) -> None:
    assert linked(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("name", "senses"),
    [
        # The city, the government that sits there, and the state on the other coast.
        ("Washington", ["place/washington", "state/US", "place/washington-state"]),
        ("Georgia", ["state/GE", "place/georgia-us"]),
        ("Congo", ["state/CD", "state/CG"]),
        ("Korea", ["state/KR", "state/KP"]),
        ("China", ["state/CN", "state/TW"]),
        ("Macedonia", ["state/MK", "place/macedonia-greece"]),
        ("Dominican", ["state/DO", "state/DM"]),
    ],
)
def test_hard_names_keep_their_other_senses(gazetteer: Gazetteer, name: str, senses: list[str]) -> None:
    assert [sense.id for sense in gazetteer.find(name)] == senses
