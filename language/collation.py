"""Vietnamese alphabetical order as a plain string key, the same on every database.

Syllable by syllable: letters first (a ă â b c d đ e ê … y), then tones (ngang huyền hỏi ngã sắc
nặng).
"""

import unicodedata

from language.cleaning import folded

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{position + 20:02d}" for position, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str, limit: int = 600) -> str:
    """Key of at most `limit` characters whose string order is the Vietnamese, case ignored."""
    keys = [_syllable_key(syllable) for syllable in folded(text).split()]
    return " ".join(keys)[:limit]


def _syllable_key(syllable: str) -> str:
    letters, tone = _letters_and_tone(syllable)
    ranks = "".join(_rank(letter) for letter in letters)
    # A space sorts before every rank, so that a tone decides only between equal letters.
    return f"{ranks} {tone}"


def spelling(text: str) -> str:
    """The text with the tone of each syllable at its end.

    Two keyboards write hoà and hòa for the same word; its letters and its tone are one.
    """
    composed = unicodedata.normalize("NFC", text)
    return " ".join(map(_spelled, composed.split()))


def _spelled(syllable: str) -> str:
    letters, tone = _letters_and_tone(syllable)
    return f"{letters}{tone}"


def _letters_and_tone(syllable: str) -> tuple[str, str]:
    letters: list[str] = []
    tone = "0"
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONES:
            tone = _TONES[mark]
        elif unicodedata.combining(mark) and letters:
            # The hat of â or the horn of ơ makes another letter, unlike a tone.
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            letters.append(mark)
    return "".join(letters), tone


def _rank(letter: str) -> str:
    """Digits before all other signs, these before the letters."""
    if letter in _RANK:
        return _RANK[letter]
    return f"0{letter}" if letter.isdigit() else f"1{letter}"


def unaccented(text: str) -> str:
    """Lower case without marks, so that "pho hoa binh" finds "Phở Hòa Bình" on every database."""
    marked = unicodedata.normalize("NFKD", folded(text).replace("đ", "d"))
    letters = "".join(sign for sign in marked if not unicodedata.combining(sign))
    return " ".join(letters.split())
