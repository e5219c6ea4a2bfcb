import re
from datetime import timedelta
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import AuditEvent
from language.formats import percent
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.level_words import mark_of
from roadmap.planning.position import Position, Target
from roadmap.what_if.rows import Choice, Row, rows_of
from roadmap.what_if.state import state_of
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
    make_version_of,
    two_steps,
)
from tests.pages import assert_clean_page
from tests.personas import make_share, make_staff
from tests.reports.test_every_index import result_of
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def address(result: Result, name: str = "what_if") -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id])


def checked(page: str) -> dict[str, int]:
    """The level each question stands at on the page."""
    return {
        code: int(level)
        for code, level in re.findall(r'name="q-([\d.]+)" value="(\d+)" checked', page)
    }


def share_of(points: int, result: Result) -> str:
    return percent(Fraction(100 * points) / Fraction(result.maximum_points))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_stands_at_the_level_of_the_result(owner, result, language):
    owner.client.cookies["django_language"] = language
    response = owner.client.get(address(result))
    assert_clean_page(response)
    assert checked(response.content.decode()) == dict.fromkeys(
        Position(result).index.codes, 1
    )


def test_moving_an_answer_tells_points_and_levels_and_keeps_nothing(owner, result):
    before = result.total_points

    page = owner.client.post(address(result), {"q-1.1.1": "4"}, **HTMX).content.decode()
    assert_clean_page(page, fragment=True)
    assert f"{before + 3}/{result.maximum_points}" in page
    then = f'up">{share_of(before + 3, result)}</b>'
    assert page.index(share_of(before, result)) < page.index(then)
    assert re.search(r'id="pillar-1"\s+hx-swap-oob="true"', page)
    assert "1 →&nbsp;<b>4</b>" in page
    result.refresh_from_db()
    assert (result.total_points, Roadmap.objects.count()) == (before, 0)


def test_what_was_moved_stays_when_the_page_is_counted_without_scripts(owner, result):
    response = owner.client.post(address(result), {"q-1.1.1": "4", "dien": ""})
    assert_clean_page(response)
    page = response.content.decode()
    assert checked(page)["1.1.1"] == 4
    assert '<details class="what-if__pillar card" open>' in page


def test_the_advised_way_is_filled_in_from_where_the_answers_were_moved_to(
    owner, result
):
    page = owner.client.post(
        address(result), {"q-1.1.1": "5", "muc": "3", "dien": "1"}
    ).content.decode()
    filled, position = checked(page), Position(result)
    assert filled["1.1.1"] == 5
    assert state_of(position, position.with_moves(filled), Target(3)).is_reached
    assert "Đủ để lên mức 3." in page


def test_what_is_not_enough_is_said_of_the_level_and_of_the_pillars_own_targets(
    owner, result
):
    data = {"q-1.1.1": "2", "muc": "3", "tru-2": "4"}
    page = owner.client.post(address(result), data, **HTMX).content.decode()
    assert "Chưa đủ để lên mức 3." in page
    assert "Chưa tới mục tiêu riêng:" in page
    position = Position(result)
    raised = {
        f"q-{code}": "5" for code in position.counted if not code.startswith("2.")
    }
    page = owner.client.post(
        address(result), {**raised, "muc": "3", "tru-2": "4"}, **HTMX
    ).content.decode()
    assert "Đủ để lên mức 3." in page
    assert "Chưa tới mục tiêu riêng:" in page


def test_that_a_roadmap_only_leads_up_is_said_where_something_is_moved_down(
    owner, result
):
    said = "Lộ trình chỉ có bước đi lên"
    for moves in ({"q-1.1.1": "0"}, {"q-1.1.1": "0", "q-1.1.2": "3"}):
        assert (
            said in owner.client.post(address(result), moves, **HTMX).content.decode()
        )
    assert (
        said
        not in owner.client.post(
            address(result), {"q-1.1.1": "3"}, **HTMX
        ).content.decode()
    )
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    page = staff.client.post(address(result), {"q-1.1.1": "0"}, **HTMX).content.decode()
    assert said not in page, "who cannot keep it is not told what is kept"


