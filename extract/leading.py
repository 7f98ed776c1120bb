"""Posts that a verb says: "Lind heads the agency", "a commission led by Dahl", "the party, founded by Berg"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.frames import verb_frame
from extract.lexicon import words
from extract.modality import modality_of
from extract.posts import Post, Status
from extract.subjects import is_passive
from graph.offices import office

if TYPE_CHECKING:
    from extract.discourse import Discourse

# What stands for a state, and is led by who leads it.
_STATE_ITSELF = frozenset({"government", "administration", "cabinet"})


def verbal_posts(discourse: Discourse) -> Iterator[Post]:
    """The posts of a document that its verbs say, in order; only of organisations that it names.

    Args:
        discourse: the document, in which pronouns and descriptions can be resolved.
    """
    offices = words("posts")["verb"]
    for verb in discourse.doc:
        if verb.pos_ == "VERB" and verb.lemma_ in offices:
            post = _post(discourse, verb, offices[verb.lemma_])
            if post is not None:
                yield post


def _post(discourse: Discourse, verb: Token, id: str) -> Post | None:
    held = office(f"office/{id}")
    frame = verb_frame(verb)
    led = frame.get("over", []) if verb.lemma_ == "preside" else frame.get("object", [])
    people = [e for e in discourse.all_refs(frame.get("subject", [])) if discourse.type(e) == "Person"]
    people += [] if people else [e for e in discourse.all_refs(frame.get("by", [])) if discourse.type(e) == "Person"]
    kinds = {"Organisation", "State"} if any(token.lemma_ in _STATE_ITSELF for token in led) else {"Organisation"}
    bodies = [e for e in discourse.all_refs(led) if discourse.type(e) in kinds]
    if held is None or len(people) != 1 or len(bodies) != 1:
        return None
    past = verb.tag_ == "VBD" or any(child.lower_ in {"was", "were", "had", "has", "have"} for child in verb.children)
    status: Status = "former" if past and not (is_passive(verb) and verb.dep_ == "acl") else "current"
    if held.id == "office/founder":
        status = "current"
    return Post(verb.i, verb.i + 1, verb.i, held, id, status, bodies[0], person=people[0], modality=modality_of(verb))
