"""What a person meant to type: one form of each letter, and nothing that has no shape.

Whatever is typed, pasted, posted or imported goes through here before it is checked, counted,
compared and kept. Pure.
"""

import re
from collections.abc import Sequence
from unicodedata import category, is_normalized, normalize

# Letters to a computer, and to the eye a blank: fillers of Hangul, the empty sign of Braille,
# a note without a head.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
# They choose between shapes of the sign before them, or change nothing at all.
_SELECTORS = "\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Hyphens that do not break, of full width, the minus of formulas: all look like the one.
_HYPHENS = "\u2010\u2011\u2012\u2043\u2212\ufe63\uff0d"
_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_KEPT = "\n\t"
_SHAPELESS = ("Cc", "Cf", "Co", "Cs")

_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINER, _AS_PICTURE, _AS_TEXT = "\u200d", "\ufe0f", "\ufe0e"
# A family is one picture, made of several with joiners between; some flags are spelled.
_OF_A_PICTURE = re.compile(
    rf"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}\U000e007f"
    rf"|(?<=[{_PICTURES}]){_JOINER}(?=[{_PICTURES}])"
    rf"|(?<=[{_PICTURES}]{_AS_PICTURE}){_JOINER}(?=[{_PICTURES}])"
    rf"|(?<=[{_PICTURES}])[{_AS_PICTURE}{_AS_TEXT}]"
    rf"|(?<=[0-9#*]){_AS_PICTURE}(?=\u20e3))"
    rf"|[{_JOINER}{_AS_PICTURE}{_AS_TEXT}\U000e0001-\U000e007f]"
)
_MAY_BE_OF_A_PICTURE = frozenset(map(ord, (_JOINER, _AS_PICTURE, _AS_TEXT)))
_MAY_SPELL = range(0xE0001, 0xE0080)

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ON_NOTHING = re.compile(rf"(?:\A|(?<=\s))[{_MARKS}]+")
# Printable to Python, and yet not what it seems.
_ODD = re.compile(f"[{''.join(BLANK_LETTERS)}{_SELECTORS}{_HYPHENS}{_MARKS}\ufffc]")
# Letters and signs that are as they seem: all that most Vietnamese texts have.
_USUAL = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]*")
_IS_SELECTOR = re.compile(f"[{_SELECTORS}]")
_EVERY_DASH = re.compile(
    "[\u2010-\u2015\u2043\u2053\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]"
)
_MOST_REMEMBERED = 0x10000

# Ð of Iceland and Ɖ of Africa look like the Vietnamese letter, and are found on keyboards.
_LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
# Signs of no text; free places for signs that show nothing; what is left of a pasted picture.
_NEVER_SHOWN = (
    range(0xFDD0, 0xFDF0),
    range(0x2065, 0x2066),
    range(0xFFF0, 0xFFF9),
    range(0xE0000, 0xE1000),
)
_PICTURE_WAS_HERE = 0xFFFC

_ONLY_COMPARED = (*_LOOK_ALIKES, _JOINER, _AS_PICTURE, _AS_TEXT)
_COMPARED = str.maketrans(_LOOK_ALIKES) | dict.fromkeys(
    [*_MAY_BE_OF_A_PICTURE, *_MAY_SPELL], ""
)


class _Signs(dict):
    """What stands for each sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        shown = _shown(chr(code))
        # Rare ones would fill the memory, if somebody sent them all.
        if code < _MOST_REMEMBERED:
            self[code] = shown
        return shown


def _shown(sign: str) -> str:
    if sign in _KEPT:
        return sign
    if sign in _LINE_ENDS:
        return "\n"
    if sign in _HYPHENS:
        return "-"
    kind = category(sign)
    if kind == "Zs" or sign in BLANK_LETTERS:
        return " "
    code = ord(sign)
    # Those that stand alone were taken out before.
    if code in _MAY_BE_OF_A_PICTURE or code in _MAY_SPELL:
        return sign
    is_nothing = kind in _SHAPELESS or _IS_SELECTOR.match(sign) or _is_no_sign(code)
    return "" if is_nothing else sign


def _is_no_sign(code: int) -> bool:
    """Whether Unicode gives it no meaning, or none without something that stood beside it."""
    if any(code in places for places in _NEVER_SHOWN):
        return True
    return code & 0xFFFE == 0xFFFE or code == _PICTURE_WAS_HERE


_SIGNS = _Signs()


def is_clean(text: str) -> bool:
    """Whether cleaning one line changes nothing; told quickly, and False where it takes a look."""
    if _USUAL.fullmatch(text):
        return True
    return (
        text.isprintable() and is_normalized("NFC", text) and _ODD.search(text) is None
    )


def clean(text: str) -> str:
    """Text of any length, its lines kept: composed, with one kind of space, hyphen and line end."""
    if is_clean(text):
        return text
    one_end = normalize("NFC", text).replace("\r\n", "\n")
    whole_pictures = _OF_A_PICTURE.sub(_kept, one_end)
    # What was apart by a sign that is gone may belong together now.
    shown = normalize("NFC", whole_pictures.translate(_SIGNS))
    return _ON_NOTHING.sub("", shown)


def _kept(match: re.Match) -> str:
    return match[1] or ""


def hidden_sign(text: str) -> str:
    """The first sign of a composed text that nobody sees and cleaning takes out; "" for none."""
    if is_clean(text):
        return ""
    left = clean(text)
    for sign in text:
        is_nothing = not sign.isspace() and not clean(sign).strip()
        if is_nothing and sign not in left:
            return sign
    return ""


def one_line(text: str) -> str:
    """A name: what stood on two lines stays two words."""
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """A number, a telephone, a code, an address: each sign as the keyboard has it."""
    as_typed = normalize("NFKC", clean(text))
    return one_line(_EVERY_DASH.sub("-", as_typed))


def folded(text: str) -> str:
    """As it is compared: capitals, look-alikes and what only changes a shape do not count."""
    seen = one_line(text).translate(_COMPARED)
    return normalize("NFC", seen.casefold())


def folded_all(names: Sequence[str]) -> Sequence[str]:
    """Each clean name of one line as `folded`; together, since there may be thousands."""
    together = "\n".join(names)
    is_usual = together.count("\n") + 1 == len(names) and "  " not in together
    if not is_usual or any(sign in together for sign in _ONLY_COMPARED):
        return list(map(folded, names))
    return together.casefold().split("\n")
