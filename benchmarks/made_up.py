"""News that nobody wrote, with the facts that it tells: seeded, so that the same number gives the same news.

All names are invented but those of states. There are as many persons, places and days as there are in real news of that
size, so that documents share entities, some name one person for two, and several tell of one visit.
"""

from __future__ import annotations

import random
from typing import Any

from graph.fact import Fact
from graph.facts import fact_from_dict
from graph.reading import Reading
from graph.records import Document, Entity

STATES = {
    "AZ": "Azerbaijan", "BR": "Brazil", "CU": "Cuba", "EG": "Egypt", "FI": "Finland", "GE": "Georgia", "GH": "Ghana",
    "IN": "India", "JP": "Japan", "KE": "Kenya", "MX": "Mexico", "NO": "Norway", "PE": "Peru", "SE": "Sweden",
    "SK": "Slovakia", "TH": "Thailand", "TN": "Tunisia", "UY": "Uruguay", "VN": "Vietnam", "ZM": "Zambia",
}  # fmt: skip
BODIES = {"nato": "NATO", "un": "United Nations", "eu": "European Union", "asean": "ASEAN"}
FIRST = "Ada Bo Cleo Dan Ebba Finn Greta Hugo Ines Jon Karin Leo Mira Nils Olga Per Rosa Sven Tora Ulf".split()
LAST = ("Lind", "Berg", "Diaz", "Falk", "Holm", "Kask", "Moro", "Nagy", "Okoro", "Park", "Quist", "Rao", "Sato", "Tull")
TOPICS = ("trade", "grain", "the border", "energy", "fisheries", "visas", "the ceasefire", "debts")
ACTS = {"support": "backed", "condemn": "condemned", "accuse": "accused", "sanction": "imposed sanctions on"}


def reading(number: int, *, facts: int = 12, people: int = 2_000, seed: int = 8) -> Reading:
    """The document of a number, with what it tells.

    Args:
        number: which one, from 0.
        facts: how many it tells.
        people: how many persons there are; fewer meet more often.
        seed: of the whole collection.
    """
    chance = random.Random(f"{seed} {number}")
    entities: dict[str, Entity] = {}
    sentences: list[str] = [f"Wire {number}"]
    told: dict[Any, Fact] = {}
    at = len(sentences[0]) + 2

    def named(id: str, type: str, name: str, country: str | None = None) -> str:
        entities[id] = Entity(id=id, type=type, names=(name,), country=country)  # type: ignore[arg-type]
        return id

    def state(code: str | None = None) -> str:
        code = code or chance.choice([*STATES])
        return named(f"state/{code}", "State", STATES[code])

    def person() -> tuple[str, str]:
        """Somebody, and the state whose posts he holds."""
        number = min(chance.randrange(people), chance.randrange(people))
        name = person_name(number)
        return named(f"person/{name}".lower().replace(" ", "-"), "Person", name), [*STATES][number % len(STATES)]

    def name(id: str) -> str:
        return entities[id].name

    day = f"{2015 + number % 10}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    for _ in range(facts):
        (one, served), (two, _), home, where = person(), person(), state(), state()
        kind = chance.choices(("role", "visit", "meeting", "relation", "membership"), (3, 4, 3, 2, 1))[0]
        data: dict[str, Any] = {"type": kind, "confidence": round(chance.uniform(0.5, 1), 2)}
        if kind == "role":
            title = chance.choice(("minister", "ambassador", "envoy"))
            home = state(served)
            said = f"{name(one)} is {title} of {name(home)}"
            data |= {"person": one, "title": title, "body": home}
        elif kind == "visit":
            said = f"{name(one)} visited {name(where)} on {day}"
            modality = chance.choice(("actual", "actual", "planned", "denied"))
            data |= {"visitor": one, "destination": where, "date": day, "modality": modality}
        elif kind == "meeting" and one != two:
            topic = chance.choice(TOPICS)
            said = f"{name(one)} met {name(two)} to talk about {topic}"
            data |= {"participant": one, "with": two, "date": day, "topic": topic}
        elif kind == "membership":
            body = chance.choice([*BODIES])
            body = named(f"organisation/{body}", "Organisation", BODIES[body])
            said = f"{name(home)} is a member of {name(body)}"
            data |= {"member": home, "body": body}
        else:
            act = chance.choice([*ACTS])
            said = f"{name(home)} {ACTS[act]} {name(where)}"
            data |= {"type": "relation", "source": home, "target": where, "action": act, "date": day}
        sentences.append(f"{said}.")
        fact = fact_from_dict({**data, "evidence": [(at, at + len(said))]})
        told.setdefault(fact.claim, fact)
        at += len(said) + 2
    text = f"{sentences[0]}\n\n{' '.join(sentences[1:])}"
    used = {id for fact in told.values() for _, id in fact.entities()}
    document = Document(id=f"wire-{number}", text=text, title=sentences[0], date=day)
    return Reading(
        document=document,
        entities={id: entity for id, entity in entities.items() if id in used},
        facts=tuple(told.values()),  # type: ignore[arg-type]
    )


def person_name(number: int) -> str:
    """The name of a person; every fiftieth shares that of the one before, who serves another state.

    >>> person_name(7), person_name(48), person_name(49)
    ('Hugo Aa Lind', 'Ines Ca Lind', 'Ines Ca Lind')
    """
    rest, first = divmod(number - (number % 50 == 49), len(FIRST))
    rest, middle = divmod(rest, 26 * 26)
    return f"{FIRST[first]} {chr(65 + middle % 26)}{chr(97 + middle // 26)} {LAST[rest % len(LAST)]}"
