from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from accounts.access import Item
from accounts.models import AuditEvent, Consent
from reports.gather.roadmap import with_roadmap
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position
from roadmap.queries import earlier_roadmap, newer_result
from roadmap.steps.services import add_step, change_step, tick_step
from survey.models import Result
from survey.results.freeze import frozen_result
from tests.builders import (
    NOW,
    make_assessment,
    make_provider,
    make_result,
    make_roadmap_of,
    make_solution,
    split_step,
)
from tests.pages import assert_clean_page
from tests.personas import make_share, make_staff
from tests.reports.reading import gathered
from tests.reports.test_every_index import result_of
from tests.survey.wizard import hold

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(result: Result, name: str = "roadmap", *more: object) -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id, *more])


def page(client, result, name: str = "roadmap", *more: object) -> str:
    response = client.get(address(result, name, *more))
    assert response.status_code == 200
    assert_clean_page(response)
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_before_there_is_one_an_owner_sees_the_easiest_way_and_nothing_is_kept(
    owner, result, language
):
    owner.client.cookies["django_language"] = language
    text = page(owner.client, result)
    assert (
        "Đường nhẹ nhất lên mức 2" if language == "vi" else "The easiest way to level 2"
    ) in text
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
    assert '<a href="#make-form">Anh/chị chọn một mức muốn đạt' in summary
    assert page.index(head) < page.index("<h1>")
    assert (
        page.partition('id="make-form"')[2].count("Anh/chị chọn một mức muốn đạt") == 1
    )
    assert head not in owner.client.get(address(result)).content.decode()


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
    first, second = split_step(roadmap)
    change_step(
        step=first, horizon=second.horizon, due=None, who="", note="", by=None, now=NOW
    )
    response = owner.client.post(
        address(result, "step", second.public_id), {"horizon": "0", "due": ""}
    )
    assert "phải làm trước" in response.content.decode()


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
    add_step(
        roadmap=roadmap,
        text="Họp cả nhà",
        horizon=3,
        due=None,
        who="",
        note="",
        by=None,
        now=NOW,
    )
    position, steps = Position(result), list(roadmap.steps.exclude(question=""))
    step = steps[0]
    levels = position.with_moves({step.question: step.to_level})
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
            add = {
                "horizon": 3,
                "due": None,
                "who": "",
                "note": "",
                "by": None,
                "now": NOW,
            }
            add_step(roadmap=roadmap, text=f"Việc {name} {number}", **add)
    page = owner.client.post(address(newer, "carry"), follow=True).content.decode()
    assert "Mỗi lộ trình nhận tối đa 40 việc tự thêm" in page


def read_anew(result: Result, *, level: int = 1, **moves: int) -> Result:
    """The same round read again, by a later engine."""
    codes = result.index_version.index.codes
    levels = [moves.get(code, level) for code in codes]
    anew = frozen_result(
        assessment=result.assessment,
        levels=levels,
        digest="",
        now=NOW + timedelta(days=120),
    )
    anew.rescored_from, anew.engine_version = result, "99"
    anew.save()
    return anew


def test_a_round_read_anew_passes_for_no_newer_round(owner, result):
    roadmap = make_roadmap_of(result, 4)
    later = make_result(
        make_assessment(owner.organisation, round=2),
        level=2,
        created_at=NOW + timedelta(days=90),
    )
    anew = read_anew(result)
    assert newer_result(result) == later
    assert newer_result(anew) == later
    assert newer_result(later) is None
    assert earlier_roadmap(anew) is None
    assert earlier_roadmap(later) == roadmap


def test_a_round_read_anew_keeps_its_roadmap_on_every_page(owner, result):
    step = make_roadmap_of(result, 3).steps.first()
    anew = read_anew(result)
    for one in (result, anew):
        assert f"viec-{step.public_id}" in page(owner.client, one)
        home = owner.client.get(
            reverse("reports:result", args=[one.public_id])
        ).content.decode()
        assert "Mở lộ trình" in home
        assert "Lập lộ trình" not in home
        content = with_roadmap(gathered(one), one, NOW)
        assert content.roadmap.total == Roadmap.objects.get().steps.count()
    assert (
        owner.client.post(
            address(anew, "tick", step.public_id), {"xong": "1"}
        ).status_code
        == 302
    )
    assert (
        "BEGIN:VCALENDAR"
        in owner.client.get(address(anew, "calendar")).content.decode()
    )
    listed = owner.client.get(reverse("own_home")).content.decode()
    assert address(anew) in listed
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    for one in (result, anew):
        assert f"viec-{step.public_id}" in page(staff.client, one)


@pytest.mark.sql
def test_made_again_from_either_reading_it_is_still_one_roadmap(owner, result):
    kept = make_roadmap_of(result)
    anew = read_anew(result)
    for one, level in ((anew, "3"), (result, "4")):
        owner.client.post(address(one), {"muc": level})
        assert (Roadmap.objects.get().pk, Roadmap.objects.get().target) == (
            kept.pk,
            int(level),
        )
    owner.client.post(reverse("roadmap:save", args=[anew.public_id]), {"q-1.1.1": "3"})
    assert Roadmap.objects.get().pk == kept.pk


@pytest.mark.sql
def test_steps_are_judged_by_the_newest_reading(owner, result):
    step = make_roadmap_of(result, 3).steps.exclude(question="").first()
    assert "Kết quả nay đã tới" not in page(owner.client, result)
    anew = read_anew(result, **{step.question: step.to_level})
    for one in (result, anew):
        assert "Kết quả nay đã tới" in page(owner.client, one)


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
    make_roadmap_of(found, 5)
    assert "Mỗi trần tính cho một năm" in page(client, found)


def test_the_page_asks_the_database_the_same_for_many_steps_as_for_few(
    owner, result, django_assert_max_num_queries
):
    make_roadmap_of(result, 5)
    owner.client.get(address(result))
    with django_assert_max_num_queries(22):
        owner.client.get(address(result))


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
