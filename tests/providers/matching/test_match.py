"""One enterprise beside the directory: what helps it and in which order."""

import numpy as np
import pytest

from accounts.models import Organisation
from indexes.advice.advised import Advised
from providers.matching.facts import facts_of
from providers.matching.match import NEAR_MISSES, PER_PROVIDER, match_of
from providers.matching.plan import Plan, Step
from providers.matching.rules import SOFT
from providers.models import Provider, Solution
from tests.builders import NOW, make_provider, make_result, make_solution
from tests.providers.matching.examples import large, match, offer, shop

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_options_are_read_from_the_answers_of_the_result():
    offer("kenh", ("web.site", 3))
    assert match(shop(q_2_5=["website"])[1])["suggestions"] == []
    (suggestion,) = match(shop(q_2_5=["email"])[1])["suggestions"]
    assert [gap["question"] for gap in suggestion["gaps"]] == ["2.5"]


def test_who_answers_by_groups_has_them_as_gaps_and_who_refines_has_criteria():
    offer("du-lieu", ("data.protection", 2))
    for result, code in ((large()[1], "1.4"), (large(q_1_4_3=0)[1], "1.4.3")):
        (suggestion,) = match(result)["suggestions"]
        first = [
            gap["question"]
            for gap in suggestion["gaps"]
            if gap["question"].startswith("1.")
        ]
        assert code in first
        assert ("1.4" in first) == (code == "1.4")


def matched(budget=None, **of_result):
    """A firm at level 1 of the small index beside the directory."""
    return match_of(make_result(level=1, **of_result), budget, NOW)


def chosen(match, mask) -> list[str]:
    rows = np.flatnonzero(mask)
    return [match.slug(row) for row in rows]


def in_shop_of(name: str, **fields):
    return make_solution(make_provider(name, name), name, **fields)


def test_an_empty_directory_matches_nothing():
    match = matched(budget=50_000_000)
    assert match.suggested == []
    assert match.near_misses([]) == []
    assert match.loosened() == ()
    assert not match.may_be_asked("web")


@pytest.mark.sql
def test_a_directory_of_more_than_a_thousand_providers_is_matched():
    """SQLite reads no list of a thousand conditions."""
    organisations = []
    for number in range(1_001):
        organisations.append(Organisation(kind="provider", name=f"Nhà {number}"))
    Organisation.objects.bulk_create(organisations)
    providers = []
    for number, organisation in enumerate(organisations):
        slug = f"nha-{number}"
        providers.append(Provider(organisation=organisation, slug=slug, about={}))
    Provider.objects.bulk_create(providers)
    offers = [unsaved_offer(provider) for provider in providers]
    Solution.objects.bulk_create(offers)
    assert matched().useful.sum() == 1_001


def unsaved_offer(provider: Provider) -> Solution:
    return Solution(
        provider=provider,
        slug=provider.slug,
        name={},
        what={},
        kind="service",
        index_id="small",
        improves=[{"question": "1.1.1", "lift": 2}],
        price_from=0,
        price_to=0,
        price_unit="once",
    )


def test_what_helps_and_passes_every_rule_is_allowed():
    in_shop_of("a-hop")
    in_shop_of("b-lon", sizes=["large"])
    in_shop_of("c-vo-ich", improves=[{"question": "9.9.9", "lift": 1}])
    match = matched()
    assert chosen(match, match.useful) == ["a-hop", "b-lon"]
    assert chosen(match, match.allowed) == ["a-hop"]


@pytest.mark.sql
def test_whoever_only_asks_whether_a_solution_helps_does_not_wait_for_a_plan(
    monkeypatch,
):
    """To find the advised way takes longer than all the rest."""
    asked = []
    plan = Advised.plan

    def noted(advised, *target):
        asked.append(target)
        return plan(advised, *target)

    monkeypatch.setattr(Advised, "plan", noted)
    make_solution(make_provider())
    match = match_of(make_result(level=1), None, NOW)
    assert match.may_be_asked("web")
    assert asked == []
    assert match.suggested == [0]
    assert len(asked) == 1
    assert match.path.any()
    assert len(asked) == 1


