"""The fields of one page of the questionnaire."""

from django import forms
from django.core.exceptions import ValidationError

from language.texts import language
from survey.answers.values import CLEARED, AnswerValue
from survey.questionnaire.posted import (
    Problem,
    UnreadableError,
    read_answer,
    read_figures,
    read_seen,
    read_tools,
)
from survey.questionnaire.storage import QuestionnaireStorage, Posted
from survey.wording import problem


class PageForm(forms.Form):
    """The questions of one step. Fields are read by `survey.questionnaire.posted` and drawn by hand: per-request form fields cost
    more than everything else on the page. Readable answers stand in `posted` even when a neighbour cannot be read.
    """

    def __init__(
        self, *args, storage: QuestionnaireStorage, codes: tuple[str, ...], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.storage, self.codes = storage, codes
        self.posted: Posted = {"answers": {}, "figures": {}, "seen": {}}
        self.problems: list[Problem] = []

    def clean(self) -> None:
        index, reader = self.storage.index, language()
        given: dict[str, AnswerValue] = {}
        for code in self._single():
            try:
                new = read_answer(index, code, self.data, self.storage.find, reader)
            except UnreadableError as unreadable:
                self.problems.append(unreadable.problem)
            else:
                given |= {code: new} if new else {}
        for name in self.lists:
            given |= read_tools(name, index.tools[name], self.data, self.storage.find)
        if self.data.get("unrefine") in index.groups:
            members = index.groups[self.data["unrefine"]]
            given = {
                code: AnswerValue(state=CLEARED)
                for code in members
                if self.storage.find(code)
            }
        figures, problems = read_figures(
            {name: index.figures[name] for name in self._figures()}, self.data, reader
        )
        self.problems += problems
        self.posted = {
            "answers": given,
            "figures": figures,
            "seen": read_seen(given, self.data),
        }
        if self.problems:
            raise ValidationError(problem("other"), code="unreadable")

    @property
    def lists(self) -> list[str]:
        """Lists of tools on this page; their codes are read together."""
        return [
            name
            for name, codes in self.storage.index.tools.items()
            if set(codes) & set(self.codes)
        ]

    def _single(self) -> list[str]:
        return [
            code
            for code in self.codes
            if self.storage.index.questions[code]["kind"] != "tool"
        ]

    def _figures(self) -> set[str]:
        denominators = (
            self.storage.index.questions[code].get("denominator", {})
            for code in self.codes
        )
        return {one["figure"] for one in denominators if "figure" in one}
