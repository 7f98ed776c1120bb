"""Posts in text: an office with its state or body, and the person who holds it.

"Turkish Foreign Minister Hakan Fidan", "Hakan Fidan, the foreign minister of Türkiye", "Fidan, who was appointed
ambassador to Georgia": the office is looked up in `ontologies/offices.tsv`, its state or body is read from the words
around it, and its holder from the name before or behind it, or from the grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Doc, Token

from extract.frames import case_of, surface_subject
from extract.modality import modality_of
from graph.facts import Modality
from graph.offices import Office, find_office

if TYPE_CHECKING:
    from extract.discourse import Discourse, Mention

Status = Literal["current", "former", "acting", "designate"]
_STATUS: dict[str, Status] = {
    "former": "former",
    "ex": "former",
    "ex-": "former",
    "late": "former",
    "ousted": "former",
    "deposed": "former",
    "retired": "former",
    "then": "former",
    "then-": "former",
    "onetime": "former",
    "past": "former",
    "previous": "former",
    "outgoing": "current",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "incoming": "designate",
    "designated": "designate",
    "elect": "designate",
    "designate": "designate",
}
_TRANSPARENT = frozenset(
    "new newly elected current incumbent long-time longtime veteran embattled reformist hardline conservative young senior "
    "first ailing own visiting".split()
)
_APPOINT = frozenset(
    "appoint name elect nominate choose select designate install reappoint re-elect reelect confirm pick promote swear "
    "crown proclaim inaugurate".split()
)
_BECOME = frozenset({"become", "remain", "serve", "act", "work", "continue", "be"})
_LEAVE = frozenset(
    {"resign", "step", "retire", "quit", "dismiss", "sack", "fire", "remove", "oust", "depose", "replace"}
)
# Offices whose holder is sent to somebody.
_ACCREDITED = frozenset({"ambassador", "consul", "envoy"})
_HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. h.e. h.e his her excellency honorable honourable the sir lady lord dame sheikh prof. "
    "professor gen. general lt. col. colonel admiral adm. prince princess rev. reverend".split()
)


@dataclass(frozen=True, slots=True)
class Post:
    """An office in the text: its tokens `[start, end)`, head, wording, state or body, and holder, where they are told."""

    start: int
    end: int
    head: int
    office: Office
    title: str
    status: Status = "current"
    body: str | None = None
    to: str | None = None
    person: str | None = None
    modality: Modality = "actual"
    start_date: str | None = None
    end_date: str | None = None


def find_posts(discourse: Discourse) -> list[Post]:
    """The posts of a document, in order, each with its holder where the sentence gives one."""
    doc = discourse.doc
    words = [token.text for token in doc]
    found: list[Post] = []
    at = 0
    while at < len(words):
        mention = discourse.mention_at(at)
        if mention is not None and at > mention.start:
            at = mention.end
            continue
        match = find_office(words, at)
        if match is None:
            at += 1
            continue
        end, office = match
        post = _post(discourse, at, end, office)
        if post is not None:
            found.append(post)
        at = end
    held = [_with_holder(discourse, post) for post in found]
    return _complete(discourse, _share_holders(discourse, held))


# --- the wording ------------------------------------------------------------------------------------------------------


def _post(discourse: Discourse, start: int, end: int, office: Office) -> Post | None:
    doc = discourse.doc
    head = doc[start:end].root
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "X", "VERB"}:
        return None
    left, body, status = _left(discourse, start)
    right, behind, to, title_end = _right(discourse, end, office)
    body = body or behind
    if body is None:
        owners = [e for e in _owners(discourse, head) if discourse.type(e) in {"State", "Organisation"}]
        body = owners[0] if owners else None
    if office.level in _ACCREDITED and to is None and body is not None and behind == body and left == start:
        # "Ambassador of X" is X's; "ambassador in Y" and "ambassador to Y" are sent to Y.
        pass
    title = " ".join(doc[start:title_end].text.split())
    for token in doc[end : end + 3]:
        if token.lower_ in {"elect", "designate", "designee", "nominee"}:
            status = "designate"
    return Post(left, max(right, end), head.i, office, title, status, body, to)


def _left(discourse: Discourse, start: int) -> tuple[int, str | None, Status]:
    """What stands before the office: its state or body, and whether it is a former or acting one."""
    doc = discourse.doc
    body: str | None = None
    status: Status = "current"
    left = start
    while left > 0:
        token = doc[left - 1]
        mention = discourse.mention_at(left - 1)
        if mention is not None:
            if discourse.type(mention.entity) not in {"State", "Organisation", "Place"} or body is not None:
                break
            body = _body_of(discourse, mention)
            left = mention.start
        elif token.lower_ in _STATUS:
            status = _STATUS[token.lower_]
            left -= 1
        elif token.text in {"'s", "’s", "'", "’", "-"} and left > 1 and _carries_on(discourse, left - 2, token.text):
            left -= 1
        elif token.lower_ in _TRANSPARENT:
            left -= 1
        else:
            break
    return left, body, status


def _carries_on(discourse: Discourse, before: int, mark: str) -> bool:
    if mark == "-":
        return discourse.doc[before].lower_ in {"then", "ex"} or discourse.mention_at(before) is not None
    return discourse.mention_at(before) is not None


def _body_of(discourse: Discourse, mention: Mention) -> str | None:
    """A place whose office it is stands for its state only where it is the capital."""
    if discourse.type(mention.entity) != "Place":
        return mention.entity
    return None


def _right(discourse: Discourse, end: int, office: Office) -> tuple[int, str | None, str | None, int]:
    """What stands behind the office: end of the phrase, its body, whom it is accredited to, end of the title."""
    doc = discourse.doc
    body: str | None = None
    to: str | None = None
    at = title_end = end
    while at < len(doc) and doc[at].lower_ in {"of", "to", "for", "in", "at", "on", "from", "with"}:
        preposition = doc[at].lower_
        inner = at + 1
        while inner < len(doc) and (doc[inner].lower_ in {"the", "his", "her"} or doc[inner].tag_ == "_SP"):
            inner += 1
        mention = discourse.mention_at(inner) if inner < len(doc) else None
        if mention is not None:
            kind = discourse.type(mention.entity)
            if kind == "Person":
                break
            entity = mention.entity
            if preposition in {"to", "in", "at"} and office.level in _ACCREDITED:
                to = to or _state_of(discourse, entity)
            elif preposition in {"of", "for", "at"} and kind in {"State", "Organisation"} and body is None:
                if mention.end < len(doc) and doc[mention.end].pos_ in {"NOUN", "PROPN"} and _same_phrase(doc, mention):
                    break
                body = entity
            elif preposition in {"of", "for", "at", "to"} and kind == "Place":
                title_end = mention.end
            else:
                break
            at = mention.end
            continue
        following = find_office([token.text for token in doc[inner : inner + 8]], 0) if preposition == "to" else None
        if following is not None:
            at = title_end = inner + following[0]
            continue
        stop = _portfolio(discourse, inner)
        if preposition in {"of", "for", "on"} and stop > inner:
            at = title_end = stop
            continue
        break
    return at, body, to, title_end


def _same_phrase(doc: Doc, mention: Mention) -> bool:
    """Whether a name only modifies the noun behind it ("minister for EU affairs")."""
    root = doc[mention.start : mention.end].root
    return root.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"} and root.head.i >= mention.end


def _portfolio(discourse: Discourse, start: int) -> int:
    """The end of a portfolio that no table has ("for Integrated Planning and Reform"): capitalised words together."""
    doc = discourse.doc
    at = start
    while at < len(doc) and at - start < 9:
        token = doc[at]
        mention = discourse.mention_at(at)
        if mention is not None and discourse.type(mention.entity) == "Person":
            break
        small = token.lower_ in {"and", "of", "the", "for", ",", "on", "&"}
        if not (token.text[:1].isupper() or (small and at > start)):
            break
        if token.text == "," and not _list_goes_on(doc, at):
            break
        at += 1
    while at > start and (doc[at - 1].lower_ in {"and", "of", "the", "for", ",", "on"}):
        at -= 1
    return at


def _list_goes_on(doc: Doc, comma: int) -> bool:
    """Whether a comma inside a portfolio is followed by more of it, up to an "and": "Trade, Industry and Energy"."""
    ahead = [token.text for token in doc[comma + 1 : comma + 5]]
    return bool(ahead) and ahead[0][:1].isupper() and any(word in {"and", "&"} for word in ahead[1:4])


def _state_of(discourse: Discourse, entity: str) -> str:
    draft = discourse.register.drafts[entity]
    if draft.type == "Place" and draft.country and discourse.gazetteer.entity(draft.country):
        return discourse.register.known(draft.country)
    return entity


def _owners(discourse: Discourse, head: Token) -> Iterator[str]:
    for child in head.children:
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod"}:
            if child.dep_ == "nmod" and case_of(child) not in {"of", "for", "from"}:
                continue
            mention = discourse.mention_at(child.i)
            if mention is not None:
                yield mention.entity


# --- the holder -------------------------------------------------------------------------------------------------------


def _with_holder(discourse: Discourse, post: Post) -> Post:
    person = _named_behind(discourse, post)
    if person is not None:
        post = _body_behind_name(discourse, replace(post, person=person.entity), person)
        return replace(post, end=person.end)
    person = _named_before(discourse, post)
    if person is not None:
        return replace(post, person=person.entity)
    return _by_grammar(discourse, post)


def _person_at(discourse: Discourse, token: int) -> Mention | None:
    mention = discourse.mention_at(token) if 0 <= token < len(discourse.doc) else None
    return mention if mention is not None and discourse.type(mention.entity) == "Person" else None


def _named_behind(discourse: Discourse, post: Post) -> Mention | None:
    doc = discourse.doc
    at = post.end
    while at < len(doc) and doc[at].lower_ in _HONORIFICS:
        at += 1
    if at < len(doc) and doc[at].text in {"(", "-", "–"} and at + 2 < len(doc) and doc[at + 2].text == ")":
        at += 3
    person = _person_at(discourse, at)
    if person is not None:
        return person if doc[at].sent.start == doc[post.head].sent.start else None
    if at < len(doc) and doc[at].text == ",":
        after = at + 1
        while after < len(doc) and doc[after].lower_ in _HONORIFICS:
            after += 1
        person = _person_at(discourse, after)
        if person is not None and _closes(doc, person.end) and not _named_before(discourse, post):
            return person
    return None


def _closes(doc: Doc, end: int) -> bool:
    """Whether a name between commas ends there: the reading "the minister, Celso Amorim, said"."""
    return (
        end >= len(doc) or doc[end].text in {",", ".", ")", ";", "–", "-"} or doc[end].pos_ in {"VERB", "AUX", "SPACE"}
    )


def _named_before(discourse: Discourse, post: Post) -> Mention | None:
    doc = discourse.doc
    at = post.start - 1
    while at >= 0 and doc[at].lower_ in {"the", "a", "an", "its", "their"}:
        at -= 1
    if at < 0 or doc[at].text not in {",", "(", "–", "—", "-"}:
        return None
    opening = doc[at].text
    person = _person_at(discourse, at - 1)
    if person is None or doc[at].sent.start != doc[person.start].sent.start:
        return None
    if opening == "," and _person_at(discourse, post.end) is not None:
        return None
    return person


def _body_behind_name(discourse: Discourse, post: Post, person: Mention) -> Post:
    """ "President Volodymyr Zelenskyy of Ukraine"."""
    doc = discourse.doc
    at = person.end
    if post.body is not None or at + 1 >= len(doc) or doc[at].lower_ not in {"of", "from", "("}:
        return post
    inner = at + 1
    while inner < len(doc) and doc[inner].lower_ == "the":
        inner += 1
    mention = discourse.mention_at(inner) if inner < len(doc) else None
    if mention is not None and discourse.type(mention.entity) in {"State", "Organisation"}:
        return replace(post, body=mention.entity)
    return post


def _by_grammar(discourse: Discourse, post: Post) -> Post:
    """The holder by a copula ("X is the president of"), or by a verb of appointing, becoming, serving or leaving."""
    head = discourse.doc[post.head]
    copula = next((child for child in head.children if child.dep_ == "cop"), None)
    if copula is not None:
        person = _one_person(discourse, surface_subject(head))
        past = copula.lower_ in {"was", "were"} or any(c.lower_ == "had" for c in head.children)
        status: Status = "former" if past and post.status == "current" else post.status
        return replace(post, person=person, status=status, modality=modality_of(head)) if person else post
    verb = head.head
    if verb.i == head.i or verb.pos_ not in {"VERB", "AUX"}:
        return post
    lemma = verb.lemma_
    if lemma in _APPOINT and (
        head.dep_ in {"xcomp", "obj", "appos", "nsubj:pass"} or case_of(head) in {"as", "to be", "to"}
    ):
        return _appointed(discourse, post, head, verb)
    if lemma in _BECOME and (head.dep_ in {"xcomp", "obj"} or case_of(head) == "as"):
        person = _one_person(discourse, surface_subject(verb))
        if person is None:
            return post
        was = verb.tag_ in {"VBD", "VBN"} and lemma != "become" and post.status == "current"
        time = _time_under(discourse, verb)
        post = replace(post, person=person, modality=modality_of(verb), status="former" if was else post.status)
        return replace(post, start_date=time) if lemma == "become" else post
    if lemma in _LEAVE and case_of(head) in {"as", "from"}:
        tokens = surface_subject(verb) or [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]
        objects = [c for c in verb.children if c.dep_ == "obj"]
        person = _one_person(discourse, objects or tokens)
        if person is None:
            return post
        modality = modality_of(verb)
        ended: Status = "former" if modality == "actual" else "current"
        return replace(post, person=person, status=ended, end_date=_time_under(discourse, verb))
    return post


def _appointed(discourse: Discourse, post: Post, head: Token, verb: Token) -> Post:
    tokens = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"} and child.i != head.i]
    if not tokens and verb.tag_ == "VBN":
        tokens = surface_subject(verb)
    person = _one_person(discourse, tokens)
    if person is None:
        return post
    modality = modality_of(verb)
    status: Status = post.status
    if verb.lemma_ in {"nominate", "designate"}:
        status, modality = "designate", "planned"
    elif modality == "planned":
        status = "designate"
    return replace(post, person=person, status=status, modality=modality, start_date=_time_under(discourse, verb))


def _one_person(discourse: Discourse, tokens: Sequence[Token]) -> str | None:
    for token in tokens:
        if token.tag_ in {"WP", "WDT"} and token.head.dep_ == "acl:relcl":
            token = token.head.head
        if token.tag_ in {"WP", "WDT"} and token.head.head.dep_ == "acl:relcl":
            token = token.head.head.head
        mention = _person_at(discourse, token.i)
        if mention is not None:
            return mention.entity
    return None


def _time_under(discourse: Discourse, verb: Token) -> str | None:
    for token in verb.subtree:
        time = discourse.times.get(token.i)
        if time is not None:
            return time.value
    return None


# --- what one post tells of another -----------------------------------------------------------------------------------


def _share_holders(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """ "Assistant to the President and Director of the Council Jennifer Klein" holds both."""
    doc = discourse.doc
    out = list(posts)
    for i in range(len(out) - 2, -1, -1):
        post, following = out[i], out[i + 1]
        between = [token.lower_ for token in doc[post.end : following.start]]
        if post.person is None and following.person is not None and between in (["and"], [",", "and"], ["and", "the"]):
            if _person_at(discourse, following.end - 1) is not None and doc[post.start].text[:1].isupper():
                out[i] = replace(post, person=following.person, body=post.body or following.body)
    for i in range(1, len(out)):
        before, post = out[i - 1], out[i]
        between = [token.lower_ for token in doc[before.end : post.start]]
        if post.person is None and before.person is not None and _named_before(discourse, before) is not None:
            if between in (["and"], [",", "and"], ["and", "the"], ["and", "a"]):
                out[i] = replace(post, person=before.person, body=post.body or before.body)
    return out


def _complete(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """Gives a post the body that the same person's post has elsewhere, or that the office itself fixes."""
    bodies: dict[tuple[str, str], str] = {}
    anywhere: dict[str, str] = {}
    for post in posts:
        if post.person and post.body:
            bodies.setdefault((post.person, post.office.id), post.body)
            if discourse.type(post.body) == "State" and post.status == "current":
                anywhere.setdefault(post.person, post.body)
    out = []
    for post in posts:
        body = post.body
        if body is None and post.person is not None:
            body = bodies.get((post.person, post.office.id)) or anywhere.get(post.person)
        if body is None and post.office.body and discourse.gazetteer.entity(post.office.body):
            body = discourse.register.known(post.office.body)
        out.append(replace(post, body=body))
    return out
