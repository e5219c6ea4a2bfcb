"""Nine months of each enterprise: when it came, which index it met, what it did."""

from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from accounts.models import Organisation, User
from assessment.demo.batch import FILLING_IN, Enterprise
from assessment.demo.story import (
    DRAFTS,
    NINE_MONTHS,
    SHOWN,
    TWICE,
    as_levels,
    done,
    draft,
    index_for_firm,
    levels_reaching,
    moments,
    overall,
    rounds_of_many,
    rounds_of_owner,
    shown_firm,
)
from indexes.index.model import Index
from tests.assessment.demo.facts import NOW, make_firm
from tests.builders import index_document


def rng_of(seed: int = 3) -> np.random.Generator:
    return np.random.default_rng(seed)


def make_enterprise(days_ago: int = 100, **facts) -> Enterprise:
    """Only in memory: nothing of a story reads the database."""
    firm = make_firm(**facts)
    since = NOW - timedelta(days=days_ago)
    organisation = Organisation(name=firm.name, created_at=since)
    return Enterprise(firm, organisation, User(email="chu@demo.example"))


@pytest.fixture(scope="module")
def versions():
    """The three indexes of the demo, as published versions give them."""
    versions = {}
    for name in ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"):
        document = index_document(name)
        versions[name] = SimpleNamespace(
            index=Index(document),
            index_in=lambda variant, document=document: Index(document, variant),
        )
    return versions


# When


def test_every_enterprise_came_in_the_last_nine_months():
    times = moments(rng_of(), 200, NOW)
    assert len(times) == 200
    first, last = min(times), max(times)
    assert NOW - timedelta(days=NINE_MONTHS) <= first
    assert last <= NOW - timedelta(days=1)


# Which index


def test_a_large_enterprise_meets_the_large_index(versions):
    firm = make_firm(employees=900, revenue=10**12, capital=10**12)
    assert index_for_firm(rng_of(), firm, versions).id == "dbi-2025-large"


def test_a_trade_that_no_industry_names_meets_the_older_index(versions):
    firm = make_firm(sector="Z")
    for seed in range(20):
        assert index_for_firm(rng_of(seed), firm, versions).id == "dbi-2021-sme"


def test_a_trade_with_industries_meets_the_newer_index_now_and_then(versions):
    firm = make_firm(sector="I")
    rng = rng_of()
    chosen = [index_for_firm(rng, firm, versions) for _ in range(100)]
    counts = Counter(index.id for index in chosen)
    assert 25 < counts["dbi-2025-sme"] < 65
    assert counts["dbi-2021-sme"] == 100 - counts["dbi-2025-sme"]
    own = {index.variant for index in chosen if index.id == "dbi-2025-sme"}
    fitting = set()
    for industry in versions["dbi-2025-sme"].index.variants["list"]:
        if "I" in industry.get("vsic", ()):
            fitting.add(industry["id"])
    assert own <= fitting


# Rounds of many


@pytest.fixture(scope="module")
def rounds(small_index):
    """Of a hundred enterprises."""
    answering = []
    for number in range(100):
        enterprise = make_enterprise(name=f"Quán {number}", days_ago=number + 10)
        answering.append((enterprise, small_index))
    return rounds_of_many(rng_of(), answering, NOW)


def test_shares_of_drafts_and_second_rounds_come_out_exactly(rounds):
    drafts = [round_ for round_ in rounds if round_.submitted_at is None]
    seconds = [round_ for round_ in rounds if round_.number == 2]
    assert len(drafts) == round(100 * DRAFTS)
    assert len(seconds) == round(100 * TWICE)
    assert len(rounds) == 100 + len(seconds)


def test_a_second_round_comes_after_the_first_of_the_same_enterprise(rounds):
    firsts = {row.enterprise.firm.name: row for row in rounds if row.number == 1}
    for second in rounds:
        if second.number == 2:
            first = firsts[second.enterprise.firm.name]
            assert first.submitted_at < second.started_at
            assert second.submitted_at <= NOW


