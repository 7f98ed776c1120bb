"""A parsed document with what its words refer to: the ground that the relations stand on.

`Discourse.refs(token)` answers the one question that every relation asks: which entities does the phrase headed by this
word stand for? Names, titles with names, coordination, apposition, groups that act for a state ("a Slovak delegation"),
pronouns, and descriptions ("the minister", "both countries", "the Alliance").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.appointments import by_grammar
from extract.bodies import with_bodies
from extract.company import Company, find_company
from extract.coreference import Memory
from extract.datelines import dateline_tokens
from extract.delegations import delegates
from extract.described import Description, find_described
from extract.frames import NOMINAL, case_of
from extract.holders import with_holders
from extract.lexicon import words
from extract.names import Name, find_names, type_of
from extract.people import Register, clean, link_people
from extract.places import described_places
from extract.posts import Post
from extract.recalled import same_things
from extract.senses import Senses
from extract.series import row_after
from extract.speakers import Turn, find_turns, turn_at
from extract.styled import settle_names
from extract.times import Time, times_by_token
from extract.titles import find_titles
from graph.facts import Document
from graph.gazetteer import Gazetteer

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})
# A post whose body is less sure than this was only guessed; nothing further is built on it.
_TOLD = 0.8
_STATELIKE = frozenset({"State", "Organisation"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens `[start, end)` that names or describes an entity."""

    start: int
    end: int
    entity: str


