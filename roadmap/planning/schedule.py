"""When each raise of a plan begins: month by month, never more at once than a firm can do.

Pure: knows no models, texts or clock. What the law asks begins first, then what else a firm
needs, then what serves what is wanted, then what is worth most for its effort. What
leads far beyond the whole comes when all else has begun.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from indexes.advice.prices import Start
from roadmap.planning.likely import Price, upper, usual
from roadmap.planning.order import Key, key_of, safety_of, turns_of
from roadmap.planning.plan import (
    HORIZONS,
    HOURS,
    LAST_MONTH,
    QUARTER,
    USUAL,
    FactsOf,
    Means,
    Pace,
    Planned,
    Raise,
    Rise,
    means_of,
    price_in,
)
from roadmap.planning.waits import EVENING, NONE, Waits, is_evening

# What comes before what.
BY_LAW, NEEDED_FIRST, WANTED_MOST, EARLY, WANTED, OTHERS, AHEAD = range(7)
# What gains nothing comes after everything that gains something.
WORTH_OF_NO_GAIN = Fraction(10**6)


def planned(
    raises: Sequence[Raise],
    facts: FactsOf,
    size: str = "",
    pace: Pace = USUAL,
    start: Start | None = None,
) -> list[Planned]:
    """Every raise with its months, in the order to do them.

    Month by month, what is ready is begun, best first, while the month's effort lasts;
    what takes more than a month's effort uses up that of the next months too. A raise
    is ready when all it builds on is finished. Nothing else begins while what is needed
    first could; while that waits for what it builds on, others use the effort it leaves.
    Of options needed first each begins as soon as there is room.
    Nothing begins before the money saved up is enough for it. What does not fit into
    twenty years stands at their end.

    size: says how much work a firm usually does in a month, where `pace` does not.
    start: what it takes on at first; its money only where `pace` says none.
    """
    plan = _Plan(raises, facts, means_of(size, pace), start)
    for month in range(LAST_MONTH + 1):
        plan.begin_what_fits(month)
    plan.begin_the_rest()
    return [*plan.in_time()]


class _Plan:
    """What is begun so far, and what waits. Effort in hours, which are whole numbers."""

    def __init__(
        self,
        raises: Sequence[Raise],
        facts: FactsOf,
        means: Means,
        start: Start | None,
    ) -> None:
        self.facts = facts
        self.means = means
        self.hours = int(means.effort * HOURS)
        self.hours_left = 0
        self.money_left = 0
        self.waits = Waits(raises, facts)
        wanted = [step for step in raises if step.is_wanted]
        self.wanted = self.waits.with_bases(wanted)
        self.early = {key_of(step) for step in raises if step.is_early}
        self.ahead = {key_of(step) for step in raises if step.is_ahead}
        self.wanted_most: set[Key] = set()
        self.turns = turns_of(raises, facts)
        self.safety = safety_of(raises, self.waits.below)
        if self.early and wanted:
            most = min(wanted, key=self._worth)
            self.wanted_most = self.waits.with_bases([most])
        self.waiting = sorted(raises, key=self._worth)
        self.most_things = start.things if start else len(raises)
        self.at_once = start.at_once if start else None
        # Whoever says what a month has for it says what the first three have.
        self.first_money = start.money if start and means.money is None else None
        self.bought: list[Price] = []
        self.first_begun: set[str] = set()  # this month
        self.has_begun_wanted = False
        self.kept: dict[Key, Price] = {}
        if self.first_money is not None:
            self.kept = self._kept_for_first(raises)
        self.begun: dict[Key, Planned] = {}

    def _kept_for_first(self, raises: Sequence[Raise]) -> dict[Key, Price]:
        """The money of what is needed first and can begin within the first three months."""
        needed = [step for step in raises if key_of(step) in self.waits.first]
        alone = _Plan(needed, self.facts, self.means, None)
        for month in range(QUARTER):
            alone.begin_what_fits(month)
        return {key: self._price(step) for key, step in alone.begun.items()}

    def _price(self, step: Rise) -> Price:
        facts = self.facts(step.question)
        rising = self.waits.by_question
        return price_in(facts, step.question, rising, step.from_level)

    def begin_what_fits(self, month: int) -> None:
        # A debt of effort is paid off; what was not used is not saved up, as money is.
        self.hours_left = min(self.hours_left + self.hours, self.hours)
        self.money_left += self.means.money or 0
        # At a slow pace most months have room for nothing.
        if not self._has_room():
            return
        begun: set[str] = set()
        self.first_begun: set[str] = set()
        # Over a copy: what begins waits no longer.
        for step in [*self.waiting]:
            # A tool of this month may have brought it.
            if key_of(step) in self.begun:
                continue
            is_first = key_of(step) in self.waits.first
            # Two options of one question are one thing to keep in mind; what keeps the firm
            # safe and within the law is days of work, and none of those it chooses among.
            is_one_more = not is_first and step.question not in begun
            if is_one_more and len(begun) == self.most_things:
                return
            if is_one_more and not self._has_hands(step, month):
                continue
            fits = self._fits(step, month)
            is_waited_for = is_first or key_of(step) in self.early
            if not (fits or is_waited_for or self._is_worth_waiting(step, month)):
                continue
            if not self._is_ready(step, month):
                continue
            if not fits:
                # Nothing else takes the effort or the money that it needs.
                return
            self._take_up(step, month)
            for carried in self._carried_by(step):
                if self._is_ready(carried, month):
                    self._take_up(carried, month)
            if not is_first:
                begun.add(step.question)

    def _carried_by(self, step: Raise) -> list[Raise]:
        """What the law asks, waits, and is bought with this tool."""
        carried = self.waits.carried.get(key_of(step), ())
        return [one for one in carried if key_of(one) not in self.begun]

    def _take_up(self, step: Raise, month: int) -> None:
        facts = self.facts(step.question)
        # Levels of the floor that are reached in one go are one piece of work.
        is_same_work = step.question in self.first_begun and not facts.in_any_order
        if not is_same_work:
            self.hours_left -= facts.effort * HOURS
        self.money_left -= self._to_pay([step])
        self.bought.append(self._price(step))
        if month < QUARTER:
            self.kept.pop(key_of(step), None)
            self.has_begun_wanted |= step.weight > 1
        if key_of(step) in self.waits.first:
            self.first_begun.add(step.question)
        self._begin(step, month)

    def _to_pay(self, steps: Sequence[Raise]) -> int:
        """What comes with a tool that is bought costs little more."""
        prices = [*map(self._price, steps)]
        tools = {price.larger or price.tool for price in prices}
        bought = [one for one in self.bought if (one.larger or one.tool) in tools]
        return usual([*bought, *prices]) - usual(bought)

    def begin_the_rest(self) -> None:
        for step in sorted(self.waiting, key=self._rank_at_the_end):
            self._begin(step, LAST_MONTH)

    def _begin(self, step: Raise, month: int) -> None:
        finish = month + self.means.months_of(self.facts(step.question))
        # No till prints an invoice before it is there.
        carrier = self.begun.get(self.waits.carrier_of.get(key_of(step), NONE))
        if carrier is not None:
            finish = max(finish, carrier.finish)
        is_with = carrier is not None and carrier.start == month
        self.begun[key_of(step)] = Planned(
            step.question,
            step.from_level,
            step.to_level,
            start=month,
            finish=finish,
            bought_with=carrier.question if is_with else "",
        )
        self.waiting.remove(step)

    def in_time(self) -> Iterator[Planned]:
        """In the order to do them; what is bought with a tool right behind it."""
        for step in sorted(self.begun.values(), key=self._place_in_time):
            if not self._is_behind_carrier(step):
                yield from self._with_carried(step)

    def _with_carried(self, step: Planned) -> Iterator[Planned]:
        yield step
        for carried in self.waits.carried.get(key_of(step), ()):
            behind = self.begun[key_of(carried)]
            if self._is_behind_carrier(behind):
                yield from self._with_carried(behind)

    def _is_behind_carrier(self, step: Planned) -> bool:
        if not step.bought_with:
            return False
        return step.horizon == self.begun[step.bought_with, 0].horizon

    def _place_in_time(self, step: Planned) -> tuple[int, int, int, int, int]:
        """By the part of the plan, and there by when it is due.

        Of what begins now what the law asks stands first, behind what it builds on, then what
        else is needed first, however long it takes. What no longer fits has no day that says
        anything: it keeps its order.
        """
        rank, depth = self._rank(key_of(step))
        if step.start > 0:
            rank, depth = OTHERS, 0
        due = min(step.finish, LAST_MONTH)
        return HORIZONS.index(step.horizon), rank, depth, due, step.start

    def _rank(self, key: Key) -> tuple[int, int]:
        """What the law asks, what comes first in it before what builds on that or comes with
        it; what else is needed first; the others."""
        # Where money has to be saved up, what costs nothing does not wait for the till.
        if key in self.waits.by_law and self.means.money is None:
            is_brought = key in self.waits.carrier_of
            return BY_LAW, len(self.waits.below[key[0]]) + is_brought
        if key in self.waits.first:
            return NEEDED_FIRST, 0
        if key in self.ahead:
            return AHEAD, 0
        if key in self.wanted_most:
            return WANTED_MOST, 0
        if key in self.early:
            return EARLY, 0
        return WANTED if key in self.wanted else OTHERS, 0

    def _worth(self, step: Raise) -> tuple[int, int, int, int, Fraction, int, int]:
        """What the law asks, what else is needed first, what serves what is wanted, and what
        that waits for. Of what is needed first, what keeps safe most: copies of the data before
        rules about them. In each the first level of all questions, then the second. Then effort
        for each point, cost, months: the least first. What mostly comes with a larger tool
        speaks for that one.

        Where money has to be saved up, what is needed first and cheap is not kept waiting
        by what is needed first and dear.
        """
        facts = self.facts(step.question)
        is_first = key_of(step) in self.waits.first
        cost = sum(self._price(step).told) // 2
        worth = WORTH_OF_NO_GAIN
        safety = self.safety.get(step.question, 0) if is_first else 0
        if is_first and self.means.money is not None:
            worth, safety = Fraction(cost), 0
        elif step.gain:
            gain = step.gain * step.weight + self.waits.brought.get(step.question, 0)
            if facts.in_any_order:
                # Options follow in the order told, whatever the next one is worth.
                gain /= step.to_level - step.from_level
            worth = Fraction(facts.effort) / gain
        key = key_of(step)
        rank, depth = self._rank(key)
        # All levels of what is turned on in one round are one turn.
        turn = 0 if is_first and is_evening(facts) else self.turns[key]
        return (
            rank,
            depth,
            -safety,
            turn,
            worth,
            cost,
            facts.months,
        )

    def _rank_at_the_end(self, step: Raise) -> tuple[int, str, int]:
        return len(self.waits.below[step.question]), step.question, step.from_level

    def _has_room(self) -> bool:
        """Whether the effort that is left is enough for anything."""
        if self.hours_left == self.hours:
            return True
        efforts = (self.facts(step.question).effort for step in self.waiting)
        return self.hours_left >= HOURS * min(efforts, default=0)

    def _has_hands(self, step: Raise, month: int) -> bool:
        """Whether anybody is free to see it through; an evening's work needs nobody."""
        if self.at_once is None or is_evening(self.facts(step.question)):
            return True
        under_way = set()
        for begun in self.begun.values():
            if begun.finish > month and not is_evening(self.facts(begun.question)):
                under_way.add(begun.question)
        free = self.at_once - len(under_way)
        # One is kept free for what is wanted, and waits for room or money.
        is_for_others = self._rank(key_of(step))[0] > WANTED
        is_kept = is_for_others and self._is_any_wanted_left()
        return free > is_kept

    def _is_any_wanted_left(self) -> bool:
        """What leads far beyond the whole keeps nothing for itself."""
        wanted = self.wanted - self.ahead
        return any(key_of(step) in wanted for step in self.waiting)

    def _fits(self, step: Raise, month: int) -> bool:
        """A month that nothing has begun in yet takes a step of any size, if it is paid for."""
        facts = self.facts(step.question)
        is_saved_up = self.means.money is not None
        if is_saved_up and self.money_left < self._to_pay(
            [step, *self._carried_by(step)]
        ):
            return False
        if month < QUARTER and not self._is_dared(step, month):
            return False
        if self.hours_left == self.hours or self.hours_left >= facts.effort * HOURS:
            return True
        # What the law asks, and of what is needed first an evening's work and all options of one
        # question, wait for no time: the next month makes up for it.
        is_at_once = facts.effort <= EVENING or step.question in self.first_begun
        key = key_of(step)
        return key in self.waits.by_law or (key in self.waits.first and is_at_once)

    def _is_worth_waiting(self, step: Raise, month: int) -> bool:
        """Only the time is missing for what brings others along: nothing smaller takes it."""
        if step.question not in self.waits.brought or self.means.money is not None:
            return False
        return month >= QUARTER or self._is_dared(step, month)

    def _is_dared(self, step: Raise, month: int) -> bool:
        """What is needed first is begun at any price, all else as far as the first money goes."""
        if self.first_money is None or key_of(step) in self.waits.first:
            return True
        # Who sees nothing of what he wants for so long gives up.
        is_last_chance = month == QUARTER - 1 and not self.has_begun_wanted
        if is_last_chance and step.weight > 1:
            return self._price(step).most <= self.first_money
        taken = [*self.bought, *self.kept.values()]
        return upper([*taken, self._price(step)]) <= self.first_money

    def _is_ready(self, step: Raise, month: int) -> bool:
        """All it waits for is finished by this month, or begun where that is enough."""
        key = key_of(step)
        for other in self.waits.before[key]:
            # What waits has no day to end on yet: whatever waits for it waits too.
            begun = self.begun.get(other)
            if begun is None:
                return False
            is_enough = self.waits.is_enough_to_begin(other, key)
            # Not bought with what it builds on, in one go, it needs that to be there.
            if self._is_base_that_carries(other, key):
                is_enough = begun.start == month
            if begun.finish > month and not is_enough:
                return False
        return True

    def _is_base_that_carries(self, other: Key, key: Key) -> bool:
        is_base = other[0] in self.waits.below[key[0]]
        return is_base and self.waits.carrier_of.get(key) == other
