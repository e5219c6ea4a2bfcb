"""Choosing a plan: two side by side, the pace, what is not for the enterprise."""

import re
from datetime import timedelta

from django.urls import reverse

from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position, Target
from tests.builders import NOW, make_assessment, make_result, make_roadmap_of
from tests.personas import make_share, make_staff
from tests.roadmap.visits import address, page


def test_both_plans_are_shown_and_the_one_chosen_is_made(owner, result, advice):
    text = page(owner.client, result)
    # The floor begins at once, so that the other plan is no quicker.
    assert text.index("Cần gì làm trước") < text.index("Ít công nhất")
    owner.client.post(address(result), {"muc": "2", "cach": "fastest"})
    roadmap = Roadmap.objects.get()
    assert roadmap.way == "fastest"
    needed = roadmap.steps.filter(question="2.1.2", to_level=3)
    assert not needed.exists()
    owner.client.post(address(result), {"muc": "2", "cach": "advised"})
    assert needed.exists()
    roadmap.refresh_from_db()
    assert roadmap.way == "advised"


def test_the_steps_of_a_plan_are_numbered_through(owner, result, advice):
    sent = {"muc": "3", "xem": "1", "hours": "4"}
    text = owner.client.post(address(result), sent).content.decode()
    lists = re.findall(r'<ol class="preview" start="(\d+)">(.*?)</ol>', text, re.DOTALL)
    counted = 1
    numbers, expected = [], []
    for start, steps in lists:
        # The steps of the other plan begin anew.
        counted = 1 if start == "1" else counted
        numbers.append(int(start))
        expected.append(counted)
        counted += len(re.findall(r"<li>\s*<b>", steps))
    assert max(numbers) > 1
    assert numbers == expected


def test_each_step_says_why_it_stands_there(owner, result, advice):
    owner.client.post(address(result), {"muc": "2"})
    text = page(owner.client, result)
    assert "Làm trước cho an toàn" in text
    assert "Danh sách này được lập thế nào" in text


def test_plans_can_be_looked_at_without_keeping_anything(owner, result, advice):
    sent = {"muc": "3", "xem": "1", "hours": "8", "budget": "1,5 triệu"}
    text = owner.client.post(address(result), sent).content.decode()
    assert "Hai phương án để chọn" in text
    assert 'value="1.500.000"' in text or 'value="1,5 triệu"' in text
    assert not Roadmap.objects.exists()
    make_roadmap_of(result)
    before = list(RoadmapStep.objects.values())
    text = owner.client.post(address(result), sent).content.decode()
    assert "Hai phương án để chọn" in text
    assert list(RoadmapStep.objects.values()) == before


NOT_FOR_US = '<input type="checkbox" name="bo" value="{}" checked>'


def test_where_no_plan_is_left_it_is_said_and_something_can_be_taken_back(
    owner, result
):
    """To plan anew without anything that could rise said nothing at all."""
    codes = Position(result).counted
    sent = {"muc": "2", "xem": "1", "bo": codes}
    text = owner.client.post(address(result), sent).content.decode()
    assert "Anh/chị đưa lại vài câu" in text
    assert 'class="error-summary" role="alert"' in text
    assert NOT_FOR_US.format(codes[0]) in text
    for kept in (False, True):
        if kept:
            make_roadmap_of(result)
        text = owner.client.post(address(result), sent).content.decode()
        assert "Anh/chị đưa lại vài câu" in text


def test_a_budget_that_takes_too_long_offers_a_smaller_plan_with_one_tap(owner, result):
    sent = {"muc": "5", "xem": "1", "hours": "1"}
    text = owner.client.post(address(result), sent).content.decode()
    assert "làm hết chừng này mất" in text.lower()
    (name, value) = re.search(r'name="(truoc|phan)" value="(\d+)"', text).groups()
    sent = {"muc": "5", "hours": "1", name: value}
    assert owner.client.post(address(result), sent).status_code == 302
    roadmap = Roadmap.objects.get()
    assert roadmap.target != 5
    assert roadmap.steps.exists()
    assert "làm hết chừng này mất" not in page(owner.client, result).lower()


def test_a_roadmap_that_takes_too_long_offers_it_too(owner, result):
    owner.client.post(address(result), {"muc": "5", "hours": "1"})
    text = page(owner.client, result)
    assert re.search(r'name="(truoc|phan)"', text)


