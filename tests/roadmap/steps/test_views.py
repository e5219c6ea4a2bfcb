"""Single steps changed by their owner: on pages, with and without scripts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmap.models import RoadmapStep
from roadmap.steps.services import change_step
from tests.builders import (
    NOW,
    make_result,
    make_roadmap_of,
    make_solution,
    two_steps,
)
from tests.pages import assert_clean_page
from tests.roadmap.visits import HTMX, address, page


@pytest.mark.sql
def test_a_step_is_ticked_with_and_without_scripts(owner, result):
    step = make_roadmap_of(result).steps.first()
    tick = address(result, "tick", step.public_id)
    answer = owner.client.post(tick, {"xong": "1"}, **HTMX).content.decode()
    assert_clean_page(answer, fragment=True)
    assert "roadmap-step--done" in answer
    assert 'id="roadmap-progress"' in answer
    assert (
        owner.client.post(tick, {"xong": "0"}).url
        == f"{address(result)}#viec-{step.public_id}"
    )
    step.refresh_from_db()
    assert step.done_at is None


@pytest.mark.sql
def test_to_tick_a_step_off_nobody_reads_the_directory(owner, result):
    make_solution()
    step = make_roadmap_of(result).steps.filter(question="1.1.1").first()
    tick = address(result, "tick", step.public_id)
    for done, is_read in (("1", False), ("0", True)):
        with CaptureQueriesContext(connection) as queries:
            html = owner.client.post(tick, {"xong": done}, **HTMX).content.decode()
        asked = [query["sql"] for query in queries]
        assert any("providers_solution" in sql for sql in asked) == is_read
        assert ("Giải pháp web" in html) == is_read


@pytest.mark.sql
def test_dates_people_and_notes_can_be_changed(owner, result):
    step = make_roadmap_of(result).steps.first()
    form = address(result, "step", step.public_id)
    assert_clean_page(owner.client.get(form))
    data = {
        "horizon": step.horizon,
        "due": "2027-03-01",
        "who": "Chị Ba",
        "note": "Gọi trước",
    }
    assert owner.client.post(form, data).status_code == 302
    text = page(owner.client, result)
    assert "Chị Ba" in text
    assert "01/03/2027" in text
    assert "Gọi trước" in text


def test_another_part_of_the_year_brings_another_day_unless_one_is_given(owner, result):
    step = make_roadmap_of(result).steps.last()
    form = address(result, "step", step.public_id)
    owner.client.post(
        form, {"horizon": "12", "due": step.due.isoformat(), "who": "", "note": ""}
    )
    changed = RoadmapStep.objects.get(pk=step.pk)
    assert (changed.horizon, changed.due.isoformat()) == (12, "2027-11-20")
    owner.client.post(
        form, {"horizon": "6", "due": "2027-01-15", "who": "", "note": ""}
    )
    assert RoadmapStep.objects.get(pk=step.pk).due.isoformat() == "2027-01-15"


def test_a_bad_date_is_told_beside_the_field_and_nothing_typed_is_lost(owner, result):
    step = make_roadmap_of(result).steps.first()
    response = owner.client.post(
        address(result, "step", step.public_id),
        {"horizon": "3", "due": "hôm qua", "note": "Nhớ hỏi"},
    )
    assert_clean_page(response)
    text = response.content.decode()
    assert 'id="due-error"' in text
    assert "Nhớ hỏi" in text


def test_a_day_that_is_over_is_refused_unless_it_stands_there_already(owner, result):
    step = make_roadmap_of(result).steps.first()
    over = {
        "text": "Họp cả nhà",
        "horizon": str(step.horizon),
        "due": "2020-05-01",
        "note": "Nhớ hỏi",
    }
    for name, *more in (("add",), ("step", step.public_id)):
        response = owner.client.post(address(result, name, *more), over)
        assert_clean_page(response)
        text = response.content.decode()
        assert (
            text.partition('id="due-error"')[2]
            .partition("</p>")[0]
            .count("Ngày này đã qua")
            == 1
        )
        assert 'value="2020-05-01"' in text
        assert "Nhớ hỏi" in text
    RoadmapStep.objects.filter(pk=step.pk).update(due="2020-05-01")
    assert (
        owner.client.post(address(result, "step", step.public_id), over).status_code
        == 302
    )
    changed = RoadmapStep.objects.get(pk=step.pk)
    assert (changed.due.isoformat(), changed.note) == ("2020-05-01", "Nhớ hỏi")


def test_what_must_come_first_is_named(owner, result):
    roadmap = make_roadmap_of(result, 5)
    first, second = two_steps(roadmap)
    change_step(
        step=first, horizon=second.horizon, due=None, who="", note="", by=None, now=NOW
    )
    response = owner.client.post(
        address(result, "step", second.public_id), {"horizon": "0", "due": ""}
    )
    assert "phải làm trước" in response.content.decode()


def test_a_tick_taken_back_with_scripts_asks_again_what_is_not_known(
    owner, result, advice
):
    owner.client.post(address(result, "save"), {"q-3.1.1": "2"})
    step = RoadmapStep.objects.get()
    tick = address(result, "tick", step.public_id)
    way = reverse("survey:way", args=[result.assessment.public_id, "delivery"])
    assert way not in owner.client.post(tick, {"xong": "1"}, **HTMX).content.decode()
    answer = owner.client.post(tick, {"xong": "0"}, **HTMX).content.decode()
    assert_clean_page(answer, fragment=True)
    assert way in answer
    assert f'name="next" value="{address(result)}"' in answer


@pytest.mark.sql
def test_own_steps_are_added_and_removed(owner, result):
    make_roadmap_of(result)
    assert_clean_page(owner.client.get(address(result, "add")))
    assert (
        "Anh/chị ghi vài chữ"
        in owner.client.post(address(result, "add"), {"horizon": "3"}).content.decode()
    )
    owner.client.post(
        address(result, "add"), {"text": "Họp cả nhà <b>", "horizon": "0"}
    )
    own = RoadmapStep.objects.get(question="")
    assert "Họp cả nhà &lt;b&gt;" in page(owner.client, result)
    owner.client.post(address(result, "remove", own.public_id))
    assert not RoadmapStep.objects.filter(pk=own.pk).exists()


def test_steps_of_another_enterprise_cannot_be_reached_through_ones_own(owner, result):
    make_roadmap_of(result)
    other = make_roadmap_of(make_result(level=1)).steps.first()
    for name in ("tick", "remove", "step"):
        assert (
            owner.client.post(
                address(result, name, other.public_id), {"xong": "1"}
            ).status_code
            == 404
        )
