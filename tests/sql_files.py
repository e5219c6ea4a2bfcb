"""The files of tests that run on PostgreSQL too; `python -m tests.sql_files` prints them.

Only these are read for that part: to collect all of the tests takes longer than many of them.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType

TESTS = Path(__file__).parent
NAMED = re.compile(
    r"\bmark\.sql\b|\bCaptureQueriesContext\b|\bdjango_assert_(max_)?num_queries\b"
)


def names_sql(path: Path) -> bool:
    return bool(NAMED.search(path.read_text(encoding="utf-8")))


def names_reached(functions: Iterable[FunctionType]) -> set[str]:
    """All that they name, and the functions of their file that they call."""
    found: set[str] = set()
    waiting = list(functions)
    while waiting:
        function = waiting.pop()
        new = set(_names_of(function.__code__)) - found
        found |= new
        named = [function.__globals__.get(name) for name in new]
        waiting += [
            one
            for one in named
            if isinstance(one, FunctionType) and one.__module__ == function.__module__
        ]
    return found


def _names_of(code: CodeType) -> Iterator[str]:
    """Also in functions within it."""
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names_of(part)


def sql_files() -> list[Path]:
    return sorted(filter(names_sql, TESTS.rglob("test_*.py")))


if __name__ == "__main__":
    for path in sql_files():
        print(path.relative_to(TESTS.parent))  # noqa: T201
