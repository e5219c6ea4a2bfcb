"""The repository checks itself."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = [
    "scoring",
    "language",
    "registry",
    "tables",
    "accounts",
    "indexes",
    "survey",
    "providers",
    "associations",
    "roadmap",
    "reports",
    "privacy",
    "assessment",
]
MARKUP = re.compile(
    r"\.innerHTML|\.outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser"
    r"|document\.write|\beval\(|new Function|Object\.assign|__proto__"
)
MARKED_TEXT = re.compile(r"\b(_|gettext|ngettext|pgettext)\(")
CATALOGUES = sorted(ROOT.glob("*/locale/vi/LC_MESSAGES/django.po"))


def tracked(*suffixes: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [
        ROOT / name
        for name in listing.splitlines()
        if name.endswith(suffixes) and (ROOT / name).exists()
    ]


def test_no_python_file_has_grown_past_400_lines():
    long = {
        str(path.relative_to(ROOT)): n
        for path in tracked(".py")
        # Django writes these, one for each app as long as nothing is released.
        if "migrations" not in path.parts
        and (n := len(path.read_text().splitlines())) > 400
    }
    assert not long


def test_every_module_of_ours_that_is_imported_is_there():
    """A file that cannot be imported is only found by who runs it."""
    ours = "|".join([*PACKAGES, "background", "performance", "tests"])
    imported = re.compile(rf"^\s*from ((?:{ours})\b[.\w]*) import", re.MULTILINE)
    lost = []
    for path in tracked(".py"):
        for module in imported.findall(path.read_text(encoding="utf-8")):
            place = ROOT / module.replace(".", "/")
            if not (place.is_dir() or place.with_suffix(".py").exists()):
                lost.append(f"{path.relative_to(ROOT)}: {module}")
    assert not lost


def test_every_place_that_the_documents_name_is_there():
    # Files, and folders within a package; a wing by itself is told by its package.
    named = re.compile(r"`((?:[a-z_]+/)+[a-z_0-9-]+\.[a-z]+|(?:[a-z_]+/){2,})`")
    built = ("build/", "media/", "locale/")  # made on a machine, or in each package
    lost = []
    for path in tracked(".md"):
        for place in named.findall(path.read_text(encoding="utf-8")):
            if not (place.startswith(built) or (ROOT / place).exists()):
                lost.append(f"{path.relative_to(ROOT)}: {place}")
    assert not lost


def test_no_library_is_both_taken_and_not_taken():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    taken, mark, refused = text.partition("| Not taken for the site |")
    assert mark
    first_cell = re.compile(r"^\| ([^|]+) \|", re.MULTILINE)
    names = []
    for table in (taken, refused):
        cells = first_cell.findall(table)
        names.append({name for cell in cells for name in cell.split(", ")})
    assert "numpy" in names[0]
    assert "django-filter" in names[1]
    assert not names[0] & names[1] - {"---"}


def test_every_name_in_code_that_the_documents_give_is_there():
    """A constant or a function with a name of several words; others may be words of a file."""
    given = re.compile(r"`([A-Z][A-Z_]{3,}|[a-z]+_[a-z_]+)`")
    there = set()
    for path in tracked(".py", ".yaml", ".html", ".toml", "Makefile"):
        there |= set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    lost = []
    for path in tracked(".md"):
        for name in given.findall(path.read_text(encoding="utf-8")):
            if name not in there:
                lost.append(f"{path.relative_to(ROOT)}: {name}")
    assert there
    assert not lost


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_every_interface_text_has_a_vietnamese_translation(catalogue):
    po = polib.pofile(str(catalogue))
    assert not [entry.msgid for entry in po.untranslated_entries()]
    assert not [entry.msgid for entry in po.fuzzy_entries()]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_placeholders_survive_translation(catalogue):
    placeholder = re.compile(r"%\(\w+\)[a-z]")
    for entry in polib.pofile(str(catalogue)):
        texts = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        wanted = set(placeholder.findall(entry.msgid_plural or entry.msgid))
        for text in texts:
            assert set(placeholder.findall(text)) == wanted, entry.msgid


def texts_of(catalogue: Path) -> set[str]:
    if not catalogue.exists():
        return set()
    return {entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.obsolete}


@pytest.mark.parametrize("package", [name for name in PACKAGES if name != "scoring"])
def test_the_catalogue_holds_every_text_of_its_package(package, tmp_path):
    """Collected afresh: a missing text would stay English to a Vietnamese reader."""
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed")
    copy = tmp_path / package
    shutil.copytree(ROOT / package, copy)
    catalogue = copy / "locale/vi/LC_MESSAGES/django.po"
    before = texts_of(catalogue)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-P", "-m", "django", "makemessages", "-l", "vi", "-v", "0"],
        cwd=copy,
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"]},
    )
    assert not texts_of(catalogue) - before


def test_starting_up_loads_no_drawing_or_optimising_library():
    code = (
        "import sys, django; django.setup();"
        "from django.core.management import call_command; call_command('check');"
        "heavy = {'matplotlib', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "assessment.settings",
        "DEBUG": "1",
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=environment,
    )


def without_a_key(*arguments: str, **more: str) -> subprocess.CompletedProcess:
    environment = {
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "assessment.settings",
        **more,
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env=environment
    )


def test_without_a_key_there_is_no_start():
    run = without_a_key("-c", "import assessment.wsgi")
    assert run.returncode != 0
    assert "SECRET_KEY" in run.stderr


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("khoa-trong-tep")
    told = "from django.conf import settings; print(settings.SECRET_KEY)"
    run = without_a_key("-c", told, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert run.stdout == "khoa-trong-tep\n"


@pytest.mark.parametrize(
    "command", [("check",), ("makemigrations", "--check", "--dry-run")]
)
def test_what_needs_no_key_works_without_one(command):
    run = without_a_key("manage.py", *command)
    assert run.returncode == 0, run.stderr


def test_no_template_sends_a_number_as_the_reader_would_write_it():
    """From a thousand on it has a sign between its digits, and comes back as another one."""
    sent = re.compile(r'="\{\{ *[a-z_.]+\.(pk|seen|level|revision) *\}\}"')
    templates = list(ROOT.glob("*/templates/**/*.html"))
    assert len(templates) > 100
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in templates
        for match in sent.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_text_hides_in_a_formatted_string():
    """What collects the texts does not look into them, so such a text stays English."""
    hidden = []
    for path in tracked(".py"):
        text = path.read_text(encoding="utf-8")
        if not MARKED_TEXT.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.JoinedStr):
                names = {getattr(part, "id", "") for part in ast.walk(node)}
                if names & {"_", "gettext", "ngettext", "pgettext"}:
                    hidden.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not hidden


def test_no_script_of_ours_writes_markup_or_runs_words():
    """Nor merges objects, by which one from outside could change what all others inherit."""
    scripts = [
        path for name in PACKAGES for path in (ROOT / name).rglob("static/*/*.js")
    ]
    assert len(scripts) > 4
    found = [
        f"{path.name}: {words}"
        for path in scripts
        for words in MARKUP.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []
