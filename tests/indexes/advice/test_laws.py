"""Laws over the advice that is shipped: whatever a firm does, it is advised with sense."""

import re
from functools import cache

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.model import PURPOSES, Advice
from indexes.advice.queries import advice_of
from indexes.index.model import Index, variants_of
from registry.sizes import SIZES
from tests.builders import index_document

INDEXES = ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")
INDUSTRIES = [
    variant["id"] for variant in index_document("dbi-2025-sme")["variants"]["list"]
]
CASES = [
    ("dbi-2021-sme", ""),
    ("dbi-2025-large", ""),
    *(("dbi-2025-sme", industry) for industry in INDUSTRIES),
]
OWN_SIZE = {"sme": "small", "large": "large"}  # whose costs an index estimates
# Tools of whom a firm needs the ways of both: its own and those of what it waits for.
BOTH = {"7.2.15-04", "7.2.19-13", "7.2.21-08"}
# Groups told at what most firms pay: without criteria that are for a few ways of working.
LESS = {("dbi-2025-large", "4.4")}
FEWEST_LEFT = 8  # steps for a firm that says no to all it is asked


@cache
def case(index_id: str, variant: str) -> tuple[Advice, Index, tuple[str, ...]]:
    """The advice, the index, and the questions of it that can be raised."""
    index = Index(index_document(index_id), variant)
    raised = filter(lambda code: index.step_facts(code).advises(0), index.codes)
    return advice_of(index_id), index, tuple(raised)


def applying(advice: Advice, codes: tuple[str, ...], holding: set[str]) -> list[str]:
    """The questions that make sense for a firm that works in these ways and no others."""
    return [code for code in codes if makes_sense(advice, code, holding)]


def makes_sense(advice: Advice, code: str, holding: set[str]) -> bool:
    ways = advice.question(code).ways
    return not ways or bool(ways & holding)


every_case = pytest.mark.parametrize(("index_id", "variant"), CASES)


def test_every_index_that_can_be_answered_has_advice():
    files = (settings.FIXTURES_DIR / "advice").glob("*.yaml")
    assert sorted(file.stem for file in files) == sorted(INDEXES)
    for index_id in INDEXES:
        advice = advice_of(index_id)
        assert advice.index_id == index_id
        assert advice.confidence == "assumed"
        assert set(advice.asked) == {
            index.variant or "all" for index in variants_of(index_document(index_id))
        }


@given(st.sampled_from(CASES), st.data())
def test_whatever_a_firm_does_each_purpose_is_served_by_something(drawn, data):
    advice, index, raised = case(*drawn)
    asked = advice.asked_of(index.variant)
    holding = data.draw(st.sets(st.sampled_from(asked)))
    left = applying(advice, raised, holding)
    assert len(left) >= FEWEST_LEFT
    served: set[str] = set()
    for code in left:
        served.update(advice.question(code).serves)
    assert served == set(PURPOSES)


@given(st.sampled_from(CASES), st.data())
def test_saying_yes_to_one_way_more_never_takes_a_step_away(drawn, data):
    advice, index, raised = case(*drawn)
    ways = st.sampled_from(advice.asked_of(index.variant))
    holding = data.draw(st.sets(ways))
    more = holding | {data.draw(ways)}
    before, after = (applying(advice, raised, held) for held in (holding, more))
    assert set(before) <= set(after)


@every_case
def test_a_firm_that_does_all_it_is_asked_about_is_advised_on_everything(
    index_id, variant
):
    advice, _, raised = case(index_id, variant)
    assert applying(advice, raised, set(advice.asked_of(variant))) == list(raised)


@every_case
def test_what_waits_for_a_tool_makes_sense_only_where_the_tool_does(index_id, variant):
    # A tool is of no use without those it waits for: where one of them made no sense, neither
    # would it, whatever is said of it.
    advice, index, raised = case(index_id, variant)
    for code in raised:
        own = advice.question(code).ways
        for base in index.step_facts(code).after:
            ways = advice.question(base).ways
            if index.questions[base]["kind"] == "tool" and ways and code not in BOTH:
                assert own, (code, base)
                assert own <= ways, (code, base)


