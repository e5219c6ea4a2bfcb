"""One archive: a tar of the database and of the files, and at its end what vouches for both.

The manifest and its seal come last, so an archive that was cut off has none.
"""

import hashlib
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from assessment.backup.errors import BackupError

FORMAT = 1  # raised when an older reader would misread what is written
DATABASE = "database"
FILES = "files/"
MANIFEST = "manifest.json"
SEAL = "manifest.json.sha256"  # as sha256sum --check reads it
UNREADABLE = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, TypeError)


@dataclass(frozen=True)
class Manifest:
    """commit: of the code that wrote it, if known. migrations: with the digest of their files.

    members: the digest of each.
    """

    format: int
    made_at: str
    commit: str
    database: str
    migrations: dict[str, str]
    members: dict[str, str]


class Digested:
    """A stream, and the digest of what was read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._digest.update(content)
        return content

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


class Writer:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, str] = {}

    def add(self, name: str, content: BinaryIO, size: int) -> None:
        digested = Digested(content)
        self._tar.addfile(_entry(name, size), digested)
        self.members[name] = digested.digest

    def close(self, manifest: Manifest) -> None:
        content = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
        for name, part in ((MANIFEST, content), (SEAL, _seal(content))):
            self._tar.addfile(_entry(name, len(part)), BytesIO(part))


def _seal(manifest: bytes) -> bytes:
    return f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    return entry


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new archive that only its owner reads. Until it is whole, it has another name."""
    if path.exists():
        raise BackupError("exists", path=path)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            # Reports, photos and the dump of PostgreSQL are packed already.
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def checked(path: Path) -> Manifest:
    """What an archive says of itself, once every byte of it has been found to be as written.

    Raises BackupError: damaged, changed.
    """
    digests: dict[str, str] = {}
    ends = {MANIFEST: b"", SEAL: b""}
    try:
        for name, content in members(path):
            if name in ends:
                ends[name] = content.read()
            else:
                digests[name] = _digest_of(content)
        manifest = _opened(ends[MANIFEST], ends[SEAL])
    except UNREADABLE as error:
        raise BackupError("damaged", path=path, reason=error) from error
    _compare(digests, manifest)
    return manifest


def _opened(content: bytes, seal: bytes) -> Manifest:
    if seal != _seal(content):
        raise ValueError("its end is missing, or not as it was written")
    return Manifest(**json.loads(content))


def _compare(digests: dict[str, str], manifest: Manifest) -> None:
    differing = {
        name
        for name in digests.keys() | manifest.members.keys()
        if digests.get(name) != manifest.members.get(name)
    }
    if differing:
        raise BackupError("changed", names=sorted(differing))


def members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """In their order; each is to be read before the next is asked for."""
    with tarfile.open(path, "r|gz") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None:
                raise tarfile.TarError(f"{entry.name} is no file")
            yield entry.name, content


def _digest_of(content: BinaryIO) -> str:
    return hashlib.file_digest(content, "sha256").hexdigest()
