"""The plan of a noodle shop: first what keeps it safe, then what sells."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from indexes.advice.advised import FLOOR
from language.formats import percent
from roadmap.advising.steps import counsel_of
from roadmap.models import Roadmap
from roadmap.pages.goals import describe_roadmap
from roadmap.pages.parts import StepDescription
from roadmap.planning.position import Position, Target
from roadmap.queries import steps_of
from roadmap.services import make_roadmap
from roadmap.steps.services import tick_step
from tests.builders import NOW, make_roadmap_of
from tests.roadmap.noodle_shop import make_noodle_shop
from tests.roadmap.pages.test_result_block import own_block
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db

SAFETY = "2.4"


def test_all_that_it_needs_first_begins_at_once_and_stands_before_anything_that_sells():
    position = Position(make_noodle_shop())
    steps = counsel_of(position.advised(), position.next_level).steps
    needed = [step for step in steps if step.reason.kind == FLOOR]
    assert [step.question for step in needed] == [SAFETY, SAFETY]
    assert {step.start for step in needed} == {0}
    assert list(steps[:2]) == needed


def test_its_roadmap_has_both_measures_to_do_right_away_and_qr_payment_after_them():
    steps = steps_of(make_roadmap_of(make_noodle_shop()))
    now = [(step.question, step.to_level) for step in steps if step.horizon == 0]
    assert now[:2] == [(SAFETY, 1), (SAFETY, 2)]
    assert steps[2].question == "7.2.13-02"


def test_its_next_step_is_safety_until_all_that_it_needs_is_there():
    result = make_noodle_shop()
    first, second, sells, *_others = steps_of(make_roadmap_of(result))
    coming = []
    for step in (first, second, sells):
        coming.append(own_block(None, result).progress.next)
        tick_step(step=step, done=True, by=None, now=NOW)
    assert coming == [first, second, sells]


def test_each_measure_says_what_to_do_instead_of_one_of_these():
    result = make_noodle_shop()
    roadmap = make_roadmap_of(result)
    steps = described(roadmap, Position(result))
    safe = [told for told in steps if told.step.question == SAFETY]
    assert [told.name for told in safe] == [
        "Sao lưu dữ liệu định kỳ",
        "Đặt mật khẩu riêng từng người, bật đăng nhập hai lớp",
        "Bật phần mềm diệt virus",
    ]
    assert "Google Drive" in safe[0].do
    assert "đăng nhập hai lớp cho email, Zalo" in safe[1].do
    assert len({told.do for told in safe}) == 3


def test_what_is_worth_two_points_is_one_step_that_is_ticked_off_once():
    result = make_noodle_shop()
    position = Position(result)
    after = position.with_moves({SAFETY: 4})
    roadmap = make_roadmap(
        result=result,
        after=after,
        target=Target(),
        by=None,
        now=NOW,
    )
    steps = steps_of(roadmap)
    levels = [(step.from_level, step.to_level) for step in steps]
    assert levels == [(0, 1), (1, 2), (2, 3), (3, 5)]
    *_others, last = described(roadmap, position)
    both = position.share(position.gain(SAFETY, 3, 5))
    assert last.gain == percent(both) != percent(both / 2)
    assert last.name == "Mã hóa máy và theo dõi đăng nhập lạ"
    for step in steps:
        tick_step(step=step, done=True, by=None, now=NOW)
    assert all(told.is_done for told in described(roadmap, position))


def described(roadmap: Roadmap, position: Position) -> list[StepDescription]:
    return describe_roadmap(roadmap, position, NOW, is_own=True).steps


def test_the_result_page_names_the_copy_of_its_data_as_the_next_step():
    result = make_noodle_shop()
    make_roadmap_of(result)
    assert own_block(None, result).coming == "Sao lưu dữ liệu định kỳ"


def preview_and_roadmap(client: Client) -> Iterator[str]:
    result = make_noodle_shop()
    hold(client, result.assessment)
    address = reverse("roadmap:roadmap", args=[result.public_id])
    yield client.get(address).content.decode()
    make_roadmap_of(result)
    yield client.get(address).content.decode()


def test_what_takes_an_evening_each_is_not_told_to_take_a_month_as_well(client):
    for page in preview_and_roadmap(client):
        one_heading = page.partition('<div class="together"')[2].partition("</ol>")[0]
        assert "mỗi việc chừng một buổi tối" in one_heading
        assert "khoảng 1 tháng" not in one_heading
        assert "khoảng 1 tháng" in page


def test_why_a_total_is_narrower_than_its_parts_is_said_once(client):
    for page in preview_and_roadmap(client):
        assert page.count("Tổng hẹp hơn khi cộng từng việc") == 1
