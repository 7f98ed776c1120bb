"""Posts and ranks as they are written, each beside its near miss."""

from __future__ import annotations

import pytest

from graph.offices import Office, find_office, honorific, office


@pytest.mark.parametrize(
    ("text", "end", "id", "level"),
    [
        ("Foreign Minister Hakan Fidan", 2, "foreign-minister", "minister"),
        ("foreign minister", 2, "foreign-minister", "minister"),
        ("foreign ministers of both", 2, "foreign-minister", "minister"),
        ("Minister of Foreign Affairs of Ghana", 4, "foreign-minister", "minister"),
        ("Minister for Foreign Affairs", 4, "foreign-minister", "minister"),
        ("Minister of Foreign Affairs and Trade , who", 6, "foreign-minister", "minister"),
        ("Economy , Trade and Industry Minister", 6, "trade-minister", "minister"),
        ("Energy Minister", 2, "energy-minister", "minister"),
        ("Minister for Energy", 3, "energy-minister", "minister"),
        ("Minister of the Interior", 4, "interior-minister", "minister"),
        ("Defense Minister", 2, "defence-minister", "minister"),
        ("defence secretary", 2, "defence-secretary", "minister"),
        ("Secretary of Defense Lloyd Austin", 3, "defence-secretary", "minister"),
        ("Secretary of State for Defence", 5, "defence-secretary", "minister"),
        ("Secretary of State Antony Blinken", 3, "secretary-of-state", "minister"),
        ("Home Secretary", 2, "interior-secretary", "minister"),
        # A minister without a field, of a country.
        ("Minister of Georgia", 1, "minister", "minister"),
        # Deputies of every kind.
        ("Deputy Foreign Minister", 3, "deputy-foreign-minister", "deputy_minister"),
        ("Deputy Minister of Foreign Affairs", 5, "deputy-foreign-minister", "deputy_minister"),
        ("Vice Foreign Minister", 3, "deputy-foreign-minister", "deputy_minister"),
        ("First Deputy Minister of Defence", 5, "deputy-defence-minister", "deputy_minister"),
        ("Deputy Prime Minister", 3, "deputy-prime-minister", "deputy_minister"),
        ("First Deputy Prime Minister", 4, "first-deputy-prime-minister", "deputy_minister"),
        ("Vice President Kamala Harris", 2, "vice-president", "deputy_head_of_state"),
        ("Vice - President", 3, "vice-president", "deputy_head_of_state"),
        (
            "Assistant Secretary of State for Political Affairs",
            7,
            "political-affairs-assistant-secretary",
            "deputy_minister",
        ),
        ("Under Secretary of State", 4, "under-secretary", "deputy_minister"),
        # Heads of states, governments and bodies.
        ("President of the Republic", 4, "president", "head_of_state"),
        ("Prime Minister", 2, "prime-minister", "head_of_government"),
        ("PM", 1, "prime-minister", "head_of_government"),
        ("Taoiseach", 1, "taoiseach", "head_of_government"),
        ("Chancellor of the Exchequer", 4, "chancellor-of-the-exchequer", "minister"),
        ("Chancellor Olaf Scholz", 1, "chancellor", "head_of_government"),
        ("Crown Prince Mohammed", 2, "crown-prince", "royal"),
        ("Secretary - General", 3, "secretary-general", "secretary_general"),
        ("UN Secretary - General", 4, "un-secretary-general", "secretary_general"),
        ("Deputy Secretary General", 3, "deputy-secretary-general", "secretary_general"),
        ("High Representative", 2, "high-representative", "envoy"),
        # Missions, soldiers, legislators, speakers.
        ("Amb. Smith", 1, "ambassador", "ambassador"),
        ("chargé d'affaires", 2, "charge-daffaires", "ambassador"),
        ("Charge d’Affaires", 2, "charge-daffaires", "ambassador"),
        ("Consul General", 2, "consul-general", "consul"),
        ("Special Envoy", 2, "special-envoy", "envoy"),
        ("General David Petraeus", 1, "general", "rank"),
        ("Lt. Gen.", 2, "lieutenant-general", "rank"),
        ("Sen. John Kerry", 1, "senator", "legislature"),
        ("Speaker of the House", 4, "speaker", "legislature"),
        ("spokeswoman", 1, "spokesperson", "spokesperson"),
        ("national security adviser", 3, "national-security-adviser", "other"),
    ],
)
def test_find_office_knows_a_post(text: str, end: int, id: str, level: str) -> None:
    found = find_office(text.split(), 0)
    assert found is not None
    assert (found[0], found[1].id, found[1].level) == (end, f"office/{id}", level)


@pytest.mark.parametrize(
    "text",
    [
        "general elections",
        "pm",
        "major changes",
        "foreign affairs",
        "energy prices",
        "deputy",
        "Acting President",
        "former minister",
        "Azerbaijan",
        ".",
    ],
)
def test_find_office_leaves_other_words_alone(text: str) -> None:
    assert find_office(text.split(), 0) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Secretary of State", "state/US"),
        ("Secretary of Defense", "state/US"),
        ("Secretary of State for Defence", None),
        ("Taoiseach", "state/IE"),
        ("Pope", "state/VA"),
        ("UN Secretary-General", "organisation/un"),
        ("Secretary-General", None),
        ("Foreign Minister", None),
    ],
)
def test_find_office_tells_whose_a_post_is_where_its_wording_does(text: str, body: str | None) -> None:
    found = find_office(text.split(), 0)
    assert found is not None and found[1].body == body


def test_find_office_begins_where_it_is_told() -> None:
    words = "his Georgian counterpart , Foreign Minister David Zalkaliani".split()
    assert [find_office(words, at) is not None for at in range(len(words))] == [False] * 4 + [True, True, False, False]


def test_office_is_known_by_id() -> None:
    assert office("office/taoiseach") == Office(
        "office/taoiseach", "Taoiseach", "head_of_government", "state", "state/IE"
    )
    assert office("office/nobody") is None


@pytest.mark.parametrize("word", ["Mr", "Mr.", "Mrs.", "Dr", "H.E.", "Sir", "Sheikh", "Señor"])
def test_honorific_knows_forms_of_address(word: str) -> None:
    assert honorific(word)


@pytest.mark.parametrize("word", ["President", "General", "he", "Baku"])
def test_honorific_leaves_posts_and_words_alone(word: str) -> None:
    assert not honorific(word)
