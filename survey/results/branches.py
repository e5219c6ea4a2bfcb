"""What a result would be, had some of its answers another level: these may hide or open others."""

from collections.abc import Mapping
from functools import cached_property

from indexes.index.conditions import Facts
from scoring.rules import NOT_APPLICABLE
from survey.answers.facts import facts_from
from survey.answers.progress import counted_level
from survey.answers.queries import figures_of
from survey.answers.values import as_now
from survey.models import Answer
from survey.results.scored import ScoredResult

# By these a question does not apply though nobody hid it.
_IN_GROUPS = {"stands_for", "grouped_by"}
Given = Mapping[str, int]  # levels by question


class Branches:
    """Of one result. Where its index asks the same of everybody nothing is hidden or opened."""

    def __init__(self, scored: ScoredResult) -> None:
        self.scored = scored
        self.index = scored.index

    def levels(self, given: Given) -> list[int]:
        """As submitting would have frozen them, had these answers been given.

        What is hidden does not apply. What is opened counts as it was answered before it was
        hidden; else it counts as not answered.
        """
        if not self.index.has_branches:
            levels = self.scored.levels_by_code | given
            return [levels[code] for code in self.index.codes]
        said = {code: self._said(code) for code in self.index.codes} | given
        return self.index.vector(self.index.counted(said, self._facts))

    def opened(self, given: Given) -> list[str]:
        """Scored questions that these levels open, in index order; a group for its criteria."""
        opened = self._shown(given) - self._shown({})
        return [code for code in self.index.on_the_way if code in opened]

    def hidden(self, given: Given) -> set[str]:
        """Scored questions that applied and do not with these levels."""
        hidden = self._shown({}) - self._shown(given)
        return hidden.intersection(self.index.codes)

    def declared(self, code: str) -> int | None:
        """What counts, or of a hidden question what was answered before it was hidden."""
        level: int | None = self.scored.level(code)
        if level < 0 and code not in self._shown({}):
            level = self._kept_level(code)
        return None if level is None or level < 0 else level

    def _shown(self, given: Given) -> set[str]:
        if not self.index.has_branches:
            return set(self.index.questions)
        return self.index.shown(self.scored.levels_by_code | given, self._facts)

    def _said(self, code: str) -> int | None:
        """As answered: neither hidden by others nor counted with its group."""
        level = self.scored.level(code)
        if level != NOT_APPLICABLE:
            return level
        is_alone = self.index.questions[code].keys().isdisjoint(_IN_GROUPS)
        if is_alone and code in self._shown({}):
            return level
        return self._kept_level(code)

    def _kept_level(self, code: str) -> int | None:
        answer = self._answers.get(code)
        return counted_level(answer) if answer else None

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        assessment = self.scored.result.assessment
        figures = figures_of(assessment)
        for answer in self.scored.answers.values():
            answer.level = as_now(answer, self.index, figures).level
        return self.scored.answers

    @cached_property
    def _facts(self) -> Facts | None:
        if not self.index.asks_facts:
            return None
        assessment = self.scored.result.assessment
        answers = self.scored.answers.values()
        return facts_from(self.index, assessment, answers, figures_of(assessment))
