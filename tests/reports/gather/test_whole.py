from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from accounts.access import Scope
from reports.contents.answers import Indicator
from reports.contents.levels import Distance, Level
from reports.contents.rounds import Round
from reports.contents.steps import Way
from reports.gather.findings import ranked
from reports.gather.whole import contents_of
from reports.pages.result import page_of
from reports.wording import results as wording
from roadmap.errors import RoadmapError
from roadmap.queries import steps_of
from roadmap.services import leave_out
from scoring.evaluate import evaluate
from survey.results.queries import results
from survey.results.services import submit
from survey.rounds.services import change_profile
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
    make_roadmap_of,
)
from tests.reports.reading import gathered

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def part(name: str, percent: int | None) -> Indicator:
    return Indicator(
        name,
        name,
        "",
        Decimal(0),
        Decimal(5),
        None if percent is None else Decimal(percent),
        criteria=(),
    )


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


def test_an_indicator_adds_up_its_criteria(real_result):
    for pillar in gathered(real_result).pillars:
        assert sum(indicator.points for indicator in pillar.indicators) == pillar.points
        assert (
            sum(indicator.maximum for indicator in pillar.indicators) == pillar.maximum
        )


def test_the_points_to_a_pillar_s_next_level_are_the_fewest_that_reach_it(real_result):
    index = real_result.index_version.index
    for position, pillar in enumerate(gathered(real_result).pillars):
        bands, maximum = index.rubric.bands, real_result.pillar_maxima[position]
        reached = max(
            b.level
            for b in bands
            if b.above is None or pillar.points + pillar.to_next > b.above * maximum
        )
        before = max(
            b.level
            for b in bands
            if b.above is None or pillar.points + pillar.to_next - 1 > b.above * maximum
        )
        assert (reached, before) == (pillar.level.number + 1, pillar.level.number)


def test_a_later_engine_does_not_change_what_an_old_report_says(real_result):
    real_result.total, real_result.level, real_result.pillar_levels = 200, 5, [5] * 6
    contents = gathered(real_result)
    assert (contents.total, contents.level.number, contents.distance) == (200, 5, None)


def test_a_report_keeps_the_name_the_enterprise_had_when_it_submitted(real_result):
    """A renamed enterprise, the same verification code: the code must go on vouching for what was printed."""
    named = real_result.enterprise_name
    following = make_assessment(
        real_result.organisation, real_result.index_version, round=2
    )
    change_profile(assessment=following, by=None, now=NOW, name="Công ty Đổi Tên")
    make_answers(following)
    renamed = submit(assessment=following, by=None, now=NOW)
    assert gathered(results().get(pk=real_result.pk)).name == named
    assert gathered(results().get(pk=renamed.pk)).name == "Công ty Đổi Tên"


def levels_of(result) -> dict[str, int]:
    codes = result.index_version.index.codes
    return dict(
        zip(codes, memoryview(bytes(result.levels)).cast("b").tolist(), strict=True)
    )


def told(texts: dict[str, str]) -> str:
    """As every page has it: a percent is never torn apart."""
    return texts["vi"].replace(" %", "\u00a0%")


def no_way(*_args, **_more):
    raise RoadmapError("unreachable")


def test_the_first_steps_are_those_a_roadmap_to_the_next_level_would_begin_with(
    real_index,
):
    result = make_result(make_assessment(index_version=real_index), level=1)
    contents = gathered(result)
    anchors = {
        code: question["anchors"]
        for code, question in real_index.index.questions.items()
    }
    chosen = steps_of(make_roadmap_of(result, contents.distance.target.number))
    assert contents.way.total == len(chosen) > 3
    assert [step.code for step in contents.first_steps] == [
        step.question for step in chosen[:3]
    ]
    for found, step in zip(contents.way.steps, chosen, strict=False):
        assert found.now == told(anchors[step.question][step.from_level])
        assert found.then == told(anchors[step.question][step.to_level])
        assert found.gain == step.to_level - step.from_level


def test_the_whole_way_reaches_the_next_level_and_no_step_of_it_is_too_much():
    result = make_result(level=1)
    way, index = gathered(result).way, result.index_version.index
    assert len(way.steps) == way.total <= 9
    tops = {
        step.code: next(
            n
            for n, one in enumerate(index.questions[step.code]["anchors"])
            if one["vi"] == step.then
        )
        for step in way.steps
    }

    def level_with(raised: dict[str, int]) -> int:
        return evaluate(
            index.rubric,
            [raised.get(code, level) for code, level in levels_of(result).items()],
        ).level

    assert level_with(tops) == way.target.number == result.level + 1
    for code in tops:
        assert (
            level_with({other: top for other, top in tops.items() if other != code})
            == result.level
        )


