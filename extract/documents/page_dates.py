"""When a page says that it was published, and when it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from extract.documents.dates import WHEN, iso, parse_date
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names in `<meta name|property|itemprop|http-equiv>`, without `.:-_`, the surest first.
_PUBLISHED = (
    "articlepublishedtime ogpublishedtime datepublished publishedtime pubdate publishdate publicationdate "
    "publisheddate datepublication dcdateissued dctermsissued dctermsdate dctermscreated dcdatecreated dcdate "
    "datecreated citationpublicationdate citationdate sailthrudate parselypubdate articlepublished "
    "cxenseparserecspublishtime btpubdate originalpublicationdate displaydate releasedate newsdate date"
).split()
_MODIFIED = (
    "articlemodifiedtime ogmodifiedtime ogupdatedtime datemodified modifiedtime lastmodified lastmod dctermsmodified "
    "dcdatemodified revised updated updatetime"
).split()
_LINKED = {
    "published": re.compile(r'"(?:datePublished|dateCreated)"\s*:\s*"([^"]{4,40})"'),
    "modified": re.compile(r'"dateModified"\s*:\s*"([^"]{4,40})"'),
}
# What stands in these is of other pages; the head of an article may hold its date.
_ASIDE = frozenset({"aside", "nav", "footer"})
_OF_OTHERS = re.compile(
    r"\b(?:related|sidebar|teasers?|upcoming|recommend\w*|latest|most-?read|read-?more|wm-ipp)", re.I
)
_OF_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report|\w*NewsRelease)"')
# So many lines above a text may tell its date, each of no more characters than these.
_ABOVE, _LONGEST = 3, 80
_CHANGED = re.compile(r"updat|modif|revis|chang", re.IGNORECASE)


def page_date(
    page: _Element, which: Literal["published", "modified"], first: Literal["day", "month"] | None = None
) -> str | None:
    """The date in a page's metadata; None where it gives none that can be read one way only.

    Args:
        page: as lxml parses it.
        which: `published`, when it was written; or `modified`, when it was changed, which says little of when.
        first: see `parse_date`.
    """
    return _first(_told(page, which), first)


def date_beside(page: _Element, first: Literal["day", "month"] | None = None) -> str | None:
    """The date of the first `<time>` of a page's own text that does not say that it is of a change."""
    times = (
        element.get("datetime") or "".join(element.itertext())
        for element in page.iter("time")
        if not _CHANGED.search(" ".join((*map(str, element.attrib.values()), _before(element))))
        and not any(parent.tag in _ASIDE or _OF_OTHERS.search(_class(parent)) for parent in element.iterancestors())
    )
    return _first(times, first)


def date_above(shown: str, body: str) -> str | None:
    """The date in a short line right above the text of a page, as "Press office, 5 March 2024"; not one of a change.

    Args:
        shown: all that the page shows.
        body: its text, a part of that.

    >>> date_above("News\\nVisit to Oslo\\n05.03.2024 | Press office\\nThe minister left.", "The minister left.")
    '2024-03-05'
    """
    above, found, _ = shown.partition(body.split("\n", 1)[0])
    lines = [line for line in above.split("\n") if line.strip()][-_ABOVE:] if found else []
    for line in reversed(lines):
        dates = [iso(match.groupdict()) for match in re.finditer(WHEN, line)]
        if len(dates) == 1 and len(line) <= _LONGEST and not _CHANGED.search(line):
            return dates[0]
    return None


def _told(page: _Element, which: str) -> Iterator[str]:
    names = _PUBLISHED if which == "published" else _MODIFIED
    found: dict[str, str] = {}
    for element in page.iter("meta", "time", "span", "abbr"):
        key = next(
            (element.get(name) for name in ("property", "name", "itemprop", "http-equiv") if element.get(name)), ""
        )
        value = element.get("content") or element.get("datetime") or element.get("title")
        if key and value:
            found.setdefault(re.sub(r"[\W_]", "", key).lower(), value)
        elif element.tag == "time" and element.get("pubdate") is not None and value:
            found.setdefault("pubdate", value)
    yield from (found[name] for name in names if name in found)
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            # What is said of the site or a picture has dates, too; it begins before the article, or behind it.
            of_article = _OF_ARTICLE.search(script.text or "")
            parts = (script.text or "")[of_article.start() if of_article else 0 :], script.text or ""
            yield from (match.group(1) for part in parts if (match := _LINKED[which].search(part)))


def _first(values: Iterator[str], first: Literal["day", "month"] | None) -> str | None:
    for value in values:
        try:
            if date := parse_date(value, first):
                return date
        except DocumentError:
            continue  # it can be read two ways, so it tells nothing
    return None


def _class(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _before(element: _Element) -> str:
    """The words before a date that say of what it is."""
    before = element.getprevious()
    parent = element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return text[-40:]
