"""Every index that can be answered, in both languages.

Each question drawn once, its result page and PDF read back.
"""

from dataclasses import replace
from functools import cache

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.access.scopes import Scope
from indexes.index.conditions import questions_in
from reports.contents.whole import Contents, for_partner
from reports.gather.whole import report_of
from reports.pdf.build import build_pdf
from reports.pdf.cover import total_of
from reports.wording import results as wording
from roadmap.planning.position import Position
from survey.models import Answer
from survey.results.services import submit
from tests.builders import (
    INDEX_FOLDERS,
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
    make_version_of,
)
from tests.reports.reading import (
    barriers_of,
    filled,
    gathered,
    missing,
    words_of,
)
from tests.reports.records import (
    make_comparison,
    make_helped,
    make_suggested,
    make_suggestion,
)
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
NAMES = [
    path.stem
    for folder in INDEX_FOLDERS
    for path in sorted(folder.glob("*.yaml"))
    if "status: partial" not in path.read_text(encoding="utf-8")
]
CASES = [  # index, variant, only its groups answered
    ("dbi-2021-sme", "", False),
    ("dbi-2025-sme", "retail", False),
    ("dbi-2025-sme", "education", False),
    ("dbi-2025-large", "", True),
    ("dbi-2025-large", "", False),
    ("dma", "", False),
    ("wide", "shop", False),
    ("small", "", False),
    ("zero-ten", "", False),
    ("eu-dma", "", False),
    ("samm-like", "", False),
    ("siri", "", False),
    ("essential-eight", "", False),
    ("nist-csf-2", "", False),
    ("cis-8", "ig1", False),
    ("dti-agency", "", False),
    ("every-rule", "few", False),
    ("every-rule", "many", False),
]


def result_of(name: str, variant: str, by_group: bool):
    draft = make_assessment(index_version=make_version_of(name), variant=variant)
    index = draft.index
    tops = {question.code: question.top for question in index.rubric.questions}
    given = {code: place % (tops[code] + 1) for place, code in enumerate(index.codes)}
    if by_group:
        given = {code: level for code, level in given.items() if code in index.groups}
    levels = index.vector(
        index.counted({code: given.get(code) for code in index.codes})
    )
    return make_result(draft, levels=levels)


@cache
def reported(
    name: str, variant: str, by_group: bool, language: str, kind: str = "own"
) -> tuple[Contents, bytes]:
    """Contents and PDF, drawn once for all tests that look at them."""
    scope = Scope.OWN if kind == "partner" else Scope[kind.upper()]
    contents = gathered(result_of(name, variant, by_group), language, scope)
    if kind == "partner":
        contents = for_partner(contents)
    return contents, build_pdf(contents)


