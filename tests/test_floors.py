"""A package imports only from floors below its own, a wing only from wings below it.

Openly, at the top of the file.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "scoring": 0,
    "language": 1,
    "background": 2,
    "registry": 2,
    "tables": 2,
    "accounts": 3,
    "indexes": 4,
    "survey": 5,
    "providers": 6,
    "associations": 7,
    "roadmap": 7,
    "reports": 8,
    "api": 9,
    "privacy": 9,
    "assessment": 10,
    "performance": 10,
}
# What stands beside each other inside a package, from the ground up. What shares a line
# does not know its neighbours.
WINGS = {
    "scoring": """
        errors rules
        agreement allocation benchmark checks grade independence needs percent ratio
        disclosure publication
        rubric
        columns groups total
        evaluate matrix
        choices distance
        matching path
        portfolio
    """,
    "indexes": """
        apps errors wording index
        documents models
        rules_doubts
        rules_levels
        rules_ratios
        advice
        crosswalk queries rules_page services sheets
        admin offers views
        management
        templatetags urls
    """,
    "survey": """
        errors wording models
        answers benchmark
        results
        templatetags rounds
        evidence feedback questionnaire ways
        admin colleagues corrections
        management submission
        apps urls
    """,
    "providers": """
        errors wording models
        shown staffed
        webhooks
        nearness pauses phrases
        vetting
        directory
        changes
        openings
        matching
        asking
        leads templatetags
        complaints exposure helped ratings
        desk profile
        admin management team
        apps urls
    """,
    "associations": """
        choices errors models
        email lists templatetags
        staff
        belonging city
        assisted complaints ratings
        consents
        invitations leads
        results review changes vetting
        campaigns
        allocation members
        cohort
        exports
        today
        admin management
        apps urls
    """,
    "roadmap": """
        errors models wording
        admin planning queries
        access advising forms posted services
        management pages
        steps suggestions what_if
        views
        apps urls
    """,
    "reports": """
        contents limits typefaces
        fonts signature
        gather wording
        charts
        check elsewhere pages pdf
        agency city made posters
        management
        views
        apps urls
    """,
    "privacy": """
        checks errors operator wording models
        persons retention
        archive erasure incidents inventory
        requests
        admin management templatetags
        apps urls
    """,
}
MOST_FILES = 20  # of its own in one folder; what grows past that is cut into wings
# The libraries that draw, sign and solve are slow to load and needed by few requests.
LAZY = {
    "matplotlib",
    "pyhanko",
    "pyhanko_certvalidator",
    "scipy",
    "tqdm",
    "weasyprint",
}
LOADED = re.compile(
    r"""{%\s*static\s+["']([^/"']+)/"""
)  # whose style sheet, script, image
STANDARD_FOR_SCORING = {"numpy", "scoring", "__future__"}
# What proves that a table of counts gives nobody away; who is suggested to whom, of many.
SOLVES = {"best.py": {"scipy"}, "small_cells.py": {"scipy"}}


def sources(package: str) -> list[Path]:
    return [
        path
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts
    ]


def modules(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that is imported, with its line; of `from a import b` also `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def imports(tree: ast.AST) -> set[tuple[str, int]]:
    return {(name.split(".")[0], line) for name, line in modules(tree)}


def wing_of(path: Path, package: str) -> str:
    return path.relative_to(ROOT / package).parts[0].removesuffix(".py")


def neighbours(package: str) -> Iterator[tuple[str, str, str]]:
    """(wing, the wing of the same package that it imports, where)."""
    for path in sources(package):
        wing = wing_of(path, package)
        for name, line in modules(ast.parse(path.read_text())):
            parts = name.split(".")
            if parts[0] == package and len(parts) > 1 and parts[1] != wing:
                yield wing, parts[1], f"{path.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("package", FLOORS)
def test_imports_only_go_down(package):
    for path in sources(package):
        for name, line in imports(ast.parse(path.read_text())):
            if name in FLOORS and name != package:
                where = f"{path.relative_to(ROOT)}:{line}"
                assert FLOORS[name] < FLOORS[package], (
                    f"{where} imports {name} from above"
                )


@pytest.mark.parametrize("package", FLOORS)
def test_templates_load_files_of_their_own_package_or_from_below(package):
    for path in (ROOT / package).rglob("templates/**/*.html"):
        for name in LOADED.findall(path.read_text()):
            if name in FLOORS and name != package:
                where = path.relative_to(ROOT)
                assert FLOORS[name] < FLOORS[package], (
                    f"{where} loads a file of {name} from above"
                )


@pytest.mark.parametrize("package", WINGS)
def test_imports_between_wings_only_go_down(package):
    rows = [row.split() for row in WINGS[package].strip().splitlines()]
    height = {wing: place for place, row in enumerate(rows) for wing in row}
    for wing, below, where in neighbours(package):
        assert wing in height, f"{where}: say where {wing} stands in WINGS"
        assert height[below] < height[wing], (
            f"{where}: {wing} imports {below}, which does not stand below"
        )


UNTOLD = {"admin", "management", "templatetags"}  # the same in every package


def told_wings(package: str) -> list[list[str]]:
    """The rows of a package in the document for those who build here."""
    text = (ROOT / "docs" / "architecture.md").read_text()
    part = text.partition("## Wings")[2].partition("In `scoring`")[0]
    told = re.search(rf"^    {package} +(.+(?:\n {{8,}}.+)*)", part, re.MULTILINE)[1]
    rows = re.split(r"  +", re.sub(r"\n +", "  ", told))
    return [row.split() for row in rows]


@pytest.mark.parametrize("package", WINGS)
def test_the_document_tells_the_wings_as_they_stand(package):
    """Every folder of a package, in its row; single files where they help to read it."""
    rows = [row.split() for row in WINGS[package].strip().splitlines()]
    height = {wing: place for place, row in enumerate(rows) for wing in row}
    told = told_wings(package)
    heights = [sorted({height[wing] for wing in row}) for row in told]
    assert heights == sorted([place] for (place,) in heights)
    assert len({place for (place,) in heights}) == len(told)
    folders = {path.relative_to(ROOT / package).parts[0] for path in sources(package)}
    wings = {name for name in folders if not name.endswith(".py")}
    assert wings - UNTOLD <= {wing for row in told for wing in row}


@pytest.mark.parametrize("package", [name for name in FLOORS if name not in WINGS])
def test_no_circle_inside_a_small_package(package):
    below: dict[str, set[str]] = {}
    for wing, imported, _ in neighbours(package):
        below.setdefault(wing, set()).add(imported)
    standing = {wing_of(path, package) for path in sources(package)}
    while standing:
        ground = {wing for wing in standing if not below.get(wing, set()) & standing}
        assert ground, f"these import each other in a circle: {sorted(standing)}"
        standing -= ground


@pytest.mark.parametrize("package", FLOORS)
def test_no_folder_is_crowded(package):
    folders: dict[Path, int] = {}
    for path in sources(package):
        folders[path.parent] = folders.get(path.parent, 0) + 1
    crowded = {
        str(folder): count for folder, count in folders.items() if count > MOST_FILES
    }
    assert not crowded


@pytest.mark.parametrize("package", FLOORS)
def test_no_file_repeats_the_name_of_its_folder(package):
    for path in sources(package):
        words = path.stem.split("_")
        if path.parent.name != "templatetags" and path.stem != path.parent.name:
            assert path.parent.name not in words, (
                f"{path.relative_to(ROOT)} says {path.parent.name} twice"
            )


@pytest.mark.parametrize("package", FLOORS)
def test_no_import_hides_in_a_function(package):
    for path in sources(package):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name != "ready":
                hidden = {name for name, _ in imports(function)} - LAZY
                assert not hidden, (
                    f"{path.relative_to(ROOT)}: {function.name} hides imports of {hidden}"
                )


def test_scoring_knows_numpy_and_the_standard_library_only():
    for path in sources("scoring"):
        names = {name for name, _ in imports(ast.parse(path.read_text()))}
        known = STANDARD_FOR_SCORING | SOLVES.get(path.name, set())
        foreign = names - known - set(sys.stdlib_module_names)
        assert not foreign, f"{path.name} imports {foreign}"
        clock_or_files = names & {"datetime", "time", "os", "pathlib", "io"}
        assert not clock_or_files, f"{path.name} reads a clock or files"


def test_no_package_imports_the_tests_or_a_drawer_named_utils():
    for package in set(FLOORS) - {"performance"}:
        for path in sources(package):
            assert path.stem not in {"utils", "helpers", "common", "core"}, path
            assert "tests" not in {
                name for name, _ in imports(ast.parse(path.read_text()))
            }, path
