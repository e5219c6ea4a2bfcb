"""Puts the cards of one step together."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.http import QueryDict
from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.pages import Page
from indexes.index.questions import is_scored
from language.formats import grouped
from language.texts import in_language, language
from survey.answers.progress import counted_levels
from survey.errors import SurveyError
from survey.questionnaire.cards import (
    Card,
    FigureField,
    Refine,
    choices_of,
    face_of,
    needed_of,
    other_person,
    overtaken_words,
    picked_of,
    result_of,
    values_of,
)
from survey.questionnaire.posted import BOTH_GIVEN, Problem
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.tool_lists import ToolList, tool_list
from survey.wording import problem

_UNITS = ("numerator", "denominator", "count", "text")


@dataclass
class StepPage:
    """One page of the questionnaire as it stands now."""

    storage: QuestionnaireStorage
    step: Page
    data: QueryDict | None = None  # what was posted, when it could not all be used
    problems: list[Problem] = field(default_factory=list)

    @property
    def why(self) -> str:
        """Why the pillar matters, said once: on the first step of the pillar."""
        index = self.storage.index
        if (
            next(one for one in index.pages if one.pillar == self.step.pillar)
            != self.step
        ):
            return ""
        return in_language(
            next(one for one in index.sections if one["code"] == self.step.pillar).get(
                "why"
            )
        )

    def shown_codes(self) -> list[str]:
        """Questions asked now, over all steps, in index order."""
        answers = self.storage.known()
        levels = (
            counted_levels(self.storage.index, answers) if self.has_branches else {}
        )
        shown = (
            self.storage.index.shown(levels)
            if self.has_branches
            else self.storage.index.questions
        )
        return [code for code in self.storage.index.questions if code in shown]

    @property
    def has_branches(self) -> bool:
        return _has_branches(self.storage.index)

    def cards(self, only: Iterable[str] | None = None) -> list[Card]:
        """The cards of this step in order; `only` some of them, numbered and headed as on the whole page."""
        numbers = self._numbers()
        # A group named like the page would say the same twice in a row.
        cards, heading, asking = (
            [],
            in_language(self.step.title),
            self._first_uses(numbers),
        )
        wanted = set(self.step.codes if only is None else only)
        for code in self.step.codes:
            if code not in numbers or code in self._tools:
                continue
            group = face_of(self.storage.index, code, language()).group
            if code in wanted:
                cards.append(self._card(code, numbers[code], asking))
                cards[-1].heading = "" if group == heading else group
            heading = group
        return cards

    def _numbers(self) -> dict[str, int]:
        """As they are counted: a list of tools is one, the criteria of a group count on their page, and what nobody
        has to answer has no number (0).
        """
        questions, shown = self.storage.index.questions, self.shown_codes()
        if self.step.refines:
            return {
                code: place
                for place, code in enumerate(self.step.codes, start=1)
                if code in shown
            }
        counted: dict[str, int] = {}
        last = 0
        for code in shown:
            if "grouped_by" in questions[code] or "from_profile" in questions[code]:
                continue
            name = (
                questions[code]["indicator"]
                if questions[code]["kind"] == "tool"
                else code
            )
            if name not in counted:
                last += is_scored(questions[code])
                counted[name] = last if is_scored(questions[code]) else 0
            counted[code] = counted[name]
        return counted

    @property
    def _tools(self) -> dict[str, str]:
        """Every tool of the step with the name of its list."""
        tools = self.storage.index.tools
        return {
            code: name
            for name, codes in tools.items()
            for code in codes
            if code in self.step.codes
        }

    def tool_lists(self) -> list[ToolList]:
        numbers = self._numbers() if self._tools else {}
        return [
            tool_list(self.storage, name, numbers[name])
            for name in dict.fromkeys(self._tools.values())
        ]

    def _first_uses(self, shown: Container[str]) -> dict[str, str]:
        """The first question of the page that uses each figure: where it is asked when it is not known."""
        first: dict[str, str] = {}
        for code in self.step.codes:
            name = (
                self.storage.index.questions[code].get("denominator", {}).get("figure")
            )
            if name and code in shown:
                first.setdefault(name, code)
        return first

    def slots(self, only: Iterable[str] | None = None) -> list[dict]:
        """A place for every question of the step; the place of one that is not asked now is empty."""
        wanted = set(self.step.codes if only is None else only) - self._tools.keys()
        cards = {card.code: card for card in self.cards(wanted)}
        codes = [code for code in self.step.codes if code in wanted]
        return [
            {"anchor": code.replace(".", "-"), "card": cards.get(code)}
            for code in codes
        ]

    def summary(self) -> list[dict[str, str]]:
        """What could not be used, in the order of the page, each a link to its question."""
        cards = {card.code: card for card in self.cards()}
        first = {
            card.figure.name: card.code
            for card in reversed(cards.values())
            if card.figure
        }
        codes = [
            one.question or first.get(one.field.removeprefix("figure-"), "")
            for one in self.problems
        ]
        told = sorted(
            zip(codes, self.problems, strict=True),
            key=lambda pair: _place(pair[0], cards),
        )
        return [
            {
                "target": f"q-{code}",
                "name": _named(cards[code]) if code in cards else "",
                "words": problem(one.code, **one.params),
            }
            for code, one in told
        ]

    def _card(self, code: str, number: int, asking: dict[str, str]) -> Card:
        storage, reader = self.storage, language()
        answer, question = storage.answers.get(code), storage.index.questions[code]
        errors = {
            one.field: problem(one.code, **one.params)
            for one in self.problems
            if one.question == code
        }
        picked, values = picked_of(answer), values_of(answer)
        if errors and self.data is not None:
            # A card cannot be taken back without JavaScript: where it stands against numbers it is not offered again.
            is_both = any(
                one.question == code and one.code == BOTH_GIVEN for one in self.problems
            )
            picked = "" if is_both else "+".join(self.data.getlist(code))
            values = {name: self.data.get(f"{code}-{name}", "") for name in _UNITS}
        card = Card(
            code=code,
            number=number,
            kind=question["kind"],
            face=face_of(storage.index, code, reader),
            answer=answer,
            choices=choices_of(storage.index, code, reader, picked),
            picked=picked,
            values=values,
            errors=errors,
            figure=self._figure(code, question, asking),
            post_url=storage.answer_url(code),
            refine=self._refine(code),
            other_text=question.get("allow_other", False),
        )
        return self._with_state(card)

    def _refine(self, code: str) -> Refine | None:
        members = self.storage.index.groups.get(code)
        if not members:
            return None
        levels = counted_levels(self.storage.index, self.storage.answers.values())
        answered = sum(levels[member] is not None for member in members)
        slug = self.storage.index.page_of(members[0]).slug
        return Refine(slug, len(members), answered, levels[code] is not None)

    def _with_state(self, card: Card) -> Card:
        """What is to be said about the answer: the level of its numbers, a colleague's hand."""
        index = self.storage.index
        if card.is_given_by_numbers:
            card.result = result_of(index, card.answer, self.storage.figures)
            card.is_half_filled = (
                needed_of(index, card.answer, self.storage.figures) != ""
            )
        if card.is_given and not card.to_confirm:
            card.other = other_person(card.answer, self.storage.reader_id)
        saved = self.storage.saved.get(card.code)
        if saved and saved.overtaken:
            card.overtaken = overtaken_words(index, saved.overtaken)
        return card

    def _figure(
        self, code: str, question: dict, asking: dict[str, str]
    ) -> FigureField | None:
        name = question.get("denominator", {}).get("figure")
        if name is None:
            return None
        figure, value = self.storage.index.figures[name], self.storage.figures.get(name)
        wrong = next(
            (one for one in self.problems if one.field == f"figure-{name}"), None
        )
        first = asking[name]
        return FigureField(
            name=name,
            label=in_language(figure["name"]),
            help=in_language(figure.get("help")),
            unit=figure.get("unit", ""),
            value=value,
            shown=self.data.get(f"figure-{name}", "") if wrong else grouped(value),
            asked=value is None and first == code,
            asked_at="" if first == code else first.replace(".", "-"),
            error=problem(wrong.code) if wrong else "",
            url=self.storage.figure_url(name, self.step.slug),
        )


