"""Exports of press archives: many articles in one text, each under labels or between lines of its own.

The forms are those of the services themselves: Factiva with labels and without, Lexis, ProQuest, and RIS, in which
programs for references keep what they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.documents.dates import WHEN, iso
from extract.documents.draft import Draft

_RIS = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$", re.M)
_RIS_FIELDS = {
    "text": ("AB", "N2", "N1"), "title": ("TI", "T1"), "date": ("DA", "Y1", "PY"), "source": ("UR", "JO", "T2"),
}  # fmt: skip
_FACTIVA = re.compile(r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:[ \t]+|$)(.*)$")
_FACTIVA_END = re.compile(r"^Document [A-Za-z0-9]{15,}$", re.M)
_WORDS = re.compile(r"^\d[\d,]* words$")
_CODE = re.compile(r"^(?:[A-Z0-9]{2,8}|English|\(c\).*|Copyright\b.*|©.*|\d{1,2}:\d\d(?: [AP]M)?|[A-Z]?\d{1,3})$")
_LEXIS = re.compile(r"^\s*(?:\d+ of \d+ DOCUMENTS|Document \d+ of \d+|End of Document)\s*$", re.M)
_LEXIS_BODY = re.compile(r"^(?:BODY|Body):?\s*$", re.M)
_LEXIS_END = re.compile(
    r"^(?:LOAD-DATE|Load-Date|Classification|Graphic|GRAPHIC|LANGUAGE|PUBLICATION-TYPE|SUBJECT)\b", re.M
)
_LABELLED = re.compile(r"^([A-Z][A-Za-z -]{2,30}): +(.*)$")
_RULE = re.compile(r"^_{20,}$", re.M)
_BY = re.compile(r"^(?:By|BYLINE:|Byline:)\b")


def clippings(draft: Draft) -> list[Draft]:
    """The articles of an export, each a draft; the draft alone where it is none.

    >>> text = "TY  - NEWS\\nTI  - Talks\\nDA  - 2024/03/05\\nAB  - The two met.\\nER  - "
    >>> [(each.title, each.date, each.text) for each in clippings(Draft(text=text))]
    [('Talks', '2024-03-05', 'The two met.')]
    """
    text = draft.text.replace("\r\n", "\n")
    for known, articles in (
        (_is_ris, _ris),
        (_is_factiva, _factiva),
        (_is_plain, _plain),
        (_is_proquest, _proquest),
        (_is_lexis, _lexis),
    ):
        if known(text) and (found := [each for each in articles(text) if each.text.strip()]):
            return [replace(each, language=draft.language, paged=draft.paged) for each in found]
    return [draft]


def _is_ris(text: str) -> bool:
    return text.lstrip("\ufeff \n").startswith("TY  - ") and "\nER  -" in text


def _ris(text: str) -> Iterator[Draft]:
    for record in re.split(r"^ER  -.*$", text, flags=re.M):
        fields: dict[str, str] = {}
        last = ""
        for line in record.split("\n"):
            if match := _RIS.match(line):
                last = match[1]
                fields.setdefault(last, (match[2] or "").strip())
            elif last and line.strip():
                fields[last] = f"{fields[last]}\n{line}"
        said = {
            name: next((fields[tag] for tag in tags if fields.get(tag)), None) for name, tags in _RIS_FIELDS.items()
        }
        date = (said["date"] or "").strip("/").replace("/", "-")
        yield Draft(text=said["text"] or "", title=said["title"], date=date or None, source=said["source"])


def _is_factiva(text: str) -> bool:
    labels = {match[1] for line in text.split("\n") if (match := _FACTIVA.match(line))}
    return {"HD", "PD"} <= labels and bool({"LP", "TD"} & labels)


def _factiva(text: str) -> Iterator[Draft]:
    """Under labels of two letters; each headline begins an article."""
    fields: dict[str, list[str]] = {}
    last = ""
    for line in [*text.split("\n"), "HD "]:
        match = _FACTIVA.match(line)
        if match and match[1] == "HD" and "HD" in fields:
            date = _date(" ".join(fields.get("PD", ())))
            body = "\n".join([*fields.get("LP", ()), "", *fields.get("TD", ())])
            title = " ".join(" ".join(fields["HD"]).split())
            yield Draft(text=body, title=title, date=date, source=" ".join(fields.get("SN", ())) or None)
            fields = {}
        if match:
            last = match[1]
            fields[last] = [match[2]] if match[2].strip() else []
        elif _FACTIVA_END.match(line):
            last = ""
        elif last:
            fields[last].append(line)


def _is_plain(text: str) -> bool:
    return bool(_FACTIVA_END.search(text)) and any(_WORDS.match(line.strip()) for line in text.split("\n"))


def _plain(text: str) -> Iterator[Draft]:
    """Without labels: headline, number of words, day, source and codes; `Document` and its number end an article."""
    for record in _FACTIVA_END.split(text):
        lines = [line.strip() for line in record.strip().split("\n")]
        count = next((n for n, line in enumerate(lines) if _WORDS.match(line)), None)
        if count is None:
            continue
        title = next((line for line in lines[:count] if line and not _BY.match(line)), None)
        day = next((n for n in range(count, min(count + 4, len(lines))) if _date(lines[n])), count)
        body = day + 1
        # The name of the source stands below the day; codes, the language and rights below that.
        while body < len(lines) and (_CODE.match(lines[body]) or not lines[body] or body <= day + 2):
            body += 1
        yield Draft(text="\n".join(lines[body:]), title=title, date=_date(lines[day]))


def _is_proquest(text: str) -> bool:
    return bool(_RULE.search(text)) and bool(re.search(r"^Full text: ", text, re.M))


def _proquest(text: str) -> Iterator[Draft]:
    for record in _RULE.split(text):
        fields: dict[str, list[str]] = {}
        last = ""
        for line in record.split("\n"):
            if (match := _LABELLED.match(line)) and (last != "Full text" or match[1] in _PROQUEST):
                last = match[1]
                fields.setdefault(last, [match[2]])
            elif last:
                fields[last].append(line)
        above = (line.strip() for line in record.split("\n"))
        first = next((line for line in above if line and not re.match(r"Document \d+ of \d+$", line)), "")
        title = " ".join(" ".join(fields.get("Title", ())).split()) or ("" if _LABELLED.match(first) else first) or None
        date = _date(" ".join(fields.get("Publication date", ())))
        source = next(
            (fields[name][0].strip() for name in ("Document URL", "Publication title") if name in fields), None
        )
        yield Draft(text="\n".join(fields.get("Full text", ())), title=title, date=date, source=source)


_PROQUEST = frozenset(
    ("Author", "Company / organization", "Copyright", "Credit", "Database", "Document URL", "Last updated", "Location",
     "Pages", "People", "Publication date", "Publication title", "Publisher", "Section", "Source type", "Subject",
     "Title")
)  # fmt: skip


def _is_lexis(text: str) -> bool:
    return bool(_LEXIS.search(text)) and bool(_LEXIS_BODY.search(text) or re.search(r"^LENGTH: +\d+ words", text, re.M))


def _lexis(text: str) -> Iterator[Draft]:
    for record in _LEXIS.split(text):
        body = _LEXIS_BODY.search(record) or re.search(r"^LENGTH: .*$", record, re.M)
        if body is None:
            continue
        head = [line.strip() for line in record[: body.start()].split("\n") if line.strip()]
        rest = record[body.end() :]
        end = _LEXIS_END.search(rest)
        labelled = next((line.partition(":")[2].strip() for line in head if line.startswith("HEADLINE:")), None)
        dates = [n for n, line in enumerate(head) if _date(line)]
        before = next((n for n, line in enumerate(head) if re.match(r"BYLINE:|LENGTH:|SECTION:", line)), len(head))
        # In the older form the headline stands behind the day and the section, in the newer one above all.
        old = head[before - 1] if body[0].strip() != "Body" and dates and before - 1 > dates[0] else None
        date = _date(head[dates[0]]) if dates else None
        yield Draft(
            text=rest[: end.start()] if end else rest, title=labelled or old or (head[0] if head else None), date=date
        )


def _date(line: str) -> str | None:
    match = re.search(WHEN, line)
    return iso(match.groupdict()) if match else None
