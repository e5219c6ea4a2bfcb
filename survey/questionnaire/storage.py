"""What a questionnaire reads and saves: formtools' storage over rows, never over the session."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TypedDict
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from formtools.wizard.storage.base import BaseStorage

from accounts.models import Organisation, User
from indexes.advice.firm import Firm
from indexes.index.conditions import Facts
from indexes.index.model import Index
from indexes.index.pages import Page
from survey.answers.facts import facts_of
from survey.answers.figures import save_figure
from survey.answers.progress import Counted, Progress, counted_levels, progress_from
from survey.answers.queries import figures_of
from survey.answers.rows import Answers, Plain, read_answers
from survey.answers.services import Saved, save_page
from survey.answers.values import AnswerValue
from survey.answers.words import clock_text
from survey.errors import SurveyError
from survey.models import Assessment, GivenAnswer
from survey.results.firm import firm_answering

CODE = "CODE"  # stands for the code of a question in an address


class Posted(TypedDict):
    """The new part of a posted page."""

    answers: dict[str, AnswerValue]
    figures: dict[str, int]
    seen: dict[str, int]


class QuestionnaireStorage(BaseStorage):
    """A questionnaire that nobody answers: what a preview shows.

    Who answers one fills it from rows. `saved` and `refused` tell by question, or by
    `figure-NAME`, what became of a posted page.
    """

    enterprise: Organisation | None = None
    # Beside the reader's own answers stands no name.
    reader_id: int | None = None
    saved_at = ""

    def __init__(self, index: Index) -> None:
        super().__init__("questionnaire")
        self.init_data()
        self.index = index
        self.saved: dict[str, Saved] = {}
        self.refused: dict[str, SurveyError] = {}

    @cached_property
    def pages(self) -> Sequence[Page]:
        return self.index.pages

    @cached_property
    def answers(self) -> Mapping[str, GivenAnswer]:
        return {}

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        return {}

    @cached_property
    def facts(self) -> Facts | None:
        """What decides, besides levels, which questions are asked."""
        return None

    @property
    def firm(self) -> Firm:
        """What is known of how the enterprise works, as far as the reader may know it."""
        return Firm()

    @cached_property
    def levels(self) -> dict[str, int | None]:
        """As the reader's own answers count now, by question."""
        return counted_levels(self.index, self.own(), self.facts)

    @property
    def progress(self) -> Progress:
        return progress_from(self.index, self.known(), facts=self.facts)

    @property
    def counted_at(self) -> int:
        """Of two counts of one round the later is the truer; 0 where nobody else writes."""
        return 0

    def find(self, code: str) -> GivenAnswer | None:
        return self.answers.get(code)

    def plain(self, code: str) -> Plain | None:
        """The answer where it is no more than the reader's choice; None where it has to be read."""
        return None

    def own(self) -> Iterable[Counted]:
        """The reader's own answers, as far as it is counted."""
        return self.answers.values()

    def known(self) -> Iterable[Counted]:
        """Answers that decide which questions are asked."""
        return self.own()

    def page_url(self, slug: str) -> str:
        return ""

    def answer_url(self, code: str) -> str:
        """Where one question, or a list of tools, is saved by itself; "" for nowhere."""
        return ""

    def figure_url(self, name: str, slug: str) -> str:
        """Where a number of the round is corrected from beside a question; "" for nowhere."""
        return ""


class AnswerStorage(QuestionnaireStorage):
    """The answers of an assessment, for a reader who may write them."""

    def __init__(self, assessment: Assessment, reader: User | AnonymousUser) -> None:
        super().__init__(assessment.index)
        self.assessment = assessment
        self.enterprise = assessment.organisation
        self.reader_id = reader.pk
        self.by = reader if reader.is_authenticated else None

    @cached_property
    def answers(self) -> Answers:
        """Every answer with who gave it."""
        return self._with_names(read_answers(self.assessment))

    def _with_names(self, answers: Answers) -> Answers:
        # Only the people that a card will name: most answers are the reader's own.
        by_others = answers.by_others("changed_by_id", None, self.reader_id)
        prefetch_related_objects(by_others, "changed_by")
        prefetch_related_objects(answers.by_others("given_by_id", None), "given_by")
        return answers

    @property
    def counted_at(self) -> int:
        return self.answers.read_at

    def plain(self, code: str) -> Plain | None:
        # Of what was just saved a page says more.
        return None if self.saved else self.answers.plain(code, self.reader_id)

    @cached_property
    def figures(self) -> dict[str, Decimal]:
        return figures_of(self.assessment)

    @cached_property
    def facts(self) -> Facts | None:
        # Asked for on every page, and of few indexes.
        if not self.index.asks_facts:
            return None
        return facts_of(self.assessment, self.known())

    @property
    def firm(self) -> Firm:
        return firm_answering(self.assessment)

    def own(self) -> Iterable[Counted]:
        """Of answers that are only counted no models are made."""
        if self.index.asks_facts:
            return self.answers.values()
        return self.answers.standing

    @property
    def saved_at(self) -> str:
        """When a person saved last; "" in a round that has only been made so far."""
        changed_at = self.assessment.changed_at
        return clock_text(changed_at) if changed_at > self.assessment.started_at else ""

    def page_url(self, slug: str) -> str:
        return reverse("survey:step", args=[self.assessment.public_id, slug])

    def answer_url(self, code: str) -> str:
        return self._answer_url.replace(CODE, quote(code))

    @cached_property
    def _answer_url(self) -> str:
        """Of any question: a page has many of them."""
        return reverse("survey:answer", args=[self.assessment.public_id, CODE])

    def figure_url(self, name: str, slug: str) -> str:
        address = reverse("survey:figure", args=[self.assessment.public_id, name])
        return f"{address}?step={slug}"

    def set_step_data(self, step: str, cleaned_data: Posted) -> None:
        """Save what is new; what is `refused` keeps nothing else from being saved."""
        now = timezone.now()
        self.forget()
        # Answers bring their own transaction; one around it would only hold the lock for longer.
        with transaction.atomic() if cleaned_data["figures"] else nullcontext():
            for name, value in cleaned_data["figures"].items():
                self.save_figure(name, value, self.by, now)
            if cleaned_data["answers"]:
                self._save_answers(cleaned_data, now)
        if self.saved:
            # The page may be shown once more in this very request.
            self.assessment.changed_at = now

    def _save_answers(self, posted: Posted, now: datetime) -> None:
        page = save_page(
            assessment=self.assessment,
            values=posted["answers"],
            seen=posted["seen"],
            by=self.by,
            now=now,
        )
        self.saved = page.saved
        self.refused.update(page.refused)
        # Read behind the lock, with what was written since: nothing is read again.
        self.answers = self._with_names(page.answers)

    def save_figure(
        self, name: str, value: int, by: User | None, now: datetime
    ) -> None:
        try:
            save_figure(
                assessment=self.assessment, name=name, value=value, by=by, now=now
            )
        except SurveyError as error:
            # Then nothing else of the page can be saved either.
            if error.code == "submitted":
                raise
            self.refused[f"figure-{name}"] = error

    def forget(self) -> None:
        """Read again, after a write or with it."""
        for name in ("answers", "figures", "facts", "levels"):
            self.__dict__.pop(name, None)