def test_without_a_way_the_first_steps_are_the_cheapest_raises_of_the_gaps(
    real_result, monkeypatch
):
    monkeypatch.setattr("roadmap.planning.position.Position.cheapest", no_way)
    contents = gathered(real_result)
    index, levels = real_result.index_version.index, levels_of(real_result)
    assert contents.way is None
    assert [step.indicator for step in contents.first_steps] == [
        gap.name for gap in contents.gaps
    ]
    for step in contents.steps:
        anchors = index.questions[step.code]["anchors"]
        assert step.now == told(anchors[levels[step.code]])
        assert step.then == told(anchors[levels[step.code] + 1])
        raised = [level + (code == step.code) for code, level in levels.items()]
        assert evaluate(index.rubric, raised).total - real_result.total == step.gain


def test_what_is_not_for_the_enterprise_is_no_first_step(real_index):
    enterprise = make_organisation()
    result = make_result(make_assessment(enterprise, real_index), level=1)
    first = gathered(result).first_steps[0].code
    step = make_roadmap_of(result).steps.get(question=first)
    leave_out(step=step, by=None, now=NOW)
    later = {"created_at": NOW + timedelta(days=90)}
    contents = gathered(
        make_result(make_assessment(enterprise, real_index, round=2), level=1, **later)
    )
    assert first not in {step.code for step in (*contents.way.steps, *contents.steps)}


def test_at_the_highest_level_there_is_no_way_further(real_index):
    codes = real_index.index.codes
    levels = [5] * (len(codes) - 2) + [3, 3]
    contents = gathered(
        make_result(make_assessment(index_version=real_index), levels=levels)
    )
    assert (contents.level.number, contents.distance, contents.way) == (5, None, None)
    assert {step.code for step in contents.first_steps} <= set(codes[-2:])
    assert contents.first_steps


@pytest.mark.parametrize(
    ("total", "vietnamese", "english"),
    [
        (
            12,
            "Đường nhẹ nhất lên mức 4 (Nâng cao) có 12 việc. Đây là 3 việc đầu tiên.",
            "The easiest way to level 4 (Advanced) has 12 steps. These are the first 3.",
        ),
        (
            3,
            "Đường nhẹ nhất lên mức 4 (Nâng cao) có 3 việc, theo thứ tự này.",
            "The easiest way to level 4 (Advanced) is these 3 steps, in this order.",
        ),
        (
            1,
            "Đường nhẹ nhất lên mức 4 (Nâng cao) có 1 việc, theo thứ tự này.",
            "The easiest way to level 4 (Advanced) is this one step.",
        ),
    ],
)
def test_a_way_is_told_with_how_many_steps_it_has(total, vietnamese, english):
    for language, name, words in (
        ("vi", "Nâng cao", vietnamese),
        ("en", "Advanced", english),
    ):
        with translation.override(language):
            assert wording.way(Way(Level(4, name), total, ()), min(total, 3)) == words


def test_nothing_is_both_a_strength_and_a_gap():
    strengths, gaps = ranked([part(name, 50) for name in "abcdefg"])
    assert [found.name for found in strengths] == ["a", "b", "c"]
    assert [found.name for found in gaps] == ["d", "e", "f"]


def test_nothing_at_all_is_no_strength_and_everything_is_no_gap():
    strengths, gaps = ranked([part("a", 0), part("b", 0), part("c", None)])
    assert not strengths
    assert [found.name for found in gaps] == ["b"]
    assert ranked([part("a", 100), part("b", 100)])[1] == ()


