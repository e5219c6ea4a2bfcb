"""The roadmap in the PDF: one page with boxes, for its owner only."""

from datetime import timedelta

import pytest
from django.utils import translation

from accounts.access import Scope
from reports.contents.whole import cut
from reports.gather.roadmap import with_roadmap
from reports.pdf.build import build_pdf
from reports.pdf.roadmap import MOST_ROWS
from roadmap.planning.position import Position
from roadmap.services import add_step, tick_step
from tests.builders import NOW, make_assessment, make_result, make_roadmap_of
from tests.reports.reading import gathered, missing, pages_of

pytestmark = pytest.mark.django_db


def report(result, language: str = "vi", scope: Scope = Scope.OWN) -> list[str]:
    """The text of each page."""
    with translation.override(language):
        pdf = build_pdf(with_roadmap(gathered(result, language, scope), result, NOW))
    return pages_of(pdf)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_roadmap_stands_on_one_page_in_place_of_the_priorities(
    real_result, language
):
    roadmap = make_roadmap_of(real_result)
    tick_step(step=roadmap.steps.first(), done=True, by=None, now=NOW)
    pages = report(real_result, language)
    head = "Việc cần làm" if language == "vi" else "What to do"
    with_table = [page for page in pages if head in page and "1/" in page]
    assert len([page for page in pages if f" {head} " in page]) == 1
    assert f"1/{roadmap.steps.count()}" in with_table[
        0
    ] or f"1 of {roadmap.steps.count()}" in " ".join(pages)
    assert ("Việc nên làm trước" if language == "vi" else "Priorities") not in " ".join(
        pages
    )
    assert len(pages) <= 14


def test_every_step_stands_with_its_day(real_result):
    roadmap = make_roadmap_of(real_result)
    text = " ".join(report(real_result))
    for step in roadmap.steps.all():
        assert f"{step.due:%d/%m/%Y}" in text


def test_many_steps_are_cut_to_a_page_and_counted(real_result):
    roadmap = make_roadmap_of(real_result, 5)
    add = {
        "roadmap": roadmap,
        "horizon": 0,
        "due": None,
        "who": "",
        "note": "",
        "by": None,
        "now": NOW,
    }
    for number in range(MOST_ROWS):
        add_step(text=f"Việc {number}", **add)
    left = roadmap.steps.count() - MOST_ROWS
    assert f"Và {left} việc khác trên trang lộ trình" in " ".join(report(real_result))


def test_nobody_but_the_enterprise_finds_it_in_a_report(real_result):
    make_roadmap_of(real_result)
    assert (
        with_roadmap(
            gathered(real_result, scope=Scope.ANSWERS), real_result, NOW
        ).roadmap
        is None
    )
    own = with_roadmap(gathered(real_result), real_result, NOW)
    assert own.roadmap is not None
    assert cut(own, Scope.ANSWERS).roadmap is None


def test_without_a_roadmap_the_priorities_stay(real_result):
    text = " ".join(report(real_result))
    assert "Lộ trình" not in text
    assert "Việc nên làm trước" in text


def test_each_open_step_stands_with_what_it_costs_about(real_result):
    roadmap = make_roadmap_of(real_result)
    told = with_roadmap(gathered(real_result), real_result, NOW).roadmap
    text = " ".join(report(real_result))
    costs = {step.cost for part in told.parts for step in part.steps if step.cost}
    assert costs
    assert missing(costs, text) == []
    assert told.work in text
    assert roadmap.steps.count() == told.total


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_summary_names_the_three_steps_that_are_due_next(real_result, language):
    roadmap = make_roadmap_of(real_result, 5)
    tick_step(step=roadmap.steps.first(), done=True, by=None, now=NOW)
    summary = report(real_result, language)[1]
    with translation.override(language):
        told = with_roadmap(gathered(real_result, language), real_result, NOW).roadmap
    left = [step for part in told.parts for step in part.steps if not step.is_done]
    coming = sorted(left, key=lambda step: step.due)
    assert (
        missing((f"{step.due:%d/%m/%Y}: {step.name}" for step in coming[:3]), summary)
        == []
    )
    assert missing([coming[3].name], summary)
    assert ("Những bước đầu tiên" if language == "vi" else "First steps") not in summary


def test_what_moved_since_the_roadmap_of_the_round_before_is_told_in_a_line(
    real_result,
):
    make_roadmap_of(real_result)
    draft = make_assessment(
        real_result.organisation, index_version=real_result.index_version, round=2
    )
    newer = make_result(
        draft, levels=Position(real_result).levels, created_at=NOW + timedelta(days=90)
    )
    make_roadmap_of(newer)
    assert "Từ lộ trình ngày" in " ".join(report(newer))
    assert "Từ lộ trình ngày" not in " ".join(report(real_result))
