"""What an enterprise has and lacks: its own answers, and nothing that they do not say."""

import random
from collections import defaultdict

import pytest
from django.utils import translation

from accounts.access.scopes import Scope
from reports.contents.answers import Criterion
from reports.contents.standing import Said, Standing
from reports.gather.frozen import Frozen
from reports.gather.standing import SHOWN
from reports.gather.whole import contents_of, with_standing
from roadmap.planning.position import Position, Target
from scoring.rules import NOT_APPLICABLE
from survey.models import Answer, Result
from survey.results.services import submit
from tests.builders import (
    NOW,
    index_document,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)

pytestmark = pytest.mark.django_db
INDEXES = [
    ("dbi-2021-sme", ""),
    ("dbi-2025-sme", "food-beverage"),
    ("dbi-2025-sme", "retail"),
    ("dbi-2025-large", ""),
]
TOOLS = {"Công cụ đang dùng": "Đang dùng", "Công cụ chưa dùng": "Chưa dùng"}
NONE_AT_ALL = {"2.1": "none", "2.4": "none", "2.5": "none"}


def standing_of(result: Result, scope: Scope = Scope.OWN) -> Standing:
    with translation.override("vi"):
        frozen = Frozen(result)
        return with_standing(contents_of(frozen, scope=scope), frozen).standing


def shop(chosen: dict[str, str | list[str]], **levels: int) -> Result:
    """A noodle shop that ticked these options, and stands at these levels otherwise."""
    draft = make_assessment(
        make_organisation(name="Quán phở Cô Út"),
        make_version_of("dbi-2025-sme"),
        variant="food-beverage",
        **levels.pop("profile", {}),
    )
    given = {code.replace("_", "."): level for code, level in levels.items()}
    for code in draft.index.codes:
        ticked = chosen.get(code)
        fields = {"level": given.get(code.replace("-", "."), 0)}
        if ticked:
            fields["chosen"] = [ticked] if isinstance(ticked, str) else ticked
            fields["level"] = sum(option != "none" for option in fields["chosen"])
        Answer.objects.create(assessment=draft, question=code, changed_at=NOW, **fields)
    return submit(assessment=draft, by=None, now=NOW)


def named(said) -> dict[str, str]:
    return {part.name: part.words for part in said}


def test_a_firm_without_tools_cloud_and_channel_reads_that_it_has_none():
    standing = standing_of(shop(NONE_AT_ALL))
    assert standing.has == ()
    lacking = named(standing.lacks)
    assert lacking["Biện pháp an toàn thông tin"] == "Chưa có biện pháp nào"
    assert lacking["Giải pháp đám mây đang dùng"] == "Chưa dùng dịch vụ đám mây nào"
    assert "Công cụ chưa dùng" in lacking


def test_what_a_table_only_plans_is_not_told_as_being_there():
    draft = make_assessment(index_version=make_version_of("eu-dma"))
    table = ["sales.done", "office.planned", "design.done"]
    for code in draft.index.codes:
        chosen = table if code == "D1.Q1" else []
        level = 2 if chosen else 0
        Answer.objects.create(
            assessment=draft, question=code, level=level, chosen=chosen, changed_at=NOW
        )
    standing = standing_of(submit(assessment=draft, by=None, now=NOW))
    [there] = standing.has
    assert there.words == (
        "Đã làm: Thiết kế sản phẩm, dịch vụ, Tiếp thị, bán hàng, chăm sóc khách"
    )


def test_what_a_firm_thinks_of_itself_is_nothing_it_has():
    """At level 2 by its own word and its wishes alone, it still has nothing."""
    result = shop(NONE_AT_ALL, **{"2_6": 4, "4_3": 2, "4_4": 3, "5_2": 4, "5_3": 4})
    assert result.level == 2
    assert standing_of(result).has == ()


def test_what_is_ticked_is_had_by_its_own_name():
    result = shop(NONE_AT_ALL | {"2.5": ["social", "email"]}, **{"7_2_13_02": 1})
    has = named(standing_of(result).has)
    assert has == {
        "Công cụ đang dùng": "Thanh toán qua mạng (QR/ví/ngân hàng)",
        "Kênh giao tiếp với khách hàng": "Email, Zalo, Facebook hay mạng xã hội khác",
    }


def test_of_a_floor_half_reached_both_what_is_there_and_what_is_not_is_told():
    standing = standing_of(shop(NONE_AT_ALL | {"2.4": "antivirus"}))
    assert named(standing.has)["Biện pháp an toàn thông tin"] == (
        "Phần mềm diệt virus cơ bản"
    )
    lacking = named(standing.lacks)["Biện pháp an toàn thông tin"]
    assert lacking.startswith("Chưa đánh dấu: Sao lưu dữ liệu định kỳ")
    assert "diệt virus" not in lacking


def test_what_is_needed_before_all_else_is_missing_first():
    names = list(named(standing_of(shop(NONE_AT_ALL)).lacks))
    assert "Biện pháp an toàn thông tin" in names[:2]


