"""A roadmap as a report tells it."""

from dataclasses import replace

from reports.contents.roadmap import RoadmapPart
from tests.reports.records import make_roadmap, make_roadmap_step


def test_the_steps_of_a_roadmap_are_those_of_its_parts_in_their_order():
    first, second = make_roadmap_step("Một"), make_roadmap_step("Hai")
    parts = (RoadmapPart("Nay", "", (first,)), RoadmapPart("Sau", "", (second,)))
    assert replace(make_roadmap(), parts=parts).steps == (first, second)


def test_a_roadmap_without_parts_has_no_steps():
    assert replace(make_roadmap(), parts=()).steps == ()
