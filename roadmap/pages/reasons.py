"""Why a step stands in a plan, and why another does not, each in one plain line.

In the active language.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexes.advice.absent import absent_of, waits_for_revenue
from indexes.advice.advised import (
    BY_OWNER,
    FLOOR,
    NEEDED,
    POINTS,
    SERVES,
    Advised,
    Reason,
)
from language.formats import money
from registry.households import e_invoice_threshold
from roadmap import wording
from roadmap.advising.wording import floor_kind, why, why_absent
from roadmap.models import Roadmap
from roadmap.planning.level_words import task_name
from roadmap.planning.position import Position
from roadmap.planning.ways import reasons_of
from scoring.evaluate import evaluate

FEW = 5  # names in one line


class Reasons:
    """Of every step between a result and the levels after its plan.

    way: how the plan was found, one of Roadmap.Way. without: what is left out.
    """

    def __init__(
        self,
        position: Position,
        after: Sequence[int],
        way: str,
        without: Collection[str] = (),
    ) -> None:
        self.position = position
        self.after = after
        self.way = way
        self.advised: Advised = position.advised(without)
        self.reasons = reasons_of(position, after, without)
        self.level = self._level()

    def _level(self) -> int | None:
        """Reached by all of it; None where it leads no higher than now."""
        rubric = self.position.index.rubric
        reached = evaluate(rubric, self.after).level
        is_higher = reached is not None and reached > (self.position.outcome.level or 0)
        return reached if is_higher else None

    def why(self, code: str, from_level: int) -> str:
        """Nothing where the result stands higher than the step."""
        reason = self.reasons.get((code, from_level))
        return self._words(code, reason) if reason else ""

    def short(self, code: str, from_level: int) -> str:
        """The same in two or three words, for a narrow column."""
        reason = self.reasons.get((code, from_level))
        if not reason or not self._words(code, reason):
            return ""
        kind: str = reason.kind
        if kind == FLOOR:
            kind = floor_kind(self.advised.of(code))
        elif kind == NEEDED and not reason.by:
            kind = "named"
        elif kind == POINTS and self.way == Roadmap.Way.OWN:
            kind = Roadmap.Way.OWN
        return str(wording.SHORT_REASONS[kind])

    def _words(self, code: str, reason: Reason) -> str:
        if reason.kind in (SERVES, POINTS):
            # What it wants is the enterprise's own affair.
            if self.position.for_others:
                return ""
            if reason.kind == POINTS and self.way == Roadmap.Way.OWN:
                return str(wording.OWN_CHOICE)
        return why(reason, code, self.advised, self.level)


def open_law(position: Position) -> str:
    """What a household must do above a revenue that it did not tell; empty where it knows."""
    if not waits_for_revenue(position.advised()):
        return ""
    return wording.open_law(money(e_invoice_threshold()))


@dataclass(frozen=True)
class Absence:
    """What is no step. why: the same for all. names: of a few; more: how many others."""

    why: str
    names: tuple[str, ...]
    more: int = 0


def absences_of(reasons: Reasons, money: int | None = None) -> tuple[Absence, ...]:
    """But for what the enterprise leaves out itself; what one would look for comes first.

    money: what a month has for it, where that is said.
    """
    index, advised = reasons.position.index, reasons.advised
    by_why: dict[str, list[str]] = {}
    for code, kind in absent_of(advised, reasons.after, money):
        if kind != BY_OWNER:
            text = why_absent(kind, code, advised)
            by_why.setdefault(text, []).append(task_name(index, code))
    absences = []
    for text, names in by_why.items():
        more = max(0, len(names) - FEW)
        absences.append(Absence(text, tuple(names[:FEW]), more))
    return tuple(absences)
