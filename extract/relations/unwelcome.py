"""Diplomats declared persona non grata: in one fixed phrase, which parsers take apart in many ways."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.claims import agents, date_of, of_type, span_of
from extract.discourse import Discourse
from extract.frames import verb_frame
from extract.modality import modality_of
from extract.subjects import is_passive
from graph.facts import Relation

_PHRASE = frozenset({"persona", "personae", "personas"})
_DECLARING = frozenset({"brand", "consider", "declare", "deem", "designate", "label", "make", "name", "proclaim"})
_UNWELCOME = frozenset({"Person", "State"})


def find_unwelcome(discourse: Discourse) -> Iterator[Relation]:
    """Who declared whom persona non grata: an expulsion, of the person named or else of the diplomat's state."""
    for token in discourse.doc[:-1]:
        if token.lower_ not in _PHRASE or token.nbor(1).lower_ != "non":
            continue
        verb = _declaring(token)
        if verb is None:
            continue
        frame = verb_frame(verb)
        done_to = discourse.all_refs(frame["object"]) if is_passive(verb) else ()
        targets = done_to or _first_between(discourse, verb, token)
        sources = agents(discourse, discourse.all_refs(frame["subject"]))
        for source in sources:
            for target in of_type(discourse, targets, _UNWELCOME):
                if target != source:
                    yield Relation(
                        source=source,
                        target=target,
                        action="expel",
                        date=date_of(discourse, verb),
                        modality=modality_of(verb),
                        evidence=span_of([*frame["subject"], verb, token]),
                    )


def _declaring(phrase: Token) -> Token | None:
    """The last verb of declaring before the phrase, in its sentence."""
    before = phrase.doc[phrase.sent.start : phrase.i]
    return next((token for token in reversed(before) if token.lemma_ in _DECLARING and token.pos_ == "VERB"), None)


def _first_between(discourse: Discourse, verb: Token, phrase: Token) -> tuple[str, ...]:
    """Whom the first words between the verb and the phrase speak of: a person, else the state of a diplomat."""
    between = discourse.doc[verb.i + 1 : phrase.i]
    for types in (frozenset({"Person"}), frozenset({"State"})):
        for token in between:
            mention = discourse.mention_at(token.i)
            if mention is not None and discourse.type(mention.entity) in types:
                return (mention.entity,)
    return ()