def test_without_anything_to_suggest_no_plan_is_looked_for(monkeypatch):
    monkeypatch.setattr(Advised, "plan", None)
    assert match_of(make_result(level=1), None, NOW).suggested == []


def test_rows_stand_in_the_order_of_their_slugs_whenever_they_were_made():
    for name in ("c", "a", "b"):
        in_shop_of(name)
    slugs = [solution.slug for solution in matched().directory.entries.solutions]
    assert slugs == ["a", "b", "c"]


def test_an_answer_at_the_top_has_no_room():
    make_solution(improves=[{"question": "1.1.1", "lift": 5}])
    match = match_of(make_result(level=5), None, NOW)
    assert not match.useful.any()
    assert not match.gains.any()


def test_gains_are_cut_at_the_top():
    make_solution(improves=[{"question": "1.1.1", "lift": 5}])
    match = match_of(make_result(level=3), None, NOW)
    assert match.gains.sum() == 2


@pytest.mark.parametrize(
    ("rule", "fields", "provider"),
    [
        ("size", {"sizes": ["large"]}, {}),
        ("sector", {"sectors": ["A"]}, {}),
        ("vetted", {}, {"vetted_until": None}),
        ("capacity", {}, {"capacity_per_month": 0}),
        ("budget", {"price_from": 9_000_000}, {}),
    ],
)
def test_what_one_rule_misses_passes_without_it(rule, fields, provider):
    make_solution(make_provider(**provider), **fields)
    match = matched(budget=8_000_000)
    assert chosen(match, match.missed_by(rule)) == ["web"]
    assert chosen(match, match.passing_without((rule,))) == ["web"]
    assert match.loosened() == (rule,)
    others = [code for code in SOFT if code != rule]
    assert not any(match.missed_by(code).any() for code in others)
    assert not match.passing_without(()).any()


def test_of_two_rules_that_open_as_much_the_first_gives_way():
    in_shop_of("a-dat", price_from=9_000_000)
    in_shop_of("b-lon", sizes=["large"])
    assert matched(budget=8_000_000).loosened() == ("budget",)


def test_what_is_not_offered_any_more_is_never_opened():
    make_solution(is_active=False, sizes=["large"])
    match = matched()
    assert match.loosened() == ()
    assert match.near_misses([]) == []


def test_near_misses_are_few_and_the_best_of_them():
    for number in range(NEAR_MISSES + 2):
        lift = 1 + (number % 4)
        in_shop_of(
            f"lon-{number}",
            sizes=["large"],
            improves=[{"question": "1.1.1", "lift": lift}],
        )
    match = matched()
    rows = match.near_misses([])
    assert len(rows) == NEAR_MISSES
    scores = match.scores[rows]
    assert list(scores) == sorted(scores, reverse=True)


def test_a_list_of_few_providers_holds_few_solutions_of_each():
    provider = make_provider()
    for number in range(PER_PROVIDER + 3):
        make_solution(provider, f"web-{number}")
    assert len(matched().suggested) == PER_PROVIDER


def test_the_way_up_names_steps_within_the_room_that_is_left():
    match = matched()
    assert match.path.any()
    assert (match.path >= 0).all()
    assert (match.path <= match.open).all()


def test_what_one_rule_alone_is_against_may_still_be_asked():
    in_shop_of("a-hop")
    in_shop_of("b-lon", sizes=["large"])
    in_shop_of("c-vo-ich", improves=[{"question": "9.9.9", "lift": 1}])
    in_shop_of("d-lon-khac-nganh", sizes=["large"], sectors=["A"])
    in_shop_of("e-het-ban", is_active=False)
    match = matched()
    asked = [row.slug for row in match.directory.entries.solutions]
    assert list(filter(match.may_be_asked, asked)) == ["a-hop", "b-lon"]
    assert not match.may_be_asked("khong-co")


