"""The files that rows name: in and out of an archive, wherever the settings keep them."""

from collections.abc import Collection, Iterator
from pathlib import Path

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db.models import FileField

from assessment.backup.archive import DATABASE, FILES, Writer, members
from assessment.backup.errors import BackupError

AT_ONCE = 1024 * 1024  # bytes compared together


def fields() -> Iterator[FileField]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield field


def places() -> dict[str, Storage]:
    """Every storage that some field keeps its files in, by its name in the settings."""
    used = {id(field.storage) for field in fields()}
    named = {name: storages[name] for name in storages.backends}
    return {name: place for name, place in named.items() if id(place) in used}


def add_files(archive: Writer) -> None:
    """All that are there and not yet in the archive.

    One that is deleted meanwhile is let go: whoever deletes it has deleted its row before.
    """
    for place, storage in places().items():
        for path in walk(storage):
            name = f"{FILES}{place}/{path}"
            if name in archive.members:
                continue
            try:
                size = storage.size(path)
                content = storage.open(path)
            except FileNotFoundError:
                continue
            with content:
                archive.add(name, content, size)


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (_below(folder, name) for name in names)
    for inner in folders:
        yield from walk(storage, _below(folder, inner))


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def check_names(names: Collection[str]) -> None:
    """That each has its place here, and that there is a database among them.

    Raises BackupError: strange.
    """
    known = places()
    strange = [name for name in names if name != DATABASE and not _fits(name, known)]
    if DATABASE not in names:
        strange.append(f"no {DATABASE}")
    if strange:
        raise BackupError("strange", names=sorted(strange))


def _fits(name: str, known: dict[str, Storage]) -> bool:
    """A file below the folder of a storage that we have; never beside or above it."""
    top, place, *steps = name.split("/") if name.count("/") > 1 else ("", "")
    is_plain = not any(step in ("", ".", "..") for step in steps)
    has_odd_signs = "\\" in name or "\0" in name
    return f"{top}/" == FILES and place in known and is_plain and not has_odd_signs


def put_back(archive: Path, *, replace: bool) -> int:
    """Every file under its old name; those that nobody knows of are left. How many.

    replace: also where another file has that name. Raises BackupError: file_differs.
    """
    known = places()
    count = 0
    for name, content in members(archive):
        if not name.startswith(FILES):
            continue
        place, _, path = name.removeprefix(FILES).partition("/")
        _put(known[place], path, File(content), replace)
        count += 1
    return count


def _put(storage: Storage, path: str, content: File, replace: bool) -> None:
    if storage.exists(path):
        if not replace:
            raise BackupError("file_differs", path=path)
        storage.delete(path)
    kept = storage.save(path, content)
    if kept != path:
        raise BackupError("file_differs", path=path)


def are_kept() -> bool:
    """Whether any storage holds anything."""
    return any(next(walk(storage), None) for storage in places().values())


def missing() -> int:
    """Rows whose file is not there."""
    count = 0
    for field in fields():
        named = field.model._default_manager.exclude(**{field.name: ""})
        for path in named.values_list(field.name, flat=True).iterator():
            count += not field.storage.exists(path)
    return count
