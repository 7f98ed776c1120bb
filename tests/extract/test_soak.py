"""The soak of `benchmarks/soak.py`, for a few seconds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def test_store_is_as_built_afresh_whatever_comes_goes_and_kills(root: Path) -> None:
    program = str(root / "benchmarks" / "soak.py")
    command = [sys.executable, program, "--minutes", "0.25", "--kill", "2", "--readers", "2", "--documents", "40"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second, last = done.stdout.splitlines()
    assert last == "the store equals one that is built afresh, byte for byte"
    changes, kills, answers = (int(number.replace(",", "")) for number in re.findall(r"[0-9][0-9,]*", first)[:3])
    assert changes > 20 and kills >= 1 and answers >= 10
    assert re.match(r"[1-9]\d* documents, [1-9]\d* happenings", second)
