"""A corrected round goes on with its roadmap: moved whole, and nothing twice."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import AuditEvent
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position, Target
from roadmap.queries import earlier_roadmap, gone_steps, roadmap_of
from roadmap.services import make_roadmap
from roadmap.steps.services import tick_step
from survey.answers.values import NOT_APPLICABLE, AnswerValue
from survey.results.corrections import round_corrected
from survey.results.services import submit
from survey.rounds.services import choose_variant
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_own_step,
    make_roadmap_of,
    make_version_of,
    planned_levels,
    save_answer,
)
from tests.roadmap.visits import address, page
from tests.survey.corrections.mended import SLIP, begin, mend, send

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(days=1)


@pytest.fixture
def sent(owner):
    """A round of the owner's that was sent, every answer at level 2."""
    return send(owner.organisation, level=2)


def lifted(result, **tops: int) -> Roadmap:
    after = Position(result).with_moves(tops)
    return make_roadmap(
        result=result,
        after=after,
        target=Target(4),
        by=None,
        now=NOW,
        left_out=["3.1.1"],
    )


def rows(roadmap: Roadmap) -> list[dict]:
    return list(roadmap.steps.order_by("pk").values())


def levels(roadmap: Roadmap) -> list[tuple]:
    steps = roadmap.steps.order_by("horizon", "order", "pk")
    return list(steps.values_list("question", "from_level", "to_level"))


def test_steps_own_steps_days_people_and_ticks_move_as_they_are(sent):
    roadmap = lifted(sent, **{SLIP: 4, "2.1.1": 3})
    make_own_step(roadmap, "Họp cả nhà", due=date(2027, 1, 1))
    roadmap.steps.filter(question="2.1.1").update(who="Chị Ba", note="Hỏi giá trước")
    tick_step(step=roadmap.steps.first(), done=True, by=None, now=NOW)
    before = rows(roadmap)
    corrected = mend(sent, level=3)
    moved = Roadmap.objects.get()
    assert (moved.pk, moved.result) == (roadmap.pk, corrected)
    assert rows(moved) == before
    assert (moved.target, moved.left_out, moved.made_at) == (4, ["3.1.1"], NOW)
    assert roadmap_of(sent) is None
    assert earlier_roadmap(corrected) is None, "nothing is left to take along"


def test_what_the_correction_shows_to_be_reached_is_marked_on_its_step(owner, sent):
    step = lifted(sent, **{SLIP: 3}).steps.get()
    assert "Kết quả nay đã tới" not in page(owner.client, sent)
    corrected = mend(sent, level=3)
    text = page(owner.client, corrected)
    assert f"viec-{step.public_id}" in text
    assert "Kết quả nay đã tới" in text
    step.refresh_from_db()
    assert step.done_at is None, "whether it is done the owner says"


def test_where_the_answer_sank_the_levels_between_are_added_before(sent):
    roadmap = lifted(sent, **{SLIP: 4, "2.1.1": 3})
    first = roadmap.steps.get(question=SLIP, from_level=2)
    RoadmapStep.objects.filter(pk=first.pk).update(who="Anh Tư", due=date(2027, 5, 1))
    others = planned_levels(roadmap)
    mend(sent, level=0)
    added = [step for step in levels(roadmap) if step[0] == SLIP]
    assert added == [(SLIP, 0, 1), (SLIP, 1, 2), (SLIP, 2, 3), (SLIP, 3, 4)]
    assert planned_levels(roadmap) == others
    new = roadmap.steps.filter(question=SLIP, to_level__lte=2)
    told = set(new.values_list("who", "due", "horizon"))
    assert told == {("Anh Tư", date(2027, 5, 1), first.horizon)}
    orders = list(roadmap.steps.values_list("order", flat=True))
    assert len(orders) == len(set(orders))


def test_two_answers_that_sank_each_get_their_levels(sent):
    roadmap = lifted(sent, **{SLIP: 3, "2.2.1": 3})
    correction = begin(sent)
    for code in (SLIP, "2.2.1"):
        save_answer(assessment=correction, question=code, value=AnswerValue(level=1))
    submit(assessment=correction, by=None, now=LATER)
    steps = levels(roadmap)
    for code in (SLIP, "2.2.1"):
        assert [step for step in steps if step[0] == code] == [
            (code, 1, 2),
            (code, 2, 3),
        ]


