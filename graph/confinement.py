"""What a process takes from itself before it does something that may go wrong: memory, time, the network."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET of Linux
_DIE_WITH_PARENT, _KILL = 1, 9  # PR_SET_PDEATHSIG and SIGKILL
_STATM = Path("/proc/self/statm")


def confine(*, seconds: float, network: bool) -> bool:
    """Bounds this process for good. Use it in a child, before it starts threads.

    Args:
        seconds: of time, after which the system ends the process should nobody else do so.
        network: whether it may use the network. Where it may not, the system takes that away if it can.

    Returns:
        Whether the network was taken away; only Linux can, and not in every container.
    """
    if resource is None:
        return False
    # Time on every core at once; who started the process ends it sooner, unless it was itself ended.
    limit = int(seconds * (os.cpu_count() or 1)) + 5
    _, longest = resource.getrlimit(resource.RLIMIT_CPU)
    if longest == resource.RLIM_INFINITY or limit < longest:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, longest))
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)
    if network:
        return False
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def bound_memory(megabytes: int) -> None:
    """Lets this process take so much more memory than it has now. Use it once all that it needs is open."""
    if resource is None or not _STATM.exists():
        return
    taken = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = taken + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (bound if most == resource.RLIM_INFINITY else min(bound, most), most))
