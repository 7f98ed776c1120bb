"""From triggers and arguments to facts: thresholds, constraints of the types, one fact for each combination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from spacy.tokens import Doc, Token

from extract.facts.chronicle import dated_line, told_in
from extract.facts.confidence import Calibration
from extract.facts.dates import dates, is_over
from extract.facts.lists import apart
from extract.facts.schema import NEEDED, SINGLE
from extract.facts.standing import filler
from extract.language.labels import SUBTYPES, TIMES
from extract.language.records import Mention, Statements, Trigger
from graph.facts import FACT_TYPES, MUTUAL, AnyFact, fact_from_dict
from graph.offices import find_office
from graph.records import Document

_Ids = Sequence[tuple[str, ...]]
_LONGEST_TITLE = 12
_COUNTERPARTS = frozenset({"counterpart", "counterparts", "opposite number"})
_NEAR = 60
"""Words after which a body that is left unsaid may be another one."""
_MOST = 100
"""Facts that one word may state: a list of members of a body is long, a mistaken product longer."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """An entity that fills an argument: the chance that any mention of it does, the likeliest, and its chance."""

    id: str
    chance: float
    mention: Mention
    single: float = 0.0

    @property
    def place(self) -> tuple[bool, int]:
        """Where the mention stands; those of the title come first."""
        return not self.mention.title, self.mention.start


def decode(
    doc: Doc, document: Document, ids: _Ids, limits: Calibration, countries: Mapping[str, str]
) -> Iterator[AnyFact]:
    """The facts that a text states, as often as it states them.

    Args:
        doc: read by the language model.
        document: its record.
        ids: the entities that each mention stands for.
        limits: from which chances words and arguments count.
        countries: the state in which an entity lies or to which it belongs, by its id.
    """
    said: Statements = doc._.statements
    since = {place for place, time in enumerate(said.times) if doc[time.start].lower_ == "since"}
    begun = set(_beginnings(said.mentions))
    before: tuple[int, list[_Filled]] = (0, [])
    post = ""
    for trigger in _likeliest(said.triggers):
        type, _, told = trigger.label.partition(":")
        if trigger.chance < limits.trigger(type):
            continue
        if type == "role" and (_is_verb(doc[trigger.end - 1]) or (trigger.start, trigger.end) in begun):
            continue
        line = dated_line(document, doc[trigger.start].idx)
        if line:
            trigger = told_in(line, trigger, doc, said, document.date)
        sentence = doc[trigger.start].sent
        for part in apart(trigger, said, range(sentence.start, sentence.end)):
            filled = _filled(part, said, ids, limits, countries)
            if type == "membership" and "body" in filled:
                before = part.end, filled["body"]
            elif type == "membership" and before[1] and part.start - before[0] < _NEAR:
                filled["body"] = before[1]  # "… of the Union; Chad joined in 2004": it is the same
            if any(role not in filled for role in NEEDED[type]):
                continue
            modality, when = dates(part, said.times, document.date, line[2] if line else None, since)
            labels: dict[str, Any] = {"modality": modality, **when}
            if told:
                labels[SUBTYPES[type]] = told
            labels |= _labels(doc, type, part)
            if labels.get("status") == "current" and is_over(when.get("end", ""), document.date or ""):
                labels["status"] = "former"
            if type == "role":
                # "The minister met her Georgian counterpart": whoever that is holds the post that was named last.
                same = bool(post) and labels["title"].lower() in _COUNTERPARTS
                labels["title"] = post = post if same else labels["title"]
                filled = _holders(filled, plural=doc[part.end - 1].tag_ in {"NNS", "NNPS"})
            for arguments in _combined(type, filled):
                if _is_fact(type, arguments):
                    yield _fact(doc, type, arguments, labels, part)


def _beginnings(mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    """Where names of what is no person begin, and end too early: no title of a post ("United", before "Nations")."""
    for mention in mentions:
        if mention.name and not mention.title and mention.type != "Person":
            yield from ((mention.start, end) for end in range(mention.start + 1, mention.end))


def _is_verb(word: Token) -> bool:
    """Whether a word says what becomes of a post ("succeeded") and does not name it."""
    return word.pos_ == "VERB" and find_office([word.text], 0) is None


def _likeliest(triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Of the labels of one type at one word the likeliest: who is told to be a partner is not told to be a member."""
    best: dict[tuple[int, str], Trigger] = {}
    for one in triggers:
        key = one.start, one.label.partition(":")[0]
        best[key] = max(best.get(key, one), one, key=lambda trigger: trigger.chance)
    return iter(best.values())


def _filled(
    trigger: Trigger, said: Statements, ids: _Ids, limits: Calibration, countries: Mapping[str, str]
) -> dict[str, list[_Filled]]:
    """The entities that fill each argument, in the order of the text."""
    type = trigger.label.partition(":")[0]
    found: dict[str, dict[str, _Filled]] = {}
    for argument in trigger.arguments:
        if argument.role in TIMES:
            continue
        for named in ids[argument.place]:
            if id := filler(trigger.label, argument.role, named, countries):
                known = found.setdefault(argument.role, {}).get(id)
                found[argument.role][id] = _with(known, id, argument.chance, said.mentions[argument.place])
    filled = {}
    for role, by_id in found.items():
        floor = max(limits.argument(type), limits.beside * max(one.chance for one in by_id.values()))
        some = [one for one in by_id.values() if one.chance >= floor]
        if not some and role in NEEDED[type]:
            top = max(by_id.values(), key=lambda one: one.chance)
            some = [top] if top.chance >= limits.needed(type) else []
        if some:
            filled[role] = sorted(some, key=lambda one: one.place)
    return filled


