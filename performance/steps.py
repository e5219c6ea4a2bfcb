"""A step of the questionnaire in process: drawn, sent and one answer of it saved.

Beside each runs, in turns, the least that Django needs for it: a view of one template with the same
questions and no frame, a view that writes the rows of the page by one statement; without sessions,
rights, history or any middleware. The goals are to these. Beside them, without a goal, the same
questions in the frame that each of our pages has, and the rows with the history that nobody may
lose. Processor time, since that is what two cores have to give away.

Requests are made as the rivals' are, and given to all middleware; what a test's browser does
around it is not measured.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count, cycle
from time import process_time

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Template, engines
from django.template.backends.django import Template as BackendTemplate
from django.test import Client, RequestFactory
from django.urls import reverse

from indexes.index.model import Index
from indexes.index.pages import Page
from indexes.index.questions import choosable
from indexes.models import IndexVersion
from language.texts import in_language
from performance.frame.browser import holder
from performance.frame.timing import Measurement, measure, scaled
from performance.pages import URLENCODED, Form, of_each_index, send
from survey.answers.writing import OF_VALUE
from survey.models import Answer, AnswerChange, Assessment
from survey.questionnaire.faces import face_of
from tests.builders import make_assessment

DRAWN, SENT = 4, 3  # times what is bare
SAVED = 0.003  # seconds of a processor
ROUNDS = 60
COLLECTED_AFTER = (10_000, 20, 20)

BARE = """<form method="post">{% for question in questions %}<fieldset>
<legend>{{ question.number }}. {{ question.ask }}</legend>
<p>{{ question.code }} {{ question.name }}</p>
{% for choice in question.choices %}<label><input type="radio" name="{{ question.code }}"
value="{{ choice.level }}"{% if choice.level == question.picked %} checked{% endif %}>
{{ choice.text }}</label>{% endfor %}
<input type="hidden" name="{{ question.code }}-was" value="{{ question.picked }}">
</fieldset>{% endfor %}<button>Tiếp</button></form>"""
FRAMED = "{% extends 'base.html' %}{% block main %}" + BARE + "{% endblock %}"


def run() -> Iterator[Measurement]:
    return of_each_index(of_index)


def of_index(version: IndexVersion) -> Iterator[Measurement]:
    step = longest_step(version)
    step.answer_everything()
    with collected_as_in_service():
        yield from of_step(step)


@contextmanager
def collected_as_in_service() -> Iterator[None]:
    """As gunicorn.conf.py has it: what is loaded is looked through no more."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def of_step(step: "Step") -> Iterator[Measurement]:
    both = [step.form.filled(0), step.form.filled(-1)]
    fields, bare_fields = cycle(both), cycle(both)
    number = count()
    yield taken(
        f"{step.name}, drawn",
        step.draw,
        ratio_at_most=DRAWN,
        beside=("a bare template", step.draw_bare),
    )
    yield taken(
        f"{step.name}, drawn, beside its frame",
        step.draw,
        beside=("bare in the frame", step.draw_framed),
    )
    yield taken(
        f"{step.name}, sent",
        lambda: step.send(next(fields)),
        ratio_at_most=SENT,
        beside=("its rows alone", lambda: step.send_bare(next(bare_fields))),
    )
    yield taken(
        f"{step.name}, sent, beside its history",
        lambda: step.send(next(fields)),
        beside=("rows and history", lambda: step.send_kept(next(bare_fields))),
    )
    yield taken(
        f"{step.name}, one answer saved",
        lambda: step.save_one(next(number)),
        at_most=SAVED,
    )


def taken(name: str, work: Callable[[], object], **goals: object) -> Measurement:
    rounds = scaled(ROUNDS, 2)
    return measure(name, work, rounds=rounds, clock=process_time, **goals)


