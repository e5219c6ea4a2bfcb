"""A roadmap in words, step by step; without the database."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.description import describe, usual_who
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.position import Position
from roadmap.planning.subsidies import money_range
from tests.builders import NOW, index_document
from tests.roadmap.positions import (
    MAY_NOT_APPLY,
    NOT_APPLICABLE,
    position_at,
    shop_at,
    small_with,
)

DAY = NOW.date()
SOON, PAST = date(2027, 1, 1), date(2026, 1, 1)


def step(question: str, start: int = 1, end: int = 2, **fields) -> RoadmapStep:
    usual = {"horizon": 0, "order": 1, "due": SOON, "changed_at": NOW}
    return RoadmapStep(
        question=question, from_level=start, to_level=end, **{**usual, **fields}
    )


def own(text: str = "Họp cả nhà", **fields) -> RoadmapStep:
    return step("", None, None, text=text, **fields)


def described(
    *steps: RoadmapStep, position: Position | None = None, is_own: bool = True, **fields
):
    for place, each in enumerate(steps):
        each.pk = place
    position = position or position_at(1)
    roadmap = Roadmap(result=position.result, made_at=NOW, **fields)
    return describe(roadmap, steps, position, DAY, is_own=is_own)


def row_of(one_step: RoadmapStep, **more):
    (row,) = described(one_step, **more).steps
    return row


# One step


def test_a_step_says_what_it_raises_how_far_and_for_how_much():
    row = row_of(step("3.1.2", 1, 4))
    assert row.name == "Dữ liệu chung: mức 1 → 4"
    assert row.do == "Khi xong: Phần lớn"
    assert row.between == ("mức 2: Một ít", "mức 3: Một nửa")
    assert row.pillar == "Dữ liệu"
    assert row.gain == "15,0\u00a0%"
    assert row.effort == "rất dễ"
    assert row.months == "khoảng 3 tháng"
    assert not row.is_done
    assert not row.is_met


def test_an_own_step_says_only_its_owners_words():
    row = row_of(own(who="Chị Ba"))
    assert (row.name, row.who) == ("Họp cả nhà", "Chị Ba")
    assert (row.do, row.gain, row.cost, row.months, row.pillar) == ("",) * 5


def test_a_step_of_a_question_that_the_index_has_given_up_is_told_like_an_own_one():
    row = row_of(step("9.9.9", text="Việc cũ"))
    assert (row.name, row.do, row.gain) == ("Việc cũ", "", "")


@pytest.mark.parametrize(
    ("due", "done_at", "is_late"),
    [(SOON, None, False), (DAY, None, False), (PAST, None, True), (PAST, NOW, False)],
)
def test_a_step_is_late_when_its_day_is_over_and_it_is_not_done(due, done_at, is_late):
    for late in (
        step("1.1.1", due=due, done_at=done_at),
        own(due=due, done_at=done_at),
    ):
        description = described(late)
        assert description.is_late == description.steps[0].is_late == is_late


def test_names_that_were_typed_are_for_the_enterprise_alone():
    assert row_of(step("1.1.1", who="Chị Ba")).who == "Chị Ba"
    assert row_of(step("1.1.1", who="Chị Ba"), is_own=False).who == ""


def test_where_nobody_is_named_the_index_says_who_usually_does_it():
    position = shop_at(0)
    code = next(code for code in position.counted if position.facts(code).who)
    usual = row_of(step(code, 0, 1), position=position).who
    assert usual
    assert row_of(step(code, 0, 1, who="Chị Ba"), position=position).who == "Chị Ba"
    typed = row_of(step(code, 0, 1, who="Chị Ba"), position=position, is_own=False)
    assert typed.who == usual


@pytest.mark.parametrize(
    ("now", "is_met", "gain"),
    [(1, False, "5,0\u00a0%"), (2, False, "2,5\u00a0%"), (3, True, "")],
)
def test_what_the_newest_reading_has_reached_of_a_step_is_no_gain_any_more(
    now, is_met, gain
):
    row = row_of(step("1.1.1", 1, 3), position=position_at(now))
    assert (row.is_met, row.gain) == (is_met, gain)


def test_what_does_not_apply_any_more_gains_nothing():
    position = position_at([NOT_APPLICABLE, 1, 1, 1, 1, 1, 1], MAY_NOT_APPLY)
    assert row_of(step("1.1.1", 1, 3), position=position).gain == ""


def test_a_step_names_what_it_comes_after_and_what_it_lacks():
    position = shop_at(0)
    facts = {code: position.facts(code) for code in position.counted}
    code = next(code for code in position.counted if facts[code].after)
    base = facts[code].after[0]
    alone = row_of(step(code, 0, 1), position=position)
    assert alone.after == ()
    assert alone.needs
    first, then = described(
        step(base, 0, 1), step(code, 0, 1, order=2), position=position
    ).steps
    assert first.name.startswith(then.after[0])
    assert then.after[0] not in then.needs


# All of it


def test_steps_stand_in_the_parts_of_the_year_and_empty_parts_are_not_shown():
    description = described(
        step("1.1.1", horizon=0), step("2.1.1", horizon=12), own(horizon=12)
    )
    parts = [(part.horizon, part.title, len(part.steps)) for part in description.parts]
    assert parts == [(0, "Làm ngay", 1), (12, "Trong 12 tháng", 2)]
    assert len(description.steps) == 3


def test_steps_are_numbered_through_from_one_part_of_the_year_to_the_next():
    description = described(
        step("1.1.1", horizon=0),
        step("2.1.1", horizon=0),
        own(horizon=3),
        own(horizon=12),
    )
    assert [part.first for part in description.parts] == [1, 3, 4]


def test_a_step_from_one_mark_to_the_next_takes_the_months_of_one_step():
    position = position_at(2, small_with(("1.1.1",), stops=[2, 5]))
    one = row_of(step("1.1.1", 2, 5), position=position)
    two = row_of(step("1.1.1", 0, 5), position=position)
    assert (one.months, two.months) == ("khoảng 1 tháng", "khoảng 2 tháng")


def test_done_and_open_steps_are_counted():
    description = described(step("1.1.1", done_at=NOW), step("3.1.2"), own())
    assert (description.done, description.total) == (1, 3)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (relativedelta(months=17), "làm xen kẽ, xong trong khoảng 17 tháng"),
        (relativedelta(months=17, days=1), "làm xen kẽ, xong trong khoảng 18 tháng"),
        (relativedelta(days=1), "làm xen kẽ, xong trong khoảng 1 tháng"),
    ],
)
def test_a_roadmap_lasts_until_its_last_step_is_due(last, words):
    steps = [step("1.1.1", due=DAY), step("3.1.2", due=DAY + last)]
    # When the owner's own are done is told by their owner alone.
    description = described(*steps, own(due=date(2040, 1, 1)))
    assert description.lasts == words


def test_a_roadmap_that_is_overdue_promises_no_end():
    assert described(step("1.1.1", due=PAST)).lasts == ""
    assert described(step("1.1.1", due=DAY)).lasts == ""


def test_what_is_done_takes_no_time_any_more():
    description = described(step("1.1.1", done_at=NOW))
    assert (description.lasts, description.cost) == ("", "")


def test_a_roadmap_without_steps_is_told_too():
    description = described()
    assert (description.parts, description.done, description.total) == ((), 0, 0)
    assert description.until is None


@pytest.mark.parametrize(
    ("horizons", "until"),
    [((0, 12), None), ((0, 24), date(2029, 1, 1)), ((24,), SOON)],
)
def test_it_says_until_when_it_takes_where_that_is_more_than_a_year(horizons, until):
    steps = [step("1.1.1", horizon=horizons[0], due=SOON)]
    for horizon in horizons[1:]:
        steps.append(step("2.1.1", horizon=horizon, due=date(2029, 1, 1)))
    assert described(*steps).until == until


@pytest.mark.parametrize(
    ("target", "end", "falls_short"),
    [(2, 3, False), (3, 3, True), (3, 5, False), (None, 2, False)],
)
def test_steps_that_are_not_enough_for_the_target_fall_short(target, end, falls_short):
    codes = ("1.1.1", "1.1.2", "2.1.1", "2.1.2")
    steps = [step(code, 1, end) for code in codes]
    assert described(*steps, target=target).falls_short == falls_short


def test_targets_of_pillars_are_named_in_the_order_of_the_index():
    description = described(pillar_targets={"3": 2, "1": 4, "9": 5})
    assert description.pillars == [("Khách hàng", 4), ("Dữ liệu", 2)]
    assert description.level_name == ""
    assert described(target=3).level_name == "Hình thành"


def test_what_is_left_out_is_named_and_what_the_index_gave_up_is_not():
    description = described(left_out=["3.1.1", "1.1.1", "9.9.9"])
    assert description.left_out == (("1.1.1", "Website"), ("3.1.1", "Số phần mềm"))


def test_money_is_that_of_open_steps_and_support_stands_beside_it():
    position = shop_at(0)
    code = next(code for code in position.counted if position.facts(code).support)
    description = described(step(code, 0, 1), position=position)
    assert description.cost
    assert description.steps[0].cost.startswith(description.cost)
    assert len(description.funds) == 1
    assert description.steps[0].share is not None
    done = described(step(code, 0, 1, done_at=NOW), position=position)
    assert (done.cost, done.funds) == ("", ())


def test_a_total_that_is_narrower_than_its_parts_says_why_and_no_other_does():
    position = shop_at(0)
    wide = [code for code in position.counted if is_wide(position.facts(code))]
    steps = [step(code, 0, 1, order=n) for n, code in enumerate(wide[:2], 1)]
    assert "hẹp hơn" in described(*steps, position=position).why_narrower
    assert described(steps[0], position=position).why_narrower == ""


def test_a_till_and_what_comes_with_it_are_told_as_one_purchase():
    document = index_document("dbi-2025-sme")
    position = position_at(0, document, variant="food-beverage", size="micro")
    codes = ["7.2.13-01", "7.2.13-07", "7.2.13-22"]
    steps = [step(code, 0, 1, order=n) for n, code in enumerate(codes, 1)]
    told = described(*steps, position=position)
    till, *parts = [position.facts(code) for code in codes]
    parts = [Price(facts.cost_low, facts.cost_high) for facts in parts]
    most = max(till.cost_high, till.cost_low + likely_sum(parts)[1])
    assert told.cost == money_range(till.cost_low, most)
    assert told.most == most < till.cost_high + sum(price.most for price in parts)
    assert "một lần mua" in told.why_narrower
    assert [one.cost.split()[0] for one in told.steps[1:]] == ["0", "0"]
    without = described(*steps[1:], position=position)
    assert "một lần mua" not in without.why_narrower
    assert not without.steps[0].cost.startswith("0")


def is_wide(facts) -> bool:
    return facts.cost_low < facts.cost_high


def household_at(level: int) -> Position:
    """A shop whose tax code is its owner's personal number."""
    position = shop_at(level)
    position.result.organisation.tax_code = "079085001234"
    return position


