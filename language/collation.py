"""Vietnamese alphabetical order as a plain string key, the same on every database.

Letters first (a ă â b c d đ e ê … y), then tones (ngang huyền hỏi ngã sắc nặng), syllable by syllable.
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{position + 20:02d}" for position, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def _letters_and_tone(syllable: str) -> tuple[str, str]:
    letters, tone = [], "0"
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONES:
            tone = _TONES[mark]
        elif unicodedata.combining(mark) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            letters.append(mark)
    return "".join(letters), tone


def sort_key(text: str, limit: int = 600) -> str:
    """Key of at most `limit` characters whose plain string order is the Vietnamese order, case ignored."""
    parts = []
    for syllable in unicodedata.normalize("NFC", text).lower().split():
        letters, tone = _letters_and_tone(syllable)
        ranks = "".join(
            _RANK.get(letter, f"0{letter}" if letter.isdigit() else f"1{letter}")
            for letter in letters
        )
        parts.append(f"{ranks} {tone}")
    return " ".join(parts)[:limit]


def unaccented(text: str) -> str:
    """Lower case without marks, so that "pho hoa binh" finds "Phở Hòa Bình" on every database."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(
        "".join(
            letter for letter in marked if not unicodedata.combining(letter)
        ).split()
    )
