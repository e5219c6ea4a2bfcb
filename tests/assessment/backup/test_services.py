"""A backup is made and gone back to as an operator does it, by commands, on either database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import Organisation, Posting, User
from assessment.backup import database, files
from assessment.backup.archive import members
from assessment.backup.errors import BackupError
from assessment.backup.services import make_backup, restore_backup
from privacy.erasure.services import delete_account, delete_enterprise
from privacy.requests.asking import Asking
from privacy.requests.leaving import delete_person
from survey.evidence.services import remove_evidence
from survey.models import Evidence
from tests.builders import (
    NOW,
    make_assessment,
    make_evidence,
    make_organisation,
    make_respondent,
    make_user,
)
from tests.databases import ask, copied_database, empty_database, opened
from tests.world import make_world

ROOT = Path(__file__).resolve().parents[3]
NOTED_AFTERWARDS = {"accounts_auditevent", "accounts_audithead"}
PASSING = {"brakes", "django_session", "usersessions_usersession", "accounts_posting"}


def manage(database: str, media: Path, *command: str) -> subprocess.CompletedProcess:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "DEBUG": "0",
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(media),
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def tables(url: str) -> set[str]:
    with opened(url) as database:
        return set(database.introspection.table_names()) - {"sqlite_stat1"}


def rows(url: str, table: str) -> list[str]:
    return sorted(map(repr, ask(url, f'SELECT * FROM "{table}"')))


def stored(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def entries_of(url: str) -> set[tuple]:
    return set(ask(url, "SELECT seal, action FROM accounts_auditevent"))


def modes(*paths: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in paths if path.is_file()}


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables_is_not_taken_for_the_site(tmp_path):
    with empty_database(tmp_path) as nothing:
        asked = manage(nothing, tmp_path, "backup", "--out", str(tmp_path))
    assert asked.returncode == 1
    assert "The database has no tables" in asked.stderr
    assert not list(tmp_path.glob("*.tar.gz"))


@pytest.fixture
def media(tmp_path) -> Path:
    """The files of the test's rows, where the site in service keeps them."""
    folder = tmp_path / "media"
    storage = storages["evidence"]
    for name in files.walk(storage):
        place = folder / "evidence" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(storage.open(name).read())
    return folder


@pytest.fixture
def world(transactional_db):
    for name in list(files.walk(storages["evidence"])):
        storages["evidence"].delete(name)
    return make_world()