class Discourse:
    """One document, read as far as its entities.

    Args:
        doc: parsed and with entities.
        document: its record; the date resolves relative dates.
        gazetteer: what is known by name.
    """

    def __init__(self, doc: Doc, document: Document, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.document = document
        self.gazetteer = gazetteer
        self.register = Register(gazetteer)
        self.times: dict[int, Time] = times_by_token(doc, base=document.date)
        self.names = settle_names(doc, find_names(doc, gazetteer))
        self.mentions: list[Mention] = []
        self._at: dict[int, Mention] = {}
        self._senses = Senses(doc, self.names, gazetteer)
        self._link_names()
        self.turns: list[Turn] = []
        self.posts: list[Post] = with_holders(self, list(find_titles(self)))
        self.post_at = {post.head: post for post in self.posts}
        self.turns = find_turns(self)
        self.described: dict[int, Description] = {}
        self._link_descriptions()
        self._refs: dict[int, tuple[str, ...]] = {}
        self._datelines = dateline_tokens(doc)
        self.memory = Memory(self)
        # Pronouns and descriptions tell who holds some posts and whose they are; they are resolved anew once these do.
        self.posts = with_bodies(self, [by_grammar(self, post) if post.person is None else post for post in self.posts])
        self.post_at = {post.head: post for post in self.posts}
        self._refs.clear()
        self.memory.walk()
        self.company: tuple[Company, ...] = find_company(self)

    # --- entities -------------------------------------------------------------------------------------------------

    def type(self, entity: str) -> str:
        """The type of an entity of this document."""
        return type_of(entity)

    def mention_at(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        return self._at.get(token)

    def _add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for token in range(mention.start, mention.end):
            self._at.setdefault(token, mention)

    def _link_names(self) -> None:
        people = link_people(self.doc, self.names, self.register)
        for i, name in enumerate(self.names):
            entity = people.get(i) or self._link(name)
            self._add(Mention(name.start, name.end, entity))

    def _link(self, name: Name) -> str:
        text = clean(self.doc[name.start : name.end].text)
        if name.senses and name.senses[0].how == "description":
            return self._described_body(name, text)
        if name.senses:
            return self.register.known(self._senses.meant(name), text)
        country = self._country(name)
        return self.register.minted(name.type, text, country=country)

    def _described_body(self, name: Name, text: str) -> str:
        """ "The alliance", "the union": a body named before whose name has the word, else the one usually meant."""
        noun = self.doc[name.end - 1].lower_
        usual = name.senses[0].id
        if usual in self.register.drafts:
            return self.register.known(usual, text)
        for mention in reversed(self.mentions):
            draft = self.register.drafts[mention.entity]
            if draft.type == "Organisation" and any(noun in other.lower().split() for other in draft.names):
                return mention.entity
        return self.register.known(usual, text)

    def _country(self, name: Name) -> str | None:
        """The state that a longer name speaks of ("Turkish Foreign Ministry"), or that stands behind it ("…, Iraq")."""
        if name.type == "Person":
            return None
        for at in range(name.start, name.end):
            match = self.gazetteer.longest([token.text for token in self.doc[at : name.end]], 0)
            if match and match[1] and match[1][0].id.startswith("state/"):
                return match[1][0].id
        if name.end + 1 < len(self.doc) and self.doc[name.end].text in {",", "("}:
            following = self._at.get(name.end + 1) or next(
                (other for other in self.names if other.start == name.end + 1), None
            )
            if isinstance(following, Name) and following.known and following.known.startswith("state/"):
                return following.known
        return None

    def _link_descriptions(self) -> None:
        things = {
            (mention.start, mention.end): entity
            for mention in self.mentions
            if (entity := self.gazetteer.entity(mention.entity)) and entity.type in {"Event", "Agreement"}
        }
        taken = frozenset(
            token
            for mention in self.mentions
            if self.type(mention.entity) != "Organisation" or self.gazetteer.entity(mention.entity)
            for token in range(mention.start, mention.end)
        )
        states = frozenset(
            token
            for mention in self.mentions
            if self.type(mention.entity) == "State"
            for token in range(mention.start, mention.end)
        )
        found = find_described(self.doc, things, taken=taken, states=states)
        found = [one for one in found if not self._is_body(one)]
        self.described = {one.head: one for one in found if not one.known}
        found = [one for one in found if one.type != "Mission"]
        firsts = same_things(found, [self.doc[one.head].lower_ for one in found])
        groups: dict[int, list[Description]] = {}
        for one, first in zip(found, firsts, strict=True):
            if first is not None:
                groups.setdefault(first, []).append(one)
        for group in groups.values():
            self._link_thing(group)

    def _is_body(self, found: Description) -> bool:
        """Whether the language model takes it for a body, and the noun alone does not make it an event or agreement."""
        return found.weak and found.head in self._at and not found.known

    def _link_thing(self, group: list[Description]) -> None:
        best = next((one for one in group if one.known or one.titled), group[0])
        if best.known:
            entity = self.register.known(best.known)
        else:
            unique = best.titled and (best.type == "Agreement" or any(word[:1].isdigit() for word in best.before))
            scope = "" if unique else self.document.id[:8]
            entity = self.register.minted(best.type, *best.names, scope=scope)
        for one in group:
            self.register.drafts[entity].called(*one.names)
            mention = Mention(one.start, one.end, entity)
            if not one.known:
                self.mentions.append(mention)
                self._at[one.head] = mention

    # --- reference ------------------------------------------------------------------------------------------------

    def refs(self, token: Token, *, conjuncts: bool = True) -> tuple[str, ...]:
        """The entities that the phrase headed by a word stands for, in the order of the text; empty where unknown."""
        if token.i not in self._refs:
            self._refs[token.i] = ()
            if token.i not in self._datelines:
                self._refs[token.i] = tuple(dict.fromkeys(self._resolve(token)))
        out = list(self._refs[token.i])
        if conjuncts:
            for child in token.children:
                if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}:
                    out.extend(self.refs(child))
            for other in row_after(self, token):
                out.extend(self.refs(other, conjuncts=False))
        return tuple(dict.fromkeys(out))

    def all_refs(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The entities of several phrases together."""
        return tuple(dict.fromkeys(entity for token in tokens for entity in self.refs(token)))

    def _resolve(self, token: Token) -> Iterator[str]:
        mention = self._at.get(token.i)
        if mention is not None:
            post = self._title_over(token)
            if post is not None:
                yield from self.memory.holder(post, self.doc[post.head])
            else:
                yield mention.entity
            return
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP", "WDT"}:
            yield from self.memory.pronoun(token)
            return
        if token.pos_ in {"DET", "NUM", "ADJ"} and token.lower_ in {"both", "all", "two"}:
            yield from self.memory.pair(token)
            return
        if token.pos_ not in NOMINAL and token.pos_ != "ADJ":
            return
        named = [child for child in token.children if child.dep_ in {"appos", "flat"} and self._names_person(child)]
        if named:
            for child in named:
                yield from self.refs(child)
            return
        post = self.post_at.get(token.i) or self._title_over(token)
        if post is not None:
            yield from self.memory.holder(post, self.doc[post.head])
            return
        behind = self._named_behind(token)
        if behind is not None:
            yield behind
            return
        if token.lemma_.lower() in words("nouns")["measure"]["lemmas"]:
            yield from self.all_refs(c for c in token.children if c.dep_ == "nmod" and case_of(c) == "of")
            return
        places = described_places(self, token)
        if places:
            yield from places
            return
        found = tuple(self._group(token))
        if not found and token.tag_ in {"NNS", "NNPS"}:
            # "Several personalities, including the president and …".
            found = self.all_refs(
                c for c in token.children if c.dep_ == "nmod" and case_of(c) in {"including", "such as"}
            )
        if not found and token.dep_ == "appos" and token.head.i in self._at:
            # "Norway and Liechtenstein, countries that …"
            found = self.refs(token.head)
        if not found and token.pos_ == "NOUN":
            # "The capital Bogotá", "the group Hamas".
            found = self.all_refs(c for c in token.children if c.dep_ in {"appos", "flat"} and c.i in self._at)
        yield from found

    def _title_over(self, token: Token) -> Post | None:
        """The post in whose title a state stands, where a parse takes the state for an argument of its own."""
        if token.dep_ not in _ARGUMENTS:
            return None
        return next((post for post in self.posts if post.start <= token.i < max(post.head, post.start + 1)), None)

    def _named_behind(self, token: Token) -> str | None:
        """The person whose name follows at once: "his counterpart Ann Lee", "his counterpart, Ann Lee, …"."""
        if token.tag_ not in {"NN", "NNP"} or token.lemma_.lower() not in words("nouns")["group"]["lemmas"]:
            return None
        at = token.i + 1
        comma = at < len(self.doc) and self.doc[at].text == ","
        at += comma
        while at in self.post_at and self.post_at[at].person is not None:
            at += 1
        mention = self._at.get(at)
        if mention is None or self.type(mention.entity) != "Person":
            return None
        head = self.doc[mention.start : mention.end].root
        apart = comma and head.dep_.startswith("nsubj") and not token.dep_.startswith("nsubj")
        return None if apart else mention.entity

    def _names_person(self, token: Token) -> bool:
        mention = self._at.get(token.i)
        return mention is not None and self.type(mention.entity) == "Person"

    def _group(self, token: Token) -> Iterator[str]:
        """A group or organ stands for whom it acts for: by its modifiers, or by what was spoken of."""
        lemma = token.lemma_.lower()
        if lemma not in words("nouns")["group"]["lemmas"]:
            return
        if any(child.dep_ == "cop" for child in token.children):
            yield from self.all_refs(child for child in token.children if child.dep_.startswith("nsubj"))
            return
        found = [entity for entity in self.owners(token) if self.type(entity) in _STATELIKE]
        if not found and token.dep_ == "conj" and any(child.lower_ == "other" for child in token.children):
            # "Poland and other countries that joined": what is said of the others holds for those named.
            yield from self.refs(token.head, conjuncts=False)
            return
        including = [
            entity
            for child in token.children
            if child.dep_ in {"nmod", "appos", "acl", "obl"} and case_of(child) in {"including", "such as", "like", ""}
            for entity in (self.refs(child) if child.dep_ == "nmod" or child.dep_ == "appos" else ())
        ]
        out = found + [entity for entity in including if self.type(entity) in {"Person", *_STATELIKE}]
        if not out and lemma == "delegation":
            out = list(delegates(self))
        yield from out or self.memory.description(token)

    def owners(self, noun: Token) -> tuple[str, ...]:
        """Whose a noun is: its adjectives, compounds, possessors, and what stands behind it after "of" or "from"."""
        out: list[str] = []
        for child in noun.children:
            if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked"} and child.i < noun.i:
                out.extend(self.refs(child))
                if child.i not in self._at:
                    out.extend(entity for inner in child.children for entity in self._modifier(inner))
            elif child.dep_ in {"nmod", "obl"} and case_of(child) in {"of", "from", "for"}:
                out.extend(self.refs(child))
        return tuple(dict.fromkeys(out))

    def _modifier(self, token: Token) -> tuple[str, ...]:
        mention = self._at.get(token.i)
        return (mention.entity,) if mention is not None and token.dep_ in {"amod", "compound", "nmod:poss"} else ()

    def sentence_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return self.memory.sentence_of(token)

    def country_of(self, entity: str) -> str | None:
        """The state that an entity is, lies in or belongs to."""
        return entity if self.type(entity) == "State" else self.register.drafts[entity].country

    def states_of(self, entity: str) -> tuple[str, ...]:
        """The states that somebody acts for: a state for itself, a person for the states whose posts the text gives."""
        if self.type(entity) == "State":
            return (entity,)
        bodies = [post.body for post in self.posts if post.person == entity and post.body and post.sure >= _TOLD]
        return tuple(dict.fromkeys(state for body in bodies if (state := self.country_of(body))))

    def turn(self, token: Token) -> Turn | None:
        """The speaker's turn that a token stands in, in an interview."""
        return turn_at(self.turns, token.i)
