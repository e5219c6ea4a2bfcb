"""What an index says of its steps: time, money, people, what stands first, what proves it."""

from itertools import product

import pytest

from indexes.index.conditions import holds
from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from indexes.index.step_facts import StepFacts
from tests.builders import INDEXES, index_document

WIDE = (INDEXES / "wide.yaml").read_text(encoding="utf-8")
SHOP = Index(index_document("wide"), "shop")


def test_the_nearest_says_who_does_a_step_and_what_it_costs():
    assert SHOP.step_facts("2.1") == StepFacts(
        2, 2, (), True, "owner", 0, 5_000_000, "", 2, in_any_order=True
    )
    assert SHOP.step_facts("1.2.1") == StepFacts(
        2, 1, (), True, "sales", 0, 5_000_000, "dx_consulting"
    )
    assert SHOP.step_facts("3.1.s-1") == StepFacts(
        1, 1, (), True, "owner", 1_000_000, 2_000_000, "dx_solutions"
    )
    assert SHOP.step_facts("3.1.s-2").support == ""


def test_a_step_waits_for_what_it_builds_on_and_names_or_else_for_what_its_group_names():
    assert SHOP.step_facts("3.1.s-3").after == ("3.1.s-2", "3.1.s-1", "2.1")
    assert SHOP.step_facts("1.1").after == ("1.2", "1.2.1")
    assert SHOP.step_facts("1.1.1").after == ("1.2", "1.2.1")
    assert SHOP.step_facts("1.1.2").after == ("1.1.1",)


def test_to_name_a_criterion_of_another_group_is_to_name_that_group():
    document = index_document("wide")
    document["pillars"][0]["indicators"][0]["questions"][1]["after"] = ["1.2.1"]
    assert Index(document, "shop").step_facts("1.1.2").after == ("1.2.1", "1.2")


def test_a_question_may_be_left_out_of_every_advice():
    assert [code for code in SHOP.codes if not SHOP.step_facts(code).advised] == ["2.2"]


def test_a_question_may_be_advised_up_to_a_level_only():
    assert [SHOP.step_facts("2.1").advises(level) for level in range(3)] == [
        True,
        True,
        False,
    ]
    assert dict(zip(SHOP.codes, costs_of(SHOP), strict=True))["2.1"] == (2, 2, None)
    assert not SHOP.step_facts("2.2").advises(0)
    document = index_document("wide")
    document["pillars"][0]["indicators"][0]["questions"][0]["advised_up_to"] = (
        2  # of levels that start at 1
    )
    assert Index(document).step_facts("1.1.1").advised_up_to == 1


def test_an_index_without_such_facts_says_so():
    small = Index(index_document("small"))
    assert small.step_facts("2.1.1") == StepFacts(
        1, 1, (), True, "", 0, 0, "", is_priced=False
    )
    assert small.proof_kinds("2.1.1") == ()
    assert small.who_name("owner") == {"vi": "", "en": ""}


def test_people_and_kinds_of_proof_have_names():
    assert SHOP.who_name("sales") == {"vi": "Người bán hàng", "en": "Sales"}
    assert SHOP.proof_kinds("1.1.1") == (
        ("screenshot", {"vi": "Ảnh chụp màn hình", "en": "A screenshot"}),
    )
    assert [kind for kind, _ in SHOP.proof_kinds("3.1.s-2")] == [
        "invoice",
        "screenshot",
    ]
    assert [kind for kind, _ in SHOP.proof_kinds("3.1.s-4")] == ["invoice"]


@pytest.mark.parametrize(
    ("name", "variant", "left_out"),
    [
        ("dbi-2021-sme", "", ["4.2.3", "5.2.4"]),
        ("dbi-2025-sme", "retail", ["2.6", "4.3", "5.2", "5.3"]),
        ("dbi-2025-large", "", []),
    ],
)
def test_every_step_of_our_indexes_says_who_what_it_costs_and_what_proves_it(
    name, variant, left_out
):
    index = Index(index_document(name), variant)
    assert [
        code for code in index.codes if not index.step_facts(code).advised
    ] == left_out
    for code in index.codes:
        facts = index.step_facts(code)
        assert all(
            name.strip()
            for _, names in index.proof_kinds(code)
            for name in names.values()
        )
        assert index.proof_kinds(code), code
        if facts.advised:
            assert all(index.who_name(facts.who).values())
            assert 0 <= facts.cost_low < facts.cost_high


def test_a_till_stands_before_accounts_linked_to_it_and_customers_before_marketing():
    retail = Index(index_document("dbi-2025-sme"), "retail")
    assert retail.step_facts("7.2.01-11").after == ("7.2.01-01",)
    assert retail.step_facts("7.2.01-15").after == ("7.2.01-10",)
    assert retail.step_facts("7.2.01-22").after == ("7.2.01-06", "7.2.01-10")


@pytest.mark.parametrize("name", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"])
def test_every_contradiction_is_heard_when_it_is_there_and_only_then(name):
    index = Index(index_document(name))
    assert len(index.checks) >= 20
    for check in index.checks:
        for code in check["questions"]:
            top = index.rubric.questions[index.codes.index(code)].top
            every = [dict.fromkeys(check["questions"], level) for level in (0, top)]
            assert not any(holds(check["when"], levels) for levels in every), check[
                "id"
            ]
        assert any(
            holds(check["when"], levels)
            for levels in _extremes(index, check["questions"])
        ), check["id"]


def _extremes(index: Index, codes: list[str]) -> list[dict[str, int]]:
    """Each question at its lowest or highest level, in every combination."""
    tops = [index.rubric.questions[index.codes.index(code)].top for code in codes]
    return [
        dict(zip(codes, levels, strict=True))
        for levels in product(*((0, top) for top in tops))
    ]