@pytest.fixture
def migrated(world):
    """As if the tables had been made by migrating."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in MigrationLoader(None).disk_migrations:
        recorder.record_applied(app, name)
    yield
    recorder.flush()


@pytest.fixture
def _passing(world):
    """A row in each table that is of the moment; a session opens the site."""
    key, user = "khoa-phien-" + "k" * 20, User.objects.first()
    Session.objects.create(session_key=key, session_data="x", expire_date=NOW)
    UserSession.objects.create(
        session_key=key, user=user, ip="10.0.0.1", user_agent="x"
    )
    Posting.objects.create(key=key, began_at=NOW, ends_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO brakes (cache_key, value, expires) VALUES (%s, %s, %s)",
            [key, "1", "2026-11-20 03:00:00"],
        )
    yield
    # It is no model's table: no test empties it.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM brakes")


def back_to(archive: Path, **options):
    return restore_backup(path=archive, now=NOW, **{"replace": True} | options)


@pytest.mark.sql
@pytest.mark.usefixtures("_passing")
def test_what_is_restored_is_what_was_kept_row_by_row_and_byte_by_byte(
    migrated, media, tmp_path
):
    archive, back = tmp_path / "kept.tar.gz", tmp_path / "back"
    with copied_database(tmp_path) as source, empty_database(tmp_path) as target:
        kept = manage(source, media, "backup", "--out", str(archive))
        assert kept.returncode == 0, kept.stderr
        restored = manage(target, back, "restore", str(archive))
        assert restored.returncode == 0, restored.stderr
        assert "The audit log holds." in restored.stdout
        assert "not there" not in restored.stderr

        names = tables(source)
        assert len(names) > 40
        assert tables(target) == names
        for table in names - NOTED_AFTERWARDS:
            kept = [] if table in PASSING else rows(source, table)
            assert rows(target, table) == kept, table
        assert all(rows(source, table) for table in PASSING)
        entries = {url: entries_of(url) for url in (source, target)}
    assert len(entries[source] & entries[target]) > 10
    [(_seal, noted)] = entries[source] - entries[target]
    assert noted == "backup.made"
    noted = {action for _seal, action in entries[target] - entries[source]}
    assert noted == {"backup.restored", "log.ends_kept"}
    ends = back / "audit-ends.jsonl"
    assert '"full": true' in ends.read_text()
    ends.unlink()
    assert stored(media)
    assert stored(back) == stored(media)
    assert modes(archive) == {0o600}
    assert modes(*back.rglob("*")) == {0o600}


@pytest.mark.sql
def test_going_back_loses_what_came_since_only_when_told(migrated, tmp_path):
    archive = tmp_path / "kept.tar.gz"
    make_backup(path=archive, commit="abc", now=NOW)
    kept = Evidence.objects.filter(removed_at=None).first()
    content = kept.file.open().read()
    remove_evidence(evidence=kept, by=None, now=NOW)
    later = make_organisation(name="Sau này")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_later_version (a integer)")

    with pytest.raises(BackupError, match="not_empty"):
        back_to(archive, replace=False)
    assert Organisation.objects.filter(pk=later.pk).exists()

    restored = back_to(archive)
    assert (restored.missing, restored.breaks) == (0, 0)
    assert restored.manifest.commit == "abc"
    assert not Organisation.objects.filter(pk=later.pk).exists()
    assert Evidence.objects.get(pk=kept.pk).file.open().read() == content
    if connection.vendor == "postgresql":  # of SQLite the whole file is another one
        assert "of_a_later_version" not in connection.introspection.table_names()
    make_organisation(name="Sau nữa")  # numbers are drawn on from where they were


@pytest.mark.sql
def test_whoever_was_deleted_since_does_not_come_back(migrated, tmp_path):
    """With an account, with an enterprise, or by a letter to an address."""
    archive, address = tmp_path / "kept.tar.gz", "lan@khong-tai-khoan.example"
    respondent = make_respondent(make_assessment(), address)
    staying, going = make_user("o@lai.example"), make_user("di@roi.example")
    enterprise = make_organisation(name="Quán đã xóa")
    make_backup(path=archive, commit="", now=NOW)

    delete_account(user=going, choices={}, by=None, now=NOW)
    delete_enterprise(enterprise=enterprise, by=None, now=NOW)
    by_letter = Asking(user=None, email=address, language="vi")
    delete_person(asking=by_letter, choices={}, now=NOW)

    restored = back_to(archive)
    assert (restored.again, restored.breaks) == (3, 0)
    assert User.objects.filter(pk=staying.pk).exists()
    assert not User.objects.filter(pk=going.pk).exists()
    assert not Organisation.objects.filter(pk=enterprise.pk).exists()
    respondent.refresh_from_db()
    assert (respondent.email, respondent.name) == ("", f"#{respondent.pk}")


@pytest.mark.sql
def test_a_database_that_cannot_be_loaded_leaves_the_old_one_as_it_was(
    migrated, tmp_path
):
    broken, last = tmp_path / "broken.tar.gz", tmp_path / "whole.tar.gz"

    def half(path: Path) -> None:
        database.dump(path)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) * 2 // 3])

    make_backup(path=broken, commit="", now=NOW, dump=half)
    organisations = Organisation.objects.count()
    with pytest.raises(BackupError, match=r"damaged|tool_failed"):
        back_to(broken)
    assert Organisation.objects.count() == organisations
    assert make_backup(path=last, commit="", now=NOW)


@pytest.mark.sql
def test_each_row_of_the_archive_has_its_file_whatever_comes_and_goes_meanwhile(
    migrated, tmp_path
):
    going = Evidence.objects.filter(removed_at=None).first()
    assessment, path = going.assessment, going.file.name
    came = []

    def while_others_write(target: Path) -> None:
        came.append(make_evidence(assessment).file.name)
        database.dump(target)
        remove_evidence(evidence=going, by=None, now=NOW)

    archive = tmp_path / "kept.tar.gz"
    make_backup(path=archive, commit="", now=NOW, dump=while_others_write)
    names = [name for name, _content in members(archive)]
    assert {f"files/evidence/{name}" for name in (path, *came)} <= set(names)
    restored = back_to(archive)
    assert restored.missing == 0
    assert Evidence.objects.get(pk=going.pk).file.name == path


def test_keys_and_passwords_are_not_in_a_backup(migrated, tmp_path, settings):
    settings.SECRET_KEY = "khong-bao-gio-" + "3" * 50
    archive = tmp_path / "kept.tar.gz"
    make_backup(path=archive, commit="", now=NOW)
    for name, content in members(archive):
        assert settings.SECRET_KEY.encode() not in content.read(), name


@pytest.mark.sql
@pytest.mark.usefixtures("_passing")
def test_no_session_is_in_an_archive_nor_comes_out_of_one(
    migrated, tmp_path, monkeypatch
):
    archive, older = tmp_path / "kept.tar.gz", tmp_path / "older.tar.gz"
    make_backup(path=archive, commit="", now=NOW)
    dumped = next(
        content.read() for name, content in members(archive) if name == "database"
    )
    assert b"khoa-phien-" not in dumped
    with monkeypatch.context() as patch:
        patch.setattr(database, "passing_tables", list)
        make_backup(path=older, commit="", now=NOW)
    back_to(older)
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert not Posting.objects.exists()


def test_every_field_that_keeps_files_is_in_a_backup():
    places = files.places().values()
    assert list(files.fields())
    assert all(
        any(field.storage is place for place in places) for field in files.fields()
    )
