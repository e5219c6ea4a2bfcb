"""Ratios whose points grow evenly, without bands: from a percent to a level and back. Pure.

A level is one of many equal steps, into which a ratio is cut down; so that points stay whole
numbers of a unit, and one file of levels holds answers of every kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indexes.index.numbers import exact
from language.texts import LANGUAGES

STEPS = 10_000  # hundredths of a percent, where nothing else is said
_WHOLE = 100
_FINEST = 10**6  # decimals of a percent in files


@dataclass(frozen=True)
class Linear:
    """`start` earns nothing, `end` everything; both in percent. marks: (level, text), rising."""

    start: Fraction
    end: Fraction
    points: Fraction
    steps: int
    marks: tuple[tuple[int, dict[str, str]], ...]

    def level_of(self, percent: Fraction) -> int:
        """The step that a ratio has reached."""
        way = (percent - self.start) / (self.end - self.start)
        return max(0, min(self.steps, int(way * self.steps // 1)))

    def percent_at(self, level: int) -> Fraction:
        """Where a step begins."""
        return self.start + (self.end - self.start) * level / self.steps

    @property
    def stops(self) -> tuple[int, ...]:
        """The levels of the marks, by which people choose, and by which a way up goes."""
        return tuple(level for level, _text in self.marks if level)


def linear_of(question: dict) -> Linear:
    """Of a question that was completed: the best of all is a number there."""
    told = question["linear"]
    steps = told.get("steps", STEPS)
    marks = []
    for mark in told["marks"]:
        text = {language: mark["text"][language] for language in LANGUAGES}
        marks.append((int(exact(mark["at"]) * steps / _WHOLE), text))
    return Linear(
        start=exact(told["from"]),
        end=exact(told["to"]),
        points=exact(told["points"]),
        steps=steps,
        marks=tuple(marks),
    )


def written(percent: Fraction) -> str:
    """As a file has it: read again it is the same step."""
    # Rounded up where it has no end, since a step begins where it says.
    fine = -(-percent * _FINEST // 1)
    whole, rest = divmod(int(fine), _FINEST)
    decimals = f"{rest:06}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


class Percents(Sequence[dict[str, str]]):
    """What each level says: its percent, and the words of a mark; worked out when asked for."""

    def __init__(self, linear: Linear) -> None:
        self.linear = linear
        self.texts = dict(linear.marks)

    def __len__(self) -> int:
        return self.linear.steps + 1

    def __getitem__(self, level):
        if isinstance(level, slice):
            return [self[place] for place in range(*level.indices(len(self)))]
        if not 0 <= level < len(self):
            raise IndexError(level)
        text = self.texts.get(level, {})
        said = {}
        for language in LANGUAGES:
            share = self._share(level, language)
            said[language] = f"{text[language]} ({share})" if text else share
        return said

    def _share(self, level: int, language: str) -> str:
        """A percent; at the ends what lies beyond is the same to the points."""
        percent = self.linear.percent_at(level)
        # To a tenth: a step is finer, and 42.4926 % stands for the 42.5 % that was given. Where
        # the way begins and ends is as the file says.
        places = 2 if level in (0, self.linear.steps) else 1
        number = f"{float(percent):.{places}f}".rstrip("0").rstrip(".")
        share = f"{number}%"
        if language == "vi":
            share = f"{number.replace('.', ',')}\u00a0%"
        if level == 0 and percent > 0:
            return f"≤\u00a0{share}"
        is_end = level == self.linear.steps and percent < _WHOLE
        return f"≥\u00a0{share}" if is_end else share
