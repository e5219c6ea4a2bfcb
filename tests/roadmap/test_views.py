"""The roadmap of a round as its page makes, shows and follows it."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access.scopes import Item
from accounts.models import AuditEvent, Consent
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position
from roadmap.queries import tops_of
from roadmap.steps.services import change_step, tick_step
from tests.builders import (
    NOW,
    make_assessment,
    make_own_step,
    make_provider,
    make_result,
    make_roadmap_of,
    make_solution,
)
from tests.pages import assert_clean_page
from tests.personas import make_share, make_staff
from tests.providers.matching.examples import offer, shop
from tests.reports.test_every_index import result_of
from tests.roadmap.visits import address, page
from tests.survey.wizard import hold


@pytest.mark.parametrize("language", ["vi", "en"])
def test_before_there_is_one_an_owner_sees_the_easiest_way_and_nothing_is_kept(
    owner, result, language
):
    owner.client.cookies["django_language"] = language
    text = page(owner.client, result)
    assert ("Cần gì làm trước" if language == "vi" else "What is needed first") in text
    assert not Roadmap.objects.exists()


@pytest.mark.sql
def test_an_owner_makes_it_for_a_target_of_its_own(owner, result):
    response = owner.client.post(address(result), {"muc": "3", "tru-1": "4"})
    assert response.url == address(result)
    roadmap = Roadmap.objects.get()
    assert (roadmap.target, roadmap.pillar_targets, roadmap.made_by) == (
        3,
        {"1": 4},
        owner.user,
    )
    assert "Lộ trình lên mức&nbsp;3" in page(owner.client, result)


def test_without_a_target_the_page_asks_for_one(owner, result):
    response = owner.client.post(address(result), {"muc": ""})
    assert "chọn một mức muốn đạt" in response.content.decode()


def test_a_refused_target_is_told_at_the_top_of_the_page_with_a_link_to_the_form(
    owner, result
):
    make_roadmap_of(result)
    head = '<div class="error-summary" role="alert"'
    response = owner.client.post(address(result), {"muc": ""})
    assert_clean_page(response)
    page = response.content.decode()
    summary = page.partition(head)[2].partition("</div>")[0]
    assert '<a href="#form">Anh/chị chọn một mức muốn đạt' in summary
    assert page.index(head) < page.index("<h1>")
    assert page.partition('id="form"')[2].count("Anh/chị chọn một mức muốn đạt") == 1
    assert head not in owner.client.get(address(result)).content.decode()


def test_staff_with_all_answers_read_it_without_names_and_notes(owner, result):
    roadmap = make_roadmap_of(result)
    step = roadmap.steps.first()
    change_step(
        step=step,
        horizon=0,
        due=None,
        who="Chị Ba",
        note="Mật khẩu wifi",
        by=None,
        now=NOW,
    )
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    text = page(staff.client, result)
    assert f"viec-{step.public_id}" in text
    for secret in ("Chị Ba", "Mật khẩu wifi", "them-viec", "/xong/"):
        assert secret not in text
    assert AuditEvent.objects.get(action="result.opened").details["part"] == "roadmap"
    assert (
        staff.client.post(
            address(result, "tick", step.public_id), {"xong": "1"}
        ).status_code
        == 403
    )
    assert staff.client.get(address(result, "calendar")).status_code == 403


def test_staff_are_told_when_there_is_none(result):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    assert "chưa lập lộ trình" in page(staff.client, result)


@pytest.mark.sql
def test_a_newer_result_shows_what_moved_and_offers_to_take_the_rest_along(
    owner, result
):
    roadmap = make_roadmap_of(result, 4)
    make_own_step(roadmap)
    position, steps = Position(result), list(roadmap.steps.exclude(question=""))
    tops = tops_of(steps)
    levels = position.with_moves({"1.1.1": tops["1.1.1"]})
    newer = make_result(
        make_assessment(owner.organisation, round=2),
        levels=levels,
        created_at=NOW + timedelta(days=90),
    )
    text = page(owner.client, result)
    assert "Đã đạt: 1." in text
    assert address(newer, "carry") in text
    beside = page(owner.client, newer)
    assert address(newer, "carry") in beside, "offered beside the newer result too"
    assert "Đã đổi gì từ lộ trình ngày" in beside
    assert "Đã đạt: 1." in beside
    assert owner.client.post(address(newer, "carry")).url == address(newer)
    carried = Roadmap.objects.get(result=newer)
    assert carried.steps.filter(text="Họp cả nhà").exists()
    beside = page(owner.client, newer)
    assert "Đã đổi gì từ lộ trình ngày" in beside, (
        "what moved stays on the page of the new roadmap"
    )
    assert address(newer, "carry") not in beside, "nothing is left to take along"


def test_more_own_steps_than_a_roadmap_takes_are_refused_with_their_number(
    owner, result
):
    earlier = make_roadmap_of(result)
    newer = make_result(
        make_assessment(owner.organisation, round=2),
        level=1,
        created_at=NOW + timedelta(days=90),
    )
    for roadmap, name in ((earlier, "cũ"), (make_roadmap_of(newer), "mới")):
        for number in range(21):
            make_own_step(roadmap, f"Việc {name} {number}")
    page = owner.client.post(address(newer, "carry"), follow=True).content.decode()
    assert "Mỗi lộ trình nhận tối đa 40 việc tự thêm" in page


def test_solutions_that_raise_the_answer_stand_beside_a_step_for_its_owner_only(
    owner, result
):
    make_solution(make_provider())
    owner.client.post(
        reverse("roadmap:save", args=[result.public_id]), {"q-1.1.1": "3"}
    )
    assert "Giải pháp web" in page(owner.client, result)
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    assert "Giải pháp web" not in page(staff.client, result)


def test_the_result_page_and_the_start_page_lead_to_it(owner, result):
    text = owner.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert address(result) in text
    assert 'id="steps"' in text
    roadmap = make_roadmap_of(result)
    tick_step(step=roadmap.steps.first(), done=True, by=None, now=NOW)
    text = owner.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert f"1/{roadmap.steps.count()}" in text
    assert (
        'id="steps"' not in text
    )  # other first steps beside the chosen ones would confuse
    home = owner.client.get(reverse("own_home")).content.decode()
    assert f"Đã xong 1/{roadmap.steps.count()} việc" in home


def test_what_is_late_is_said(owner, result):
    make_roadmap_of(result, now=NOW - timedelta(days=400))
    assert "đã qua hạn" in page(owner.client, result)


def test_a_way_of_more_than_a_year_says_until_when_it_takes_and_why(
    owner, result, client
):
    make_roadmap_of(result)
    assert "Làm hết thì tới" not in page(owner.client, result)
    large = result_of("dbi-2025-large", "", True)
    hold(client, large.assessment)
    assert "Làm hết thì tới" in page(client, large)
    last = max(make_roadmap_of(large).steps.values_list("due", flat=True))
    assert f"Làm hết thì tới {last:%d/%m/%Y}" in page(client, large)


def test_support_is_promised_once_a_year_for_all_steps_together(db, client):
    found = result_of("dbi-2021-sme", "", False)
    hold(client, found.assessment)
    make_roadmap_of(found, 4)
    text = page(client, found)
    assert "Mỗi mức trần là của một năm" in text
    assert "không có gì là quyết định hỗ trợ" in text


def test_over_several_years_support_is_told_year_by_year(db, client):
    found = result_of("dbi-2021-sme", "", False)
    hold(client, found.assessment)
    client.post(address(found), {"muc": "4", "hours": "8"})
    text = page(client, found)
    assert "Nhiều nhất theo từng năm" in text
    years = {step.due.year for step in RoadmapStep.objects.all()}
    told = {year for year in years if f'<span class="nowrap">{year}</span>' in text}
    assert len(told) > 1


def test_the_page_asks_the_database_the_same_for_many_steps_as_for_few(
    owner, result, django_assert_max_num_queries
):
    make_roadmap_of(result, 5)
    owner.client.get(address(result))
    with django_assert_max_num_queries(22):
        owner.client.get(address(result))


def test_one_page_reads_answers_and_steps_once(db, client):
    """Every step, its name and who helps with it go by the same."""
    _index, result = shop(q_2_5=["website"])
    hold(client, result.assessment)
    make_roadmap_of(result)
    offer("kenh", ("security.backup", 3))
    with CaptureQueriesContext(connection) as queries:
        assert "Giải pháp kenh" in page(client, result)
    asked = [query["sql"] for query in queries]
    answers = [sql for sql in asked if "given_by_id" in sql]
    steps = [sql for sql in asked if 'FROM "roadmap_roadmapstep"' in sql]
    assert (len(answers), len(steps)) == (1, 1)


def test_a_consent_to_answers_that_does_not_name_the_roadmap_opens_none(owner, result):
    """Given under a wording of before there were roadmaps."""
    make_roadmap_of(result)
    staff = make_staff()
    consent = make_share(result.organisation, staff.organisation, "answers")
    Consent.objects.filter(pk=consent.pk).update(
        items=[Item.AGGREGATE, Item.PILLARS, Item.ANSWERS]
    )
    assert staff.client.get(address(result)).status_code == 403
    text = staff.client.get(
        reverse("reports:result", args=[result.public_id])
    ).content.decode()
    assert address(result) not in text
    assert not AuditEvent.objects.filter(details__part="roadmap").exists()


def test_when_too_much_is_removed_the_page_says_that_the_target_is_out_of_reach(
    owner, result
):
    roadmap = make_roadmap_of(result, 3)
    assert "chưa đủ để lên mức 3" not in page(owner.client, result)
    owner.client.post(address(result, "remove", roadmap.steps.first().public_id))
    assert "chưa đủ để lên mức 3" in page(owner.client, result)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_step_tells_how_it_stands_when_it_is_done_and_which_levels_it_passes(
    owner, result, language
):
    roadmap = make_roadmap_of(result)
    step = roadmap.steps.first()
    RoadmapStep.objects.filter(pk=step.pk).update(from_level=1, to_level=4)
    owner.client.cookies["django_language"] = language
    index = result.index_version.index
    anchors = [one[language] for one in index.questions[step.question]["anchors"]]
    done, level = ("Khi xong", "mức") if language == "vi" else ("When done", "level")
    text = unescape(page(owner.client, result))
    assert f"<p>{done}: {anchors[4]}</p>" in text
    between = (
        f"{level} {index.shown_level(step.question, at)}: {anchors[at]}"
        for at in (2, 3)
    )
    assert f"<dd>{'<br>'.join(between)}</dd>" in text
