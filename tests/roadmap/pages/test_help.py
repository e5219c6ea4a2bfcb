"""Who can help with the steps of a roadmap, or of the way we advise."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from providers.matching.services import recommend
from providers.models import Solution
from roadmap.pages.help import help_of, plan_of
from roadmap.pages.plans import plans_of
from roadmap.planning.position import Position, Target
from roadmap.queries import open_steps_of, roadmap_of, steps_of
from roadmap.services import make_roadmap
from roadmap.steps.services import add_step, tick_step
from tests.builders import (
    NOW,
    make_provider,
    make_result,
    make_solution,
)
from tests.providers.matching.examples import shop

pytestmark = pytest.mark.django_db


def helper(name: str, *improves: tuple[str, int], **fields) -> Solution:
    parts = [{"question": code, "lift": lift} for code, lift in improves]
    return make_solution(make_provider(name, name), name, improves=parts, **fields)


def kept(result, **moves: int):
    """A roadmap to these levels: q_1_1_1=3."""
    position = Position(result)
    after = {
        name.removeprefix("q_").replace("_", "."): level
        for name, level in moves.items()
    }
    return make_roadmap(
        result=result,
        after=position.with_moves(after),
        target=Target(),
        by=None,
        now=NOW,
    )


def shown(result):
    with translation.override("en"):
        return help_of(Position(result), roadmap_of(result), NOW)


def named(result) -> dict[str, list[str]]:
    """Who helps, by question."""
    slugs = {}
    for step in shown(result).steps:
        offers = step.help.offers
        slugs[step.help.question] = [offer.suggestion.slug for offer in offers]
    return slugs


@pytest.mark.parametrize("firm", ["small", "shop"])
def test_without_a_roadmap_the_steps_are_those_that_the_roadmap_would_advise(firm):
    result = shop()[1] if firm == "shop" else make_result(level=1)
    position = Position(result)
    first, *_others = plans_of(position, Target(position.offered_level), NOW)
    steps = [row.step for row in first.description.steps]
    advised = [(step.question, step.from_level, step.to_level) for step in steps]
    plan = plan_of(position, None)
    assert advised
    assert [(s.question, s.from_level, s.to_level) for s in plan.steps] == advised
    assert shown(result).count == len(advised)


def test_with_a_roadmap_the_steps_are_its_open_ones(result):
    roadmap = kept(result, q_1_1_1=3, q_2_1_1=2)
    before = shown(result)
    assert before.is_chosen
    assert before.count == len(steps_of(roadmap)) == 3
    website = [step for step in steps_of(roadmap) if step.question == "1.1.1"]
    tick_step(step=website[0], done=True, by=None, now=NOW)
    assert shown(result).count == len(open_steps_of(steps_of(roadmap))) == 2


def test_the_steps_counted_in_a_reason_are_those_of_the_plan(result):
    kept(result, q_1_1_1=3, q_2_1_1=2)
    helper("ca-hai", ("1.1.1", 1), ("2.1.1", 1))
    page = shown(result)
    (first, *_rest) = page.steps[0].help.offers
    assert first.suggestion.why.startswith(f"Helps with 2 of your {page.count} steps.")


def test_a_step_of_the_owners_own_is_nothing_for_providers(result):
    kept(result, q_1_1_1=2)
    add_step(
        roadmap=roadmap_of(result),
        text="Họp cả nhà",
        horizon=0,
        due=NOW.date(),
        who="",
        note="",
        by=None,
        now=NOW,
    )
    assert list(named(result)) == ["1.1.1"]


def test_who_helps_stands_beside_each_step(result):
    kept(result, q_1_1_1=2, q_2_1_1=2)
    helper("web", ("1.1.1", 2))
    helper("ca-hai", ("1.1.1", 1), ("2.1.1", 1))
    helper("khac", ("3.1.1", 1))
    by_question = named(result)
    assert by_question == {"1.1.1": ["ca-hai", "web"], "2.1.1": ["ca-hai"]}
    assert [one.slug for one in shown(result).page.beside] == ["khac"]


def test_a_step_says_when_and_why(result):
    kept(result, q_1_1_1=3)
    (website,) = shown(result).steps
    assert website.name == "Website: level 1 → 3"
    assert website.help.steps == 2
    assert website.when == "Right away"
    assert website.why == "You chose it yourself."


def test_several_things_of_one_task_bear_its_name_not_what_all_of_them_lead_to():
    """Nor what the firm has already."""
    _index, result = shop(q_2_4=["backup"])
    kept(result, q_2_4=3)
    (safe,) = shown(result).steps
    assert safe.help.steps == 2
    assert safe.name == "Keep data and accounts safe"


@pytest.fixture
def costly(monkeypatch):
    """One level more of every question costs at least this; None: nobody says what."""
    facts_of = Position.facts.func

    def set_to(low: int | None, high: int) -> None:
        told = {"cost_low": low or 0, "cost_high": high, "is_priced": low is not None}

        def facts(position):
            read = facts_of(position)
            return lambda code: replace(read(code), **told)

        monkeypatch.setattr(Position, "facts", property(facts))

    return set_to


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 5_000_000, "You can do this yourselves"),
        (1_000_000, 5_000_000, "No provider of the directory does this yet"),
        (0, 0, "You can do this yourselves"),
        (None, 0, "No provider of the directory does this yet"),
    ],
)
def test_a_step_that_nobody_helps_with_says_so(result, costly, low, high, words):
    kept(result, q_1_1_1=2)
    costly(low, high)
    (website,) = shown(result).steps
    assert website.help.offers == ()
    assert website.alone.startswith(words)
    helper("web", ("1.1.1", 1))
    (website,) = shown(result).steps
    assert website.alone == ""


@pytest.mark.parametrize(
    ("price", "is_off"),
    [(900_000, True), (1_000_000, False), (10_000_000, False), (10_000_001, True)],
)
def test_a_price_that_is_not_within_our_estimate_is_said_to_be_so(
    result, costly, price, is_off
):
    """Two steps of one to five million: one of them at least, and at most both."""
    kept(result, q_1_1_1=3)
    costly(1_000_000, 5_000_000)
    unit = Solution.Unit.YEAR
    helper("web", ("1.1.1", 2), price_from=price, price_to=price, price_unit=unit)
    (website,) = shown(result).steps
    told = "We estimate 2 – 10 million dong for these 2 steps; in the directory from "
    assert website.off.startswith(told) is is_off
    assert bool(website.listed) is is_off


def test_an_estimate_and_the_price_of_the_directory_stand_together(
    owner, result, costly
):
    """Beside the step of the roadmap too, in few words."""
    kept(result, q_1_1_1=2)
    costly(3_000_000, 6_000_000)
    helper("web", ("1.1.1", 1), price_from=2_400_000, price_to=2_400_000)
    (website,) = shown(result).steps
    assert website.off == (
        "We estimate 3 – 6 million dong for this; in the directory from 2.4 million dong. "
        "Ask what the price includes."
    )
    page = owner.client.get(reverse("roadmap:roadmap", args=[result.public_id]))
    text = " ".join(page.content.decode().split())
    assert "3 – 6 triệu đồng; trong danh bạ từ 2,4 triệu đồng </span>" in text


def test_where_nobody_says_what_it_costs_no_price_is_off(result, costly):
    kept(result, q_1_1_1=2)
    costly(None, 0)
    helper("web", ("1.1.1", 1), price_from=9_000_000)
    (website,) = shown(result).steps
    assert website.off == ""


def test_nobody_within_the_budget_is_said_with_the_budget(result, costly):
    kept(result, q_1_1_1=2)
    costly(1_000_000, 5_000_000)
    helper("web", ("1.1.1", 1), price_from=9_000_000)
    recommend(result=result, now=NOW, budget=2_000_000)
    (website,) = shown(result).steps
    assert (
        website.alone
        == "Nobody of the directory helps with this within 2 million dong."
    )


def test_what_is_left_out_of_the_roadmap_is_offered_by_nobody(result):
    helper("web", ("1.1.1", 2))
    helper("khac", ("2.1.1", 1))
    position = Position(result)
    make_roadmap(
        result=result,
        after=position.with_moves({"2.1.1": 2}),
        target=Target(),
        left_out={"1.1.1"},
        by=None,
        now=NOW,
    )
    page = shown(result).page
    assert [suggestion.slug for suggestion in page.suggestions] == ["khac"]
    assert page.near_misses == []


def test_at_the_top_nothing_is_left_to_help_with():
    page = shown(make_result(level=5))
    assert page.steps == ()
    assert page.page.suggestions == []


def test_reading_who_helps_takes_as_many_queries_for_many(
    result, django_assert_max_num_queries
):
    kept(result, q_1_1_1=3, q_2_1_1=2)
    for number in range(12):
        helper(f"nha-{number}", ("1.1.1", 2), ("2.1.1", 1))
    # Two of them tell who is hidden, and what was shown before today.
    with django_assert_max_num_queries(10):
        assert shown(result).count == 3
