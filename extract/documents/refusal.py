"""What was not read, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file, or one record of it, that was not read; or what came with a document and was left aside.

    Args:
        source: the path, and the line, record or member where there are several; or `standard input`.
        reason: what was expected, what came, what to do.
        of: what was refused. A `document` that somebody asked for; a `file` of a folder or archive that is no document
            by its kind (a picture, a hidden file), which is only counted; the `facts` of a document that was read all
            the same; or nothing, where a `remark` says how a document was read that may have been meant otherwise.
        kind: of a `file`, what it counts as: its ending (`.png`), or a word such as `hidden` or `readme`.
    """

    source: str
    reason: str
    of: Literal["document", "file", "facts", "remark"] = "document"
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