@every_case
def test_the_floor_is_short_and_about_safety_and_rules(index_id, variant):
    advice, _, raised = case(index_id, variant)
    floors = [code for code in raised if advice.question(code).floor]
    assert 1 <= len(floors) <= 12
    for code in floors:
        serves = advice.question(code).serves
        assert max(serves.get("safe", 0), serves.get("rules", 0)) >= 2, code
    safe = [code for code in floors if advice.question(code).serves.get("safe") == 3]
    assert safe  # nobody is without a floor of safety


def test_whatever_brings_e_invoices_is_what_the_law_asks_for():
    # The capabilities say independently which questions are about e-invoices.
    for index_id in INDEXES:
        file = settings.FIXTURES_DIR / "capabilities" / f"{index_id}.yaml"
        helpers = yaml.safe_load(file.read_text(encoding="utf-8"))["questions"]
        document = index_document(index_id)
        for index in variants_of(document):
            for code in index.codes:
                brings = "finance.invoices" in helpers.get(code, ())
                law = advice_of(index_id).question(code).law
                assert (law in {"e_invoice", "fuel_invoice"}) is brings, code


@every_case
def test_costs_agree_with_those_of_the_index(index_id, variant):
    advice, index, raised = case(index_id, variant)
    size = OWN_SIZE[index.head["audience"]]
    for code in raised:
        facts, (low, high) = index.step_facts(code), advice.question(code).cost[size]
        if (index_id, code) in LESS:
            assert high < facts.cost_high, code
            continue
        assert (low, high) == (facts.cost_low, facts.cost_high), code


@every_case
def test_a_large_firm_pays_many_times_what_a_small_shop_pays(index_id, variant):
    advice, _, raised = case(index_id, variant)
    for code in raised:
        cost = advice.question(code).cost
        assert list(cost) == list(SIZES)
        assert cost["large"][1] >= 8 * cost["micro"][1], code


def test_a_group_has_no_higher_floor_than_its_criteria():
    advice, index, _ = case("dbi-2025-large", "")
    floors = 0
    for group, members in index.groups.items():
        floor = advice.question(group).floor
        if floor:
            floors += 1
            for size in SIZES:
                of_members = [advice.question(c).floor.get(size, 0) for c in members]
                assert floor[size] <= max(of_members)
    assert floors == 3


def test_trades_are_asked_what_tells_their_shops_apart():
    advice = advice_of("dbi-2025-sme")
    codes = {"cloud kitchen": "7.2.13-09", "table booking": "7.2.13-04"}
    assert advice.question(codes["cloud kitchen"]).ways == {"delivery"}
    assert advice.question(codes["table booking"]).ways == {"seats"}
    assert {"seats", "delivery", "branches"} <= set(advice.asked_of("food-beverage"))


def test_security_comes_before_everything():
    # Who works alone needs no rules of who may see what.
    by_size = {"micro": 2, "small": 3, "medium": 3, "large": 3}
    assert advice_of("dbi-2025-sme").question("2.4").floor == by_size
    for_all = dict.fromkeys(SIZES, 3)
    assert advice_of("dbi-2021-sme").question("3.2.8").floor == for_all
    assert advice_of("dbi-2025-large").question("3.3.3").floor == for_all


@pytest.mark.parametrize("has_phones_only", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_whatever_its_size_a_firm_first_copies_locks_and_updates(size, has_phones_only):
    """In the words of the steps that are its floor: updates earn no points of their own."""
    question = advice_of("dbi-2025-sme").question("2.4")
    said = ""
    for option in question.options[: question.floor[size]]:
        told = option.by_phone if has_phones_only else option
        said += f"{told.task['vi']}. {told.do['vi']} ".lower()
    for word in ("sao lưu", "mật khẩu|mã khóa", "hai lớp", "cập nhật"):
        assert re.search(word, said), word


@every_case
def test_whatever_can_be_a_step_is_named_as_a_thing_to_do(index_id, variant):
    """A tool is named itself: to begin to use it is what to do. No two bear one name."""
    _advice, index, raised = case(index_id, variant)
    tasks = []
    for code in raised:
        question = index.questions[code]
        if question["kind"] != "tool":
            assert question.get("task"), code
            tasks.append(question["task"]["vi"])
    assert len(set(tasks)) == len(tasks)
