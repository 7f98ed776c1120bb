"""A network as a page to look around in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.facts import Meeting, Role
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity

pytest.importorskip("bokeh", reason="needs the extra `interactive`")

from graph.charts import DrawingError
from graph.interactive import interactive

HOSTILE = "</script><script>alert('x')</script> \"Lind\" & <img src=x onerror=alert(1)> \u202egnirts"


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    hostile = Reading(
        document=Document(id="bad", text=f"{HOSTILE} met Berg.", title=HOSTILE, date="2024"),
        entities={
            "person/bad": Entity(id="person/bad", type="Person", names=(HOSTILE,)),
            "person/berg": Entity(id="person/berg", type="Person", names=("Berg",)),
        },
        facts=(Meeting(participant=("person/bad",), against=("person/berg",), topic=HOSTILE, evidence=((0, 20),)),),
    )
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add([*readings, hostile])
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def columns(page: str) -> dict[str, dict[str, list[Any]]]:
    """The data behind a page, by what it is called."""
    [text] = re.findall(r'<script type="application/json" id="item">(.*?)</script>', page, re.DOTALL)
    found: dict[str, dict[str, list[Any]]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            about = value.get("attributes", {})
            if value.get("name") == "ColumnDataSource":
                found[about["name"]] = dict(about["data"]["entries"])
            for each in value.values():
                walk(each)

    walk(json.loads(text))
    return found


def drawn(store: Path, out: Path, *more: str) -> str:
    result = CliRunner().invoke(app, ["draw", "--out", str(out), *more])
    assert result.exit_code == 0, result.output
    return out.read_text("utf-8")


def test_page_has_every_line_with_its_words_and_every_entity(store: Path, tmp_path: Path) -> None:
    data = columns(drawn(store, tmp_path / "x.html"))
    edges, nodes = data["edges"], data["nodes"]
    with KnowledgeGraph.open(store, read_only=True) as graph:
        network = graph.network()
    assert len(edges["quote"]) == network.number_of_edges() and sorted(nodes["key"]) == sorted(network)
    place = edges["sentence"].index("Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18")
    assert edges["quote"][place].startswith("Jens Stoltenberg visited Baku on 18 March 2024")
    assert (edges["type"][place], edges["modality"][place], edges["begin"][place]) == ("visit", "actual", "2024-03-18")
    assert edges["dash"][edges["modality"].index("denied")] == "dotted"
    assert edges["dash"][edges["sentence"].index("Jens Stoltenberg was Secretary General of NATO")] == "dotdash"


def test_page_knows_what_has_an_end_alone_at_its_end(visit: Reading) -> None:
    left = Role(person="person/jens-stoltenberg", title="envoy", body="state/SE", end="2018-05", evidence=((0, 4),))
    with KnowledgeGraph.open() as graph:
        graph.add([replace(visit, facts=(left,))])
        page, _ = interactive(graph.network(), title="An end")
    edges = columns(page.decode())["edges"]
    assert (edges["begin"], edges["end"]) == (["2018-05"], ["2018-05-31"])


def test_lines_between_the_same_two_do_not_lie_on_each_other(store: Path, tmp_path: Path) -> None:
    edges = columns(drawn(store, tmp_path / "x.html"))["edges"]
    lines = [(tuple(xs), tuple(ys)) for xs, ys in zip(edges["xs"], edges["ys"], strict=True)]
    assert len(set(lines)) == len(lines)


def test_page_loads_nothing_and_keeps_hostile_names_as_text(store: Path, tmp_path: Path) -> None:
    page = drawn(store, tmp_path / "x.html")
    ours = re.sub(r"<script>(?!\n\"use strict\").*?</script>", "", page, count=1, flags=re.DOTALL)  # Bokeh's own code
    assert len(page) - len(ours) > 500_000
    assert "default-src 'none'" in ours and "connect-src" not in ours
    assert not re.search(r"(?:src|href)=|@import|url\(", ours.replace("img src=x", "").replace("default-src", ""))
    assert "<img" not in ours and "alert('x')</script>" not in ours and "\u202e" not in ours
    assert ours.count("<script") == ours.count("</script>") == 2
    assert any(name.startswith("</script>") for name in columns(page)["nodes"]["name"])


def test_page_is_the_same_in_every_process(store: Path, tmp_path: Path) -> None:
    code = "from graph.cli import app; import sys; app(['draw', '--out', sys.argv[1]], standalone_mode=False)"
    out = tmp_path / "other.html"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(out)], check=True, capture_output=True, env=environment)
        assert out.read_text("utf-8") == drawn(store, tmp_path / "x.html")


def test_page_shows_the_best_connected_and_says_so(store: Path, tmp_path: Path) -> None:
    page = drawn(store, tmp_path / "x.html", "NATO", "--limit", "3")
    assert "organisation/nato" in columns(page)["nodes"]["key"]
    assert "The 3 best connected of" in page and "<title>Around NATO</title>" in page


def test_only_a_network_is_lively_and_nothing_cannot_be_drawn(store: Path) -> None:
    result = CliRunner().invoke(app, ["draw", "--kind", "matrix", "--out", "x.html"])
    assert result.exit_code == 2 and "only a network" in result.output
    with KnowledgeGraph.open() as graph, pytest.raises(DrawingError, match="nothing to draw"):
        interactive(graph.network(), title="none")


def browser_of(webdriver: Any) -> Any:
    """A browser without a window."""
    options = webdriver.ChromeOptions()
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-background-networking", "window-size=1200,900"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


@pytest.mark.skipif(not shutil.which("chromium") or not shutil.which("chromedriver"), reason="needs Chromium")
def test_page_is_drawn_filtered_and_searched_in_a_browser(store: Path, tmp_path: Path) -> None:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    out = tmp_path / "x.html"
    drawn(store, out)
    with browser_of(webdriver) as browser:
        browser.get(out.as_uri())
        WebDriverWait(browser, 60).until(lambda page: page.find_element(By.ID, "said").text)
        lines = "return Bokeh.documents[0].get_model_by_name('edges').data.type"
        every = browser.execute_script(lines)
        assert {"visit", "membership", "relation"} <= set(every)
        browser.find_element(By.CSS_SELECTOR, "input[value=visit]").click()
        assert "visit" not in browser.execute_script(lines)
        assert browser.find_element(By.ID, "said").text == f"{len(every) - every.count('visit')} of {len(every)} lines"
        browser.find_element(By.CSS_SELECTOR, "input[value=visit]").click()
        browser.find_element(By.NAME, "begin").send_keys("2024-03-18")
        browser.find_element(By.NAME, "end").send_keys("2024-03")
        begins = browser.execute_script("return Bokeh.documents[0].get_model_by_name('edges').data.begin")
        assert "2024-03-20" in begins and "2025-08-01" not in begins
        find = browser.find_element(By.NAME, "find")
        find.send_keys("åkerö", Keys.ENTER)
        assert browser.find_element(By.ID, "said").text.endswith("1 found")
        nodes = "const d = Bokeh.documents[0].get_model_by_name('nodes').data; return "
        assert browser.execute_script(f"{nodes} d.key.filter((k, i) => d.width[i] > 1)") == ["person/elin-åkerö"]
        browser.save_screenshot(str(tmp_path / "drawing.png"))
        # The names that are shown do not lie on each other: many here find room, and none stands twice.
        shown = [name for name in browser.execute_script(f"{nodes} d.shown") if name]
        assert len(set(shown)) == len(shown) > 0
        asked = re.findall(
            r'"url":"(https?://[^"]+)"', " ".join(each["message"] for each in browser.get_log("performance"))
        )
        assert asked == []
        assert [each for each in browser.get_log("browser") if each["level"] == "SEVERE"] == []


@pytest.mark.skipif(not shutil.which("chromium") or not shutil.which("chromedriver"), reason="needs Chromium")
def test_every_name_is_inside_the_frame_on_a_phone(store: Path, tmp_path: Path) -> None:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    out = tmp_path / "x.html"
    drawn(store, out)
    with browser_of(webdriver) as browser:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        )
        browser.get(out.as_uri())
        WebDriverWait(browser, 60).until(lambda page: page.find_element(By.ID, "said").text)
        frame, names, ends = browser.execute_script(
            "const named = (name) => Bokeh.documents[0].get_model_by_name(name), p = named('plot'), x = p.x_range;"
            "const d = named('nodes').data; return "
            "[p.inner_width, d.shown.filter((name) => name), d.shown.map((name, i) => [-1, 1].map((side) => "
            "(d.x[i] - x.start) / (x.end - x.start) * p.inner_width + side * [...name].length * 3.1))]"
        )
        assert 0 < frame < 390 and names and all(left >= 0 and right <= frame for left, right in ends)
