"""Editions and journals: the letters of a volume in TEI, the article of a journal in JATS, as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.documents.blocks import block_line, block_text
from extract.documents.elements import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
# What the divisions of a volume are called that are a document each.
_DOCUMENTS = frozenset("document letter dispatch despatch telegram note memorandum report minutes cable speech".split())
# What an editor or a printer added to the text.
_ADDED = frozenset("teiheader front back note fw del figdesc listbibl listperson div-meta".split())
# Of two ways to write a thing, the one of the source gives way to the editor's.
_OLD, _NEW = frozenset({"sic", "abbr", "orig"}), frozenset({"corr", "expan", "reg"})
_HEADING = "h"
_WHEN = ("when", "when-iso", "doc-datetime-min", "notbefore", "from")
# What a journal sets beside its text.
_BESIDE = frozenset("fig fn ref-list disp-formula inline-formula table-wrap-foot ack app-group label".split())


def tei_records(tei: _Element) -> Iterator[dict[str, Any]]:
    """The documents of a volume in TEI, each with its heading, day and number; one where it is not parted.

    Args:
        tei: the element `TEI`.
    """
    _settle_choices(tei)
    volume = tei.get(f"{_XML}id")
    header = next((one for one in tei if local_name(one) == "teiheader"), None)
    title = _first_text(header, "titlestmt", "title")
    parted = [one for one in tei.iter() if local_name(one).startswith("div") and one.get("type") in _DOCUMENTS]
    for division in [one for one in parted if not any(each in parted for each in one.iterancestors())]:
        id = division.get(f"{_XML}id")
        heading = next((one for one in division if local_name(one) == _HEADING), None)
        if heading is not None:
            division.remove(heading)
        yield {
            "text": block_text(division, dropped=_ADDED),
            "title": title if heading is None else block_line(heading, dropped=_ADDED),
            "date": _day(division) or _first_date(division, "dateline"),
            "id": f"{volume}/{id}" if volume and id else None,
            "language": division.get(f"{_XML}lang") or tei.get(f"{_XML}lang"),
        }
    if not parted:
        body = next((one for one in tei.iter() if local_name(one) == "text"), None)
        yield {
            "text": "" if body is None else block_text(body, dropped=_ADDED),
            "title": title,
            "date": _first_date(header, "correspaction")
            or _first_date(header, "creation")
            or _first_date(body, "dateline"),
            "id": volume,
            "language": (None if body is None else body.get(f"{_XML}lang")) or tei.get(f"{_XML}lang"),
        }


def jats_record(article: _Element) -> dict[str, Any] | None:
    """The article of a journal in JATS; None where it is none.

    Args:
        article: the element `article`.
    """
    head = next((one for one in article.iter() if local_name(one) == "article-meta"), None)
    if head is None:
        return None
    for reference in [one for one in article.iter() if one.get("ref-type") in ("bibr", "fn")]:
        reference.tag = "note"
    body = next((one for one in article if local_name(one) == "body"), None)
    abstract = next((one for one in head if local_name(one) == "abstract"), None)
    dates = [one for one in head.iter() if local_name(one) == "pub-date"]
    parts = {local_name(one): (one.text or "").strip() for one in (dates[0] if dates else ())}
    day = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts.get(name, "").isdigit())
    return {
        "text": "\n\n".join(block_text(one, dropped=_BESIDE) for one in (abstract, body) if one is not None),
        "title": _first_text(head, "article-title"),
        "date": day or None,
        "id": next((one.text for one in head if one.get("pub-id-type") == "doi"), None),
        "language": article.get(f"{_XML}lang"),
    }


def _settle_choices(tei: _Element) -> None:
    """Leaves one way to write each word, and makes those whole that go on in the next line of the source."""
    for element in list(tei.iter()):
        if local_name(element) == "choice" and any(local_name(one) in _NEW for one in element):
            for one in [one for one in element if local_name(one) in _OLD]:
                element.remove(one)
        elif local_name(element) == "head":
            element.tag = _HEADING  # in HTML, a head is no text
        elif local_name(element) == "lb" and element.get("break") == "no" and not _before(element).endswith("-"):
            element.tag = "seg"


def _before(element: _Element) -> str:
    """The text right before an element."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else None
    return (text or "").rstrip()


def _first_text(element: _Element | None, *path: str) -> str | None:
    """The text of the first element that lies below others of such names."""
    for name in path:
        element = None if element is None else next((one for one in element.iter() if local_name(one) == name), None)
    return (block_line(element, dropped=_ADDED) or None) if element is not None else None


def _first_date(element: _Element | None, around: str) -> str | None:
    """The day of the first date that stands in an element of this name."""
    places = () if element is None else (one for one in element.iter() if local_name(one) == around)
    days = (day for place in places for one in place.iter() if local_name(one) == "date" and (day := _day(one)))
    return next(days, None)


def _day(element: _Element) -> str | None:
    """The day that the attributes of an element give, without its hour."""
    given = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
    return next((given[name].partition("T")[0] for name in _WHEN if given.get(name)), None)
