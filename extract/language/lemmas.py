"""Lemmas as small edits of the word form, so that a classifier can learn them as labels."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """The edit that makes the lemma out of the form: `case|cut|add`.

    `case` is `l` when the form is lower-cased first and `k` when its case is kept, `cut` counts the letters that fall
    off at the end, `add` is what takes their place. Frequent irregular forms get edits of their own.

    >>> script("visited", "visit"), script("Talks", "talk"), script("Baku", "Baku"), script("met", "meet")
    ('l|2|', 'l|1|', 'k|0|', 'l|1|et')
    """
    lowered = form.lower()
    best = min((_edit(case, base, lemma) for case, base in (("l", lowered), ("k", form))), key=lambda edit: edit[0])
    return best[1]


def apply(edit: str, form: str) -> str:
    """The lemma of a form by an edit of `script`; the lower-cased form where the edit does not fit.

    >>> apply("l|3|y", "Ministries"), apply("l|4|be", "is")
    ('ministry', 'is')
    """
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    kept = len(base) - int(cut)
    return (base[:kept] + add or base) if kept >= 0 else form.lower()


def _edit(case: str, base: str, lemma: str) -> tuple[int, str]:
    shared = next(
        (place for place, pair in enumerate(zip(base, lemma, strict=False)) if pair[0] != pair[1]),
        min(len(base), len(lemma)),
    )
    cut, add = len(base) - shared, lemma[shared:]
    return cut + len(add), f"{case}|{cut}|{add}"
