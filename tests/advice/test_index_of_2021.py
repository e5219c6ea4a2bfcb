"""What a consultant would never ask of a firm under the index of 2021, whatever its points."""

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from tests.scoring.paths import real_index

NAME = "dbi-2021-sme"
INDEX, ADVICE = real_index(NAME, ""), advice_of(NAME)


def advised(size: str, employees: int, *ways: str, level: int = 0) -> Advised:
    held = {way: way in ways for way in ADVICE.asked_of("")}
    firm = Firm(size, ways=held, employees=employees)
    return Advised(INDEX, [level] * len(INDEX.codes), ADVICE, firm)


def can_rise(firm: Advised, code: str) -> bool:
    return firm.can_rise(firm.levels, INDEX.places[code])


def test_who_serves_consumers_has_a_page_though_no_stock_and_sells_on_no_platform():
    clinic, software = advised("small", 12, "consumers"), advised("small", 30, "export")
    assert clinic.applies("1.1.2") is True
    assert clinic.applies("1.1.4") is False
    assert software.applies("1.1.2") is False


@pytest.mark.parametrize("code", ["4.1.1", "4.1.2", "4.1.3", "4.1.4"])
@pytest.mark.parametrize(
    ("size", "employees"), [("micro", 9), ("small", 30), ("medium", 150)]
)
def test_no_certificate_is_advised_for_the_sake_of_a_level(code, size, employees):
    assert can_rise(advised(size, employees, level=2), code)
    assert not can_rise(advised(size, employees, level=3), code)


def test_nobody_is_told_to_file_his_taxes_every_week():
    assert can_rise(advised("small", 20, level=1), "1.2.2")
    assert not can_rise(advised("small", 20, level=2), "1.2.2")


@pytest.mark.parametrize(
    "code", ["3.2.9", "3.2.10", "3.2.11", "4.2.1", "5.2.1", "6.1.2"]
)
def test_what_takes_many_people_is_advised_to_no_few(code):
    every = ADVICE.asked_of("")
    assert advised("micro", 8, *every).applies(code) is False
    assert advised("medium", 150, *every).applies(code) is True
