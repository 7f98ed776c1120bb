"""The graph as entities of FollowTheMoney, the data model of investigative tools: https://followthemoney.tech."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.facts import AnyFact, Meeting, Membership, Role, Visit
from graph.knowledge import KnowledgeGraph, Statement
from graph.lines import naming
from graph.network import dyads
from graph.phrases import Naming, post, sentence
from graph.records import Document, Entity, digest

SCHEMATA = {
    "Person": "Person",
    "State": "PublicBody",
    "Organisation": "Organization",
    "Mission": "PublicBody",
    "Place": "Address",
    "Event": "Event",
    "Agreement": "Event",
}
"""The schema of each type of entity. A state acts, belongs and has posts, which only an organisation can do there; an
agreement has no schema of its own, and is what happened between its parties."""

_ACTORS = frozenset({"Person", "State", "Organisation", "Mission"})
_BODIES = frozenset({"State", "Organisation", "Mission"})
_STATUS = {"current": "current", "acting": "acting", "former": "ended", "designate": "designate"}
_ID = re.compile(r"[a-z]+/[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?")

Properties = dict[str, Iterable[str | None]]


def ftm(graph: KnowledgeGraph) -> Iterator[bytes]:
    """A JSON object a line: the documents, the entities, then the facts, each by id.

    A post is a `Position` with an `Occupancy`, a membership a `Membership`, a visit or meeting an `Event`, all else an
    `UnknownLink` between each two of its entities, with what it is as `role`. Each has the fact as a sentence
    (`summary`), the words that state it (`description`) and their document (`proof`). The model has no word for
    modality: what is not actual is an `UnknownLink` with the modality as its `status`, and no `Membership` or `Event`.
    Confidence is left out, and so is what is not actual and ties no two entities together.
    """
    for document in graph.documents():
        yield _line(_id(f"document/{document.id}"), "Document", _document(document))
    entities = {entity.id: entity for entity in graph.entities()}
    for id in sorted(entities, key=_id):
        yield _line(_id(id), SCHEMATA[entities[id].type], _entity(entities[id]))
    name, posts = naming(graph), dict[str, bytes]()
    for statement in sorted(graph.facts(), key=lambda each: each.id):
        if isinstance(statement.fact, Role) and statement.fact.modality == "actual":
            id = _post(statement.fact)
            if id not in posts:
                posts[id] = _line(id, "Position", _position(statement.fact, entities, name))
                yield posts[id]
        for number, (schema, properties) in enumerate(_fact(statement, entities, name)):
            about = {**properties, **_said(statement, name), **_dates(statement.fact)}
            yield _line(f"fact-{statement.id}-{number}", schema, about)


def _line(id: str, schema: str, properties: Properties) -> bytes:
    given = {key: [value for value in values if value] for key, values in properties.items()}
    made: dict[str, Any] = {"id": id, "schema": schema}
    made["properties"] = {key: values for key, values in sorted(given.items()) if values}
    return f"{json.dumps(made, ensure_ascii=False)}\n".encode()


def _id(id: str) -> str:
    """An id as the model takes it: letters, digits, and points or hyphens between them."""
    kind = id.partition("/")[0]
    return id.replace("/", ".") if _ID.fullmatch(id) else f"{kind}.{digest(id)}"


def _document(document: Document) -> Properties:
    source = document.source or ""
    return {
        "fileName": [source or document.id],
        "title": [document.title],
        "publishedAt": [document.date],
        "language": ["eng" if document.language == "en" else None],
        "sourceUrl": [source if source.startswith(("http://", "https://")) else None],
    }


def _entity(entity: Entity) -> Properties:
    country = _country(entity.id if entity.type == "State" else entity.country)
    about: Properties = {"name": [entity.name], "alias": entity.names[1:], "wikidataId": [entity.wikidata]}
    about["country"] = [country]
    return {**about, "full": [entity.name]} if entity.type == "Place" else about


def _country(state: str | None) -> str | None:
    """The code of a state, where ISO 3166-1 has one."""
    code = (state or "").removeprefix("state/")
    return code.lower() if re.fullmatch("[A-Z]{2}", code) else None


def _post(fact: Role) -> str:
    return f"position-{digest(fact.title.casefold(), fact.body or '', fact.to or '')}"


def _position(fact: Role, entities: dict[str, Entity], name: Naming) -> Properties:
    body = entities.get(fact.body or "")
    return {
        "name": [post(fact, name)],
        "organization": [_id(body.id)] if body and body.type in _BODIES else [],
        "country": [_country(body.id if body.type == "State" else body.country)] if body else [],
    }


def _fact(statement: Statement, entities: dict[str, Entity], name: Naming) -> Iterator[tuple[str, Properties]]:
    """What a fact is: its schema and what it ties together, once or once a pair."""
    fact = statement.fact
    actual = fact.modality == "actual"

    def of(ids: Iterable[str | None], types: frozenset[str]) -> list[str]:
        found = dict.fromkeys(id for id in ids if id and entities[id].type in types)
        return [_id(id) for id in found]

    if actual and isinstance(fact, Role) and of((fact.person,), frozenset({"Person"})):
        yield "Occupancy", {"holder": [_id(fact.person)], "post": [_post(fact)], "status": [_STATUS[fact.status]]}
        return
    if actual and isinstance(fact, Membership) and of((fact.member,), _ACTORS) and of((fact.body,), _BODIES):
        about: Properties = {"member": [_id(fact.member)], "organization": [_id(fact.body)]}
        yield "Membership", {**about, "role": [fact.kind], "status": [_STATUS[fact.status]]}
        return
    if actual and isinstance(fact, Visit | Meeting):
        where = fact.destination if isinstance(fact, Visit) else (fact.place,)
        places = [id for id in where if id]
        involved = of((id for _, id in fact.entities()), _ACTORS)
        located = (entities[id].country if entities[id].type != "State" else id for id in places)
        about = {"name": [sentence(fact, name)], "involved": involved, "location": map(name, places)}
        yield "Event", {**about, "country": dict.fromkeys(map(_country, located))}
        return
    kind = next(
        (getattr(fact, each) for each in ("title", "action", "capacity", "kind", "format") if hasattr(fact, each)), ""
    )
    role = fact.type if kind in ("", fact.type) else f"{fact.type}: {kind.replace('_', ' ')}"
    status = None if actual else fact.modality
    for source, target in dyads(fact):
        yield "UnknownLink", {"subject": [_id(source)], "object": [_id(target)], "role": [role], "status": [status]}


def _said(statement: Statement, name: Naming) -> Properties:
    return {
        "summary": [sentence(statement.fact, name, written=statement.document.date)],
        "description": [statement.quote],
        "proof": [_id(f"document/{statement.document.id}")],
        "recordId": [statement.id],
    }


def _dates(fact: AnyFact) -> Properties:
    """A day, month or year of its own as `date`; what lasts from `startDate` to `endDate`."""
    on, end = getattr(fact, "date", None), getattr(fact, "end", None)
    start = getattr(fact, "start", None) or (on if on and (end or "/" in on) else None)
    last = end or (on if on and "/" in on else None)
    return {
        "date": [on if on and not start else None],
        "startDate": [start.partition("/")[0] if start else None],
        "endDate": [last.rpartition("/")[2] if last else None],
    }
