"""An archive is taken whole and as it was written, or not at all."""

import re
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import backup
from assessment.backup.archive import (
    DATABASE,
    FORMAT,
    MANIFEST,
    SEAL,
    Manifest,
    checked,
    members,
    written,
)
from assessment.backup.errors import BackupError
from assessment.backup.migrations import applied, check_known
from assessment.backup.services import restore_backup
from assessment.backup.wording import WORDS, words_of
from tests.builders import NOW

CONTENT = {DATABASE: b"rows" * 400, "files/evidence/ab/cd": b"%PDF" * 100}


def make_archive(path: Path, **fields) -> Path:
    values = {
        "format": FORMAT,
        "made_at": NOW.isoformat(),
        "commit": "abc",
        "database": connection.vendor,
        "migrations": {},
    }
    with written(path) as archive:
        for name, content in CONTENT.items():
            archive.add(name, BytesIO(content), len(content))
        archive.close(Manifest(**values | fields, members=archive.members))
    return path


def packed(path: Path, parts: list[tuple[str, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))
    return path


def parts_of(path: Path) -> list[tuple[str, bytes]]:
    return [(name, content.read()) for name, content in members(path)]


def code_of(path: Path) -> str | None:
    """How it is refused, if it is."""
    try:
        checked(path)
    except BackupError as error:
        return error.code
    return None


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return make_archive(tmp_path_factory.mktemp("whole") / "kept.tar.gz")


def test_a_whole_archive_says_what_it_holds(whole):
    assert set(checked(whole).members) == set(CONTENT)
    assert [name for name, _ in parts_of(whole)[-2:]] == [MANIFEST, SEAL]


@settings(max_examples=30)
@given(st.data())
def test_one_cut_off_or_changed_anywhere_is_never_taken_for_another(whole, data):
    """Refused, or what stands in it is exactly what was written."""
    content = whole.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        changed = content[:at]
    else:
        other = bytes([content[at] ^ data.draw(st.integers(1, 255))])
        changed = content[:at] + other + content[at + 1 :]
    damaged = whole.with_name("damaged.tar.gz")
    damaged.write_bytes(changed)
    if code_of(damaged) is None:
        assert parts_of(damaged) == parts_of(whole)


def test_what_was_put_in_taken_out_or_twice_is_found(whole, tmp_path):
    *parts, manifest, seal = parts_of(whole)
    name, content = parts[1]
    for others in (
        [*parts, ("files/evidence/zz", b"x"), manifest, seal],
        [parts[0], manifest, seal],
        [parts[0], (name, content[:-1] + b"?"), manifest, seal],
        [*parts, (name, b"another"), manifest, seal],
    ):
        assert code_of(packed(tmp_path / "other.tar.gz", others)) == "changed"


def test_a_file_that_is_no_archive_is_told(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("not a backup")
    with pytest.raises(BackupError, match="damaged"):
        checked(path)


def test_nothing_is_written_over_and_nothing_half_is_left(whole, tmp_path):
    with pytest.raises(BackupError, match="exists"), written(whole):
        pass
    path = tmp_path / "kept.tar.gz"
    with pytest.raises(ZeroDivisionError), written(path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"format": FORMAT + 1}, "newer"),
        ({"migrations": {"survey.9999_later": ""}}, "newer"),
        ({"migrations": {"survey.0001_initial": "0" * 64}}, "edited"),
        ({"database": "oracle"}, "other_database"),
    ],
)
def test_one_of_another_version_or_database_is_refused(tmp_path, fields, code):
    path = make_archive(tmp_path / "kept.tar.gz", **fields)
    with pytest.raises(BackupError) as refused:
        restore_backup(path=path, replace=True, now=NOW)
    assert refused.value.code == code
    assert "{" not in words_of(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "files/evidence/../../../x",
        "files/evidence/a/./x",
        "files/evidence//etc/x",
        "files/evidence/",
        "files/evidence",
        "files/nowhere/x",
        "files//x",
        "/etc/x",
        "evidence/x",
        "files/evidence/..\\x",
        None,
    ],
)
def test_a_sealed_archive_that_no_site_writes_is_refused_before_anything_is_written(
    tmp_path, monkeypatch, name
):
    """None: without a database."""
    good = {DATABASE: b"rows", "files/evidence/ab/later": b"%PDF"}
    strange = {name: b"x"} if name else {}
    if not name:
        del good[DATABASE]
    monkeypatch.setattr(sys.modules[__name__], "CONTENT", good | strange)
    path = make_archive(tmp_path / "kept.tar.gz")
    assert code_of(path) is None
    with pytest.raises(BackupError, match="strange") as refused:
        restore_backup(path=path, replace=True, now=NOW)
    assert (name or "database") in words_of(refused.value)
    assert not storages["evidence"].exists("ab/later")


@pytest.mark.django_db
def test_what_migrating_makes_today_is_known():
    check_known(applied())


def test_every_refusal_has_its_words():
    raised = set()
    for path in Path(backup.__path__[0]).glob("*.py"):
        raised |= set(re.findall(r'BackupError\(\s*"(\w+)"', path.read_text()))
    assert raised == set(WORDS)
