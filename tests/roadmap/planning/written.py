"""Money as a reader finds it written, read back."""

UNITS = {"million": 10**6, "billion": 10**9}


def most_written(words: str) -> int:
    """The higher amount of a range in English, in VND; 0 where nothing is written."""
    if not words:
        return 0
    number, *unit, _dong = words.rsplit(" – ", maxsplit=1)[-1].split()
    factor = UNITS[unit[0]] if unit else 1
    return round(float(number.replace(",", "")) * factor)
