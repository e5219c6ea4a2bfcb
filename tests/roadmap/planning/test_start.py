"""What a firm takes on at first: so much money in three months, so many things in one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.prices import Start
from roadmap.planning.plan import LAST_MONTH, QUARTER, Pace
from roadmap.planning.schedule import planned
from tests.roadmap.planning.raises import facts, facts_of, firms, raise_of

MANY = 99


def starts_of(known, raises, start, **options) -> dict[str, int]:
    plan = planned(raises, facts_of(known), "large", start=start, **options)
    return {step.question: step.start for step in plan}


def priced(**highs: int) -> dict:
    """Little work each, so that only money and number hold anything back."""
    return {
        code: replace(facts(effort=1), cost_high=most) for code, most in highs.items()
    }


def test_what_goes_beyond_the_money_of_three_months_begins_after_them():
    known = priced(a=6, b=6, c=4)
    raises = [raise_of("a", gain=3), raise_of("b", gain=2), raise_of("c", gain=1)]
    assert starts_of(known, raises, Start(10, MANY)) == {"a": 0, "b": QUARTER, "c": 0}
    assert set(starts_of(known, raises, None).values()) == {0}


def test_what_is_needed_first_begins_at_any_price_and_leaves_less_for_the_rest():
    known = priced(safe=50, rich=6)
    raises = [raise_of("safe", is_first=True), raise_of("rich", gain=9)]
    assert starts_of(known, raises, Start(10, MANY)) == {"safe": 0, "rich": QUARTER}


def test_money_is_kept_for_what_is_needed_first_and_begins_a_little_later():
    """The second level of safety begins in the second month: its 5 are spoken for."""
    known = priced(safe=5, rich=6)
    raises = [
        raise_of("safe", 0, is_first=True),
        raise_of("safe", 1, is_first=True),
        raise_of("rich", gain=9),
    ]
    assert starts_of(known, raises, Start(15, MANY))["rich"] == QUARTER
    assert starts_of(known, raises, Start(16, MANY))["rich"] == 0


def test_what_is_needed_first_in_half_a_year_takes_no_money_of_the_first_three_months():
    known = priced(safe=5, rich=6)
    known["safe"] = replace(known["safe"], months=4)
    raises = [
        raise_of("safe", 0, is_first=True),
        raise_of("safe", 1, is_first=True),
        raise_of("rich", gain=9),
    ]
    assert starts_of(known, raises, Start(11, MANY))["rich"] == 0


@pytest.mark.parametrize("most", [1, 16, 99])
def test_options_needed_first_never_wait_for_each_other_whatever_they_cost(most):
    """What only sells would begin in between."""
    known = priced(safe=most, sells=0)
    known["safe"] = replace(known["safe"], months=2, in_any_order=True)
    raises = [raise_of("safe", level, is_first=True) for level in range(3)]
    raises.append(raise_of("sells", gain=99))
    plan = planned(raises, facts_of(known), "micro", start=Start(16, 1))
    begun = [step.question for step in plan if step.start == 0]
    assert begun[:3] == ["safe"] * 3


def test_whoever_says_what_a_month_has_is_held_to_that_alone():
    known = priced(a=6, b=6)
    raises = [raise_of("a"), raise_of("b")]
    starts = starts_of(known, raises, Start(6, MANY), pace=Pace(money=100))
    assert starts == {"a": 0, "b": 0}


def test_something_of_what_is_wanted_begins_within_three_months():
    """Though all that is needed first takes the money; but nothing dear."""
    known = priced(safe=8, wanted=6)
    raises = [
        raise_of("safe", is_first=True),
        replace(raise_of("wanted", gain=1), weight=2),
    ]
    assert starts_of(known, raises, Start(10, MANY))["wanted"] == QUARTER - 1
    dear = {**known, **priced(wanted=11)}
    assert starts_of(dear, raises, Start(10, MANY))["wanted"] == QUARTER


def test_of_what_is_wanted_one_thing_is_enough_of_an_exception():
    known = priced(safe=8, cheap=2, wanted=6)
    raises = [
        raise_of("safe", is_first=True),
        replace(raise_of("cheap", gain=1), weight=2),
        replace(raise_of("wanted", gain=1), weight=2),
    ]
    starts = starts_of(known, raises, Start(10, MANY))
    assert starts == {"safe": 0, "cheap": 0, "wanted": QUARTER}


@pytest.mark.parametrize(
    ("things", "starts"), [(1, [0, 1, 2, 3]), (3, [0, 0, 0, 1]), (4, [0] * 4)]
)
def test_no_more_things_begin_in_one_month_than_people_can_keep_in_mind(things, starts):
    known = priced(a=0, b=0, c=0, d=0)
    plan = starts_of(known, [raise_of(code) for code in known], Start(10, things))
    assert sorted(plan.values()) == starts


def test_of_what_is_worth_as_much_the_cheaper_comes_first():
    known = priced(dear=9, cheap=1)
    raises = [raise_of("dear"), raise_of("cheap")]
    assert starts_of(known, raises, Start(99, 1)) == {"cheap": 0, "dear": 1}


@given(firms(), st.integers(0, 40), st.integers(1, 4))
def test_no_plan_takes_on_more_at_first(firm, money, things):
    known, raises, size = firm
    known = {code: replace(step, cost_high=9) for code, step in known.items()}
    plan = planned(raises, facts_of(known), size, start=Start(money, things))
    by_month: dict[int, set[str]] = {}
    for step in plan:
        by_month.setdefault(step.start, set()).add(step.question)
    for month, questions in by_month.items():
        assert len(questions) <= things or month == LAST_MONTH
    needed = {step.question for step in raises if step.is_first}
    at_first = [step for step in plan if step.start < QUARTER]
    # Nothing is wanted here, so only what is needed first may go beyond.
    if not needed:
        assert 9 * len(at_first) <= money
    assert len(plan) == len(raises), "and nothing is lost"


def test_no_more_is_under_way_than_people_can_see_through():
    known = {f"q{number}": facts(effort=1, months=4) for number in range(6)}
    raises = [raise_of(code) for code in known]
    start = Start(10, MANY, at_once=2)
    assert sorted(starts_of(known, raises, start).values()) == [0, 0, 4, 4, 8, 8]


def test_an_evening_and_what_is_needed_first_wait_for_nobody():
    known = {"long": facts(effort=1, months=9), "evening": facts(effort=1)}
    known["safe"] = facts(effort=1, months=3)
    raises = [raise_of("long", gain=9), raise_of("evening")]
    raises.append(raise_of("safe", is_first=True))
    start = Start(10, MANY, at_once=1)
    expected = {"safe": 0, "evening": 0, "long": 3}
    assert starts_of(known, raises, start) == expected


def test_one_pair_of_hands_is_kept_for_what_is_wanted():
    known = {code: facts(effort=1, months=6) for code in ("a", "b")}
    known |= {"base": facts(months=2), "wanted": facts(["base"])}
    raises = [raise_of("a", gain=9), raise_of("b", gain=8)]
    raises.append(raise_of("base", is_first=True))
    wanted = replace(raise_of("wanted"), is_wanted=True)
    start = Start(99, MANY, at_once=3)
    both = {"a": 0, "b": 2, "base": 0, "wanted": 2}
    assert starts_of(known, [*raises, wanted], start) == both
    assert starts_of(known, raises, start) == {"a": 0, "b": 0, "base": 0}
