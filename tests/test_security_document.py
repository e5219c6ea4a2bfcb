"""docs/security.md goes through ASVS 5.0.0 line by line; what it names is there.

Whether a row is true, its tests say. Here stands that none is missing, none is empty, and none
names what is not there.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from assessment import settings as of_site

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "security"
LEVELS = DOCS / "asvs-5.0.0-levels.txt"
NOT_IN_SCOPE = "-"  # level 3
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
MET, NOT_MET, NOT_OURS = "Met", "Not met, because ", "Does not apply, because "
ANSWERS = re.compile(
    r"(?:Met(?: by setting)?: |Not met, because |Does not apply, because )"
)

NAMED = re.compile(r"`([^`]+)`")
PLACE = re.compile(r"[\w.-]+(?:/[\w.-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:py|txt|toml)")
SETTING = re.compile(r"[A-Z][A-Z_]{3,}")
TEST = re.compile(r"test_\w+")


@dataclass(frozen=True)
class Row:
    number: str
    asked: str
    answer: str

    @property
    def names(self) -> list[str]:
        return NAMED.findall(self.answer)

    @property
    def places(self) -> list[str]:
        return list(filter(PLACE.fullmatch, self.names))


def levels() -> dict[str, str]:
    """By number; of level 1 and 2."""
    numbered = {}
    for line in LEVELS.read_text().splitlines():
        if line.startswith("#"):
            continue
        section, *of_each = line.split()
        for place, level in enumerate(of_each, start=1):
            numbered[f"{section}.{place}"] = level
    return {
        number: level for number, level in numbered.items() if level != NOT_IN_SCOPE
    }


@cache
def rows() -> tuple[Row, ...]:
    files = sorted(DOCS.glob("*.md"))
    return tuple(
        Row(*cells) for file in files for cells in ROW.findall(file.read_text("utf-8"))
    )


def state_of(row: Row) -> str:
    return next(
        each for each in (MET, NOT_MET, NOT_OURS) if row.answer.startswith(each)
    )


def test_the_list_is_as_long_as_the_standard_says():
    assert Counter(levels().values()) == {"1": 70, "2": 183}


def test_every_number_stands_there_once():
    stated = Counter(row.number for row in rows())
    assert not set(levels()) ^ set(stated)
    assert not [number for number, times in stated.items() if times > 1]


def test_every_row_says_how_it_stands():
    assert not [row.number for row in rows() if not ANSWERS.match(row.answer)]


def test_what_is_met_names_what_holds_it():
    """A file, a test or a setting; words alone hold nothing."""
    empty = [row.number for row in rows() if state_of(row) == MET and not row.places]
    held_by_settings = [
        row.number for row in rows() if set(filter(SETTING.fullmatch, row.names))
    ]
    assert not set(empty) - set(held_by_settings)


def test_every_place_that_a_row_names_is_there():
    lost = [
        f"{row.number}: {place}"
        for row in rows()
        for place in row.places
        if not (ROOT / place).exists()
    ]
    assert not lost


def test_every_test_that_a_row_names_stands_in_a_file_beside_it():
    lost = []
    for row in rows():
        there = set().union(*map(_tests_in, row.places))
        named = set(filter(TEST.fullmatch, row.names))
        lost += [f"{row.number}: {name}" for name in named - there]
    assert not lost


def _tests_in(place: str) -> set[str]:
    path = ROOT / place
    if path.suffix != ".py" or not path.exists():
        return set()
    return set(re.findall(r"def (test_\w+)", path.read_text("utf-8")))


def test_every_setting_that_a_row_names_is_one():
    known = set(dir(of_site)) | {"BIND", "PASSWORD_HASHERS"}
    code = "\n".join(path.read_text("utf-8") for path in source())
    lost = []
    for row in rows():
        for name in filter(SETTING.fullmatch, row.names):
            if name not in known and not re.search(rf"\b{name}\b", code):
                lost.append(f"{row.number}: {name}")
    assert not lost


def test_the_overview_counts_what_the_rows_say():
    level = levels()
    counted = Counter((level[row.number], state_of(row)) for row in rows())
    lines = [
        f"| {each} | {counted[each, MET]} | {counted[each, NOT_MET]} | "
        f"{counted[each, NOT_OURS]} |"
        for each in ("1", "2")
    ]
    overview = (ROOT / "docs" / "security.md").read_text("utf-8")
    assert not [line for line in lines if line not in overview]
    unmet = {row.number for row in rows() if state_of(row) == NOT_MET}
    [told] = re.findall(r"^Not met: (.+?)\.$", overview, re.MULTILINE)
    assert set(told.split(", ")) == unmet


# Cryptography

OF_CRYPTOGRAPHY = {
    "cryptography",
    "hashlib",
    "hmac",
    "pyhanko",
    "pyhanko_certvalidator",
    "secrets",
    "django.core.signing",
    "django.utils.crypto",
}


def source() -> Iterator[Path]:
    """What runs in service."""
    left_out = ("tests", "performance", "build", ".venv", "migrations")
    for path in sorted(ROOT.rglob("*.py")):
        if not set(left_out) & set(path.relative_to(ROOT).parts):
            yield path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def uses_cryptography(path: Path) -> bool:
    modules = set(imported(path))
    tops = {module.partition(".")[0] for module in modules}
    return bool(OF_CRYPTOGRAPHY & (modules | tops))


def test_every_place_with_cryptography_is_in_the_inventory():
    text = (DOCS / "decisions.md").read_text("utf-8")
    _before, _head, inventory = text.partition("## Cryptography")
    inventory = inventory.partition("\n## ")[0]
    told = set(filter(PLACE.fullmatch, NAMED.findall(inventory)))
    used = {str(path.relative_to(ROOT)) for path in source() if uses_cryptography(path)}
    assert len(used) > 10
    assert told == used


WEAK = re.compile(
    r"\b(?:md5|sha1|SHA1|MD5|ECB|RC4|DES3?|random\.(?:random|choice))\b\(?"
)
HARMLESS = {"accounts/passwords/breached.py"}


def test_no_weak_hash_is_used():
    weak = {
        str(path.relative_to(ROOT))
        for path in source()
        if uses_cryptography(path) and WEAK.search(path.read_text("utf-8"))
    }
    assert weak == HARMLESS
    assert "usedforsecurity=False" in (ROOT / HARMLESS.copy().pop()).read_text("utf-8")


def test_marks_are_made_by_a_strong_hash():
    """The framework's own choice is SHA-1."""
    calls = [
        re.findall(r"salted_hmac\((.*?)\)", path.read_text("utf-8"), re.DOTALL)
        for path in source()
    ]
    made = [terms for of_file in calls for terms in of_file]
    assert made
    assert not [terms for terms in made if 'algorithm="sha256"' not in terms]


def test_passwords_are_hashed_as_the_framework_does():
    assert not hasattr(of_site, "PASSWORD_HASHERS")
    assert PBKDF2PasswordHasher.algorithm == "pbkdf2_sha256"
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_a_row_is_short_enough_to_be_read():
    long = [
        row.number for row in rows() if len(row.asked) > 90 or len(row.answer) > 700
    ]
    assert not long
