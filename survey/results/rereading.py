"""Reading answers anew: what a newer version of an index, or a newer engine, makes of results that stand.

Where both versions ask and read the same, the frozen levels of many enterprises are moved column by column. Where
they do not, the answers themselves are read, one enterprise after another. What cannot be known is never made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from indexes.index.questions import is_scored
from scoring.rules import NOT_APPLICABLE
from survey.answers.values import relevelled, value_of
from survey.models import Answer
from survey.results.freeze import Levels

ASKED_FIRST_NOW, OTHER_LEVELS, NO_NUMBERS, MUST_APPLY, NO_VARIANT = REASONS = (
    "question_new",  # the newer version asks it, the older one did not
    "levels_changed",  # another kind of question, or other levels or options
    "numbers_missing",  # cut into levels differently now, and no number was given that could be cut again
    "not_applicable_refused",  # answered "does not apply", which is no answer any more
    "variant_gone",  # the variant that was answered is not there any more
)


class Reason(NamedTuple):
    """Why answers do not allow another reading: one of REASONS, and of which question."""

    code: str
    question: str = ""


@dataclass(frozen=True)
class Rereading:
    """From one version of an index, in one variant, to another."""

    old: Index
    new: Index

    @cached_property
    def places(self) -> NDArray[np.int64] | None:
        """Where each question of the new index stands in the old one; None where levels alone do not tell."""
        if all(
            code in self.old.questions and self._same(code) for code in self.new.codes
        ):
            return np.array(
                [self.old.codes.index(code) for code in self.new.codes], np.int64
            )
        return None

    @cached_property
    def kept(self) -> dict[str, int]:
        """Questions of which the frozen level alone tells, with their places in the old index."""
        return {
            code: self.old.codes.index(code)
            for code in self.new.codes
            if self._is_kept(code)
        }

    def _is_kept(self, code: str) -> bool:
        own = self.old.questions.get(code, {}).keys() | self.new.questions[code].keys()
        return (
            code in self.old.codes
            and self._same(code)
            and not own & {"show_if", "stands_for", "grouped_by"}
        )

    @cached_property
    def refused(self) -> Reason | None:
        """Why nobody's answers allow it, whatever they are."""
        for code in self.new.asked(self.new.codes):
            question = self.new.questions[code]
            if not (
                {"show_if", "stands_for"} & set(question) or self._same_levels(code)
            ):
                return self.reason(code)
        return None

    @cached_property
    def reworded(self) -> list[str]:
        """Questions that are put in other words now; their levels are taken to mean the same."""
        both = [code for code in self.new.codes if code in self.old.questions]
        return [
            code
            for code in both
            if _words(self.old.questions[code]) != _words(self.new.questions[code])
        ]

    def moved(self, levels: Levels) -> Levels:
        """Levels in the order of the old index, in that of the new one. Only where `places` are known."""
        return np.ascontiguousarray(levels[:, self.places])

    def read(
        self, frozen: bytes, answers: Iterable[Answer], figures: Mapping[str, Decimal]
    ) -> list[int] | Reason:
        """The vector of levels that one enterprise's answers amount to now, as submitting them would.

        frozen: the levels of its result. answers: those to questions that are not `kept`.
        """
        before = memoryview(frozen).cast("b")
        given: dict[str, int | None] = {
            code: before[place] for code, place in self.kept.items()
        }
        given |= {
            answer.question: self._level(answer, figures)
            for answer in answers
            if not answer.to_confirm
        }
        counted = self.new.counted(given)
        missing = self.new.missing(counted)
        return self.reason(missing[0]) if missing else self.new.vector(counted)

    def reason(self, code: str) -> Reason:
        """What keeps this question of the new index from having a level."""
        if code not in self.old.codes:
            return Reason(ASKED_FIRST_NOW, code)
        if not self._same_levels(code):
            return Reason(OTHER_LEVELS, code)
        return Reason(MUST_APPLY if self._same_reading(code) else NO_NUMBERS, code)

    def _level(self, answer: Answer, figures: Mapping[str, Decimal]) -> int | None:
        code, state = answer.question, answer.state
        if (
            state == Answer.State.CLEARED
            or code not in self.new.questions
            or not self._same_levels(code)
        ):
            return None
        if state == Answer.State.NOT_APPLICABLE:
            return (
                NOT_APPLICABLE
                if self.new.questions[code].get("not_applicable")
                else None
            )
        is_counted = any(
            number is not None
            for number in (answer.numerator, answer.denominator, answer.count)
        )
        if is_counted or self.new.questions[code]["kind"] == "multiple":
            return relevelled(self.new, code, value_of(answer), figures)
        return answer.level if self._same_reading(code) else None

    def _same(self, code: str) -> bool:
        in_both = [_standing(index.questions[code]) for index in (self.old, self.new)]
        return (
            self._same_levels(code)
            and self._same_reading(code)
            and in_both[0] == in_both[1]
        )

    def _same_levels(self, code: str) -> bool:
        old, new = self.old.questions.get(code), self.new.questions[code]
        return old is not None and _levels(old) == _levels(new)

    def _same_reading(self, code: str) -> bool:
        return _reading(self.old, code) == _reading(self.new, code)


def _levels(question: dict) -> tuple:
    """What an answer can be. How many points a level earns may change: that is what reading anew is for."""
    options = [option["id"] for option in question.get("options", ())]
    return (
        question["kind"],
        options or len(question.get("points", ())),
        is_scored(question),
    )


def _reading(index: Index, code: str) -> tuple:
    """How what was given becomes a level."""
    question = index.questions[code]
    cuts = index.bands[question["bands"]]["cuts"] if "bands" in question else ()
    options = [
        (option.get("points", 0), option.get("exclusive", False))
        for option in question.get("options", ())
    ]
    whole = question.get("denominator", {}).get("figure", "")
    return (
        list(cuts),
        whole,
        list(question.get("at_least", ())),
        options,
        question.get("cap"),
    )


def _standing(question: dict) -> tuple:
    """When it counts."""
    groups = (question.get("grouped_by"), tuple(question.get("stands_for", ())))
    in_groups = (*groups, question["pillar"]) if any(groups) else ()
    return question.get("show_if"), question.get("not_applicable", False), in_groups


def _words(question: dict) -> tuple:
    return question["ask"], [
        {**anchor, "confidence": ""} for anchor in question.get("anchors", ())
    ]
