"""The small file that says what the columns of somebody else's table are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.errors import DocumentError
from graph.facts import FACT_TYPES
from graph.records import ENTITY_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """Which columns fill which fields of a fact. Read one with `read_mapping`.

    Args:
        fact: the type of fact that each row states.
        source: where the data come from, as it is to be cited.
        columns: for each field of the fact, as JSON names it, the column that it is in.
        types: for an argument, the type of entity to be made of names that are in no table of ours.
        constants: fields that are the same in all rows.
        licence: the terms that the data are under.
        separator: what stands between several names in one cell; none by default.
        date_format: how dates are written, as `%d/%m/%Y`; by default they are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Of
            several days (`March 3-5, 1990`) the form is that of one.
        delimiter: what stands between cells.
        missing: what stands in cells that hold nothing, beside `-`, `?`, `n/a` and `unknown`.
    """

    fact: str
    source: str
    columns: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    licence: str | None = None
    separator: str | None = None
    date_format: str | None = None
    delimiter: str = ","
    missing: tuple[str, ...] = ()


def read_mapping(path: Path) -> TableMapping:
    """Reads a mapping from a TOML file.

    Raises:
        DocumentError: it is no TOML, lacks something, or names what no fact of its type has.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: a mapping is a TOML file: {error}") from error
    known = {each.name for each in fields(TableMapping)}
    missing = [name for name in ("fact", "source", "columns") if name not in data]
    if missing or not set(data) <= known:
        raise DocumentError(
            f"{path}: a mapping has fact, source and columns, and may have {', '.join(sorted(known))}; "
            + (f"{missing[0]} is missing" if missing else f"got {', '.join(sorted(set(data) - known))}")
        )
    kind = FACT_TYPES.get(data["fact"])
    if kind is None:
        raise DocumentError(f"{path}: fact is one of {', '.join(FACT_TYPES)}; got {data['fact']!r}")
    names = {kind.json_name(each.name) for each in fields(kind)} - {"evidence", "confidence"}
    arguments = {kind.json_name(name) for name in kind.arguments()}
    for table, allowed in (("columns", names), ("constants", names), ("types", arguments)):
        given = data.get(table, {})
        if not isinstance(given, dict) or not set(given) <= allowed:
            raise DocumentError(
                f"{path}: the {table} of a {kind.type} may have {', '.join(sorted(allowed))}; got {given!r}"
            )
    strange = sorted(set(data.get("types", {}).values()) - {*ENTITY_TYPES})
    if strange:
        raise DocumentError(f"{path}: a type is one of {', '.join(ENTITY_TYPES)}; got {strange[0]!r}")
    if "date_format" in data:
        _require_dates(path, data["date_format"])
    missing_words, delimiter = data.get("missing", []), data.get("delimiter", ",")
    if not isinstance(missing_words, list) or not all(isinstance(word, str) for word in missing_words):
        raise DocumentError(f"{path}: missing is a list of words; got {missing_words!r}")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise DocumentError(f"{path}: delimiter is one sign; got {delimiter!r}")
    return TableMapping(**{**data, "missing": tuple(missing_words)})


def _require_dates(path: Path, form: object) -> None:
    """Holds a form of dates against a day, which has to come back."""
    day = datetime(2001, 2, 3)
    try:
        back = datetime.strptime(day.strftime(str(form)), str(form))
    except ValueError:
        back = None
    if back is None or back.date() != day.date():
        raise DocumentError(f"{path}: date_format tells a day, as %d.%m.%Y does; got {form!r}")
