"""What is done once a transaction has ended, and may fail, fails alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"tests", "build", ".venv"}


def robust() -> Iterator[tuple[str, ast.expr]]:
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if LEFT_OUT & set(path.relative_to(ROOT).parts) or "robust=True" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and _is_robust(node):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


def _is_robust(call: ast.Call) -> bool:
    return any(word.arg == "robust" for word in call.keywords)


def test_each_has_a_name_that_django_can_tell():
    """A partial has none: Django fails at telling, and the page with it."""
    found = list(robust())
    assert len(found) > 3
    assert [place for place, work in found if not isinstance(work, ast.Lambda)] == []
