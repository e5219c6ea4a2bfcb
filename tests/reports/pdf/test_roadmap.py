"""The roadmap in the PDF: one page with boxes, for its owner only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from reportlab.platypus import KeepTogether

from accounts.access.scopes import Scope
from reports.contents.roadmap import RoadmapPart, RoadmapProgress, Support
from reports.gather.frozen import Frozen
from reports.gather.roadmap import with_roadmap
from reports.pdf.build import build_pdf
from reports.pdf.roadmap import MOST_ROWS, Box, coming, roadmap
from roadmap.planning.position import Position
from roadmap.steps.services import tick_step
from tests.builders import (
    NOW,
    make_assessment,
    make_own_step,
    make_result,
    make_roadmap_of,
)
from tests.reports.pdf.flowables import tables_in, text_of, texts_of
from tests.reports.reading import gathered, missing, pages_of
from tests.reports.records import make_roadmap, make_roadmap_step
from tests.roadmap.noodle_shop import make_noodle_shop

pytestmark = pytest.mark.django_db


def report(result, language: str = "vi", scope: Scope = Scope.OWN) -> list[str]:
    """The text of each page."""
    with translation.override(language):
        pdf = build_pdf(
            with_roadmap(gathered(result, language, scope), Frozen(result), NOW)
        )
    return pages_of(pdf)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_roadmap_stands_on_a_page_or_two_in_place_of_the_priorities(
    real_result, language
):
    kept = make_roadmap_of(real_result)
    tick_step(step=kept.steps.first(), done=True, by=None, now=NOW)
    pages = report(real_result, language)
    head = "Việc cần làm" if language == "vi" else "What to do"
    with_table = [page for page in pages if head in page and "1/" in page]
    assert len([page for page in pages if f" {head} " in page]) in (1, 2)
    assert f"1/{kept.steps.count()}" in with_table[
        0
    ] or f"1 of {kept.steps.count()}" in " ".join(pages)
    assert ("Việc nên làm trước" if language == "vi" else "Priorities") not in " ".join(
        pages
    )
    assert len(pages) <= 14


def test_every_step_stands_with_its_day(real_result):
    kept = make_roadmap_of(real_result)
    text = " ".join(report(real_result))
    for step in kept.steps.all():
        assert f"{step.due:%d/%m/%Y}" in text


def test_many_steps_are_cut_to_a_page_and_counted(real_result):
    kept = make_roadmap_of(real_result, 4)
    for number in range(MOST_ROWS):
        make_own_step(kept, f"Việc {number}", horizon=0)
    left = kept.steps.count() - MOST_ROWS
    assert f"Và {left} việc khác trên trang lộ trình" in " ".join(report(real_result))


def test_without_a_roadmap_the_priorities_stay(real_result):
    text = " ".join(report(real_result))
    assert "Lộ trình" not in text
    assert "Việc nên làm trước" in text


def test_each_open_step_stands_with_what_it_costs_about(real_result):
    kept = make_roadmap_of(real_result)
    told = with_roadmap(gathered(real_result), Frozen(real_result), NOW).roadmap
    text = " ".join(report(real_result))
    costs = {step.cost for part in told.parts for step in part.steps if step.cost}
    assert costs
    assert missing(costs, text) == []
    assert told.lasts in text
    assert kept.steps.count() == told.total


@pytest.mark.django_db
def test_the_summary_of_a_noodle_shop_begins_with_its_safety_and_not_with_qr_payment():
    result = make_noodle_shop()
    make_roadmap_of(result)
    with translation.override("vi"):
        told = with_roadmap(gathered(result), Frozen(result), NOW).roadmap
        _head, _lead, *lines = texts_of(coming(told))
    assert "Sao lưu dữ liệu định kỳ" in lines[0]
    assert "Đặt mật khẩu riêng từng người, bật đăng nhập hai lớp" in lines[1]
    assert "QR" in lines[2]


def test_what_comes_next_is_never_torn_from_its_heading():
    [block] = coming(make_roadmap())
    assert isinstance(block, KeepTogether)
    assert texts_of([block])[0] == "Lộ trình"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_summary_names_the_three_steps_to_do_next(real_result, language):
    kept = make_roadmap_of(real_result, 4)
    tick_step(step=kept.steps.first(), done=True, by=None, now=NOW)
    summary = report(real_result, language)[1]
    with translation.override(language):
        told = with_roadmap(
            gathered(real_result, language), Frozen(real_result), NOW
        ).roadmap
    left = [step for part in told.parts for step in part.steps if not step.is_done]
    assert (
        missing((f"{step.due:%d/%m/%Y}: {step.name}" for step in left[:3]), summary)
        == []
    )
    assert missing([left[3].name], summary)
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


class TestSection:
    """The section by itself, of records alone."""

    def test_without_a_roadmap_there_is_none(self):
        assert list(roadmap(None)) == []

    @pytest.mark.parametrize(
        ("fields", "lead"),
        [
            ({}, "Level 3: Nâng cao. 0 of 1 steps done."),
            ({"target": None}, "0 of 1 steps done."),
            ({"lasts": "two months"}, "0 of 1 steps done, two months."),
        ],
    )
    def test_the_lead_says_the_target_and_how_far_it_is(self, fields, lead):
        assert lead in said(make_roadmap(**fields))

    def test_targets_of_single_pillars_are_told(self):
        text = said(make_roadmap(pillars=(("Khách hàng", 4), ("Dữ liệu", 3))))
        assert "Own targets: Khách hàng: level 4; Dữ liệu: level 3" in text
        assert "Own targets" not in said(make_roadmap())

    def test_what_moved_is_told_with_the_day_of_the_earlier_one(self):
        progress = RoadmapProgress(date(2026, 1, 5), reached=3, partly=1, not_yet=2)
        text = said(make_roadmap(progress=progress))
        assert "Since the roadmap of 05/01/2026:" in text
        assert "reached 3, partly 1, not yet 2." in text

    def test_each_step_has_a_box_who_day_cost_and_gain(self):
        rows = rows_of(
            make_roadmap(make_roadmap_step(), make_roadmap_step("B", what=""))
        )
        head, first, second = rows
        assert head[0] == "Ngay bây giờ – trong 3 tháng"
        assert first[1:] == [
            "Lập kế hoạch. Viết ra giấy.",
            "Chị Lan",
            "15/01/2027\n2 triệu đồng",
            "+1 điểm",
        ]
        assert second[1] == "B"

    @pytest.mark.parametrize("is_done", [True, False])
    def test_the_box_of_a_step_that_is_done_is_ticked(self, is_done):
        (_head, row) = rows_of(make_roadmap(make_roadmap_step(is_done=is_done)))
        assert isinstance(row[0], Box)
        assert row[0].is_ticked is is_done

    def test_a_step_without_gain_or_cost_says_neither(self):
        (_head, row) = rows_of(make_roadmap(make_roadmap_step(gain="", cost="")))
        assert row[3:] == ["15/01/2027", ""]

    @pytest.mark.parametrize(
        ("count", "left"), [(MOST_ROWS, 0), (MOST_ROWS + 1, 1), (MOST_ROWS * 2, 18)]
    )
    def test_what_does_not_fit_on_a_page_is_told_by_number(self, count, left):
        steps = [make_roadmap_step(f"Việc {number}") for number in range(count)]
        text = said(make_roadmap(*steps))
        assert (f"And {left} more on the page" in text) is bool(left)
        assert f"Việc {MOST_ROWS - 1}." in text
        assert f"Việc {MOST_ROWS}." not in text

    def test_a_part_of_which_nothing_fits_has_no_head(self):
        full = RoadmapPart("Nay", "", tuple([make_roadmap_step()] * MOST_ROWS))
        rest = RoadmapPart("Sau", "", (make_roadmap_step(),))
        text = said(replace(make_roadmap(), parts=(full, rest)))
        assert "Nay" in text
        assert "Sau" not in text
        assert "And 1 more" in text

    def test_costs_and_support_are_told_together(self):
        support = Support(
            "Đào tạo", 50, "100 triệu đồng", "4 tỷ đồng", "theo nghị định"
        )
        cost, why = "20 triệu đồng", "Hẹp hơn."
        text = said(make_roadmap(cost=cost, why_narrower=why, support=(support,)))
        assert "Open steps cost about: 20 triệu đồng. Hẹp hơn." in text
        assert "Decree 80, Đào tạo: up to 50% of 4 tỷ đồng, and" in text
        assert "for all steps of a year together 100 triệu đồng" in text
        assert "Costs are our own estimates" in text

    @pytest.mark.parametrize(
        ("condition", "said_of_it"),
        [("ghi sổ sách", "Condition: ghi sổ sách."), ("", "")],
    )
    def test_the_condition_of_support_is_told_where_there_is_one(
        self, condition, said_of_it
    ):
        support = Support("Đào tạo", 50, "100", "400", "theo nghị định", condition)
        text = said(make_roadmap(support=(support,)))
        assert said_of_it in text
        assert ("Condition" in text) is bool(condition)

    def test_where_nothing_costs_anything_nothing_is_said_of_estimates(self):
        assert "estimates" not in said(make_roadmap())

    def test_the_decree_has_its_vietnamese_name(self):
        support = Support(
            "Đào tạo", 50, "100 triệu đồng", "4 tỷ đồng", "theo nghị định"
        )
        assert "Nghị định 80, Đào tạo:" in text_of(
            roadmap(make_roadmap(support=(support,)))
        )

    def test_the_summary_names_the_first_three_open_steps_by_the_day_they_are_due(self):
        days = [date(2027, month, 1) for month in (5, 2, 4, 3)]
        steps = [make_roadmap_step(f"Tháng {day.month}", due=day) for day in days]
        done = make_roadmap_step("Xong", due=date(2027, 1, 1), is_done=True)
        with translation.override("en"):
            texts = texts_of(coming(make_roadmap(done, *steps)))
        assert texts[2:] == [
            "01/02/2027: Tháng 2",
            "01/04/2027: Tháng 4",
            "01/05/2027: Tháng 5",
        ]


def said(chosen) -> str:
    with translation.override("en"):
        return text_of(roadmap(chosen))


def rows_of(chosen) -> list[list]:
    (table,) = tables_in(roadmap(chosen))
    return table._cellvalues[1:]