def test_the_first_round_starts_when_the_enterprise_came(rounds):
    for row in rounds:
        if row.number == 1:
            assert row.started_at == row.enterprise.organisation.created_at


def test_of_no_enterprises_there_are_no_rounds():
    assert rounds_of_many(rng_of(), [], NOW) == []


# One round


def test_a_round_is_submitted_some_minutes_after_it_was_filled_in(small_index):
    levels = dict.fromkeys(small_index.codes, 2)
    row = done(rng_of(), small_index, make_enterprise(), levels, NOW, number=3)
    spent = row.submitted_at - row.started_at
    assert FILLING_IN + timedelta(minutes=1) <= spent
    assert spent <= FILLING_IN + timedelta(minutes=20)
    assert row.number == 3


def test_a_round_that_contradicts_itself_is_mended_before_it_is_kept(small_index):
    levels = dict.fromkeys(small_index.codes, 4) | {"3.1.1": 0}
    row = done(rng_of(), small_index, make_enterprise(), levels, NOW)
    assert row.values["3.1.1"].count > 0


def test_a_draft_holds_the_first_questions_only(small_index):
    levels = dict.fromkeys(small_index.codes, 2)
    enterprise = make_enterprise()
    whole = done(rng_of(), small_index, enterprise, levels, NOW)
    half = draft(rng_of(), small_index, enterprise, levels, NOW, share=0.5)
    assert half.submitted_at is None
    count = round(len(whole.values) / 2)
    assert list(half.values) == list(whole.values)[:count]


def test_a_draft_of_no_share_is_neither_empty_nor_whole(index):
    levels = dict.fromkeys(index.codes, 2)
    for seed in range(5):
        row = draft(rng_of(seed), index, make_enterprise(), levels, NOW)
        assert 0 < len(row.values) < len(index.asked(index.codes))


# The enterprises of the demo's owner


@pytest.mark.parametrize("name", SHOWN)
def test_the_owners_enterprises_stand_in_the_file_of_the_demo(name):
    firm = shown_firm(name, "Trần Thị Hạnh")
    assert firm.person == "Trần Thị Hạnh"
    assert firm.name
    assert (firm.size == "large") == (name == "maker")


def test_the_owner_has_two_finished_twice_one_once_and_one_half_done(versions):
    enterprises = {}
    for name, days in SHOWN.items():
        since = NOW - timedelta(days=days)
        firm = shown_firm(name, "Trần Thị Hạnh")
        organisation = Organisation(name=firm.name, created_at=since)
        enterprises[name] = Enterprise(firm, organisation, User())
    rounds = rounds_of_owner(rng_of(), enterprises, versions, NOW)
    of_firm = Counter(row.enterprise.firm.name for row in rounds)
    names = [enterprises[name].firm.name for name in ("done", "draft", "shop", "maker")]
    assert [of_firm[name] for name in names] == [2, 1, 2, 1]
    drafts = [row.enterprise.firm.name for row in rounds if row.submitted_at is None]
    assert drafts == [enterprises["draft"].firm.name]
    assert all(row.submitted_at <= NOW for row in rounds if row.submitted_at)


# Levels


def test_levels_are_whole_numbers_by_the_code_of_what_is_asked(small_index):
    row = np.arange(len(small_index.codes)) % 6
    levels = as_levels(small_index, row)
    assert list(levels) == small_index.asked(small_index.codes)
    assert {type(level) for level in levels.values()} == {int}


@pytest.mark.parametrize(("level", "at_level"), [(0, 0), (5, 5)])
def test_the_overall_level_is_the_engines(small_index, level, at_level):
    assert overall(small_index, dict.fromkeys(small_index.codes, level)) == at_level


def test_levels_of_two_rounds_come_out_where_they_are_to(small_index):
    later, earlier = levels_reaching(small_index, make_firm(), 2, 1)
    assert overall(small_index, later) == 2
    assert overall(small_index, earlier) == 1


def test_what_no_answers_can_reach_is_an_error(small_index):
    with pytest.raises(ValueError, match="level 9 after 1"):
        levels_reaching(small_index, make_firm(), 9, 1)
