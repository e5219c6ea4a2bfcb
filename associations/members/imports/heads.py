"""Which column of a table is which field, by what people write above it. Pure."""

import re
from collections.abc import Sequence

from language.collation import unaccented

_WORDS = {
    "name": (
        "ten hoi vien",
        "ten doanh nghiep",
        "ten cong ty",
        "ten don vi",
        "ten",
        "hoi vien",
        "doanh nghiep",
        "name",
        "member",
        "company",
        "company name",
        "name of the member",
    ),
    "tax_code": ("ma so thue", "mst", "ma so doanh nghiep", "tax code", "tax number"),
    "contact_person": (
        "nguoi lien he",
        "lien he",
        "nguoi dai dien",
        "contact person",
        "contact",
    ),
    "email": ("email", "e-mail", "thu dien tu", "dia chi email", "email address"),
    "phone": (
        "dien thoai",
        "so dien thoai",
        "sdt",
        "dt",
        "di dong",
        "phone",
        "telephone",
        "mobile",
    ),
    "sector": ("nganh", "nganh nghe", "linh vuc", "sector", "industry"),
    "area": (
        "phuong, xa",
        "phuong/xa",
        "phuong xa",
        "phuong",
        "xa",
        "dia ban",
        "area",
        "ward",
        "ward or commune",
    ),
    "size": ("quy mo", "size"),
    "note": ("ghi chu", "note", "notes"),
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_ASIDE = re.compile(r"\(.*?\)|[*:]")


def field_of(head: str) -> str:
    """ "" where it is none that we know."""
    word = " ".join(_ASIDE.sub(" ", unaccented(head)).split())
    return _FIELD_OF.get(word, "")


def fields_of(heads: Sequence[str]) -> list[str]:
    """For each column; "" above what is not read, also above the second of one field."""
    fields: list[str] = []
    for head in heads:
        field = field_of(head)
        fields.append("" if field in fields else field)
    return fields
