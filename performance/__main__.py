"""`python -m performance [name...]`: runs performance/<name>.py, all of them unless named.

A module of measurements has `run() -> Iterable[Measurement]`. BENCH_SCALE=0.01 makes small runs.
Exits 1 when a goal is missed at full size.
"""

import importlib
import os
import platform
import sys
from pathlib import Path

from performance.timing import Measurement, scaled, table

FRAME = {"__init__", "__main__", "browser", "html_report", "population", "timing"}


def names() -> list[str]:
    return sorted(
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if path.stem not in FRAME
    )


def main(asked: list[str]) -> int:
    unknown = sorted(set(asked) - set(names()))
    if unknown:
        print(
            f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(names())}.",
            file=sys.stderr,
        )
        return 2
    scale = os.environ.get("BENCH_SCALE", "1")
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, scale {scale}\n"
    )
    missed: list[Measurement] = []
    for name in asked or names():
        print(f"## {name}\n", flush=True)
        found = list(importlib.import_module(f"performance.{name}").run())
        print(table(found), end="\n\n", flush=True)
        missed += [one for one in found if one.met is False]
    return 1 if missed and scaled(1_000_000) >= 1_000_000 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