def test_nonsense_in_the_fields_moves_nothing(owner, result):
    data = {"q-1.1.1": "99", "q-9.9.9": "3", "q-2.1.1": "-1", "muc": "x", "tru-1": "77"}
    page = owner.client.post(address(result), data, **HTMX).content.decode()
    assert share_of(result.total_points, result) in page
    assert 'class="moved"' not in page


def test_a_target_that_cannot_be_reached_is_told_beside_it(owner, result, monkeypatch):
    monkeypatch.setattr("indexes.advice.advised.cheapest_path", lambda *args: None)
    response = owner.client.post(address(result), {"muc": "5", "dien": "1"})
    assert response.status_code == 200
    assert "không có cách nào tới được mục tiêu này" in response.content.decode()


def test_kept_it_is_the_roadmap_with_exactly_these_steps(owner, result):
    response = owner.client.post(
        address(result, "save"), {"q-1.1.1": "3", "tru-2": "3"}
    )
    assert response.url == address(result, "roadmap")
    roadmap = Roadmap.objects.get()
    assert sum(step.to_level - step.from_level for step in roadmap.steps.all()) == 2
    assert (roadmap.target, roadmap.pillar_targets) == (None, {"2": 3})


def test_nothing_raised_is_nothing_to_keep(owner, result):
    response = owner.client.post(address(result, "save"), {"q-1.1.1": "0"}, follow=True)
    assert "Chưa có câu nào được nâng" in response.content.decode()
    assert not Roadmap.objects.exists()


def test_the_kept_roadmap_can_be_filled_in_again(owner, result):
    owner.client.post(address(result, "save"), {"q-1.1.1": "3"})
    page = owner.client.post(address(result), {"dien": "lo-trinh"}).content.decode()
    assert checked(page)["1.1.1"] == 3


def test_a_question_lifted_in_two_steps_is_filled_in_as_far_as_the_higher_one_goes(
    owner, result
):
    roadmap = make_roadmap_of(result, 5)
    lower, higher = two_steps(roadmap)
    RoadmapStep.objects.filter(pk=higher.pk).update(
        horizon=0
    )  # its owner has moved it up: it comes first now
    page = owner.client.post(address(result), {"dien": "lo-trinh"}).content.decode()
    assert checked(page)[lower.question] == higher.to_level


def test_filled_in_and_kept_it_is_the_advised_way_and_moved_further_the_owners_own(
    owner, result, advice
):
    page = owner.client.post(address(result), {"muc": "2", "dien": "1"})
    filled = checked(page.content.decode())
    sent = {f"q-{code}": level for code, level in filled.items()} | {"muc": "2"}
    owner.client.post(address(result, "save"), sent)
    roadmap = Roadmap.objects.get()
    assert roadmap.way == "advised"
    assert roadmap.steps.filter(question="2.1.2", to_level=3).exists()
    owner.client.post(address(result, "save"), sent | {"q-3.1.2": "5"})
    roadmap.refresh_from_db()
    assert roadmap.way == "own"


def test_the_easiest_way_is_filled_in_by_its_own_button_and_kept_as_such(
    owner, result, advice
):
    page = owner.client.post(address(result), {"muc": "2", "dien": "de-nhat"})
    text = page.content.decode()
    assert 'value="de-nhat"' in text
    assert "Điền giúp tôi cách dễ nhất" in text
    filled, position = checked(text), Position(result)
    easiest = position.cheapest(Target(2))
    assert position.with_moves(filled) == easiest
    assert easiest != position.plan(Target(2))
    sent = {f"q-{code}": level for code, level in filled.items()} | {"muc": "2"}
    owner.client.post(address(result, "save"), sent)
    assert Roadmap.objects.get().way == "fastest"


def test_others_try_what_if_without_what_the_enterprise_wants(owner, result, advice):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    own, seen = [], []
    for wants in (["sell"], ["safe"]):
        result.assessment.wants = wants
        result.assessment.save()
        for client, filled in ((owner.client, own), (staff.client, seen)):
            page = client.post(address(result), {"tru-2": "4", "dien": "1"})
            filled.append(checked(page.content.decode()))
    assert own[0] != own[1]
    assert seen[0] == seen[1]


