"""The order of options, held against the index it speaks of."""

import pytest

from indexes.advice.model import Advice
from tests.indexes.advice.examples import ADVICE, problems_of, spoilt

PLACE = ["questions", "2.1"]
OPTIONS = ["email", "drive", "erp"]


def option(name: str) -> dict:
    words = {"vi": "Làm", "en": "Do"}
    return {"id": name, "task": words, "do": words}


def with_options(*names: str, **more) -> dict:
    said = {"kind": "web", "floor": 2, "options": [*map(option, names)], **more}
    return spoilt(PLACE, said)


SOUND = with_options(*OPTIONS)


def test_options_that_reach_the_floor_are_sound_and_read_in_their_order(fixtures):
    assert problems_of(fixtures, SOUND) == []
    read = Advice(SOUND).question("2.1").options
    assert [told.id for told in read] == OPTIONS
    assert read[0].task["en"] == "Do"


def test_options_may_have_an_order_where_no_floor_asks_for_any(fixtures):
    document = spoilt(PLACE, {"kind": "web", "options": [option("email")]})
    assert problems_of(fixtures, document) == []


def test_where_no_order_is_told_there_is_none():
    assert Advice(ADVICE).question("2.1").options == ()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            with_options("fax", "email"),
            "questions.2.1.options[0].id: 'fax' is no option of '2.1' that earns",
        ),
        (with_options("none", "email"), "'none' is no option of '2.1' that earns"),
        (with_options("email", "email"), "options[1].id: 'email' stands here twice"),
        (
            with_options("erp", "email"),
            "options[0].id: 'erp' leads over a level that 'email' leads to",
        ),
        (with_options(), "At least 1 entries are expected here, not 0"),
        (
            with_options(
                "email", floor={"micro": 1, "small": 2, "medium": 2, "large": 2}
            ),
            "These options lead to level 1; the floor is 2",
        ),
        (
            spoilt(["questions", "1.2", "options"], [option("email")]),
            "'1.2' is no choice of several options",
        ),
        (
            spoilt(["kinds", "web", "options"], [option("email")]),
            "The key 'options' is not known here",
        ),
    ],
)
def test_every_fault_of_an_order_is_told(fixtures, document, said):
    assert said in "\n".join(problems_of(fixtures, document))
