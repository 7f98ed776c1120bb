"""Saved questions: SPARQL in files that say in their heads what they ask and which values they take.

A file can be asked as it is, by any engine. Each value that it takes stands in a line of its own, `VALUES ?name { … }`,
and in another one in each SELECT within that needs it; asking with another value changes these lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.dates import Interval
from graph.errors import KnowledgeError, QueryError
from graph.records import ENTITY_TYPES
from graph.selection import Selection
from graph.terms import BASE, NAMESPACE, TERMS, Terms, well_known

Resolving = Callable[[str, tuple[str, ...]], str]
"""From a name, and the types of entity that may be meant (any, if empty), to the id of the entity."""

_PARAMETER = re.compile(r"\?(\w+) {2,}(\S.*?) {2,}(\S.*)")
_EXAMPLE = re.compile(r"legation ask \S.*")
_DAYS = ("day", "first day", "last day")
_ONE_OF = "one of "
_OPEN = "UNDEF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a question takes.

    Args:
        name: what the variable of the query is called.
        kind: `day`, `first day` or `last day` (a partial date; the day of a month or year is its last), `words` (text,
            compared in small letters), `one of` some words with `|` between them, `entity`, or the types of entity that
            can be meant, with `|` between them.
        says: what it is, for people.
        default: what stands in the file; `UNDEF` where the value may be left out.
    """

    name: str
    kind: str
    says: str
    default: str

    @property
    def optional(self) -> bool:
        """Whether the question goes without it."""
        return self.default == _OPEN

    @property
    def types(self) -> tuple[str, ...]:
        """The types of entity that can be meant; empty for any, and for dates and words."""
        return () if self.choices or self.kind in (*_DAYS, "words", "entity") else tuple(self.kind.split("|"))

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it is one of; empty where it is of another kind."""
        return tuple(self.kind.removeprefix(_ONE_OF).split("|")) if self.kind.startswith(_ONE_OF) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A saved question.

    Args:
        name: what it is called by: its file's name without `.rq`.
        asks: one sentence that says what it asks.
        notes: more about it, or empty.
        parameters: the values that it takes, in the order of the file.
        examples: lines to copy.
        sparql: the query, in the namespaces that it was read for.
    """

    name: str
    asks: str
    notes: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    sparql: str

    def bound(self, values: Mapping[str, str], resolve: Resolving, *, terms: Terms = TERMS) -> str:
        """The query with some values in place of those of the file.

        Args:
            values: by the names of the parameters, as a person types them; `any` leaves out what may be left out.
            resolve: finds an entity by its name.
            terms: the namespaces of the store that is to be asked.

        Raises:
            QueryError: there is no such parameter, or one lacks a value that it must have.
            RecordError: a date is none, or a period ends before it begins.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        strange = sorted(values.keys() - known.keys())
        if strange:
            takes = f"takes {', '.join(known)}" if known else "takes no value"
            raise QueryError(f"the question {self.name!r} {takes}; got {strange[0]!r}")
        # A period that ends before it begins is refused; "any" and its like leave a side open.
        days = {name: Interval.parse(value.strip()) for name, value in values.items() if _is_day(known[name], value)}
        if days.keys() >= {"from", "to"}:
            Selection(begin=days["from"].begin, end=days["to"].end)
        sparql = self.sparql
        for name, value in values.items():
            written = _written(known[name], value, resolve, terms).replace("\\", r"\\")  # a template of `re`
            sparql = _line(name).sub(rf"\g<1>{written}\g<3>", sparql)
        return sparql

    def values(self, words: Iterable[str]) -> dict[str, str]:
        """Values by name, out of words as they are typed: `name=value`, or the value alone in the order of the file.

        Raises:
            QueryError: there are more values than the question takes, or one is given twice.
        """
        names = [parameter.name for parameter in self.parameters]
        free, found = iter(names), dict[str, str]()
        for word in words:
            name, equals, value = word.partition("=")
            if not equals or name not in names:
                if equals and re.fullmatch(r"\w+", name):
                    raise QueryError(f"the question {self.name!r} takes {', '.join(names) or 'no value'}; got {name!r}")
                name, value = next((each for each in free if each not in found), ""), word
            if not name or name in found:
                raise QueryError(
                    f"the question {self.name!r} takes {', '.join(names) or 'no value'}; {word!r} is too much"
                )
            found[name] = value
        return found


def questions(folder: Path | None = None, *, terms: Terms = TERMS) -> dict[str, Question]:
    """The saved questions by name, in alphabetical order; a user's own go before ours of the same name.

    Args:
        folder: a folder of the user's own `.rq` files.
        terms: the namespaces that they are to be asked in.

    Raises:
        KnowledgeError: the folder cannot be read, or a file in it lacks its head.

    >>> questions()["planned"].asks
    'What is only planned: announced in one document, and told as done in no other of the same day or later.'
    """
    found: dict[str, Traversable] = {path.name: path for path in (files("ontologies") / "questions").iterdir()}
    if folder is not None:
        if not folder.is_dir():
            raise KnowledgeError(f"a folder of .rq files was expected; got {str(folder)!r}")
        found |= {path.name: path for path in folder.iterdir()}
    saved = sorted(name for name in found if name.endswith(".rq"))
    return {name.removesuffix(".rq"): parsed(found[name].read_text("utf-8"), name, terms=terms) for name in saved}


def question(name: str, folder: Path | None = None, *, terms: Terms = TERMS) -> Question:
    """A saved question.

    Raises:
        KnowledgeError: there is none of this name, or its file lacks its head.
    """
    known = questions(folder, terms=terms)
    if name not in known:
        raise KnowledgeError(f"a saved question is one of {', '.join(known)}; got {name!r}")
    return known[name]


def parsed(text: str, file: str, *, terms: Terms = TERMS) -> Question:
    """The question of a file's text.

    Raises:
        KnowledgeError: the first line is no comment that says what it asks, or a parameter has no VALUES line.
    """
    lines = text.splitlines()
    head = [line.removeprefix("#").strip() for line in _head(lines)]
    if not head or not head[0]:
        raise KnowledgeError(f"the first line of {file} is a comment that says what it asks; got {lines[:1]!r}")
    sparql = text.replace(NAMESPACE, terms.namespace).replace(BASE, terms.base)
    notes, parameters, examples = list[str](), list[Parameter](), list[str]()
    for line in head[1:]:
        if found := _PARAMETER.fullmatch(line):
            place = _line(found[1]).search(sparql)
            if place is None:
                raise KnowledgeError(
                    f"{file} has a parameter ?{found[1]}, and no line VALUES ?{found[1]} {{ … }} for it"
                )
            _checked(found[2], found[1], file)
            parameters.append(Parameter(name=found[1], kind=found[2], says=found[3], default=place[2]))
        elif _EXAMPLE.fullmatch(line):
            examples.append(line)
        elif line:
            notes.append(line)
    return Question(
        name=file.removesuffix(".rq"),
        asks=head[0],
        notes=" ".join(notes),
        parameters=tuple(parameters),
        examples=tuple(examples),
        sparql=sparql,
    )


def _head(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def _checked(kind: str, name: str, file: str) -> None:
    known = {*_DAYS, "words", "entity"}
    if kind not in known and not kind.startswith(_ONE_OF) and not set(kind.split("|")) <= set(ENTITY_TYPES):
        raise KnowledgeError(
            f"the kind of ?{name} in {file} is one of {', '.join(sorted(known))}, or types of entity with | between "
            f"them ({', '.join(ENTITY_TYPES)}), or words after 'one of'; got {kind!r}"
        )


def _is_day(parameter: Parameter, value: str) -> bool:
    """Whether a day is given, and not `any`."""
    return parameter.kind in _DAYS and value.strip().casefold() not in ("", "any")


def _line(name: str) -> re.Pattern[str]:
    return re.compile(rf"^(\s*VALUES \?{name} \{{ )(.*?)( \}}\s*)$", re.MULTILINE)


def _written(parameter: Parameter, value: str, resolve: Resolving, terms: Terms) -> str:
    """A value as it stands in the query: nothing that a person types becomes SPARQL."""
    if parameter.optional and value.strip().casefold() in ("", "any"):
        return _OPEN
    if not value.strip():
        raise QueryError(f"{parameter.name} is {parameter.says}; got {value!r}")
    if parameter.kind in _DAYS:
        interval = Interval.parse(value.strip())
        day = {"day": interval.last, "first day": interval.begin, "last day": interval.end}[parameter.kind]
        return str(Literal(day.isoformat() if day else value, datatype=well_known("xsd:date")))
    if parameter.kind == "words" or parameter.choices:
        word = value.strip().lower()
        if parameter.choices and word not in parameter.choices:
            raise QueryError(f"{parameter.name} is one of {', '.join(parameter.choices)}; got {value!r}")
        return str(Literal(word))
    node: NamedNode = terms.entity(resolve(value, parameter.types))
    return str(node)
