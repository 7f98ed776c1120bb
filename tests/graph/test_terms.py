from __future__ import annotations

import pytest

from graph.errors import RecordError
from graph.terms import BASE, TERMS, Terms, slug, well_known


@pytest.mark.parametrize(
    ("id", "local"),
    [
        ("state/AZ", "state/AZ"),
        ("person/elin-åkerö", "person/elin-%C3%A5ker%C3%B6"),
        ("person/a b", "person/a%20b"),
        ("organisation/100%", "organisation/100%25"),  # or it would come back as something else
        ("place/a#b?c", "place/a%23b%3Fc"),
        ('event/<">', "event/%3C%22%3E"),
        ("E1", "E1"),
    ],
)
def test_entity_is_minted_and_read_back(id: str, local: str) -> None:
    node = TERMS.entity(id)
    assert node.value == BASE + local
    assert TERMS.local(node) == id


@pytest.mark.parametrize("id", ["", "document/d", "fact/f", "person/\ud800"])
def test_entity_refuses_what_is_none(id: str) -> None:
    with pytest.raises(RecordError):
        TERMS.entity(id)


def test_entity_may_be_called_like_a_document() -> None:
    assert TERMS.local(TERMS.entity("documents")) == "documents"


def test_local_refuses_other_addresses() -> None:
    with pytest.raises(RecordError, match="wikidata"):
        TERMS.local(well_known("wd:Q227"))


def test_part_counts_characters_as_rfc_5147_does() -> None:
    assert TERMS.part("d", "char", 10, 20).value == BASE + "document/d#char=10,20"


def test_terms_can_live_elsewhere() -> None:
    terms = Terms(namespace="https://example.org/d#", base="https://example.org/x/")
    assert terms.term("Visit").value == "https://example.org/d#Visit"
    assert terms.local(terms.entity("state/AZ")) == "state/AZ"
    assert terms.prefixes()["lg"] == "https://example.org/d#"
    assert terms.prefixes()["person"] == "https://example.org/x/person/"


def test_prefixes_never_overlap() -> None:
    # Two that fit the same IRI would let the writer choose, and it chooses differently from run to run.
    iris = sorted(TERMS.prefixes().values())
    assert not [(one, other) for one in iris for other in iris if one != other and other.startswith(one)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jens Stoltenberg", "jens-stoltenberg"),
        ("  Ursula  von der Leyen ", "ursula-von-der-leyen"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Køge / Ðorđe", "koge-dorde"),
        ("Nguyễn Phú Trọng", "nguyen-phu-trong"),
        ("ISTANBUL", "istanbul"),
        ("NATO–Russia Council (2002)", "nato-russia-council-2002"),
        ("O'Brien_Smith", "o-brien-smith"),
        ("Владимир Путин", "владимир-путин"),
        ("…", ""),
        ("", ""),
    ],
)
def test_slug_folds_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_slug_is_the_same_for_either_form_of_an_accent() -> None:
    assert slug("Erdog\u0306an") == slug("Erdo\u011fan")
