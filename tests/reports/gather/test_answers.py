"""Pillars with their indicators and criteria, as they were answered."""

from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.access.scopes import Scope
from indexes.index.options import level_of_options
from reports.gather.comparison import _open_criteria
from reports.pdf.details import _next_answer
from survey.models import Answer, Figure, Result
from survey.results.services import submit
from tests.builders import (
    NOW,
    index_document,
    make_answers,
    make_assessment,
    make_index_version,
    make_result,
    make_version_of,
)
from tests.reports.reading import gathered, of_noodle_shop

pytestmark = pytest.mark.django_db


def test_every_number_is_the_one_of_the_frozen_result(real_result):
    contents = gathered(real_result)
    assert contents.total == real_result.total
    assert contents.maximum == 320
    assert contents.level.number == real_result.level
    assert [pillar.points for pillar in contents.pillars] == real_result.pillar_points
    assert [
        pillar.level.number for pillar in contents.pillars
    ] == real_result.pillar_levels
    criteria = [
        criterion for pillar in contents.pillars for criterion in pillar.criteria
    ]
    assert len(criteria) == 60
    assert sum(criterion.points for criterion in criteria) == real_result.total


def test_a_pillar_says_where_its_levels_begin(real_result):
    cuts = {pillar.cuts for pillar in gathered(real_result).pillars}
    assert cuts == {(10.0, 20.0, 40.0, 60.0, 80.0)}


def test_a_pillar_with_bands_of_its_own_says_where_those_begin():
    document = index_document("small")
    bands = [{"level": 0, "below": 40}, {"level": 1, "at_least": 40, "up_to": 100}]
    document["pillars"][0]["bands"] = bands
    version = make_index_version(document)
    first, *others = gathered(
        make_result(make_assessment(index_version=version))
    ).pillars
    assert first.cuts == (40.0,)
    assert {pillar.cuts for pillar in others} == {(10.0, 20.0, 40.0, 60.0, 80.0)}


def test_an_indicator_adds_up_its_criteria(real_result):
    for pillar in gathered(real_result).pillars:
        assert sum(indicator.points for indicator in pillar.indicators) == pillar.points
        assert (
            sum(indicator.maximum for indicator in pillar.indicators) == pillar.maximum
        )


def test_the_percent_to_a_pillar_s_next_level_leads_to_where_that_begins(real_result):
    for pillar in gathered(real_result).pillars:
        ahead = [cut for cut in pillar.cuts if cut >= pillar.percent]
        beyond = float(pillar.percent + pillar.to_next) - min(ahead)
        assert -0.11 <= beyond <= 100 / float(pillar.maximum) + 0.11


@pytest.mark.sql
def test_the_numbers_an_owner_gave_are_shown_with_the_answer():
    assessment = make_assessment()
    make_answers(assessment)
    code = next(
        c
        for c, q in assessment.index_version.index.questions.items()
        if q["kind"] == "ratio"
    )
    question = assessment.index_version.index.questions[code]
    assessment.answers.filter(question=code).update(numerator=1500, denominator=2000)
    contents = gathered(make_result(assessment))
    given = {
        criterion.code: criterion.numbers
        for pillar in contents.pillars
        for criterion in pillar.criteria
    }
    whole = "20" if question["denominator"].get("figure") == "employees" else "2.000"
    assert given[code] in {f"1.500\u00a0/\u00a0{whole}", "1.500"}


def test_a_question_that_does_not_apply_is_neither_zero_nor_counted():
    assessment = make_assessment()
    index = assessment.index_version.index
    excused = next(
        n
        for n, question in enumerate(index.rubric.questions)
        if question.may_be_not_applicable
    )
    levels = [5] * len(index.codes)
    levels[excused] = -2
    contents = gathered(make_result(assessment, levels=levels))
    found = next(
        c
        for pillar in contents.pillars
        for c in pillar.criteria
        if c.code == index.codes[excused]
    )
    assert (found.level, found.points, found.answer) == (None, None, "Không áp dụng")
    assert contents.percent == 100


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_is_missing_or_left_in_the_other_language(real_result, language):
    contents = gathered(real_result, language)
    document = real_result.index_version.document
    assert contents.source.title == document["index"]["title"][language]
    for pillar, told in zip(document["pillars"], contents.pillars, strict=True):
        assert told.name == pillar["name"][language]
    assert all(
        c.answer and c.ask and c.name
        for pillar in contents.pillars
        for c in pillar.criteria
    )


def test_tools_stand_by_the_job_they_help_with_and_other_questions_as_they_come():
    *common, tools = gathered(of_noodle_shop(), "en").pillars
    assert {criterion.job for pillar in common for criterion in pillar.criteria} == {""}
    jobs = [criterion.job for criterion in tools.criteria]
    in_turn = [job for job, _tools in groupby(jobs)]
    assert in_turn[0] == "Selling and taking orders"
    assert in_turn[2] == "The kitchen"
    assert len(in_turn) == len(set(jobs)) == 7
    assert len({criterion.code for criterion in tools.criteria}) == 28


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (["zalo", "web"], "One more of these: "),
        (["zalo"], "More of these: "),
        (["none"], "One more of these: "),
    ],
)
def test_of_options_that_are_counted_it_says_whether_one_more_is_enough(chosen, words):
    contents = gathered(of_zero_ten(chosen), "en")
    (ways,) = [
        one
        for pillar in contents.pillars
        for one in pillar.criteria
        if one.code == "customers.ways"
    ]
    assert ways.next_answer.startswith(words)


def test_the_numbers_of_the_round_are_read_once():
    """What is asked may hang on them: of scored questions, and of all others."""
    result = of_zero_ten(["zalo"])
    with CaptureQueriesContext(connection) as queries:
        gathered(result)
    reads = [query for query in queries if Figure._meta.db_table in query["sql"]]
    assert len(reads) == 1


def of_zero_ten(chosen: list[str]) -> Result:
    """A shop of three, which is not asked what only larger ones are."""
    draft = make_assessment(index_version=make_version_of("zero-ten"), employees=3)
    index = draft.index
    levels = dict.fromkeys(index.asked(index.codes), 1)
    levels["customers.ways"] = level_of_options(
        index.questions["customers.ways"], chosen
    )
    for code, level in levels.items():
        own = chosen if code == "customers.ways" else []
        Answer.objects.create(
            assessment=draft, question=code, level=level, chosen=own, changed_at=NOW
        )
    return submit(assessment=draft, by=None, now=NOW)


def test_the_level_above_what_makes_no_sense_is_advised_nowhere():
    """Nor is it told among what others raised: to others themselves it is as any other."""
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"),
        variant="food-beverage",
        ways={"seats": False, "delivery": False},
        employees=20,
    )
    result = make_result(draft, levels=[0] * len(draft.index.codes))
    booking = _criterion(gathered(result), "7.2.13-04")
    assert (booking.unfit, booking.next_answer) == ("ways", "Đang dùng")
    assert booking.code not in {each.code for each in _open_criteria(gathered(result))}
    with translation.override("vi"):
        assert _next_answer(booking) == "Không hợp với cách anh/chị làm."
    assert _criterion(gathered(result), "7.2.13-03").unfit == ""
    assert _criterion(gathered(result, scope=Scope.ANSWERS), "7.2.13-04").unfit == ""


def _criterion(contents, code):
    for pillar in contents.pillars:
        for criterion in pillar.criteria:
            if criterion.code == code:
                return criterion
    raise KeyError(code)
