"""Keep all that the site knows in one file, and go back to it.

Keys, passwords and certificates stand in the environment and are never among it.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from accounts.audit.ends import keep_ends
from accounts.audit.services import record_event
from accounts.audit.verify import breaks
from accounts.models import AuditEvent
from assessment.backup import database, files, migrations
from assessment.backup.archive import (
    DATABASE,
    FORMAT,
    Manifest,
    checked,
    members,
    written,
)
from assessment.backup.errors import BackupError
from privacy.requests.again import Gone, delete_again, gone_since


@dataclass(frozen=True)
class Restored:
    """files: put back. missing: rows whose file was gone. breaks: of the audit log.

    again: accounts, enterprises and addresses that had been deleted since, and are again; None
    where what was here before could not be read.
    """

    manifest: Manifest
    files: int
    missing: int
    breaks: int
    again: int | None


def make_backup(
    *,
    path: Path,
    commit: str,
    now: datetime,
    dump: Callable[[Path], None] = database.dump,
) -> Manifest:
    """An archive of the database and of the files that its rows name.

    Files come before the database, since one that is deleted after its row was read could
    not be had any more; and after it again, for those that came meanwhile. So whatever row
    is in the archive, its file is too. What no row names is swept at night.
    Raises BackupError: no_tables, exists, no_tool, tool_failed.
    """
    if not _has_log():
        # An archive of nothing would be taken for a backup.
        raise BackupError("no_tables", of=connection.vendor)
    with (
        TemporaryDirectory(prefix="backup-", dir=path.parent) as folder,
        written(path) as archive,
    ):
        files.add_files(archive)
        dumped = Path(folder) / DATABASE
        known = migrations.applied()
        dump(dumped)
        with dumped.open("rb") as content:
            archive.add(DATABASE, content, dumped.stat().st_size)
        files.add_files(archive)
        manifest = Manifest(
            format=FORMAT,
            made_at=now.isoformat(),
            commit=commit,
            database=connection.vendor,
            migrations=known,
            members=archive.members,
        )
        archive.close(manifest)
    _note("backup.made", manifest, now)
    return manifest


def restore_backup(*, path: Path, replace: bool, now: datetime) -> Restored:
    """The site as it was; then brought to the tables of this version, and looked through.

    Files first: one that no row names does no harm, a row without its file does.
    replace: whatever the database holds now is lost. Nothing is touched before the whole
    archive has been read and found good. Its seal proves that nothing happened to it, not who
    made it. Everybody signs in anew afterwards.
    Raises BackupError: damaged, changed, newer, edited, other_database, strange, not_empty,
    file_differs, no_tool, tool_failed.
    """
    manifest = checked(path)
    _check_takes(manifest)
    if not replace and (is_used() or files.are_kept()):
        raise BackupError("not_empty")
    gone = _gone_since(manifest)
    put_back = files.put_back(path, replace=replace)
    with TemporaryDirectory(prefix="restore-") as folder:
        dumped = Path(folder) / DATABASE
        for name, content in members(path):
            if name == DATABASE:
                with dumped.open("wb") as file:
                    shutil.copyfileobj(content, file)
        database.load(dumped)
    call_command("migrate", interactive=False, verbosity=0)
    _note("backup.restored", manifest, now)
    again = None if gone is None else delete_again(gone=gone, now=now)
    broken = len(list(breaks()))
    if settings.AUDIT_ENDS and not broken:
        # The log is that of an earlier day from now on.
        keep_ends(now=now, is_full=True)
    return Restored(manifest, put_back, files.missing(), broken, again)


def _has_log() -> bool:
    return AuditEvent._meta.db_table in connection.introspection.table_names()


def _gone_since(manifest: Manifest) -> Gone | None:
    """Who asked to be deleted after the archive was made must not come back with it."""
    if not _has_log():
        return None
    try:
        return gone_since(datetime.fromisoformat(manifest.made_at))
    except DatabaseError:  # tables of another version
        return None


def _check_takes(manifest: Manifest) -> None:
    if manifest.format > FORMAT:
        raise BackupError("newer", names=[f"format {manifest.format}"])
    if manifest.database != connection.vendor:
        raise BackupError(
            "other_database", of=manifest.database, here=connection.vendor
        )
    migrations.check_known(manifest.migrations)
    files.check_names(manifest.members)


def is_used() -> bool:
    """Whether a table of ours holds a row; those that are not even made hold none."""
    standing = set(connection.introspection.table_names())
    return any(
        model._base_manager.exists()
        for model in apps.get_models()
        if model._meta.db_table in standing and _is_ours(model)
    )


def _is_ours(model: type) -> bool:
    return Path(apps.get_containing_app_config(model.__module__).path).parent == (
        settings.BASE_DIR
    )


def _note(action: str, manifest: Manifest, now: datetime) -> None:
    """All personal data of the site goes out, or comes in."""
    record_event(
        action=action,
        organisation=None,
        actor=None,
        subject=f"backup:{manifest.made_at}",
        now=now,
        details={"files": len(manifest.members) - 1, "commit": manifest.commit},
    )
