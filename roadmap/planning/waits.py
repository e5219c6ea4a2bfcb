"""What a raise of a plan waits for, and what it brings along. Pure."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from indexes.index.step_facts import StepFacts
from roadmap.planning.order import Key, key_of
from roadmap.planning.plan import FactsOf, Raise, bases, is_before, needed_by

# Effort of what is turned on beside the day's work.
EVENING = 1
NONE: Key = ("", 0)


def is_evening(facts: StepFacts) -> bool:
    return facts.effort <= EVENING and facts.months == 1


class Waits:
    """first, by_law: what is needed before all else, and of that what the law asks, each with
    what it builds on and what brings it. before: of each raise those that it waits for.
    brought: by question what comes with it gains. carried: of a tool what the law asks and
    is bought with it. carrier_of: the same, the other way round.
    """

    def __init__(self, raises: Sequence[Raise], facts: FactsOf) -> None:
        self.facts = facts
        self.raises = raises
        self.below = bases({step.question for step in raises}, facts)
        self.by_question: dict[str, list[Raise]] = {}
        for step in raises:
            self.by_question.setdefault(step.question, []).append(step)
        law = [step for step in raises if step.is_law]
        # An invoice and the till that brings it are one purchase.
        bringing = [larger for step in law for larger in self._larger(step)[:1]]
        self.by_law = self.with_bases([*law, *bringing])
        needed = [step for step in raises if step.is_first]
        self.first = self.with_bases([*needed, *bringing])
        self.comes_with = self._comes_with()
        self.before = {key_of(step): [*self._before(step)] for step in raises}
        self.brought = self._brought()
        self.carrier_of: dict[Key, Key] = {}
        self.carried: dict[Key, list[Raise]] = {}
        for step in law:
            self._carry(step)

    def with_bases(self, some: Sequence[Raise]) -> set[Key]:
        """Some of them, and whatever of the others they wait for."""
        needed = needed_by(some, self.below, self.facts)
        keys = {key_of(step) for step in some}
        for step in self.raises:
            if step.from_level < needed.get(step.question, 0):
                keys.add(key_of(step))
        return keys

    def _larger(self, step: Raise) -> list[Raise]:
        """The tools that it mostly comes with."""
        return self._first_of(self.facts(step.question).comes_with)

    def _first_of(self, questions: Iterable[str]) -> list[Raise]:
        """The first level of each, where it rises."""
        found = []
        for question in questions:
            for other in self.by_question.get(question, ()):
                if other.from_level == 0:
                    found.append(other)
        return found

    def _comes_with(self) -> set[tuple[Key, Key]]:
        """(larger, step): bought first, the larger one may bring the other along.

        What is needed first waits for no tool that it can do without.
        """
        pairs = set()
        for step in self.raises:
            if key_of(step) not in self.first:
                for larger in self._larger(step):
                    pairs.add((key_of(larger), key_of(step)))
        return pairs

    def _before(self, step: Raise) -> Iterable[Key]:
        facts = self.facts(step.question)
        for question in (step.question, *self.below[step.question]):
            for other in self.by_question[question]:
                is_base = question != step.question
                if is_before(other, step, is_base, facts):
                    yield key_of(other)
        for larger in self._larger(step):
            if (key_of(larger), key_of(step)) in self.comes_with:
                yield key_of(larger)

    def _brought(self) -> dict[str, Fraction]:
        larger_of = {step: larger[0] for larger, step in self.comes_with}
        brought: dict[str, Fraction] = {}
        for step in self.raises:
            larger = larger_of.get(key_of(step))
            if larger is not None:
                gain = step.gain * step.weight
                brought[larger] = brought.get(larger, Fraction(0)) + gain
        return brought

    def _carry(self, step: Raise) -> None:
        """Find the tool that what the law asks is bought with."""
        facts = self.facts(step.question)
        carriers = self._larger(step)
        # On what is there already it is turned on in an evening.
        if not carriers and is_evening(facts):
            carriers = self._first_of(facts.after)
        if carriers:
            carrier = key_of(carriers[0])
            self.carrier_of[key_of(step)] = carrier
            self.carried.setdefault(carrier, []).append(step)

    def is_enough_to_begin(self, other: Key, step: Key) -> bool:
        """Of two options that are both needed first neither waits till the other is there.

        A copy of the data is no reason to put off the passwords, and nothing that merely
        sells goes ahead of either. Levels of what the law asks are reached in one go, and
        begin with the tool that brings them; what else they build on must be there.
        """
        if other[0] == step[0] and {other, step} <= self.by_law:
            return True
        if self.carrier_of.get(step) == other:
            return True
        # Of a larger tool to have begun with it is enough.
        if (other, step) in self.comes_with and other[0] not in self.below[step[0]]:
            return True
        if other[0] != step[0]:
            return False
        # Two settings of the same telephone are turned on in one evening, and whoever has
        # heard the first half of a course does not wait a month for the second.
        if is_evening(self.facts(step[0])):
            return True
        return self.facts(step[0]).in_any_order and {other, step} <= self.first
