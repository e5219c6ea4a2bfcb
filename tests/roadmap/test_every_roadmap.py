"""Every index that can be answered: what if, a roadmap and its calendar, in both languages."""

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from indexes.index.prerequisites import missing_bases
from providers.matching.match import match_of
from roadmap.models import Roadmap
from roadmap.planning.plan import bases
from roadmap.planning.position import Position, Target
from scoring.evaluate import evaluate
from scoring.path import cheapest_path
from tests.builders import (
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.reports.test_every_index import CASES, result_of
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
def test_providers_count_the_steps_that_the_easiest_way_has(name, variant, by_group):
    result = result_of(name, variant, by_group)
    position = Position(result)
    after = position.cheapest(Target(position.next_level))
    assert match_of(result, None, NOW).path.tolist() == [
        then - now for now, then in zip(position.levels, after, strict=True)
    ]


def test_a_tool_below_a_tool_is_a_step_to_providers_too():
    """A shop that uses nothing.

    The cheapest set of single steps holds a tool without the one it builds on.
    """
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"), variant="retail"
    )
    result = make_result(draft, level=0)
    position = Position(result)
    bare = cheapest_path(
        position.index.rubric, position.levels, position.next_level, position.costs
    )
    assert np.count_nonzero(match_of(result, None, NOW).path) == bare.questions + 1
    assert make_roadmap_of(result).steps.count() == bare.questions + 1


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
        assert not any(
            later.question in below[step.question] for later in steps[place + 1 :]
        )
        if position.index.questions[step.question]["kind"] == "tool":
            planned = {each.question for each in steps}
            assert (
                set(missing_bases(position.index, step.question, position.levels))
                <= planned
            )