@dataclass
class Step:
    """The longest page of an index, of an enterprise that has answered everything."""

    name: str
    index: Index
    page: Page
    draft: Assessment
    client: Client

    @cached_property
    def address(self) -> str:
        return self.address_of(self.page)

    def address_of(self, page: Page) -> str:
        return reverse("survey:step", args=[self.draft.public_id, page.slug])

    @cached_property
    def form(self) -> Form:
        return self.form_of(self.page)

    def form_of(self, page: Page) -> Form:
        answer = self.client.get(self.address_of(page))
        return Form(answer.content.decode())

    def answer_everything(self) -> None:
        """In the midst of a questionnaire every answer so far is read for each page."""
        for page in self.index.pages:
            send(self.client, self.address_of(page), self.form_of(page).filled(-1))

    @cached_property
    def handler(self) -> BaseHandler:
        """All middleware and every page, without a server around them."""
        handler = BaseHandler()
        handler.load_middleware()
        return handler

    @property
    def browser(self) -> RequestFactory:
        """Makes requests with the cookies of whoever holds the enterprise."""
        factory = RequestFactory()
        factory.cookies = self.client.cookies
        return factory

    def answer_to(self, request: HttpRequest) -> HttpResponse:
        # As in every other test: no form's token is compared.
        request._dont_enforce_csrf_checks = True
        return self.handler.get_response(request)

    def draw(self) -> bytes:
        answer = self.answer_to(self.browser.get(self.address))
        assert answer.status_code == 200
        return answer.content

    def draw_bare(self) -> HttpResponse:
        """A view of nothing but this template."""
        request = RequestFactory().get(self.address)
        context = {"questions": self.questions, "request": request}
        return HttpResponse(self.bare.render(Context(context)))

    def draw_framed(self) -> HttpResponse:
        """The same for a visitor whom nobody has to look up."""
        request = RequestFactory().get(self.address)
        request.user, request.session = AnonymousUser(), {}
        context = {"questions": self.questions}
        return HttpResponse(self.framed.render(context, request))

    @cached_property
    def bare(self) -> Template:
        return Template(BARE)

    @cached_property
    def framed(self) -> BackendTemplate:
        return engines["django"].from_string(FRAMED)

    @cached_property
    def questions(self) -> list[dict]:
        """The words of the page, put together beforehand."""
        questions = []
        for number, code in enumerate(self.page.codes, start=1):
            face = face_of(self.index, code, "vi")
            choices = choices_of(self.index, code)
            words = {"ask": face.ask, "name": face.name, "choices": choices}
            questions.append({"number": number, "code": code, "picked": 1, **words})
        return questions

    def send(self, fields: str) -> None:
        answer = self.answer_to(
            self.browser.post(self.address, fields, content_type=URLENCODED)
        )
        assert answer.status_code == 302

    def send_bare(self, fields: str) -> HttpResponse:
        """A view that reads the same fields and does nothing but write the rows."""
        request = RequestFactory().post(self.address, fields, content_type=URLENCODED)
        level = len(request.POST) % 3
        self.write(level)
        return HttpResponseRedirect(self.address)

    def send_kept(self, fields: str) -> HttpResponse:
        """The same, and every row once more as a change of it."""
        request = RequestFactory().post(self.address, fields, content_type=URLENCODED)
        level = len(request.POST) % 3
        with transaction.atomic():
            self.write(level)
            self.write_history()
        return HttpResponseRedirect(self.address)

    def write_history(self) -> None:
        names = [field.attname for field in AnswerChange._meta.concrete_fields[1:]]
        changes = []
        for answer in self.rows:
            values = {name: getattr(answer, name) for name in names}
            changes.append(AnswerChange(**values))
        AnswerChange.objects.bulk_create(changes)

    @transaction.atomic
    def write(self, level: int) -> None:
        for answer in self.rows:
            answer.level = level
            answer.revision += 1
        Answer.objects.bulk_create(
            self.rows,
            update_conflicts=True,
            unique_fields=["assessment", "question"],
            update_fields=[*OF_VALUE, "changed_by", "changed_at", "revision"],
        )

    @cached_property
    def rows(self) -> list[Answer]:
        """Of another enterprise, so that both have rows of their own."""
        other = make_assessment(index_version=self.draft.index_version)
        answers = self.draft.answers.filter(question__in=self.page.codes)
        rows = []
        for answer in answers:
            answer.pk, answer.assessment = None, other
            rows.append(answer)
        return Answer.objects.bulk_create(rows)

    @cached_property
    def picked(self) -> str:
        for code in self.page.codes:
            if self.index.questions[code]["kind"] in ("level", "single"):
                return code
        raise LookupError(self.page.slug)

    def save_one(self, number: int) -> None:
        """By turns the lowest level and the highest one of the first that has levels."""
        code = self.picked
        choices = self.form.choices[code]
        address = reverse("survey:answer", args=[self.draft.public_id, code])
        fields = f"{code}={choices[-(number % 2)]}&{code}-was="
        answer = self.answer_to(
            self.browser.post(
                address, fields, content_type=URLENCODED, headers={"HX-Request": "true"}
            )
        )
        assert answer.status_code == 200
        assert f"{code}-seen" in answer.content.decode()


def choices_of(index: Index, code: str) -> list[dict]:
    question = index.questions[code]
    if "options" in question:
        return [
            {"level": option["id"], "text": in_language(option["name"])}
            for option in question["options"]
        ]
    anchors = face_of(index, code, "vi").anchors
    return [{"level": level, "text": anchors[level]} for level in choosable(question)]


def longest_step(version: IndexVersion) -> Step:
    """Of its widest variant. A list of tools is one question, and another template."""
    index = max(version.variants, key=lambda index: len(index.codes))
    draft = make_assessment(index_version=version, variant=index.variant)
    listed = {code for codes in index.tools.values() for code in codes}
    pages = [page for page in index.pages if listed.isdisjoint(page.codes)]
    page = max(pages, key=lambda page: len(page.codes))
    name = f"{index.id}/{index.variant}".rstrip("/")
    title = f"{name}: a page of {len(page.codes)}"
    return Step(title, index, page, draft, holder(draft))
