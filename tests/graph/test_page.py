"""The web page: what it shows, what it refuses, and that nothing of a document becomes part of a script."""

from __future__ import annotations

import csv
import io
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import rdflib
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper
from starlette.testclient import TestClient

from graph.facts import Meeting
from graph.keeping.engine import DATA
from graph.knowledge import KnowledgeGraph
from graph.page.answers import tried
from graph.page.app import HEADERS, application
from graph.page.editing import ACTS
from graph.page.endpoint import program, serving
from graph.page.marked import paragraphs
from graph.page.site import Site
from graph.questions import parsed, questions
from graph.reading import Reading
from graph.records import Document, Entity

HOSTILE = "<script>alert('x')</script> \"Lind\" & 'Co' \u202egnirts"


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path) -> Path:
    hostile = Reading(
        document=Document(id="bad", text=f"{HOSTILE} met Berg.", title=HOSTILE, date="2024", source=HOSTILE),
        entities={
            "person/bad": Entity(id="person/bad", type="Person", names=(HOSTILE, "Berit Hostile")),
            "person/berg": Entity(id="person/berg", type="Person", names=("Berg",)),
        },
        facts=(Meeting(participant=("person/bad",), against=("person/berg",), topic=HOSTILE, evidence=((0, 20),)),),
    )
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add([*readings, hostile])
    return tmp_path / "store"


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(application(Site(store=store, timeout=60)), base_url="http://localhost") as client:
        yield client


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


# --- what it shows -------------------------------------------------------------------------------------------------


def test_home_counts_and_offers_every_question(client: TestClient) -> None:
    page = shown(client, "/")
    assert "20 facts about" in page
    assert all(f'href="/questions/{name}"' in page for name in questions())


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Stoltenberg", "/entity/person/jens-stoltenberg"), ("AZE", "/entity/state/AZ"), ("Stoltenburg", "most like it")],
)
def test_search_leads_to_entities(client: TestClient, asked: str, found: str) -> None:
    assert found in shown(client, f"/search?q={asked}")


def test_search_for_nothing_and_for_nobody(client: TestClient) -> None:
    assert "Type a name" in shown(client, "/search?q=")
    assert "No entity goes by" in shown(client, "/search?q=Zzzz")


def test_entity_leads_to_the_words_in_the_document(client: TestClient) -> None:
    page = shown(client, "/entity/person/jens-stoltenberg")
    assert "Jens Stoltenberg visited Baku, received by Ilham Aliyev" in page
    assert '<span class="tag planned">planned</span>' in page and '<span class="tag cancelled">cancelled</span>' in page
    [link] = re.findall(r'href="(/document/visit-2024\?fact=\w+#fact-\w+)"><bdi[^>]*>“Jens Stoltenberg visited', page)
    text = shown(client, link.partition("#")[0])
    fact = link.rpartition("-")[2]
    assert f'<span id="fact-{fact}"></span><mark class="chosen"' in text
    assert "visited Baku on 18 March 2024</mark>" in text


def test_entity_as_of_a_day(client: TestClient) -> None:
    assert "Tbilisi" not in shown(client, "/entity/person/jens-stoltenberg?as-of=2024-03-18")
    assert client.get("/entity/person/jens-stoltenberg?as-of=soon").status_code == 400


def test_documents_are_listed(client: TestClient) -> None:
    assert 'href="/document/talks-2025"' in shown(client, "/documents")


@pytest.mark.parametrize("name", questions())
def test_every_question_has_a_form_with_labels(client: TestClient, name: str) -> None:
    page = shown(client, f"/questions/{name}")
    for each in questions()[name].parameters:
        assert f'<label for="value-{each.name}">' in page and f'name="{each.name}"' in page


def test_question_answers_under_a_link_of_its_own_and_as_csv(client: TestClient) -> None:
    page = shown(client, "/questions/visits-to?country=Azerbaijan&from=2024&to=")
    assert "1 row." in page and '<a href="/document/visit-2024"><bdi>Stoltenberg in Baku</bdi></a>' in page
    answer = client.get("/questions/visits-to.csv?country=Azerbaijan&from=2024&to=")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row["visitor"] for row in csv.DictReader(io.StringIO(answer.text))] == ["Jens Stoltenberg"]
    assert client.get("/questions/called-off.csv").text.startswith("date,modality,what")  # which needs no value