def test_a_household_business_is_promised_no_money_of_the_decree():
    """The law on support is for enterprises, which it is none of."""
    position = household_at(0)
    code = next(code for code in position.counted if position.facts(code).support)
    for is_own in (True, False):
        description = described(step(code, 0, 1), position=position, is_own=is_own)
        assert description.cost
        assert description.funds == ()
        assert description.steps[0].share is None


def test_what_the_decree_asks_for_a_kind_of_help_stands_with_it():
    position = shop_at(0)
    code = next(
        code
        for code in position.counted
        if position.facts(code).support == "dx_solutions"
    )
    (fund,) = described(step(code, 0, 1), position=position).funds
    assert "công bố" in fund.condition


def test_who_usually_does_a_step_is_whom_the_index_names():
    position = shop_at(0)
    code = next(code for code in position.counted if position.facts(code).who)
    step = RoadmapStep(question=code, from_level=0, to_level=1)
    assert usual_who(position, step)


@pytest.mark.parametrize(
    ("profile", "who"),
    [
        ({"size": "small"}, "Kế toán"),
        ({"size": "micro"}, "Chủ hoặc người giữ sổ"),
    ],
)
def test_where_there_are_but_a_few_people_no_accountant_does_a_step(profile, who):
    document = index_document("dbi-2025-sme")
    position = position_at(0, document, variant="retail", **profile)
    assert usual_who(position, step("7.2.01-20")) == who


def test_all_else_the_owner_of_a_household_does():
    position = household_at(0)
    assert position.facts("2.5").who == "sales"
    assert usual_who(position, step("2.5")) == "Chủ"


@pytest.mark.parametrize(
    "question",
    ["1.1.1", "", "9.9.9"],
    ids=["of an index that names nobody", "of the owner's own", "given up"],
)
def test_nobody_usually_does_a_step_where_the_index_says_nothing(question):
    assert usual_who(position_at(1), step(question)) == ""