def test_what_was_ticked_off_is_not_planned_again(sent):
    roadmap = lifted(sent, **{SLIP: 4})
    tick_step(step=roadmap.steps.get(to_level=3), done=True, by=None, now=NOW)
    mend(sent, level=1)
    assert levels(roadmap) == [(SLIP, 2, 3), (SLIP, 3, 4)]


def test_open_steps_of_what_does_not_apply_go_and_ticked_ones_stay(sent):
    roadmap = lifted(sent, **{"2.2.1": 4, SLIP: 3})
    open_step = roadmap.steps.get(question="2.2.1", to_level=4)
    tick_step(
        step=roadmap.steps.get(question="2.2.1", to_level=3),
        done=True,
        by=None,
        now=NOW,
    )
    correction = begin(sent)
    value = AnswerValue(state=NOT_APPLICABLE)
    save_answer(assessment=correction, question="2.2.1", value=value)
    submit(assessment=correction, by=None, now=LATER)
    assert set(levels(roadmap)) == {("2.2.1", 2, 3), (SLIP, 2, 3)}
    event = AuditEvent.objects.get(action="roadmap.moved")
    assert (event.details["gone"], event.details["added"]) == (1, 0)
    # A calendar that has it learns that it is off.
    [told] = gone_steps(roadmap.organisation)
    assert (told.public_id, told.due) == (str(open_step.public_id), open_step.due)


def test_corrected_once_more_it_moves_once_more(sent):
    roadmap = lifted(sent, **{SLIP: 4})
    before = rows(roadmap)
    second = mend(sent, level=3)
    third = mend(second, level=4, now=NOW + timedelta(days=2))
    assert Roadmap.objects.get().result == third
    assert rows(roadmap) == before


def test_without_a_roadmap_a_correction_makes_none(sent):
    mend(sent, level=3)
    assert not Roadmap.objects.exists()


def test_whatever_fails_on_the_way_nothing_was_sent(sent, monkeypatch):
    lifted(sent, **{SLIP: 3})
    correction = begin(sent)
    save_answer(assessment=correction, question=SLIP, value=AnswerValue(level=3))
    monkeypatch.setattr("roadmap.steps.moving.record", lambda *told, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        submit(assessment=correction, by=None, now=LATER)
    assert Roadmap.objects.get().result == sent
    assert not correction.results.exists()
    assert round_corrected.receivers, "or nothing would have failed"


def test_from_the_first_result_all_leads_to_the_roadmap_where_it_is(owner, sent):
    step = make_roadmap_of(sent, 4).steps.first()
    corrected = mend(sent, level=3)
    assert f"viec-{step.public_id}" in page(owner.client, sent)
    assert (
        "Mở lộ trình"
        in owner.client.get(
            reverse("reports:result", args=[sent.public_id])
        ).content.decode()
    )
    tick = owner.client.post(address(sent, "tick", step.public_id), {"xong": "1"})
    assert tick.status_code == 302
    step.refresh_from_db()
    assert step.done_at is not None
    owner.client.post(address(sent), {"muc": "3"})
    made = Roadmap.objects.get()
    assert (made.result, made.target) == (corrected, 3)


def test_a_correction_of_the_industry_keeps_what_was_done_in_words(owner):
    draft = make_assessment(owner.organisation, make_version_of("wide"), variant="shop")
    make_answers(draft, level=0)
    sent = submit(assessment=draft, by=None, now=NOW)
    shop, farm = (sent.index_version.index_in(name) for name in ("shop", "farm"))
    code = next(
        code
        for code in shop.codes
        if code not in farm.places
        and Position(sent).top(code) > 0
        and Position(sent).level(code) == 0
    )
    roadmap = lifted(sent, **{code: 1})
    tick_step(step=roadmap.steps.get(), done=True, by=None, now=NOW)
    correction = begin(sent)
    choose_variant(assessment=correction, variant="farm", by=None, now=NOW)
    missing = [each for each in farm.codes if each not in shop.places]
    for each in missing:
        save_answer(assessment=correction, question=each, value=AnswerValue(level=0))
    submit(assessment=correction, by=None, now=LATER)
    step = roadmap.steps.get()
    assert step.is_own
    assert step.text
    assert step.done_at