@cache
def _has_branches(index: Index) -> bool:
    return any("show_if" in question for question in index.questions.values())


def _place(code: str, cards: Mapping[str, Card]) -> int:
    return cards[code].number if code in cards else 0


def _named(card: Card) -> str:
    """A question the way its page heads it: its number, and its short name."""
    if not card.number:
        return card.face.name
    return f"{_('Question %(number)s') % {'number': card.number}} ({card.face.name})"


def refusals(refused: dict[str, SurveyError]) -> list[Problem]:
    """Errors of the services as problems beside a field, their numbers grouped as the reader writes them."""
    return [_refusal(name, error) for name, error in refused.items()]


def _refusal(name: str, error: SurveyError) -> Problem:
    numbers = {
        key: grouped(value) for key, value in error.params.items() if _is_number(value)
    }
    if isinstance(error.params.get("name"), dict):
        numbers["name"] = in_language(error.params["name"])
    if name.startswith("figure-"):
        return Problem("", name, error.code, numbers)
    about_total = error.code in {"denominator_zero", "denominator_negative"}
    about_numbers = "numerator" in error.params or error.code.startswith(
        ("numerator", "denominator")
    )
    suffix = "-denominator" if about_total else "-numerator" if about_numbers else ""
    return Problem(name, f"{name}{suffix}", error.code, numbers)


def _is_number(value: object) -> bool:
    try:
        return int(value) >= 0  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return False
