"""What to begin with, counted as things to do."""

from reports.contents.steps import things_of
from tests.reports.records import make_contents, make_step, make_way


def safe(code: str = "2.4", thing: str = "Keep safe"):
    return make_step(code, thing=thing, takes="2 things")


def test_steps_under_one_heading_are_one_thing_and_others_one_each():
    steps = [make_step("1.1"), safe(), safe(), make_step("1.2"), make_step("1.2")]
    things = [*things_of(steps)]
    assert [thing.name for thing in things] == ["", "Keep safe", "", ""]
    assert [len(thing.steps) for thing in things] == [1, 2, 1, 1]
    assert things[1].takes == "2 things"
    assert [step for thing in things for step in thing.steps] == steps


def test_the_first_steps_are_three_things_however_many_steps_they_are():
    steps = (safe(), safe(), safe(), *make_way(4).steps)
    contents = make_contents(way=make_way(steps=steps))
    assert contents.first_steps == steps[:5]
