"""What a consultant laughs at is in no plan of a typical firm, and what he misses has a reason."""

import pytest

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from roadmap.advising.archetypes import archetypes
from roadmap.planning.plan import QUARTER
from tests.scoring.paths import real_index

FIRMS = {firm.id: firm for firm in archetypes()}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("garment-exporter", ["7.2.18-11", "7.2.18-15"]),
        ("coffee-chain", ["7.2.13-10", "7.2.13-13", "7.2.13-24"]),
        ("car-garage", ["7.2.04-04", "7.2.04-05", "7.2.04-20", "7.2.04-22"]),
        ("dental-clinic", ["7.2.05-16", "7.2.05-19"]),
        ("steel-dealer", ["7.2.02-14"]),
        ("minimart", ["7.2.01-11"]),
    ],
)
def test_what_a_consultant_names_is_in_the_plan(name, codes):
    planned = {step.question for step in FIRMS[name].counsel.steps}
    assert set(codes) <= planned


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("accountants", "7.2.12-20"),  # the first two steps are just that
        ("noodle-shop", "2.1"),
        ("corner-shop", "2.1"),
        ("guest-house", "2.1"),
        ("coffee-chain", "7.2.13-14"),  # comes with the software of a chain
        ("corner-shop", "7.2.01-13"),  # two people read the figures on the phone
        ("noodle-shop", "7.2.13-15"),
        ("accountants", "3.3"),  # to name somebody saves no time yet
        ("customs-agent", "3.3"),
    ],
)
def test_nothing_is_told_as_a_wish_that_is_none(name, code):
    assert code not in FIRMS[name].counsel.wanted


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("car-garage", "7.2.04-06", "had"),
        ("motorbike-repair", "7.2.04-06", "people"),  # an alley shop has none
        ("fashion-online", "7.2.01-14", "next"),  # a program by the month
        ("coffee-chain", "7.2.13-09", "dear"),
        ("hotel", "7.2.09-01", "there"),
        ("wood-workshop", "1.1.2", "ways"),  # its buyers are abroad, and no consumers
    ],
)
def test_what_comes_to_mind_at_once_is_left_out_with_its_reason(name, code, why):
    assert (code, why) in FIRMS[name].counsel.left_out


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("restaurant", "2.3", "7.2.13-16"),  # its own reports before an analysis
        ("garment-exporter", "7.2.18-15", "7.2.18-05"),
        ("phone-accessories", "7.2.01-06", "7.2.01-07"),
        ("coffee-chain", "7.2.13-10", "7.2.13-07"),
    ],
)
def test_what_the_trade_does_first_stands_first(name, before, after):
    order = [step.question for step in FIRMS[name].counsel.steps]
    assert order.index(before) < order.index(after)


def test_a_small_inn_can_pay_for_room_software_and_notifies_its_guests_for_nothing():
    most = {step.question: step.most for step in FIRMS["guest-house"].counsel.steps}
    assert most["7.2.09-08"] == 0
    assert most["7.2.09-01"] <= 5_000_000


@pytest.mark.parametrize(
    ("name", "code", "most"),
    [
        ("seafood-exporter", "7.2.22-13", 150_000_000),  # scales, no weighbridge
        ("minimart", "7.2.01-13", 12_000_000),  # comes with the tills of two shops
        ("restaurant", "7.2.13-16", 12_000_000),
        ("manufacturer-500", "2.6", 430_000_000),  # mostly paper
    ],
)
def test_nothing_costs_more_than_the_trade_is_quoted(name, code, most):
    (step,) = [step for step in FIRMS[name].counsel.steps if step.question == code]
    assert step.price.most <= most


def test_a_factory_has_one_budget_before_it_renews_its_network():
    starts = {}
    for step in FIRMS["manufacturer-500"].counsel.steps:
        starts.setdefault(step.question, step.start)
    assert starts["2.6"] < QUARTER
    assert starts["2.3"] < starts["3.5"]


def test_a_website_is_told_in_words_for_every_trade():
    """To a clinic or a broker nobody orders anything, and orders there are prescriptions."""
    options = advice_of("dbi-2025-sme").question("2.5").options
    (website,) = [option for option in options if option.id == "website"]
    assert "nhận đơn" not in website.task["vi"]
    assert "dịch vụ" in website.do["vi"]


@pytest.mark.parametrize(
    ("name", "floor"), [("accountants", 3), ("dental-clinic", 3), ("noodle-shop", 2)]
)
def test_who_keeps_what_is_not_his_own_guards_it_better(name, floor):
    assert FIRMS[name].advised.floor_of("2.4") == floor


def test_whoever_sells_online_is_paid_without_cash_too():
    assert FIRMS["fashion-online"].advised.applies("7.2.01-04")


def test_a_wholesaler_of_medicines_issues_e_invoices_without_a_till():
    index = real_index("dbi-2025-sme", "pharma")
    ways = {"counter": False, "dealers": True, "branches": False}
    firm = Firm("small", ways=ways, employees=25)
    advised = Advised(index, [0] * len(index.codes), advice_of(index.id), firm)
    assert advised.plan(None)[index.places["7.2.11-08"]] == 1


def test_what_waits_for_a_tool_that_the_law_spares_some_is_open_to_them():
    """An accountant who must not invoice himself still fetches the invoices of clients."""
    index = real_index("dbi-2025-sme", "accounting")
    firm = Firm("micro", 400_000_000, True, {"bookkeeping": True}, employees=1)
    advised = Advised(index, [0] * len(index.codes), advice_of(index.id), firm)
    assert "7.2.12-03" in advised.shut
    assert "7.2.12-04" not in advised.shut


def test_each_filling_is_invoiced_within_the_first_three_months():
    steps = FIRMS["fuel-station"].counsel.steps
    (invoices,) = [step for step in steps if step.question == "7.2.19-04"]
    assert invoices.finish <= QUARTER


@pytest.mark.parametrize(
    ("size", "people", "most"), [("micro", 8, 1), ("small", 30, 2)]
)
def test_nobody_keeps_a_digital_team_that_the_firm_cannot_feed(size, people, most):
    index = real_index("dbi-2025-sme", "retail")
    place = index.places["3.3"]
    firm = Firm(size, employees=people)
    levels = [0] * len(index.codes)
    levels[place] = most
    advised = Advised(index, levels, advice_of(index.id), firm)
    assert not advised.can_rise(levels, place)
    levels[place] = most - 1
    assert advised.can_rise(levels, place)