def _with(known: _Filled | None, id: str, chance: float, mention: Mention) -> _Filled:
    """An entity that another mention of it may fill the argument as well: that any of them does so is likelier."""
    if known is None:
        return _Filled(id, chance, mention, chance)
    likelier = mention if chance > known.single else known.mention
    return _Filled(id, 1 - (1 - known.chance) * (1 - chance), likelier, max(chance, known.single))


def _holders(filled: Mapping[str, list[_Filled]], *, plural: bool) -> dict[str, list[_Filled]]:
    """Who holds a post of whom: several only where the title says so ("ministers"), and of one body unless in rows."""
    persons, bodies = (filled.get(role, []) for role in ("person", "body"))
    if not plural:
        persons = persons and [max(persons, key=lambda one: one.chance)]
    if len(bodies) != len(persons):
        bodies = bodies and [max(bodies, key=lambda one: one.chance)]
    return {**filled, "person": persons, **({"body": bodies} if bodies else {})}


def _combined(type: str, filled: Mapping[str, list[_Filled]]) -> Iterator[dict[str, list[_Filled]]]:
    """Each combination of those arguments of which a fact has one; the others whole, or their likeliest."""
    kind = FACT_TYPES[type]
    many = {kind.json_name(name) for name, several in kind.arguments().items() if several}
    rows = [role for role in SINGLE[type] if role in filled]
    rest = {role: some for role, some in filled.items() if role not in rows}
    whole = {role: some if role in many else [max(some, key=lambda one: one.chance)] for role, some in rest.items()}
    persons, bodies = (filled.get(role, []) for role in ("person", "body"))
    if type == "role" and len(persons) == len(bodies) > 1:
        # "The foreign ministers of A and B, X and Y": each has the body that stands where he does in his row.
        yield from ({**whole, "person": [p], "body": [b]} for p, b in zip(persons, bodies, strict=True))
        return
    for choice in islice(product(*(filled[role] for role in rows)), _MOST):
        yield {**whole, **{role: [one] for role, one in zip(rows, choice, strict=True)}}


def _is_fact(type: str, arguments: Mapping[str, list[_Filled]]) -> bool:
    """Whether there are two different sides to it."""
    ids = {role: [one.id for one in some] for role, some in arguments.items()}
    if type == "meeting":
        return bool(ids.get("with")) or len(ids["participant"]) > 1
    if type == "agreement":
        return "agreement" in ids or len(ids["party"]) > 1
    if type == "mission":
        return ids["sender"] != ids.get("receiver") and ("receiver" in ids or "place" in ids or "mission" in ids)
    ends = {"relation": ("source", "target"), "membership": ("member", "body"), "role": ("person", "body")}.get(type)
    return ends is None or ids[ends[0]] != ids.get(ends[1])


def _labels(doc: Doc, type: str, trigger: Trigger) -> dict[str, Any]:
    if type == "role":
        return {"title": _title(doc, trigger), "status": trigger.status}
    if type == "membership":
        return {"status": trigger.status if trigger.status in {"current", "former"} else "current"}
    return {"format": trigger.format} if type == "meeting" else {}


def _title(doc: Doc, trigger: Trigger) -> str:
    """The title of a post: what is marked, or what the table of offices has from there on, if that is longer.

    It ends with a noun: where what is marked only stands before one ("deputy", "top nuclear"), that belongs to it.
    """
    words = [token.text for token in doc[trigger.start : trigger.start + _LONGEST_TITLE]]
    known = find_office(words, 0)
    end = max(trigger.end, trigger.start + known[0]) if known else trigger.end
    noun = doc[end - 1]
    while noun.dep_ in {"amod", "compound"} and noun.i < noun.head.i < trigger.start + _LONGEST_TITLE:
        noun = noun.head
    end = noun.i + 1 if noun.tag_ in {"NN", "NNS"} and noun.is_lower else end
    return " ".join(doc[trigger.start : end].text.split())


def _fact(
    doc: Doc, type: str, arguments: Mapping[str, list[_Filled]], labels: Mapping[str, Any], trigger: Trigger
) -> AnyFact:
    kind = FACT_TYPES[type]
    values: dict[str, Any] = {"type": type, **labels}
    several = {kind.json_name(name): many for name, many in kind.arguments().items()}
    for role, some in arguments.items():
        values[role] = [one.id for one in some] if several[role] else some[0].id
    if type == "meeting" and "with" in values:
        # Whoever stands on both sides is on the second: "the two ministers met; Lavrov told Fidan …".
        values["participant"] = [id for id in values["participant"] if id not in values["with"]] or values[
            "participant"
        ]
    if type == "relation" and values["action"] in MUTUAL:
        both = sorted((arguments["source"][0], arguments["target"][0]), key=lambda one: one.place)
        values["source"], values["target"] = (one.id for one in both)
    values["evidence"] = [_evidence(doc, trigger, arguments)]
    chances = [one.chance for some in arguments.values() for one in some]
    # Raw: what it is worth is measured, and told by the calibration.
    values["confidence"] = trigger.chance * trigger.sure * min(chances)
    return fact_from_dict(values)


def _evidence(doc: Doc, trigger: Trigger, arguments: Mapping[str, list[_Filled]]) -> tuple[int, int]:
    """The characters from the first to the last word of what states a fact, within the sentence of its trigger."""
    sentence = doc[trigger.start].sent
    low, high = trigger.start, trigger.end
    for some in arguments.values():
        for one in some:
            mention = one.mention
            if not mention.title and sentence.start <= mention.start < sentence.end:
                low, high = min(low, mention.start), max(high, mention.end)
    return doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
