"""Every index that can be answered: what if, a roadmap and its calendar, in both languages."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from indexes.index.prerequisites import missing_bases, waits_of
from indexes.index.step_costs import costs_of
from indexes.index.step_facts import StepFacts
from providers.matching.match import match_of
from roadmap.models import Roadmap
from roadmap.pages.reasons import Reasons
from roadmap.planning.plan import Planned, bases, is_before
from roadmap.planning.position import Position, Target
from roadmap.planning.schedule import planned
from scoring.evaluate import evaluate
from tests.builders import (
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.reports.test_every_index import CASES, result_of
from tests.scoring.paths import ids_of_variants
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_a_roadmap_of_every_index_is_made_shown_and_reaches_its_target(
    name, variant, by_group, language
):
    result = result_of(name, variant, by_group)
    client, position = Client(), Position(result)
    hold(client, result.assessment)
    client.cookies["django_language"] = language

    def address(view: str) -> str:
        return reverse(f"roadmap:{view}", args=[result.public_id])

    for view in ("what_if", "roadmap"):
        assert_clean_page(client.get(address(view)))
    target = position.next_level
    filled = client.post(address("what_if"), {"muc": target, "dien": "1"})
    assert_clean_page(filled)
    assert client.post(address("roadmap"), {"muc": target}).status_code == 302
    roadmap = Roadmap.objects.get()
    levels = position.with_moves(
        {step.question: step.to_level for step in roadmap.steps.order_by("to_level")}
    )
    assert evaluate(position.index.rubric, levels).level >= target
    page = client.get(address("roadmap"))
    assert_clean_page(page)
    assert (
        len(Calendar.from_ical(client.get(address("calendar")).content).walk("VEVENT"))
        == roadmap.steps.count()
    )


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_every_answer_can_be_moved_and_points_are_those_of_the_engine(
    name, variant, by_group
):
    result = result_of(name, variant, by_group)
    client, position = Client(), Position(result)
    hold(client, result.assessment)
    address = reverse("roadmap:what_if", args=[result.public_id])
    for code in position.counted[:: max(1, len(position.counted) // 8)]:
        levels = position.with_moves({code: position.top(code)})
        page = client.post(
            address, {f"q-{code}": position.top(code)}, **HTMX
        ).content.decode()
        assert f'data-level="{evaluate(position.index.rubric, levels).level}"' in page


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_providers_count_the_steps_that_the_advised_way_has(name, variant, by_group):
    result = result_of(name, variant, by_group)
    position = Position(result)
    after = position.plan(Target(position.next_level))
    counted = Counter(step.question for step in position.raises(after))
    path = match_of(result, None, NOW).path.tolist()
    assert path == [counted[code] for code in position.index.codes]
    assert sum(path) == len(position.raises(after)) > 0


def test_a_shop_that_uses_nothing_is_led_up_by_four_steps_one_of_them_for_another():
    """The cheapest set of single steps holds a tool without the one it builds on.

    To add that one made five steps, one of which could simply go.
    """
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"), variant="retail"
    )
    result = make_result(draft, level=0)
    position = Position(result)
    after = position.cheapest(Target(position.next_level))
    raised = [step.question for step in position.raises(after)]
    assert len(raised) == 4
    assert not unmet(position, after)

    # What a shop needs first, whatever it earns, comes on top.
    advised = position.raises(position.plan(Target(position.next_level)))
    assert len(advised) > 4
    assert match_of(result, None, NOW).path.sum() == len(advised)
    assert make_roadmap_of(result).steps.count() == len(advised)


def unmet(position: Position, after: list[int]) -> list[str]:
    """What rises though something that it waits for stays at its lowest level."""
    waits = waits_of(position.index, costs_of(position.index))
    early = []
    for place, bases_of in waits.items():
        rises = after[place] > position.levels[place] >= 0
        if rises and any(after[base] == 0 for base in bases_of):
            early.append(position.index.codes[place])
    return early


LOWEST = [
    (name, variant)
    for name in ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")
    for variant in ids_of_variants(name)
]


@pytest.mark.parametrize(("name", "variant"), LOWEST)
def test_no_step_of_the_easiest_way_can_go_with_the_target_still_reached(name, variant):
    """From the very bottom to every level, in every industry."""
    version = make_version_of(name)
    draft = make_assessment(index_version=version, variant=variant)
    position = Position(make_result(draft, level=0))
    rubric = position.index.rubric
    for target in position.higher_levels:
        if not position.is_reachable(Target(target)):
            continue
        after = position.cheapest(Target(target))
        assert not unmet(position, after)
        for place, (now, then) in enumerate(zip(position.levels, after, strict=True)):
            if now == then:
                continue
            fewer = [*after]
            fewer[place] -= 1
            # A step that others wait for is not there for the level it brings.
            if not unmet(position, fewer):
                assert evaluate(rubric, fewer).level < target, (target, place)


@pytest.mark.parametrize(("name", "variant"), LOWEST)
def test_the_advised_way_has_the_floor_reaches_its_target_and_nothing_too_early(
    name, variant
):
    """From the very bottom to the next level, in every industry, whatever is wanted."""
    version = make_version_of(name)
    draft = make_assessment(index_version=version, variant=variant, wants=["sell"])
    position = Position(make_result(draft, level=0))
    target = Target(position.next_level)
    after = position.plan(target)
    assert evaluate(position.index.rubric, after).level >= target.level
    assert not unmet(position, after)
    floor = position.advised().with_floor(position.levels)
    for then, least in zip(after, floor, strict=True):
        assert then >= least
    reasons = Reasons(position, after, Roadmap.Way.ADVISED)
    plan = planned(position.raises(after), position.facts)
    for step in plan:
        assert reasons.why(step.question, step.from_level)
    below = bases({step.question for step in plan}, position.facts)
    others = [step.start for step in plan if not is_needed(floor, position, step)]
    for step in plan:
        if is_needed(floor, position, step):
            # Others begin only while it waits for what it builds on.
            facts = position.facts(step.question)
            ready = ready_from(plan, step, below[step.question], facts)
            assert not any(ready <= start < step.start for start in others)


def ready_from(
    plan: list[Planned], step: Planned, below: set[str], facts: StepFacts
) -> int:
    """The month in which all it waits for is finished."""
    months = [0]
    for other in plan:
        if is_before(other, step, other.question in below, facts):
            months.append(other.finish)
    return max(months)


def is_needed(floor: list[int], position: Position, step: Planned) -> bool:
    return step.from_level < floor[position.place[step.question]]


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_no_step_of_any_index_stands_before_what_it_builds_on(name, variant, by_group):
    result = result_of(name, variant, by_group)
    client, position = Client(), Position(result)
    hold(client, result.assessment)
    levels = position.higher_levels
    highest = max(level for level in levels if position.is_reachable(Target(level)))
    client.post(reverse("roadmap:roadmap", args=[result.public_id]), {"muc": highest})
    steps = list(Roadmap.objects.get().steps.all())
    assert steps
    below = bases({step.question for step in steps}, position.facts)
    for place, step in enumerate(steps):
        facts = position.facts(step.question)
        for later in steps[place + 1 :]:
            is_base = later.question in below[step.question]
            assert not is_before(later, step, is_base, facts)
        if position.index.questions[step.question]["kind"] == "tool":
            planned = {each.question for each in steps}
            assert (
                set(missing_bases(position.index, step.question, position.levels))
                <= planned
            )
