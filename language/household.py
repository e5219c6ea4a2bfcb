"""A household business is spoken to as one, and not as an enterprise.

As others keep formal and informal address, this is a variant of the reader's language
("vi-hkd", from hộ kinh doanh). Its texts are those of the language with the noun exchanged:
catalogues when they are compiled (`manage.py compile_texts`), texts of data files when they
are read (`language.texts.in_language`). So whoever writes a text need not think of it.

The noun stays where it names others or enterprises at large: "doanh nghiệp khác",
"enterprises of your size", the title of a decision.
"""

import re
from functools import lru_cache

VARIANT = "-hkd"  # what follows the language

_NOUN = re.compile("doanh nghiệp", re.IGNORECASE)
# Of others, or of enterprises at large: what stands before the noun, or after it.
_BEFORE = re.compile(
    r"(?:mọi|mọi cỡ|số|những|các|nhiều|bao nhiêu|mỗi|ít|đủ|khách là|tính|một|hai"
    r"|dành cho|có|email|tên miền|khách|(?<!\(day)\)s|\d)\s$|“$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s(?:nhỏ|vừa và|vừa$|siêu|lớn|khác|cùng|thuộc|đứng|bằng điểm|hư cấu|nào|cỡ|mọi"
    r"|có tài khoản|xin|đổ trước|số\b|\()",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(the|your|this|our|its) (?:enterprise|firm)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def for_household(text: str, language: str) -> str:
    """The same text as it is said to a household business, or of one."""
    if language == "en":
        return _ENGLISH.sub(r"\1 household business", text)
    # A label stays, and so does a text that tells the two apart.
    if _NOUN.fullmatch(text) or "hộ kinh doanh" in text.lower():
        return text
    return _NOUN.sub(_exchanged, text)


def _exchanged(noun: re.Match[str]) -> str:
    before = noun.string[: noun.start()]
    after = noun.string[noun.end() :]
    if _BEFORE.search(before) or _AFTER.match(after):
        return noun[0]
    return "Hộ kinh doanh" if noun[0][0] == "D" else "hộ kinh doanh"
