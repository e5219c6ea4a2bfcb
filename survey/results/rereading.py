"""Reading answers anew: what a newer version of an index makes of results that stand.

Where both versions ask and judge the same, the frozen levels of many enterprises are moved
column by column. Where they do not, the answers themselves are read, one enterprise after
another. What cannot be known is never made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexes.index.conditions import Facts
from indexes.index.model import Index
from indexes.index.questions import is_scored
from scoring.rules import NOT_APPLICABLE
from survey.answers.values import relevelled, value_of
from survey.models import Answer
from survey.models.outcome import Levels, levels_in

ASKED_FIRST_NOW, OTHER_LEVELS, NO_NUMBERS, MUST_APPLY, NO_VARIANT = REASONS = (
    "question_new",  # the newer version asks it, the older one did not
    "levels_changed",  # another kind of question, or other levels or options
    "numbers_missing",  # cut into levels differently now, and no number was given to cut
    "not_applicable_refused",  # answered "does not apply", which is no answer any more
    "variant_gone",  # the variant that was answered is not there any more
)
# What makes a question count, or not, by the answers to others.
_BY_OTHERS = {"show_if", "stands_for", "grouped_by"}


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
        """Where each question of the new index stands in the old one.

        None where the levels alone do not tell.
        """
        if not all(map(self._is_same, self.new.codes)):
            return None
        return np.array([self.old.places[code] for code in self.new.codes], np.int64)

    @cached_property
    def kept(self) -> dict[str, int]:
        """Questions of which the frozen level alone tells, with their places in the old index."""
        return {
            code: self.old.places[code]
            for code in self.new.codes
            if self._is_kept(code)
        }

    def _is_kept(self, code: str) -> bool:
        # Where facts decide what is asked, the answers themselves are looked at.
        if self.new.asks_facts or not self._is_same(code):
            return False
        # Hidden, or counted with its group, its frozen level is not what was answered.
        keys = self.old.questions[code].keys() | self.new.questions[code].keys()
        return keys.isdisjoint(_BY_OTHERS)

    @cached_property
    def refused(self) -> Reason | None:
        """Why nobody's answers allow it, whatever they are."""
        for code in self.new.asked(self.new.codes):
            # Behind a branch it may not have been asked; a group has its criteria to go by.
            is_for_all = self.new.questions[code].keys().isdisjoint(_BY_OTHERS)
            if is_for_all and not self._same_choices(code):
                return self.reason(code)
        return None

    @cached_property
    def reworded(self) -> list[str]:
        """Questions that are put in other words now.

        Their levels are taken to mean the same.
        """
        before, found = self.old.questions, []
        for code in self.new.codes:
            is_known = code in before
            if is_known and _words(before[code]) != _words(self.new.questions[code]):
                found.append(code)
        return found

    def moved(self, levels: Levels) -> Levels:
        """Levels in the order of the old index, in that of the new one.

        Only where `places` are known.
        """
        in_order = levels[:, self.places]
        return np.ascontiguousarray(in_order, self.new.rubric.level_dtype)

    def read(
        self,
        frozen: bytes,
        answers: Iterable[Answer],
        figures: Mapping[str, Decimal],
        facts: Facts | None = None,
    ) -> list[int] | Reason:
        """The vector of levels that one enterprise's answers amount to now.

        As submitting them would. frozen: the levels of its result. answers: those to
        questions that are not `kept`. facts: what decides, besides, what is asked.
        """
        old_levels = levels_in([frozen], len(self.old.codes))[0].tolist()
        levels: dict[str, int | None] = {
            code: old_levels[place] for code, place in self.kept.items()
        }
        for answer in answers:
            if not answer.to_confirm:
                levels[answer.question] = self._level(answer, figures)

        counted = self.new.counted(levels, facts)
        missing = self.new.missing(counted)
        return self.reason(missing[0]) if missing else self.new.vector(counted)

    def reason(self, code: str) -> Reason:
        """What keeps this question of the new index from having a level."""
        if code not in self.old.places:
            return Reason(ASKED_FIRST_NOW, code)
        if not self._same_choices(code):
            return Reason(OTHER_LEVELS, code)
        return Reason(MUST_APPLY if self._same_judging(code) else NO_NUMBERS, code)

    def _level(self, answer: Answer, figures: Mapping[str, Decimal]) -> int | None:
        code = answer.question
        if answer.state == Answer.State.CLEARED:
            return None
        if code not in self.new.questions or not self._same_choices(code):
            return None

        question = self.new.questions[code]
        if answer.state == Answer.State.NOT_APPLICABLE:
            return NOT_APPLICABLE if question.get("not_applicable") else None
        if _has_numbers(answer) or question["kind"] == "multiple":
            return relevelled(self.new, code, value_of(answer), figures)
        # A picked level is a guess where the levels are cut otherwise now.
        return answer.level if self._same_judging(code) else None

    def _is_same(self, code: str) -> bool:
        """Scored by both, and its level means the same in both."""
        if code not in self.old.places or not self._same_choices(code):
            return False
        counted_then = _when_it_counts(self.old.questions[code])
        counted_now = _when_it_counts(self.new.questions[code])
        return counted_then == counted_now and self._same_judging(code)

    def _same_choices(self, code: str) -> bool:
        old, new = self.old.questions.get(code), self.new.questions[code]
        return old is not None and _choices(old) == _choices(new)

    def _same_judging(self, code: str) -> bool:
        return judging(self.old, code) == judging(self.new, code)


def _has_numbers(answer: Answer) -> bool:
    numbers = (answer.numerator, answer.denominator, answer.count)
    return any(number is not None for number in numbers)


def _choices(question: dict) -> tuple:
    """What an answer can be.

    How many points a level earns may change: that is what reading anew is for.
    """
    options = [option["id"] for option in question.get("options", ())]
    levels = len(question.get("points", ()))
    return question["kind"], options or levels, is_scored(question)


def judging(index: Index, code: str) -> tuple:
    """How what was given becomes a level."""
    question = index.questions[code]
    cuts = index.bands[question["bands"]]["cuts"] if "bands" in question else ()
    options = [
        (option.get("points", 0), option.get("exclusive", False))
        for option in question.get("options", ())
    ]
    return (
        list(cuts),
        question.get("denominator", {}).get("figure", ""),
        list(question.get("at_least", ())),
        options,
        question.get("cap"),
        _without_words(question.get("linear", {})),
    )


def _without_words(linear: dict) -> dict:
    return {key: value for key, value in linear.items() if key != "marks"}


def _when_it_counts(question: dict) -> tuple:
    groups = (question.get("grouped_by"), tuple(question.get("stands_for", ())))
    # Only a group must stay in its pillar: a question alone may move to another.
    in_groups = (*groups, question["pillar"]) if any(groups) else ()
    return question.get("show_if"), question.get("not_applicable", False), in_groups


def _words(question: dict) -> tuple:
    """How sure the index is of an anchor says nothing about its words."""
    if "linear" in question:
        return question["ask"], question["linear"]["marks"]
    anchors = [{**anchor, "confidence": ""} for anchor in question.get("anchors", ())]
    return question["ask"], anchors
