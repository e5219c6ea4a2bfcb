"""What would serve the owner's first wish, and no level needs yet. Pure.

A plan ends where its level is reached. What was asked for first and is not in it is told
beside it, so that nobody has to close the page to get it.
"""

from collections.abc import Iterator, Sequence

from indexes.advice.advised import Advised
from indexes.advice.prices import is_beyond

MOST = 3
MUCH = 2  # of the points by which one serves a wish


def wanted_of(
    advised: Advised, after: Sequence[int], money: int | None = None
) -> list[str]:
    """Codes, what serves the first wish best first, each behind what it waits for.

    Only what the firm can afford, and could begin at the latest after the plan; of equals
    the least work first. money: what the owner has for it in a month, where that is said.
    """
    left = _Left(advised, after, money)
    wanted: list[str] = []
    for code in left.best_first():
        more = [one for one in left.with_bases(code) if one not in wanted]
        if len(wanted) + len(more) <= MOST:
            wanted += more
    return wanted


def serves_first_wish(advised: Advised, code: str) -> bool:
    wants = advised.firm.wants
    return bool(wants) and advised.of(code).serves.get(wants[0], 0) >= MUCH


class _Left:
    """What of the index is left by one plan."""

    def __init__(
        self, advised: Advised, after: Sequence[int], money: int | None
    ) -> None:
        self.advised = advised
        self.after = after
        self.money = money

    def best_first(self) -> list[str]:
        ranked = []
        for place, code in enumerate(self.advised.index.codes):
            if serves_first_wish(self.advised, code) and self._is_offered(place):
                ranked.append((*self._rank(code), place, code))
        return [code for *_rank, code in sorted(ranked)]

    def _rank(self, code: str) -> tuple:
        serves = self.advised.of(code).serves
        first, *others = self.advised.firm.wants
        second = sum(serves.get(want, 0) for want in others)
        return -serves[first], -second, self.advised.effort_of(code)

    def _is_offered(self, place: int) -> bool:
        """It does not rise in the plan, could, and is neither beyond the firm nor a duty."""
        advised = self.advised
        now, code = advised.levels[place], advised.index.codes[place]
        if now < 0 or self.after[place] > now:
            return False
        if not advised.can_rise(advised.levels, place):
            return False
        if advised.is_by_law(code) or advised.is_law_open(code):
            return False
        if is_beyond(advised.of(code), advised.firm, self.money):
            return False
        bases = self._missing(place)
        return all(map(self._is_offered, bases))

    def with_bases(self, code: str) -> Iterator[str]:
        """What it waits for and does not rise, then itself."""
        for base in self._missing(self.advised.index.places[code]):
            yield from self.with_bases(self.advised.index.codes[base])
        yield code

    def _missing(self, place: int) -> list[int]:
        if self.advised.levels[place]:
            return []
        bases = self.advised.waits.get(place, ())
        return [base for base in bases if self.after[base] == 0]
