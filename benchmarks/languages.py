"""How English is told from other languages: the share of frequent words beside the detector, on the same texts.

Run it by hand with the root of the project as working directory; `extract/documents/english.py` quotes what it prints.
"""

from __future__ import annotations

from pathlib import Path

from extract.documents.english import english_likelihoods, english_share, require_english
from graph.errors import DocumentError

LEAST_SHARE = 0.05
"""What the share alone would need: with less, the neighbours of English are read too."""


def main() -> None:
    lines = Path("tests/data/languages.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ", 2) for line in lines if line and not line.startswith("#")]
    likely: dict[bool, list[tuple[float, str, str]]] = {True: [], False: []}
    wrong = {"share alone": 0, "detector": 0}
    for language, form, text in rows:
        text, english = text.replace(" / ", "\n"), language == "en"
        share = english_share(text)
        wrong["share alone"] += (share is None or share >= LEAST_SHARE) != english
        try:
            require_english(text)
            wrong["detector"] += not english
        except DocumentError:
            wrong["detector"] += english
        likely[english].append((max(english_likelihoods(text)), language, form))
    print(f"{len(rows)} texts, {len({row[0] for row in rows})} languages; wrongly told: {wrong}")
    print("the least likely English one: {:.2g} ({} {})".format(*min(likely[True])))
    print("the likeliest other one: {:.2g} ({} {})".format(*max(likely[False])))


if __name__ == "__main__":
    main()
