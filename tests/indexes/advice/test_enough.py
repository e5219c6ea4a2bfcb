"""How far firms of a size are told to climb, and what is wrong with saying so."""

import pytest

from indexes.advice.advised import Advised
from indexes.advice.enough import enough_of
from indexes.advice.firm import Firm
from indexes.advice.model import E_INVOICE, NOTHING, Advice, QuestionAdvice
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from tests.builders import index_document
from tests.indexes.advice.examples import problems_of, spoilt

CHANNELS, SAFETY, BUDGET = "2.5", "2.4", "3.4"
SHOP = Index(index_document("dbi-2025-sme"), "food-beverage")


def saying(**enough: int) -> QuestionAdvice:
    return Advice(
        spoilt(["questions", "1.2", "enough"], enough),
    ).question("1.2")


@pytest.mark.parametrize(
    ("size", "people", "enough"),
    [
        ("micro", 1, 2),
        ("micro", 2, 3),
        ("micro", 5, 3),
        ("micro", 6, 4),
        ("micro", None, 4),
        ("small", 1, None),
        ("", 1, None),
    ],
)
def test_what_is_said_nearest_to_a_firm_holds(size, people, enough):
    said = saying(alone=2, few=3, micro=4)
    assert enough_of(said, Firm(size, employees=people)) == enough


def test_of_whoever_works_alone_what_is_said_of_few_holds():
    assert enough_of(saying(few=2), Firm("micro", employees=1)) == 2
    assert enough_of(NOTHING, Firm("micro", employees=1)) is None


def climbing(firm: Firm, chosen=(), **levels: int) -> Advised:
    now = [levels.get(code, 0) for code in SHOP.codes]
    has = {CHANNELS: chosen}
    advice = advice_of("dbi-2025-sme")
    return Advised(SHOP, now, advice, firm, chosen=lambda code: has.get(code, ()))


def top_of(advised: Advised, code: str) -> int:
    """The highest level to which a step leads."""
    place = SHOP.places[code]
    stops = SHOP.rubric.questions[place].stops
    rows = zip(advised.costs[place], stops, strict=True)
    return max((stop for cost, stop in rows if cost is not None), default=0)


@pytest.mark.parametrize(
    ("people", "size", "top"),
    [
        (1, "micro", 1),
        (5, "micro", 1),
        (9, "micro", 3),
        (40, "small", 3),
        (500, "large", 5),
    ],
)
def test_a_stall_is_told_of_fewer_channels_than_a_factory(people, size, top):
    advised = climbing(Firm(size, employees=people))
    assert top_of(advised, CHANNELS) == top


@pytest.mark.parametrize(
    ("chosen", "top"),
    [
        ((), 1),
        (("none",), 1),
        (("social",), 1),
        # Zalo is still worth its while.
        (("email",), 2),
        (("email", "app"), 3),
        (("email", "social"), 2),
    ],
)
def test_who_has_other_channels_may_still_open_the_first(chosen, top):
    advised = climbing(Firm("micro", employees=2), chosen)
    assert top_of(advised, CHANNELS) == top


def test_what_is_enough_is_neither_advised_nor_told_as_needless():
    firm = Firm("micro", employees=1, wants=("sell",), ways={"takeaway": True})
    advised = climbing(firm, **{CHANNELS: 1})
    for target in (None, 2):
        after = advised.plan(target)
        assert after[SHOP.places[CHANNELS]] == 1
    quickest = advised.cheapest(2)
    assert quickest[SHOP.places[CHANNELS]] == 1
    assert CHANNELS not in dict(advised.left_out())


def test_the_law_brings_in_only_what_its_invoices_build_on():
    """Whom it asks for e-invoices needs a till, and no accountant's program for that."""
    firm = Firm("micro", revenue=2 * 10**9, is_household=True, employees=1)
    advised = climbing(firm)
    assert advised.applies("7.2.13-01")
    assert advised.applies("7.2.13-26") is False
    unasked = climbing(Firm("micro", revenue=10**8, is_household=True, employees=1))
    assert unasked.applies("7.2.13-01") is False


@pytest.mark.parametrize(
    ("enough", "said"),
    [
        ({"micro": 1}, "questions.1.2.enough.micro: A step must be left"),
        ({"micro": 3}, "questions.1.2.enough.micro: A step must be left"),
        ({"tiny": 2}, "The key 'tiny' is not known here"),
    ],
)
def test_every_fault_of_what_is_enough_is_told(fixtures, enough, said):
    document = spoilt(["questions", "1.2", "enough"], enough)
    del document["questions"]["1.2"]["floor"]
    assert said in "\n".join(problems_of(fixtures, document))


def test_enough_is_no_less_than_the_floor_nor_falls_as_firms_grow(fixtures):
    document = spoilt(["questions", "1.2", "enough"], {"few": 2})
    told = "\n".join(problems_of(fixtures, document))
    assert "questions.1.2.enough.few: The floor is 3, above what is enough" in told
    for enough, told in (
        ({"few": 1, "small": 2}, False),
        ({"few": 2, "small": 1}, True),
    ):
        said = {"kind": "web", "enough": enough}
        problems = problems_of(fixtures, spoilt(["questions", "2.1"], said))
        falls = "A larger firm would have enough of less: 1 after 2" in "\n".join(
            problems
        )
        assert (falls, bool(problems)) == (told, told)


def test_whoever_must_invoice_is_advised_all_that_the_invoices_build_on():
    """However few: `invoicing` is said of nothing else."""
    document = index_document("dbi-2025-sme")
    advice = advice_of("dbi-2025-sme")
    under: set[str] = set()
    for variant in document["variants"]["list"]:
        index = Index(document, variant["id"])
        waiting = [
            code for code in index.codes if advice.question(code).law == E_INVOICE
        ]
        while waiting:
            code = waiting.pop()
            under.add(code)
            waiting += index.step_facts(code).after
    for code in advice_of("dbi-2025-sme")._questions:
        said = advice.question(code)
        assert said.invoicing == (code in under and said.people > 0), code