def test_what_the_round_before_left_out_stays_so_until_said_otherwise(owner, result):
    roadmap = make_roadmap_of(result)
    Roadmap.objects.filter(pk=roadmap.pk).update(left_out=["2.1.1"])
    later = NOW + timedelta(days=90)
    newer = make_result(
        make_assessment(owner.organisation, round=2), level=1, created_at=later
    )
    assert (
        'name="bo" value="2.1.1" checked'
        in owner.client.get(address(newer)).content.decode()
    )


def test_staff_who_may_see_answers_try_but_cannot_keep_and_are_noted(result):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    page = staff.client.get(address(result)).content.decode()
    assert address(result, "save") not in page
    assert AuditEvent.objects.get(action="result.opened").details["part"] == "what_if"
    assert (
        staff.client.post(address(result, "save"), {"q-1.1.1": "3"}).status_code == 403
    )


def test_at_the_top_there_is_nothing_to_reach_and_the_page_says_so(owner):
    result = make_result(make_assessment(owner.organisation, round=3), level=5)
    page = owner.client.get(address(result)).content.decode()
    assert "Mọi trụ cột đều đã ở mức cao nhất" in page


def test_a_stranger_sees_nothing(result):
    assert Client().get(address(result)).status_code == 404
    assert Client().post(address(result), {"q-1.1.1": "3"}).status_code == 404


def test_moving_an_answer_asks_the_database_little(
    owner, result, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        owner.client.post(address(result), {"q-1.1.1": "4"}, **HTMX)


@pytest.mark.parametrize(
    "htmx", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["whole", "htmx"]
)
def test_staff_who_only_post_are_noted_too_once_an_hour(result, htmx):
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    for _time in range(3):
        staff.client.post(address(result), {"q-1.1.1": "3"}, **htmx)
    assert AuditEvent.objects.filter(action="result.opened").count() == 1


def test_a_question_that_counts_measures_has_buttons_that_name_them():
    position = Position(result_of("dbi-2025-sme", "retail", False))
    state = state_of(position, position.levels, Target())
    with translation.override("vi"):
        rows = {
            row.code: row
            for pillar in rows_of(position, position.levels, state)
            for group in pillar.groups
            for row in group.rows
        }
        choices = rows["2.4"].choices
        assert choices[0].mark == "Chưa có biện pháp nào"
        assert [choice.text for choice in choices] == [
            mark_of(position, "2.4", choice.level) for choice in choices
        ]
    assert not any("điểm" in choice.mark for choice in choices)


def test_a_question_of_thousands_of_levels_is_moved_to_its_marks():
    draft = make_assessment(index_version=make_version_of("dti-agency"))
    levels = [0] * len(draft.index.codes)
    levels[draft.index.places["3.1"]] = 4_625
    result = make_result(draft, levels=levels)
    client = Client()
    hold(client, draft)
    url = reverse("roadmap:what_if", args=[result.public_id])
    page = client.get(url).content.decode()
    sent = re.findall(r'name="q-3.1" value="([^"]*)"', page)
    assert sent == ["0", "2500", "4625", "5000", "7500", "10000"]
    moved = client.post(url, {"q-3.1": "10000"}).content.decode()
    assert re.search(r'name="q-3.1" value="10000" checked', moved)
    assert "đổi 1 câu" in moved


def test_effort_is_told_in_months_of_work(owner, result):
    page = owner.client.post(address(result), {"q-1.1.1": "4"}, **HTMX).content.decode()
    assert re.search(r"khoảng \d+ tháng nếu làm liền tay", page)


def bytes_of_row(count: int) -> int:
    """What a question of so many choices without words takes of the page."""
    choices = []
    for level in range(count):
        choices.append(Choice(level, "", "", is_now=False, is_chosen=False))
    row = Row("1.1", "", "q-1.1", "", tuple(choices), is_long=True, note="")
    return len(render_to_string("roadmap/_row.html", {"row": row}).encode())


def test_a_choice_takes_little_of_the_page_beside_its_words():
    """The largest index has hundreds of them on one page."""
    assert bytes_of_row(6) - bytes_of_row(5) <= 160
