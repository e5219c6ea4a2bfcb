"""Every step says in one line why it stands there, and what is not there why not."""

import pytest
from django.utils import translation

from indexes.advice.wanted import wanted_of
from roadmap.models import Roadmap
from roadmap.pages.reasons import FEW, Absence, Reasons, absences_of
from roadmap.planning.position import Position
from tests.builders import index_document
from tests.roadmap.positions import position_at, small_with

Way = Roadmap.Way
# The first of pillar 2 waits for the first of all.
WAITING = small_with(("2.1.1",), after=["1.1.1"])
HOUSEHOLD = "Hộ kinh doanh Hòa Bình"


def reasons_of(
    position: Position, way: str = Way.ADVISED, without=(), **tops
) -> Reasons:
    after = position.with_moves(tops)
    return Reasons(position, after, way, without)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("2.1.1", "Needed first to be safe, whatever it earns."),
        ("2.1.2", "Needed first to keep the rules, whatever it earns."),
        ("2.2.1", "Serves what you want first: sell more."),
        ("1.1.2", "Needed as well on the way up."),
    ],
)
def test_a_step_says_which_of_the_reasons_is_its_own(advice, code, why):
    position = position_at(0, wants=["sell"])
    assert reasons_of(position, **{code: 1}).why(code, 0) == why


def test_above_the_floor_a_step_is_not_needed_any_more(advice):
    reasons = reasons_of(position_at(0), **{"2.1.1": 3})
    assert "to be safe" in reasons.why("2.1.1", 1)
    assert "Needed as well" in reasons.why("2.1.1", 2)


def test_what_others_wait_for_names_them(advice):
    position = position_at(0, WAITING)
    reasons = reasons_of(position, **{"1.1.1": 2, "2.1.1": 1})
    name = position.index.questions["2.1.1"]["name"]["en"]
    assert reasons.why("1.1.1", 0) == f"Has to be there before “{name}”."
    assert "Needed as well" in reasons.why("1.1.1", 1), "only its first level is"


def test_a_step_chosen_by_hand_is_not_said_to_be_the_least_effort(advice):
    reasons = reasons_of(position_at(0), Way.OWN, **{"1.1.2": 1})
    assert reasons.why("1.1.2", 0) == "You chose it yourself."


def test_what_the_result_has_reached_needs_no_reason(advice):
    assert reasons_of(position_at(3), **{"1.1.2": 4}).why("1.1.2", 1) == ""


def test_others_are_told_of_the_floor_but_not_of_what_is_wanted(advice):
    tops = {"2.1.1": 1, "2.2.1": 1, "1.1.2": 1}
    position = position_at(0, for_others=True, wants=["sell"])
    reasons = reasons_of(position, **tops)
    assert reasons.why("2.1.1", 0)
    assert reasons.why("2.2.1", 0) == reasons.why("1.1.2", 0) == ""


def name_of(position: Position, code: str) -> str:
    return position.index.questions[code]["name"]["en"]


def absent(reasons: Reasons) -> dict[str, tuple[str, ...]]:
    """Names by reason, but for the floor: what is moved by hand leaves it undone."""
    told = {absence.why: absence.names for absence in absences_of(reasons)}
    told.pop(SKIPPED, None)
    return told


SKIPPED = "Needed first all the same, and not among these steps."


def test_what_does_not_apply_is_told_with_the_answer_it_comes_from(advice):
    position = position_at(1, ways={"delivery": False, "stock": False})
    both = "You said that this is not so: {}."
    assert absent(reasons_of(position)) == {
        both.format("you deliver"): (name_of(position, "3.1.1"),),
        both.format("you deliver or you keep goods in stock"): (
            name_of(position, "3.1.2"),
        ),
    }


def test_what_is_not_known_is_not_said_to_be_out_of_place(advice):
    assert absent(reasons_of(position_at(1))) == {}


def test_what_is_needed_first_and_left_undone_is_said_to_be_needed(advice):
    position = position_at(0)
    first = (name_of(position, "2.1.1"), name_of(position, "2.1.2"))
    assert Absence(SKIPPED, first) in absences_of(reasons_of(position, Way.OWN))


def test_what_serves_the_first_wish_stands_beside_the_plan_and_is_not_told_as_absent(
    advice,
):
    reasons = reasons_of(position_at(4, wants=["sell"]))
    assert wanted_of(reasons.advised, reasons.after) == ["2.2.1"]
    names = [name for names in absent(reasons).values() for name in names]
    assert name_of(reasons.position, "2.2.1") not in names


def test_of_many_names_few_are_told_and_the_others_are_counted():
    ways = dict.fromkeys(("workshop", "sells_vehicles", "stock"), False)
    document = index_document("dbi-2025-sme")
    position = position_at(0, document, variant="auto-moto", ways=ways)
    absences = absences_of(reasons_of(position))
    assert max(len(absence.names) for absence in absences) == FEW
    assert any(absence.more for absence in absences)


def test_what_the_law_does_not_ask_is_told_unless_it_is_a_step_for_its_points(advice):
    position = position_at(1, revenue=1_000_000)
    position.result.organisation.name = HOUSEHOLD
    position.result.enterprise_name = HOUSEHOLD
    ((why, names),) = absent(reasons_of(position)).items()
    assert names == (name_of(position, "2.1.2"),)
    assert "law" in why
    assert absent(reasons_of(position, **{"2.1.2": 2})) == {}


def test_what_the_owner_left_out_stands_elsewhere(advice):
    position = position_at(1, ways={"delivery": False})
    assert absent(reasons_of(position, without=["3.1.1"])) == {}
