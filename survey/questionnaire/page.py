"""Puts the cards of one page together."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.options import is_one_a_row
from indexes.index.pages import Page
from language.formats import grouped
from language.texts import in_language, spoken
from survey.answers.progress import levels_by_question
from survey.answers.rows import Plain
from survey.questionnaire.cards import (
    TYPED,
    Card,
    FigureField,
    Refine,
    picked_of,
    values_of,
)
from survey.questionnaire.faces import choices_of, face_of, rows_of
from survey.questionnaire.kept import Look, drawn, drawn_plain
from survey.questionnaire.numbering import numbers_of
from survey.questionnaire.posted import picked_values
from survey.questionnaire.problems import BOTH_GIVEN, Problem
from survey.questionnaire.remarks import (
    hand_text,
    needed_number,
    numbers_text,
    open_rows_text,
    overtaken_text,
)
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.tool_lists import ToolList, tool_list


@dataclass
class DrawnPage:
    """One page of the questionnaire as it stands now."""

    storage: QuestionnaireStorage
    page: Page
    # What was posted, when it could not all be used.
    data: QueryDict | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def index(self) -> Index:
        return self.storage.index

    @property
    def why(self) -> str:
        """Why the pillar matters, said once: on the first page of the pillar."""
        pillar = self.page.pillar
        first = next(page for page in self.index.pages if page.pillar == pillar)
        if self.page != first:
            return ""
        for section in self.index.sections:
            if section["code"] == pillar:
                return in_language(section.get("why"))
        return ""

    @property
    def has_branches(self) -> bool:
        return self.index.has_branches

    def shown_codes(self) -> Sequence[str]:
        """Questions asked now, over all pages, in index order."""
        index = self.index
        # Most indexes ask the same of everybody, and then no answer has to be read.
        if not self.has_branches:
            return list(index.questions)
        levels = levels_by_question(self.storage.known())
        shown = index.shown(levels, self.storage.facts)
        return [code for code in index.questions if code in shown]

    def cards(self, only: Iterable[str] | None = None) -> list[Card]:
        """The cards of this page in order; `only` some of them, numbered as on all of it."""
        wanted = set(self.page.codes if only is None else only)
        numbers = self._numbers()
        asking = self._first_uses(numbers)
        cards = []
        for code, heading in self._asked(numbers):
            if code in wanted:
                card = self._card(code, numbers[code], asking)
                card.heading = heading
                cards.append(card)
        return cards

    def _asked(self, numbers: Container[str]) -> Iterator[tuple[str, str]]:
        """Every question that has a card, with the heading where one begins there."""
        reader = spoken()
        # A group named like the page would say the same twice in a row.
        heading = in_language(self.page.title)
        for code in self.page.codes:
            # What has no number is not asked now; tools are drawn as their list.
            if code not in numbers or code in self._list_names:
                continue
            group = face_of(self.index, code, reader).group
            yield code, "" if group == heading else group
            heading = group

    def _numbers(self) -> dict[str, int]:
        return numbers_of(self.index, self.page, self.shown_codes())

    @cached_property
    def _list_names(self) -> dict[str, str]:
        """Every tool of the page with the name of its list."""
        names: dict[str, str] = {}
        for name, codes in self.index.tools.items():
            here = set(codes).intersection(self.page.codes)
            names |= dict.fromkeys(here, name)
        return names

    def tool_lists(self) -> list[ToolList]:
        if not self._list_names:
            return []
        numbers = self._numbers()
        lists = []
        for name in self.index.tools:
            if name in self._list_names.values():
                lists.append(tool_list(self.storage, name, numbers[name]))
        return lists

    def _first_uses(self, shown: Container[str]) -> dict[str, str]:
        """The first question of the page that uses each figure.

        There it is asked when it is not known.
        """
        first: dict[str, str] = {}
        for code in self.page.codes:
            name = figure_name(self.index, code)
            if name and code in shown:
                first.setdefault(name, code)
        return first

    def slots(self, only: Iterable[str] | None = None) -> list[dict]:
        """A place for every question of the page; that of one that is not asked now is empty."""
        wanted = set(self.page.codes if only is None else only)
        # A list of tools stands below the questions, in a place of its own.
        wanted -= self._list_names.keys()
        cards = {card.code: card for card in self.cards(wanted)}
        slots = []
        for code in self.page.codes:
            if code in wanted:
                anchor = code.replace(".", "-")
                slots.append({"code": code, "anchor": anchor, "card": cards.get(code)})
        return slots

    def drawn_slots(self) -> list[dict]:
        """All of them, with the `html` of what is the same for many; `to_confirm` where it is."""
        reader = spoken()
        slots = dict(self._plain_slots(reader))
        left = set(self.page.codes).difference(slots)
        for slot in self.slots(left) if left else ():
            card = slot["card"]
            if card is not None:
                slot["html"] = drawn(self.index, card, reader)
                slot["to_confirm"] = card.to_confirm
            slots[slot["code"]] = slot
        return [slots[code] for code in self.page.codes if code in slots]

    def _plain_slots(self, reader: str) -> Iterator[tuple[str, dict]]:
        """By code those of which neither card nor model has to be made."""
        # Beside what could not be used stands what was typed.
        if self.problems:
            return
        numbers = self._numbers()
        for code, heading in self._asked(numbers):
            plain = self._plain(code)
            if plain is None:
                continue
            url = self.storage.answer_url(code)
            look = Look(
                code=code,
                number=numbers[code],
                heading=heading,
                value=plain.value,
                to_confirm=plain.to_confirm,
                is_saved_alone=bool(url),
                refine=self._refine(code),
            )
            html = drawn_plain(self.index, look, reader, url, plain.revision)
            yield code, {"card": None, "html": html, "to_confirm": plain.to_confirm}

    def _plain(self, code: str) -> Plain | None:
        """Numbers of the round and rows that still wait are told beside an answer."""
        question = self.index.questions[code]
        if figure_name(self.index, code) or is_one_a_row(question):
            return None
        return self.storage.plain(code)

    def summary(self) -> list[dict[str, str]]:
        """What could not be used, in the order of the page, each a link to its question."""
        cards = {card.code: card for card in self.cards()}
        lines = []
        for problem in self.problems:
            code = problem.question
            if not code:
                code = _question_with(problem.field, cards.values())
            line = _summary_line(code, cards.get(code), problem)
            lines.append(line)
        return sorted(lines, key=lambda line: line["number"])

    def _card(self, code: str, number: int, asking: dict[str, str]) -> Card:
        question = self.index.questions[code]
        answer = self.storage.find(code)
        errors = self._errors(code)
        picked = picked_of(answer)
        values = values_of(answer)
        if errors and self.data is not None:
            # Nobody types a second time what was only a little wrong.
            picked, values = self._sent(code)
        reader = spoken()
        card = Card(
            code=code,
            number=number,
            kind=question["kind"],
            face=face_of(self.index, code, reader),
            answer=answer,
            choices=choices_of(self.index, code, reader, picked),
            picked=picked,
            values=values,
            errors=errors,
            figure=self._figure(code, asking),
            post_url=self.storage.answer_url(code),
            refine=self._refine(code),
            other_text=question.get("allow_other", False),
            rows=rows_of(question),
        )
        self._add_remarks(card)
        return card

    def _errors(self, code: str) -> dict[str, str]:
        """Texts by field."""
        errors = {}
        for problem in self.problems:
            if problem.question == code:
                errors[problem.field] = problem.text
        return errors

    def _sent(self, code: str) -> tuple[str, dict[str, str]]:
        """The picked card and the text fields as they were sent, for a second look."""
        values = {}
        for name in TYPED:
            values[name] = self.data.get(f"{code}-{name}", "")
        if self._is_decided_between(code):
            # Without JavaScript no card can be taken back: it is not offered against numbers.
            return "", values
        return "+".join(picked_values(self.index.questions[code], self.data)), values

    def _is_decided_between(self, code: str) -> bool:
        for problem in self.problems:
            if problem.question == code and problem.code == BOTH_GIVEN:
                return True
        return False

    def _refine(self, code: str) -> Refine | None:
        members = self.index.groups.get(code)
        if not members:
            return None
        levels = self.storage.levels
        answered = [member for member in members if levels[member] is not None]
        return Refine(
            slug=self.index.page_of(members[0]).slug,
            total=len(members),
            answered=len(answered),
            group_counts=levels[code] is not None,
        )

    def _add_remarks(self, card: Card) -> None:
        """What is to be said about the answer: the level of its numbers, a colleague's hand."""
        index = self.index
        if card.is_given_by_numbers:
            # Only here: a page without numbers never reads the figures of the round.
            figures = self.storage.figures
            card.result = numbers_text(index, card.answer, figures)
            card.is_half_filled = needed_number(index, card.answer, figures) != ""
        # A copied answer was given in another round: its hand says nothing about this one.
        if card.is_given and not card.to_confirm:
            card.other = hand_text(card.answer, self.storage.reader_id)
        card.result = card.result or open_rows_text(index, card.answer)
        saved = self.storage.saved.get(card.code)
        if saved and saved.overtaken:
            card.overtaken = overtaken_text(index, saved.overtaken)

    def _figure(self, code: str, asking: dict[str, str]) -> FigureField | None:
        name = figure_name(self.index, code)
        if name is None:
            return None
        figure = self.index.figures[name]
        value = self.storage.figures.get(name)
        is_first = asking[name] == code
        error = self._figure_error(name)
        # What was typed stands there again beside its error, else what is known.
        shown = self.data.get(f"figure-{name}", "") if error else grouped(value)
        return FigureField(
            name=name,
            label=in_language(figure["name"]),
            help=in_language(figure.get("help")),
            unit=figure.get("unit", ""),
            value=value,
            shown=shown,
            asked=value is None and is_first,
            asked_at="" if is_first else asking[name].replace(".", "-"),
            error=error,
            url=self.storage.figure_url(name, self.page.slug),
        )

    def _figure_error(self, name: str) -> str:
        for problem in self.problems:
            if problem.field == f"figure-{name}":
                return problem.text
        return ""


def figure_name(index: Index, code: str) -> str | None:
    """The number of the round that a question asks a share of; None for its own or no whole."""
    question = index.questions[code]
    whole = question.get("denominator", {})
    return whole.get("figure")


def _question_with(field_name: str, cards: Iterable[Card]) -> str:
    """The first question of the page beside which the number of a round is typed."""
    for card in cards:
        if card.figure and field_name == f"figure-{card.figure.name}":
            return card.code
    return ""


def _summary_line(code: str, card: Card | None, problem: Problem) -> dict:
    return {
        "target": f"q-{code}",
        "name": _title(card) if card else "",
        "text": problem.text,
        "number": card.number if card else 0,
    }


def _title(card: Card) -> str:
    """A question the way its page heads it: its number, and its short name."""
    if not card.number:
        return card.face.name
    number = _("Question %(number)s") % {"number": card.number}
    return f"{number} ({card.face.name})"
