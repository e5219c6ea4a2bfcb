"""The roadmap in a report: the steps its enterprise chose, in time."""

from datetime import timedelta

import pytest
from django.utils import translation

from accounts.access.scopes import Scope
from reports.contents.roadmap import Roadmap
from reports.contents.whole import cut
from reports.gather.frozen import Frozen
from reports.gather.roadmap import with_roadmap
from roadmap.planning.position import Position
from roadmap.steps.services import tick_step
from tests.builders import (
    NOW,
    make_assessment,
    make_own_step,
    make_result,
    make_roadmap_of,
)
from tests.reports.reading import gathered

pytestmark = pytest.mark.django_db
OTHERS = [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]


def chosen(result, scope: Scope = Scope.OWN) -> Roadmap | None:
    return with_roadmap(gathered(result, scope=scope), Frozen(result), NOW).roadmap


def test_where_nothing_was_chosen_there_is_none(real_result):
    assert chosen(real_result) is None


def test_every_chosen_step_is_told_with_day_and_gain(real_result):
    kept = make_roadmap_of(real_result)
    roadmap = chosen(real_result)
    assert roadmap.total == len(roadmap.steps) == kept.steps.count()
    assert {step.due for step in roadmap.steps} == {
        step.due for step in kept.steps.all()
    }
    assert all(step.name and step.what and step.gain for step in roadmap.steps)


def test_the_target_is_told_by_number_and_name(real_result):
    make_roadmap_of(real_result, 4)
    target = chosen(real_result).target
    assert (target.number, target.name) == (4, "Nâng cao")


def test_what_is_done_is_counted_and_costs_nothing_any_more(real_result):
    kept = make_roadmap_of(real_result)
    before = chosen(real_result)
    assert all(step.cost for step in before.steps)
    tick_step(step=kept.steps.first(), done=True, by=None, now=NOW)
    after = chosen(real_result)
    assert (before.done, after.done) == (0, 1)
    (done,) = [step for step in after.steps if step.is_done]
    assert done.cost == ""


def test_a_step_of_its_own_has_no_gain_and_no_cost(real_result):
    kept = make_roadmap_of(real_result)
    make_own_step(kept, "Thuê kế toán", who="Chị Lan")
    (own,) = [step for step in chosen(real_result).steps if step.name == "Thuê kế toán"]
    assert (own.gain, own.cost, own.who) == ("", "", "Chị Lan")


@pytest.mark.parametrize("scope", OTHERS)
def test_nobody_but_the_enterprise_finds_it_in_a_report(real_result, scope):
    make_roadmap_of(real_result)
    assert chosen(real_result, scope) is None
    own = with_roadmap(gathered(real_result), Frozen(real_result), NOW)
    assert own.roadmap is not None
    assert cut(own, scope).roadmap is None


def test_it_is_in_the_language_of_the_report(real_result):
    make_roadmap_of(real_result)
    vietnamese = chosen(real_result).parts[0].title
    with translation.override("en"):
        contents = gathered(real_result, "en")
        english = (
            with_roadmap(contents, Frozen(real_result), NOW).roadmap.parts[0].title
        )
    assert vietnamese != english


def test_without_an_earlier_roadmap_nothing_has_moved(real_result):
    make_roadmap_of(real_result)
    assert chosen(real_result).progress is None


@pytest.mark.parametrize(("raised", "moves"), [([], False), ([0, 1, 2], True)])
def test_what_moved_since_the_roadmap_of_the_round_before(real_result, raised, moves):
    kept = make_roadmap_of(real_result)
    position = Position(real_result)
    levels = list(position.levels)
    steps = list(kept.steps.order_by("pk"))
    for number in raised:
        levels[position.place[steps[number].question]] = 5
    draft = make_assessment(
        real_result.organisation, index_version=real_result.index_version, round=2
    )
    later = NOW + timedelta(days=90)
    newer = make_result(draft, levels=levels, created_at=later)
    make_roadmap_of(newer, 4)
    progress = chosen(newer).progress
    assert progress.since == NOW.date()
    assert (progress.reached > 0) is moves
    assert progress.reached + progress.partly + progress.not_yet <= len(steps)
