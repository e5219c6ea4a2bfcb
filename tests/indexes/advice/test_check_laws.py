"""Laws, duties and what tools cover, held against the index they speak of."""

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.model import Advice
from tests.indexes.advice.examples import ADVICE, problems_of, spoilt
from tests.indexes.advice.test_advised import SHOP, levels

SAY = {"vi": "Phải có", "en": "Must be"}
DUTY = {"say": SAY, "at": ["shop"], "ways": ["stock"], "household": True}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (["laws", "vat"], {"say": SAY}, "laws.vat: Nothing is asked by 'vat'"),
        (["duties"], [{**DUTY, "at": ["mine"]}], "'mine' is no industry of the index"),
        (["duties"], [{**DUTY, "ways": ["farm"]}], "'farm' is not asked there"),
        (["duties"], [{**DUTY, "above": "much"}], "'much' is not known here"),
        (
            ["questions", "3.1.s-2", "covers"],
            ["3.1.f-1"],
            "'3.1.f-1' is no other question beside '3.1.s-2'",
        ),
    ],
)
def test_every_fault_is_told(fixtures, place, value, said):
    problems = problems_of(fixtures, spoilt(place, value))
    assert any(said in problem for problem in problems), problems


def test_a_sound_duty_and_a_sound_cover_are_none(fixtures):
    assert problems_of(fixtures, spoilt(["duties"], [DUTY])) == []
    sound = spoilt(["questions", "3.1.s-2", "covers"], ["3.1.s-3"])
    assert problems_of(fixtures, sound) == []
    assert Advice(sound).covered_by == {"3.1.s-3": ("3.1.s-2",)}


@pytest.mark.parametrize(
    ("firm", "is_told"),
    [
        (Firm(is_household=True, ways={"stock": True}), True),
        (Firm(is_household=True, ways={"stock": False}), False),
        (Firm(is_household=True), False),
        (Firm(ways={"stock": True}), False),
    ],
)
def test_a_duty_is_told_to_those_of_whom_it_is_asked(firm, is_told):
    advice = Advice(spoilt(["duties"], [DUTY]))
    duties = Advised(SHOP, levels(), advice, firm).duties
    assert [duty.say for duty in duties] == ([SAY] if is_told else [])


@pytest.mark.parametrize(
    ("revenue", "is_told"),
    [(3_000_000_000, False), (3_000_000_001, True), (None, False)],
)
def test_a_duty_above_a_threshold_waits_until_the_revenue_is_known(revenue, is_told):
    duty = {"say": SAY, "household": True, "above": "profit_method_above"}
    firm = Firm(is_household=True, revenue=revenue)
    advice = Advice(spoilt(["duties"], [duty]))
    assert bool(Advised(SHOP, levels(), advice, firm).duties) == is_told


@pytest.mark.parametrize("key", ["had", "people"])
def test_what_is_had_already_or_is_for_more_people_is_never_advised(key):
    value = {"had": True, "people": 3}[key]
    advice = Advice(spoilt(["questions", "3.1.s-2", key], value))
    household = {"is_household": True, "revenue": 10**8, "ways": {"stock": True}}
    firm = Firm(employees=2, **household)
    assert "3.1.s-2" in Advised(SHOP, levels(), advice, firm).shut
    assert "3.1.s-2" not in Advised(SHOP, levels(), Advice(ADVICE), firm).shut
    several = Firm(employees=3, **household)
    is_shut = "3.1.s-2" in Advised(SHOP, levels(), advice, several).shut
    assert is_shut == (key == "had")
