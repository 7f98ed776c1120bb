"""A parsed document with what its words refer to: the ground that the relations stand on.

`Discourse.refs(token)` answers the one question that every relation asks: which entities does the phrase headed by this
word stand for? Names, titles with names, coordination, apposition, groups that act for a state ("a Slovak delegation"),
pronouns, and descriptions ("the minister", "both countries", "the Alliance").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from extract.company import Company, find_company
from extract.coreference import Memory
from extract.datelines import dateline_tokens
from extract.described import Description
from extract.entity_types import AGENTS, STATELIKE, type_of
from extract.holders import with_holders
from extract.lexicon import words
from extract.linking import Linker, Mention
from extract.names import find_names
from extract.people import Register
from extract.places import described_places
from extract.posts import Post
from extract.rolls import delegates
from extract.roster import Roster
from extract.series import row_after, row_before
from extract.speakers import Turn, find_turns, turn_at
from extract.styled import settle_names
from extract.subjects import NOMINAL, case_of
from extract.tenses import times_by_token
from extract.times import Time
from extract.titles import find_titles
from extract.told import told_posts
from graph.facts import Document
from graph.gazetteer import Gazetteer

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})
# A post whose body is less sure than this was only guessed; nothing further is built on it.
_TOLD = 0.8


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
        linker = Linker(doc, document, self.names, self.register)
        linked = linker.link_names()
        self.mentions: list[Mention] = linked.all
        self._at: dict[int, Mention] = linked.at
        self.turns: list[Turn] = []
        self.posts = Roster(with_holders(self, list(find_titles(self))))
        self.turns = find_turns(self)
        self.described: dict[int, Description] = linker.link_descriptions()
        self._refs: dict[int, tuple[str, ...]] = {}
        self._datelines = dateline_tokens(doc)
        self.memory = Memory(self)
        # Pronouns and descriptions tell who holds some posts and whose they are; they are resolved anew once these do.
        self.posts = Roster(told_posts(self, list(self.posts)))
        self._refs.clear()
        self.memory.walk()
        self._dated = frozenset(self.sentence_of(doc[token]) for token in self.times)
        self.company: tuple[Company, ...] = find_company(self)

    # --- entities -------------------------------------------------------------------------------------------------

    def type(self, entity: str) -> str:
        """The type of an entity of this document."""
        return type_of(entity)

    @cached_property
    def by_lemma(self) -> dict[tuple[str, str], list[Token]]:
        """The verbs and nouns by part of speech and lemma, in order: `("VERB", "lead")`."""
        found: dict[tuple[str, str], list[Token]] = {}
        for token in self.doc:
            if token.pos_ in {"VERB", "NOUN"}:
                found.setdefault((token.pos_, token.lemma_), []).append(token)
        return found

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs, without the white space between them."""
        doc, start, found = self.doc, 0, []
        for token in doc:
            if token.is_space and "\n" in token.text:
                if token.i > start:
                    found.append(doc[start : token.i])
                start = token.i + 1
        if start < len(doc):
            found.append(doc[start : len(doc)])
        return found

    @cached_property
    def headings(self) -> list[int]:
        """The places of the paragraphs that end in a colon."""
        return [place for place, paragraph in enumerate(self.paragraphs) if paragraph[-1].text == ":"]

    def mention_at(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        return self._at.get(token)

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
            for other in (*row_before(self, token), *row_after(self, token)):
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
        post = self.posts.headed.get(token.i) or self._title_over(token)
        behind = self._named_behind(token)
        if behind and (post is None or token.tag_ in {"NNS", "NNPS"}):
            yield from behind
            return
        if post is not None:
            yield from self.memory.holder(post, self.doc[post.head])
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
        if not found and token.tag_ == "NNS" and token.lemma_ in {"country", "nation", "state", "member", "party"}:
            states = [m.entity for t in token.subtree if (m := self._at.get(t.i)) and self.type(m.entity) == "State"]
            found = tuple(dict.fromkeys(states)) if len(set(states)) > 2 else ()
        if not found and token.dep_ == "appos" and token.head.i in self._at:
            # "Norway and Liechtenstein, countries that …"
            found = self.refs(token.head)
        if not found and token.pos_ == "NOUN":
            # "The capital Bogotá", "the group Hamas".
            found = self.all_refs(c for c in token.children if c.dep_ in {"appos", "flat"} and c.i in self._at)
        yield from found

    def _title_over(self, token: Token) -> Post | None:
        """The post in whose title a state stands, where a parse takes the state for an argument of its own."""
        if token.dep_ not in _ARGUMENTS and not (token.dep_ == "nmod" and case_of(token)):
            return None
        return self.posts.titled(token.i)

    def _named_behind(self, token: Token) -> tuple[str, ...]:
        """Whose names follow at once: "his counterpart Ann Lee", "his counterparts, Ann Lee and Bo Cole"."""
        if token.pos_ not in NOMINAL or token.lemma_.lower() not in words("nouns")["group"]["lemmas"]:
            return ()
        at = token.i + 1
        comma = at < len(self.doc) and self.doc[at].text == ","
        at += comma
        post = next((post for post in self.posts.starting(at) if post.person is not None), None)
        while post is None and at in self.posts.headed and self.posts.headed[at].person is not None:
            at += 1
        mention = self._at.get(post.end - 1 if post is not None else at)
        if mention is None or self.type(mention.entity) != "Person":
            return ()
        head = self.doc[mention.start : mention.end].root
        if comma and head.dep_.startswith("nsubj") and not token.dep_.startswith("nsubj"):
            return ()
        row = row_after(self, head)
        if token.tag_ in {"NNS", "NNPS"}:
            others = tuple(one for other in row for one in self.refs(other, conjuncts=False))
            return (mention.entity, *others) if others else ()
        return (mention.entity,)

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
        above = self._at.get(token.head.i) if token.dep_ == "appos" else None
        if above is not None and self.type(above.entity) == "State":
            # "Norway and Iceland, non-EU countries that …".
            yield from self.refs(token.head)
            return
        found = [entity for entity in self.owners(token) if self.type(entity) in STATELIKE]
        if not found and token.dep_ == "conj" and any(child.lower_ == "other" for child in token.children):
            # "Poland and other countries that joined": what is said of the others holds for those named.
            yield from self.refs(token.head, conjuncts=False)
            return
        including = [
            entity
            for child in token.children
            if child.dep_ in {"nmod", "appos"} and case_of(child) in {"including", "such as", "like", ""}
            for entity in self.refs(child)
        ]
        # "A group of members led by Ann Lee".
        led = [child for child in token.children if child.dep_ == "acl" and child.lemma_ in {"head", "lead"}]
        including += self.all_refs(c for verb in led for c in verb.children if c.dep_ in {"obl:agent", "obl"})
        named = [entity for entity in including if self.type(entity) in AGENTS]
        if found and named and _spells_out({self.type(one) for one in found}, {self.type(one) for one in named}):
            found = []
        out = found + named
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

    def sentence_at(self, character: int) -> int:
        """The number of the sentence that a character of the text stands in."""
        span = self.doc.char_span(character, character + 1, alignment_mode="expand")
        return self.sentence_of(span[0]) if span is not None else 0

    def is_dated(self, sentence: int) -> bool:
        """Whether a sentence, by its number, gives a date."""
        return sentence in self._dated

    def country_of(self, entity: str) -> str | None:
        """The state that an entity is, lies in or belongs to."""
        return entity if self.type(entity) == "State" else self.register.drafts[entity].country

    def states_of(self, entity: str) -> tuple[str, ...]:
        """The states that somebody acts for: a state for itself, a person for the states whose posts the text gives."""
        if self.type(entity) == "State":
            return (entity,)
        bodies = [post.body for post in self.posts.of(entity) if post.body and post.sure >= _TOLD]
        return tuple(dict.fromkeys(state for body in bodies if (state := self.country_of(body))))

    def turn(self, token: Token) -> Turn | None:
        """The speaker's turn that a token stands in, in an interview."""
        return turn_at(self.turns, token.i)


def _spells_out(whose: set[str], named: set[str]) -> bool:
    """Whether names say which group of another's is meant: "EU countries - Austria and Spain", "the Iraqi group X"."""
    return (named, whose) in (({"State"}, {"Organisation"}), ({"Organisation"}, {"State"}))
