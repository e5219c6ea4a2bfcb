"""The files of tests that run on PostgreSQL too; `python -m tests.sql_files` prints them.

Only these are read for that part: to collect all of the tests takes longer than many of them.
"""

import re
from pathlib import Path

TESTS = Path(__file__).parent
NAMED = re.compile(
    r"\bmark\.sql\b|\bCaptureQueriesContext\b|\bdjango_assert_(max_)?num_queries\b"
)


def names_sql(path: Path) -> bool:
    return bool(NAMED.search(path.read_text(encoding="utf-8")))


def sql_files() -> list[Path]:
    return sorted(filter(names_sql, TESTS.rglob("test_*.py")))


if __name__ == "__main__":
    for path in sql_files():
        print(path.relative_to(TESTS.parent))  # noqa: T201
