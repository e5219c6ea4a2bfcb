"""Which version of the tables an archive holds, told by the migrations that made them."""

import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from assessment.backup.errors import BackupError


def applied() -> dict[str, str]:
    """Every migration of the database, with the digest of its file where it is one of ours."""
    loader = MigrationLoader(connection)
    return {
        _name(key): _digest(loader, key) for key in sorted(loader.applied_migrations)
    }


def check_known(migrations: dict[str, str]) -> None:
    """That this version of the site can go on from there.

    Raises BackupError: newer, edited.
    """
    loader = MigrationLoader(None)
    here = {_name(key): _digest(loader, key) for key in loader.disk_migrations}
    unknown = migrations.keys() - here.keys()
    if unknown:
        raise BackupError("newer", names=sorted(unknown))
    edited = {name for name, digest in migrations.items() if digest != here[name]}
    if edited:
        raise BackupError("edited", names=sorted(edited))


def _name(key: tuple[str, str]) -> str:
    return ".".join(key)


def _digest(loader: MigrationLoader, key: tuple[str, str]) -> str:
    """Those of libraries are never edited, and may be worded anew."""
    migration = loader.disk_migrations.get(key)
    if migration is None:
        return ""
    path = Path(sys.modules[type(migration).__module__].__file__)
    is_ours = path.parents[2] == settings.BASE_DIR
    return hashlib.sha256(path.read_bytes()).hexdigest() if is_ours else ""
