"""Subtitles of films and hearings (SRT, WebVTT): the words, without the times at which they are shown."""

from __future__ import annotations

import re

_TIME = r"(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}"
_CUE = re.compile(rf"^{_TIME} +--> +{_TIME}.*$", re.M)
_HEAD = re.compile(r"\ufeff?WEBVTT[^\n]*\n(?:[^\n]+\n)*")
_NOTE = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)\b[^<>]*>|<\d[\d:.]*>|\{\\an?\d\}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)? ([^<>]+)>")
_FEWEST = 2


def spoken(text: str) -> str:
    """What is said in subtitles, as running text; any other text as it is.

    >>> spoken("1\\n00:00:01,000 --> 00:00:02,000\\nThe envoy\\n\\n2\\n00:00:02,000 --> 00:00:04,000\\nof Chad left")
    'The envoy of Chad left'
    """
    text = text.replace("\r\n", "\n")
    if len(_CUE.findall(text)) < _FEWEST:
        return text
    parts: list[str] = []
    for block in re.split(r"\n[ \t]*\n", _HEAD.sub("", text, count=1)):
        lines = block.strip().split("\n")
        place = next((n for n, line in enumerate(lines[:2]) if _CUE.match(line)), None)
        if place is None or _NOTE.match(lines[0]):
            continue
        said = " ".join(_TAG.sub("", _VOICE.sub(r"\n\n\1: ", line)).strip(" ") for line in lines[place + 1 :])
        # Subtitles that roll up show each line twice.
        if said.strip() and (not parts or said.strip() != parts[-1].strip()):
            parts.append(said)
    return re.sub(r" *\n\n *", "\n\n", " ".join(parts)).strip()
