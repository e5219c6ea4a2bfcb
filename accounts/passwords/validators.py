"""What no password may be made of, beside the rules of the framework.

A password may have any characters. Compared are its letters and digits alone, without marks.
"""

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from language.collation import unaccented

# Of this site, of who uses it and of where they are; docs/security/decisions.md says why these.
OWN_WORDS = (
    "sansangso",
    "sansang",
    "chuyendoiso",
    "chuyendoi",
    "doanhnghiep",
    "hokinhdoanh",
    "hiephoi",
    "nhacungcap",
    "quantri",
    "nhanvien",
    "giamdoc",
    "congty",
    "thanhpho",
    "hochiminh",
    "tphcm",
    "saigon",
    "vietnam",
    "matkhau",
    "password",
    "admin",
    "demo",
    "dbi",
)
LEFT = 6  # letters and digits at least, beside such words
DIGITS = "0123456789"


class OwnWordsValidator:
    def validate(self, password: str, user: User | None = None) -> None:
        left = compared(password)
        if not any(word in left for word in OWN_WORDS):
            return
        for word in OWN_WORDS:
            left = left.replace(word, "")
        if len(left) < LEFT:
            words = _(
                "This password is little more than words that everybody here would try "
                "first. Please add a word or two of your own."
            )
            raise ValidationError(words, code="password_of_own_words")

    def get_help_text(self) -> str:
        return ""


class NearlyCommonValidator:
    """One that many people use, with signs or digits around it."""

    def validate(self, password: str, user: User | None = None) -> None:
        if compared(password).strip(DIGITS) in _common():
            words = _(
                "Without its digits and signs this is a password that many people use. "
                "Please add a word or two of your own."
            )
            raise ValidationError(words, code="password_nearly_common")

    def get_help_text(self) -> str:
        return ""


def compared(password: str) -> str:
    return "".join(filter(str.isalnum, unaccented(password).lower()))


@cache
def _common() -> set[str]:
    return CommonPasswordValidator().passwords
