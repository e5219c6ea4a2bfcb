"""The fields of one page of the questionnaire."""

from django import forms
from django.core.exceptions import ValidationError

from language.texts import language
from survey import wording
from survey.answers.values import CLEARED, AnswerValue
from survey.questionnaire.page import figure_name
from survey.questionnaire.posted import read_answer, read_figures, read_seen
from survey.questionnaire.problems import Problem, UnreadableError
from survey.questionnaire.storage import Posted, QuestionnaireStorage
from survey.questionnaire.tool_lists import read_tools


class PageForm(forms.Form):
    """The questions of one page. is_by_itself: one of them, sent as soon as it changed.

    Fields are read by `survey.questionnaire.posted` and drawn by hand: form fields made for each
    request cost more than everything else on the page. Readable answers stand in `posted` even
    when a neighbour cannot be read.
    """

    def __init__(
        self,
        *args,
        storage: QuestionnaireStorage,
        codes: tuple[str, ...],
        is_by_itself: bool = False,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.storage, self.codes = storage, codes
        self.is_by_itself = is_by_itself
        self.posted: Posted = {"answers": {}, "figures": {}, "seen": {}}
        self.problems: list[Problem] = []

    def clean(self) -> None:
        answers = self._answers() | self._tools()
        group = self.data.get("unrefine")
        if group in self.storage.index.groups:
            answers = self._taken_back(group)
        self.posted = {
            "answers": answers,
            "figures": self._figures(),
            "seen": read_seen(answers, self.data),
        }
        # Django is told only that something is wrong; what it is stands in `problems`.
        if self.problems:
            raise ValidationError(wording.problem("other"), code="unreadable")

    def _answers(self) -> dict[str, AnswerValue]:
        index = self.storage.index
        answers = {}
        for code in self.codes:
            # A tool is read with its whole list.
            if index.questions[code]["kind"] == "tool":
                continue
            try:
                value = read_answer(
                    index,
                    code,
                    self.data,
                    self.storage.find,
                    language(),
                    is_by_itself=self.is_by_itself,
                )
            except UnreadableError as unreadable:
                self.problems.append(unreadable.problem)
                continue
            if value is not None:
                answers[code] = value
        return answers

    def _tools(self) -> dict[str, AnswerValue]:
        answers = {}
        for name, codes in self.storage.index.tools.items():
            if not set(codes).isdisjoint(self.codes):
                answers |= read_tools(name, codes, self.data, self.storage.find)
        return answers

    def _taken_back(self, group: str) -> dict[str, AnswerValue]:
        """Of the criteria of a group that were answered one by one."""
        members = self.storage.index.groups[group]
        answered = filter(self.storage.find, members)
        return dict.fromkeys(answered, AnswerValue(state=CLEARED))

    def _figures(self) -> dict[str, int]:
        index = self.storage.index
        asked = {}
        for code in self.codes:
            name = figure_name(index, code)
            if name is not None:
                asked[name] = index.figures[name]
        figures, problems = read_figures(asked, self.data, language())
        self.problems += problems
        return figures
