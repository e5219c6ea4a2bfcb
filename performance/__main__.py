"""`python -m performance [name...]`: runs performance/<name>.py, all of them unless named.

A module of measurements has `run() -> Iterable[Measurement]`. BENCH_SCALE=0.01 makes small runs.
Exits 1 when a goal is missed at full size.
"""

import importlib
import os
import platform
import sys
from itertools import chain
from pathlib import Path

from performance.frame.timing import Measurement, scaled, table

FRAME = {"__init__", "__main__"}
# Many people at once: what is asked for under one name.
TOGETHER = {
    "load": ("load", "owners", "lists"),
    "associations": (
        "association.campaigns",
        "association.city",
        "association.cohort",
        "association.members",
        "association.reviews",
    ),
    "api": ("programs.reads",),
    "providers": (
        "providers.market",
        "providers.campaign",
        "providers.desk",
        "providers.directory",
        "providers.lists",
        "providers.webhooks",
    ),
}

OF_FOLDERS = [TOGETHER[name] for name in ("associations", "api", "providers")]


def names() -> list[str]:
    here = Path(__file__).parent
    files = {file.stem for file in here.glob("*.py")} - FRAME
    # What has a folder of its own is asked for as a whole.
    return sorted(files | set(chain.from_iterable(OF_FOLDERS)))


def main(asked: list[str]) -> int:
    # A name that is mistyped fails at once, not after the minutes of those before it.
    unknown = sorted(set(asked) - set(names()) - set(TOGETHER))
    if unknown:
        wrong = ", ".join(unknown)
        there_are = ", ".join(names())
        message = f"No such benchmark: {wrong}. There are: {there_are}."
        print(message, file=sys.stderr)
        return 2

    print(machine(), end="\n\n")
    is_missed = False
    for name in _each_of(asked) or names():
        for measurement in measure_module(name):
            is_missed |= measurement.met is False

    # A small run is slower for each row than the goals allow for: it proves nothing.
    is_whole = scaled(1_000_000) >= 1_000_000
    return 1 if is_missed and is_whole else 0


def _each_of(asked: list[str]) -> list[str]:
    """In the order asked for, each once."""
    each = [TOGETHER.get(name, (name,)) for name in asked]
    return list(dict.fromkeys(chain.from_iterable(each)))


def machine() -> str:
    python = platform.python_version()
    processors = os.cpu_count()
    scale = os.environ.get("BENCH_SCALE", "1")
    return f"Python {python}, {processors} processors, scale {scale}"


def measure_module(name: str) -> list[Measurement]:
    """What the module of this name measures; printed as soon as it is known."""
    print(f"## {name}\n", flush=True)
    module = importlib.import_module(f"performance.{name}")
    measurements = list(module.run())
    print(table(measurements), end="\n\n", flush=True)
    return measurements


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
