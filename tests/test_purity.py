"""A module whose docstring says "Pure" imports neither Django's models nor anything that does."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
# Run in an interpreter of its own: in this one the models are loaded long before any test begins.
BLOCKED = """
import importlib, sys

class NoDatabase:
    def find_spec(self, name, path=None, target=None):
        if name == "django.db" or name.startswith("django.db."):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, NoDatabase())
wrong = 0
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        wrong += 1
        print(f"{name}: {error}")
sys.exit(wrong > 0)
"""


def says_pure(file: Path) -> bool:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.search(r"\b[Pp]ure\b", docstring) is not None


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def pure_modules() -> list[str]:
    """What a package says of itself it says of every module in it."""
    names: set[str] = set()
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            if package != "tests" and says_pure(file):
                is_package = file.name == "__init__.py"
                modules = file.parent.rglob("*.py") if is_package else [file]
                names.update(map(name_of, modules))
    return sorted(names)


def imported_without_models(names: list[str]) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "assessment.settings",
        "DEBUG": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *names],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_calls_itself_pure_imports_without_the_models():
    done = imported_without_models(pure_modules())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_parts_that_judge_an_index_call_themselves_pure():
    names = set(pure_modules())
    assert {
        "indexes.documents.schema",
        "indexes.documents.check",
        "indexes.index.model",
        "indexes.index.rubric",
        "indexes.crosswalk.estimate",
        "scoring.evaluate",
    } <= names


@pytest.mark.parametrize(
    "name", ["indexes.models", "indexes.services", "survey.models"]
)
def test_what_knows_models_would_be_found_out(name):
    done = imported_without_models([name])
    assert done.returncode == 1
    assert done.stdout == f"{name}: django.db is blocked\n"
