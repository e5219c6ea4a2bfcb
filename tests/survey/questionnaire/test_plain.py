"""Questions drawn without cards are the ones that cards would have drawn, for every reader."""

import pytest
from django.contrib.auth.models import AnonymousUser

from performance.path import widest_variant
from survey.colleagues.storage import InvitedStorage
from survey.models import Answer
from survey.questionnaire.page import DrawnPage
from survey.questionnaire.problems import Problem
from survey.questionnaire.storage import AnswerStorage
from survey.questionnaire.views import count_to_confirm
from survey.templatetags.survey import question_slots
from tests.builders import (
    NOW,
    make_assessment,
    make_respondent,
    make_user,
    make_version_of,
)
from tests.scoring.paths import REAL
from tests.survey.questionnaire.test_kept import GIVEN, answer_to

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def people():
    return {"reader": make_user(), "other": make_user("khac@quan.example"), "": None}


def make_draft(name: str):
    variant = widest_variant(name) if name in REAL else ""
    version = make_version_of(name)
    return make_assessment(index_version=version, variant=variant)


def answer_all(draft, people: dict, respondent, first: int) -> None:
    """Each of them otherwise, by another hand; every twelfth has none."""
    hands = list(people.values())
    answers = []
    for number, question in enumerate(draft.index.questions.values(), start=first):
        if number % 12 == 0:
            continue
        answer = answer_to(question, number, GIVEN[number % len(GIVEN)])
        answer.assessment, answer.changed_at = draft, NOW
        answer.changed_by = hands[number % len(hands)]
        answer.given_by = None if number % 7 else respondent
        answers.append(answer)
    Answer.objects.bulk_create(answers)


def drawn(draft, reader, *, plain: bool) -> tuple[list[str], list[int], int]:
    """Every page, what waits on it, and how many questions needed no card."""
    storage = AnswerStorage(draft, reader)
    if not plain:
        storage.plain = lambda code: None
    pages, waiting, without = [], [], 0
    for page in storage.pages:
        slots = DrawnPage(storage, page).drawn_slots()
        pages.append(question_slots(slots))
        waiting.append(count_to_confirm(slots, []))
        without += sum(slot["card"] is None and "html" in slot for slot in slots)
    return pages, waiting, without


@pytest.mark.sql
@pytest.mark.parametrize("name", [*REAL, "small", "wide"])
def test_they_are_what_their_cards_draw(name, people):
    waiting = 0
    draft = make_draft(name)
    respondent = make_respondent(draft, pillars=[draft.index.pillars[-1]["code"]])
    for first in (0, 5):
        draft.answers.all().delete()
        answer_all(draft, people, respondent, first)
        for reader in (people["reader"], NOBODY):
            pages, counts, without = drawn(draft, reader, plain=True)
            by_cards, counts_by_cards, none = drawn(draft, reader, plain=False)
            assert pages == by_cards
            assert counts == counts_by_cards
            assert without > none == 0
            waiting += sum(counts)
    assert waiting > 0


def test_what_was_typed_or_just_saved_has_its_card(people):
    draft = make_draft("small")
    storage = AnswerStorage(draft, NOBODY)
    page = storage.pages[0]
    code = page.codes[0]
    assert storage.plain(code) is not None
    drawn_page = DrawnPage(storage, page)
    drawn_page.problems = [Problem(code, code, "level_out_of_range")]
    slots = {slot["code"]: slot for slot in drawn_page.drawn_slots()}
    assert slots[code]["card"].errors
    storage.saved = {code: None}
    assert storage.plain(code) is None
    invited = InvitedStorage(make_respondent(draft))
    assert invited.plain(code) is None