@pytest.mark.parametrize(
    ("points", "pillars", "vietnamese", "english"),
    [
        (
            19,
            1,
            "còn 19 điểm và 1 trụ cột nữa ở mức 3",
            "19 points and 1 more pillar at level 3 to go",
        ),
        (
            1,
            2,
            "còn 1 điểm và 2 trụ cột nữa ở mức 3",
            "1 point and 2 more pillars at level 3 to go",
        ),
        (7, 0, "còn 7 điểm", "7 points to go"),
        (0, 3, "còn 3 trụ cột nữa ở mức 3", "3 more pillars at level 3 to go"),
    ],
)
def test_the_distance_is_said_exactly(points, pillars, vietnamese, english):
    distance = Distance(Level(3, ""), Decimal(points), pillars, 3, ())
    with translation.override("vi"):
        assert wording.distance(distance) == vietnamese
    with translation.override("en"):
        assert wording.distance(distance) == english


def test_each_scope_sees_no_more_than_it_may(real_result):
    aggregate, pillars, answers, own = (
        gathered(real_result, scope=Scope(number)) for number in (1, 2, 3, 4)
    )
    assert aggregate.level == own.level
    assert aggregate.total == own.total
    assert not (aggregate.pillars)
    assert not (aggregate.distance)
    assert not (aggregate.gaps)
    assert not (aggregate.steps)
    assert not (aggregate.sector)
    assert [pillar.points for pillar in pillars.pillars] == real_result.pillar_points
    assert not any(pillar.criteria for pillar in pillars.pillars)
    assert not (pillars.gaps)
    assert not (pillars.strengths)
    assert not (pillars.steps)
    assert answers.pillars == own.pillars
    assert not (answers.history)
    assert answers.way == own.way
    assert (aggregate.way, pillars.way) == (None, None)
    assert not (answers.suggestions)


def test_history_has_one_point_per_round_oldest_first(real_index):
    enterprise = make_organisation()
    first = make_result(make_assessment(enterprise, real_index), level=1)
    second = make_result(
        make_assessment(enterprise, real_index, round=2),
        level=2,
        created_at=NOW.replace(year=2027),
    )
    assert [past.public_id for past in gathered(first).history] == [
        str(first.public_id),
        str(second.public_id),
    ]


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


def test_gathering_takes_the_same_few_queries_however_many_rounds(
    real_index, django_assert_max_num_queries
):
    enterprise = make_organisation()
    for number in range(1, 6):
        result = make_result(make_assessment(enterprise, real_index, round=number))
    result = results().get(pk=result.pk)
    with django_assert_max_num_queries(4):
        contents_of(result, scope=Scope.OWN)


def test_two_rounds_of_one_day_are_told_apart():
    at, points = datetime(2026, 11, 22, 5, tzinfo=UTC), Decimal(40)
    rounds = tuple(
        Round(number, at, points, points, Decimal(100), Level(2, ""), "", 1, "")
        for number in (1, 2)
    )
    with translation.override("vi"):
        first, second = wording.trend_data(rounds)
    assert (first.label, second.label) == ("Kỳ 1", "Kỳ 2")
    assert first.note == "22/11/2026\nmức 2"


def test_dates_inside_a_text_of_the_index_are_written_as_here():
    assert (
        wording.with_days("2158/QĐ-BTTTT (2023-11-07); 12-2023-11")
        == "2158/QĐ-BTTTT (07/11/2023); 12-2023-11"
    )


def test_what_is_no_better_than_a_gap_is_no_strength():
    def part(name, percent):
        return SimpleNamespace(name=name, percent=percent)

    strengths, gaps = ranked(
        [part("a", 50), part("b", 25), part("c", 25), part("d", 25)]
    )
    assert [one.name for one in strengths] == ["a"]
    assert [one.percent for one in gaps] == [25, 25]


@pytest.mark.parametrize(
    ("percents", "vietnamese", "english"),
    [
        ((80, 50), "Điểm mạnh", "What is strong"),
        ((48, 25), "Khá hơn các phần khác", "Better than the rest"),
        ((80, 48), "Khá hơn các phần khác", "Better than the rest"),
    ],
)
def test_what_is_below_half_is_not_praised(real_result, percents, vietnamese, english):
    contents = gathered(real_result)
    parts = tuple(
        replace(contents.gaps[0], percent=Decimal(percent)) for percent in percents
    )
    contents = replace(contents, strengths=parts)
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert (
                page_of(contents).strengths_title
                == wording.strengths(contents)
                == words
            )


def test_a_step_told_alone_says_that_its_answer_is_still_to_come(real_index):
    contents = gathered(make_result(make_assessment(index_version=real_index), level=1))
    with translation.override("vi"):
        assert all(step.do == f"Khi xong: {step.then}" for step in contents.first_steps)
