"""There is one reader of tables and one writer: what they hold, holds for every table."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OUTSIDE = {"tests", "tables", "build", "performance"}


def calls_of_csv() -> set[str]:
    """Files that read or write CSV by themselves, or send it."""
    found = set()
    for path in ROOT.glob("[a-z]*/**/*.py"):
        place = path.relative_to(ROOT)
        if place.parts[0] in OUTSIDE or "migrations" in place.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if "text/csv" in text or any(map(is_of_csv, ast.walk(ast.parse(text)))):
            found.add(str(place))
    return found


def is_of_csv(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    return node.value.id == "csv" and node.attr != "Error"


def test_nobody_else_reads_or_writes_csv():
    assert calls_of_csv() == set()