@pytest.mark.parametrize("want", ["know", "sell", "time"])
def test_of_tools_those_of_the_plan_alone_are_named_nearest_first(want):
    ways = {"seats": True, "delivery": False, "branches": False, "stock": False}
    profile = {"wants": [want], "ways": ways, "employees": 2, "size": "micro"}
    result = shop(NONE_AT_ALL, profile=profile)
    line = named(standing_of(result).lacks)["Công cụ chưa dùng"]
    position = Position(result)
    after = position.plan(Target(position.next_level))
    tools = []
    for step in position.planned(position.raises(after)):
        question = result.index.questions[step.question]
        if question["kind"] == "tool":
            tools.append(question["name"]["vi"])
    assert tools
    assert line.startswith(", ".join(tools[:SHOWN]))
    others = [
        question["name"]["vi"]
        for question in result.index.questions.values()
        if question["kind"] == "tool" and question["name"]["vi"] not in tools
    ]
    assert not any(name in line for name in others)


def test_a_plan_that_is_only_thought_of_is_told_where_nothing_else_is_there():
    thinking = {"3_2": 1}
    has = named(standing_of(shop(NONE_AT_ALL, **thinking)).has)
    assert has == {"Kế hoạch hay chiến lược chuyển đổi số": "Đang cân nhắc"}
    more = shop(NONE_AT_ALL | {"2.5": "social"}, **thinking)
    assert list(named(standing_of(more).has)) == ["Kênh giao tiếp với khách hàng"]


def test_what_only_takes_points_away_is_there_where_nothing_was_taken():
    document = index_document("small")
    staff = document["pillars"][1]["indicators"][0]["questions"][0]
    staff["points"] = [-5, -4, -3, -2, -1, 0]
    version = make_index_version(document)
    spared = make_result(make_assessment(index_version=version), level=5)
    assert "Nhân viên được học" in named(standing_of(spared).has)
    struck = make_result(make_assessment(index_version=version), level=1)
    assert "Nhân viên được học" not in named(standing_of(struck).has)


def test_who_may_not_see_answers_is_told_nothing_of_them():
    result = shop(NONE_AT_ALL)
    assert standing_of(result, Scope.PILLARS) is None
    assert standing_of(result, Scope.ANSWERS).lacks


@pytest.mark.parametrize("level", range(6))
@pytest.mark.parametrize(("name", "variant"), INDEXES)
def test_at_every_level_of_every_index_the_answers_alone_are_told(name, variant, level):
    draft = make_assessment(index_version=make_version_of(name), variant=variant)
    hold_to_the_answers(make_result(draft, level=level))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("name", "variant"), INDEXES)
def test_whatever_is_answered_nothing_else_is_told(name, variant, seed):
    draft = make_assessment(index_version=make_version_of(name), variant=variant)
    chance = random.Random(seed)
    index = draft.index
    levels = [chance.randint(0, question.top) for question in index.rubric.questions]
    for code, members in index.groups.items():
        # Half of the groups are answered as a whole, the others criterion by criterion.
        left = members if chance.random() < 0.5 else [code]
        for each in left:
            levels[index.places[each]] = NOT_APPLICABLE
    hold_to_the_answers(make_result(draft, levels=levels))


def hold_to_the_answers(result: Result) -> None:
    """Every line is a question by its name with its own answer, on the right side."""
    standing = standing_of(result)
    told = answers_by_name(result)

    assert standing.has or standing.lacks
    assert len(standing.has) <= SHOWN
    assert len(standing.lacks) <= SHOWN
    for said in standing.has:
        assert any(part.level > 0 for part in criteria_told(said, told))
    for said in standing.lacks:
        criteria = criteria_told(said, told)
        assert any(is_open(part) for part in criteria), said


def is_open(part: Criterion) -> bool:
    """Less than half there, or with options that are not ticked."""
    return 2 * part.points < part.maximum or bool(part.next_answer)


def criteria_told(said: Said, told: dict[str, list[Criterion]]) -> list[Criterion]:
    """Of the questions that a line tells by their own words; of tools, those it names."""
    if said.name in TOOLS:
        named = [name for name in told if name in said.words]
        criteria = [criterion for name in named for criterion in told[name]]
        assert {criterion.answer for criterion in criteria} >= {TOOLS[said.name]}
        return criteria
    return [part for part in told[said.name] if part.answer == said.words]


def answers_by_name(result: Result) -> dict[str, list[Criterion]]:
    """Some groups have criteria of their own name."""
    with translation.override("vi"):
        contents = contents_of(Frozen(result), scope=Scope.OWN)
    told = defaultdict(list)
    for pillar in contents.pillars:
        for criterion in pillar.criteria:
            told[criterion.name].append(criterion)
    return told


def test_what_is_had_alike_stands_in_the_order_of_the_index():
    """Groups of one level are worth unlike points, and rounding tears them apart."""
    draft = make_assessment(index_version=make_version_of("dbi-2025-large"))
    result = make_result(draft, level=2)
    standing = standing_of(result)
    names = [said.name for said in standing.has]
    groups = [result.index.questions[code] for code in result.index.groups]
    in_order = [group["name"]["vi"] for group in groups]
    assert names == [name for name in in_order if name in names]


def test_what_stands_at_a_half_of_its_points_is_there_however_they_are_rounded():
    """A third of a pillar's points is no whole hundredth: its half may be told as less."""
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-large"), size="large", employees=500
    )
    standing = standing_of(make_result(draft, level=2))
    assert standing.lacks == ()
    assert len(standing.has) == SHOWN
