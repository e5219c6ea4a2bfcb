"""How a measurement is taken, judged and shown.

Absolute times belong to one machine; a ratio to something measured beside it carries over. So every
measurement names a goal, a limit or a rival, and the rival runs in turn with the measured code.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One row of the table. Times in seconds.

    beside: median of what ran in turn (a read limit, a rival). goal: a sentence; met: whether it holds.
    limit: the most that the goal allows.
    """

    name: str
    median: float
    fastest: float
    slowest: float
    goal: str = ""
    met: bool | None = None
    beside: float | None = None
    beside_name: str = ""
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """To what ran beside it, else to the limit of its goal."""
        whole = self.beside or self.limit
        return self.median / whole if whole else None


def scaled(size: int, least: int = 1) -> int:
    """`size` times BENCH_SCALE (1 unless set), for small runs."""
    return max(least, int(size * float(os.environ.get("BENCH_SCALE", "1"))))


def measure(
    name: str,
    work: Callable[[], object],
    *,
    rounds: int = 7,
    times: int = 1,
    at_most: float | None = None,
    beside: tuple[str, Callable[[], object]] | None = None,
    ratio_at_most: float | None = None,
) -> Measurement:
    """Median of `rounds` after one round to warm up; each round runs `work` `times` times.

    at_most: goal in seconds. beside: a name and the work to compare with, run in turn.
    ratio_at_most: goal for the ratio to it.
    """
    own: list[float] = []
    other: list[float] = []
    for turn in range(rounds + 1):
        spent = _seconds(work, times)
        rival = _seconds(beside[1], times) if beside else 0.0
        if turn:
            own.append(spent)
            other.append(rival)
    median = statistics.median(own)
    against = statistics.median(other) if beside else None
    goals, kept = [], []
    if at_most is not None:
        goals.append(f"≤ {shown(at_most)}")
        kept.append(median <= at_most)
    if ratio_at_most is not None and against:
        goals.append(f"≤ {ratio_at_most:g} ×")
        kept.append(median <= ratio_at_most * against)
    return Measurement(
        name=name,
        median=median,
        fastest=min(own),
        slowest=max(own),
        goal=", ".join(goals),
        met=all(kept) if kept else None,
        beside=against,
        beside_name=beside[0] if beside else "",
        limit=at_most,
    )


def _seconds(work: Callable[[], object], times: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begun) / times


def shown(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


HEAD = (
    "measurement",
    "median",
    "fastest – slowest",
    "beside it",
    "ratio",
    "goal",
    "met",
)


def row(found: Measurement) -> tuple[str, ...]:
    beside = f"{found.beside_name} {shown(found.beside)}" if found.beside else ""
    return (
        found.name,
        shown(found.median),
        f"{shown(found.fastest)} – {shown(found.slowest)}",
        beside,
        f"{found.ratio:.2f}{'' if found.beside else ' of goal'}" if found.ratio else "",
        found.goal,
        {True: "yes", False: "NO", None: ""}[found.met],
    )


def table(found: list[Measurement]) -> str:
    """A Markdown table, padded to be read in a terminal too."""
    rows = [HEAD, *(row(one) for one in found)]
    widths = [max(len(cells[place]) for cells in rows) for place in range(len(HEAD))]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) for cell, width in zip(cells, widths, strict=True)
        )
        + " |"
        for cells in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
