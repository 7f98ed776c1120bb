from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the page needs the extra docs")

from graph.ontology import concepts, ontology
from graph.ontology_page import page


class Reader(HTMLParser):
    """The anchors and links of a page, and the text of each article and table row; refuses tags that do not match."""

    VOID = frozenset(["meta", "br", "link"])

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag not in self.VOID:
            self.open.append((tag, about.get("id") or ""))
        if about.get("id"):
            self.anchors.append(about["id"] or "")
        if about.get("href"):
            self.links.append(about["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, id in self.open:
            if tag in ("article", "tr") and id:
                self.texts[id] = " ".join(f"{self.texts.get(id, '')} {data}".split())


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(page(ontology()))


def test_page_that_is_kept_is_the_one_that_is_made(root: Path) -> None:
    kept = (root / "docs" / "ontology.html").read_text("utf-8")
    assert kept == page(ontology()), "run `make docs`"


def test_page_has_every_term_once(read: Reader) -> None:
    terms = re.findall(r"^lg:(\w+) a ", ontology(), re.MULTILINE)
    assert len(terms) > 150
    assert sorted(read.texts) == sorted(terms)
    assert len(set(read.anchors)) == len(read.anchors)


def test_page_explains_every_term_and_gives_an_example(read: Reader) -> None:
    blocks = re.findall(r'^lg:(\w+) a .*?rdfs:comment "(.*?)"@en ;\s+skos:example "(.*?)"@en', ontology(), re.M | re.S)
    assert len(blocks) == len(read.texts)
    for name, comment, example in blocks:
        shown = example.replace('\\"', '"')
        assert comment in read.texts[name] and shown in read.texts[name], name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Visit", "subclass of lg:Fact"),
        ("Visit", "close match schema:TravelAction"),
        ("Visit", "event data CAMEO 042, 043, PLOVER CONSULT"),
        ("Visit", "has lg:statedDate , lg:statedEnd , lg:visitor , lg:destination , lg:host"),
        ("visitor", "visitor object property lg:visitor Who travels."),
        ("visitor", "domain lg:Visit range lg:Actor subproperty of lg:argument"),
        ("sender", "range lg:State or lg:Organisation"),
        ("met", "symmetric object property"),
        ("confidence", "datatype property"),
        ("Actor", "disjoint with lg:Place , lg:Event , lg:Agreement"),
        ("Entity", "superclass of lg:Actor , lg:Place , lg:Event , lg:Agreement"),
        ("Person", "is value of lg:person"),
        ("Person", "exact match wd:Q5"),
        ("argument", "superproperty of lg:person , lg:body"),
        ("RelationSanction", "sanction lg:RelationSanction The one imposes sanctions"),
        ("RelationSanction", "CAMEO 163, PLOVER COERCE"),
        ("Planned", "close match: schema:EventScheduled , schema:PotentialActionStatus"),
    ],
)
def test_page_shows_what_a_term_is(read: Reader, name: str, shown: str) -> None:
    assert shown in read.texts[name]


def test_page_shows_each_concept_with_its_word(read: Reader) -> None:
    for name, _, _, word in concepts():
        assert read.texts[name].startswith(f"{word} lg:{name}"), name


def test_page_leads_somewhere(read: Reader) -> None:
    inside = [link.removeprefix("#") for link in read.links if link.startswith("#")]
    assert set(inside) <= set(read.anchors)
    assert set(read.texts) <= set(inside)  # each is in the index
    assert all(re.match(r"https?://", link) for link in read.links if not link.startswith("#"))


def test_page_goes_with_another_ontology() -> None:
    small = """# Small
#
# It has one term & <no> more.

@prefix lg: <https://w3id.org/legation/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# --- Things -----------

lg:Thing a owl:Class ;
  rdfs:label "thing"@en ;
  rdfs:comment "Less than <most>."@en ;
  rdfs:subClassOf <https://example.org/Thing> .
"""
    made = page(small)
    assert "<p>It has one term &amp; &lt;no&gt; more.</p>" in made
    assert "Less than &lt;most&gt;." in made
    read = Reader(made)
    assert list(read.texts) == ["Thing"]
    assert "https://example.org/Thing" in read.links
