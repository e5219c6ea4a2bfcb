"""What is strong, what is weak, and what to begin with."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reports.contents.answers import Indicator
from reports.contents.steps import things_of
from reports.gather.findings import findings_of, raises, ranked
from roadmap.errors import RoadmapError
from roadmap.queries import steps_of
from roadmap.steps.services import leave_out
from scoring.evaluate import evaluate
from scoring.percent import rounded
from survey.models import Answer
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_result,
    make_roadmap_of,
)
from tests.reports.reading import gathered
from tests.reports.records import make_criterion, make_indicator, make_pillar
from tests.roadmap.noodle_shop import make_noodle_shop

pytestmark = pytest.mark.django_db


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
    begun = [step.question for step in chosen[: len(contents.first_steps)]]
    assert [step.code for step in contents.first_steps] == begun
    # Levels of one question that begin on one day are one thing.
    things = [*things_of(contents.first_steps)]
    assert len(things) == 3
    assert any(thing.name and len(thing.steps) > 1 for thing in things)
    for found, step in zip(contents.way.steps, chosen, strict=False):
        assert found.now == told(anchors[step.question][step.from_level])
        assert found.then == told(anchors[step.question][step.to_level])
        gain = Fraction(step.to_level - step.from_level) / Fraction(
            result.maximum_points
        )
        assert found.gain == rounded(100 * gain)


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


def test_without_a_way_the_first_steps_are_the_cheapest_raises_of_the_weakest(
    real_result, monkeypatch
):
    monkeypatch.setattr("roadmap.planning.position.Position.plan", no_way)
    # Another test may have found a way of the very same answers.
    monkeypatch.setattr("roadmap.planning.ways._shelf", lambda _asked: [])
    contents = gathered(real_result)
    index, levels = real_result.index_version.index, levels_of(real_result)
    assert contents.way is None
    assert [step.indicator for step in contents.first_steps] == [
        part.name for part in contents.weakest
    ]
    for step in contents.steps:
        anchors = index.questions[step.code]["anchors"]
        assert step.now == told(anchors[levels[step.code]])
        assert step.then == told(anchors[levels[step.code] + 1])
        raised = [level + (code == step.code) for code, level in levels.items()]
        gain = evaluate(index.rubric, raised).total - real_result.total
        assert step.gain == rounded(Fraction(100 * gain, real_result.maximum))


def test_what_is_not_for_the_enterprise_is_no_first_step(real_index):
    enterprise = make_organisation()
    result = make_result(make_assessment(enterprise, real_index), level=1)
    first = gathered(result).first_steps[0].code
    step = make_roadmap_of(result).steps.filter(question=first).first()
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


def test_a_step_told_alone_says_that_its_answer_is_still_to_come(real_index):
    contents = gathered(make_result(make_assessment(index_version=real_index), level=1))
    with translation.override("vi"):
        assert all(step.do == f"Khi xong: {step.then}" for step in contents.first_steps)


def named(**percents: int | None) -> list[Indicator]:
    return [make_indicator(name, percent) for name, percent in percents.items()]


def codes(indicators) -> list[str]:
    return [indicator.code for indicator in indicators]


@pytest.mark.parametrize(
    ("percents", "strengths", "gaps"),
    [
        ({"a": 90, "b": 60, "c": 20}, "ab", "c"),
        # More than half, but not more than its own mean; and the other way round.
        ({"a": 60, "b": 95, "c": 100}, "cb", "a"),
        ({"a": 45, "b": 20, "c": 10}, "", "cb"),
        ({"a": 50, "b": 25, "c": 0}, "", "c"),
        ({"a": 100, "b": None, "c": 0}, "a", "c"),
        # Of many that are equally weak none is picked by its place.
        ({"a": 90, "b": 25, "c": 25, "d": 25, "e": 25}, "a", ""),
        ({"a": 90, "b": 25, "c": 25, "d": 25, "e": 0}, "a", "e"),
        # No part stands out among parts that are even.
        ({"a": 60, "b": 55, "c": 50}, "", ""),
        ({"a": 90}, "", ""),
        ({"a": None}, "", ""),
        ({}, "", ""),
    ],
)
def test_a_strength_is_above_half_and_above_the_own_mean_and_a_gap_below_it(
    percents, strengths, gaps
):
    findings = ranked(known(**percents))
    assert codes(findings.strengths) == list(strengths)
    assert codes(findings.gaps) == list(gaps)


def known(**percents: int | None) -> list[Indicator]:
    return [part for part in named(**percents) if part.percent is not None]


@pytest.mark.parametrize(
    ("percents", "even"),
    [
        ({"a": 50, "b": 50}, (50, 50)),
        ({"a": 45, "b": 55}, (45, 55)),
        ({"a": 44, "b": 55}, None),
        ({"a": 0, "b": 4, "c": 3}, (0, 4)),
        ({}, None),
    ],
)
def test_parts_within_ten_percent_are_even(percents, even):
    assert ranked(known(**percents)).even == even


def test_where_all_is_even_it_is_still_known_what_to_raise_first():
    assert codes(ranked(known(a=50, b=48, c=100, d=49)).weakest) == ["b", "d", "a"]
    assert codes(ranked(known(a=48, b=50, c=49)).weakest) == ["a", "c", "b"]


PERCENTS = st.lists(
    st.integers(min_value=0, max_value=100), min_size=1, max_size=12
).map(lambda percents: [make_indicator(str(n), p) for n, p in enumerate(percents)])


@given(PERCENTS)
def test_nothing_is_both_a_strength_and_a_gap(indicators):
    findings = ranked(indicators)
    assert set(codes(findings.strengths)).isdisjoint(codes(findings.gaps))
    assert len(findings.strengths) <= 3
    assert len(findings.gaps) <= 3


@given(PERCENTS)
def test_every_strength_is_above_half_and_mean_and_every_gap_is_not_full(indicators):
    findings = ranked(indicators)
    mean = sum(part.percent for part in indicators) / len(indicators)
    assert all(part.percent > 50 for part in findings.strengths)
    assert all(part.percent > mean for part in findings.strengths)
    assert all(part.percent < mean for part in findings.gaps)
    assert all(part.percent < 100 for part in findings.weakest)


@given(PERCENTS)
def test_an_even_profile_has_no_gap_and_every_gap_is_weaker_than_all_untold(indicators):
    findings = ranked(indicators)
    assert not (findings.even and findings.gaps)
    told = codes(findings.gaps)
    untold = [part.percent for part in indicators if part.code not in told]
    assert all(part.percent < min(untold, default=101) for part in findings.gaps)


@given(PERCENTS, st.integers(min_value=0, max_value=100))
def test_who_reads_that_all_is_even_sees_no_pillar_apart_from_the_rest(parts, views):
    """Barriers and goals stand among the bars, though they are neither strong nor weak."""
    first = make_pillar("1", indicators=tuple(parts), percent=parts[0].percent)
    asked = make_pillar("4", indicators=(), percent=Decimal(views))
    findings = findings_of([first, asked], {"4"})
    if findings.even:
        shown = [views, *(part.percent for part in parts)]
        assert findings.even == (min(shown), max(shown))
        assert max(shown) - min(shown) <= 10


def test_the_indicators_of_all_pillars_are_ranked_together():
    first = make_pillar("1", indicators=tuple(named(a=90, b=80)))
    second = make_pillar("2", indicators=tuple(named(c=10, d=None)))
    findings = findings_of([first, second])
    assert codes(findings.strengths) == ["a", "b"]
    assert codes(findings.gaps) == ["c"]


def test_barriers_and_goals_are_neither_strong_nor_weak():
    first = make_pillar("1", indicators=tuple(named(a=60, b=20)))
    views = make_pillar("4", indicators=tuple(named(c=100, d=0)))
    findings = findings_of([first, views], {"4"})
    assert codes(findings.strengths) == ["a"]
    assert codes(findings.gaps) == ["b"]


def raised_codes(*criteria, without=()) -> list[str]:
    """In which order the criteria of a part are raised."""
    index = SimpleNamespace(
        questions=defaultdict(lambda: QUESTION),
        levels=(),
        shown_level=lambda code, level: level,
    )
    frozen = SimpleNamespace(
        index=index,
        answers={},
        position=SimpleNamespace(share=lambda points: points),
    )
    gap = make_indicator(criteria=criteria)
    return [step.code for step in raises(frozen, gap, without)]


QUESTION = {
    "kind": "level",
    "anchors": [{"vi": "Không", "en": "No"}, {"vi": "Có", "en": "Yes"}] * 3,
}


def test_what_brings_most_for_one_level_is_raised_first_then_the_lowest_level():
    assert raised_codes(
        make_criterion("a", gain=Decimal(1), level=0),
        make_criterion("b", gain=Decimal(2), level=2),
        make_criterion("c", gain=Decimal(2), level=1),
    ) == ["c", "b", "a"]


def test_no_more_than_three_are_named():
    assert len(raised_codes(*(make_criterion(code) for code in "abcdef"))) == 3


@pytest.mark.parametrize(
    "fields", [{"next_answer": ""}, {"is_advised": False}, {"code": "not-for-us"}]
)
def test_what_is_at_the_top_not_advised_or_not_for_the_enterprise_is_left_out(fields):
    criterion = make_criterion(**({"code": "a"} | fields))
    assert raised_codes(criterion, without=("not-for-us",)) == []


@pytest.mark.django_db
def test_first_steps_name_the_options_to_begin_with():
    shop = make_noodle_shop()
    Answer.objects.create(
        assessment=shop.assessment,
        question="2.4",
        chosen=["none"],
        level=0,
        changed_at=NOW,
    )
    steps = gathered(shop).way.steps
    assert [step.name for step in steps[:2]] == [
        "Sao lưu dữ liệu định kỳ",
        "Đặt mật khẩu riêng từng người, bật đăng nhập hai lớp",
    ]
    assert steps[0].do.startswith("Mỗi tuần chép sổ bán hàng")
    none, backup = "Chưa có biện pháp nào", "Sao lưu dữ liệu định kỳ"
    assert [(step.now, step.then) for step in steps[:2]] == [
        (none, backup),
        (backup, f"{backup}, Có quy định và phân quyền ai được xem gì"),
    ]
