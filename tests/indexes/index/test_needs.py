"""What levels name, from codes of the file to places in the rubric."""

import pytest

from indexes.index.model import Index
from indexes.index.needs import code_of
from indexes.index.rubric import rubric_of
from scoring.rules import PILLAR, QUESTION, Need
from tests.builders import index_document


def needs_of(each: list[dict], name: str = "small", variant: str = "") -> tuple:
    """Of the highest level of an index whose gate or band names this."""
    document = index_document(name)
    overall = document["scoring"]["overall_level"]
    if "gates" in overall:
        overall["gates"][0]["each"] = each
    else:
        overall["bands"][-1]["each"] = each
    return rubric_of(document, variant).rules[0].needs


@pytest.mark.parametrize(
    ("each", "needs"),
    [
        (
            [{"questions": ["1.1.1", "3.1.1"], "at_least": 2}],
            (Need(QUESTION, 0, 2), Need(QUESTION, 5, 2)),
        ),
        ([{"pillars": ["2"], "at_least": 4}], (Need(PILLAR, 1, 4),)),
    ],
)
def test_codes_become_places(each, needs):
    assert needs_of(each) == needs


def test_all_names_everything_that_earns_points():
    needs = needs_of([{"questions": "all", "at_least": 1}])
    assert [need.position for need in needs] == [*range(7)]
    assert len(needs_of([{"pillars": "all", "at_least": 1}])) == 3


def test_levels_of_the_file_may_be_counted_from_one_and_choices_from_nothing():
    """In the wide index levels begin at 1; 2.2 is a choice."""
    [need] = needs_of([{"questions": ["2.2"], "at_least": 2}], "wide", "shop")
    assert need.level == 2
    index = Index(index_document("wide"), "shop")
    assert need.position == index.places["2.2"]
    assert index.shown_level("1.1.1", 0) == 1


def test_what_another_variant_has_is_not_asked_of_this_one():
    each = [{"questions": ["2.2", "3.1.s-1"], "at_least": 1}]
    assert len(needs_of(each, "wide", "shop")) == 2
    assert len(needs_of(each, "wide", "farm")) == 1


def test_a_need_is_told_by_its_code():
    rubric = rubric_of(index_document("small"))
    assert code_of(rubric, Need(QUESTION, 1, 1)) == "1.1.2"
    assert code_of(rubric, Need(PILLAR, 2, 1)) == "3"
