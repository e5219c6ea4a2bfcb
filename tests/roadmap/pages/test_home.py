"""How far a roadmap is, as the page after signing in tells it."""

from datetime import date

import pytest

from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.home import progress_of, roadmaps_of
from roadmap.steps.services import tick_step
from tests.builders import NOW, make_organisation, make_roadmap_of


def step(place: int, *, done: bool = False, horizon: int = 0) -> RoadmapStep:
    """Of two steps the later one is due first: what is needed first may take longer."""
    return RoadmapStep(
        pk=place,
        order=place,
        horizon=horizon,
        due=date(2027, 12 - place, 1),
        done_at=NOW if done else None,
    )


def test_a_roadmap_without_steps_has_nothing_next():
    progress = progress_of(Roadmap(), [])
    assert (progress.done, progress.total, progress.next) == (0, 0, None)


def test_next_is_the_open_step_that_stands_first_on_the_page():
    first, last = step(2), step(5)
    progress = progress_of(Roadmap(), [last, step(1, done=True), first])
    assert (progress.done, progress.total) == (1, 3)
    assert progress.next is first


def test_what_begins_now_is_next_before_what_is_done_within_three_months():
    soon, now = step(1, horizon=3), step(2)
    assert progress_of(Roadmap(), [soon, now]).next is now


def test_where_all_is_done_nothing_is_next():
    progress = progress_of(Roadmap(), [step(1, done=True), step(2, done=True)])
    assert (progress.done, progress.total, progress.next) == (2, 2, None)


@pytest.mark.django_db
def test_each_enterprise_with_a_roadmap_has_its_progress(result):
    roadmap = make_roadmap_of(result)
    tick_step(step=roadmap.steps.first(), done=True, by=None, now=NOW)
    without = make_organisation(name="Chưa có gì")
    by_enterprise = roadmaps_of([result.organisation, without], NOW)
    assert list(by_enterprise) == [result.organisation_id]
    progress = by_enterprise[result.organisation_id]
    assert (progress.roadmap, progress.done) == (roadmap, 1)
    assert progress.total == roadmap.steps.count()