def drawn(client, draft, slug: str, language: str) -> str:
    client.cookies["django_language"] = language
    response = client.get(reverse("survey:step", args=[draft.public_id, slug]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_question_of_every_index_is_drawn(name, language, client):
    version = make_version_of(name)
    variants = [one["id"] for one in version.index.variants.get("list", ())] or [""]
    seen: set[str] = set()
    for number, variant in enumerate(variants):
        draft = make_assessment(
            index_version=version, variant=variant, round=number + 1
        )
        hold(client, draft)
        index = draft.index
        Answer.objects.bulk_create(
            Answer(assessment=draft, question=code, level=1, changed_at=NOW)
            for code in _branching(index)
        )
        Answer.objects.bulk_create(
            Answer(assessment=draft, question=code, numerator=99, changed_at=NOW)
            for code in _numbers(index)
        )
        Answer.objects.bulk_create(
            Answer(assessment=draft, question=code, chosen=ids, changed_at=NOW)
            for code, ids in _free_choices(index).items()
        )
        for step in index.pages:
            if set(step.codes) <= seen:
                continue
            page = drawn(client, draft, step.slug, language)
            for code in step.codes:
                question = index.questions[code]
                is_tool = question["kind"] == "tool"
                assert (
                    f'value="{code}"' in page if is_tool else f'id="q-{code}"' in page
                ), code
                assert question["ask"][language] in _unescaped(page), code
            seen.update(step.codes)
        asked = {
            code
            for code, question in index.questions.items()
            if "from_profile" not in question
        }
        assert asked <= seen


def _branching(index) -> set[str]:
    """What other questions wait for, answered so that they are asked."""
    conditions = [
        question["show_if"]
        for question in index.questions.values()
        if "show_if" in question
    ]
    asked = {code for condition in conditions for code in questions_in(condition)}
    return asked.intersection(index.codes)


def _numbers(index) -> list[str]:
    """Free numbers, of which other questions may wait for a large one."""
    questions = index.questions.items()
    return [code for code, question in questions if question["kind"] == "number"]


def _free_choices(index) -> dict[str, list[str]]:
    """Free information of which other questions may wait for an option: all of them ticked."""
    ticked = {}
    for code, question in index.questions.items():
        if question["kind"] == "multiple" and code not in index.codes:
            ticked[code] = [option["id"] for option in question["options"]]
    return ticked


def _unescaped(page: str) -> str:
    return (
        page.replace("&#x27;", "'")
        .replace("&amp;", "&")
        .replace("&quot;", '"')
        .replace("&lt;", "<")
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_the_report_of_every_index_says_its_numbers(name, variant, by_group, language):
    contents, pdf = reported(name, variant, by_group, language)
    text = words_of(pdf)
    with translation.override(language):
        said = [
            total_of(contents),
            wording.level(contents.level),
            contents.source.title,
        ]
        for pillar in contents.pillars:
            said += [pillar.name, wording.share(pillar.points, pillar.maximum)]
    assert missing(said, text) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_the_report_of_every_index_can_be_read_aloud(name, variant, by_group, language):
    _contents, pdf = reported(name, variant, by_group, language)
    assert barriers_of(pdf) == []


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_points_on_a_page_add_up_to_the_total(name, variant, by_group):
    contents = gathered(result_of(name, variant, by_group))
    rounding = len(contents.pillars) / 100
    points, maxima = (
        [getattr(pillar, name) for pillar in contents.pillars]
        for name in ("points", "maximum")
    )
    assert float(sum(points)) == pytest.approx(float(contents.total), abs=rounding)
    assert float(sum(maxima)) == pytest.approx(float(contents.maximum), abs=rounding)
    for pillar in contents.pillars:
        points = [
            criterion.points
            for criterion in pillar.criteria
            if criterion.points is not None
        ]
        assert float(sum(points)) == pytest.approx(
            float(pillar.points), abs=0.005 * len(points) + 0.01
        )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_the_result_page_of_every_index_opens(name, variant, by_group, language):
    result = result_of(name, variant, by_group)
    client = Client()
    hold(client, result.assessment)
    client.cookies["django_language"] = language
    for address in ("reports:result", "reports:answers"):
        assert client.get(reverse(address, args=[result.public_id])).status_code == 200
    assert (
        client.get(reverse("roadmap:suggestions", args=[result.public_id])).status_code
        == 200
    )


def test_a_report_by_groups_lists_groups_and_a_refined_one_its_criteria():
    by_group = gathered(result_of("dbi-2025-large", "", True))
    assert {
        criterion.code for pillar in by_group.pillars for criterion in pillar.criteria
    } == set(make_version_of("dbi-2025-large").index.groups)
    refined = gathered(result_of("dbi-2025-large", "", False))
    for contents, has_heads in ((by_group, False), (refined, True)):
        part = contents.pillars[0].indicators[0]
        head = f"{part.code} {part.name} – {wording.share(part.points, part.maximum)}"
        assert (missing([head], words_of(build_pdf(contents))) == []) is has_heads
    assert sum(len(pillar.criteria) for pillar in refined.pillars) == 140
    assert {criterion.mark for criterion in refined.pillars[0].criteria} <= {
        "1",
        "2",
        "3",
        "4",
        "5",
    }


def test_a_report_says_how_many_of_its_answers_are_tools_of_a_list():
    contents = gathered(result_of("wide", "shop", False))
    assert (contents.answered, contents.source.tools) == (9, 4)
    with translation.override("vi"):
        assert "Số câu trả lời: 9, trong đó 4 là công cụ trong danh sách." in words_of(
            build_pdf(contents)
        )


def test_chosen_options_stand_in_the_report_by_name():
    draft = make_assessment(index_version=make_version_of("wide"), variant="farm")
    levels = {"1.1": 1, "1.2": 1, "2.1": 3, "2.2": 1, "3.1.f-1": 1, "3.1.f-2": 0}
    for code, level in levels.items():
        chosen = ["email", "erp"] if code == "2.1" else []
        Answer.objects.create(
            assessment=draft, question=code, level=level, chosen=chosen, changed_at=NOW
        )
    contents = gathered(submit(assessment=draft, by=None, now=NOW))
    cloud = next(
        one
        for pillar in contents.pillars
        for one in pillar.criteria
        if one.code == "2.1"
    )
    assert (cloud.answer, cloud.mark) == ("Email, ERP", "")
    assert contents.ladder[1].strictly is False


def test_an_answer_that_is_only_a_number_is_read_out_of_how_many():
    contents = gathered(result_of("zero-ten", "", False))
    criteria = {part.code: part for part in contents.pillars[0].criteria}
    ease = criteria["staff.ease"]
    assert (ease.answer, ease.next_answer, ease.mark) == ("1 trên 10", "2 trên 10", "")
    text = words_of(build_pdf(contents))
    assert "1 trên 10" in text
    assert "1 · 1" not in text


def test_between_two_steps_of_options_it_is_told_how_many_there_are():
    draft = make_assessment(index_version=make_version_of("eu-dma"))
    result = make_result(draft, levels=[0] * len(draft.index.codes))
    by_code: dict[str, list[str]] = {}
    for step in gathered(result).way.steps:
        by_code.setdefault(step.code, []).append(step.now)
    later = [nows[1:3] for nows in by_code.values() if len(nows) > 2]
    assert later
    assert all(nows == ["1 loại", "2 loại"] for nows in later)


def test_first_steps_never_ask_to_judge_oneself_higher_or_to_intend_more():
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"), variant="retail"
    )
    index = draft.index
    contents = gathered(make_result(draft, levels=[0] * len(index.codes)))
    open_to_all = {
        part.code
        for pillar in contents.pillars
        for part in pillar.criteria
        if part.next_answer
    }
    unadvised = {code for code in index.codes if not index.step_facts(code).advised}
    assert unadvised & open_to_all
    assert contents.steps
    assert not unadvised & {step.code for step in contents.steps}


@pytest.mark.parametrize("kind", ["own", "partner", "pillars", "aggregate"])
@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_no_page_but_the_last_is_less_than_half_full(name, variant, by_group, kind):
    for language in ("vi", "en"):
        _contents, pdf = reported(name, variant, by_group, language, kind)
        _cover, *pages, _last = filled(pdf)
        assert [share for share in pages if share < 0.5] == [], language


@pytest.mark.parametrize(("name", "variant", "by_group"), CASES)
def test_nor_is_one_of_a_report_with_roadmap_helpers_and_comparison(
    name, variant, by_group
):
    result = result_of(name, variant, by_group)
    if Position(result).next_level is not None:
        make_roadmap_of(result)
    with translation.override("vi"):
        contents = report_of(result, scope=Scope.OWN, now=NOW)
        offers = (make_suggestion(),) * 3
        for count in (1, 3, 8):
            steps = [make_helped(suggestions=offers, more=2)] * count
            full = replace(
                contents,
                suggested=make_suggested(*steps),
                comparison=make_comparison(),
            )
            _cover, *pages, _last = filled(build_pdf(full))
            assert [share for share in pages if share < 0.5] == [], count