def test_examples_of_a_question_are_a_click_away(client: TestClient) -> None:
    [query] = set(re.findall(r'href="/questions/visits-to\?([^"]+)">country Cuba', shown(client, "/questions")))
    assert parse_qs(query.replace("&amp;", "&")) == {"country": ["Cuba"], "from": ["2016"], "to": ["2016"]}
    assert f'href="?{query}"' in shown(client, "/questions/visits-to")
    [query] = set(re.findall(r'href="/questions/called-off\?([^"]+)">all<', shown(client, "/questions")))
    assert re.search(r"[0-9]+ rows?\.", shown(client, f"/questions/called-off?{query.replace('&amp;', '&')}"))


def test_examples_that_do_more_than_give_values_are_left_out() -> None:
    lines = "# What is there.\n# ?who  entity  whom\n# {}\nSELECT * {{\n  VALUES ?who {{ UNDEF }}\n}}"
    for example, found in (
        ("legation ask mine Cuba", [("who Cuba", "who=Cuba")]),
        ("legation ask mine Cuba --format csv", []),
        ("legation ask mine 'Cuba", []),
    ):
        assert tried(parsed(lines.format(example), "mine.rq")) == found


@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_entity_has_pictures(client: TestClient, kind: str) -> None:
    answer = client.get(f"/entity/person/jens-stoltenberg/{kind}.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert "<svg" in answer.text and "<script" not in answer.text


def test_page_can_be_read_without_a_mouse_or_eyes(client: TestClient) -> None:
    for path in (
        "/",
        "/search?q=NATO",
        "/entity/state/AZ",
        "/document/visit-2024",
        "/questions/visits-to?country=Cuba",
    ):
        page = client.get(path).text
        assert '<html lang="en">' in page and 'class="skip" href="#content"' in page and "<h1>" in page
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        assert set(re.findall(r'<input id="([^"]+)"', page)) <= labelled
        assert all('alt="' in image for image in re.findall(r"<img[^>]*>", page))


# --- what it refuses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entity/person/nobody", 404), ("/entity/", 404), ("/document/none", 404), ("/questions/none", 404),
        ("/x", 404),
        ("/questions/visits-to?country=Nowhere&from=&to=", 400), ("/questions/visits-to?country=Cuba&from=x&to=", 400),
        ("/questions/visits-to.csv?country=", 400), ("/questions/visits-to.csv", 400),
        ("/questions/visits-to.csv?from=2024", 400), ("/questions/busiest?type=country", 400),
        ("/sparql", 404), ("/query", 404), ("/entity/../../etc/passwd", 404), ("/entity/document/visit-2024", 404),
    ],
)  # fmt: skip
def test_page_says_what_is_not_there(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "<h1>" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_page_only_shows(client: TestClient, method: str) -> None:
    assert client.request(method, "/entity/state/AZ").status_code == 405


def test_page_is_for_its_own_host(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/x", "/style.css", "/entity/person/jens-stoltenberg"])
def test_every_answer_forbids_scripts(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "script-src" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    ["/entity/person/bad", "/document/bad", "/documents", "/search?q=<script>alert('x')</script>", "/search?q=Hostile",
     "/questions/meetings-of?who=Hostile", "/entity/<script>", "/questions/visits-to?country=<script>"],
)  # fmt: skip
def test_hostile_text_stays_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    # A mark that turns text around ends with the name that has it.
    for place in re.finditer("\u202e", page):
        around = page[max(0, place.start() - 600) : place.end() + 40]
        assert "<bdi" in around or "<title>" in around or "<mark" in around or '<p dir="ltr">' in around


def test_hostile_query_string_stays_in_its_link(client: TestClient) -> None:
    page = client.get('/questions/meetings-of?who=Hostile&x="><b>').text
    assert '"><b>' not in page


# --- documents with marks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "evidence", "pieces"),
    [
        ("One two.", [], [["One two."]]),
        ("One two.\n\n  Three.", [("a", (4, 17))], [["One ", "two."], ["Three", "."]]),
        ("One two three.", [("a", (0, 7)), ("b", (4, 13))], [["One ", "two", " three", "."]]),
        ("", [("a", (0, 0))], []),
    ],
)
def test_paragraphs_keep_all_of_the_text(
    text: str, evidence: list[tuple[str, tuple[int, int]]], pieces: list[list[str]]
) -> None:
    found = paragraphs(text, evidence)
    assert [[piece.text for piece in each] for each in found] == pieces
    anchors = [id for each in found for piece in each for id in piece.anchors]
    assert anchors == sorted({id for id, (start, end) in evidence if end > start})


# --- SPARQL beside it ----------------------------------------------------------------------------------------------


@contextmanager
def running(site: Site) -> Iterator[str]:
    """The page on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application(site), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.skipif(program() is None, reason="needs Oxigraph's server, of the extra `page`")
def test_endpoint_answers_programs_and_calls_no_other(store: Path) -> None:
    with (
        serving(store / DATA, timeout=5) as endpoint,
        running(Site(store=store, endpoint=endpoint)) as address,
    ):
        asked = SPARQLWrapper(f"{address}/query", returnFormat=JSON)
        asked.setQuery("PREFIX lg: <https://w3id.org/legation/ns#> SELECT (COUNT(*) AS ?n) { ?v a lg:Visit }")
        assert asked.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "3"
        with TestClient(application(Site(store=store, endpoint=endpoint)), base_url="http://localhost") as client:
            body = "ASK { ?s ?p ?o }"
            direct = client.post("/query", content=body, headers={"Content-Type": "application/sparql-query"})
            assert direct.status_code == 200 and "true" in direct.text
            assert client.get("/query", params={"query": body}).status_code == 200
            assert client.get("/query", params={"query": "SELECT * { SERVICE <http://a/> {} }"}).status_code == 403
            assert client.get("/query", params={"query": "SELECT * {"}).status_code == 400
            assert client.get("/query").status_code == 400
            assert client.post("/query", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
            assert client.post("/query", data={"update": "DROP ALL"}).status_code == 400
            assert "yasgui" in client.get("/sparql").text
            assert client.get("/yasgui.min.js").status_code == 200


@pytest.mark.skipif(program() is None, reason="needs Oxigraph's server, of the extra `page`")
def test_endpoint_answers_rdflib(store: Path) -> None:
    with serving(store / DATA, timeout=30) as endpoint, running(Site(store=store, endpoint=endpoint)) as address:
        remote = rdflib.Graph(store=SPARQLStore(f"{address}/query"))
        prefix = "PREFIX lg: <https://w3id.org/legation/ns#> "
        rows = list(remote.query(f"{prefix}SELECT ?v {{ ?v a lg:Visit }} ORDER BY ?v"))
        assert len(rows) == 3
        visit = rdflib.URIRef("https://w3id.org/legation/ns#Visit")
        assert {node for (node,) in rows} == set(remote.subjects(rdflib.RDF.type, visit))
        assert bool(remote.query(f"{prefix}ASK {{ ?v a lg:Visit ; lg:modality lg:Planned }}"))
        made = remote.query(f"{prefix}CONSTRUCT {{ ?v a lg:Visit }} {{ ?v a lg:Visit }}")
        assert len(made.graph or ()) == 3


# --- deciding ------------------------------------------------------------------------------------------------------

TOKEN = "correct horse battery"
FROM_HERE = {"Origin": "http://localhost"}


@pytest.fixture
def desk(store: Path) -> Iterator[TestClient]:
    with TestClient(application(Site(store=store, timeout=60, token=TOKEN)), base_url="http://localhost") as client:
        yield client


def entered(desk: TestClient) -> TestClient:
    answer = desk.post("/edit", data={"token": TOKEN}, headers=FROM_HERE)
    assert answer.status_code == 200 and answer.url.path == "/review"
    return desk


def facts(store: Path) -> dict[str, str]:
    """The modality of each visit, by its id."""
    with KnowledgeGraph.open(store, read_only=True) as graph:
        return {each.id: each.fact.modality for each in graph.facts(type="visit")}


def test_page_without_a_token_takes_no_decision(client: TestClient, store: Path) -> None:
    before = facts(store)
    assert "Reject" not in shown(client, "/entity/person/jens-stoltenberg")
    for path in ("/edit", *(f"/decide/{act}" for act in ACTS)):
        assert client.post(path, data={"fact": min(before)}, headers=FROM_HERE).status_code == 404
    assert client.get("/review").status_code == 404
    assert facts(store) == before


def test_page_with_a_token_is_read_only_until_it_is_given(desk: TestClient, store: Path) -> None:
    before = facts(store)
    assert "Token" in shown(desk, "/review") and "Reject" not in shown(desk, "/entity/person/jens-stoltenberg")
    for act in ACTS:
        assert desk.post(f"/decide/{act}", data={"fact": min(before)}, headers=FROM_HERE).status_code == 403
    assert desk.post("/edit", data={"token": "wrong"}, headers=FROM_HERE).status_code == 403
    desk.cookies.set("legation-editor", TOKEN)
    assert desk.post("/decide/reject", data={"fact": min(before)}, headers=FROM_HERE).status_code == 403
    assert facts(store) == before


def test_token_is_kept_from_scripts_and_other_pages(desk: TestClient) -> None:
    answer = desk.post("/edit", data={"token": TOKEN}, headers=FROM_HERE, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and TOKEN not in cookie


def test_fact_is_rejected_in_the_page_and_the_decision_undone(desk: TestClient, store: Path) -> None:
    before = facts(store)
    page = shown(entered(desk), "/entity/person/jens-stoltenberg")
    fact = next(id for id, modality in before.items() if modality == "actual")
    assert f'name="fact" value="{fact}"' in page
    data = {"fact": fact, "back": "/entity/person/jens-stoltenberg", "by": "Ada"}
    answer = desk.post("/decide/reject", data=data, headers=FROM_HERE)
    assert answer.url.path == "/entity/person/jens-stoltenberg"
    assert facts(store) == {id: modality for id, modality in before.items() if id != fact}
    [decision] = re.findall(r'name="decision" value="(\w+)"', shown(desk, "/review"))
    assert desk.post("/decide/undo", data={"decision": decision}, headers=FROM_HERE).status_code == 200
    assert facts(store) == before


def test_entities_are_merged_in_the_page(desk: TestClient, store: Path) -> None:
    data = {"into": "person/jens-stoltenberg", "other": "Elin Åkerö", "reason": "a test"}
    entered(desk).post("/decide/merge", data=data, headers=FROM_HERE)
    assert desk.get("/entity/person/elin-åkerö").status_code == 404
    assert "ambassador of Sweden" in shown(desk, "/entity/person/jens-stoltenberg")


def test_doubtful_pairs_are_reviewed_in_the_page(desk: TestClient, store: Path, visit: Reading) -> None:
    with KnowledgeGraph.open(store) as graph:
        known = {
            "person/jens-stoltenberg-2": Entity(
                id="person/jens-stoltenberg-2", type="Person", names=("J. Stoltenberg",)
            )
        }
        met = Meeting(participant=("person/jens-stoltenberg-2",), evidence=((0, 5),))
        graph.add(
            [
                Reading(
                    document=Document(id="other", text="J. Stoltenberg met.", date="2024"), entities=known, facts=(met,)
                )
            ]
        )
    page = shown(entered(desk), "/review")
    first, second = re.findall(r'name="(?:first|second)" value="([^"]+)"', page)[:2]
    data = {"first": first, "second": second, "answer": "two"}
    assert "0 pairs" in desk.post("/decide/review", data=data, headers=FROM_HERE).text
    assert desk.post("/decide/review", data={**data, "answer": "perhaps"}, headers=FROM_HERE).status_code == 400


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://localhost:1234"])
def test_form_of_another_page_changes_nothing(desk: TestClient, store: Path, origin: str | None) -> None:
    before, headers = facts(store), {"Origin": origin} if origin else {}
    answer = entered(desk).post("/decide/reject", data={"fact": min(before)}, headers=headers)
    assert answer.status_code == 403 and facts(store) == before


def test_form_that_is_none_is_refused(desk: TestClient) -> None:
    entered(desk)
    for body in ("", "fact", "fact=none", "fact=" + "x" * 30_000, b"\xff=1"):
        assert desk.post("/decide/reject", content=body, headers=FROM_HERE).status_code == 400
    back = {"fact": "x", "back": "//evil.example"}
    assert desk.post("/decide/reject", data=back, headers=FROM_HERE).status_code == 400


# --- in a browser --------------------------------------------------------------------------------------------------


def browser_of(webdriver: Any) -> Any:
    """A Chromium that calls nobody by itself, and remembers what it asked for."""
    options = webdriver.ChromeOptions()
    for flag in (
        "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync",
    ):  # fmt: skip
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    browser = webdriver.Chrome(options=options, service=service)
    browser.implicitly_wait(30)
    return browser


@pytest.mark.skipif(not shutil.which("chromium") or not shutil.which("chromedriver"), reason="needs Chromium")
def test_page_works_in_a_browser_and_asks_no_other_machine(store: Path) -> None:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    with running(Site(store=store, timeout=60)) as address, browser_of(webdriver) as browser:
        browser.get(address)
        browser.find_element(By.ID, "q").send_keys("Stoltenberg", Keys.ENTER)
        browser.find_element(By.LINK_TEXT, "Jens Stoltenberg").click()
        browser.find_element(By.PARTIAL_LINK_TEXT, "visited Baku on 18 March").click()
        # His name is evidence of his post as well, and so a piece of its own.
        marked = [piece.text.strip() for piece in browser.find_elements(By.CSS_SELECTOR, "mark.chosen")]
        assert " ".join(marked).startswith("Jens Stoltenberg visited Baku on 18 March 2024")
        browser.get(f"{address}/questions/visits-to")
        browser.find_element(By.ID, "value-country").send_keys("Azerbaijan", Keys.ENTER)
        assert "1 row." in browser.find_element(By.CSS_SELECTOR, "[role=status]").text
        browser.get(f"{address}/entity/person/bad")
        assert browser.execute_script("return document.scripts.length") == 0
        urls = set(
            re.findall(
                r'"url":"(https?://[^"]+)"', " ".join(each["message"] for each in browser.get_log("performance"))
            )
        )
        assert urls and {url for url in urls if not url.startswith(address)} == set()
        assert [
            each
            for each in browser.get_log("browser")
            if each["level"] == "SEVERE" and "favicon" not in each["message"]
        ] == []


@pytest.mark.skipif(not shutil.which("chromium") or not shutil.which("chromedriver"), reason="needs Chromium")
def test_decision_is_taken_in_a_browser(store: Path) -> None:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    before = facts(store)
    with running(Site(store=store, token=TOKEN)) as address, browser_of(webdriver) as browser:
        browser.get(f"{address}/review")
        browser.find_element(By.ID, "token").send_keys(TOKEN, Keys.ENTER)
        browser.find_element(By.ID, "decisions")
        browser.get(f"{address}/document/visit-2024")
        browser.find_element(By.CSS_SELECTOR, "button[aria-label*='to visit Tbilisi']").click()
        waiting = WebDriverWait(browser, 60, ignored_exceptions=[WebDriverException])
        waiting.until(lambda page: "to visit Tbilisi" not in page.find_element(By.TAG_NAME, "aside").text)
        assert browser.current_url == f"{address}/document/visit-2024"
    assert len(facts(store)) == len(before) - 1


def test_page_shows_what_was_built_meanwhile(client: TestClient, store: Path, visit: Reading) -> None:
    assert client.get("/document/later").status_code == 404
    with KnowledgeGraph.open(store) as graph:
        graph.add([replace(visit, document=replace(visit.document, id="later"))])
    assert client.get("/document/later").status_code == 200


def test_page_of_people_and_their_posts(client: TestClient) -> None:
    assert "Elin Åkerö is ambassador of Sweden to Azerbaijan" in shown(client, "/entity/state/SE")
