"""Looks for a person in every column of every table and in every file that is kept."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from django.core.files.storage import Storage, storages
from django.db import connection

TOKEN = re.compile(rb"\.?[A-Za-z0-9_\-]{16,}")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)


def empty_storages() -> None:
    """What tests before have stored outlives the rows that named it."""
    for name in ("default", "evidence"):
        for path in list(_paths(storages[name], "")):
            storages[name].delete(path)


def places_with(signs: list[str]) -> set[str]:
    """Tables with their columns, and files, in which one of these stands; capitals do not count."""
    needles = [sign.lower().encode() for sign in signs]
    # As JSON may write it.
    needles += [sign.encode("ascii", "backslashreplace").lower() for sign in signs]
    found = set()
    for place, content in [*_cells(), *_files()]:
        whole = b" ".join(_unpacked(content)).lower()
        lowered = whole.decode("utf-8", "ignore").lower().encode()
        if any(needle in whole or needle in lowered for needle in needles):
            found.add(place)
    return found


def _cells() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", _bytes(value)


def _bytes(value: object) -> bytes:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value)
    return str(value).encode()


def _unpacked(content: bytes) -> Iterator[bytes]:
    """As it is, and what is packed in it: sessions, signed cookies, pages of a PDF."""
    yield content
    for token in TOKEN.findall(content):
        yield _decoded(token)
    for stream in STREAM.findall(content):
        yield _inflated(stream)


def _decoded(token: bytes) -> bytes:
    is_packed = token.startswith(b".")
    text = token.lstrip(b".")
    try:
        plain = base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return b""
    return _inflated(plain) if is_packed else plain


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


def _files() -> Iterator[tuple[str, bytes]]:
    for name in ("default", "evidence"):
        for path in _paths(storages[name], ""):
            yield f"file of {name}", path.encode() + storages[name].open(path).read()


def _paths(storage: Storage, folder: str) -> Iterator[str]:
    if not storage.exists(folder or "."):
        return
    folders, files = storage.listdir(folder)
    for file in files:
        yield f"{folder}/{file}".lstrip("/")
    for inner in folders:
        yield from _paths(storage, f"{folder}/{inner}".lstrip("/"))
