"""What people write into a table for a sector, a ward or a size, as the code it stands for."""

from collections.abc import Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import override

from language.collation import unaccented
from registry.areas import areas
from registry.sector_names import SECTORS
from registry.sectors import sectors
from registry.sizes import SIZES, size_names

_UNITS = ("phuong ", "xa ", "dac khu ", "p. ", "p ", "tt ")
_SIZE_WORDS = {
    "sieu nho": "micro",
    "nho": "small",
    "vua": "medium",
    "lon": "large",
}
_BEFORE_SIZE = ("doanh nghiep ", "dn ", "quy mo ")


def sector_of(text: str) -> str:
    """The code of a sector by its letter or one of its names; "" where it is none."""
    return _sectors().get(unaccented(text), "")


def area_of(text: str) -> str:
    """The code of a ward by its code or its name; "" also where several have that name."""
    return _areas().get(unaccented(text), "")


def size_of(text: str) -> str:
    word = unaccented(text)
    for before in _BEFORE_SIZE:
        word = word.removeprefix(before)
    return _sizes().get(word, "")


@cache
def _sectors() -> Mapping[str, str]:
    words: list[tuple[str, str]] = [(code, code) for code in SECTORS]
    for language, _name in settings.LANGUAGES:
        with override(language):
            words += [(str(name), code) for code, name in SECTORS.items()]
    for section in sectors().values():
        words += [(name, section.code) for name in section.name.values()]
    return _unambiguous(words)


@cache
def _areas() -> Mapping[str, str]:
    words: list[tuple[str, str]] = []
    for code, unit in areas().items():
        words += [(code, code), *((name, code) for name in unit.name.values())]
    named = _unambiguous(words)
    bare = [(_without_kind(unit.name["vi"]), code) for code, unit in areas().items()]
    return {**_unambiguous(bare), **named}


def _without_kind(name: str) -> str:
    word = unaccented(name)
    for kind in _UNITS:
        word = word.removeprefix(kind)
    return word


@cache
def _sizes() -> Mapping[str, str]:
    words = [(size, size) for size in SIZES]
    for size, name in size_names().items():
        words += [(text, size) for text in name.values()]
    return {**_unambiguous(words), **_SIZE_WORDS}


def _unambiguous(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Without what would stand for two."""
    codes: dict[str, set[str]] = {}
    for word, code in words:
        codes.setdefault(unaccented(word), set()).add(code)
    return {word: min(known) for word, known in codes.items() if len(known) == 1}
