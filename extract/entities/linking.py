"""Mentions to entities: names by the tables and by each other, then what refers to them.

What the tables know keeps its id there, persons are told apart by `extract.entities.persons`, and the rest is minted
from its fullest name. Which names and references stand for the same is what the network says, where the tables do not
contradict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from extract.entities.descriptions import bare, called, in_full, is_title
from extract.entities.named import unmarked
from extract.entities.persons import link_persons
from extract.entities.register import Register, clean
from extract.entities.senses import Senses
from extract.entities.types import DESCRIBED, UNTOLD
from extract.language.records import Mention, Statements
from graph.matching import fold
from graph.offices import honorific
from graph.records import Document

SAME = 0.5
"""Two names, and a reference and each of its names, are one from this chance."""

LIKELY = 0.2
"""A reference that has no such name is the likeliest one from this chance."""

_BEFORE = 4
"""Words before a mention among which a longer name of the tables may begin."""

_FIRST_PERSON = frozenset("i me mine my myself our ours ourselves us we".split())
"""Words of one speaker, or of one side: of entities of one type they mean the same."""

_SEVERAL = frozenset(
    "all both each other another they them their theirs these those two three four we us our ours".split()
)


def link(doc: Doc, document: Document, register: Register) -> list[tuple[str, ...]]:
    """The ids of the entities that each mention of a text stands for, none where that is not told.

    Names that the language model found and did not mark as mentions are linked as well; they come behind the others.

    Args:
        doc: read by the language model.
        document: its record, whose id keeps apart what only this document describes.
        register: where the entities are made.
    """
    linker = _Linker(doc, document, register)
    linker.link_names()
    linker.link_references()
    return linker.ids


class _Linker:
    def __init__(self, doc: Doc, document: Document, register: Register) -> None:
        self.doc, self.document, self.register = doc, document, register
        said: Statements = doc._.statements
        # What the network marks comes first, so that places among its mentions are places here.
        self.mentions = (*said.mentions, *unmarked(doc))
        self.ids: list[tuple[str, ...]] = [()] * len(self.mentions)
        self.texts = [clean(mention.text) for mention in self.mentions]
        self._words = [token.text for token in doc]
        self.same: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for one, other, chance in said.same:
            self.same[one].append((chance, other))
        names = [mention for mention in self.mentions if mention.name]
        self.senses = Senses(doc, sorted(names, key=_place), register.gazetteer)

    def link_names(self) -> None:
        """Links what names something: persons, what the tables know, then the rest in groups."""
        named = [i for i, mention in enumerate(self.mentions) if mention.name]
        persons = self._persons(named)
        placed = [(_place(self.mentions[i]), self.texts[i]) for i in persons]
        known = {place: id for place, text in placed if (id := self._person(text))}
        for i, id in zip(persons, link_persons(placed, known, self.register), strict=True):
            self.ids[i] = (id,)
        rest = [i for i in named if self.mentions[i].type != "Person"]
        found = {i: id for i in rest if (id := self._longer(i) or self._known(i))}
        for i, id in found.items():
            self.ids[i] = (self.register.known(id, self.texts[i]),)
        for group in self._groups([i for i in rest if i not in found], found):
            self._mint(group, found)

    def _persons(self, named: Sequence[int]) -> list[int]:
        """The names that are of persons; a form of address before a name ("Mrs") is none."""
        persons = [i for i in named if self.mentions[i].type == "Person"]
        begun = {self.mentions[i].start for i in persons if not self.mentions[i].title}
        return [i for i in persons if not (honorific(self.texts[i]) and self.mentions[i].end in begun)]

    def _person(self, text: str) -> str | None:
        senses = self.register.gazetteer.find(text)
        return next((sense.id for sense in senses if sense.id.startswith("person/")), None)

    def _known(self, i: int) -> str | None:
        """What the tables know a mention for; "the Peruvian government" is Peru."""
        mention, words = self.mentions[i], self.texts[i].split()
        known = self.senses.meant(mention, self.texts[i])
        if known is not None or mention.type != "State":
            return known
        end, _ = self.register.gazetteer.longest(words, 0) or (0, ())
        plain = end > 0 and all(word.islower() for word in words[end:])
        return self.senses.meant(mention, " ".join(words[:end])) if plain else None

    def _longer(self, i: int) -> str | None:
        """What the tables know by a longer name of which a mention is a part: "the State of [Georgia]"."""
        mention = self.mentions[i]
        if mention.title or mention.type not in {"State", "Place"}:
            return None
        for at in range(max(0, mention.start - _BEFORE), mention.start + 1):
            word = self._words[at]
            named = word[:1].isupper() and word != "The"
            match = self.register.gazetteer.longest(self._words, at) if named else None
            if match and match[0] >= mention.end and match[0] - at > mention.end - mention.start:
                sense = match[1][0]
                if sense.how == "name" and not sense.needs_context and sense.id.startswith(("state/", "place/")):
                    return sense.id
        return None

    def _groups(self, unknown: Sequence[int], known: dict[int, str]) -> list[list[int]]:
        """Unknown names that are one thing: alike in their capitals, or the same to the network; with a known one."""
        parent = {i: i for i in [*unknown, *known]}

        def root(i: int) -> int:
            while parent[i] != i:
                i = parent[i]
            return i

        ids = dict(known)
        first: dict[tuple[str, str], int] = {}
        pairs: list[tuple[int, int]] = []
        for i in unknown:
            key = (self.mentions[i].type, fold(bare(self.texts[i])))
            if any(char.isupper() for char in self.texts[i]) and key in first:
                pairs.append((first[key], i))
            first.setdefault(key, i)
        for i in unknown:
            pairs += [(i, j) for chance, j in sorted(self.same[i], key=lambda s: (-s[0], s[1])) if chance >= SAME]
        for i, j in pairs:
            a, b = root(i), root(j) if j in parent else -1
            if b < 0 or a == b or (a in ids and b in ids and ids[a] != ids[b]):
                continue
            kept, dropped = (a, b) if a in ids or (b not in ids and a < b) else (b, a)
            parent[dropped] = kept
        # The groups that hold an unknown name; made once, for a long text has thousands of names.
        wanted = {root(i) for i in unknown}
        groups: dict[int, list[int]] = defaultdict(list)
        for i in parent:
            groups[root(i)].append(i)
        return [
            sorted(group, key=lambda i: _place(self.mentions[i]))
            for kept, group in sorted(groups.items())
            if kept in wanted
        ]

    def _mint(self, group: Sequence[int], known: dict[int, str]) -> None:
        own = next((known[i] for i in group if i in known), None)
        texts = [self.texts[i] for i in group]
        if own is not None:
            id = self.register.known(own, *(name for text in texts for name in called(text)))
        else:
            type = self.mentions[group[0]].type
            # The fullest name first; of what is only described, what only this document calls so.
            best = max(texts, key=lambda text: (sum(char.isupper() for char in text) > 0, len(text)))
            scope = self.document.id[:8] if type in DESCRIBED and not is_title(best) else ""
            others = texts
            if type in DESCRIBED:
                others = [name for text in texts for name in called(text)]
                others += [phrase for i in group if (phrase := in_full(self.doc, self.mentions[i]))]
                if UNTOLD.issuperset(map(bare, others)):
                    return
            id = self.register.minted(type, bare(best), *others, scope=scope, country=self._country(group))
        for i in group:
            self.ids[i] = (id,)

    def _country(self, group: Iterable[int]) -> str | None:
        """The state that a longer name speaks of ("Turkish Foreign Ministry"), or that stands behind it ("…, Iraq").

        A ministry is of the state in which it sits ("the Foreign Ministry in Berlin"); other bodies may be anywhere.
        """
        for i in group:
            mention = self.mentions[i]
            words = self.texts[i].split()
            for at in range(len(words)):
                match = self.register.gazetteer.longest(words, at)
                if match and match[1] and match[1][0].id.startswith("state/"):
                    return match[1][0].id
            if mention.title or mention.end + 1 >= len(self.doc):
                continue
            between, behind = self.doc[mention.end].text, self._words[mention.end + 1 : mention.end + 7]
            match = self.register.gazetteer.longest(behind, 0) if between in {",", "(", "in"} else None
            sense = match[1][0] if match and match[1] else None
            if sense is None or sense.how not in {"name", "acronym"}:
                continue
            if between != "in" and sense.id.startswith("state/"):
                return sense.id
            if between == "in" and "Ministry" in words and (seat := self.register.gazetteer.entity(sense.id)):
                return seat.country
        return None

    def link_references(self) -> None:
        """Links what refers to names, in the order of the text; what said the same before may tell it."""
        last: dict[tuple[str, str], tuple[str, ...]] = {}
        spoken = []
        for i in sorted(range(len(self.mentions)), key=lambda i: _place(self.mentions[i])):
            if self.mentions[i].name:
                continue
            text = self.texts[i].lower()
            key = (self.mentions[i].type, "we" if text in _FIRST_PERSON else text)
            self.ids[i] = self._meant(i) or last.get(key, ())
            if self.ids[i]:
                last[key] = self.ids[i]
            elif text in _FIRST_PERSON:
                spoken.append((i, key))
        # Whoever speaks may be told only later: "I shall meet … Australia and I …".
        for i, key in spoken:
            self.ids[i] = last.get(key, ())

    def _meant(self, i: int) -> tuple[str, ...]:
        """The entities that the network takes a reference for."""
        best: dict[str, float] = {}
        for chance, j in self.same[i]:
            for id in self.ids[j] if self.mentions[j].name else ():
                best[id] = max(chance, best.get(id, 0.0))
        sure = [id for id, chance in best.items() if chance >= SAME]
        if best and (not sure or not self._is_plural(self.mentions[i])):
            top = max(best, key=lambda id: best[id])
            sure = [top] if best[top] >= LIKELY else []
        return tuple(sure)

    def _is_plural(self, mention: Mention) -> bool:
        """Whether a reference may stand for several: by a plural at its end, or a word for several."""
        if mention.title:
            return False
        first, last = self.doc[mention.start], self.doc[mention.end - 1]
        return last.tag_ in {"NNS", "NNPS"} or bool({first.lower_, last.lower_} & _SEVERAL)


def _place(mention: Mention) -> int:
    """Where a mention stands; those of the title before all others."""
    return mention.start - 1_000_000 if mention.title else mention.start
