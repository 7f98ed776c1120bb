"""Lemmas of attested forms: what the treebanks say of a word with a tag goes before what the network guesses.

A classifier over edits is right on most words and wrong on a few frequent ones ("met", "agreed"); the treebanks know
these. A form that they do not have is tried by the regular endings, against the lemmas that they know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from extract.language import lemmas

# The endings of each tag that regular forms are made with, and what takes their place in the lemma.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "NNS": (("ies", "y"), ("es", ""), ("s", "")),
    "VBZ": (("ies", "y"), ("es", ""), ("s", "")),
    "VBD": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBN": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBG": (("ying", "ie"), ("ing", "e"), ("ing", "")),
}
# Names and figures are their own lemmas, and are left to the edits.
_OPEN = ("NNP", "CD", "SYM", "FW", "ADD", "GW", "XX")


class Attested:
    """Lemmas by form and tag.

    Args:
        table: the lemma of each lower-cased form with a tag.
        known: more lemmas that forms may come from, each with the first letter of its tags (`V`, `N`).

    >>> attested = Attested({("met", "VBD"): "meet", ("sign", "VB"): "sign", ("agree", "VB"): "agree"})
    >>> attested("Met", "VBD", "l|0|"), attested("signed", "VBD", "l|1|"), attested("agreed", "VBN", "l|2|")
    ('meet', 'sign', 'agree')
    """

    def __init__(self, table: dict[tuple[str, str], str], known: Iterable[tuple[str, str]] = ()) -> None:
        self.table = table
        # By the kind of tag, verb or noun: "severed" comes from "sever", though "severe" is a word too.
        self._known = frozenset((tag[0], lemma) for (_form, tag), lemma in table.items()) | frozenset(known)

    def __call__(self, form: str, tag: str, edit: str) -> str:
        """The lemma of a form; `edit` is the network's guess, for what is neither attested nor regular."""
        found = self.table.get((form.lower(), tag))
        if found is not None:
            return found
        guess = lemmas.apply(edit, form)
        if tag not in _ENDINGS or (tag[0], guess) in self._known:
            return guess
        return next((stem for stem in _stems(form.lower(), tag) if (tag[0], stem) in self._known), guess)

    @classmethod
    def from_tsv(cls, text: str, known: Iterable[tuple[str, str]] = ()) -> Attested:
        """The mirror of `to_tsv`."""
        rows = (line.split("\t") for line in text.splitlines())
        return cls({(form, tag): lemma for form, tag, lemma in rows}, known)

    def to_tsv(self) -> str:
        """A line for each form and tag with its lemma, sorted."""
        return "".join(f"{form}\t{tag}\t{lemma}\n" for (form, tag), lemma in sorted(self.table.items()))


def learn(words: Iterable[tuple[str, str, str]]) -> Attested:
    """The most frequent lemma of each form and tag.

    Args:
        words: form, tag and lemma of each word of the treebanks.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for form, tag, lemma in words:
        if form.isalpha() and not tag.startswith(_OPEN):
            counts.setdefault((form.lower(), tag), Counter())[lemma] += 1
    # Of two lemmas as frequent, the first by the alphabet, so that the table is the same each time.
    return Attested({key: min(found, key=lambda one: (-found[one], one)) for key, found in counts.items()})


def _stems(form: str, tag: str) -> Iterator[str]:
    """What a regular form may come from: "stirred" is "stirre", "stirr" or "stir"."""
    for ending, instead in _ENDINGS[tag]:
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            yield stem + instead
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
