"""Tools of a list by the job they help with."""

from collections import Counter

import pytest

from indexes.advice.jobs import Job, by_job
from indexes.advice.model import Advice
from indexes.advice.queries import advice_of
from indexes.index.model import variants_of
from tests.builders import index_document
from tests.indexes.advice.examples import (
    ADVICE,
    problems_of,
    spoilt,
    with_jobs,
)

SHOP = [f"3.1.s-{number}" for number in range(1, 5)]
SELLING = {"vi": "Bán hàng", "en": "Selling"}
STALL = {"vi": "Sạp", "en": "The stall"}


def test_tools_stand_by_job_in_the_order_of_the_document():
    advice = Advice(with_jobs())
    assert by_job(advice, "shop", SHOP) == [
        Job(SELLING, ("3.1.s-2",)),
        Job(STALL, ("3.1.s-1", "3.1.s-3", "3.1.s-4")),
    ]


def test_an_industry_that_has_no_name_of_its_own_takes_the_usual_one():
    advice = Advice(with_jobs())
    (job,) = by_job(advice, "farm", ["3.1.f-1"])
    assert job.name == {"vi": "Xưởng", "en": "Workshop"}


@pytest.mark.parametrize("advice", [None, Advice(ADVICE)])
def test_tools_of_which_nobody_says_the_job_are_one_list_without_a_name(advice):
    assert by_job(advice, "shop", SHOP) == [Job({}, tuple(SHOP))]


def test_a_tool_that_is_newer_than_the_advice_comes_last():
    advice = Advice(with_jobs())
    assert by_job(advice, "shop", ["3.1.s-9", *SHOP])[-1] == Job({}, ("3.1.s-9",))


def test_a_sound_file_with_jobs_has_no_problem(fixtures):
    assert problems_of(fixtures, with_jobs()) == []


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (
            ["kinds", "tool", "job"],
            "sea",
            "kinds.tool.job: 'sea' is not among the jobs",
        ),
        (["questions", "3.1.s-2", "job"], "sea", "'sea' is not among the jobs"),
        (
            ["kinds", "tool"],
            ADVICE["kinds"]["tool"],
            "'3.1.s-1' is a tool and has no job",
        ),
        (["jobs", "sea"], {"name": SELLING}, "No tool is for the job 'sea'"),
        (
            ["jobs", "selling", "at"],
            {"farm": STALL},
            "jobs.selling.at.farm: 'farm' has no tool for the job 'selling'",
        ),
        (["jobs", "work", "name"], {"vi": "Xưởng"}, "The key 'en' is missing"),
    ],
)
def test_every_mistake_in_jobs_is_told(fixtures, place, value, said):
    problems = problems_of(fixtures, spoilt(place, value, with_jobs()))
    assert any(said in problem for problem in problems), problems


def test_every_tool_of_every_industry_stands_under_a_job_that_can_be_looked_over():
    advice = advice_of("dbi-2025-sme")
    variants = variants_of(index_document("dbi-2025-sme"))
    assert len(variants) == 25
    most = Counter()
    for index in variants:
        jobs = by_job(advice, index.variant, index.tools["7.2"])
        assert all(job.name for job in jobs), index.variant
        assert 4 <= len(jobs) <= 7, index.variant
        most[index.variant] = max(len(job.codes) for job in jobs)
    # The trade itself has the longest; of bookkeepers nearly all is their trade.
    assert max(most.values()) == most["accounting"] == 16
    assert most["food-beverage"] <= 6
