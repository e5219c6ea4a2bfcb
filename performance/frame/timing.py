"""How a measurement is taken, judged and shown.

Absolute times belong to one machine; a ratio to something measured beside it carries
over. So every measurement names a goal, a limit or a rival, and the rival runs in turn
with the measured code.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One row of the table. Times in seconds.

    beside: median of what ran in turn (a read limit, a rival).
    goal: a sentence; met: whether it holds. limit: the most that the goal allows.
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
        if not whole:
            return None
        return self.median / whole


def measured_once(name: str, took: float, at_most: float) -> Measurement:
    """Of what makes what it measures, so that it cannot be done again."""
    return Measurement(
        name=name,
        median=took,
        fastest=took,
        slowest=took,
        goal=f"≤ {at_most:.0f} s",
        met=took <= at_most,
        limit=at_most,
    )


def scaled(size: int, least: int = 1) -> int:
    """`size` times BENCH_SCALE (1 unless set), for small runs."""
    scale = float(os.environ.get("BENCH_SCALE", "1"))
    return max(least, int(size * scale))


def measure(
    name: str,
    work: Callable[[], object],
    *,
    rounds: int = 7,
    times: int = 1,
    at_most: float | None = None,
    beside: tuple[str, Callable[[], object]] | None = None,
    ratio_at_most: float | None = None,
    clock: Callable[[], float] | None = None,
) -> Measurement:
    """Median of `rounds` after one to warm up; each round runs `work` `times` times.

    at_most: goal in seconds. beside: a name and the work to compare with, run in turn.
    ratio_at_most: goal for the ratio to it. clock: time.process_time counts what this process
    had of a processor, which hardly depends on what else the machine does.
    """
    rival_name, rival = beside or ("", None)
    own, other = _in_turn(work, rival, rounds, times, clock)
    # Not the mean: one round that the machine spent on something else would move it.
    median = statistics.median(own)
    rival_median = statistics.median(other) if other else None
    goals = _goals(median, rival_median, at_most, ratio_at_most)
    return Measurement(
        name=name,
        median=median,
        fastest=min(own),
        slowest=max(own),
        goal=", ".join(goals),
        met=all(goals.values()) if goals else None,
        beside=rival_median,
        beside_name=rival_name,
        limit=at_most,
    )


def measure_each(
    name: str,
    works: Iterable[Callable[[], object]],
    *,
    at_most: float,
    even_the_slowest: bool = False,
) -> Measurement:
    """Median over all of these; each is the middle of three, since one may fall on a
    collection of garbage. at_most: goal in seconds.

    even_the_slowest: the goal holds for each of them, in processor time and as the fastest
    of three, since of many some surely fall on what else the machine does.
    In the name {count} stands for how many there are.
    """
    clock = time.process_time if even_the_slowest else None
    one_of_three = min if even_the_slowest else statistics.median
    spent = []
    for work in works:
        spent.append(one_of_three([_seconds(work, 1, clock) for _ in range(3)]))
    middle, slowest = statistics.median(spent), max(spent)
    return Measurement(
        name=name.format(count=len(spent)),
        median=middle,
        fastest=min(spent),
        slowest=slowest,
        goal=f"each ≤ {shown(at_most)}" if even_the_slowest else f"≤ {shown(at_most)}",
        met=(slowest if even_the_slowest else middle) <= at_most,
        limit=at_most,
    )


def _in_turn(
    work: Callable[[], object],
    rival: Callable[[], object] | None,
    rounds: int,
    times: int,
    clock: Callable[[], float] | None = None,
) -> tuple[list[float], list[float]]:
    """Seconds of each round, and of the rival's: in turn, since a machine's speed drifts."""
    own: list[float] = []
    other: list[float] = []
    for turn in range(rounds + 1):
        spent = _seconds(work, times, clock)
        spent_by_rival = _seconds(rival, times, clock) if rival else None
        # The first round fills caches and imports what is imported late.
        if turn == 0:
            continue
        own.append(spent)
        if spent_by_rival is not None:
            other.append(spent_by_rival)
    return own, other


def _goals(
    median: float,
    rival_median: float | None,
    at_most: float | None,
    ratio_at_most: float | None,
) -> dict[str, bool]:
    """Each goal in words, and whether it is met."""
    goals: dict[str, bool] = {}
    if at_most is not None:
        goals[f"≤ {shown(at_most)}"] = median <= at_most
    if ratio_at_most is not None and rival_median:
        goals[f"≤ {ratio_at_most:g} ×"] = median <= ratio_at_most * rival_median
    return goals


def _seconds(
    work: Callable[[], object],
    times: int,
    clock: Callable[[], float] | None = None,
) -> float:
    clock = clock or time.perf_counter
    begun = clock()
    for _ in range(times):
        work()
    return (clock() - begun) / times


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


def row(measurement: Measurement) -> tuple[str, ...]:
    beside = ""
    if measurement.beside:
        beside = f"{measurement.beside_name} {shown(measurement.beside)}"
    fastest = shown(measurement.fastest)
    slowest = shown(measurement.slowest)
    return (
        measurement.name,
        shown(measurement.median),
        f"{fastest} – {slowest}",
        beside,
        _ratio_text(measurement),
        measurement.goal,
        {True: "yes", False: "NO", None: ""}[measurement.met],
    )


def _ratio_text(measurement: Measurement) -> str:
    if not measurement.ratio:
        return ""
    # Without a rival the ratio is to the limit, which must not pass for a rival's time.
    of_what = "" if measurement.beside else " of goal"
    return f"{measurement.ratio:.2f}{of_what}"


def table(measurements: list[Measurement]) -> str:
    """A Markdown table, padded to be read in a terminal too."""
    rows = [HEAD, *map(row, measurements)]
    columns = zip(*rows, strict=True)
    widths = [max(map(len, column)) for column in columns]
    head, *body = [_line(cells, widths) for cells in rows]
    dashes = "|".join("-" * (width + 2) for width in widths)
    return "\n".join([head, f"|{dashes}|", *body])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = map(str.ljust, cells, widths)
    return f"| {' | '.join(padded)} |"