def test_a_lower_level_first_is_the_target_alone(owner, result):
    sent = {"muc": "4", "tru-1": "4", "truoc": "2"}
    owner.client.post(address(result), sent)
    roadmap = Roadmap.objects.get()
    assert (roadmap.target, roadmap.pillar_targets) == (2, {})


def test_the_first_steps_of_a_plan_are_kept_without_its_target(owner, result):
    sent = {"muc": "5", "hours": "1", "phan": "1"}
    owner.client.post(address(result), sent)
    roadmap = Roadmap.objects.get()
    assert roadmap.target is None
    whole = Position(result).raises(Position(result).plan(Target(5)))
    assert 0 < roadmap.steps.count() < len(whole)


def test_what_was_ticked_as_not_for_us_survives_a_pace_that_cannot_be_read(
    owner, result
):
    sent = {"muc": "2", "hours": "nhiều", "bo": ["1.1.1", "2.1.1"]}
    text = owner.client.post(address(result), sent).content.decode()
    for code in sent["bo"]:
        assert NOT_FOR_US.format(code) in text
    assert NOT_FOR_US.format("3.1.1") not in text


def test_what_was_left_out_in_the_round_before_is_ticked_and_can_be_unticked(
    owner, result
):
    earlier = make_roadmap_of(result)
    Roadmap.objects.filter(pk=earlier.pk).update(left_out=["1.1.1", "9.9.9"])
    newer = make_result(
        make_assessment(owner.organisation, round=2),
        level=1,
        created_at=NOW + timedelta(days=90),
    )
    text = page(owner.client, newer)
    assert NOT_FOR_US.format("1.1.1") in text
    assert "9.9.9" not in text
    text = owner.client.post(address(newer), {"muc": "2", "xem": "1"}).content.decode()
    assert NOT_FOR_US.format("1.1.1") not in text


def test_the_pace_is_kept_and_shown_again(owner, result):
    sent = {"muc": "2", "hours": "8", "budget": "2 triệu"}
    owner.client.post(address(result), sent)
    roadmap = Roadmap.objects.get()
    assert (roadmap.hours, roadmap.budget) == (8, 2_000_000)
    assert 'value="2.000.000"' in page(owner.client, result)


def test_a_pace_that_cannot_be_read_is_told_beside_its_field_and_nothing_is_made(
    owner, result
):
    response = owner.client.post(address(result), {"muc": "2", "hours": "nhiều"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in text
    assert 'value="nhiều"' in text
    assert not Roadmap.objects.exists()


def test_what_is_not_known_is_asked_once_beside_the_step(owner, result, advice):
    sent = {"q-3.1.1": "3", "q-3.1.2": "3"}
    owner.client.post(address(result, "save"), sent)
    way = reverse("survey:way", args=[result.assessment.public_id, "delivery"])
    text = page(owner.client, result)
    assert text.count(way) == 1
    back = address(result)
    answer = owner.client.post(way, {"holds": "no", "next": back})
    assert answer.url == back
    text = page(owner.client, result)
    assert way not in text


def test_what_does_not_apply_is_told_with_its_reason(owner, result, advice):
    result.assessment.ways = {"delivery": False}
    result.assessment.save()
    text = page(owner.client, result)
    assert "Việc không có trong danh sách" in text
    assert "Anh/chị cho biết không giao tận nơi." in text


def test_whoever_may_read_it_sees_neither_what_is_wanted_nor_how_the_firm_works(
    owner, result, advice
):
    result.assessment.ways = {"delivery": False}
    result.assessment.wants = ["sell"]
    result.assessment.save()
    owner.client.post(address(result), {"muc": "4"})
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    text = page(staff.client, result)
    assert "Làm trước cho an toàn" in text
    seen_by_owner = page(owner.client, result)
    for own in ("bán được nhiều hơn", "giao tận nơi"):
        assert own in seen_by_owner
        assert own not in text.lower()


def test_without_a_target_what_is_needed_first_can_be_made_alone(owner, result, advice):
    owner.client.post(address(result), {"muc": ""})
    roadmap = Roadmap.objects.get()
    assert roadmap.target is None
    codes = set(roadmap.steps.values_list("question", flat=True))
    assert codes == {"2.1.1", "2.1.2"}
