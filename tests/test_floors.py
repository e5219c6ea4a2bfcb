"""A package imports only from floors below its own, openly at the top of the file."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "scoring": 0,
    "accounts": 1,
    "survey": 2,
    "providers": 3,
    "associations": 4,
    "roadmap": 4,
    "reports": 5,
    "assessment": 6,
}
# The drawing libraries are slow to load and needed by few requests.
LAZY = {"matplotlib", "tqdm"}
STANDARD_FOR_SCORING = {"numpy", "scoring", "__future__"}


def sources(package: str) -> list[Path]:
    return [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def imports(tree: ast.AST) -> set[tuple[str, int]]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(alias.name.split(".")[0], node.lineno) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add((node.module.split(".")[0], node.lineno))
    return found


@pytest.mark.parametrize("package", FLOORS)
def test_imports_only_go_down(package):
    for path in sources(package):
        for name, line in imports(ast.parse(path.read_text())):
            if name in FLOORS and name != package:
                assert FLOORS[name] < FLOORS[package], f"{path.relative_to(ROOT)}:{line} imports {name} from above"


@pytest.mark.parametrize("package", FLOORS)
def test_no_import_hides_in_a_function(package):
    for path in sources(package):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name != "ready":
                hidden = {name for name, _ in imports(function)} - LAZY
                assert not hidden, f"{path.relative_to(ROOT)}: {function.name} hides imports of {hidden}"


def test_scoring_knows_numpy_and_the_standard_library_only():
    for path in sources("scoring"):
        names = {name for name, _ in imports(ast.parse(path.read_text()))}
        foreign = names - STANDARD_FOR_SCORING - set(sys.stdlib_module_names)
        assert not foreign, f"{path.name} imports {foreign}"
        assert not names & {"datetime", "time", "os", "pathlib", "io"}, f"{path.name} reads a clock or files"


def test_no_package_imports_the_tests_or_a_drawer_named_utils():
    for package in FLOORS:
        for path in sources(package):
            assert path.stem not in {"utils", "helpers", "common", "core"}, path
            assert "tests" not in {name for name, _ in imports(ast.parse(path.read_text()))}, path
