"""Why a step stands in a plan, and why another does not, each in one plain line.

In the active language.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexes.advice.advised import (
    BY_OWNER,
    FLOOR,
    NEEDED,
    NO_LAW,
    POINTS,
    SERVES,
    Advised,
    Reason,
)
from language.texts import in_language
from roadmap import wording
from roadmap.advising.wording import floor_kind, why
from roadmap.models import Roadmap
from roadmap.planning.level_words import task_name
from roadmap.planning.position import Position


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
        self.reasons = self.advised.reasons(after)

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
        return why(reason, code, self.advised)


@dataclass(frozen=True)
class Absence:
    """What could rise and is no step. why: the same for all the names."""

    why: str
    names: tuple[str, ...]


def absences_of(reasons: Reasons) -> tuple[Absence, ...]:
    """But for what the enterprise leaves out itself, in the order of the index."""
    position = reasons.position
    by_why: dict[str, list[str]] = {}
    for code, kind in reasons.advised.left_out():
        place = position.place[code]
        is_step = reasons.after[place] > position.levels[place]
        if kind == BY_OWNER or is_step:
            continue
        text = str(wording.NO_LAW) if kind == NO_LAW else _not_here(reasons, code)
        by_why.setdefault(text, []).append(task_name(position.index, code))
    return tuple(Absence(text, tuple(names)) for text, names in by_why.items())


def _not_here(reasons: Reasons, code: str) -> str:
    words = []
    advice = reasons.position.advice
    for way in sorted(reasons.advised.of(code).ways):
        words.append(in_language(advice.ways[way]) if advice else way)
    return wording.only_where(words)
