"""Where documents are found: which sources say a place, and in which order places come."""

from __future__ import annotations

import re

# The place of a record in a file of many.
_RECORD = re.compile(r"(?: (?:sheet '[^']*'|[a-z.]+ \d+))+$")
# A path, an address, or a file with its ending, perhaps with the record in it.
_PLACE = re.compile(r"[/\\]|\.[A-Za-z]\w{1,5}(?: (?:line|row|page|sheet|member|item|\w+) \S+)?$")


def is_place(source: str) -> bool:
    """Whether a source says in which place one text is to be found, and not only who publishes many.

    >>> is_place("news/a.jsonl line 3"), is_place("https://a.example/visit"), is_place("Reuters")
    (True, True, False)
    """
    return bool(_PLACE.search(source))


def place(origin: str) -> tuple[tuple[str, int], ...]:
    """Puts places in the order in which people count: `line 9` before `line 10`.

    >>> sorted(["news.jsonl line 10", "news.jsonl line 9"], key=place)
    ['news.jsonl line 9', 'news.jsonl line 10']
    """
    return tuple(("", int(part)) if part.isdecimal() else (part, 0) for part in re.split(r"([0-9]+)", origin))


def publication(source: str) -> str:
    """Where a text was published: its source without the record of a file.

    >>> publication("news.jsonl line 12"), publication("Northern News")
    ('news.jsonl', 'Northern News')
    """
    return _RECORD.sub("", source)
