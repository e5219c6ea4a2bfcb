"""What somebody would look for in a plan and does not find, and why. Pure.

Looked for is what anybody needs first, what serves the owner's wants most, and what comes
to mind at once (`obvious` of the advice); besides, all that makes no sense for the firm.
"""

from collections.abc import Iterator, Sequence

from indexes.advice.advised import Advised
from indexes.advice.model import E_INVOICE
from indexes.advice.prices import is_beyond
from indexes.advice.wanted import serves_first_wish, wanted_of

# Besides those of `Advised.left_out`. In this order the first that holds is told.
THERE = "there"  # as far as it is needed
SKIPPED = "skipped"  # needed first, by a plan that goes by points or by hand
LAW_OPEN = "law_open"  # the law may ask for it: what decides is not known
DEAR = "dear"
LATER = "later"
NEXT = "next"  # needed no more than that, but wanted

MOST_WANTED = 2  # questions told of those that serve what is wanted
MUCH = 2  # of the points by which one serves it


def absent_of(
    advised: Advised, after: Sequence[int], money: int | None = None
) -> list[tuple[str, str]]:
    """(code, why) of what does not rise to `after`: what is looked for first.

    money: what the owner has for it in a month, where that is said.
    """
    looked_for = _Looked(advised, after, money)
    # Told apart, with what serves the first wish.
    told = wanted_of(advised, after, money)
    senseless = dict(advised.left_out())
    reasons = {}
    for code in looked_for.codes():
        why = senseless.get(code) or looked_for.why(code)
        # What serves the first wish is never told as needless.
        if why == LATER and serves_first_wish(advised, code):
            why = NEXT
        if why and code not in told:
            reasons[code] = why
    for code, why in senseless.items():
        if not looked_for.rises(code):
            reasons.setdefault(code, why)
    return list(reasons.items())


def waits_for_revenue(advised: Advised) -> bool:
    """Whether the law may ask for what the firm does not have, which its revenue decides."""
    if advised.firm.must_invoice is not None:
        return False
    index = advised.index
    for code, place in index.places.items():
        said = advised.of(code)
        if said.law != E_INVOICE or advised.applies(code) is False:
            continue
        asked = min(said.floor.values()) - index.shown_level(code, 0)
        if 0 <= advised.levels[place] < asked:
            return True
    return False


class _Looked:
    """What would be looked for in one plan."""

    def __init__(
        self, advised: Advised, after: Sequence[int], money: int | None
    ) -> None:
        self.advised = advised
        self.after = after
        self.money = money
        self.places = advised.index.places

    def codes(self) -> list[str]:
        """What does not rise: the floor, what is wanted most, the obvious; each once."""
        codes = [*self._floors(), *self._wanted(), *self._with("obvious")]
        return list(dict.fromkeys(codes))

    def _floors(self) -> Iterator[str]:
        """Those of all firms, and those of the firms that work so."""
        yield from self._with("floor")
        for code in self._with("floor_where"):
            if self.advised.floor_of(code):
                yield code

    def _with(self, key: str) -> Iterator[str]:
        for code, place in self.places.items():
            is_told = bool(getattr(self.advised.of(code), key))
            if is_told and self.advised.levels[place] >= 0 and not self.rises(code):
                yield code

    def rises(self, code: str) -> bool:
        place = self.places[code]
        return self.after[place] > self.advised.levels[place] >= 0

    def _wanted(self) -> list[str]:
        """Of what could rise and does not, those that serve the wants most, least work first."""
        ranked = []
        for code, place in self.places.items():
            served = self._served(code)
            if served < MUCH or self.rises(code) or not self._can_rise(code):
                continue
            effort = self.advised.effort_of(code)
            ranked.append((-served, effort, place, code))
        return [code for *_rank, code in sorted(ranked)[:MOST_WANTED]]

    def _served(self, code: str) -> int:
        serves = self.advised.of(code).serves
        return sum(serves.get(want, 0) for want in self.advised.firm.wants)

    def _can_rise(self, code: str) -> bool:
        place = self.places[code]
        levels = self.advised.levels
        return levels[place] >= 0 and self.advised.can_rise(levels, place)

    def why(self, code: str) -> str:
        """Empty where it is neither there nor could be advised at all."""
        level = self.advised.levels[self.places[code]]
        said, firm = self.advised.of(code), self.advised.firm
        floor = self.advised.floor_of(code)
        if floor > level:
            # It may wait for what the firm does not want, or cannot have.
            return SKIPPED if self._can_rise(code) else ""
        if floor or not self._can_rise(code):
            return THERE if level else ""
        if self.advised.is_law_open(code):
            return LAW_OPEN
        return DEAR if is_beyond(said, firm, self.money) else LATER
