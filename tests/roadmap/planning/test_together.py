"""What keeps a firm safe stands under one heading, and each setting is ticked off by itself."""

import itertools
import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from roadmap.pages.goals import describe_roadmap
from roadmap.planning.likely import Price
from roadmap.planning.position import Position
from roadmap.planning.together import runs, says_together
from roadmap.queries import steps_of
from roadmap.steps.services import tick_step
from tests.builders import NOW, make_membership, make_roadmap_of, make_user
from tests.roadmap.noodle_shop import make_noodle_shop
from tests.roadmap.visits import page
from tests.scoring.paths import real_index

SAFETY = "2.4"


@given(st.lists(st.sampled_from(["a", "b", None])))
def test_runs_are_the_same_steps_in_their_order(days):
    numbered = [*enumerate(days)]
    told = [*runs(numbered, lambda step: step[1])]
    assert [step for _is_one, some in told for step in some] == numbered
    for is_one_thing, some in told:
        some_days = {day for _number, day in some}
        if is_one_thing:
            assert len(some) > 1
            assert len(some_days) == 1
            assert None not in some_days
    # Nothing that could stand together is told apart.
    for (_, before), (_, after) in itertools.pairwise(told):
        assert before[-1][1] is None or before[-1][1] != after[0][1]


FREE, PRICED = Price(0, 0), Price(0, 4_000_000)


@pytest.mark.parametrize(
    ("costs", "size", "says"),
    [
        ([FREE, FREE], "medium", "2 things, about an evening each · no money"),
        ([FREE, PRICED], "micro", "2 things, about an evening each · 0 – 4"),
        ([FREE, PRICED], "small", "2 things · 0 – 4 million"),
    ],
)
def test_an_evening_is_only_what_is_free_or_done_by_a_few_people(costs, size, says):
    facts = real_index("dbi-2025-sme", "retail").step_facts(SAFETY)
    with translation.override("en"):
        assert says_together(facts, costs, size).startswith(says)


@pytest.fixture
def shop(db):
    return make_noodle_shop()


def described(result, roadmap):
    return describe_roadmap(roadmap, Position(result), NOW, is_own=True)


def test_safety_has_one_heading_with_what_it_takes_and_why(shop):
    with translation.override("en"):
        now, *_later = described(shop, make_roadmap_of(shop)).parts
    safe = now.runs[0]
    assert {one.step.question for one in safe.steps} == {SAFETY}
    assert safe.title == "Keep data and accounts safe"
    assert safe.says == f"{len(safe.steps)} things, about an evening each · no money"
    assert safe.why == safe.steps[0].why != ""
    assert safe.first == 1
    others = now.runs[1]
    assert (others.title, others.first) == ("", 1 + len(safe.steps))
    assert [one for run in now.runs for one in run.steps] == now.steps


def test_what_is_ticked_off_stays_under_its_heading(shop):
    roadmap = make_roadmap_of(shop)
    tick_step(step=steps_of(roadmap)[0], done=True, by=None, now=NOW)
    safe = described(shop, roadmap).parts[0].runs[0]
    assert [one.is_done for one in safe.steps][:2] == [True, False]
    assert safe.title


def test_the_pages_and_the_plan_show_the_heading_before_its_steps(client, shop):
    """One box to tick for each step; one "not for us" for all of them."""
    owner = make_user()
    make_membership(owner, shop.organisation)
    client.force_login(owner)
    before = page(client, shop)
    plan = before.split('class="together"', 1)[1].split("</div>", 1)[0]
    assert plan.count("<li") > 1
    assert plan.count('value="2.4"') == 1
    # An estimate with its middle is wider than a telephone.
    assert not re.search(r'class="nowrap">[^<]*đồng', before)
    make_roadmap_of(shop)
    after = page(client, shop)
    group = after.split('class="together"', 1)[1].split('class="part"', 1)[0]
    assert group.index("Giữ an toàn dữ liệu và tài khoản") < group.index("Sao lưu")
    assert group.count('name="xong"') == group.count("<li")