def test_where_nothing_passes_what_comes_closest_may_be_asked():
    in_shop_of("a-lon-khac-nganh", sizes=["large"], sectors=["A"])
    assert matched().may_be_asked("a-lon-khac-nganh")


def test_the_way_we_advise_is_the_plan_where_none_is_handed_in():
    result = make_result(level=1)
    advised = match_of(result, None, NOW)
    steps = []
    for aim in advised.aims:
        steps += [
            Step(aim.question, level, level + 1)
            for level in range(aim.from_level, aim.to_level)
        ]
    planned = match_of(result, None, NOW, Plan(steps))
    assert advised.aims
    assert planned.aims == advised.aims
    assert (planned.path == advised.path).all()


def test_a_plan_that_is_handed_in_is_the_way():
    match = match_of(
        make_result(level=1),
        None,
        NOW,
        Plan([Step("2.1.1", 1, 2), Step("2.1.1", 2, 3)]),
    )
    assert [aim.question for aim in match.aims] == ["2.1.1"]
    assert match.path[match.index.places["2.1.1"]] == match.path.sum() == 2


def test_a_step_between_two_marks_counts_once_and_the_one_after_it_not_yet():
    make_solution(improves=[{"question": "1.1.1", "lift": 2}])
    plan = Plan([Step("1.1.1", 1, 3), Step("1.1.1", 3, 5), Step("2.1.1", 1, 2)])
    match = match_of(make_result(level=1), None, NOW, plan)
    assert match.helped.tolist() == [1]
    assert match.path.sum() == 3


def test_a_step_that_earns_nothing_is_helped_with_where_it_is_meant_to_be_done(
    monkeypatch,
):
    make_solution(improves=[{"question": "1.1.1", "lift": 1}])
    result = make_result(level=1)
    monkeypatch.setattr(
        "providers.matching.match.gained", lambda lifts, **_: np.zeros_like(lifts)
    )
    assert not match_of(result, None, NOW).useful.any()
    meant = match_of(result, None, NOW, Plan([Step("1.1.1", 1, 2)]))
    assert meant.useful.all()
    assert [gap["question"] for gap in facts_of(meant, 0)["gaps"]] == ["1.1.1"]
    asked = match_of(result, None, NOW)
    assert asked.may_be_asked("web"), "whoever stands beside a step can be asked"


def test_what_the_owner_left_out_is_offered_by_nobody():
    make_solution(improves=[{"question": "1.1.1", "lift": 2}])
    result = make_result(level=1)
    assert match_of(result, None, NOW).allowed.any()
    left_out = Plan(left_out=frozenset({"1.1.1"}))
    match = match_of(result, None, NOW, left_out)
    assert not match.useful.any()
    assert match.suggested == match.near_misses([]) == []


@pytest.mark.parametrize(
    ("ways", "is_offered"),
    [({}, True), ({"branches": True}, True), ({"branches": False}, False)],
)
def test_what_makes_no_sense_for_how_the_firm_works_is_offered_by_nobody(
    ways, is_offered
):
    offer("chuoi", ("sales.chain", 3))
    _, result = shop()
    result.assessment.ways = ways
    match = match_of(result, None, NOW)
    assert match.useful.tolist() == [is_offered]
    assert match.may_be_asked("chuoi") is is_offered


def test_at_the_top_there_is_no_way_up():
    match = match_of(make_result(level=5), None, NOW)
    assert match.distance is None
    assert not match.path.any()


def test_options_are_asked_for_only_where_an_index_helps_option_by_option(
    django_assert_num_queries,
):
    make_solution()
    small = make_result(level=1)
    assert small.organisation, "at hand, as for a page"
    # Solutions, providers, places taken, who is hidden or was seen before.
    with django_assert_num_queries(5):
        match_of(small, None, NOW)
    _, result = shop()
    assert result.organisation
    with django_assert_num_queries(6):  # and the options picked
        match_of(result, None, NOW)
